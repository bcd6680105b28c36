#!/usr/bin/env python3
"""Every reading that the program prints fits api/reading.schema.json, and what a schema cannot say also holds:
spans lie inside the text and name the same words in every unit, ids are unique, references lead somewhere.

usage: validate_test.py BINARY SOURCE_FOLDER. Needs python3-jsonschema; every input but the demo corpus is made here.
"""
import copy
import glob
import json
import os
import subprocess
import sys
import tempfile
import unittest

import jsonschema

BINARY, SOURCE = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
del sys.argv[1:3]
with open(os.path.join(SOURCE, "api", "reading.schema.json"), encoding="utf-8") as schema_file:
    SCHEMA = json.load(schema_file)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
LAYERS = ("blocks", "sentences", "tokens", "mentions", "entities", "places", "locations", "times", "quantities",
          "attributions", "verifications", "claims", "diagnostics")
UNITS = ("codepoint", "byte", "utf16")

SAMPLES = {
    "report.txt": "Shelling near Kupiansk\n\n"
                  "KHARKIV, Sept 9 - Russian forces shelled Kupiansk and villages west of Izium on Friday, the governor, "
                  "Oleh Syniehubov, said on Telegram.\n\n"
                  "At least 15 people were killed and dozens were injured, he said. The Russian defence ministry denied that "
                  "its troops had left the town. A video, which was geolocated by analysts, shows soldiers with a flag.\n\n"
                  "\u201cWe will restore power this week,\u201d he added. Aid may reach the town by 12 September.\n",
    "page.html": "<!doctype html><html lang=\"en\"><head><title>Bridge &amp; road</title>"
                 "<meta property=\"article:published_time\" content=\"2022-09-10T08:00:00Z\"></head><body><h1>Bridge &amp; road</h1>"
                 "<p>Officials said on Saturday that 20&#160;km of road near Balakliia <b>were mined</b>.</p>"
                 "<ul><li>Bridge: destroyed</li><li>Road: open</li></ul><script>var a = 1;</script></body></html>",
    "empty.txt": "",
    "one.txt": "x",
    "spaces.txt": " \t\r\n\r\n  \u00a0 ",
    "cyrillic.txt": "Українські війська зайняли Балаклію у четвер, повідомив Олег Синєгубов.\n",
    "arabic.txt": "قصفت القوات المدينة يوم الجمعة، وقال الحاكم إن خمسة عشر شخصا قتلوا.\n",
    "mixed.txt": "The \U0001f1fa\U0001f1e6 flag over Izium (Ізюм) \U0001f525: e\u0301clair, 中文, \u200bzero width. "
                 "Shelling killed 2 people in Kyiv \U0001d54f on Monday, he said.\n",
    "marks.txt": "\ufeff\"\"''((([[[---...!!!???\u2028\u2029\n<>&&\x7f",
}


