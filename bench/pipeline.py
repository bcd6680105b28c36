#!/usr/bin/env python3
"""Speed, start and memory of the whole pipeline, with the answers checked.

usage: bench/pipeline.py [--binary build/dateline] [--copies N] [--markdown]

The demo corpus is copied N times into a temporary folder and read with one and with two threads. Every
copy's reading must equal the first one's (but for its file name), and two threads must give the same bytes
as one; a difference ends the run with exit 1. Measures:

  tokens/s a core   tokens / CPU time of the stages (--timings), one thread; and by wall clock, start included
  scaling           wall clock of one thread / wall clock of two, best of three
  first reading     wall clock from start to the end of one reading of one report, best of ten
  memory            peak resident set of the run with one thread
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
    """(wall seconds, peak resident MB, standard error) of one run; readings go to out_path."""
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
    return wall, usage.ru_maxrss / 1024, messages


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


def digest_of(path):
    with open(path, "rb") as f:
        return hashlib.sha256(f.read()).hexdigest()


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--binary", default=os.path.join(ROOT, "build", "dateline"))
    p.add_argument("--copies", type=int, default=100)
    p.add_argument("--markdown", action="store_true", help="print a table for bench/")
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
        runs_one = [run(a.binary, files, 1, one) for _ in range(3)]
        runs_two = [run(a.binary, files, 2, two) for _ in range(3)]
        check_answers(one, a.copies, len(texts))
        if digest_of(one) != digest_of(two):
            sys.exit("two threads gave other bytes than one")
        starts = [run(a.binary, files[:1], 1, os.path.join(folder, "start"))[0] for _ in range(10)]
        wall, memory, messages = min(runs_one)
        tokens = re.search(r"(\d+) tokens, ", messages).group(1)
    rows = [("corpus", f"{len(files)} reports, {int(tokens):,} tokens (demo corpus, {a.copies} copies)"),
            ("answers", "every copy reads the same; two threads give the bytes of one"),
            ("tokens/s on one core, stages", f"{max(speed_of(r[2]) for r in runs_one):,}"),
            ("tokens/s on one core, whole program", f"{int(tokens) / wall:,.0f}"),
            ("two threads beside one", f"{wall / min(r[0] for r in runs_two):.2f} times"),
            ("start to first reading", f"{1000 * min(starts):.0f} ms"),
            ("resident memory, peak", f"{memory:.0f} MB"),
            ("machine", machine())]
    rows += [("  " + m.group(1), f"{float(m.group(2)):.0f} ms CPU") for m in
             re.finditer(r"^(\w+) +([\d.]+) ms CPU$", messages, re.M)]
    for name, value in rows:
        print(f"| {name.strip()} | {value} |" if a.markdown else f"{name:<38} {value}")


if __name__ == "__main__":
    main()
