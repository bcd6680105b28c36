#!/usr/bin/env python3
"""Dateline's language core beside what people use: the same text, the same scorers, one core.

usage: scripts/bench --peers [--udpipe MODEL] [--copies N] [--shared DIR]

The peers come from the registries into .cache/peers (Python and npm; the product needs neither). Speed is words a second of CPU
time of one thread over copies of the demo corpus, loading not counted. Where the shared corpora lie beside the repository, the
development part of UD English EWT (raw text and given words) and of CoNLL++ is read by each and scored by the shared scorers.
UDPipe's published models are not in the registries: --udpipe names one of bench/peers/train_udpipe.py, which takes about an hour
for EWT; without it the row is left out. Prints a table in Markdown; bench/peers/README.md keeps the last one.
"""
import argparse
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
CACHE = os.path.join(ROOT, ".cache", "peers")
WINK = ["wink-nlp@2.4.0", "wink-eng-lite-web-model@1.8.1"]
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
COLUMNS = ["words/s, one core", "tokens, raw", "sentences, raw", "UPOS, raw", "UPOS, given", "XPOS, given", "LAS, raw", "LAS, given",
           "names, CoNLL++"]


def install():
    """Fetch the peers once; a second run needs no network."""
    python = os.path.join(CACHE, "venv", "bin", "python")
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", os.path.join(CACHE, "venv")], check=True)
    listed = os.path.join(HERE, "requirements.txt")
    subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", listed], check=True)
    if not os.path.exists(os.path.join(CACHE, "node_modules", "wink-nlp")):
        subprocess.run(["npm", "install", "--silent", "--no-save", "--prefix", CACHE, *WINK], check=True)
    return python


class Corpus:
    """One text in the forms that Dateline and the peers take."""

    def __init__(self, folder, name, documents):
        self.lines = os.path.join(folder, name + ".jsonl")
        with open(self.lines, "w", encoding="utf-8") as f:
            f.writelines(json.dumps(document) + "\n" for document in documents)
        self.texts, self.given = [], []
        for n, document in enumerate(documents):
            base = os.path.join(folder, f"{name}-{n:05d}")
            if document.get("text"):
                with open(base + ".txt", "w", encoding="utf-8") as f:
                    f.write(document["text"])
                self.texts.append(base + ".txt")
            if document.get("sentences"):
                with open(base + ".conllu", "w", encoding="utf-8") as f:
                    f.write("".join(block(sentence) for sentence in document["sentences"]))
                self.given.append(base + ".conllu")


def block(sentence):
    """Bare CoNLL-U of one sentence."""
    rest = "\t".join(["_"] * 7)
    return "".join(f"{n}\t{form}\t{rest}\t{'_' if space else 'SpaceAfter=No'}\n"
                   for n, (form, space) in enumerate(sentence, 1)) + "\n"


def demo(copies):
    """The demo corpus without its heads, copied."""
    folder, texts = os.path.join(ROOT, "examples", "kharkiv-2022"), []
    for name in sorted(os.listdir(folder)):
        if name.endswith(".txt"):
            with open(os.path.join(folder, name), encoding="utf-8") as f:
                texts.append(f.read().split("\n---\n", 1)[-1])
    return [{"text": text} for text in texts] * copies


def treebank(path, shared):
    """Documents of a treebank, raw and with given words, as the scorer rebuilds them."""
    sys.path.insert(0, os.path.join(shared, "eval"))
    import score_ud
    with gzip.open(path, "rt", encoding="utf-8") as f:
        pairs = score_ud.read_documents(f.read())
    documents = []
    for text, bare in pairs:
        sentences = []
        for part in bare.strip().split("\n\n"):
            rows = [line.split("\t") for line in part.split("\n")]
            sentences.append([[r[1], "SpaceAfter=No" not in r[9]] for r in words_of(rows)])
        documents.append({"text": text, "sentences": sentences})
    return documents


