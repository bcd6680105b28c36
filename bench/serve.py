#!/usr/bin/env python3
"""Speed of `dateline serve` over a large ledger, with the answers checked.

usage: bench/serve.py [--claims N] [--binary build/dateline] [--maker build/make_ledger] [--keep LEDGER]

LEDGER may be the address of an empty PostgreSQL database, as `tests/postgres/with_server.py` starts one:

  tests/postgres/with_server.py sh -c 'bench/serve.py --keep "$DATELINE_TEST_POSTGRES"'

build/make_ledger makes N claims whose counts are known beforehand; the server starts on a free port and answers
each address 200 times over one kept connection, with parameters that differ; then two clients ask the small
addresses for five seconds. Prints the 50th and 95th percentile in milliseconds, the requests a second, the start
and the memory. An answer with a wrong count ends the run with exit 1. Standard library only.
"""
import argparse
import http.client
import json
import multiprocessing
import os
import re
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ROUNDS = 200
SECONDS = 5


def counted(claims, keep):
    return sum(1 for number in range(claims) if keep(number))


def day(number):
    return time.strftime("%Y-%m-%d", time.gmtime(1640995200 + 86400 * number))


def ask(connection, target):
    connection.request("GET", "/api/v1/" + target)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        sys.exit(f"{target}: {answer.status} {body[:200]!r}")
    return body


def hammer(port, target, seconds):
    """Requests that one client got answered in this time."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    end = time.perf_counter() + seconds
    count = 0
    while time.perf_counter() < end:
        ask(connection, target)
        count += 1
    return count


def resident_mb(pid):
    with open(f"/proc/{pid}/status", encoding="utf-8") as f:
        return int(re.search(r"VmHWM:\s+(\d+)", f.read()).group(1)) / 1024


def is_made(binary, ledger):
    """Is there a ledger? In a database only a question tells."""
    asked = subprocess.run([binary, "search", ledger, "--limit", "1"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                           check=False)
    return asked.returncode == 0


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--claims", type=int, default=1000000)
    p.add_argument("--binary", default=os.path.join(ROOT, "build", "dateline"))
    p.add_argument("--maker", default=os.path.join(ROOT, "build", "make_ledger"))
    p.add_argument("--keep", help="a ledger to use again, made if it is not there")
    a = p.parse_args()
    n = a.claims
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
        ledger = a.keep or os.path.join(folder, "bench.dateline")
        if not is_made(a.binary, ledger):
            begin = time.perf_counter()
            subprocess.run([a.maker, ledger, str(n)], check=True)
            print(f"{'claims recorded, a hundred a report':<46} {n / (time.perf_counter() - begin):8.0f} claims/s")
        begin = time.perf_counter()
        server = subprocess.Popen([a.binary, "serve", ledger, "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE, text=True)
        try:
            port = int(re.search(r":(\d+)/", server.stdout.readline()).group(1))
            print(f"{'start, ledger to first answer':<46} {time.perf_counter() - begin:8.1f} s")
            measure(port, n)
            print(f"{'resident memory, peak':<46} {resident_mb(server.pid):8.0f} MB")
        finally:
            server.terminate()
            server.wait()


def measure(port, n):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    checks = [("claims?limit=1", n),
              ("claims?limit=1&type=outage", counted(n, lambda i: i % 8 == 2)),
              ("claims?limit=1&side=XA", counted(n, lambda i: i % 3 and i % 2 == 0)),
              ("claims?limit=1&lane=unlocated", counted(n, lambda i: i % 5 == 0)),
              ("claims?limit=1&q=bridge", counted(n, lambda i: i // 100 % 10 == 0)),
              ("places?as_of=2022-01-31", counted(n, lambda i: i % 365 <= 30))]
    for target, expected in checks:
        found = json.loads(ask(connection, target))["total"]
        if found != expected:
            sys.exit(f"{target}: {found} claims, expected {expected}")
    print(f"{'answers':<46} {len(checks)} counts as they were made")
    sample = [json.loads(ask(connection, f"claims?limit=1&lane=place&as_of={day(i)}"))["claims"][0] for i in range(1, 301, 30)]
    events = json.loads(ask(connection, "events?limit=50&lane=place"))["events"]
    addresses = [("claims, a page", lambda i: f"claims?as_of={day(i % 365)}"),
                 ("claims, a page by type and side", lambda i: f"claims?type=strike,outage&side=XA&as_of={day(i % 365)}"),
                 ("claims, a page by words", lambda i: f"claims?q=matter%20{i}"),
                 ("claims, a page in a box", lambda i: f"claims?bbox={-170 + i},-60,{-120 + i},60"),
                 ("claim", lambda i: f"claims/{sample[i % 10]['claim']['id']}"),
                 ("places, the map", lambda i: f"places?as_of={day(i % 365)}"),
                 ("place", lambda i: f"places/name:place%20{(35 * i + 1) % 5000}?as_of={day(i % 365)}"),
                 ("document", lambda i: f"documents/{sample[i % 10]['document']}"),
                 ("board, 1000 places", lambda i: f"board?limit=1000&cursor={20 * i}&as_of={day(i % 365)}&known_at=2023-01-01"),
                 ("events, a page", lambda i: f"events?as_of={day(i % 365)}"),
                 ("events, a page by type and side", lambda i: f"events?type=strike,outage&side=XA&as_of={day(i % 365)}"),
                 ("event", lambda i: f"events/{events[i % len(events)]['id']}"),
                 ("timeline", lambda i: f"timeline?type={['strike', 'outage', 'need'][i % 3]}"),
                 ("search", lambda i: f"search?q=place%20{i}"),
                 ("info", lambda i: "info")]
    print(f"{'':<46} {'50 %':>8} {'95 %':>8}")
    for name, target in addresses:
        times = []
        for i in range(ROUNDS):
            begin = time.perf_counter()
            ask(connection, target(i))
            times.append(1000 * (time.perf_counter() - begin))
        times.sort()
        print(f"{name:<46} {times[ROUNDS // 2]:8.1f} {times[ROUNDS * 95 // 100]:8.1f} ms")
    for name, target in (("info", "info"), ("claim", f"claims/{sample[0]['claim']['id']}")):
        with multiprocessing.Pool(2) as pool:
            count = sum(pool.starmap(hammer, [(port, target, SECONDS)] * 2))
        print(f"{name + ', two clients of Python':<46} {count / SECONDS:8.0f} requests/s")


if __name__ == "__main__":
    main()
