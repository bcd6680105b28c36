#!/bin/sh
# Trains models/claims.dlm and prints what it is worth by cross-validation: about a CPU minute.
#
#   training/claims/train.sh SHARED [OUT] [TRAINER]
#
# SHARED holds data/muc4 (templates-dev.json.gz and official-dev-tst1-tst2.tar.xz, of which DEV alone is read) and data/reference. The
# short reports of tests/cases/claims/reports that are "set: tuned" are read too. The models see the tags, trees, actors and claims of
# the program that they are trained with: train again when the language core or the tables of triggers have changed much. The same
# data and program give the same bytes.
set -eu
shared=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
out=${2:-$root/models/claims.dlm}
trainer=${3:-$root/build/train_claims}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

corpus="python3 $root/training/claims/corpus.py"
$corpus muc "$shared/data/muc4/templates-dev.json.gz" "$shared/data/muc4/official-dev-tst1-tst2.tar.xz" >"$work/muc"
$corpus reports "$root/tests/cases/claims/reports" >"$work/reports"
$corpus gold "$shared"/data/reference/*.gold.json >"$work/gold"
"$trainer" "$out" "${NAME:-claims 2026-11-25}" "$work/muc" "$work/reports" "$work/gold"
