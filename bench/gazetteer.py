#!/usr/bin/env python3
"""Builds a gazetteer from a made-up dump of GeoNames and says how fast that was and what memory it took; then what opening
and looking up take in the box (build/gazetteer_speed) and in the built one. The answers are checked.

usage: bench/gazetteer.py [--rows N] [--folder DIR]      12,000,000 rows need about 5 GB in DIR (default: a temporary one)
CPU time is what counts on a machine that does other work beside. Standard library only.
"""
import argparse
import os
import resource
import subprocess
import tempfile
import time

BUILD = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "build")


def tool(name):
    """Where a program of the build lies."""
    return os.path.join(BUILD, name)


def run(rows, folder):
    dump, output = os.path.join(folder, "dump.txt"), os.path.join(folder, "built.dlg")
    if not os.path.exists(dump):
        with open(dump, "wb") as f:
            subprocess.run([tool("make_geonames"), str(rows)], stdout=f, check=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    done = subprocess.run([tool("dateline"), "gazetteer", "build", "--geonames", dump, "--classes", "AHLPRSTUV", "--output", output],
                          check=True, stdout=subprocess.PIPE)
    wall = time.monotonic() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    report = done.stdout.decode()
    assert f": {rows} rows read, {rows} places added" in report, report
    print(f"rows                {rows:>10,}, {os.path.getsize(dump) / 1e6:,.0f} MB")
    print(f"built               {rows / cpu:>10,.0f} rows/s of CPU time ({cpu:.1f} s), {rows / wall:,.0f} by the wall clock")
    print(f"resident memory     {after.ru_maxrss / 1024:>10,.0f} MB at most")
    print(f"file                {os.path.getsize(output) / 1e6:>10,.0f} MB")
    print("\nthe built one")
    print(subprocess.run([tool("gazetteer_speed"), output], check=True, stdout=subprocess.PIPE).stdout.decode(), end="")
    print("\nthe one in the box")
    print(subprocess.run([tool("gazetteer_speed")], check=True, stdout=subprocess.PIPE).stdout.decode(), end="")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1000000)
    parser.add_argument("--folder")
    options = parser.parse_args()
    if options.folder:
        run(options.rows, options.folder)
        return
    with tempfile.TemporaryDirectory() as folder:
        run(options.rows, folder)


main()
