#!/usr/bin/env python3
"""Time expressions on the two parts of TempEval-3's training documents: nine tenths on which rules are tuned, and the held-out tenth.

usage: bench/time_heldout.py SHARED_FOLDER
Documents are ordered by file name (bytes); every tenth (the 10th, 20th, ...) is held out. Its errors are not looked at while rules
are changed. The engine is $DATELINE, the scorer SHARED_FOLDER/eval/score_time.py.
"""
import os
import subprocess
import sys
import tarfile
import tempfile


def main():
    shared = sys.argv[1]
    archive = os.path.join(shared, "data", "tempeval3", "TBAQ-cleaned.tar.xz")
    with tempfile.TemporaryDirectory(prefix="dateline-time-") as folder:
        with tarfile.open(archive) as tar:
            members = [m for m in tar if m.isfile() and m.name.endswith(".tml")]
            members.sort(key=lambda m: os.path.basename(m.name).encode())
            for n, member in enumerate(members, 1):
                part = os.path.join(folder, "held-out" if n % 10 == 0 else "tuned")
                os.makedirs(part, exist_ok=True)
                with open(os.path.join(part, os.path.basename(member.name)), "wb") as out:
                    out.write(tar.extractfile(member).read())
        for part in ("tuned", "held-out"):
            print(f"\n== {part}", flush=True)
            subprocess.run([sys.executable, os.path.join(shared, "eval", "score_time.py"), os.path.join(folder, part)], check=True)


if __name__ == "__main__":
    main()
