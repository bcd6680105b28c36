#!/bin/sh
# Trains models/english.dlm from the public corpora and prints its scores: about five CPU minutes.
#
#   training/language/train.sh DATA [OUT] [TRAINER]
#
# DATA holds ud-english-ewt, ud-english-gum, conll2003, wnut17 and en-worldwide-newswire as their
# READMEs name the files; OUT is models/english.dlm unless given. The same data give the same bytes.
set -eu
data=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
out=${2:-$root/models/english.dlm}
trainer=${3:-$root/build/train_language}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for part in train dev; do
  zcat "$data/ud-english-ewt/en_ewt-ud-$part.conllu.gz" >"$work/ewt.$part"
  zcat "$data/ud-english-gum/en_gum-ud-$part.conllu.gz" >"$work/gum.$part"
  zcat "$data/conll2003/conllpp_$part.txt.gz" >"$work/conll.$part"
done
zcat "$data/wnut17/wnut17train.conll.gz" >"$work/wnut.train"
zcat "$data/wnut17/emerging.dev.conll.gz" >"$work/wnut.dev"
tar -xJf "$data/en-worldwide-newswire/processed_annotated.tar.xz" -C "$work"

"$trainer" --out "$out" --name "${NAME:-english-linear 2026-11-24}" \
  --trees "$work/ewt.train" --trees "$work/gum.train" \
  --trees-dev "$work/ewt.dev" --trees-dev "$work/gum.dev" \
  --names-conll "$work/conll.train" --names-wnut "$work/wnut.train" \
  --names-worldwide "$work/processed_annotated" \
  --names-conll-dev "$work/conll.dev" --names-wnut-dev "$work/wnut.dev"
