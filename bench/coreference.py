#!/usr/bin/env python3
"""How well mentions are gathered into entities, against the chains of UD English GUM: precision first.

usage: bench/coreference.py TREEBANK.conllu[.gz]... [--genres news,interview,...] [--errors N]
DATELINE names the engine (default build/dateline). Each document is read as plain text with its date of creation.

The record asks one thing of coreference: whose words, whose act. So two kinds of links are counted and nothing else:
  pronouns  a third-person pronoun that the reading puts into an entity. Right if a name or noun of that entity stands in the
            gold chain of the pronoun. Coverage: over the pronouns whose gold chain has a name or noun before them.
  names     a name whose entity has an earlier name in the text. Right if the two stand in one gold chain. Names that GUM does not
            mark, and modifiers (GUM has no mention inside "US troops"), are left out.
Mentions meet when they share their last word's end or the one holds the gold's most important word (minspan).
"""
import argparse
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile

GROUPS = {"he, she": ("he", "him", "his", "himself", "she", "her", "hers", "herself"),
          "they": ("they", "them", "their", "theirs", "themselves"), "it": ("it", "its", "itself")}


class Gold:
    """A document: text, date, and chains of mentions (begin, end, begin and end of the minimal span, is pronoun)."""

    def __init__(self, name):
        self.name, self.date, self.text = name, None, ""
        self.chains = {}


def parse_entities(value):
    """[(kind, chain, minspan)]: kind "open" or "close"; a one-word mention gives both."""
    out, i = [], 0
    while i < len(value):
        if value[i] == "(":
            m = re.compile(r"\(([^()]*?)(?=\(|\)|$)").match(value, i)
            fields, i = m.group(1).split("-"), m.end()
            # "(3-abstract-...-sgl)": closes itself; "(3-abstract-...-coref(4-": the next opens.
            chain = fields[0]
            minspan = fields[5] if len(fields) > 5 else "1"
            out.append(("open", chain, minspan))
            if i < len(value) and value[i] == ")":
                out.append(("close", chain, None))
                i += 1
        else:
            m = re.compile(r"(\d+)\)").match(value, i)
            if not m:
                i += 1
                continue
            out.append(("close", m.group(1), None))
            i = m.end()
    return out


def read_gold(path):
    """Documents of a treebank."""
    documents, doc, open_mentions = [], None, {}
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as f:
        for block in f.read().strip().split("\n\n"):
            lines = block.split("\n")
            for line in lines:
                if line.startswith("# newdoc"):
                    doc, open_mentions = Gold(line.split("= ")[1].strip()), {}
                    documents.append(doc)
                elif line.startswith("# meta::dateCreated"):
                    doc.date = line.split("= ")[1].strip()
                elif line.startswith("# newpar =") or line.strip() == "# newpar":
                    doc.text = doc.text.rstrip() + "\n\n" if doc.text else ""
            add_sentence(doc, [line.split("\t") for line in lines if line[:1].isdigit()], open_mentions)
    return documents


def add_sentence(doc, rows, open_mentions):
    """Append a sentence's words and close the mentions that end in it."""
    inside = 0
    for row in rows:
        if "." in row[0]:
            continue
        glued = "SpaceAfter=No" in row[9].split("|")
        if "-" in row[0]:
            inside = int(row[0].split("-")[1])
            multi_begin = len(doc.text)
            doc.text += row[1] + ("" if glued else " ")
            multi_at = multi_begin
            continue
        if int(row[0]) <= inside:
            begin = doc.text.find(row[1], multi_at)
            begin = multi_begin if begin < 0 else begin
            multi_at = begin + len(row[1]) if doc.text[begin:begin + len(row[1])] == row[1] else multi_at
        else:
            begin = len(doc.text)
            doc.text += row[1] + ("" if glued else " ")
        end = begin + len(row[1])
        for chain_words in open_mentions.values():
            for mention in chain_words:
                mention["words"].append((begin, end, row[3]))
        entity = next((x[7:] for x in row[9].split("|") if x.startswith("Entity=")), "")
        for kind, chain, minspan in parse_entities(entity):
            if kind == "open":
                open_mentions.setdefault(chain, []).append({"words": [(begin, end, row[3])], "minspan": minspan})
            elif open_mentions.get(chain):
                finish(doc, chain, open_mentions[chain].pop())


def finish(doc, chain, mention):
    """Add a closed mention to its chain."""
    words = mention["words"]
    heads = [int(n) for n in re.split(r"[,-]", mention["minspan"]) if n.isdigit() and int(n) <= len(words)] or [1]
    pronoun = len(words) == 1 and words[0][2] in ("PRON", "DET")
    doc.chains.setdefault(chain, []).append(
        (words[0][0], words[-1][1], words[heads[0] - 1][0], words[heads[-1] - 1][1], pronoun))


