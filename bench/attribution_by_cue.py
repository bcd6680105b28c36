#!/usr/bin/env python3
"""Reporting cues and others apart: what is found of the attributions of PolNeAR dev, by the sort of their cue.

usage: attribution_by_cue.py SHARED [SPLIT]        SHARED holds eval/ and data/; SPLIT is SHARED/data/polnear/dev.tar.xz unless given

A marked cue is reporting when it holds a word that data/attribution/cues.en.tsv lets take a clause or a quotation ("said", "claims"), a phrase of
data/attribution/words.en.tsv ("according to"), or no word at all (a colon, a dash). The others are attitudes, intentions and decrees: "wants", "supports",
"banned". Recall is by the measures of score_attribution.py, every annotator's file a document of its own. Precision is apart by the confidence that an
attribution has: 0.5 and more, or inherited, is speech; less is an attitude.
"""
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def rows(name):
    with open(os.path.join(ROOT, "data/attribution", name), encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file if line.strip() and not line.startswith("#")]


def main():
    shared = sys.argv[1]
    sys.path.insert(0, os.path.join(shared, "eval"))
    import engine
    import score_attribution as scorer

    lemmas = {r[0] for r in rows("cues.en.tsv") if {"clause", "quote"} & set(r[4].split(","))}
    phrases = [r[0] for r in rows("words.en.tsv") if r[1] == "phrase"]
    docs = scorer.load_gold([sys.argv[2] if len(sys.argv) > 2 else os.path.join(shared, "data/polnear/dev.tar.xz")])
    readings = engine.read_texts([d.text for d in docs])

    def is_reporting(text, tokens, attribution):
        for begin, end in attribution["cue"]:
            words = text[begin:end]
            if not re.search(r"\w", words) or any(p in words.lower() for p in phrases):
                return True
            if any(begin <= t["span"][0] < end and t["lemma"] in lemmas for t in tokens):
                return True
        return False

    sorts = {"reporting": ([], [], []), "other": ([], [], [])}  # gold, all predictions, predictions of the sort
    for doc, reading in zip(docs, readings):
        predicted = scorer.from_reading(reading)
        outer = [a for a in reading["attributions"] if not a["parent"]]
        speech = [a["confidence"] >= 0.5 or a["inherited"] for a in outer]
        for marks in [doc.gold] + doc.others:
            for name, (gold, everything, own) in sorts.items():
                wants = name == "reporting"
                gold.append((doc.text, [a for a in marks if is_reporting(doc.text, reading["tokens"], a) == wants]))
                everything.append((doc.text, predicted))
                own.append((doc.text, [p for p, s in zip(predicted, speech) if s == wants]))
    all_gold = [(a[0], a[1] + b[1]) for a, b in zip(sorts["reporting"][0], sorts["other"][0])]
    measures = ["source", "cue", "content"]
    for name, (gold, everything, own) in sorts.items():
        found = scorer.score(gold, everything)
        right = scorer.score(all_gold, own)
        print(f"{name}: {sum(len(g) for _, g in gold)} marked, {sum(len(p) for _, p in own)} given out as such")
        for m in measures:
            print(f"  {m:<20} exact recall {found[m]['exact']['r']:6.2f}  exact precision {right[m]['exact']['p']:6.2f}")
        for m in ("attribution", "relation soft"):
            print(f"  {m:<20}       recall {found[m]['r']:6.2f}        precision {right[m]['p']:6.2f}")


if __name__ == "__main__":
    main()
