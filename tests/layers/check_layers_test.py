#!/usr/bin/env python3
"""tools/check_layers finds what it is there to find, and finds nothing in this tree.

usage: check_layers_test.py SOURCE_FOLDER. Standard library only.
"""
import os
import subprocess
import sys
import tempfile
import unittest

SOURCE = os.path.abspath(sys.argv.pop(1))
TOOL = os.path.join(SOURCE, "tools", "check_layers")


def check(files):
    """(exit code, output) of the tool on a tree of {path: content}."""
    with tempfile.TemporaryDirectory(prefix="dateline-layers-") as root:
        for path, content in files.items():
            full = os.path.join(root, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "w", encoding="utf-8") as f:
                f.write(content)
        done = subprocess.run([sys.executable, TOOL, root], stdout=subprocess.PIPE, text=True)
        return done.returncode, done.stdout


class CheckLayers(unittest.TestCase):
    def test_this_tree_has_no_violation(self):
        done = subprocess.run([sys.executable, TOOL, SOURCE], stdout=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, 0, done.stdout)

    def test_an_include_downwards_is_right(self):
        code, out = check({"src/times/times.cc": '#include "times/times.h"\n#include "io/table.h"\n#include "dateline/day.h"\n'})
        self.assertEqual(code, 0, out)

    def test_wrong_includes_are_named_with_their_line(self):
        for path, include, words in (
                ("src/io/env.cc", "text/document.h", "includes point down"),
                ("src/times/times.cc", "places/places.h", "siblings"),
                ("src/times/times.cc", "pipeline/pipeline.h", "includes point down"),
                ("src/ledger/store.cc", "text/document.h", "knows nothing of reading"),
                ("src/publish/export.h", "claims/claims.h", "knows nothing of reading"),
                ("include/dateline/claim.h", "text/document.h", "public header")):
            with self.subTest(f"{path} includes {include}"):
                code, out = check({path: f'#pragma once\n#include "{include}"\n'})
                self.assertEqual(code, 1)
                self.assertIn(f"{path}:2:", out)
                self.assertIn(words, out)

    def test_a_folder_that_is_not_in_the_list_is_refused(self):
        code, out = check({"src/helpers/strings.h": "#pragma once\n"})
        self.assertEqual(code, 1)
        self.assertIn("helpers is not in the list", out)


if __name__ == "__main__":
    unittest.main(verbosity=1)
