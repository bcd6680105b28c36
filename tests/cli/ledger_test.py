#!/usr/bin/env python3
"""The commands over a ledger as a user meets them: add, board, why, export, check and version; what they say of bad
input and damaged ledgers, and that nothing acknowledged is lost.

usage: ledger_test.py BINARY. Standard library only; every report is made here.
"""
import csv
import errno
import hashlib
import io
import json
import os
import pty
import resource
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import unittest

BINARY = os.path.abspath(sys.argv.pop(1))
# Reports whose claims any version of the reader finds: who holds a town, shelling, power.
TAKEN = ("Title: Oakford taken\nDate: 2022-09-08\nPublisher: Example Wire\n---\n"
         "Ukrainian troops took control of Balakliia on Thursday, President Volodymyr Zelensky said.\n")
DENIED = ("Title: Still ours\nDate: 2022-09-08\nPublisher: Sample Herald\n---\n"
          "Russia's defence ministry denied on Thursday that Ukrainian troops had taken control of Balakliia.\n")
SHELLED = ("Title: Shelling\nDate: 2022-09-09\nPublisher: Desk A\n---\n"
           "Russian forces shelled Kupiansk on Friday, Oleh Syniehubov, the governor, said. At least 15 people were killed.\n")


def dateline(*arguments, stdin=None, **options):
    """(exit code, standard output, standard error), the last two as text."""
    done = subprocess.run([BINARY, *arguments], input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          timeout=300, **options)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


class Folder(unittest.TestCase):
    """A test with a folder of its own and the path of a ledger in it."""

    def setUp(self):
        self.holder = tempfile.TemporaryDirectory(prefix="dateline-test-")
        self.folder = self.holder.name
        self.addCleanup(self.holder.cleanup)
        self.ledger = os.path.join(self.folder, "test.dateline")

    def file(self, name, content=TAKEN):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as f:
            f.write(content if isinstance(content, bytes) else content.encode())
        return path

    def add(self, *sources, code=0, options=()):
        got, out, err = dateline("add", *options, self.ledger, *sources)
        self.assertEqual(got, code, err)
        return out, err

    def says(self, code, *words, arguments, **options):
        got, out, err = dateline(*arguments, **options)
        self.assertEqual(got, code, out + err)
        for word in words:
            self.assertIn(word, err)
        return out

    def sound(self, ledger=None):
        code, out, err = dateline("check", ledger or self.ledger)
        self.assertEqual(code, 0, out + err)
        return out

    def rows(self, sql):
        database = sqlite3.connect(self.ledger)
        try:
            return database.execute(sql).fetchall()
        finally:
            database.close()

    def board(self, *options):
        code, out, err = dateline("board", self.ledger, "--format", "json", *options)
        self.assertEqual(code, 0, err)
        return json.loads(out)


