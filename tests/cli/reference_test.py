#!/usr/bin/env python3
"""The reference articles, read and scored: real reports, whose texts stay outside the repository.

usage: reference_test.py BINARY SOURCE_FOLDER. Skips where the shared corpora are absent (DATELINE_SHARED, or
../shared beside the source folder). The floors are the project's goals; the measured figures are in
bench/eval/.
"""
import glob
import json
import os
import subprocess
import sys
import unittest

BINARY = os.path.abspath(sys.argv.pop(1))
SHARED = os.environ.get("DATELINE_SHARED") or os.path.join(os.path.abspath(sys.argv.pop(1)), os.pardir, "shared")
SCORER = os.path.join(SHARED, "eval", "score_claims.py")
GOLD = sorted(glob.glob(os.path.join(SHARED, "data", "reference", "*.gold.json")))


@unittest.skipUnless(GOLD and os.path.exists(SCORER), "the shared corpora are not here")
class ReferenceArticles(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        done = subprocess.run([sys.executable, SCORER, "--json", *GOLD], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env={**os.environ, "DATELINE": BINARY}, check=False)
        if done.returncode != 0:
            raise AssertionError(done.stderr.decode())
        cls.scores = json.loads(done.stdout)

    def test_families_types_and_sources_reach_their_floors(self):
        self.assertGreaterEqual(self.scores["family"]["f1"], 88)
        self.assertGreaterEqual(self.scores["claims"]["f1"], 80)
        self.assertGreaterEqual(self.scores["whole claim"]["f1"], 60)

    def test_every_slot_reaches_its_floor(self):
        for slot, accuracy in self.scores["slots"].items():
            with self.subTest(slot):
                self.assertGreaterEqual(float(accuracy.split()[0]), 85)

    def test_every_claim_leads_back_to_its_words(self):
        for gold in GOLD:
            path = gold.replace(".gold.json", ".txt")
            out = subprocess.run([BINARY, "read", "--format", "jsonl", path], stdout=subprocess.PIPE, check=True).stdout
            reading = json.loads(out)
            with open(path, encoding="utf-8", newline="") as f:
                text = f.read()
            self.assertEqual(reading["document"]["text"], text)
            for claim in reading["claims"]:
                begin, end = claim["trigger"]
                sentence = reading["sentences"][claim["sentence"]]
                self.assertLess(begin, end)
                self.assertTrue(sentence[0] <= begin and end <= sentence[1], claim)


if __name__ == "__main__":
    unittest.main(verbosity=1, argv=sys.argv[:1])
