#!/usr/bin/env python3
"""`dateline read` as a user meets it: formats, order, exit codes, and every kind of bad input.

usage: read_test.py BINARY. Standard library only; every file is made here.
"""
import json
import os
import subprocess
import sys
import tempfile
import unittest

BINARY = sys.argv.pop(1)
REPORT = ("Shelling hits Oakford\n"
          "KHARKIV, Sept 9 - Russian forces shelled the town of Izium on Friday, the governor, Ivan Petrenko, said.\n"
          "At least 15 people were killed, he said.\n")


def dateline(*arguments, stdin=None, env=None):
    """(exit code, standard output, standard error), the last two as bytes."""
    done = subprocess.run([BINARY, *arguments], input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env={**os.environ, **(env or {})}, timeout=300)
    return done.returncode, done.stdout, done.stderr


class Folder(unittest.TestCase):
    """A test with a folder of its own."""

    def setUp(self):
        self.holder = tempfile.TemporaryDirectory(prefix="dateline-test-")
        self.folder = self.holder.name
        self.addCleanup(self.holder.cleanup)

    def file(self, name, content=REPORT):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as f:
            f.write(content if isinstance(content, bytes) else content.encode())
        return path

    def fails(self, code, *words, arguments, stdin=None):
        """The command ends with this code and a message that holds all these words."""
        got, out, err = dateline(*arguments, stdin=stdin)
        self.assertEqual(got, code, err)
        for word in words:
            self.assertIn(word, err.decode())
        return out


class OwnActors(Folder):
    """--actors FILE: docs/formats/actors.md."""
    TABLE = ("name\taliases\tclass\tside\toffice\tfrom\tto\n"
             "River Guard\tRG\tgroup\tRiver Guard\t-\t2014-05\t2022-06\n"
             "River Guard\tRG\tforce\tUA\t-\t2022-07\t-\n"
             "Ivan Bondar\t-\tperson\tUA\tmayor of Verbivka\t2020-11\t-\n"
             "Olena Kravets\t-\tperson\tUA\t-\t-\t-\n")
    TEXT = "The River Guard said that it had left the town. Ivan Bondar and Olena Kravets said that it was safe.\n"

    def read(self, day, *more):
        code, out, err = dateline("read", "--format", "json", "--date", day, *more, self.file("r.txt", self.TEXT))
        self.assertEqual(code, 0, err)
        reading = json.loads(out)
        return reading, {e["name"]: e.get("side") for e in reading["entities"]}, err.decode()

    def test_the_rows_of_the_day_count_and_no_private_person_gets_a_side(self):
        table = self.file("mine.tsv", self.TABLE)
        _, sides, err = self.read("2020-03-02", "--actors", table)
        self.assertEqual(sides["River Guard"], "River Guard")
        self.assertIsNone(sides["Ivan Bondar"])
        _, sides, err = self.read("2022-09-09", "--actors", table)
        self.assertEqual(sides["River Guard"], "UA")
        self.assertEqual(sides["Ivan Bondar"], "UA")
        self.assertIsNone(sides["Olena Kravets"])
        self.assertIn("mine.tsv, row 5: found a side for a person without an office", err)

    def test_the_reading_names_the_file_by_its_bytes(self):
        plain, _, _ = self.read("2022-09-09")
        self.assertNotIn("actors", plain["engine"])
        first, _, _ = self.read("2022-09-09", "--actors", self.file("a.tsv", self.TABLE))
        same, _, _ = self.read("2022-09-09", "--actors", self.file("b.tsv", self.TABLE))
        other, _, _ = self.read("2022-09-09", "--actors", self.file("c.tsv", self.TABLE + "# more\n"))
        self.assertEqual(first["engine"], same["engine"])
        self.assertNotEqual(first["engine"], other["engine"])

    def test_a_ledger_reads_anew_when_the_file_is_another(self):
        ledger, report = os.path.join(self.folder, "l.dateline"), self.file("r.txt", self.TEXT)
        table = self.file("mine.tsv", self.TABLE)

        def add(*more):
            code, out, err = dateline("add", ledger, *more, report)
            self.assertEqual(code, 0, err)
            return out.decode()

        self.assertIn("1 added", add())
        self.assertIn("1 read anew", add("--actors", table))
        self.assertIn("1 unchanged", add("--actors", table))
        code, out, err = dateline("check", ledger)
        self.assertEqual(code, 0, err)

    def test_a_file_that_is_no_table_is_refused(self):
        report = self.file("r.txt", self.TEXT)
        self.fails(3, "found no columns", arguments=("read", "--actors", self.file("no.tsv", "River Guard\n"), report))
        self.fails(3, "none.tsv", arguments=("read", "--actors", "none.tsv", report))


