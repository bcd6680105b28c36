#!/usr/bin/env python3
"""`dateline add` is killed with SIGKILL at random moments: the ledger opens, `check` finds nothing, what was acknowledged
is there, and a repeat completes it.

usage: kill_test.py BINARY [--runs N] [--seed N] [--server]

A report counts as acknowledged when `add --each` has printed its id. With --server the ledger is a database of the
PostgreSQL server at DATELINE_TEST_POSTGRES. tests/CMakeLists.txt runs 40 kills; `--runs 1000` is the long form.
"""
import argparse
import os
import random
import subprocess
import sys
import tempfile
import threading
import time

REPORTS = 60


def write_reports(folder):
    os.mkdir(folder)
    for number in range(REPORTS):
        with open(os.path.join(folder, f"{number:03}.txt"), "w", encoding="utf-8") as f:
            f.write(f"Title: Report {number}\nDate: 2022-09-09\nPublisher: Desk {number % 7}\n---\n"
                    f"Russian forces shelled Kupiansk on Friday, the governor said. At least {number + 2} people were killed.\n")


class Trial:
    def __init__(self, binary, folder, server):
        self.binary, self.folder, self.server = binary, folder, server
        self.reports = os.path.join(folder, "reports")
        write_reports(self.reports)
        self.number = 0
        self.address = None
        self.acknowledged = set()
        self.renew()

    def psql(self, sql):
        subprocess.run(["psql", "-q", "-d", self.server, "-c", sql], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def renew(self):
        """A new ledger; nothing of the old one counts."""
        self.number += 1
        self.acknowledged = set()
        if self.server:
            self.psql(f"CREATE SCHEMA k{self.number}")
            self.address = f"{self.server}&options=-csearch_path%3Dk{self.number}"
        else:
            self.address = os.path.join(self.folder, f"{self.number}.dateline")

    def run(self, *arguments):
        done = subprocess.run([self.binary, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
        return done.returncode, done.stdout, done.stderr

    def kill_after(self, seconds):
        """True when it was done before."""
        process = subprocess.Popen([self.binary, "add", "--each", self.address, self.reports], stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, text=True)
        reader = threading.Thread(target=lambda: [self.acknowledged.add(line.split()[0]) for line in process.stdout
                                                  if line.startswith("sha256:") and line.endswith("\n")])
        reader.start()
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        reader.join()
        return process.returncode == 0

    def must_be_sound(self, is_whole=False):
        code, out, err = self.run("check", self.address)
        if code == 3 and not self.acknowledged and ("an empty file" in err or "found no ledger" in err):
            return
        if code != 0:
            sys.exit(f"after run on {self.address}: check ended with {code}\n{out}{err}")
        code, out, err = self.run("export", self.address, "--format", "jsonl")
        missing = {document for document in self.acknowledged if document not in out}
        if code != 0 or missing:
            sys.exit(f"{self.address} lost {sorted(missing)} of what was acknowledged\n{err}")
        if is_whole:
            documents = {line.split('"document":{"id":"')[1][:71] for line in out.splitlines()}
            if len(documents) != REPORTS:
                sys.exit(f"{self.address} holds {len(documents)} of {REPORTS} reports after a repeat")

    def complete(self):
        if not self.kill_after(600):
            sys.exit("a repeat did not complete the ledger")
        self.must_be_sound(is_whole=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--runs", type=int, default=40)
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("--server", action="store_true")
    options = parser.parse_args()
    random.seed(options.seed)
    with tempfile.TemporaryDirectory(prefix="dateline-kill-") as folder:
        trial = Trial(options.binary, folder, os.environ["DATELINE_TEST_POSTGRES"] if options.server else None)
        begun = time.monotonic()
        trial.complete()
        whole = time.monotonic() - begun
        kills = ended = 0
        trial.renew()
        for _ in range(options.runs):
            # Most of the time goes into opening and a few reports, so that a ledger sees several kills.
            is_done = trial.kill_after(random.uniform(0, whole * 0.7))
            kills, ended = kills + (not is_done), ended + is_done
            trial.must_be_sound(is_whole=is_done)
            if is_done or random.random() < 0.1:
                trial.complete()
                trial.renew()
        trial.complete()
        print(f"{options.runs} runs, {kills} of them killed: every ledger was sound, nothing acknowledged was lost, repeats completed them")
        if kills < options.runs // 3:
            sys.exit("too few runs were killed to say anything")


if __name__ == "__main__":
    main()