def read(paths, *options):
    done = subprocess.run([BINARY, "read", "--format", "jsonl", *options, *paths], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=600)
    if done.returncode != 0:
        raise AssertionError(f"exit {done.returncode}: {done.stderr.decode()}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def spans_of(value, path=""):
    """(path, [begin, end]) of every span; coordinates and distances are no spans."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("geometry", "document", "engine"):
                yield from spans_of(inner, f"{path}.{key}")
    elif isinstance(value, list):
        if len(value) == 2 and all(type(number) is int for number in value):
            yield path, value
        else:
            for at, inner in enumerate(value):
                yield from spans_of(inner, f"{path}[{at}]")


def words_at(text, unit, span):
    """The words of a span; fails if it begins or ends inside a character."""
    if unit == "codepoint":
        return text[span[0]:span[1]]
    encoding, width = ("utf-8", 1) if unit == "byte" else ("utf-16-le", 2)
    return text.encode(encoding)[span[0] * width:span[1] * width].decode(encoding)


def size_in(text, unit):
    return {"codepoint": len(text), "byte": len(text.encode()), "utf16": len(text.encode("utf-16-le")) // 2}[unit]


class Schema(unittest.TestCase):
    def valid(self, reading, name):
        errors = sorted(VALIDATOR.iter_errors(reading), key=lambda error: list(error.absolute_path))
        for error in errors[:3]:
            where = "".join(f"[{step!r}]" for step in error.absolute_path)
            self.fail(f"{name}: reading{where}: {error.message[:300]}")

    def coherent(self, reading, name):
        text, unit = reading["document"]["text"], reading["offsets"]
        size = size_in(text, unit)
        for path, (begin, end) in spans_of(reading):
            self.assertTrue(0 <= begin <= end <= size, f"{name}: {path} is [{begin}, {end}) of {size}")
        ids = {letter: set() for letter in "mnpltqavc"}
        for layer in LAYERS:
            for item in reading.get(layer, []):
                if isinstance(item, dict) and "id" in item:
                    known = ids[item["id"][0]]
                    self.assertNotIn(item["id"], known, f"{name}: {layer} has the id twice")
                    known.add(item["id"])
        layer_of = {"n": "entities", "p": "places", "l": "locations", "t": "times", "a": "attributions"}

        def leads(reference, letter, where):
            if reference is not None and layer_of[letter] in reading:
                self.assertIn(reference, ids[letter], f"{name}: {where} leads nowhere")

        for mention in reading.get("mentions", []):
            leads(mention["entity"], "n", mention["id"])
        for location in reading.get("locations", []):
            for place in location["places"]:
                leads(place, "p", location["id"])
        for note in reading.get("verifications", []):
            for scope in note["attributions"]:
                leads(scope, "a", note["id"])
        for attribution in reading.get("attributions", []):
            leads(attribution["parent"], "a", attribution["id"])
            if attribution["speaker"]:
                leads(attribution["speaker"]["entity"], "n", attribution["id"])
        for claim in reading.get("claims", []):
            leads(claim["attribution"], "a", claim["id"])
            leads(claim["source"]["entity"], "n", claim["id"])
            for role in claim["roles"]:
                leads(role["entity"], "n", claim["id"])
            for location in claim["locations"]:
                leads(location, "l", claim["id"])
            if claim["time"]:
                leads(claim["time"]["expression"], "t", claim["id"])
            if "sentences" in reading:
                self.assertLess(claim["sentence"], len(reading["sentences"]), f"{name}: {claim['id']}")
                begin, end = reading["sentences"][claim["sentence"]]
                self.assertTrue(begin <= claim["trigger"][0] <= claim["trigger"][1] <= end,
                                f"{name}: the trigger of {claim['id']} is outside its sentence")
        tokens = reading.get("tokens", [])
        for at, token in enumerate(tokens):
            if token.get("head") is not None:
                self.assertLess(token["head"], len(tokens), f"{name}: token {at}")
        for before, after in zip(tokens, tokens[1:]):
            self.assertLessEqual(before["span"][1], after["span"][0], f"{name}: tokens overlap")

    def both(self, reading, name):
        self.valid(reading, name)
        self.coherent(reading, name)


class TheSchema(Schema):
    def test_is_a_schema(self):
        jsonschema.Draft202012Validator.check_schema(SCHEMA)

    def test_accepts_the_examples_beside_it(self):
        examples = sorted(glob.glob(os.path.join(SOURCE, "api", "examples", "reading-*.json")))
        self.assertTrue(examples)
        for path in examples:
            with self.subTest(os.path.basename(path)), open(path, encoding="utf-8") as example:
                self.both(json.load(example), os.path.basename(path))

    def test_refuses_what_the_contract_does_not_name(self):
        with open(os.path.join(SOURCE, "api", "examples", "reading-shelling.json"), encoding="utf-8") as example:
            good = json.load(example)
        breaks = {
            "another schema number": lambda r: r.update(schema="dateline.reading/2"),
            "an unknown layer": lambda r: r.update(maps=[]),
            "an unknown field of a claim": lambda r: r["claims"][0].update(truth=1.0),
            "an unknown type": lambda r: r["claims"][0].update(type="strike.thunder"),
            "a claim without source": lambda r: r["claims"][0].pop("source"),
            "an empty name where null is meant": lambda r: r["claims"][0]["source"].update(name=""),
            "a confidence above one": lambda r: r["claims"][0].update(confidence=1.2),
            "a day that is none": lambda r: r["times"][0].update(interval=["2022-13-01", None]),
            "a span of three": lambda r: r["claims"][0].update(trigger=[1, 2, 3]),
            "a tag without a tree": lambda r: r["tokens"][0].pop("head"),
            "an id of another layer": lambda r: r["claims"][0].update(locations=["p1"]),
        }
        for what, change in breaks.items():
            with self.subTest(what):
                bad = copy.deepcopy(good)
                change(bad)
                self.assertFalse(VALIDATOR.is_valid(bad))


class TheProgram(Schema):
    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory(prefix="dateline-schema-")
        cls.paths = []
        for name, content in SAMPLES.items():
            path = os.path.join(cls.holder.name, name)
            with open(path, "wb") as f:
                f.write(content.encode())
            cls.paths.append(path)

    @classmethod
    def tearDownClass(cls):
        cls.holder.cleanup()

    def each(self, paths, *options):
        readings = read(paths, *options)
        self.assertEqual(len(readings), len(paths))
        for path, reading in zip(paths, readings):
            self.both(reading, f"{os.path.basename(path)} {' '.join(options)}")
        return readings

    def test_prints_every_layer_alone_and_together_in_every_unit(self):
        for unit in UNITS:
            for layers in ("all", *LAYERS, "claims,attributions", "tokens,sentences,places"):
                options = ("--offsets", unit, "--layers", layers, "--date", "2022-09-09", "--publisher", "Example Wire")
                with self.subTest(unit=unit, layers=layers):
                    for reading in self.each(self.paths, *options):
                        expected = LAYERS if layers == "all" else layers.split(",")
                        self.assertEqual({layer for layer in LAYERS if layer in reading}, set(expected))
                        self.assertEqual(reading["offsets"], unit)

    def test_names_the_same_words_in_every_unit(self):
        per_unit = {unit: read(self.paths, "--offsets", unit, "--date", "2022-09-09") for unit in UNITS}
        for at, path in enumerate(self.paths):
            with self.subTest(os.path.basename(path)):
                found = {}
                for unit in UNITS:
                    reading = per_unit[unit][at]
                    text = reading["document"]["text"]
                    found[unit] = [(where, words_at(text, unit, span)) for where, span in spans_of(reading)]
                self.assertEqual(found["codepoint"], found["byte"])
                self.assertEqual(found["codepoint"], found["utf16"])

    def test_stays_valid_without_date_publisher_or_a_stage(self):
        self.each(self.paths)
        for stage in ("language", "times", "places", "actors", "attribution", "claims"):
            with self.subTest(skip=stage):
                self.each(self.paths, "--skip", stage)

    def test_prints_json_as_valid_as_jsonl(self):
        done = subprocess.run([BINARY, "read", "--format", "json", self.paths[0]], stdout=subprocess.PIPE, check=True)
        self.both(json.loads(done.stdout), "json")

    def test_reads_the_demo_corpus_into_valid_readings(self):
        corpus = sorted(glob.glob(os.path.join(SOURCE, "examples", "kharkiv-2022", "*.txt")))
        self.assertTrue(14 <= len(corpus) <= 20)
        readings = self.each(corpus)
        self.assertTrue(all(reading["tokens"] for reading in readings))

class TheBoard(Schema):
    def test_of_the_demo_corpus_fits_its_schema(self):
        with open(os.path.join(SOURCE, "api", "board.schema.json"), encoding="utf-8") as schema:
            schema = json.load(schema)
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        with tempfile.TemporaryDirectory(prefix="dateline-schema-") as folder:
            ledger = os.path.join(folder, "l.dateline")
            subprocess.run([BINARY, "add", ledger, os.path.join(SOURCE, "examples", "kharkiv-2022")], stdout=subprocess.PIPE, check=True)
            for options in ((), ("--as-of", "2022-09-10"), ("--known-at", "2022-09-09"), ("--place", "Atlantis")):
                out = subprocess.run([BINARY, "board", ledger, "--format", "json", *options], stdout=subprocess.PIPE, check=True).stdout
                board = json.loads(out)
                for error in validator.iter_errors(board):
                    self.fail(f"{options}: {error.json_path}: {error.message}")
                last = {"--as-of": "2022-09-10", "--known-at": "2022-09-09"}.get(options[0] if options else "", "9999-12-31")
                for place in board["places"]:
                    for state in place["states"]:
                        self.assertLessEqual(state["day"], last, place["name"])

class Events(Schema):
    """What the demo corpus is there to show, and that its events fit their schema."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.holder = tempfile.TemporaryDirectory(prefix="dateline-events-")
        cls.ledger = os.path.join(cls.holder.name, "l.dateline")
        subprocess.run([BINARY, "add", cls.ledger, os.path.join(SOURCE, "examples", "kharkiv-2022")], stdout=subprocess.PIPE, check=True)

    @classmethod
    def tearDownClass(cls):
        cls.holder.cleanup()

    def events(self, *options):
        out = subprocess.run([BINARY, "events", self.ledger, "--format", "json", *options], stdout=subprocess.PIPE, check=True).stdout
        return json.loads(out)

    def of(self, place, name, *options):
        return [event for event in self.events(*options)["events"] if event["name"] == place and event["class"] == name]

    def test_fit_their_schema(self):
        with open(os.path.join(SOURCE, "api", "events.schema.json"), encoding="utf-8") as schema:
            schema = json.load(schema)
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        for options in ((), ("--as-of", "2022-09-10"), ("--known-at", "2022-09-09"), ("--place", "Atlantis"), ("--standing", "disputed")):
            for error in validator.iter_errors(self.events(*options)):
                self.fail(f"{options}: {error.json_path}: {error.message}")

    def test_one_wire_story_printed_four_times_is_one_origin(self):
        found = [event for event in self.of("Izium", "control", "--known-at", "2022-09-11") + self.of("Izium", "control")
                 if event["first"] >= "2022-09-10"]
        printed = [origin for event in found for origin in event["affirming"] if "copy" in origin["edges"]]
        self.assertTrue(printed, found)
        self.assertGreaterEqual(max(len(origin["claims"]) for origin in printed), 4)

    def test_the_losing_side_admits_its_withdrawal(self):
        found = [event for event in self.of("Izium", "withdrawal") if event["standing"] == "adverse-admission"]
        self.assertTrue(found)
        self.assertIn("RU", [origin["side"] for origin in found[0]["affirming"]])

    def test_a_casualty_count_is_disputed_and_the_event_is_not_denied(self):
        found = [event for event in self.of("Kupiansk", "attack") if "killed" in event["disputes"]]
        self.assertEqual(len(found), 1)
        self.assertEqual(found[0]["standing"], "disputed")
        self.assertEqual(found[0]["denying"], [])
        self.assertGreaterEqual(len(found[0]["affirming"]), 2)

    def test_the_power_goes_and_comes_back(self):
        cut = [event for event in self.of("Kharkiv", "outage") if event["about"] == "electricity"]
        back = [event for event in self.of("Kharkiv", "restoration") if event["about"] == "electricity"]
        self.assertTrue(cut and back)
        self.assertLess(cut[-1]["first"], back[0]["first"])

    def test_the_briefing_quotes_and_links_every_voice(self):
        out = subprocess.run([BINARY, "brief", self.ledger, "--place", "Balakliia", "--as-of", "2022-09-14"], stdout=subprocess.PIPE,
                             check=True, text=True).stdout
        for head in ("# Briefing: Balakliia", "## What is new", "## What is disputed", "## What has changed", "## No report"):
            self.assertIn(head, out)
        self.assertRegex(out, r"control: .*held by RU → \*\*held by UA\*\* since 2022-09-0")
        self.assertRegex(out, r"\[“[^\n]+”\]\(http://127\.0\.0\.1:8080/\?claim=c-[0-9a-f]{12}\)")


if __name__ == "__main__":
    unittest.main(verbosity=1)