def words_of(rows):
    """The words of a sentence; only the last word of a token of several keeps the blank behind the token."""
    words, last, glued = [], 0, False
    for r in rows:
        if "-" in r[0]:
            last, glued = int(r[0].split("-")[1]), "SpaceAfter=No" in r[9]
            continue
        number = int(r[0])
        if number <= last:
            r = r[:9] + ["SpaceAfter=No" if number < last or glued else "_"]
        words.append(r)
    return words


def columns(path):
    """Documents of a file of names in columns, words given."""
    documents, sentences, sentence = [], [], []
    with gzip.open(path, "rt", encoding="utf-8") as f:
        for line in f:
            line = line.strip()
            if line.startswith("-DOCSTART-"):
                if sentences:
                    documents.append({"sentences": sentences})
                sentences, sentence = [], []
            elif line:
                sentence.append([line.split()[0], True])
            elif sentence:
                sentences.append(sentence)
                sentence = []
    if sentences:
        documents.append({"sentences": sentences})
    return documents


def run(command, cwd=None):
    """Standard output of a peer, one thread."""
    done = subprocess.run(command, cwd=cwd, env={**os.environ, **ONE_THREAD}, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        sys.exit(f"{command[0]} ended with {done.returncode}")
    return done.stdout.decode()


def speed(output):
    """Words a second, from the last line of a peer."""
    counted = json.loads(output.strip().split("\n")[-1])
    return counted["tokens"] / counted["seconds"]


def dateline_speed(binary, corpus, folder):
    """Words a second of structure, tags, tree and names, and of the whole program that prints CoNLL-U."""
    with open(os.path.join(folder, "dateline.conllu"), "wb") as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen([binary, "read", "--format", "conllu", "--timings", *corpus.texts], stdout=out, stderr=err)
        _, status, _ = os.wait4(process.pid, 0)
        err.seek(0)
        said = err.read().decode()
    if status:
        sys.exit(f"{binary} failed:\n{said}")
    milliseconds = {m.group(1): float(m.group(2)) for m in re.finditer(r"^(\w+) +([\d.]+) ms CPU$", said, re.M)}
    tokens = int(re.search(r"(\d+) tokens, ", said).group(1))
    return 1000 * tokens / (milliseconds["structure"] + milliseconds["language"])


def dateline_conllu(binary, mode, files, out):
    """CoNLL-U of all files, one after the other."""
    with open(out, "wb") as f:
        subprocess.run([binary, "read", "--input", "conllu" if mode == "given" else "text", "--format", "conllu", *files],
                       stdout=f, check=True)


def score(shared, scorer, gold, predicted, *options):
    """The scorer's figures."""
    command = [sys.executable, os.path.join(shared, "eval", scorer), gold, "--predictions", predicted, "--json", *options]
    return json.loads(run(command))


def f1(value):
    """F1 in percent of one of the scorer's figures, whichever way it is written."""
    if isinstance(value, dict):
        value = next(value[k] for k in ("f1", "F1", "f") if k in value)
    elif isinstance(value, list):
        value = value[2]
    return f"{value:.1f}"


def accuracy(shared, read, tree, names, folder):
    """Cells of one system; `read(mode, corpus, out)` answers in CoNLL-U or returns False where it cannot."""
    cells, out = {}, os.path.join(folder, "predicted.conllu")
    ud = os.path.join(shared, "data", "ud-english-ewt", "en_ewt-ud-dev.conllu.gz")
    if read("raw", tree, out):
        found = score(shared, "score_ud.py", ud, out, "--mode", "raw")
        cells.update({"tokens, raw": f1(found["tokens"]), "sentences, raw": f1(found["sentences"]), "UPOS, raw": f1(found["upos"]),
                      "LAS, raw": f1(found["las"])})
    if read("given", tree, out):
        found = score(shared, "score_ud.py", ud, out, "--mode", "gold")
        cells.update({"UPOS, given": f1(found["upos"]), "XPOS, given": f1(found["xpos"]), "LAS, given": f1(found["las"])})
    if read("given", names, out):
        conll = os.path.join(shared, "data", "conll2003", "conllpp_dev.txt.gz")
        cells["names, CoNLL++"] = f1(score(shared, "score_ner.py", conll, out)["entities"])
    return cells


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--binary", default=os.path.join(ROOT, "build", "dateline"))
    p.add_argument("--udpipe", help="a model of train_udpipe.py")
    p.add_argument("--copies", type=int, default=20, help="copies of the demo corpus for speed")
    p.add_argument("--shared", default=os.environ.get("DATELINE_SHARED", os.path.join(ROOT, "..", "shared")))
    a = p.parse_args()
    shared, python = os.path.abspath(a.shared), install()
    spacy = [python, os.path.join(HERE, "spacy_peer.py")]
    udpipe = [python, os.path.join(HERE, "udpipe_peer.py"), os.path.abspath(a.udpipe)] if a.udpipe else None
    wink = ["node", os.path.join(HERE, "wink_peer.mjs")]
    with tempfile.TemporaryDirectory(prefix="dateline-peers-") as folder:
        text, out = Corpus(folder, "demo", demo(a.copies)), os.path.join(folder, "speed.conllu")
        speeds = {"Dateline": dateline_speed(a.binary, text, folder), "spaCy en_core_web_sm 3.8": speed(run([*spacy, "raw", text.lines, out])),
                  "winkNLP 2.4": speed(run([*wink, text.lines, out], cwd=CACHE))}
        if udpipe:
            speeds["UDPipe 1, trained on EWT"] = speed(run([*udpipe, "raw", text.lines, out]))
        cells = {system: {"words/s, one core": f"{value:,.0f}"} for system, value in speeds.items()}
        if os.path.isdir(os.path.join(shared, "data")):
            score_all(a.binary, shared, folder, spacy, udpipe, wink, cells)
    print("| system | " + " | ".join(COLUMNS) + " |\n| --- |" + " ---: |" * len(COLUMNS))
    for system, row in cells.items():
        print(f"| {system} | " + " | ".join(row.get(column, "") for column in COLUMNS) + " |")
    print(f"\nDateline beside spaCy: {speeds['Dateline'] / speeds['spaCy en_core_web_sm 3.8']:.1f} times as fast.")


def score_all(binary, shared, folder, spacy, udpipe, wink, cells):
    """Add the accuracy of every system to its cells."""
    tree = Corpus(folder, "ewt", treebank(os.path.join(shared, "data", "ud-english-ewt", "en_ewt-ud-dev.conllu.gz"), shared))
    names = Corpus(folder, "conll", columns(os.path.join(shared, "data", "conll2003", "conllpp_dev.txt.gz")))

    def read_dateline(mode, corpus, out):
        dateline_conllu(binary, mode, corpus.given if mode == "given" else corpus.texts, out)
        return True

    def read_spacy(mode, corpus, out):
        return bool(run([*spacy, mode, corpus.lines, out]))

    def read_udpipe(mode, corpus, out):
        return corpus is tree and bool(run([*udpipe, mode, corpus.lines, out]))

    def read_wink(mode, corpus, out):
        return mode == "raw" and bool(run([*wink, corpus.lines, out], cwd=CACHE))

    readers = {"Dateline": read_dateline, "spaCy en_core_web_sm 3.8": read_spacy, "winkNLP 2.4": read_wink,
               "UDPipe 1, trained on EWT": read_udpipe}
    without_tree = {"spaCy en_core_web_sm 3.8", "winkNLP 2.4"}
    for system, row in cells.items():
        found = accuracy(shared, readers[system], tree, names, folder)
        row.update({key: value for key, value in found.items() if not (key.startswith("LAS") and system in without_tree)})


if __name__ == "__main__":
    main()
