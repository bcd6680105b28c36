#!/usr/bin/env python3
"""Speed, start and memory of the whole pipeline and of the ledger, with the answers checked.

usage: bench/pipeline.py [--binary build/dateline] [--copies N] [--markdown] [--check]

The demo corpus is copied N times into a temporary folder and read with one and with two threads. Every
copy's reading must equal the first one's (but for its file name), and two threads must give the same bytes
as one; a difference ends the run with exit 1. Measures:

  tokens/s a core   tokens / CPU time of the stages (--timings), one thread; tokens / CPU time of the whole program,
                    start, files, verification and JSON included; and tokens / wall clock of it
  scaling           wall clock of one thread / wall clock of two, best of three
  first reading     wall clock from start to the end of one reading of one report, best of ten
  memory            peak resident set of the run with one thread
  ledger            documents and claims a second of `add`, wall clock of `add` again, `board`, `why` and `check`; the
                    count of documents, the answer of `check` and the number of origins are checked
--check ends with 1 if a target is missed; on a machine that does other work beside, wall clocks mean little.
Standard library only.
"""
import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def machine():
    """The processor's name and the number of cores in use."""
    name = "unknown processor"
    with open("/proc/cpuinfo", encoding="utf-8") as f:
        for line in f:
            if line.startswith("model name"):
                name = line.split(":", 1)[1].strip()
                break
    return f"{name}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"


def reports(folder):
    """{name: text} of the demo corpus without the header block."""
    found = {}
    for name in sorted(os.listdir(folder)):
        if name.endswith(".txt"):
            with open(os.path.join(folder, name), encoding="utf-8") as f:
                found[name] = f.read().split("\n---\n", 1)[-1]
    return found


def run(binary, files, threads, out_path):
    """(wall seconds, peak resident MB, standard error, CPU seconds) of one run; readings go to out_path."""
    command = [binary, "read", "--format", "jsonl", "--date", "2022-09-14", "--timings", "--threads", str(threads)]
    with open(out_path, "wb") as out, tempfile.TemporaryFile() as err:
        begin = time.perf_counter()
        process = subprocess.Popen(command + files, stdout=out, stderr=err)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        err.seek(0)
        messages = err.read().decode("utf-8")
    if status != 0:
        sys.exit(f"{binary} failed:\n{messages}")
    return wall, usage.ru_maxrss / 1024, messages, usage.ru_utime + usage.ru_stime


def check_answers(path, copies, count):
    """Stop unless every copy of a report has the reading of the first copy."""
    first = {}
    with open(path, encoding="utf-8") as f:
        for n, line in enumerate(f):
            reading = json.loads(line)
            reading["document"]["uri"] = None
            digest = hashlib.sha256(json.dumps(reading, sort_keys=True).encode()).hexdigest()
            if first.setdefault(n % count, digest) != digest:
                sys.exit(f"reading {n} differs from the first reading of the same report")
    if n + 1 != copies * count:
        sys.exit(f"{n + 1} readings for {copies * count} reports")


def speed_of(messages):
    """Tokens a second of the stages, as --timings prints it."""
    return int(re.search(r"tokens, (\d+) tokens/s", messages).group(1))


def core_speed_of(messages, tokens):
    """Tokens a second of structure, tags, trees and names alone."""
    spent = sum(float(re.search(rf"^{stage} +([\d.]+) ms CPU$", messages, re.M).group(1)) for stage in ("structure", "language"))
    return 1000 * tokens / spent


def digest_of(path):
    with open(path, "rb") as f:
        return hashlib.sha256(f.read()).hexdigest()


