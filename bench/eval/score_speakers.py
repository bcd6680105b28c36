#!/usr/bin/env python3
"""Whom a source stands for: the entity of pronoun and role sources against hand-marked names.

usage: score_speakers.py POLNEAR_DEV.tar.xz [--gold FILE] [--errors] [--dateline PROGRAM]

For each marked source span the engine's mention is the one with the same span, else the longest that lies in the span, else the longest
that holds it. Coverage is the share of marked sources whose mention has an entity; accuracy is the share of those whose entity has one of the
marked names (case, articles, possessive and blanks aside). What is measured so is the actors stage alone, given the source span.

"attributed" rows: the speaker that the attribution layer names for the marked source, where it has an attribution whose source shares
a character with it; the others have no coverage there.
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


def speaker_of(attributions, begin, end):
    """The speaker of the attribution whose source is this one: (is there one, its name or None)."""
    found = [a for a in attributions if a.get("source") and a["source"][0] < end and begin < a["source"][1]]
    if not found:
        return False, None
    named = [a["speaker"]["name"] for a in found if a["speaker"]]
    return True, named[0] if named else None


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
        command = [dateline, "read", "--format", "jsonl", "--layers", "mentions,entities,attributions"]
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
        has_attribution, speaker = speaker_of(reading["attributions"], begin, end)
        is_right_speaker = speaker is not None and normal(speaker) in {normal(n) for n in names}
        rows = [(kind, entity is not None, is_right), ("all", entity is not None, is_right)]
        if has_attribution:
            rows.append(("attributed", speaker is not None, is_right_speaker))
        for key, is_covered, is_good in rows:
            count = counts.setdefault(key, [0, 0, 0])
            count[0] += 1
            count[1] += is_covered
            count[2] += is_good
        if options.errors and not (is_right and (is_right_speaker or not has_attribution)):
            text = reading["document"]["text"]
            print(f"{article[:36]} {begin} {text[begin:end]!r}: found {entity['name'] if entity else None!r}, "
                  f"attributed to {speaker!r}, expected {names}", file=sys.stderr)
    for key, (total, covered, right) in sorted(counts.items()):
        print(f"{key:10} coverage {100 * covered / total:6.2f}  accuracy {100 * right / max(covered, 1):6.2f}  "
              f"right of all {100 * right / total:6.2f}   ({right} right, {covered} covered, {total} marked)")


if __name__ == "__main__":
    main()
