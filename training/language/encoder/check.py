"""Compares the product's numbers with those of the rounded network in PyTorch; fails when they differ.

usage: check.py TOOL FOLDER MODEL.dlm
FOLDER is from export.py. The product's own functions of the gates are polynomials, and its order of additions is another,
so that a value on the border of two steps now and then falls to the other side: small differences are no fault."""
import subprocess
import sys

import numpy

MEAN, LARGEST = 0.005, 0.5  # of outputs whose size is up to about 30


def main():
    tool, folder, model = sys.argv[1:4]
    with open(f"{folder}/golden.words", "rb") as f:
        out = subprocess.run([tool, "outputs", model], stdin=f, stdout=subprocess.PIPE, check=True).stdout
    product = numpy.frombuffer(out, numpy.float32)
    reference = numpy.fromfile(f"{folder}/golden.head", numpy.float32)
    if len(product) != len(reference):
        raise SystemExit(f"check: found {len(product)} numbers, expected {len(reference)}")
    difference = numpy.abs(product - reference)
    print(f"product and PyTorch differ by {difference.mean():.5f} in the mean, {difference.max():.4f} at most, "
          f"over {len(reference)} outputs")
    if difference.mean() > MEAN or difference.max() > LARGEST:
        raise SystemExit(f"check: expected at most {MEAN} in the mean and {LARGEST} anywhere")


if __name__ == "__main__":
    main()
