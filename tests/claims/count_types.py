#!/usr/bin/env python3
"""Has each type of claim its cases? usage: count_types.py SOURCE_FOLDER

Counts, over tests/cases/claims/*.case, the cases that expect a claim of the type and those that forbid one. Exit 1, with the
types that lack them, where one of the types of data/ontology/ontology.tsv has fewer than two of the first or one of the second.
"""
import collections
import os
import sys

EXPECTED, FORBIDDEN = 2, 1


def main():
    root = sys.argv[1]
    with open(os.path.join(root, "data/ontology/ontology.tsv"), encoding="utf-8") as table:
        types = [line.split("\t")[0] for line in table if line.strip() and not line.startswith("#")]
    folder = os.path.join(root, "tests/cases/claims")
    expected, forbidden = collections.Counter(), collections.Counter()
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".case"):
            continue
        with open(os.path.join(folder, name), encoding="utf-8") as cases:
            for case in cases.read().split("\n== ")[1:]:
                lines = [line.split() for line in case.split("\nexpect:\n")[-1].splitlines()]
                expected.update({w[1] for w in lines if len(w) > 1 and w[0] == "claim"})
                forbidden.update({w[2] for w in lines if len(w) > 2 and w[:2] == ["!", "claim"]})
    poor = [t for t in types if expected[t] < EXPECTED or forbidden[t] < FORBIDDEN]
    for one in poor:
        print(f"{one}: found {expected[one]} cases that expect it and {forbidden[one]} that forbid it, "
              f"expected {EXPECTED} and {FORBIDDEN}", file=sys.stderr)
    if len(types) != 53:
        print(f"found {len(types)} types, expected 53", file=sys.stderr)
    return 1 if poor or len(types) != 53 else 0


if __name__ == "__main__":
    sys.exit(main())
