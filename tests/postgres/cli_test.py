#!/usr/bin/env python3
"""The commands over a ledger in PostgreSQL say what they say over a file. usage: with_server.py cli_test.py BINARY"""
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

BINARY = sys.argv.pop(1)
SERVER = os.environ["DATELINE_TEST_POSTGRES"]
TAKEN = ("Title: {place} taken\nDate: 2022-09-08\nPublisher: Desk A\n---\n"
         "Ukrainian troops took control of {place} on Thursday, the governor said.\n")
SHELLED = ("Title: Shelling\nDate: 2022-09-09\nPublisher: Desk B\n---\n"
           "Russian forces shelled Kupiansk on Friday, Oleh Syniehubov, the governor, said. At least 15 people were killed.\n")


def dateline(*arguments):
    done = subprocess.run([BINARY, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False, timeout=300)
    return done.returncode, done.stdout, done.stderr


def sql(statement):
    subprocess.run(["psql", "-q", "-v", "ON_ERROR_STOP=1", "-d", SERVER, "-c", statement], check=True, stdout=subprocess.DEVNULL)


class Postgres(unittest.TestCase):
    def setUp(self):
        self.holder = tempfile.TemporaryDirectory(prefix="dateline-postgres-")
        self.addCleanup(self.holder.cleanup)
        self.file = os.path.join(self.holder.name, "l.dateline")
        self.schema = self.id().rsplit(".", 1)[1].lower()
        sql(f"CREATE SCHEMA {self.schema}")
        self.server = f"{SERVER}&options=-csearch_path%3D{self.schema}"

    def report(self, name, text):
        path = os.path.join(self.holder.name, name)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        return path

    def says(self, code, *arguments):
        got, out, err = dateline(*arguments)
        self.assertEqual(got, code, out + err)
        return out + err

    def test_every_command_answers_as_over_a_file(self):
        reports = [self.report("a.txt", TAKEN.format(place="Balakliya")), self.report("b.txt", SHELLED)]
        for ledger in (self.file, self.server):
            self.says(0, "add", ledger, *reports)
            self.assertIn("2 unchanged", self.says(0, "add", ledger, *reports))
            with open(reports[0], "w", encoding="utf-8") as f:
                f.write(TAKEN.format(place="Balakliya") + "It was quiet on Friday.\n")
            self.assertIn("1 new version", self.says(0, "add", ledger, *reports))
            with open(reports[0], "w", encoding="utf-8") as f:
                f.write(TAKEN.format(place="Balakliya"))
            claim = re.search(r"c-[0-9a-f]{12}", self.says(0, "why", ledger, "Kupiansk")).group()
            self.says(0, "review", ledger, claim, "correct", "--set", "quantity=16", "--author", "Desk")
            self.says(0, "retract", ledger, reports[1], "--reason", "wrong town", "--date", "2022-09-10", "--author", "Desk")
        for arguments in (("board", "--format", "json"), ("search", "governor"), ("search", "--bbox", "36,49,38,50", "took"),
                          ("export", "--format", "geojson", "--known-at", "2022-09-10")):
            with self.subTest(arguments[0]):
                one, other = (re.sub(r'"recorded":"[^"]*"', "", self.says(0, arguments[0], ledger, *arguments[1:]))
                              for ledger in (self.file, self.server))
                self.assertEqual(one, other)
        heads = [re.sub(r"head: .*", "", self.says(0, "check", ledger)) for ledger in (self.file, self.server)]
        self.assertEqual(heads[0], heads[1])

    def test_check_finds_an_edited_row(self):
        self.says(0, "add", self.server, self.report("b.txt", SHELLED))
        sql(f"SET search_path = {self.schema}; DROP TRIGGER no_UPDATE_documents ON documents; UPDATE documents SET publisher = 'X'")
        self.assertIn("was changed after it was recorded", self.says(1, "check", self.server))

    def test_what_cannot_be_opened_is_said(self):
        self.assertIn("found no ledger", self.says(3, "board", self.server))
        self.assertIn("cannot open the ledger", self.says(3, "board", "postgresql:///postgres?host=/nowhere"))
        sql(f"CREATE TABLE {self.schema}.recipes(name TEXT)")
        self.assertIn("holds other tables", self.says(3, "add", self.server, self.report("b.txt", SHELLED)))
        self.assertNotIn("secret", self.says(3, "board", "postgresql://nobody:secret@localhost:1/postgres"))

    def test_two_writers_at_once_lose_nothing(self):
        folder = os.path.join(self.holder.name, "reports")
        os.mkdir(folder)
        for number in range(20):
            with open(os.path.join(folder, f"{number}.txt"), "w", encoding="utf-8") as f:
                f.write(SHELLED + f"Report {number}.\n")
        writers = [subprocess.Popen([BINARY, "add", self.server, folder], stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
        while any(writer.poll() is None for writer in writers):
            code, _, err = dateline("search", self.server, "Kupiansk")
            self.assertTrue(code == 0 or "found no ledger" in err, err)
        for writer in writers:
            self.assertEqual(writer.returncode, 0, writer.communicate())
        code, out, _ = dateline("export", self.server, "--format", "jsonl")
        self.assertEqual(len({json.loads(line)["document"]["id"] for line in out.splitlines()}), 20)
        self.says(0, "check", self.server)


if __name__ == "__main__":
    unittest.main(verbosity=1)
