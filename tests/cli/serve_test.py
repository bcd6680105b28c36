#!/usr/bin/env python3
"""`dateline serve` as other programs meet it: a real server on a free port over the demo corpus.

usage: serve_test.py BINARY SOURCE_FOLDER. Needs python3-yaml and python3-jsonschema of Debian.
"""
import hashlib
import http.client
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.parse

import jsonschema
import yaml

BINARY, SOURCE = sys.argv[1:3]
del sys.argv[1:3]
QUERY = "as_of=2022-09-12&type=control,outage"


class Server:
    """A running `dateline serve`; `port` is where."""

    def __init__(self, ledger, *options):
        self.process = subprocess.Popen([BINARY, "serve", ledger, "--listen", "127.0.0.1:0", *options],
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        self.port = int(re.search(r"127\.0\.0\.1:(\d+)/", line).group(1))

    def get(self, target, headers=None, method="GET"):
        """(status, fields, body)"""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, target, headers=headers or {})
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def json(self, target):
        status, _, body = self.get("/api/v1/" + target)
        assert status == 200, (target, status, body)
        return json.loads(body)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=30)
        return self.process.returncode


class Serve(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory(prefix="dateline-serve-")
        cls.ledger = os.path.join(cls.holder.name, "demo.dateline")
        subprocess.run([BINARY, "add", cls.ledger, os.path.join(SOURCE, "examples", "kharkiv-2022")], check=True,
                       capture_output=True)
        cls.server = Server(cls.ledger)

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()
        cls.holder.cleanup()

    def test_every_address_of_the_description_answers_as_it_says(self):
        with open(os.path.join(SOURCE, "api", "openapi.yaml"), encoding="utf-8") as f:
            description = yaml.safe_load(f)
        claim = self.server.json("claims?limit=1&lane=place")["claims"][0]
        event = self.server.json("events?limit=1")["events"][0]
        items = {"{id}": {"claims": claim["claim"]["id"], "documents": claim["document"], "events": event["id"]},
                 "{key}": {"places": claim["claim"]["places"][0]["key"]}}
        answered = 0
        for path, operations in description["paths"].items():
            name, _, item = path.strip("/").partition("/")
            if "get" not in operations:
                continue
            target = "/api/v1/" + name + ("/" + items[item][name] if item else "")
            status, fields, body = self.server.get(target + ("?q=kup" if name == "search" else ""))
            expected = operations["get"]["responses"]
            self.assertIn(str(status), expected, path)
            schema = expected[str(status)].get("content", {}).get("application/json", {}).get("schema")
            if schema:
                jsonschema.Draft202012Validator({**schema, "components": description["components"]}).validate(
                    json.loads(body))
                answered += 1
        self.assertGreaterEqual(answered, 11)

    def test_every_parameter_of_the_description_narrows_the_claims_as_its_example_says(self):
        with open(os.path.join(SOURCE, "api", "openapi.yaml"), encoding="utf-8") as f:
            parameters = yaml.safe_load(f)["components"]["parameters"]
        total = self.server.json("info")["claims"]
        tried = 0
        for name, parameter in parameters.items():
            if "example" not in parameter:
                continue
            found = self.server.json("claims?limit=1&" + urllib.parse.urlencode({name: parameter["example"]}))["total"]
            self.assertGreater(found, 0, name)
            self.assertLess(found, total, name)
            tried += 1
        self.assertGreaterEqual(tried, 11)

    def test_counts_are_those_of_the_export_of_the_command_line(self):
        total = self.server.json("info")["claims"]
        out = subprocess.run([BINARY, "export", self.ledger, "--format", "geojson"], check=True, capture_output=True)
        self.assertEqual(total, len(json.loads(out.stdout)["features"]))
        page = self.server.json("claims?" + QUERY)
        self.assertGreater(page["total"], 0)
        _, _, body = self.server.get("/api/v1/export?" + QUERY)
        self.assertEqual(page["total"], len(json.loads(body)["features"]))
        self.assertEqual(page["total"], self.server.json("places?" + QUERY)["total"])

    def test_an_export_is_in_the_log_with_its_manifest_and_changes_no_answer(self):
        def logged():
            with sqlite3.connect(self.ledger) as ledger:
                return [row[0] for row in ledger.execute("SELECT record FROM acts WHERE kind = 'export' ORDER BY entry")]
        before, head = logged(), self.server.json("info")["head"]
        _, _, body = self.server.get("/api/v1/export?format=csv&" + QUERY)
        after = logged()
        self.assertEqual(len(after), len(before) + 1)
        self.assertEqual(json.loads(after[-1])["sha256"], hashlib.sha256(body).hexdigest())
        self.server.get("/api/v1/export?manifest=true&" + QUERY)
        self.server.get("/api/v1/export?" + QUERY, method="HEAD")
        self.assertEqual(logged(), after)
        self.assertEqual(self.server.json("info")["head"], head)
        self.assertEqual(subprocess.run([BINARY, "check", self.ledger], capture_output=True).returncode, 0)

    def test_a_claim_leads_to_its_sentence_in_the_document(self):
        for card in self.server.json("claims?limit=200")["claims"]:
            document = self.server.json("documents/" + card["document"])
            units = document["text"].encode("utf-16-le")
            mine = [c for c in document["claims"] if c["card"]["claim"]["id"] == card["claim"]["id"]]
            self.assertEqual(len(mine), 1)
            words = {s["kind"]: units[2 * s["span"][0]:2 * s["span"][1]].decode("utf-16-le") for s in mine[0]["spans"]}
            self.assertEqual(words["trigger"], card["claim"]["trigger_words"])
            self.assertEqual(words["sentence"], card["claim"]["sentence_words"])
            if card["claim"]["cue"]:
                self.assertEqual(words["cue"], card["claim"]["cue"])

    def test_what_is_added_while_it_runs_is_served(self):
        before = self.server.json("info")["documents"]
        report = os.path.join(self.holder.name, "new.txt")
        with open(report, "w", encoding="utf-8") as f:
            f.write("Shelling killed three people in Izium on Monday, officials said.\n")
        subprocess.run([BINARY, "add", "--date", "2022-09-13", self.ledger, report], check=True, capture_output=True)
        for _ in range(100):
            if self.server.json("info")["documents"] > before:
                break
            time.sleep(0.1)
        self.assertEqual(self.server.json("info")["documents"], before + 1)

    def post(self, review, headers=None, server=None):
        port = (server or self.server).port
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            own = {"Content-Type": "application/json", "Origin": f"http://127.0.0.1:{port}"}
            connection.request("POST", "/api/v1/reviews", body=review if isinstance(review, str) else json.dumps(review),
                               headers={name: value for name, value in {**own, **(headers or {})}.items() if value is not None})
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()

    def review(self, claim, action, **rest):
        return {"action": action, "claim": claim, "document": None, "author": "Test", "reason": "", "corrections": [], "others": [], **rest}

    def wait_for(self, head):
        for _ in range(100):
            if self.server.json("info")["head"] == head:
                return
            time.sleep(0.1)
        self.fail("the review is not served")

    def test_a_review_is_written_and_states_follow(self):
        card = next(card for card in self.server.json("claims?type=control.gain&limit=200&q=verbivka+shevchenkove&realis=asserted")["claims"]
                    or self.server.json("claims?type=move.repelled&limit=1")["claims"])
        claim = card["claim"]["id"]
        self.assertEqual((card["reading"], card["event"] is None), ("unreviewed", False))
        status, answer = self.post(self.review(claim, "reject", reason="the text does not say this"))
        self.assertEqual(status, 201, answer)
        self.wait_for(answer["head"])
        rejected = self.server.json("claims/" + claim)
        self.assertEqual((rejected["reading"], rejected["event"]), ("rejected", None))
        status, answer = self.post(self.review(claim, "confirm"))
        self.assertEqual(status, 201, answer)
        self.wait_for(answer["head"])
        confirmed = self.server.json("claims/" + claim)
        self.assertEqual((confirmed["reading"], confirmed["event"]), ("confirmed", card["event"]))
        out = subprocess.run([BINARY, "check", self.ledger], capture_output=True, text=True)
        self.assertEqual(out.returncode, 0, out.stdout)

    def test_a_correction_is_what_is_shown_and_derived(self):
        card = self.server.json("claims?type=outage&lane=place&limit=1")["claims"][0]
        fields = [{"field": "source_name", "value": "Pavlo Test"}]
        status, answer = self.post(self.review(card["claim"]["id"], "correct", corrections=fields))
        self.assertEqual(status, 201, answer)
        self.wait_for(answer["head"])
        corrected = self.server.json("claims/" + card["claim"]["id"])
        self.assertEqual((corrected["reading"], corrected["claim"]["source_name"]), ("corrected", "Pavlo Test"))
        event = self.server.json("events/" + corrected["event"]["id"])
        self.assertIn("Pavlo Test", [voice["name"] for voice in event["voices"]])

    def test_nobody_else_writes_a_review(self):
        claim = self.server.json("claims?limit=1")["claims"][0]["claim"]["id"]
        good = self.review(claim, "confirm")
        head = self.server.json("info")["head"]
        self.assertEqual(self.post(good, {"Origin": "https://evil.example"})[0], 403)
        self.assertEqual(self.post(good, {"Origin": None})[0], 403)
        self.assertEqual(self.post(good, {"Sec-Fetch-Site": "cross-site"})[0], 403)
        self.assertEqual(self.post(good, {"Host": "evil.example"})[0], 421)
        self.assertEqual(self.post(good, {"Content-Type": "text/plain"})[0], 415)
        self.assertEqual(self.post("no json")[0], 400)
        self.assertEqual(self.post({**good, "action": "believe"})[0], 400)
        self.assertEqual(self.post(self.review("c-000000000000", "confirm"))[0], 404)
        self.assertEqual(self.server.get("/api/v1/reviews")[0], 405)
        self.assertEqual(self.server.get("/api/v1/claims", method="POST")[0], 405)
        self.assertEqual(self.server.json("info")["head"], head)

    def test_events_of_all_pages_are_each_given_once(self):
        whole = self.server.json("events?limit=200")["events"]
        paged, cursor = [], ""
        while True:
            page = self.server.json("events?limit=7&cursor=" + cursor)
            paged += [event["id"] for event in page["events"]]
            cursor = page["next"] or ""
            if not cursor:
                break
        self.assertEqual(len(set(paged)), len(paged))
        self.assertEqual(set(paged), {event["id"] for event in whole})

    def test_an_event_is_told_by_its_voices(self):
        summary = next(event for event in self.server.json("events?type=casualty&limit=200")["events"] if "killed" in event["disputes"])
        event = self.server.json("events/" + summary["id"])
        column = event["aspects"].index("killed")
        differing = [voice["name"] for voice in event["voices"] if any(cell["is_disputed"] for cell in voice["cells"][column])]
        self.assertEqual(len(differing), 2)
        for voice in event["voices"]:
            for cell in (cell for cells in voice["cells"] for cell in cells):
                self.assertEqual(self.server.get("/api/v1/claims/" + cell["claim"])[0], 200)

    def test_a_head_request_has_no_body_but_its_length(self):
        status, fields, body = self.server.get("/api/v1/info", method="HEAD")
        self.assertEqual((status, body), (200, b""))
        self.assertGreater(int(fields["Content-Length"]), 0)

    def test_a_page_of_another_site_is_refused(self):
        self.assertEqual(self.server.get("/api/v1/info", {"Host": "evil.example"})[0], 421)
        self.assertEqual(self.server.get("/api/v1/info", {"Origin": "https://evil.example"})[0], 403)
        self.assertEqual(self.server.get("/api/v1/info", {"Sec-Fetch-Site": "same-site"})[0], 403)
        # A link of a briefing that is shown elsewhere opens the desk, whose page holds nothing of the record.
        link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
        self.assertEqual(self.server.get("/?event=e-0123456789abcd", link)[0], 200)
        self.assertEqual(self.server.get("/api/v1/info", link)[0], 403)

    def raw(self, data):
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=30) as s:
            s.sendall(data)
            return s.recv(4096)

    def test_what_is_no_request_or_too_large_is_said(self):
        self.assertIn(b" 400 ", self.raw(b"no http at all\r\n\r\n").split(b"\r\n")[0])
        self.assertIn(b" 400 ", self.raw(b"GET /api/v1/info HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n").split(b"\r\n")[0])
        self.assertIn(b" 431 ", self.raw(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 20000 + b"\r\n\r\n")
                      .split(b"\r\n")[0])
        self.assertIn(b" 413 ", self.raw(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\n")
                      .split(b"\r\n")[0])
        self.assertEqual(self.server.get("/api/v1/info")[0], 200)

    def test_many_ask_at_once_and_get_the_same(self):
        expected = self.server.get("/api/v1/places")[2]
        wrong = []

        def ask():
            for _ in range(10):
                if self.server.get("/api/v1/places")[2] != expected:
                    wrong.append(1)
        threads = [threading.Thread(target=ask) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(wrong, [])


class Start(unittest.TestCase):
    def setUp(self):
        self.holder = tempfile.TemporaryDirectory(prefix="dateline-serve-")
        self.addCleanup(self.holder.cleanup)
        self.ledger = os.path.join(self.holder.name, "a.dateline")
        report = os.path.join(self.holder.name, "a.txt")
        with open(report, "w", encoding="utf-8") as f:
            f.write("Izium was shelled on Friday.\n")
        subprocess.run([BINARY, "add", self.ledger, report], check=True, capture_output=True)

    def fails(self, code, words, *arguments):
        done = subprocess.run([BINARY, "serve", *arguments], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertIn(words, done.stderr)

    def test_what_cannot_be_served_is_said(self):
        self.fails(3, "found no ledger", os.path.join(self.holder.name, "none"))
        self.fails(2, "expected one ledger")
        self.fails(2, "expected an address and a port", self.ledger, "--listen", "somewhere")
        self.fails(2, "and no token", self.ledger, "--listen", "0.0.0.0:0")

    def test_a_port_that_is_taken_is_said(self):
        server = Server(self.ledger)
        self.fails(1, "cannot listen", self.ledger, "--listen", f"127.0.0.1:{server.port}")
        self.assertEqual(server.stop(), 0)

    def test_a_token_is_asked_for(self):
        token = os.path.join(self.holder.name, "token")
        with open(token, "w", encoding="utf-8") as f:
            f.write("0123456789abcdef0123\n")
        server = Server(self.ledger, "--token-file", token)
        self.assertEqual(server.get("/api/v1/info")[0], 401)
        self.assertEqual(server.get("/api/v1/info", {"Authorization": "Bearer 0123456789abcdef0123"})[0], 200)
        self.assertEqual(server.stop(), 0)

    def test_a_ledger_that_is_replaced_by_something_else_is_said_and_the_last_record_stays(self):
        server = Server(self.ledger)
        before = server.json("info")
        for ending in ("-wal", "-shm"):
            if os.path.exists(self.ledger + ending):
                os.remove(self.ledger + ending)
        other = os.path.join(self.holder.name, "other")
        with open(other, "wb") as f:
            f.write(b"no ledger at all " * 100)
        os.replace(other, self.ledger)
        time.sleep(5)
        self.assertEqual(server.json("info"), before)
        server.process.send_signal(signal.SIGTERM)
        _, err = server.process.communicate(timeout=30)
        self.assertEqual(err.count("a.dateline"), 1, err)

    def test_it_stops_with_open_connections(self):
        server = Server(self.ledger)
        idle = socket.create_connection(("127.0.0.1", server.port))
        half = socket.create_connection(("127.0.0.1", server.port))
        half.sendall(b"GET /api/v1/in")
        time.sleep(0.2)
        self.assertEqual(server.stop(), 0)
        idle.close()
        half.close()


if __name__ == "__main__":
    unittest.main()