class Formats(Folder):
    def test_jsonl_is_one_reading_a_line_in_input_order_whatever_the_threads(self):
        paths = [self.file(f"{i}.txt", f"Report {i}.\n{REPORT}") for i in range(40)]
        _, one, _ = dateline("read", "--format", "jsonl", "--date", "2022-09-09", *paths)
        _, many, _ = dateline("read", "--format", "jsonl", "--date", "2022-09-09", "--threads", "3", *paths)
        self.assertEqual(one, many)
        self.assertEqual([json.loads(line)["document"]["uri"] for line in one.splitlines()], paths)

    def test_standard_input_is_a_dash(self):
        code, out, _ = dateline("read", "--format", "json", "-", stdin=REPORT.encode())
        self.assertEqual(code, 0)
        reading = json.loads(out)
        self.assertEqual(reading["schema"], "dateline.reading/1")
        self.assertEqual(reading["document"]["text"], REPORT)

    def test_spans_lead_to_the_words_in_every_unit(self):
        text = "“Ніч” 😀 in Kharkiv: Russian forces shelled Izium on Friday.\n"
        path = self.file("a.txt", text)
        for unit, whole in (("codepoint", text), ("byte", text.encode()), ("utf16", text.encode("utf-16-le"))):
            _, out, _ = dateline("read", "--format", "jsonl", "--offsets", unit, path)
            reading = json.loads(out)
            words = []
            for token in reading["tokens"]:
                b, e = token["span"]
                if unit == "codepoint":
                    words.append(whole[b:e])
                elif unit == "byte":
                    words.append(whole[b:e].decode())
                else:
                    words.append(whole[2 * b:2 * e].decode("utf-16-le"))
            self.assertIn("shelled", words, unit)
            self.assertIn("Kharkiv", words, unit)

    def test_candidates_say_what_else_a_name_may_mean(self):
        text = b"Rockets hit Zaliznychne, near Chuhuiv, on Friday. A court in Paris, Texas, sat on Monday."
        plain = json.loads(dateline("read", "--format", "json", "-", stdin=text)[1])
        told = json.loads(dateline("read", "--format", "json", "--candidates", "-", stdin=text)[1])
        paris = next(p for p in told["places"] if p["name"] == "Paris")
        self.assertEqual(paris["candidates"][0]["gazetteer"], paris["gazetteer"])
        self.assertGreater(len(paris["candidates"]), 1)
        self.assertIn("contained", paris["candidates"][0]["grounds"])
        self.assertLessEqual(sum(c["share"] for c in paris["candidates"]) + paris["none_of_these"], 1.001)
        village = next(p for p in told["places"] if p["name"] == "Zaliznychne")
        self.assertIsNone(village["gazetteer"])
        self.assertEqual(village["moored_to"], "Chuhuiv")
        for place in told["places"]:
            for field in ("candidates", "none_of_these", "moored_to"):
                del place[field]
        self.assertEqual(plain, told)  # asking why changes nothing

    def test_layers_leaves_out_the_rest(self):
        _, out, _ = dateline("read", "--format", "jsonl", "--layers", "claims,places", self.file("a.txt"))
        reading = json.loads(out)
        self.assertIn("claims", reading)
        self.assertNotIn("tokens", reading)

    def test_the_table_has_no_colour_off_a_terminal(self):
        _, out, _ = dateline("read", "--date", "2022-09-09", self.file("a.txt"))
        self.assertNotIn(b"\x1b", out)

    def test_control_characters_of_a_document_never_reach_the_terminal(self):
        evil = "Russian forces shelled \x1b]0;owned\x07Izium on Friday, officials said.\n"
        _, out, _ = dateline("read", "--date", "2022-09-09", self.file("a.txt", evil))
        self.assertNotIn(b"\x1b", out)
        self.assertNotIn(b"\x07", out)

    def test_conllu_keeps_given_tokens_and_fills_in_the_rest(self):
        given = "# text = Russian forces shelled Izium.\n" + "".join(
            f"{i}\t{form}" + "\t_" * 8 + "\n" for i, form in enumerate("Russian forces shelled Izium .".split(), 1)) + "\n"
        code, out, err = dateline("read", "--input", "conllu", "--format", "conllu", self.file("a.conllu", given))
        self.assertEqual(code, 0, err)
        rows = [line.split("\t") for line in out.decode().splitlines() if line and not line.startswith("#")]
        self.assertEqual([row[1] for row in rows], ["Russian", "forces", "shelled", "Izium", "."])
        self.assertEqual([row[3] for row in rows], ["ADJ", "NOUN", "VERB", "PROPN", "PUNCT"])
        self.assertEqual([row[6] for row in rows], ["2", "3", "0", "3", "3"])
        self.assertEqual(rows[2][2], "shell")
        self.assertIn("NER=", rows[3][9])

    def test_another_language_model_is_read_in_the_place_of_the_built_in_one(self):
        source = os.environ.get("DATELINE_SOURCE")
        if not source:
            self.skipTest("DATELINE_SOURCE does not name the sources")
        model = os.path.join(source, "models", "english.dlm")
        plain, given = (dateline("read", "--format", "jsonl", *more, self.file("a.txt")) for more in ((), ("--model", model)))
        self.assertEqual(plain, given)

    def test_timings_name_every_stage(self):
        _, _, err = dateline("read", "--timings", self.file("a.txt"))
        for stage in ("structure", "language", "times", "places", "actors", "attribution", "claims"):
            self.assertIn(stage, err.decode())


