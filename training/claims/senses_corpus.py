#!/usr/bin/env python3
"""Writes the texts that train the senses of triggers in one plain form, to standard output.

usage: senses_corpus.py SHARED ROOT [LABELS]
SHARED is the folder with data/, ROOT the repository, LABELS a table of judged words (training/claims/senses.labels.tsv). Each document is

  document NAME DATE SIZE          DATE may be -, SIZE is in bytes
  the text
  kind KIND                        gold, and passage, which is of our own to train: every claim has its line; case: only what the lines say; silver: what the table of triggers says; sport: nothing happens
  claim TYPES<tab>BEGIN<tab>END    gold: the accepted types and the trigger, in bytes
  label TYPE<tab>BEGIN<tab>END     the word there speaks of this type, "-" for none, "+" for some type
  some TYPE                        case: there is a claim of the type
  never TYPE                       case: there is none of the type ("-": none at all)
  likely TYPES                     silver: what the story is about
  doubtful TYPES                   silver: no incident of these types is told by the keys of its corpus
  an empty line

The short reports that are held out, and the cases in files with "held-out" in their name, are never read.
"""
import collections
import csv
import gzip
import io
import json
import lzma
import os
import re
import sys
import tarfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.path.insert(0, os.path.join(HERE, "../../tests/claims"))
import corpus  # noqa: E402
import score_reports  # noqa: E402
import score_senses  # noqa: E402

NGEC_STORIES = 3    # every third
MUC_TEXTS = 2       # every second
DOUBTFUL = ["explosion", "attack.civilians", "detention", "sabotage"]
SPORT_SHARE = 0.04  # of the words of a document
SPORT = re.compile(r"\b(match|matches|goal|goals|team|teams|coach|league|cup|season|striker|tournament|championship|football|soccer|cricket|rugby|basketball|tennis|golf|"
                   r"midfielder|goalkeeper|innings|wicket|wickets|semifinal|playoff|quarterback|pitcher|baseball|hockey|olympic|medal|stadium|halftime|referee|touchdown|"
                   r"champion|round|scores|scored|score|division|points|overs|wins|beat|win|lead|seeds|seed)\b", re.I)


class Writer:
    def __init__(self, labels):
        self.labels = labels
        self.met = set()

    def write(self, name, date, text, kind, lines):
        data = text.encode()
        lines = [f"kind {kind}"] + lines
        for offset, size, label in self.labels.get(name, ()):
            lines.append(f"label {label}\t{offset}\t{offset + size}")
        self.met.add(name)
        sys.stdout.buffer.write(f"document {name} {date or '-'} {len(data)}\n".encode() + data + b"\n")
        sys.stdout.buffer.write("".join(line + "\n" for line in lines).encode() + b"\n")


def read_labels(path):
    """{document: [(offset, size, label)]}; the columns are document, byte offset, word, label."""
    labels = collections.defaultdict(list)
    if path:
        with open(path, encoding="utf-8") as table:
            for line in table:
                if line.strip() and not line.startswith("#"):
                    name, offset, word, label = line.rstrip("\n").split("\t")
                    labels[name].append((int(offset), len(word.encode()), label))
    return labels


def gold(out, shared, root):
    folder = os.path.join(shared, "data/reference")
    for name in sorted(n for n in os.listdir(folder) if n.endswith(".gold.json")):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            data = json.load(file)
        with open(os.path.join(folder, name.replace(".gold.json", ".txt")), encoding="utf-8") as file:
            text = file.read()
        place = lambda at: len(text[:at].encode())
        lines = [f"claim {'|'.join(c['types'])}\t{place(c['anchor'][0])}\t{place(c['anchor'][1])}" for c in data["claims"]]
        out.write(f"reference/{name[:-10]}", data["document"].get("published"), text, "gold", lines)
    folder = os.path.join(root, "tests/cases/claims/reports")
    for name in sorted(n for n in os.listdir(folder) if n.endswith(".report") and "held-out" not in n):
        for i, report in enumerate(score_reports.read_reports(os.path.join(folder, name))):
            if report["set"] != "tuned":
                continue
            place = lambda at: len(report["text"][:at].encode())
            lines = [f"claim {'|'.join(c['types'])}\t{place(c['span'][0])}\t{place(c['span'][1])}" for c in report["claims"]]
            out.write(f"reports/{name[:-7]}-{i}", report["date"], report["text"], "gold", lines)


