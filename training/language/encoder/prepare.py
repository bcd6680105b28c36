"""Packs the corpora for train.py: what the product sees of every word, beside what the annotators say.

usage: prepare.py DATA TOOL VOCABULARY.txt TABLES.dlm public|research OUT.pkl [MOST]
TOOL is the program encoder_data; TABLES.dlm has the classes of words and the tags, whose numbers must be those of the
corpora. The variants are described in README.md. MOST: only so many sentences of each part, to try the chain."""
import pickle
import sys

import corpora


def main():
    data, tool, vocabulary, tables, variant, out = sys.argv[1:7]
    most = int(sys.argv[7]) if len(sys.argv) > 7 else None
    packed, tags = corpora.load(data, tool, vocabulary, tables, variant, most)
    for name, part in ((n, p) for n, p in packed.items() if n != "rows_of"):
        print(f"{name}: {len(part)} sentences, {part.begin[-1]} words")
    with open(out, "wb") as f:
        pickle.dump((packed, tags), f, protocol=4)


if __name__ == "__main__":
    main()
