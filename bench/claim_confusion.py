#!/usr/bin/env python3
"""Types of claims as the gold has them against types as read: the confusion table of models/senses.md.

usage: claim_confusion.py BINARY [SHARED]
Counts over the short reports of tests/cases/claims/reports, tuned and held out, and with SHARED over its articles with gold claims. A gold claim pairs with the
claim read whose trigger touches its own, one of its types first, else with one of its type in the same sentence. Nothing of a text is printed.
"""
import collections
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
REPORTS = os.path.join(HERE, "../tests/cases/claims/reports")
sys.path.insert(0, os.path.join(HERE, "../tests/claims"))
import score_reports  # noqa: E402


def articles(shared):
    """The articles as score_reports.read_reports() gives reports."""
    folder = os.path.join(shared, "data/reference")
    for name in sorted(n for n in os.listdir(folder) if n.endswith(".gold.json")):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            data = json.load(file)
        with open(os.path.join(folder, name.replace(".gold.json", ".txt")), encoding="utf-8") as file:
            text = file.read()
        document = data["document"]
        yield {"set": "articles", "name": name, "text": text, "date": document.get("published"), "publisher": document.get("publisher"),
               "claims": [{"types": c["types"], "span": tuple(c["anchor"])} for c in data["claims"]]}


def pairs(report, reading):
    """[(gold type or None, read type or None)]."""
    sentences = [tuple(s) for s in reading["sentences"]]
    home = lambda at: next((i for i, s in enumerate(sentences) if s[0] <= at < s[1]), None)
    left = [(tuple(c["trigger"]), c["type"], c["sentence"]) for c in reading["claims"]]
    rounds = (lambda gold, read: touches(gold["span"], read[0]) and read[1] in gold["types"],
              lambda gold, read: read[1] in gold["types"] and read[2] == home(gold["span"][0]),
              lambda gold, read: touches(gold["span"], read[0]))
    touches = lambda a, b: a[0] < b[1] and b[0] < a[1]
    open_gold, found = list(report["claims"]), []
    for fits in rounds:
        for gold in list(open_gold):
            read = next((r for r in left if fits(gold, r)), None)
            if read:
                found.append((read[1] if read[1] in gold["types"] else gold["types"][0], read[1]))
                left.remove(read)
                open_gold.remove(gold)
    return found + [(g["types"][0], None) for g in open_gold] + [(None, r[1]) for r in left]


def main():
    binary = sys.argv[1]
    texts = [r for name in sorted(os.listdir(REPORTS)) if name.endswith(".report") for r in score_reports.read_reports(os.path.join(REPORTS, name))]
    if len(sys.argv) > 2:
        texts = list(articles(sys.argv[2])) + texts
    table, sets = collections.Counter(), collections.Counter()
    for report in texts:
        sets[report["set"]] += 1
        table.update(pairs(report, score_reports.read_with(binary, report)))
    print("texts: " + ", ".join(f"{count} {name}" for name, count in sorted(sets.items())))
    print("\n| gold type | claims | read as it | read as another type | not read | read where the gold has none |\n| --- | --- | --- | --- | --- | --- |")
    types = sorted({t for pair in table for t in pair if t})
    for one in types:
        others = sorted((count, read) for (gold, read), count in table.items() if gold == one and read not in (one, None))
        said = ", ".join(f"{read} {count}" for count, read in reversed(others)) or "-"
        all_ = sum(count for (gold, _), count in table.items() if gold == one)
        print(f"| {one} | {all_} | {table[one, one]} | {said} | {table[one, None]} | {table[None, one]} |")
    right = sum(count for (gold, read), count in table.items() if gold == read)
    confused = sum(count for (gold, read), count in table.items() if gold and read and gold != read)
    missed = sum(count for (gold, read), count in table.items() if read is None)
    extra = sum(count for (gold, read), count in table.items() if gold is None)
    print(f"| all | {right + confused + missed} | {right} | {confused} | {missed} | {extra} |")


if __name__ == "__main__":
    main()
