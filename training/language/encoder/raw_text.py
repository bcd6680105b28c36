"""Writes the raw news that a teacher reads as text files.

usage: raw_text.py DATA FOLDER [MOST]
The articles of the training parts of PolNeAR and HRDsAttack; nothing of what their annotators say. MOST: only
so many of each, to try the chain."""
import gzip
import html
import json
import os
import re
import sys
import tarfile


def main():
    data, folder = sys.argv[1:3]
    most = int(sys.argv[3]) if len(sys.argv) > 3 else None
    os.makedirs(folder, exist_ok=True)

    def write(name, text):
        with open(os.path.join(folder, name + ".txt"), "w", encoding="utf-8") as f:
            f.write(text)

    with tarfile.open(f"{data}/polnear/train.tar.xz") as archive:
        for n, member in enumerate([m for m in archive.getmembers() if m.name.startswith("text/")][:most]):
            write(f"polnear-{n:04}", archive.extractfile(member).read().decode("utf-8"))
    with gzip.open(f"{data}/hrdsattack/train.json.gz", "rt", encoding="utf-8") as f:
        for n, entry in enumerate(json.load(f)[:most]):
            body = re.sub(r"</p>|<br */?>", "\n\n", entry["sample"].get("Input.article_interface") or "")
            body = html.unescape(re.sub(r"<[^>]+>", " ", body))
            write(f"hrds-{n:04}", (entry["sample"].get("Input.title") or "") + "\n\n" + body)


if __name__ == "__main__":
    main()