class Add(Folder):
    def test_the_same_sources_again_change_nothing(self):
        self.file("reports/a.txt")
        self.file("reports/inner/b.txt", SHELLED)
        self.file("reports/README.md", "# no report")
        reports = os.path.join(self.folder, "reports")
        out, _ = self.add(reports)
        self.assertIn("2 added, 0 unchanged", out)
        before = self.rows("SELECT number, hash FROM entries ORDER BY number")
        out, _ = self.add(reports, reports, os.path.join(reports, "a.txt"))
        self.assertIn("0 added, 5 unchanged; 0 claims", out)
        self.assertEqual(self.rows("SELECT number, hash FROM entries ORDER BY number"), before)
        self.sound()

    def test_threads_record_the_same_in_the_same_order(self):
        for i in range(30):
            self.file(f"reports/{i:02d}.txt", SHELLED.replace("Kupiansk", f"Kupiansk and town number {i}"))
        reports = os.path.join(self.folder, "reports")
        self.add(reports)
        one = self.rows("SELECT subject, payload_sha256 FROM entries ORDER BY number")
        os.remove(self.ledger)
        self.add(reports, options=("--threads", "3"))
        self.assertEqual(self.rows("SELECT subject, payload_sha256 FROM entries ORDER BY number"), one)

    def test_lines_of_a_collection_are_documents_and_a_bad_one_fails_alone(self):
        lines = [json.dumps({"text": f"Russian forces shelled Kupiansk, report {i}.", "date": "2022-09-09T10:00:00Z",
                             "publisher": "Example Wire", "url": f"https://example.org/{i}"}) for i in range(5)]
        lines[2] = "{\"text\": "
        lines[3] = "[1, 2]"
        path = self.file("reports.jsonl", "\r\n".join(lines) + "\r\n\n")
        out, err = self.add(path, code=1)
        self.assertIn("3 added, 0 unchanged, 2 failed", out)
        self.assertIn("reports.jsonl, line 3: found no JSON", err)
        self.assertIn("reports.jsonl, line 4: found no \"text\"", err)
        self.assertEqual(self.rows("SELECT uri, published, publisher FROM documents ORDER BY entry"),
                         [(f"https://example.org/{i}", "2022-09-09", "Example Wire") for i in (0, 1, 4)])
        out, _ = self.add(path, code=1)
        self.assertIn("0 added, 3 unchanged, 2 failed", out)
        self.sound()

    def test_a_corrected_page_is_a_new_version(self):
        path = self.file("a.txt", SHELLED)
        self.add(path)
        self.file("a.txt", SHELLED.replace("15 people", "16 people"))
        out, _ = self.add(path)
        self.assertIn("1 new versions", out)
        sentences = dateline("export", self.ledger, "--format", "csv")[1]
        self.assertNotIn("15 people", sentences)
        self.assertEqual(len(self.rows("SELECT 1 FROM captures")), 2)
        self.sound()

    def test_a_diff_shows_what_was_corrected(self):
        path = self.file("a.txt", SHELLED)
        self.add(path)
        self.assertIn("first version", self.says(0, arguments=("diff", self.ledger, path)))
        self.add(self.file("a.txt", SHELLED.replace("At least 15", "At least 9")))
        out = self.says(0, arguments=("diff", self.ledger, path))
        self.assertIn("- At least 15 people were killed.", out)
        self.assertIn("+ At least 9 people were killed.", out)
        self.assertIn("  Russian forces shelled Kupiansk", out)
        self.says(1, "found no document", arguments=("diff", self.ledger, "abcdef"))

    def test_files_of_one_name_in_two_folders_are_no_versions(self):
        one, two = self.file("one/report.txt"), self.file("two/report.txt", SHELLED)
        self.assertEqual(dateline("add", self.ledger, "report.txt", cwd=os.path.dirname(one))[0], 0)
        _, out, _ = dateline("add", self.ledger, "report.txt", cwd=os.path.dirname(two))
        self.assertIn("1 added", out)

    def test_standard_input_is_a_dash(self):
        self.says(0, arguments=("add", self.ledger, "-"), stdin=TAKEN.encode())
        self.assertEqual(self.rows("SELECT uri, title FROM documents"), [(None, "Oakford taken")])

    def test_one_bad_document_never_stops_the_others(self):
        paths = [self.file(f"{i}.txt", SHELLED + f"Report {i}.\n") for i in range(5)]
        paths.insert(1, os.path.join(self.folder, "missing.txt"))
        paths.insert(3, self.file("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(600)))
        out, err = self.add(*paths, code=1)
        self.assertIn("5 added, 0 unchanged, 2 failed", out)
        self.assertIn("missing.txt: cannot open it", err)
        self.assertIn("picture.txt: found a PNG picture, expected text or HTML", err)
        self.sound()

    def test_a_folder_without_reports_says_so(self):
        self.file("empty/notes.md", "# nothing")
        self.says(1, "found no report in this folder", ".txt, .html or .jsonl",
                  arguments=("add", self.ledger, os.path.join(self.folder, "empty")))

    def test_an_empty_report_is_recorded_as_one(self):
        out, _ = self.add(self.file("empty.txt", ""))
        self.assertIn("1 added", out)
        self.sound()

    def test_a_folder_without_rights_says_so_and_the_rest_is_read(self):
        self.file("reports/a.txt")
        self.file("reports/secret/b.txt", SHELLED)
        self.file("reports/closed.txt", SHELLED)
        secret, closed = (os.path.join(self.folder, "reports", n) for n in ("secret", "closed.txt"))
        user = {}
        if os.geteuid() == 0:  # root may read everything: be somebody else
            if shutil.which("setpriv") is None:
                self.skipTest("root ignores modes, and there is no setpriv to be somebody else")
            os.chmod(self.folder, 0o777)
            user["user"] = 65534
            try:
                subprocess.run(["/bin/true"], user=65534, check=True)
                # The build folder itself may be closed to others.
                subprocess.run([BINARY, "--help"], user=65534, check=True, stdout=subprocess.DEVNULL)
            except (PermissionError, subprocess.CalledProcessError):
                self.skipTest("nobody may run the program from here")
        os.chmod(secret, 0)
        os.chmod(closed, 0)
        self.addCleanup(os.chmod, secret, 0o700)
        code, out, err = dateline("add", self.ledger, os.path.join(self.folder, "reports"), **user)
        self.assertEqual(code, 1, err)
        self.assertIn("1 added, 0 unchanged, 2 failed", out)
        self.assertIn("secret: cannot list the folder: Permission denied; check the rights", err)
        self.assertIn("closed.txt: cannot open it: Permission denied; check the rights", err)

    def test_wrong_words_of_the_call_end_with_two(self):
        for arguments, words in ((("add",), ("expected a ledger",)),
                                 (("add", self.ledger), ("found no source",)),
                                 (("add", self.ledger, "x", "--date", "2022-13-01"), ("expected YYYY-MM-DD",)),
                                 (("board",), ("expected one ledger",)),
                                 (("board", self.ledger, "--as-of", "yesterday"), ("yesterday", "YYYY-MM-DD")),
                                 (("board", self.ledger, "--format", "xml"), ("table or json",)),
                                 (("why", self.ledger), ("a claim, an event or a place",)),
                                 (("export", self.ledger), ("--format",)),
                                 (("export", self.ledger, "--format", "shp"), ("geojson, csv",)),
                                 (("export", self.ledger, "--format", "csv", "--profile", "secret"), ("public or full",)),
                                 (("check",), ("expected one ledger",)),
                                 (("check", self.ledger, "--head", "abc"), ("64 hexadecimal digits",))):
            with self.subTest(arguments=arguments):
                self.says(2, *words, arguments=arguments)
        self.assertFalse(os.path.exists(self.ledger), "a wrong call made a ledger")


class NothingIsLost(Folder):
    def reports(self, count):
        for i in range(count):
            self.file(f"reports/{i:03d}.txt", SHELLED + f"Report {i}. " + f"It was quiet in street {i}. " * 400 + "\n")
        return os.path.join(self.folder, "reports")

    def test_a_killed_add_leaves_a_sound_ledger_that_a_repeat_completes(self):
        reports = self.reports(40)
        for killed_after_ms in (30, 60, 90, 130, 200):
            process = subprocess.Popen([BINARY, "add", self.ledger, reports], stdout=subprocess.DEVNULL)
            time.sleep(killed_after_ms / 1000)
            process.send_signal(signal.SIGKILL)
            process.wait()
            if os.path.exists(self.ledger):
                code, out, err = dateline("check", self.ledger)
                self.assertTrue(code == 0 or (code == 3 and "an empty file" in err), out + err)
        out, _ = self.add(reports)
        self.assertEqual(self.rows("SELECT count(*) FROM documents"), [(40,)])
        self.sound()

    def test_a_disk_that_fills_up_keeps_what_was_acknowledged(self):
        reports = self.reports(60)
        limit = 400_000

        def small_disk():
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        code, out, err = dateline("add", self.ledger, reports, preexec_fn=small_disk)
        self.assertEqual(code, 1, err)
        self.assertIn("space", err)
        self.assertIn("was not recorded, nor what came after it", err)
        self.assertRegex(out, r"\d+ added, .* 1 failed, \d+ not tried")
        added = int(out.split()[0])
        self.assertEqual(self.rows("SELECT count(*) FROM documents"), [(added,)])
        self.sound()
        out, _ = self.add(reports)
        self.assertIn(f"{60 - added} added, {added} unchanged", out)
        self.sound()

    def test_two_writers_and_ten_readers_at_once(self):
        reports = self.reports(30)
        self.add(self.file("first.txt"))
        writers = [subprocess.Popen([BINARY, "add", self.ledger, part], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                   for part in (reports, reports)]
        troubles, rounds = [], []

        def read(arguments):
            while True:
                is_last = all(writer.poll() is not None for writer in writers)
                code, out, err = dateline(arguments[0], self.ledger, *arguments[1:])
                rounds.append(1)
                if code != 0 or err:
                    troubles.append((arguments, code, out, err))
                if is_last:
                    return

        questions = [("board",), ("why", "Balakliia"), ("board", "--format", "json"), ("search", "Balakliia"), ("check",)] * 2
        readers = [threading.Thread(target=read, args=(question,)) for question in questions]
        for reader in readers:
            reader.start()
        for writer in writers:
            _, err = writer.communicate(timeout=280)
            self.assertEqual(writer.returncode, 0, err)
        for reader in readers:
            reader.join()
        self.assertEqual(troubles, [])
        self.assertGreaterEqual(len(rounds), len(readers))
        self.assertEqual(self.rows("SELECT count(*) FROM documents"), [(31,)])
        self.sound()

    def test_a_ledger_that_may_not_be_written_is_said_to_be_and_can_be_read(self):
        path, more = self.file("a.txt", SHELLED), self.file("b.txt")
        self.add(path)
        with open(self.ledger, "rb") as f:
            before = f.read()
        for name in os.listdir(self.folder):
            os.chmod(os.path.join(self.folder, name), 0o444)
        os.chmod(self.folder, 0o555)
        self.addCleanup(os.chmod, self.folder, 0o755)

        def without_rights():  # root may write anything
            if os.geteuid() == 0:
                os.setgid(65534)
                os.setuid(65534)

        options = {"preexec_fn": without_rights}
        self.says(3, "rights", arguments=("add", self.ledger, more), **options)
        for arguments in (("board", self.ledger), ("why", self.ledger, "Kupiansk"), ("check", self.ledger),
                          ("search", self.ledger, "Kupiansk")):
            self.says(0, arguments=arguments, **options)
        self.says(0, "this export is not in the log", arguments=("export", self.ledger, "--format", "csv"), **options)
        with open(self.ledger, "rb") as f:
            self.assertEqual(f.read(), before)


class Migrate(Folder):
    """A ledger of format 1, as its own program wrote it."""

    def setUp(self):
        super().setUp()
        self.old = os.path.join(self.folder, "old.dateline")
        fixture = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "corrupt", "ledger-format-1.sql")
        with open(fixture, encoding="utf-8") as f, sqlite3.connect(self.old) as database:
            database.executescript(f.read())

    def of_old(self, sql):
        database = sqlite3.connect(self.old)
        try:
            return database.execute(sql).fetchall()
        finally:
            database.close()

    def change(self, sql):
        database = sqlite3.connect(self.old)
        for (trigger,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {trigger}")
        database.execute(sql)
        database.commit()
        database.close()

    def test_it_is_refused_until_it_is_migrated(self):
        code, _, err = dateline("board", self.old)
        self.assertEqual(code, 3)
        self.assertIn("`dateline migrate OLD NEW`", err)

    def test_all_that_was_recorded_is_in_the_new_one_which_is_sound(self):
        with open(self.old, "rb") as f:
            before = f.read()
        out = self.says(0, arguments=("migrate", self.old, self.ledger))
        self.assertEqual(out, "1 documents, 1 readings, 6 claims; the old ledger stays as it is\n")
        with open(self.old, "rb") as f:
            self.assertEqual(f.read(), before)
        self.says(0, arguments=("check", self.ledger))
        written = self.says(0, arguments=("export", self.ledger, "--format", "jsonl")).splitlines()
        self.assertEqual([json.loads(line)["claim"] for line in written],
                         [json.loads(record) for (record,) in self.of_old("SELECT record FROM claims ORDER BY position")])
        # Recorded when it was recorded, and the old chain is named in the new log.
        self.assertEqual(self.rows("SELECT DISTINCT recorded FROM entries WHERE kind = 'reading'"),
                         self.of_old("SELECT recorded FROM entries WHERE kind = 'reading'"))
        (record,), = self.rows("SELECT record FROM acts WHERE kind = 'import'")
        (head,), = self.of_old("SELECT hash FROM entries ORDER BY number DESC LIMIT 1")
        self.assertEqual(json.loads(record)["head"], head)

    def test_a_ledger_with_entries_is_not_migrated_into(self):
        self.says(0, arguments=("migrate", self.old, self.ledger))
        with open(self.ledger, "rb") as f:
            before = f.read()
        code, _, err = dateline("migrate", self.old, self.ledger)
        self.assertEqual(code, 3)
        self.assertIn("expected a new one", err)
        with open(self.ledger, "rb") as f:
            self.assertEqual(f.read(), before)

    def test_one_of_this_version_needs_none(self):
        self.says(0, arguments=("migrate", self.old, self.ledger))
        newer = os.path.join(self.folder, "newer.dateline")
        self.says(3, "nothing to migrate", arguments=("migrate", self.ledger, newer))
        self.assertFalse(os.path.exists(newer))

    def test_a_damaged_one_is_refused_and_leaves_no_half_of_a_new_one(self):
        for sql, what in [("UPDATE captures SET bytes = X'00'", "was changed"),
                          ("DELETE FROM entries WHERE number = 2", "chain breaks"),
                          ("UPDATE claims SET record = replace(record, '\"type\"', '\"typ\"')", "claim")]:
            with self.subTest(sql):
                self.change(sql)
                code, _, err = dateline("migrate", self.old, self.ledger)
                self.assertEqual(code, 3, err)
                self.assertIn(what, err)
                self.assertFalse(os.path.exists(self.ledger))
                os.remove(self.old)
                Migrate.setUp(self)


class Search(Folder):
    def test_finds_words_in_sentences_voices_and_places_newest_first(self):
        self.add(self.file("taken.txt"), self.file("shelled.txt", SHELLED))
        out = self.says(0, arguments=("search", self.ledger, "governor", "kup"))
        self.assertIn("Kupiansk", out)
        self.assertNotIn("Balakli", out)
        self.assertEqual(self.says(0, arguments=("search", self.ledger, "--known-at", "2022-09-08", "Kupiansk")), "no claim\n")
        self.assertIn("shelled", self.says(0, arguments=("search", self.ledger, "--bbox", "37,49,38,50", "--type", "strike")))
        self.says(2, "expected a ledger", arguments=("search",))

    def test_says_when_there_are_more_than_it_shows(self):
        self.add(self.file("taken.txt"), self.file("shelled.txt", SHELLED))
        self.assertIn("there are more", self.says(0, arguments=("search", self.ledger, "--limit", "1")))
        self.assertNotIn("there are more", self.says(0, arguments=("search", self.ledger, "--limit", "1", "--place", "no such")))
        self.says(2, "from 1 to", arguments=("search", self.ledger, "--limit", "18446744073709551615"))
        self.says(2, "bbox", arguments=("search", self.ledger, "--bbox", "1,2"))


class Board(Folder):
    def setUp(self):
        super().setUp()
        self.add(self.file("taken.txt"), self.file("denied.txt", DENIED), self.file("shelled.txt", SHELLED))

    def state(self, board, place, dimension):
        for found in board["places"]:
            if found["name"] == place:
                return [s for s in found["states"] if s["dimension"] == dimension]
        return []

    def test_each_state_names_its_asserters_and_conflicts_stand_side_by_side(self):
        control = self.state(self.board(), "Balakliya", "control") or self.state(self.board(), "Balakliia", "control")
        self.assertTrue(control, "no control of the town on the board")
        self.assertEqual(control[0]["state"], "held by UA")
        self.assertIn("UA", [a["side"] for a in control[0]["asserters"]])
        self.assertIn("RU", [d["side"] for d in control[0]["deniers"]])
        self.assertTrue(control[0]["disputed"])
        table = dateline("board", self.ledger)[1]
        self.assertIn("denied by", table)

    def test_as_of_leaves_out_what_happened_later_and_known_at_what_was_published_later(self):
        self.assertFalse(self.state(self.board("--as-of", "2022-09-08"), "Kupiansk", "fighting"))
        self.assertTrue(self.state(self.board("--as-of", "2022-09-09"), "Kupiansk", "fighting"))
        self.assertFalse(self.board("--known-at", "2022-09-07")["places"])
        self.assertTrue(self.board("--known-at", "2022-09-08")["places"])

    def test_ten_copies_of_a_story_are_one_origin(self):
        for i in range(10):
            self.file(f"copies/{i}.txt", SHELLED.replace("Desk A", f"Outlet {i}"))
        self.add(os.path.join(self.folder, "copies"))
        fighting = self.state(self.board(), "Kupiansk", "fighting")
        self.assertEqual(fighting[0]["origins"], 1)

    def test_the_table_has_no_colour_off_a_terminal(self):
        for arguments in (("board", self.ledger), ("why", self.ledger, "Kupiansk")):
            self.assertNotIn("\x1b", dateline(*arguments)[1])

    def test_an_unknown_place_is_said_to_be_unknown(self):
        self.assertIn("No state of a place named \"Atlantis\"", dateline("board", self.ledger, "--place", "Atlantis")[1])


class Why(Folder):
    def test_a_place_leads_to_the_sentence_the_document_and_the_hash(self):
        path = self.file("shelled.txt", SHELLED)
        self.add(path)
        out = self.says(0, arguments=("why", self.ledger, "Kupiansk"))
        (document, entry), = self.rows("SELECT d.id, e.hash FROM documents d JOIN entries e ON e.number = d.entry")
        for words in ("[shelled]", "2022-09-09", "Desk A", path, document, entry):
            self.assertIn(words, out)
        (claim,), *_ = self.rows("SELECT id FROM claims WHERE type LIKE 'strike%'")
        self.assertIn("[shelled]", self.says(0, arguments=("why", self.ledger, claim)))
        self.assertIn("[shelled]", self.says(0, arguments=("why", self.ledger, claim[:8])))

    def test_what_is_not_there_is_said(self):
        self.add(self.file("a.txt"))
        self.says(1, "found no claim, no event and no place \"Atlantis\"", arguments=("why", self.ledger, "Atlantis"))
        self.says(1, "found no claim, no event and no place \"\"", arguments=("why", self.ledger, ""))


class Export(Folder):
    def setUp(self):
        super().setUp()
        region = ("Title: Region\nDate: 2022-09-09\nPublisher: Desk B\n---\n"
                  "Russian forces shelled the Kharkiv region on Friday. Two people were killed, police said.\n")
        self.add(self.file("shelled.txt", SHELLED), self.file("region.txt", region))

    def test_geojson_draws_regions_as_areas_and_keeps_what_has_no_place(self):
        collection = json.loads(self.says(0, arguments=("export", self.ledger, "--format", "geojson")))
        self.assertEqual(collection["type"], "FeatureCollection")
        self.assertEqual(len(collection["features"]), self.rows("SELECT count(*) FROM claims")[0][0])
        for feature in collection["features"]:
            geometry, about = feature["geometry"], feature["properties"]
            if about["place"] is None:
                self.assertIsNone(geometry)
            elif about["precision"] in ("region", "country", "district") and geometry:
                self.assertIn(geometry["type"], ("Polygon", "MultiPolygon"))
        self.assertIn("region", [f["properties"]["precision"] for f in collection["features"]])

    def test_csv_has_one_head_and_every_claim(self):
        table = list(csv.DictReader(io.StringIO(self.says(0, arguments=("export", self.ledger, "--format", "csv")))))
        self.assertEqual({row["claim"] for row in table}, {c for (c,) in self.rows("SELECT id FROM claims")})
        self.assertIn("2022-09-09", {row["published"] for row in table})

    def test_tables_say_what_a_place_lies_in_and_no_more(self):
        missing = ("Title: Villages\nDate: 2022-09-09\nPublisher: Desk C\n---\nShells hit Zaliznychne, near Chuhuiv, on Friday. "
                   "Troops retook a village along the Oskil River.\n")
        self.add(self.file("villages.txt", missing))
        rows = list(csv.DictReader(io.StringIO(self.says(0, arguments=("export", self.ledger, "--format", "csv")))))
        lies_in = {row["place"]: (row["country"], row["admin1"], row["admin2"]) for row in rows}
        self.assertEqual(lies_in["Kupiansk"], ("UA", "Kharkiv Oblast", "Kupiansk Raion"))
        self.assertEqual(lies_in["Zaliznychne"], ("UA", "Kharkiv Oblast", ""))  # known by what it is near
        self.assertEqual(lies_in["Kharkiv Oblast"], ("UA", "Kharkiv Oblast", ""))
        self.assertEqual(lies_in["Oskil River"], ("", "", ""))  # it comes from Russia
        kept = [json.loads(line)["claim"] for line in
                self.says(0, arguments=("export", self.ledger, "--format", "jsonl")).splitlines()]
        self.assertIn("", [place["admin1"] or "" for claim in kept for place in claim["places"]])

    def test_public_holds_forces_back_while_they_are_fresh(self):
        today = time.strftime("%Y-%m-%d", time.gmtime())
        fresh = os.path.join(self.folder, "fresh.dateline")
        self.says(0, arguments=("add", fresh, "--date", today, self.file("fresh.txt", SHELLED.split("---\n")[1])))
        full = self.says(0, arguments=("export", fresh, "--format", "csv"))
        public = self.says(0, arguments=("export", fresh, "--format", "csv", "--profile", "public"))
        self.assertIn("strike.", full)
        self.assertNotIn("strike.", public)

    def test_what_cannot_be_written_is_said_and_has_no_manifest(self):
        self.add(self.file("taken.txt"))
        manifest = os.path.join(self.folder, "out.json")
        export = ("export", self.ledger, "--format", "geojson", "--output")
        self.says(1, "No such file or directory", arguments=(*export, os.path.join(self.folder, "no", "out.geojson")))
        if os.path.exists("/dev/full"):
            self.says(1, "No space left", arguments=(*export, "/dev/full", "--manifest", manifest))
            self.assertTrue(os.path.exists("/dev/full"))
        self.assertFalse(os.path.exists(manifest))

    def test_one_query_drives_every_format_and_the_manifest_tells_what_the_file_is(self):
        query = ("--type", "strike", "--since", "2022-09-01", "--as-of", "2022-12-31", "--known-at", "2022-12-31")
        ids = {}
        for form in ("geojson", "csv", "jsonl", "acled"):
            path = os.path.join(self.folder, "out." + form)
            self.says(0, arguments=("export", self.ledger, "--format", form, *query, "--output", path))
            with open(path, "rb") as f:
                content = f.read()
            with open(path + ".manifest.json", encoding="utf-8") as f:
                manifest = json.load(f)
            self.assertEqual(manifest["sha256"], hashlib.sha256(content).hexdigest())
            self.assertEqual(manifest["size_bytes"], len(content))
            self.assertEqual((manifest["as_of"], manifest["known_at"]), ("2022-12-31", "2022-12-31"))
            self.assertEqual(manifest["query"]["type"], ["strike"])
            self.assertEqual(len(manifest["versions"]["engines"]), 1)
            text = content.decode()
            if form == "geojson":
                ids[form] = [f["id"] for f in json.loads(text)["features"]]
            elif form == "jsonl":
                ids[form] = [json.loads(line)["claim"]["id"] for line in text.splitlines()]
            else:
                rows = list(csv.DictReader(io.StringIO(text)))
                self.assertEqual(len(rows), manifest["rows"])
                ids[form] = list(dict.fromkeys(row["claim" if form == "csv" else "event_id_cnty"] for row in rows))
            self.assertEqual(len(ids[form]), manifest["claims"])
        self.assertTrue(ids["csv"])
        self.assertEqual(ids["geojson"], ids["csv"])
        self.assertEqual(ids["geojson"], ids["jsonl"])
        self.assertEqual(ids["geojson"], ids["acled"])

    def test_the_acled_layout_has_its_31_columns(self):
        out = self.says(0, arguments=("export", self.ledger, "--format", "acled"))
        table = list(csv.DictReader(io.StringIO(out)))
        self.assertEqual(len(table[0]), 31)
        strike = next(row for row in table if row["location"] == "Kupiansk")
        self.assertEqual((strike["event_type"], strike["iso"], strike["country"], strike["geo_precision"]),
                         ("Explosions/Remote violence", "804", "Ukraine", "1"))

    def test_exports_are_logged_where_the_ledger_may_be_written(self):
        self.says(0, arguments=("export", self.ledger, "--format", "csv"))
        (target, record), = self.rows("SELECT target, record FROM acts WHERE kind = 'export'")
        self.assertEqual((target, json.loads(record)["format"]), ("csv", "csv"))
        self.sound()

    def test_a_reviewed_claim_leaves_as_its_reviewers_have_it(self):
        (claim,), *_ = self.rows("SELECT id FROM claims WHERE type LIKE 'strike%'")
        rows = lambda: {row["claim"]: row for row in csv.DictReader(io.StringIO(
            self.says(0, arguments=("export", self.ledger, "--format", "csv"))))}
        self.says(0, arguments=("review", self.ledger, claim, "correct", "--set", "quantity=7"))
        self.assertEqual((rows()[claim]["reading"], rows()[claim]["quantity_min"]), ("corrected", "7"))
        self.says(0, arguments=("retract", self.ledger, claim, "--reason", "wrong"))
        self.assertEqual(rows()[claim]["retracted"], "yes")
        self.says(0, arguments=("review", self.ledger, claim, "reject", "--reason", "not said"))
        self.assertNotIn(claim, rows())

    def test_known_at_limits_the_export(self):
        out = self.says(0, arguments=("export", self.ledger, "--format", "geojson", "--known-at", "2022-09-08"))
        self.assertEqual(json.loads(out)["features"], [])

    def test_a_full_disk_is_named(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("this system has no /dev/full")
        for arguments in (("export", self.ledger, "--format", "csv"), ("board", self.ledger), ("check", self.ledger),
                          ("why", self.ledger, "Kupiansk"), ("version",)):
            with self.subTest(arguments[0]), open("/dev/full", "wb") as full:
                done = subprocess.run([BINARY, *arguments], stdout=full, stderr=subprocess.PIPE, check=False)
                self.assertEqual(done.returncode, 1, done.stderr)
                self.assertIn(b"space on the disk", done.stderr)


class ReviewAndRetract(Folder):
    def setUp(self):
        super().setUp()
        self.add(self.file("shelled.txt", SHELLED))
        (self.claim,), *_ = self.rows("SELECT id FROM claims WHERE type LIKE 'strike%'")

    def acts(self):
        return [(kind, target, json.loads(record))
                for kind, target, record in self.rows("SELECT kind, target, record FROM acts WHERE kind <> 'import' ORDER BY entry")]

    def test_a_review_is_written_beside_the_claim(self):
        before = self.rows("SELECT * FROM claims")
        out = self.says(0, arguments=("review", self.ledger, self.claim[:8], "correct", "--set", "agent_side=UA",
                                      "--author", "Desk", "--reason", "the text names the other side"))
        self.assertIn(self.claim, out)
        (kind, target, record), = self.acts()
        self.assertEqual((kind, target, record["action"], record["author"]), ("review", self.claim, "correct", "Desk"))
        self.assertEqual(record["corrections"], [{"field": "agent_side", "value": "UA"}])
        self.assertEqual(self.rows("SELECT * FROM claims"), before)
        self.sound()

    def test_each_action_says_what_it_needs(self):
        for action, words in (("reject", "--reason TEXT"), ("note", "--reason TEXT"), ("correct", "--set FIELD=VALUE"),
                              ("merge", "--with CLAIM"), ("split", "--with CLAIM"), ("praise", "confirm, correct")):
            self.says(2, words, arguments=("review", self.ledger, self.claim, action))
        self.says(2, "only correct takes", arguments=("review", self.ledger, self.claim, "confirm", "--set", "type=damage"))
        self.says(1, "expected one of asserted", arguments=("review", self.ledger, self.claim, "correct", "--set", "realis=true"))
        self.says(1, "found no current claim", arguments=("review", self.ledger, "c-000000000000", "confirm"))
        self.says(3, "found no ledger", arguments=("review", self.ledger + ".no", self.claim, "confirm"))
        self.assertEqual(self.acts(), [])

    def test_a_document_is_named_by_its_file_wherever_the_program_was_started(self):
        path = self.file("reports/taken.txt")
        self.add(path)
        out = self.says(0, arguments=("retract", self.ledger, "taken.txt", "--reason", "wrong town"), cwd=os.path.dirname(path))
        self.assertIn("retracted", out)
        self.assertIn("first version", self.says(0, arguments=("diff", self.ledger, "reports/taken.txt"), cwd=self.folder))
        self.says(1, "the path of its file", arguments=("diff", self.ledger, "taken.txt"), cwd=self.folder)

    def test_a_document_and_a_claim_are_retracted_and_a_retraction_is_lifted(self):
        (document,), = self.rows("SELECT id FROM documents")
        self.says(2, "--reason TEXT", arguments=("retract", self.ledger, document))
        for target in (document, document[7:15], self.claim, os.path.join(self.folder, "shelled.txt")):
            self.says(0, arguments=("retract", self.ledger, target, "--reason", "wrong town", "--date", "2022-09-10"))
        out = self.says(0, arguments=("retract", self.ledger, document, "--reason", "it was right", "--lift"))
        self.assertIn("lifted", out)
        acts = self.acts()
        self.assertEqual([target for _, target, _ in acts], [document, document, self.claim, document, document])
        self.assertEqual({record["by"] for _, _, record in acts}, {"Desk A"})
        self.assertEqual([record["lifted"] for _, _, record in acts], [False] * 4 + [True])
        self.says(1, "found no document", arguments=("retract", self.ledger, "sha256:00", "--reason", "x"))
        self.sound()


class Check(Folder):
    def test_names_the_head_and_knows_it_again(self):
        self.add(self.file("a.txt"))
        (head,), = self.rows("SELECT hash FROM entries ORDER BY number DESC LIMIT 1")
        self.assertIn(head, self.sound())
        self.add(self.file("b.txt", SHELLED))
        self.assertEqual(dateline("check", self.ledger, "--head", head)[0], 0)
        code, out, _ = dateline("check", self.ledger, "--head", "ab" * 32)
        self.assertEqual(code, 1)
        self.assertIn("entries were cut off", out)

    def test_finds_one_flipped_byte_of_a_text(self):
        self.add(self.file("a.txt"))
        for table, column in (("documents", "text"), ("captures", "bytes"), ("readings", "claims")):
            (blob,), = self.rows(f"SELECT {column} FROM {table}")
            with open(self.ledger, "rb") as f:
                whole = f.read()
            damaged = bytearray(whole)
            damaged[whole.index(blob[20:40]) + 3] ^= 4
            with self.subTest(table):
                with open(self.ledger, "wb") as f:
                    f.write(damaged)
                code, out, err = dateline("check", self.ledger)
                self.assertEqual(code, 1, err)
                self.assertIn("changed or damaged", out)
            with open(self.ledger, "wb") as f:
                f.write(whole)

    def test_imports_are_logged_and_the_same_again_leaves_no_trace(self):
        path = self.file("a.txt")
        self.add(path)
        self.add(path)
        (target, record), = self.rows("SELECT target, record FROM acts WHERE kind = 'import'")
        record = json.loads(record)
        self.assertEqual((target, record["sources"], record["added"]), (path, [path], 1))
        self.sound()


class DamagedLedgers(Folder):
    """Each ends with 3 and a sentence, for every command, and the file stays as it is."""

    def refused(self, *words, commands=("add", "board", "why", "export", "check")):
        with open(self.ledger, "rb") as f:
            before = f.read()
        rest = {"add": (self.file("report.txt", SHELLED),), "board": (), "why": ("Kupiansk",),
                "export": ("--format", "csv"), "check": ()}
        for command in commands:
            with self.subTest(command):
                self.says(3, self.ledger, *words, arguments=(command, self.ledger, *rest[command]))
        with open(self.ledger, "rb") as f:
            self.assertEqual(f.read(), before)

    def test_a_ledger_that_is_not_there(self):
        for arguments in (("board",), ("why", "x"), ("check",), ("export", "--format", "csv")):
            self.says(3, "found no ledger", "check the path", arguments=(arguments[0], self.ledger, *arguments[1:]))
        self.assertFalse(os.path.exists(self.ledger))

    def test_a_folder_in_place_of_a_ledger(self):
        os.mkdir(self.ledger)
        self.says(3, "found a folder", "expected a ledger", arguments=("board", self.ledger))

    def test_a_ledger_in_a_folder_that_is_not_there(self):
        self.says(3, "cannot open the ledger", arguments=("add", os.path.join(self.folder, "no", "l.dateline"), self.file("a.txt")))

    def test_a_file_that_is_no_ledger(self):
        self.file("test.dateline", "This is a report of some length, and it is no ledger at all. " * 20)
        self.refused("is no ledger", "expected one made by `dateline add`")

    def test_an_sqlite_file_that_is_no_ledger(self):
        self.rows("CREATE TABLE recipes(name TEXT)")
        self.refused("is no ledger")

    def test_a_newer_version(self):
        self.add(self.file("a.txt"))
        self.rows("PRAGMA user_version = 9")
        self.refused("version 9", "version 2", "newer")

    def test_an_older_version(self):
        self.add(self.file("a.txt"))
        self.rows("PRAGMA user_version = 1")
        self.refused("version 1", "version 2", "nothing was changed", "`dateline migrate OLD NEW`")

    def test_a_ledger_that_was_cut_short(self):
        self.add(self.file("a.txt", TAKEN + "It was quiet. " * 4000))
        for keep in (50, 5000, os.path.getsize(self.ledger) - 1):
            with open(self.ledger, "rb") as f:
                whole = f.read()
            with open(self.ledger, "wb") as f:
                f.write(whole[:keep])
            self.refused("cut short", "copy")
            with open(self.ledger, "wb") as f:
                f.write(whole)

    def test_a_ledger_that_another_process_writes(self):
        self.add(self.file("a.txt"))
        other = sqlite3.connect(self.ledger, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        try:
            self.says(3, "locked by another process", "try again",
                      arguments=("add", self.ledger, self.file("b.txt", SHELLED)))
            self.says(0, arguments=("board", self.ledger))
        finally:
            other.close()


class OnATerminal(Folder):
    """Colours, width and the progress bar, where standard output and error are a terminal."""

    def run_on_terminal(self, *arguments, columns=100, env=None):
        import fcntl
        import struct
        import termios
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        environment = {**os.environ, "TERM": "xterm", **(env or {})}
        if env is None:
            environment.pop("NO_COLOR", None)
        process = subprocess.Popen([BINARY, *arguments], stdout=slave, stderr=slave, stdin=subprocess.DEVNULL, env=environment)
        os.close(slave)
        out = b""
        while select.select([master], [], [], 60)[0]:
            try:
                part = os.read(master, 65536)
            except OSError as error:  # the other end was closed
                if error.errno == errno.EIO:
                    break
                raise
            if not part:
                break
            out += part
        os.close(master)
        self.assertEqual(process.wait(), 0)
        return out.decode()

    def test_colours_unless_told_otherwise(self):
        path = self.file("a.txt")
        self.assertIn("\x1b[1m", self.run_on_terminal("read", path))
        self.assertNotIn("\x1b[", self.run_on_terminal("read", path, env={"NO_COLOR": "1"}))
        self.assertNotIn("\x1b[", self.run_on_terminal("read", path, env={"TERM": "dumb"}))

    def test_lines_fit_the_terminal(self):
        import re
        path = self.file("a.txt", SHELLED)
        for columns in (80, 100, 160):
            out = self.run_on_terminal("read", path, columns=columns, env={"NO_COLOR": "1"})
            for line in out.replace("\r", "").split("\n"):
                self.assertLessEqual(len(re.sub(r"\x1b\[[0-9;]*m", "", line)), columns, line)

    def test_a_bar_shows_the_progress_and_goes_away(self):
        paths = [self.file(f"{i}.txt", SHELLED + f"Report {i}.\n") for i in range(4)]
        out = self.run_on_terminal("add", self.ledger, *paths)
        self.assertIn("adding █", out)
        self.assertTrue(out.rstrip().endswith("claims recorded"), out[-200:])
        _, quiet = self.add(*paths)
        self.assertEqual(quiet, "")


class Version(Folder):
    def test_as_json_and_for_people(self):
        as_json = json.loads(self.says(0, arguments=("version", "--json")))
        self.assertEqual(list(as_json), ["version", "model", "gazetteer", "ontology"])
        self.assertIn(as_json["version"], self.says(0, arguments=("version",)))
        self.assertEqual(self.says(0, arguments=("--version",)), self.says(0, arguments=("version",)))


if __name__ == "__main__":
    unittest.main(verbosity=1)
