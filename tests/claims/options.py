"""The options that the scorers of this folder share."""
import argparse


def parse(doc, groups):
    """BINARY FOLDER [--errors] [--set GROUP] [--check], by the first line of a scorer's own description."""
    parser = argparse.ArgumentParser(description=doc.split("\n")[0])
    parser.add_argument("binary")
    parser.add_argument("folder")
    parser.add_argument("--errors", action="store_true", help="show what is wrong")
    parser.add_argument("--set", choices=sorted(groups), help="only these")
    parser.add_argument("--check", action="store_true", help="exit 1 where a set lies below its floor")
    return parser.parse_args()
