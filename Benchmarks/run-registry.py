#!/usr/bin/env python3
"""Twenty-four editors at a registry, and the public process beside it.

usage: Benchmarks/run-registry.py DATASET [SECONDS]   (binaries: PLISION, by default .build/release/plision and its neighbour)

Each editor reads lists and structures and, once in five requests, drafts a change and withdraws it. Meanwhile `nearest` is asked
fifty times a second, as it is before them on the quiet machine. The editors would sit at machines of their own, so their process gives
way to both servers. Then they go on while somebody imports files of 5,000 rows. Prints min, median, p99 and max in milliseconds.
"""
import multiprocessing
import os
import pathlib
import random
import statistics
import sys
import tempfile
import threading
import time
import uuid

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "Tests/EndToEnd"))
from program import Server  # noqa: E402
from registry_program import Home, Site  # noqa: E402

EDITORS = 24
IMPORTED = 5000


def row(name, seconds):
    times = sorted(each * 1000 for each in seconds)
    p99 = times[min(len(times) - 1, int(len(times) * 0.99))]
    print(f"| {name} | {len(times)} | {times[0]:.1f} | {statistics.median(times):.1f} | {p99:.1f} | {times[-1]:.1f} |", flush=True)


def ask_nearest(server, seconds, answer):
    times = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        began = time.monotonic()
        server.json("/api/v1/nearest?lon=22.42&lat=39.64")
        times.append(time.monotonic() - began)
        time.sleep(max(0, 0.02 - (time.monotonic() - began)))
    answer.put(times)


def nearest(server, seconds):
    """Starts a process of its own that asks, which the threads of the editors do not delay; returns where its times come."""
    answer = multiprocessing.Queue()
    multiprocessing.Process(target=ask_nearest, args=(server, seconds, answer)).start()
    return answer


def edit(site, token, seed, until, reads, writes):
    chance = random.Random(seed)

    def timed(times, *arguments, **members):
        began = time.monotonic()
        answer = site.api(*arguments, **members)
        times.append(time.monotonic() - began)
        return answer

    while time.monotonic() < until:
        for path in chance.sample(["/structures", "/drafts", "/structures/fixture-centre/history", "/sessions"], 4):
            timed(reads, "GET", path, token)
        _, tag = timed(reads, "GET", "/structures/fixture-centre", token)
        change = {"fields": {"costNote": {"el": f"σημείωση {chance.random()}"}}, "reason": "fixture"}
        made, _ = timed(writes, "POST", "/structures/fixture-centre/drafts", token, change, tag=tag)
        _, seen = timed(reads, "GET", f"/drafts/{made['draft']}", token)
        timed(writes, "DELETE", f"/drafts/{made['draft']}", token, tag=seen)
        time.sleep(chance.uniform(0, 0.5))


def work(site, token, seconds, answer):
    """The process of the editors."""
    os.nice(15)
    reads, writes = [], []
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=edit, args=(site, token, number, until, reads, writes)) for number in range(EDITORS)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    answer.put((reads, writes))


def editors(site, token, seconds):
    """Starts the editors; returns where the times of their reads and writes come."""
    answer = multiprocessing.Queue()
    multiprocessing.Process(target=work, args=(site, token, seconds, answer)).start()
    return answer


def import_files(site, token, until):
    """Imports one file after the other; returns the times."""
    times = []
    while time.monotonic() < until:
        mark = uuid.uuid4().hex[:8]
        rows = "".join(
            f"{mark}-{number};Δομή {number};soup-kitchen;9001;active;2410 {number:06d};Οδός {number};Mo-Fr 10:00-12:00\n"
            for number in range(IMPORTED))
        body = "id;name.el;kind;municipality;status;phone;address.el;openingHours\n" + rows
        began = time.monotonic()
        status, _, text = site.ask(
            "POST", "/registry/v1/imports?dryRun=false&reason=fixture", body.encode(),
            {"Content-Type": "text/csv", "Authorization": f"Bearer {token}", "Idempotency-Key": uuid.uuid4().hex})
        assert status == 200 and text.count('"outcome":"new"') == IMPORTED, (status, text[:2000])
        times.append(time.monotonic() - began)
        time.sleep(1)
    return times


def main():
    dataset, seconds = sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 20
    folder = pathlib.Path(tempfile.mkdtemp())
    home = Home(folder)
    people = home.demo()
    site, server = Site(home), Server(dataset, folder / "server.log")
    try:
        print("| what | requests | min, ms | median | p99 | max |\n|---|--:|--:|--:|--:|--:|")
        nearest(server, 2).get()
        quiet = nearest(server, seconds).get()
        began = time.monotonic()
        token = site.sign_in(people["fixture-editor"])
        signed = time.monotonic() - began
        asked, edited = nearest(server, seconds), editors(site, token, seconds)
        beside, (reads, writes) = asked.get(), edited.get()
        edited = editors(site, token, seconds)
        imported = import_files(site, token, time.monotonic() + seconds - 4)
        others_reads, others_writes = edited.get()
        row("signing in", [signed])
        row(f"reads of {EDITORS} editors", reads)
        row(f"writes of {EDITORS} editors", writes)
        row("nearest, quiet", quiet)
        row("nearest, beside the editors", beside)
        row(f"imports of {IMPORTED} rows", imported)
        row("reads, beside the imports", others_reads)
        row("writes, beside the imports", others_writes)
    finally:
        server.stop()
        site.stop()


if __name__ == "__main__":
    main()
