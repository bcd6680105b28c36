#!/bin/sh
# Trains models/claims.dlm and prints what it is worth by cross-validation: about a CPU minute.
#
#   training/claims/train.sh SHARED [OUT] [TRAINER] [READINGS]
#
# SHARED holds data/muc4 (templates-dev.json.gz and official-dev-tst1-tst2.tar.xz, of which DEV alone is read), data/ngec_synthetic, data/hrdsattack,
# data/event_location and data/reference. READINGS gets the readings of DEV by models that have not seen their documents. The
# short reports of tests/cases/claims/reports that are "set: tuned" are read too. The models see the tags, trees, actors and claims of
# the program that they are trained with: train again when the language core or the tables of triggers have changed much. Where the shape of
# the tables changes, build without the file first. The same
# data and program give the same bytes.
set -eu
shared=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
out=${2:-$root/models/claims.dlm}
trainer=${3:-$root/build/train_claims}
readings=${4:-/dev/null}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

corpus="python3 $root/training/claims/corpus.py"
$corpus muc "$shared/data/muc4/templates-dev.json.gz" "$shared/data/muc4/official-dev-tst1-tst2.tar.xz" >"$work/muc"
$corpus news "$shared"/data/ngec_synthetic/gpt_synthetic_events_*.csv.xz "$shared/data/hrdsattack/train.json.gz" "$shared/data/event_location/labeled_text.json.xz" >"$work/news"
$corpus reports "$root/tests/cases/claims/reports" >"$work/reports"
$corpus gold "$shared"/data/reference/*.gold.json >"$work/gold"
"$trainer" "$out" "${NAME:-claims 2026-11-25}" "$readings" "$work/muc" "$work/reports" "$work/gold" "$work/news"
