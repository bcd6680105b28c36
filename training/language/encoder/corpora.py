"""Corpora for the encoder: treebanks and names as packed arrays, with what the product sees of every word.

The rows of words come from the product's own code (`encoder_data rows`), so that training and reading see the same.
Splits, label sets and the six classes of names are those of the linear core (training/language/corpus.cc)."""
import gzip
import os
import struct
import subprocess
import tarfile
import zlib

import numpy

CLASSES = ["per", "org", "loc", "fac", "norp", "misc"]
OUTSIDE = 1
ANY = (1 << 25) - 1
DEPRELS = ("root nsubj nsubj:pass nsubj:outer obj iobj csubj csubj:pass ccomp xcomp obl obl:agent obl:tmod obl:npmod "
           "vocative expl dislocated advcl advcl:relcl advmod discourse aux aux:pass cop mark nmod nmod:poss "
           "nmod:tmod nmod:npmod appos nummod acl acl:relcl amod det det:predet clf case conj cc cc:preconj fixed flat "
           "list parataxis compound compound:prt orphan goeswith reparandum punct dep").split()
# Genres of GUM whose texts are under a licence that excludes commerce.
NOT_COMMERCIAL = ["_essay_", "_fiction_", "_letter_", "_podcast_", "_whow_"]


def text_of(path):
    with gzip.open(path, "rt", encoding="utf-8") as f:
        return f.read()


def read_tags(model):
    """The pairs of UPOS and XPOS that a language model numbers (docs/formats/model.md)."""
    with open(model, "rb") as f:
        data = f.read()
    for i in range(struct.unpack_from("<I", data, 192)[0]):
        name, offset, size = struct.unpack_from("<16sQQ", data, 256 + 32 * i)
        if name.rstrip(b"\0") == b"tags":
            return [tuple(line.split("\t")) for line in data[offset:offset + size].decode().split("\n") if line]
    raise SystemExit(f"{model} has no section of tags")


def read_trees(path, without=()):
    """Sentences of (form, UPOS, XPOS, head, relation)."""
    sentences, sentence, wanted = [], [], True
    for line in text_of(path).split("\n"):
        if line.startswith("# newdoc"):
            wanted = not any(part in line for part in without)
        elif not line:
            if sentence and wanted:
                sentences.append(sentence)
            sentence = []
        elif line[0] != "#":
            cells = line.split("\t")
            if cells[0].isdigit():
                relation = cells[7] if cells[7] in DEPRELS else cells[7].split(":")[0]
                sentence.append((cells[1], cells[3], cells[4], int(cells[6]),
                                 DEPRELS.index(relation if relation in DEPRELS else "dep")))
    return sentences


def classes_of(label, scheme):
    key = label.lower()
    if key in ("person", "per"):
        return ["per"]
    if key in ("organization", "org", "corporation", "group"):
        return ["org"]
    if key in ("location", "loc"):
        return ["loc"] if scheme == "worldwide" else ["loc", "fac"]
    if key == "facility":
        return ["fac"]
    if key == "norp":
        return ["norp"]
    if key == "misc" and scheme != "worldwide":
        return ["norp", "misc"]
    if key in ("misc", "miscellaneous", "product", "creative-work"):
        return ["misc"]
    if key in ("date", "money"):
        return []
    raise SystemExit(f"label {label!r} is in no scheme")


def state_of(name_class, part):
    return 1 + 4 * CLASSES.index(name_class) + part


def allowed_states(tags, scheme):
    """For each word the set of states, as bits, that its label allows."""
    outside = OUTSIDE
    if scheme == "wnut":  # nationalities are not marked
        for part in range(4):
            outside |= 1 << state_of("norp", part)
    spans = []
    for i, tag in enumerate(tags):
        if len(tag) < 3:
            continue
        if tag[0] == "I" and spans and spans[-1][1] == i and spans[-1][2] == tag[2:]:
            spans[-1][1] += 1
        else:
            spans.append([i, i + 1, tag[2:]])
    allowed = [outside] * len(tags)
    for first, end, label in spans:
        classes = classes_of(label, scheme)
        for i in range(first, end) if classes else ():
            part = (3 if end == first + 1 else 0) if i == first else 2 if i + 1 == end else 1
            allowed[i] = sum(1 << state_of(c, part) for c in classes)
    return allowed


def read_names(text, scheme):
    """Sentences of (form, allowed states)."""
    sentences, forms, tags = [], [], []
    for line in text.split("\n") + [""]:
        line = line.rstrip("\r")
        if line.startswith("-DOCSTART-") or not line.strip(" \t"):
            if forms:
                sentences.append(list(zip(forms, allowed_states(tags, scheme))))
            forms, tags = [], []
            continue
        cells = line.split("\t") if "\t" in line else line.split(" ")
        forms.append(cells[0] or "_")
        tags.append(cells[1] if "\t" in line else cells[-1])
    return sentences