def meets(span, mention):
    """Whether one of our spans and a gold mention are the same mention."""
    begin, end = span
    gold_begin, gold_end, head_begin, head_end, _ = mention
    overlap = begin < gold_end and gold_begin < end
    return overlap and (end == gold_end or (begin <= head_begin and head_end <= end and gold_begin <= begin + 4))


def read_documents(documents):
    """The engine's readings."""
    engine, out = os.environ.get("DATELINE", "build/dateline"), []
    with tempfile.TemporaryDirectory(prefix="dateline-coreference-") as folder:
        for n, doc in enumerate(documents):
            path = os.path.join(folder, f"{n}.txt")
            with open(path, "w", encoding="utf-8") as f:
                f.write(doc.text)
            date = ["--date", doc.date] if doc.date and re.fullmatch(r"\d{4}-\d\d-\d\d", doc.date) else []
            command = [engine, "read", "--format", "json", "--layers", "mentions,entities", *date, path]
            out.append(json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout))
    return out


class Counts:
    """Links given, links right, and what could have been linked."""

    def __init__(self):
        self.given = self.right = self.possible = 0


def compare(doc, reading, groups, pronouns, names, show):
    """Add one document to the counts."""
    text = reading["document"]["text"]
    if text.rstrip() != doc.text.rstrip():
        sys.exit(f"{doc.name}: the reading's text is not the document's")
    by_entity = {}
    for mention in reading["mentions"]:
        by_entity.setdefault(mention.get("entity"), []).append(mention)
    ours = {tuple(m["span"]): m for m in reading["mentions"] if m["kind"] == "pronoun"}
    chain_of = [(mention, chain) for chain in doc.chains.values() for mention in chain]
    for mention, chain in chain_of:
        group = groups.get(text[mention[0]:mention[1]].lower()) if mention[4] else None
        if group is None:
            continue
        counts = pronouns[group]
        counts.possible += any(not other[4] and other[0] < mention[0] for other in chain)
        linked = ours.get((mention[0], mention[1]))
        if not linked or not linked.get("entity"):
            continue
        others = [m for m in by_entity[linked["entity"]] if m["kind"] != "pronoun"]
        if not others:
            continue
        counts.given += 1
        right = any(meets(m["span"], other) for m in others for other in chain if not other[4])
        counts.right += right
        if not right:
            show("pronoun", doc, text, mention, others)
    compare_names(doc, by_entity, chain_of, names, show, text)


def tightest(span, chain_of):
    """The chain of the smallest gold mention that ends where a name does and holds it; None if there is none."""
    holding = [(other[1] - other[0], n) for n, (other, _) in enumerate(chain_of)
               if other[1] == span[1] and other[0] <= span[0] and not other[4]]
    return chain_of[min(holding)[1]][1] if holding else None


def compare_names(doc, by_entity, chain_of, names, show, text):
    """Count pairs of a name and the nearest earlier name of its entity."""
    for entity, mentions in by_entity.items():
        if entity is None:
            continue
        found = [(m, tightest(m["span"], chain_of)) for m in sorted((m for m in mentions if m["kind"] == "name"), key=lambda m: m["span"])]
        found = [(m, chain) for m, chain in found if chain is not None]
        for (first, first_chain), (second, second_chain) in zip(found, found[1:]):
            if first["span"] == second["span"]:
                continue
            names.given += 1
            names.right += first_chain is second_chain
            if first_chain is not second_chain:
                show("name", doc, text, second["span"], [first])


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("treebank", nargs="+")
    p.add_argument("--genres", default="news,interview,speech,court,bio,textbook")
    p.add_argument("--errors", type=int, default=0)
    a = p.parse_args()
    genres = set(a.genres.split(","))
    documents = [d for path in a.treebank for d in read_gold(path) if d.name.split("_")[1] in genres]
    groups = {word: group for group, words in GROUPS.items() for word in words}
    pronouns, names, left = {group: Counts() for group in GROUPS}, Counts(), [a.errors]

    def show(kind, doc, text, mention, others):
        if left[0] > 0:
            left[0] -= 1
            begin = max(0, mention[0] - 150)
            print(f"{kind} {doc.name}: ...{' '.join(text[begin:mention[1] + 30].split())}\n    [{text[mention[0]:mention[1]]}] -> "
                  f"{sorted({text[m['span'][0]:m['span'][1]] for m in others})}", file=sys.stderr)

    for doc, reading in zip(documents, read_documents(documents)):
        compare(doc, reading, groups, pronouns, names, show)
    print(f"documents {len(documents)}")
    for group, counts in pronouns.items():
        print(f"{group:<8} precision {100 * counts.right / max(1, counts.given):5.1f}   coverage {100 * counts.given / max(1, counts.possible):5.1f}"
              f"   ({counts.right} right, {counts.given} given, {counts.possible} with a name or noun before)")
    print(f"names    precision {100 * names.right / max(1, names.given):5.1f}   ({names.right} right, {names.given} given)")


if __name__ == "__main__":
    main()
