#!/usr/bin/env python3
"""`dateline gazetteer` and the options that use what it builds, as a user meets them.

usage: gazetteer_test.py BINARY. Standard library only; every file is made here.
"""
import json
import os
import subprocess
import sys
import tempfile
import unittest

BINARY = sys.argv.pop(1)
TABLE = ("name\tlat\tlon\taliases\tfeature\tcountry\tadmin1\tpopulation\n"
         "Hlybokyi Yar\t49.9\t36.3\tGlubokiy Yar\tP.PPL\tUA\tKharkiv Oblast\t300\n"
         "Broken\t99\t36\t-\t-\t-\t-\t-\n")
DUMP = ("90000001\tHrushuvate\tHrushuvate\tГрушувате\t49.5\t36.5\tP\tPPL\tUA\t\t07\t\t\t\t120\t\t\t\t2020-01-01\n"
        "90000002\tcut short\n")


def dateline(*arguments, stdin=None):
    """(exit code, standard output, standard error), the last two as text."""
    done = subprocess.run([BINARY, *arguments], input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          timeout=600)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


class Gazetteer(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="dateline-test-")
        self.addCleanup(holder.cleanup)
        self.folder = holder.name

    def file(self, name, content):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as f:
            f.write(content if isinstance(content, bytes) else content.encode())
        return path

    def build(self, *arguments):
        path = os.path.join(self.folder, "mine.dlg")
        code, out, err = dateline("gazetteer", "build", *arguments, "--output", path)
        return path, code, out, err

    def test_info_names_the_sources_and_their_licences(self):
        code, out, _ = dateline("gazetteer", "info")
        self.assertEqual(code, 0)
        for words in ("(checked)", "CC BY 4.0", "Natural Earth", "public domain"):
            self.assertIn(words, out)

    def test_build_reports_broken_rows_and_keeps_the_others(self):
        path, code, out, err = self.build("--geonames", self.file("UA.txt", DUMP))
        self.assertEqual(code, 1)
        self.assertIn("UA.txt, row 2: found fewer columns than the 19", err)
        self.assertIn("1 places added", out)
        code, out, _ = dateline("gazetteer", "--gazetteer", path, "find", "Hrushuvate")
        self.assertEqual(code, 0)
        self.assertIn("geonames:90000001", out)
        self.assertIn("Kharkiv Oblast, UA", out)
        self.assertEqual(os.listdir(self.folder).count("mine.dlg.building"), 0)
        _, out, _ = dateline("gazetteer", "--gazetteer", path, "find", "Kupiansk")
        self.assertIn("Kharkiv Oblast, UA", out)

    def test_what_was_built_is_read_with(self):
        path, _, _, _ = self.build("--geonames", self.file("UA.txt", DUMP))
        report = self.file("r.txt", "Shelling hit the village of Hrushuvate on Friday.")
        code, out, _ = dateline("read", "--gazetteer", path, "--format", "json", report)
        self.assertEqual(code, 0)
        places = json.loads(out)["places"]
        self.assertEqual(places[0]["gazetteer"], "geonames:90000001")
        code, out, _ = dateline("read", "--format", "json", report)
        self.assertIsNone(json.loads(out)["places"][0]["gazetteer"])

    def test_an_overlay_is_read_with_and_its_broken_row_named(self):
        report = self.file("r.txt", "A fire broke out in the village of Hlybokyi Yar on Friday.")
        code, out, err = dateline("read", "--overlay", self.file("mine.tsv", TABLE), "--format", "json", report)
        self.assertEqual(code, 0)
        self.assertIn("mine.tsv, row 3: found the coordinates", err)
        place = json.loads(out)["places"][0]
        self.assertEqual(place["gazetteer"], "overlay:hlybokyi-yar")
        self.assertEqual(place["admin1"], "Kharkiv Oblast")

    def test_a_gazetteer_that_is_not_whole_is_refused(self):
        path, _, _, _ = self.build("--overlay", self.file("mine.tsv", TABLE))
        with open(path, "rb") as f:
            whole = f.read()
        report = self.file("r.txt", "Nothing happened in Izium.")
        newer = bytearray(whole)
        newer[8] = 99
        altered = bytearray(whole)
        altered[len(whole) // 2] ^= 1
        for name, content, words in (("short.dlg", whole[:5000], "found 5000"),
                                     ("stub.dlg", whole[:40], "too few for its header"),
                                     ("newer.dlg", bytes(newer), "format version 99"),
                                     ("other.dlg", b"no gazetteer" * 100, "does not begin like one")):
            bad = self.file(name, content)
            for arguments in (("read", "--gazetteer", bad, report), ("gazetteer", "--gazetteer", bad, "info")):
                code, _, err = dateline(*arguments)
                self.assertEqual(code, 3, arguments)
                self.assertIn(words, err)
        code, _, err = dateline("gazetteer", "--gazetteer", self.file("altered.dlg", bytes(altered)), "info")
        self.assertEqual(code, 3)
        self.assertIn("checksum", err)

    def test_a_failure_writes_nothing(self):
        path, code, _, err = self.build("--geonames", os.path.join(self.folder, "missing.txt"))
        self.assertEqual(code, 1)
        self.assertIn("missing.txt", err)
        self.assertFalse(os.path.exists(path))

    def test_a_coordinate_is_looked_up(self):
        code, out, _ = dateline("gazetteer", "find", "49.71,37.61")
        self.assertEqual(code, 0)
        for words in ("Kupiansk, 0.", "Kharkiv Oblast", "iso3166:UA"):
            self.assertIn(words, out)
        self.assertEqual(dateline("gazetteer", "find", "45.3,34.4")[1].count("iso3166:UA"), 1)  # Crimea
        self.assertEqual(dateline("gazetteer", "find", "91,0")[0], 2)
        self.assertEqual(dateline("gazetteer", "find", "--", "-40,-120")[0], 1)

    def test_why_tells_which_places_a_name_may_mean(self):
        ledger = os.path.join(self.folder, "l.dateline")
        report = self.file("r.txt", "Shells fell in Lyman in the Donetsk region on Friday.")
        self.assertEqual(dateline("add", "--date", "2022-09-10", ledger, report)[0], 0)
        code, out, _ = dateline("why", ledger, "Lyman")
        self.assertEqual(code, 0)
        said = " ".join(out.split())
        self.assertIn("could be Lyman (Donetsk Oblast, UA)", said)
        self.assertIn("contained +", said)
        self.assertIn("none of these", said)

    def test_usage_is_told(self):
        for arguments in ((), ("look",), ("build",), ("build", "--output", "x"), ("find",)):
            self.assertEqual(dateline("gazetteer", *arguments)[0], 2, arguments)

    def test_a_name_that_nobody_has(self):
        code, _, err = dateline("gazetteer", "find", "Xyzzyville")
        self.assertEqual(code, 1)
        self.assertIn("Xyzzyville", err)


if __name__ == "__main__":
    unittest.main()