def read_worldwide(path):
    """(train, held out): every fifth article by the CRC-32 of its file's name is held out."""
    parts = [], []
    with tarfile.open(path) as archive:
        members = sorted((m for m in archive.getmembers() if m.name.endswith(".tsv")),
                         key=lambda m: os.path.basename(m.name))
        for member in members:
            name = os.path.basename(member.name)
            text = archive.extractfile(member).read().decode("utf-8")
            parts[zlib.crc32(name.encode()) % 5 == 0].extend(read_names(text, "worldwide"))
    return parts


def capitals(form):
    return "".join(c.upper() if c.isascii() else c for c in form)


def title(form):
    return form[0].upper() + form[1:] if len(form) > 3 and form[0].isascii() else form


class Rows:
    """What the product sees of words: runs `encoder_data rows` over sentences of forms."""

    def __init__(self, tool, vocabulary, model):
        self.command = [tool, "rows", vocabulary, model]

    def __call__(self, sentences):
        text = "\n\n".join("\n".join(f.replace("\n", " ") for f in s) for s in sentences) + "\n\n"
        out = subprocess.run(self.command, input=text.encode(), stdout=subprocess.PIPE, check=True).stdout
        rows = numpy.frombuffer(out, numpy.int32).reshape(-1, 10)
        assert len(rows) == sum(map(len, sentences)), "encoder_data gave rows of other words"
        return rows


class Packed:
    """Sentences one after another. rows: [casings][words, 10]; tags, heads, deprels are -1 and allowed is ANY where
    nothing is known."""
    soft = None  # what a teacher holds for likely (label.py)

    def __init__(self, forms, rows, tags=None, heads=None, deprels=None, allowed=None):
        self.begin = numpy.concatenate([[0], numpy.cumsum([len(f) for f in forms])]).astype(numpy.int64)
        words = int(self.begin[-1])
        none = numpy.full(words, -1, numpy.int64)
        self.forms, self.rows = forms, rows
        self.tags = none if tags is None else numpy.array(tags, numpy.int64)
        self.heads = none if heads is None else numpy.array(heads, numpy.int64)
        self.deprels = none if deprels is None else numpy.array(deprels, numpy.int64)
        self.allowed = numpy.full(words, ANY, numpy.int32) if allowed is None else numpy.array(allowed, numpy.int32)
        self.has_tree = tags is not None
        self.has_names = allowed is not None

    def __len__(self):
        return len(self.begin) - 1


def casings(forms, rows_of, with_copies):
    rows = [rows_of(forms)]
    if with_copies:
        rows.append(rows_of([[capitals(f) for f in s] for s in forms]))
        rows.append(rows_of([[title(f) for f in s] for s in forms]))
    return rows


def pack_trees(trees, tags, rows_of, with_copies):
    forms = [[w[0] for w in s] for s in trees]
    ids = {tag: i for i, tag in reversed(list(enumerate(tags)))}
    first = {}
    for i, tag in enumerate(tags):
        first.setdefault(tag[0], i)
    tag_ids = [ids.get(w[1:3], first.get(w[1], 0)) for s in trees for w in s]
    return Packed(forms, casings(forms, rows_of, with_copies), tag_ids, [w[3] for s in trees for w in s],
                  [w[4] for s in trees for w in s])


def pack_names(names, rows_of, with_copies):
    forms = [[w[0] for w in s] for s in names]
    return Packed(forms, casings(forms, rows_of, with_copies), allowed=[w[1] for s in names for w in s])


def load(data, tool, vocabulary, model, variant, most=None):
    """Everything that a variant trains on and is scored on, as {name: Packed} and the list of tags; `most` sentences a part."""
    rows_of = Rows(tool, vocabulary, model)
    research = variant == "research"
    ud = {(c, p): f"{data}/ud-english-{c}/en_{c}-ud-{p}.conllu.gz" for c in ("ewt", "gum") for p in ("train", "dev")}
    trees = read_trees(ud["ewt", "train"])
    trees += read_trees(ud["gum", "train"], () if research else NOT_COMMERCIAL)
    worldwide, held_out = read_worldwide(f"{data}/en-worldwide-newswire/processed_annotated.tar.xz")
    names = worldwide + read_names(text_of(f"{data}/wnut17/wnut17train.conll.gz"), "wnut")
    if research:
        names += read_names(text_of(f"{data}/conll2003/conllpp_train.txt.gz"), "conll")
    tags = read_tags(model)
    dev = {"worldwide": held_out,
           "wnut": read_names(text_of(f"{data}/wnut17/emerging.dev.conll.gz"), "wnut"),
           "conll": read_names(text_of(f"{data}/conll2003/conllpp_dev.txt.gz"), "conll")}
    out = {"rows_of": rows_of, "trees": pack_trees(trees[:most], tags, rows_of, True),
           "names": pack_names(names[:most], rows_of, True)}
    for corpus in ("ewt", "gum"):
        gold = read_trees(ud[corpus, "dev"])[:most]
        out[f"{corpus}.dev"] = pack_trees(gold, tags, rows_of, True)
        out[f"{corpus}.dev"].upos = [w[1] for s in gold for w in s]
        out[f"{corpus}.dev"].xpos = [w[2] for s in gold for w in s]
    for name, sentences in dev.items():
        out[f"{name}.dev"] = pack_names(sentences[:most], rows_of, False)
    return out, tags
