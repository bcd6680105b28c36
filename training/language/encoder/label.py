"""Lets a teacher read raw text: adds its trees and names to the packed corpora.

usage: label.py DATA.pkl RAW.conllu TEACHER.pt VECTORS.npy WHEEL OUT.pkl
Sentences of treebanks get names, sentences with names get trees, and the sentences of RAW, of which only the forms are
looked at, get both. What the annotators said stays."""
import copy
import multiprocessing
import pickle
import sys

import numpy
import torch

import corpora
import evaluate
from teacher import Teacher

PARTS = ("silver", "names", "trees")
LIKELY = 4  # choices of a tag and of a head that are kept with their shares
LONGEST = 120  # words; longer ones are tables and lists


def load(path, vectors, wheel):
    saved = torch.load(path)
    network = Teacher(wheel, torch.cat([torch.zeros(1, vectors.shape[1]), vectors]), **saved["sizes"])
    network.load_state_dict(saved["state"])
    network.hashed = saved["hashed"]
    return network


def read_raw(path):
    sentences, forms, seen = [], [], set()
    with open(path, encoding="utf-8") as f:
        for line in f:
            if line == "\n":
                key = " ".join(forms)
                if 3 <= len(forms) <= LONGEST and key not in seen:
                    seen.add(key)
                    sentences.append(forms)
                forms = []
            elif line[0] != "#":
                cells = line.split("\t", 2)
                if cells[0].isdigit():
                    forms.append(cells[1])
    return sentences


def read(work):
    network, packed = work
    torch.set_num_threads(1)
    asked = copy.copy(packed)
    asked.has_tree = True
    return evaluate.run(network, asked, 0, LIKELY)


def main():
    data_path, raw, teacher, vectors, wheel, out = sys.argv[1:7]
    torch.set_num_threads(1)
    with open(data_path, "rb") as f:
        data, tags = pickle.load(f)
    network = load(teacher, torch.from_numpy(numpy.load(vectors)), wheel)
    forms = read_raw(raw)
    data["silver"] = corpora.Packed(forms, corpora.casings(forms, data["rows_of"], True))
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        parts = pool.map(read, [(network, data[name]) for name in PARTS], 1)
    for name, got in zip(PARTS, parts):
        packed = data[name]
        if not packed.has_tree:
            packed.soft = {k: got[k] for k in ("likely_tags", "tag_shares", "likely_heads", "head_shares")}
            packed.tags, packed.heads, packed.deprels = (got[k].astype(numpy.int64) for k in ("tags", "heads", "deprels"))
        if not packed.has_names:
            packed.allowed = (1 << got["states"].astype(numpy.int64)).astype(numpy.int32)
        packed.has_tree = packed.has_names = True
        print(name, len(packed), "sentences", packed.begin[-1], "words", flush=True)
    with open(out, "wb") as f:
        pickle.dump((data, tags), f, protocol=4)


if __name__ == "__main__":
    main()
