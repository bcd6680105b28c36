#!/bin/sh
# Trains what the places stage learns and prints its scores by cross-validation: about half a minute.
#
#   training/places/train.sh DATA [TRAINER]
#
# DATA holds lgl.xml.gz and GeoVirus.xml.gz (github.com/milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation). Writes
# data/places/acceptance.tsv and weights.tsv. The second rests on the first, so build and run it again when the
# first has changed. The same data give the same bytes.
set -eu
data=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
trainer=${2:-$root/build/train_places}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for corpus in lgl GeoVirus; do
  python3 "$root/training/places/corpus.py" "$data/$corpus.xml.gz" >"$work/$corpus"
done
"$trainer" acceptance "$root/data/places/acceptance.tsv" "$work/lgl" "$work/GeoVirus"
"$trainer" senses "$root/data/places/weights.tsv" "$work/lgl" "$work/GeoVirus"