class BadInput(Folder):
    def test_an_empty_file_is_an_empty_reading_with_a_remark(self):
        code, out, _ = dateline("read", "--format", "jsonl", self.file("empty.txt", ""))
        self.assertEqual(code, 0)
        reading = json.loads(out)
        self.assertEqual(reading["claims"], [])
        self.assertIn("empty-document", [d["code"] for d in reading["diagnostics"]])

    def test_one_byte_is_read(self):
        code, out, _ = dateline("read", "--format", "jsonl", self.file("one.txt", "a"))
        self.assertEqual((code, json.loads(out)["document"]["text"]), (0, "a"))

    def test_invalid_utf8_is_read_with_a_remark(self):
        code, out, _ = dateline("read", "--format", "jsonl", self.file("bad.txt", b"Fighting near K\xff\xfeiev, they said today.\n"))
        self.assertEqual(code, 0)
        self.assertIn("invalid-utf8", [d["code"] for d in json.loads(out)["diagnostics"]])

    def test_utf16_with_a_mark_is_decoded(self):
        for encoding in ("utf-16-le", "utf-16-be"):
            bytes_ = "\ufeffShelling in Ізюм.".encode(encoding)
            code, out, _ = dateline("read", "--format", "jsonl", self.file("u16.txt", bytes_))
            self.assertEqual((code, json.loads(out)["document"]["text"]), (0, "Shelling in Ізюм."))

    def test_a_binary_is_refused_with_a_sentence(self):
        for content in (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, bytes(2000), b"%PDF-1.7\n\x00\x01\x02" + bytes(50)):
            self.fails(1, "expected", arguments=("read", self.file("picture.txt", content)))

    def test_a_hundred_megabytes_are_over_the_limit_and_say_so(self):
        path = os.path.join(self.folder, "huge.txt")
        with open(path, "wb") as f:
            for _ in range(100):
                f.write(b"The town was quiet on Friday. " * 34953)
        self.fails(1, "limit", "split", arguments=("read", path))

    def test_nine_megabytes_of_text_in_any_form_are_over_the_limit_of_one_report(self):
        text = "The town was quiet on Friday. " * 320000
        for name, content in (("a.txt", text), ("a.html", f"<html><body><p>{text}</p></body></html>")):
            with self.subTest(name):
                self.fails(1, name, "over the limit of 8388608", "split", arguments=("read", self.file(name, content)))

    def test_ten_thousand_nested_tags_lose_no_text(self):
        page = "<html><body>" + "<div>" * 10000 + "<p>Deep inside, shelling went on.</p>" + "</div>" * 10000 + "</body></html>"
        code, out, err = dateline("read", "--format", "jsonl", self.file("deep.html", page))
        self.assertEqual(code, 0, err)
        self.assertIn("Deep inside, shelling went on.", json.loads(out)["document"]["text"])

    def test_markup_is_never_text(self):
        page = "<html><head><script>alert('x')</script></head><body><p>Calm &amp; quiet.</p><style>p{}</style></body></html>"
        _, out, _ = dateline("read", "--format", "jsonl", self.file("a.html", page))
        text = json.loads(out)["document"]["text"]
        self.assertIn("Calm & quiet.", text)
        self.assertNotIn("alert", text)

    def test_a_missing_file_in_a_list_of_a_hundred_fails_alone(self):
        paths = [self.file(f"{i:03d}.txt") for i in range(99)]
        paths.insert(50, os.path.join(self.folder, "missing.txt"))
        out = self.fails(1, "missing.txt", "check the path", "1 of 100 inputs failed",
                         arguments=("read", "--format", "jsonl", "--layers", "claims", *paths))
        self.assertEqual(len(out.splitlines()), 99)

    def test_a_language_model_that_is_none_says_which_file(self):
        for content in ("", "no model at all " * 100):
            with self.subTest(content[:8]):
                model = self.file("wrong.dlm", content)
                self.fails(3, model, "install the file again", arguments=("read", "--model", model, self.file("a.txt")))
        self.fails(3, "missing.dlm", "check the path",
                   arguments=("read", "--model", os.path.join(self.folder, "missing.dlm"), self.file("a.txt")))

    def test_a_folder_is_no_file(self):
        self.fails(1, "directory", arguments=("read", self.folder))

    @unittest.skipIf(os.geteuid() == 0, "root may read everything")
    def test_a_file_without_rights_says_so(self):
        path = self.file("secret.txt")
        os.chmod(path, 0)
        self.fails(1, "rights", arguments=("read", path))

    def test_a_full_disk_is_named(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("this system has no /dev/full")
        with open("/dev/full", "wb") as full:
            done = subprocess.run([BINARY, "read", "--format", "json", self.file("a.txt")], stdout=full,
                                  stderr=subprocess.PIPE)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"space on the disk", done.stderr)

    def test_a_line_of_five_megabytes_is_read(self):
        code, out, err = dateline("read", "--format", "jsonl", "--layers", "claims", self.file("line.txt", "quiet town, " * 100000))
        self.assertEqual(code, 0, err)
        self.assertTrue(json.loads(out)["document"]["text"].startswith("quiet town"))


