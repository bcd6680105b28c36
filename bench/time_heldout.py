#!/usr/bin/env python3
"""Time expressions on the two parts of TempEval-3's training documents: nine tenths on which rules are tuned, and the held-out tenth.

usage: bench/time_heldout.py SHARED_FOLDER
Documents are ordered by file name (bytes); every tenth (the 10th, 20th, ...) is held out. Its errors are not looked at while rules
are changed. Then each of the ten tenths in turn: how far their figures lie apart says how much the held-out one can mean. The engine is
$DATELINE, the scorer SHARED_FOLDER/eval/score_time.py.
"""
import json
import os
import statistics
import subprocess
import sys
import tarfile
import tempfile

TENTHS = 10


def scored(shared, folder, *options):
    """What the scorer prints for a folder of documents."""
    command = [sys.executable, os.path.join(shared, "eval", "score_time.py"), folder, *options]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def main():
    shared = sys.argv[1]
    archive = os.path.join(shared, "data", "tempeval3", "TBAQ-cleaned.tar.xz")
    with tempfile.TemporaryDirectory(prefix="dateline-time-") as folder:
        with tarfile.open(archive) as tar:
            members = [m for m in tar if m.isfile() and m.name.endswith(".tml")]
            members.sort(key=lambda m: os.path.basename(m.name).encode())
            for n, member in enumerate(members, 1):
                held_out = n % TENTHS == 0
                data = tar.extractfile(member).read()
                for part in ("held-out" if held_out else "tuned", f"tenth-{n % TENTHS}"):
                    os.makedirs(os.path.join(folder, part), exist_ok=True)
                    with open(os.path.join(folder, part, os.path.basename(member.name)), "wb") as out:
                        out.write(data)
        for part in ("tuned", "held-out"):
            print(f"\n== {part}")
            print(scored(shared, os.path.join(folder, part)), end="", flush=True)
        tenths = [json.loads(scored(shared, os.path.join(folder, f"tenth-{k}"), "--json")) for k in range(TENTHS)]
    print("\n== each tenth in turn, the held-out one first")
    for name, of in (("relaxed F1", lambda t: t["relaxed"]["f1"]), ("strict F1", lambda t: t["strict"]["f1"]),
                     ("value F1", lambda t: t["value F1"])):
        values = [of(t) for t in tenths]
        print(f"{name:12}", " ".join(f"{v:5.1f}" for v in values),
              f"  mean {statistics.mean(values):.2f}, standard deviation {statistics.stdev(values):.2f}")


if __name__ == "__main__":
    main()
