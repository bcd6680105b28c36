#!/usr/bin/env python3
"""Trains the linear core anew on a slice of the corpora, twice: the same bytes both times, and scores that a broken feature,
update or table would not reach.

usage: linear_slice_test.py TRAIN_LANGUAGE REPOSITORY
Ends with 77 (skipped) where the corpora do not lie beside the repository; DATELINE_SHARED names another place.
"""
import gzip
import os
import re
import subprocess
import sys
import tempfile

SENTENCES, DEV_SENTENCES = 1500, 300
# About three points below what this slice gives (92.2, 68.9 and 79.2 when written).
FLOORS = {"UPOS": 89.0, "LAS": 66.0, "F1": 76.0}


def slice_of(path, first, count, out):
    """Write sentences [first, first + count) of a gzipped file."""
    with gzip.open(path, "rt", encoding="utf-8") as f:
        blocks = f.read().split("\n\n")[first:first + count]
    with open(out, "w", encoding="utf-8") as f:
        f.write("\n\n".join(blocks) + "\n\n")
    return out


def train(trainer, folder, name, ewt, conll):
    """(bytes of the model, what the trainer printed)."""
    out = os.path.join(folder, name)
    done = subprocess.run(
        [trainer, "--out", out, "--name", "slice", "--trees", ewt["train"], "--trees-dev", ewt["dev"], "--names-conll", conll["train"],
         "--names-conll-dev", conll["dev"]], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    printed = done.stdout.decode("utf-8", "replace")
    if done.returncode:
        sys.exit(f"the trainer ended with {done.returncode}:\n{printed}")
    with open(out, "rb") as f:
        return f.read(), printed


def main():
    trainer, repository = sys.argv[1:]
    data = os.path.join(os.environ.get("DATELINE_SHARED", os.path.join(repository, "..", "shared")), "data")
    if not os.path.isdir(data):
        print(f"skipped: found no corpora in {data}")
        sys.exit(77)
    with tempfile.TemporaryDirectory(prefix="dateline-slice-") as folder:
        treebank = os.path.join(data, "ud-english-ewt", "en_ewt-ud-{}.conllu.gz")
        names = os.path.join(data, "conll2003", "conllpp_{}.txt.gz")
        ewt = {"train": slice_of(treebank.format("train"), 0, SENTENCES, os.path.join(folder, "ewt.train")),
               "dev": slice_of(treebank.format("dev"), 0, DEV_SENTENCES, os.path.join(folder, "ewt.dev"))}
        conll = {"train": slice_of(names.format("train"), 0, SENTENCES, os.path.join(folder, "conll.train")),
                 "dev": slice_of(names.format("dev"), 0, DEV_SENTENCES, os.path.join(folder, "conll.dev"))}
        model, printed = train(trainer, folder, "a.dlm", ewt, conll)
        again, _ = train(trainer, folder, "b.dlm", ewt, conll)
    if model != again:
        sys.exit("two trainings on the same slice gave different bytes")
    for measure, floor in FLOORS.items():
        found = re.search(rf"\b{measure} ([\d.]+)", printed)
        if not found:
            sys.exit(f"the trainer printed no {measure}:\n{printed[-600:]}")
        print(f"{measure} {found.group(1)} (at least {floor})")
        if float(found.group(1)) < floor:
            sys.exit(f"{measure} is {found.group(1)}, expected at least {floor}")


if __name__ == "__main__":
    main()
