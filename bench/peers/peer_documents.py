"""What every peer reads and writes: documents as JSON lines, answers as CoNLL-U, and the CPU time of its own work.

A document is {"text": raw text, "sentences": [[[form, space after], ...], ...]}; the second is there only where words are given.
"""
import json
import sys
import time


def read(path):
    """The documents of a file of JSON lines."""
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def row(number, form, lemma="_", upos="_", xpos="_", head=0, relation="_", misc="_"):
    """One line of CoNLL-U."""
    return "\t".join([str(number), form, lemma or "_", upos or "_", xpos or "_", "_", str(head), relation or "_", "_", misc])


def measure(work):
    """(answer, CPU seconds) of a call, all threads of the process counted."""
    begin = time.process_time()
    answer = work()
    return answer, time.process_time() - begin


def report(tokens, seconds):
    """The last line of a peer's standard output, which run.py reads."""
    json.dump({"tokens": tokens, "seconds": seconds}, sys.stdout)
    print()
