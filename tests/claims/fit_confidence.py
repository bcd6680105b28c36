#!/usr/bin/env python3
"""How often claims are right that a build calls so sure: a table, and the constants that would bring the two together.

usage: fit_confidence.py BINARY REPORT...
A claim is right when score_reports.py pairs it with one of the gold. Give reports that models/claims.dlm was not trained on. The
constants of src/claims/confidence.cc are a and b of logit(right) = a + b logit(said); they are fitted by ten folds over reports for
the table, and over all reports for what is printed last. What a build says has its own constants in it: of the new ones a and b on
top of kBase and kSlope make a + b kBase and b kSlope.
"""
import math
import sys

import score_reports

STEPS = (0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)
FOLDS = 10


def logit(p):
    p = min(max(p, 0.005), 0.995)
    return math.log(p / (1 - p))


def logistic(x):
    return 1 / (1 + math.exp(-x))


def claims_of(binary, path):
    """[(report, said, is right)]."""
    rows = []
    for report in score_reports.read_reports(path):
        reading = score_reports.read_with(binary, report)
        said = {(c["type"], tuple(c["trigger"])): c["confidence"] for c in reading["claims"]}
        pairs, _, spurious = score_reports.pair(report, reading)
        rows += [(report["name"], said[m["type"], m["span"]], 1) for _, m, _, _ in pairs]
        rows += [(report["name"], said[m["type"], m["span"]], 0) for m in spurious]
    return rows


def fit(rows):
    """a and b by Newton's method."""
    a, b = 0.0, 1.0
    for _ in range(50):
        ga = gb = 0.0
        haa = hbb = 1e-6
        hab = 0.0
        for _, said, right in rows:
            x = logit(said)
            p = logistic(a + b * x)
            w = p * (1 - p)
            ga, gb = ga + right - p, gb + (right - p) * x
            haa, hab, hbb = haa + w, hab + w * x, hbb + w * x * x
        det = haa * hbb - hab * hab
        a, b = a + (hbb * ga - hab * gb) / det, b + (haa * gb - hab * ga) / det
    return a, b


def show(title, rows):
    error = 0.0
    print(title)
    for low, high in zip(STEPS, STEPS[1:]):
        step = [(said, right) for _, said, right in rows if low <= said < high]
        if step:
            said, right = (sum(c) / len(step) for c in zip(*step))
            error += abs(said - right) * len(step) / len(rows)
            print(f"  {low:.2f}-{min(high, 1):.2f}  {len(step):4d} claims  said {said:.2f}  right {right:.2f}")
    print(f"  expected calibration error {error:.3f}")


def main():
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    rows = [row for path in sys.argv[2:] for row in claims_of(sys.argv[1], path)]
    names = sorted({name for name, _, _ in rows})
    held_out = []
    for fold in range(FOLDS):
        mine = set(names[fold::FOLDS])
        a, b = fit([r for r in rows if r[0] not in mine])
        held_out += [(n, logistic(a + b * logit(said)), right) for n, said, right in rows if n in mine]
    show("as the build says", rows)
    show("fitted anew, each report by the others", held_out)
    print("a %.3f b %.3f" % fit(rows))


if __name__ == "__main__":
    main()