def cases(out, root):
    folder = os.path.join(root, "tests/cases/claims")
    for name in sorted(n for n in os.listdir(folder) if n.endswith(".case") and "held-out" not in n):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            blocks = file.read().split("\n== ")[1:]
        for i, block in enumerate(blocks):
            head, _, expected = block.partition("\nexpect:\n")
            text = head.partition("\ntext:\n")[2]
            date = re.search(r"^date: (\S+)", head, re.M)
            lines = []
            for line in expected.splitlines():
                claim = re.match(r"(! )?claim\s*(\S+)?", line)
                if not claim:
                    continue
                types = claim[2] or "-"
                if "=" in types:
                    types = "-"
                if claim[1]:
                    if not re.search(r"\w=", line):
                        lines.append(f"never {types}")
                    continue
                trigger = re.search(r'trigger="([^"]*)"', line)
                at = text.find(trigger[1]) if trigger else -1
                if at < 0:
                    lines.append(f"some {types}")
                else:
                    begin = len(text[:at].encode())
                    lines.append(f"label {types}\t{begin}\t{begin + len(trigger[1].encode())}")
            if lines:
                out.write(f"cases/{name[:-5]}-{i}", date and date[1], text, "case", lines)


def sentences(out, root):
    """Sentences with the sense of the word in brackets."""
    for name, path in (("examples", os.path.join(HERE, "senses.examples.tsv")), ("senses", os.path.join(root, "tests/cases/claims/senses/tuned.senses"))):
        for i, (kind, text, spans) in enumerate(score_senses.read_senses(path)):
            place = lambda at: len(text[:at].encode())
            out.write(f"{name}/{i}", None, text + "\n", "case", [f"label {kind}\t{place(a)}\t{place(b)}" for a, b in spans])


def passages(out):
    """Passages of our own in which all claims are marked: {type|type:words}; "||" parts paragraphs."""
    with open(os.path.join(HERE, "senses.passages.txt"), encoding="utf-8") as file:
        rows = [line.strip() for line in file if line.strip() and not line.startswith("#")]
    for i, row in enumerate(rows):
        text, lines, at = "", [], 0
        for mark in re.finditer(r"\{([a-z.|]+):([^}]*)\}", row):
            text += row[at:mark.start()].replace(" || ", "\n\n")
            begin = len(text.encode())
            text += mark[2]
            lines.append(f"claim {mark[1]}\t{begin}\t{len(text.encode())}")
            at = mark.end()
        text += row[at:].replace(" || ", "\n\n")
        if "{" in text:
            raise SystemExit(f"senses.passages.txt: found a mark that is none in passage {i + 1}, expected {{type:words}}")
        out.write(f"passages/{i}", None, text + "\n", "passage", lines)


def plover_types(root):
    """{PLOVER event or event/mode: types}."""
    types = collections.defaultdict(set)
    with open(os.path.join(root, "data/ontology/ontology.tsv"), encoding="utf-8") as table:
        for line in table:
            if line.startswith("#") or not line.strip():
                continue
            cells = line.rstrip("\n").split("\t")
            types[cells[7]].add(cells[0])
            types[cells[7].split("/")[0]].add(cells[0])
    return types


def ngec(out, shared, root):
    types = plover_types(root)
    with lzma.open(os.path.join(shared, "data/ngec_synthetic/gpt_synthetic_events_2023-10-19_19.csv.xz"), "rt", encoding="utf-8", newline="") as file:
        for i, row in enumerate(csv.DictReader(file)):
            if i % NGEC_STORIES == 0:
                likely = types.get(f"{row['label']}/{row['mode'].lower()}") or types.get(row["label"], ())
                title = row["prompt"].split("\n")[0]
                out.write(f"ngec/{i}", None, title + "\n\n" + row["text"], "silver", [f"likely {'|'.join(sorted(likely))}"])


