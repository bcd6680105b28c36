#!/usr/bin/env python3
"""UDPipe 1 with a model of train_udpipe.py: tokens, tags, lemmas and trees; it knows no names.

usage: udpipe_peer.py MODEL raw|given DOCUMENTS.jsonl OUT.conllu
"""
import sys

import peer_documents as peer
import ufal.udpipe as udpipe


def given_words(document):
    """The bare CoNLL-U of a document's words."""
    blocks = []
    for sentence in document["sentences"]:
        lines = [peer.row(n, form, head="_", misc="_" if space else "SpaceAfter=No")
                 for n, (form, space) in enumerate(sentence, 1)]
        blocks.append("\n".join(lines) + "\n\n")
    return "".join(blocks)


def main():
    path, mode, source, out = sys.argv[1:]
    model = udpipe.Model.load(path)
    if model is None:
        sys.exit(f"udpipe_peer: {path} is no model of UDPipe")
    pipeline = udpipe.Pipeline(model, "conllu" if mode == "given" else "tokenize", udpipe.Pipeline.DEFAULT,
                               udpipe.Pipeline.DEFAULT, "conllu")
    inputs = [given_words(d) if mode == "given" else d["text"] for d in peer.read(source)]
    error = udpipe.ProcessingError()
    answers, seconds = peer.measure(lambda: [pipeline.process(text, error) for text in inputs])
    if error.occurred():
        sys.exit(f"udpipe_peer: {error.message}")
    with open(out, "w", encoding="utf-8") as f:
        f.writelines(answers)
    words = sum(1 for answer in answers for line in answer.split("\n") if line[:1].isdigit())
    peer.report(words, seconds)


if __name__ == "__main__":
    main()