class Usage(Folder):
    def test_wrong_words_of_the_call_end_with_two_and_what_was_expected(self):
        path = self.file("a.txt")
        for arguments, words in (
                (("read", "--date", "2022-02-30", path), ("2022-02-30", "expected YYYY-MM-DD")),
                (("read", "--date", "09/09/2022", path), ("expected YYYY-MM-DD",)),
                (("read", "--format", "xml", path), ("xml", "table, json, jsonl, conllu")),
                (("read", "--offsets", "words", path), ("codepoint, byte, utf16",)),
                (("read", "--layers", "claims,maps", path), ("maps", "claims")),
                (("read", "--threads", "0", path), ("1 to 256",)),
                (("read", "--threads", "many", path), ("1 to 256",)),
                (("read", "--nonsense", path), ("--nonsense",)),
                (("read", "--date"), ("--date", "value")),
                (("read",), ("no input",)),
                (("reed", path), ("reed", "read")),
                ((), ("usage",))):
            with self.subTest(arguments=arguments[:3]):
                self.fails(2, *words, arguments=arguments)

    def test_help_is_no_error(self):
        for arguments in (("--help",), ("read", "--help"), ("version", "--help")):
            code, out, _ = dateline(*arguments)
            self.assertEqual(code, 0)
            self.assertIn(b"usage: dateline", out)

    def test_version_names_the_artefacts(self):
        code, out, _ = dateline("version", "--json")
        self.assertEqual(code, 0)
        self.assertEqual(sorted(json.loads(out)), ["gazetteer", "model", "ontology", "version"])


if __name__ == "__main__":
    unittest.main(verbosity=1)