def muc(out, shared):
    """Half of MUC-4 DEV. A text without a template tells of no blast, killing or kidnapping; fights of armies have no templates by its rules."""
    folder = os.path.join(shared, "data/muc4")
    texts = corpus.muc_texts(os.path.join(folder, "official-dev-tst1-tst2.tar.xz"))
    with gzip.open(os.path.join(folder, "templates-dev.json.gz"), "rt", encoding="utf-8") as file:
        for i, row in enumerate(map(json.loads, filter(str.strip, file))):
            if i % MUC_TEXTS:
                continue
            kinds = {k.strip() for t in row["templates"] for k in t["incident_type"].split("/")}
            types = sorted({t for k in kinds if k in corpus.TYPES for t in corpus.TYPES[k].split("|")})
            line = "doubtful " + "|".join(DOUBTFUL) if not kinds else "likely " + "|".join(types + ["casualty", "damage"])
            out.write(f"muc/{row['docid']}", None, texts[row["docid"]], "silver", [line])


def event_location(out, shared):
    with lzma.open(os.path.join(shared, "data/event_location/labeled_text.json.xz"), "rt", encoding="utf-8") as file:
        rows = json.load(file)
    seen = {}
    for row in rows:
        seen.setdefault(row["text"], []).extend(s for s in row.get("spans", []) if s["label"] == "VERB")
    for i, (text, spans) in enumerate(seen.items()):
        place = lambda at: len(text[:at].encode())
        lines = sorted({f"label +\t{place(s['start'])}\t{place(s['end'])}" for s in spans})
        out.write(f"events/{i}", None, text, "silver", lines)


def hrdsattack(out, shared):
    for split in ("train", "dev"):
        with gzip.open(os.path.join(shared, f"data/hrdsattack/{split}.json.gz"), "rt", encoding="utf-8") as file:
            for i, row in enumerate(json.load(file)):
                sample = row["sample"]
                body = re.sub(r"</?p>", "\n", sample["Input.article_interface"])
                body = re.sub(r"<[^>]*>", " ", body)
                text = sample["Input.title"] + "\n\n" + re.sub(r"\s*\n\s*", "\n\n", body.strip())
                out.write(f"hrds/{split}-{i}", sample["Input.publish_date"][:10], text, "silver", [])


def joined(words):
    """A sentence of tokens as text."""
    text = " ".join(words)
    text = re.sub(r" ([.,;:!?)%]|'s\b|n't\b)", r"\1", text)
    return text.replace("( ", "(").replace(" - ", "-")


def token_texts(lines, is_end):
    """Documents of tokens, one a line: sentences end at an empty line, documents where `is_end` says."""
    sentences, words = [], []
    for line in lines:
        if is_end(line):
            if sentences:
                yield "\n".join(sentences)
            sentences, words = [], []
        elif line.strip():
            words.append(line.split("\t" if "\t" in line else " ")[0])
        elif words:
            sentences.append(joined(words))
            words = []
    if words:
        sentences.append(joined(words))
    if sentences:
        yield "\n".join(sentences)


def is_sport(text):
    return len(SPORT.findall(text)) > SPORT_SHARE * len(text.split())


def newswire(out, shared):
    with tarfile.open(os.path.join(shared, "data/en-worldwide-newswire/processed_annotated.tar.xz")) as archive:
        for name in sorted(archive.getnames()):
            if name.endswith(".tsv"):
                lines = archive.extractfile(name).read().decode().splitlines()
                for text in token_texts(lines, lambda line: False):
                    out.write("newswire/" + os.path.basename(name)[:-8], None, text, "silver", [])


def conll(out, shared):
    with gzip.open(os.path.join(shared, "data/conll2003/conllpp_train.txt.gz"), "rt", encoding="utf-8") as file:
        for i, text in enumerate(token_texts(file.read().splitlines(), lambda line: line.startswith("-DOCSTART-"))):
            out.write(f"conll/{i}", None, text, "sport" if is_sport(text) else "silver", [])


def main():
    shared, root = sys.argv[1:3]
    out = Writer(read_labels(sys.argv[3] if len(sys.argv) > 3 else None))
    gold(out, shared, root)
    cases(out, root)
    sentences(out, root)
    passages(out)
    ngec(out, shared, root)
    muc(out, shared)
    event_location(out, shared)
    hrdsattack(out, shared)
    newswire(out, shared)
    conll(out, shared)
    lost = sorted(set(out.labels) - out.met)
    if lost:
        raise SystemExit(f"found labels of unknown documents, the first is {lost[0]}")


if __name__ == "__main__":
    main()
