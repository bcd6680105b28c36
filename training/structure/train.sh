#!/bin/sh
# Trains data/structure/boundaries.en.tsv and prints its scores: about a minute.
#
#   training/structure/train.sh DATA [OUT] [TRAINER]
#
# DATA holds ud-english-ewt and ud-english-gum as their READMEs name the files. The same data give the same bytes.
set -eu
data=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
out=${2:-$root/data/structure/boundaries.en.tsv}
trainer=${3:-$root/build/train_structure}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for part in train dev; do
  zcat "$data/ud-english-ewt/en_ewt-ud-$part.conllu.gz" >"$work/ewt.$part"
  zcat "$data/ud-english-gum/en_gum-ud-$part.conllu.gz" >"$work/gum.$part"
done
"$trainer" "$out" "$work/ewt.train" "$work/gum.train" --dev "$work/ewt.dev" "$work/gum.dev"
