#!/usr/bin/env python3
"""Trains UDPipe 1 on the sentences that the English core is trained on, so that both are scored on equal terms.

usage: train_udpipe.py TRAIN.conllu[.gz]... --out MODEL

UDPipe's published English models are not in the registries; its trainer is, in `ufal.udpipe`. Settings are its defaults but for
fewer passes of the tokenizer and the parser, because the defaults want hours; the table says so beside the figures.
"""
import argparse
import gzip
import sys

import ufal.udpipe as udpipe

TOKENIZER = "epochs=10;batch_size=100;dimension=24;learning_rate=0.01;dropout=0.1;early_stopping=0"
TAGGER = "models=1;templates_1=tagger;guesser_suffix_rules_1=8;iterations_1=10"
PARSER = "iterations=8;hidden_layer=200;structured_interval=0;transition_system=projective;transition_oracle=dynamic"


def read_sentences(paths):
    """All sentences of CoNLL-U files, as the trainer takes them."""
    reader, error = udpipe.InputFormat.newConlluInputFormat(), udpipe.ProcessingError()
    sentences = udpipe.Sentences()
    for path in paths:
        opened = gzip.open if path.endswith(".gz") else open
        with opened(path, "rt", encoding="utf-8") as f:
            reader.setText(f.read())
        sentence = udpipe.Sentence()
        while reader.nextSentence(sentence, error):
            sentences.append(sentence)
            sentence = udpipe.Sentence()
        if error.occurred():
            sys.exit(f"{path}: {error.message}")
    return sentences


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("train", nargs="+")
    p.add_argument("--out", required=True)
    a = p.parse_args()
    error = udpipe.ProcessingError()
    model = udpipe.Trainer.train("morphodita_parsito", read_sentences(a.train), udpipe.Sentences(), TOKENIZER, TAGGER,
                                 PARSER, error)
    if error.occurred():
        sys.exit(f"train_udpipe: {error.message}")
    with open(a.out, "wb") as f:
        f.write(model if isinstance(model, bytes) else model.encode("latin-1"))


if __name__ == "__main__":
    main()
