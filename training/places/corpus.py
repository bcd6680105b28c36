#!/usr/bin/env python3
"""Writes toponym corpora (LGL, TR-News and GeoVirus XML) in the plain form that train_places reads.

usage: corpus.py CORPUS.xml[.gz] > FILE

For each article: "document NAME<TAB>PUBLISHER<TAB>BYTES", the text, then a line for each annotated
toponym, "BEGIN<TAB>END<TAB>LAT<TAB>LNG" in bytes ("-" without coordinates), then an empty line. Some corpora give
wrong offsets: a span whose text is not its phrase is moved to the nearest place where the phrase is.
"""
import gzip
import sys
import xml.etree.ElementTree as ET

REACH = 400  # characters


def nearest(text, phrase, start):
    """The occurrence of `phrase` nearest to `start`, or None."""
    if text.startswith(phrase, start):
        return start
    window = max(0, start - REACH)
    best, at = None, text.find(phrase, window)
    while at >= 0 and at <= start + REACH:
        if best is None or abs(at - start) < abs(best - start):
            best = at
        at = text.find(phrase, at + 1)
    return best


def number(node, tag):
    """The text of a child that holds a number, or "-"."""
    try:
        return repr(float(node.find(tag).text))
    except (AttributeError, TypeError, ValueError):
        return "-"


def write(article, name, out):
    """One article."""
    text = article.find("text").text or ""
    data = text.encode()
    publisher = (article.findtext("domain") or "").strip() or "-"
    out.write(f"document {name}\t{publisher}\t{len(data)}\n".encode() + data + b"\n")
    seen = set()
    for node in list(article.iter("toponym")) + list(article.iter("location")):
        phrase = next(node.find(t).text for t in ("phrase", "name") if node.find(t) is not None)
        tag = node.find("gaztag") if node.find("gaztag") is not None else node
        start = nearest(text, phrase, int(node.find("start").text))
        if start is None or start in seen:
            continue
        seen.add(start)
        begin = len(text[:start].encode())
        out.write(f"{begin}\t{begin + len(phrase.encode())}\t{number(tag, 'lat')}\t{number(tag, 'lon')}\n".encode())
    out.write(b"\n")


def main():
    path = sys.argv[1]
    with (gzip.open if path.endswith(".gz") else open)(path, "rb") as f:
        root = ET.fromstring(f.read())
    for k, article in enumerate(root.iter("article")):
        write(article, article.get("docid") or str(k), sys.stdout.buffer)


main()
