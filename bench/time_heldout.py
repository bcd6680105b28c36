#!/usr/bin/env python3
"""Time expressions on the two parts of TempEval-3's training documents: nine tenths on which rules are tuned, and the held-out tenth.

usage: bench/time_heldout.py SHARED_FOLDER
Documents are ordered by file name (bytes); every tenth (the 10th, 20th, ...) is held out. Its errors are not looked at while rules
are changed. Below each part stands how sure its figures are: documents are drawn with replacement, as many as the part has, 2,000 times from
a fixed seed, and the middle 95 % of the figures so found are the interval. Then each of the ten tenths in turn: how far their figures lie
apart says how much the held-out one can mean. The engine is $DATELINE, the scorer SHARED_FOLDER/eval/score_time.py.
"""
import json
import os
import random
import statistics
import subprocess
import sys
import tarfile
import tempfile

TENTHS = 10
DRAWS = 2000
SEED = 20261125
FIGURES = (("relaxed F1", lambda s: s["relaxed"]["f1"]), ("strict F1", lambda s: s["strict"]["f1"]),
           ("value F1", lambda s: s["value F1"]))


def scored(shared, folder, *options):
    """What the scorer prints for a folder of documents."""
    command = [sys.executable, os.path.join(shared, "eval", "score_time.py"), folder, *options]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def counts(scorer, gold, predicted):
    """Of one document: gold and predicted expressions, and how many of them are right in part, in whole and in value."""
    pairs = [(gold[i], predicted[j]) for i, j in scorer.common.match_spans(gold, predicted)]
    return (len(gold), len(predicted), len(pairs), sum(g[:2] == p[:2] for g, p in pairs), sum(g[3] == p[3] for g, p in pairs))


def f1(right, gold, predicted):
    return 100 * 2 * right / (gold + predicted) if gold + predicted else 0.0


def intervals(scorer, folder, readings):
    """The middle 95 % of each figure over draws of documents, and the share of draws with a value F1 of at least 80."""
    documents = scorer.load_gold([folder])
    rows = [counts(scorer, d.times, scorer.from_reading(r, d.text))
            for d, r in zip(documents, scorer.common.load_jsonl(readings))]
    drawn = random.Random(SEED)
    found = [[], [], []]
    for _ in range(DRAWS):
        gold, predicted, *right = (sum(column) for column in zip(*drawn.choices(rows, k=len(rows))))
        for figures, one in zip(found, right):
            figures.append(f1(one, gold, predicted))
    for (name, _), figures in zip(FIGURES, found):
        figures.sort()
        print(f"{name:12} 95 % of draws of documents lie in {figures[DRAWS // 40]:.1f} to {figures[-DRAWS // 40 - 1]:.1f}")
    print(f"{'value F1':12} is 80 or more in {100 * sum(f >= 80 for f in found[2]) / DRAWS:.0f} % of draws")


def main():
    shared = sys.argv[1]
    sys.path.insert(0, os.path.join(shared, "eval"))
    import score_time as scorer
    archive = os.path.join(shared, "data", "tempeval3", "TBAQ-cleaned.tar.xz")
    with tempfile.TemporaryDirectory(prefix="dateline-time-") as folder:
        with tarfile.open(archive) as tar:
            members = [m for m in tar if m.isfile() and m.name.endswith(".tml")]
            members.sort(key=lambda m: os.path.basename(m.name).encode())
            for n, member in enumerate(members, 1):
                held_out = n % TENTHS == 0
                data = tar.extractfile(member).read()
                for part in ("held-out" if held_out else "tuned", f"tenth-{n % TENTHS}"):
                    os.makedirs(os.path.join(folder, part), exist_ok=True)
                    with open(os.path.join(folder, part, os.path.basename(member.name)), "wb") as out:
                        out.write(data)
        for part in ("tuned", "held-out"):
            print(f"\n== {part}")
            readings = os.path.join(folder, part + ".jsonl")
            print(scored(shared, os.path.join(folder, part), "--save", readings), end="", flush=True)
            intervals(scorer, os.path.join(folder, part), readings)
        tenths = [json.loads(scored(shared, os.path.join(folder, f"tenth-{k}"), "--json")) for k in range(TENTHS)]
    print("\n== each tenth in turn, the held-out one first")
    for name, of in FIGURES:
        values = [of(t) for t in tenths]
        print(f"{name:12}", " ".join(f"{v:5.1f}" for v in values),
              f"  mean {statistics.mean(values):.2f}, standard deviation {statistics.stdev(values):.2f}")


if __name__ == "__main__":
    main()
