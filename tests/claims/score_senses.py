#!/usr/bin/env python3
"""Words of many senses (tests/cases/claims/senses): how many a build reads right, tuned and held out apart.

usage: score_senses.py BINARY FOLDER [--errors] [--set tuned|held-out] [--check]
A line of a file is a type, or "-" for no claim, a tab, and a sentence with the word in brackets; a sentence may have several. A word is right when a claim
of the type has a trigger that touches it, and, for "-", when no claim does. With --check the exit is 1 where a set lies below its
floor. --errors shows the words that are wrong: not to be used on the held-out ones by who tunes.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

from options import parse

FLOORS = {"tuned": 92, "held-out": 78}


def read_senses(path):
    """[(type, sentence without brackets, [(begin, end)])]."""
    rows = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith("#") or not line.strip():
                continue
            kind, marked = line.rstrip("\n").split("\t")
            spans, text = [], ""
            for i, part in enumerate(re.split(r"[\[\]]", marked)):
                if i % 2:
                    spans.append((len(text), len(text) + len(part)))
                text += part
            rows.append((kind, text, spans))
    return rows


def read_all(binary, texts):
    """The readings of texts, in their order."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for i, text in enumerate(texts):
            paths.append(os.path.join(folder, f"{i}.txt"))
            with open(paths[-1], "w", encoding="utf-8") as file:
                file.write(text + "\n")
        done = subprocess.run([binary, "read", "--date", "2022-09-09", "--format", "jsonl"] + paths, stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def main():
    options = parse(__doc__, FLOORS)
    failed = False
    for group in sorted(FLOORS, reverse=True):
        if options.set not in (None, group):
            continue
        rows = read_senses(os.path.join(options.folder, group + ".senses"))
        right = {True: [0, 0], False: [0, 0]}  # by "is an event"
        for (kind, text, spans), reading in zip(rows, read_all(options.binary, [r[1] for r in rows])):
            for begin, end in spans:
                found = sorted({c["type"] for c in reading["claims"] if c["trigger"][0] < end and begin < c["trigger"][1]})
                is_right = kind in found if kind != "-" else not found
                right[kind != "-"][0] += is_right
                right[kind != "-"][1] += 1
                if options.errors and not is_right:
                    print(f"  {kind}, found {'|'.join(found) or '-'}: {text[:begin]}[{text[begin:end]}]{text[end:]}", file=sys.stderr)
        share = 100.0 * (right[True][0] + right[False][0]) / (right[True][1] + right[False][1])
        print(f"{group}: {share:.1f} % right; claims {right[True][0]} of {right[True][1]}, no claims {right[False][0]} of {right[False][1]}")
        if options.check and share < FLOORS[group]:
            print(f"{group}: found {share:.1f} %, expected {FLOORS[group]} or more", file=sys.stderr)
            failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