def timed(binary, *arguments):
    """(wall seconds, standard output) of a command that has to end with 0."""
    begin = time.perf_counter()
    done = subprocess.run([binary, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    wall = time.perf_counter() - begin
    if done.returncode != 0:
        sys.exit(f"{binary} {arguments[0]} failed:\n{done.stdout.decode()}{done.stderr.decode()}")
    return wall, done.stdout.decode()


def ledger_rows(binary, folder, texts, copies):
    """Rows of the table about a ledger of all copies, each of which is made another document by its last line."""
    reports_folder, ledger = os.path.join(folder, "reports"), os.path.join(folder, "bench.dateline")
    os.mkdir(reports_folder)
    for copy in range(copies):
        for name, text in texts.items():
            with open(os.path.join(reports_folder, f"{copy:04d}-{name}"), "w", encoding="utf-8") as f:
                f.write(f"Title: {name}\nDate: 2022-09-14\nPublisher: Outlet {copy}\n---\n{text}\nPrinting {copy}.\n")
    add, out = timed(binary, "add", ledger, reports_folder)
    count, claims = copies * len(texts), int(re.search(r"(\d+) claims recorded", out).group(1))
    if f"{count} added" not in out:
        sys.exit(f"add said: {out}")
    again, out = timed(binary, "add", ledger, reports_folder)
    if f"0 added, {count} unchanged" not in out:
        sys.exit(f"add again said: {out}")
    board, out = timed(binary, "board", ledger, "--format", "json")
    most = max(state["origins"] for place in json.loads(out)["places"] for state in place["states"])
    if most > len(texts):
        sys.exit(f"{most} origins of {len(texts)} texts in {copies} printings each")
    why, _ = timed(binary, "why", ledger, "Kupiansk")
    check, out = timed(binary, "check", ledger)
    if not out.startswith(f"sound: {count} documents, {claims} current claims"):
        sys.exit(f"check said: {out}")
    size = sum(os.path.getsize(ledger + end) for end in ("", "-wal") if os.path.exists(ledger + end))
    text_bytes = sum(len(text) for text in texts.values()) * copies
    return [("ledger", f"{count} documents, {claims:,} claims, {size / 1e6:.1f} MB of which 2 x {text_bytes / 1e6:.1f} MB are text"),
            ("add, one thread, each document committed", f"{count / add:,.0f} documents/s, {claims / add:,.0f} claims/s"),
            ("add again, nothing new", f"{1000 * again:.0f} ms"), ("board", f"{1000 * board:.0f} ms"),
            ("why, one place", f"{1000 * why:.0f} ms"), ("check", f"{1000 * check:.0f} ms")]


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--binary", default=os.path.join(ROOT, "build", "dateline"))
    p.add_argument("--copies", type=int, default=100)
    p.add_argument("--markdown", action="store_true", help="print a table for bench/")
    p.add_argument("--check", action="store_true", help="end with 1 if a target is missed")
    a = p.parse_args()
    texts = reports(os.path.join(ROOT, "examples", "kharkiv-2022"))
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
        files = []
        for copy in range(a.copies):
            for name, text in texts.items():
                path = os.path.join(folder, f"{copy:04d}-{name}")
                with open(path, "w", encoding="utf-8") as f:
                    f.write(text)
                files.append(path)
        one, two = os.path.join(folder, "one"), os.path.join(folder, "two")
        # In turn, so that other work on the machine meets both alike.
        pairs = [(run(a.binary, files, 1, one), run(a.binary, files, 2, two)) for _ in range(3)]
        check_answers(one, a.copies, len(texts))
        if digest_of(one) != digest_of(two):
            sys.exit("two threads gave other bytes than one")
        starts = [run(a.binary, files[:1], 1, os.path.join(folder, "start"))[0] for _ in range(10)]
        recorded = ledger_rows(a.binary, folder, texts, a.copies)
    runs_one, runs_two = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    wall, memory, messages, cpu = min(runs_one)
    tokens = int(re.search(r"(\d+) tokens, ", messages).group(1))
    speed, scaling = max(speed_of(r[2]) for r in runs_one), wall / min(r[0] for r in runs_two)
    core = max(core_speed_of(r[2], tokens) for r in runs_one)
    program = tokens / min(r[3] for r in runs_one)
    first_ms = 1000 * min(starts)
    targets = [("tokens/s on one core, stages", f"{speed:,}", ">= 40,000", speed >= 40000),
               ("tokens/s on one core, whole program, CPU", f"{program:,.0f}", ">= 40,000", program >= 40000),
               ("tokens/s on one core, structure and language", f"{core:,.0f}", ">= 100,000", core >= 100000),
               ("two threads beside one", f"{scaling:.2f} times", ">= 1.9", scaling >= 1.9),
               ("start to first reading", f"{first_ms:.0f} ms", "<= 150 ms", first_ms <= 150),
               ("resident memory, peak", f"{memory:.0f} MB", "<= 250 MB", memory <= 250)]
    rows = [("corpus", f"{len(files)} reports, {tokens:,} tokens (demo corpus, {a.copies} copies)"),
            ("answers", "every copy reads the same; two threads give the bytes of one")]
    rows += [(name, f"{value} ({wanted}{'' if met else ', MISSED'})") for name, value, wanted, met in targets]
    more_work = min(r[3] for r in runs_two) / min(r[3] for r in runs_one)
    rows += [("CPU time of two threads beside one", f"{more_work:.2f} times (1 if threads do not get in each other's way)")]
    rows += [("tokens/s on one core, whole program, wall clock", f"{tokens / wall:,.0f}"), ("machine", machine())]
    rows += [("  " + m.group(1), f"{float(m.group(2)):.0f} ms CPU, {1000 * float(m.group(2)) / tokens:.2f} us a token") for m in
             re.finditer(r"^(\w+) +([\d.]+) ms CPU$", messages, re.M)]
    for name, value in rows + recorded:
        print(f"| {name.strip()} | {value} |" if a.markdown else f"{name:<48} {value}")
    if a.check and not all(target[3] for target in targets):
        sys.exit("a target was missed")


if __name__ == "__main__":
    main()
