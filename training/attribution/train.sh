#!/bin/sh
# Trains models/attribution.dlm from PolNeAR and prints its scores on dev: about three CPU minutes, two threads.
#
#   training/attribution/train.sh DATA [OUT] [TRAINER]
#
# DATA holds polnear/train.tar.xz and polnear/dev.tar.xz as its README names them; OUT is models/attribution.dlm unless given. The
# tagger sees the tags, trees and rules of the program that it is trained with: train again after the language model or the rules have
# changed much. The same data and program give the same bytes.
set -eu
data=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
out=${2:-$root/models/attribution.dlm}
trainer=${3:-$root/build/train_attribution}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for part in train dev; do
  mkdir "$work/$part"
  tar -xJf "$data/polnear/$part.tar.xz" -C "$work/$part"
done

"$trainer" --out "$out" --name "${NAME:-attribution-crf 2026-11-26}" --train "$work/train" --dev "$work/dev"
