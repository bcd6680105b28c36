#!/usr/bin/env python3
"""Whom a source stands for: the entity of pronoun and role sources against hand-marked names.

usage: score_speakers.py POLNEAR_DEV.tar.xz [--gold FILE] [--errors] [--dateline PROGRAM]

For each marked source span the engine's mention is the one with the same span, else the longest that lies in the span, else the longest
that holds it. Coverage is the share of marked sources whose mention has an entity; accuracy is the share of those whose entity has one of the
marked names (case, articles, possessive and blanks aside). What is measured is the actors stage alone, given the source span.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def read_gold(path):
    rows = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith("#") or not line.strip():
                continue
            article, begin, end, kind, names = line.rstrip("\n").split("\t")
            rows.append((article, int(begin), int(end), kind, names.split("|")))
    return rows


def normal(name):
    name = re.sub(r"^(the|a|an)\s+", "", name.lower().strip())
    name = re.sub(r"['’]s?$", "", name)
    return re.sub(r"[\s\u00a0]+", " ", name)


def mention_of(mentions, begin, end):
    """The mention that stands for the source [begin, end)."""
    def length(mention):
        return mention["span"][1] - mention["span"][0]

    same = [m for m in mentions if m["span"] == [begin, end]]
    inside = [m for m in mentions if begin <= m["span"][0] and m["span"][1] <= end]
    around = [m for m in mentions if m["span"][0] <= begin and end <= m["span"][1]]
    for found in (same, inside, around):
        if found:
            with_entity = [m for m in found if m.get("entity")] or found
            return max(with_entity, key=length)
    return None


def readings(dateline, archive, articles):
    """Readings by article, one process for all."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {}
        with tarfile.open(archive) as tar:
            for member in tar.getmembers():
                name = os.path.basename(member.name)[:-4]
                if member.name.endswith(".txt") and name in articles:
                    paths[name] = os.path.join(folder, name + ".txt")
                    with open(paths[name], "wb") as file:
                        file.write(tar.extractfile(member).read())
        names = sorted(paths)
        command = [dateline, "read", "--format", "jsonl", "--layers", "mentions,entities"]
        run = subprocess.run(command + [paths[n] for n in names], capture_output=True, check=True)
        lines = run.stdout.decode("utf-8").splitlines()
        return dict(zip(names, map(json.loads, lines)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("archive")
    parser.add_argument("--gold", default=os.path.join(HERE, "speakers-polnear-dev.tsv"))
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--dateline", default=os.environ.get("DATELINE", "build/dateline"))
    options = parser.parse_args()
    gold = read_gold(options.gold)
    all_readings = readings(options.dateline, options.archive, {row[0] for row in gold})
    counts = {}
    for article, begin, end, kind, names in gold:
        reading = all_readings[article]
        entities = {entity["id"]: entity for entity in reading["entities"]}
        mention = mention_of(reading["mentions"], begin, end)
        entity = entities.get(mention.get("entity")) if mention else None
        is_right = entity is not None and normal(entity["name"]) in {normal(n) for n in names}
        for key in (kind, "all"):
            count = counts.setdefault(key, [0, 0, 0])
            count[0] += 1
            count[1] += entity is not None
            count[2] += is_right
        if options.errors and not is_right:
            text = reading["document"]["text"]
            print(f"{article[:36]} {begin} {text[begin:end]!r}: found {entity['name'] if entity else None!r}, "
                  f"expected {names}", file=sys.stderr)
    for key, (total, covered, right) in sorted(counts.items()):
        print(f"{key:8} coverage {100 * covered / total:6.2f}  accuracy {100 * right / max(covered, 1):6.2f}  "
              f"right of all {100 * right / total:6.2f}   ({right} right, {covered} covered, {total} marked)")


if __name__ == "__main__":
    main()
