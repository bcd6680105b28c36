#!/usr/bin/env python3
"""Writes the texts that train the claims in one plain form, to standard output.

usage: corpus.py muc TEMPLATES.json.gz TEXTS.tar.xz | news STORIES DEFENDERS SENTENCES | reports FOLDER... | gold GOLD.json...
`muc`: the MUC-4 templates and texts as shared/data/muc4 has them. `reports`: the short reports of tests/cases/claims/reports that are
set: tuned. `news`: NGEC's stories of assault and coercion, HRDsAttack and event_location as shared/data has them. `gold`: articles with gold claims beside their text. Each document is

  document NAME DATE SIZE          DATE may be -, SIZE is in bytes
  the text
  filler SLOT<tab>words            MUC: what fills persons, body, target, victim or means of some template
  incident TYPES                   MUC: claim types that a template of the document stands for
  claim TYPES<tab>BEGIN<tab>END    gold: the accepted types and the trigger, in bytes
  rules                            news: no gold, the roles that the rules give stand
  an empty line
"""
import csv
import gzip
import html
import io
import json
import os
import re
import sys
import tarfile

SLOTS = {"PerpInd": "persons", "PerpOrg": "body", "Target": "target", "Victim": "victim", "Weapon": "means"}
TYPES = {"bombing": "explosion", "kidnapping": "detention", "arson": "sabotage",
         "attack": "clash.ground|attack.civilians|attack.unconventional|strike.shelling|strike.missile|strike.air|strike.drone|sabotage",
         "robbery": "attack.civilians|clash.ground", "forced work stoppage": "protest"}


def write(name, date, text, lines):
    data = text.encode()
    sys.stdout.buffer.write(f"document {name} {date or '-'} {len(data)}\n".encode() + data + b"\n")
    sys.stdout.buffer.write("".join(line + "\n" for line in lines).encode() + b"\n")


def muc_texts(path):
    """{id: text}; the lines of a paragraph are joined."""
    texts = {}
    with tarfile.open(path) as archive:
        names = sorted(archive.getnames(), key=lambda n: ("mixed" in n, n))
        for name in names:
            if not re.match(r"(dev|tst\d)-muc", name.rsplit("/", 1)[-1]) or not archive.getmember(name).isfile():
                continue
            data = archive.extractfile(name).read()
            parts = re.split(r"(?m)^((?:DEV|TST\d)-MUC\d-\d{4})[^\n]*\n", data.decode("latin-1"))
            for identity, body in zip(parts[1::2], parts[2::2]):
                paragraphs = [" ".join(p.split()) for p in re.split(r"\n[ \t]*\n", body)]
                texts[identity] = "\n\n".join(p for p in paragraphs if p) + "\n"
    return texts


def muc(templates, texts):
    bodies = muc_texts(texts)
    with gzip.open(templates, "rt", encoding="utf-8") as file:
        for row in map(json.loads, filter(str.strip, file)):
            lines = []
            for template in row["templates"]:
                kinds = [TYPES[k.strip()] for k in template["incident_type"].split("/") if k.strip() in TYPES]
                lines.append("incident " + "|".join(kinds))
                for role, slot in SLOTS.items():
                    lines += [f"filler {slot}\t{mention[0]}" for entity in template[role] for mention in entity]
            write(row["docid"], None, bodies[row["docid"]], lines)


def reports(folders):
    sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../tests/claims"))
    import score_reports
    for folder in folders:
        for name in sorted(n for n in os.listdir(folder) if n.endswith(".report")):
            for i, report in enumerate(score_reports.read_reports(os.path.join(folder, name))):
                if report["set"] != "tuned":
                    continue
                bytes_at = lambda at: len(report["text"][:at].encode())
                lines = [f"claim {'|'.join(c['types'])}\t{bytes_at(c['span'][0])}\t{bytes_at(c['span'][1])}" for c in report["claims"]]
                write(f"{name}-{i}", report["date"], report["text"], lines)


def gold(paths):
    for path in paths:
        with io.open(path, encoding="utf-8") as file:
            data = json.load(file)
        with io.open(path.replace(".gold.json", ".txt"), encoding="utf-8") as file:
            text = file.read()
        bytes_at = lambda at: len(text[:at].encode())
        lines = [f"claim {'|'.join(c['types'])}\t{bytes_at(c['anchor'][0])}\t{bytes_at(c['anchor'][1])}" for c in data["claims"]]
        write(os.path.basename(path), data["document"].get("published"), text, lines)


def news(stories, defenders, sentences):
    """Plain news of violence of our days, without gold: what the rules find in it stands."""
    from lzma import open as xz
    csv.field_size_limit(1 << 24)
    with xz(stories, "rt", encoding="utf-8", newline="") as file:
        for i, row in enumerate(csv.DictReader(file)):
            if row["label"] in ("ASSAULT", "COERCE"):
                write(f"story-{i}", None, row["text"], ["rules"])
    with gzip.open(defenders, "rt", encoding="utf-8") as file:
        for i, one in enumerate(json.load(file)):
            body = html.unescape(re.sub(r"<[^>]+>", "", one["sample"]["Input.article_interface"].replace("</p>", "\n\n")))
            write(f"defender-{i}", one["sample"]["Input.publish_date"][:10], body, ["rules"])
    with xz(sentences, "rt", encoding="utf-8") as file:
        texts = [one["text"] for one in json.load(file)]
        for i in range(0, len(texts), 3):  # a third of them, for time
            write(f"sentence-{i}", None, texts[i], ["rules"])


def main():
    kind, rest = sys.argv[1], sys.argv[2:]
    if kind == "muc":
        muc(*rest)
    elif kind == "reports":
        reports(rest)
    elif kind == "news":
        news(*rest)
    else:
        gold(rest)


if __name__ == "__main__":
    main()
