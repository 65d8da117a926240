"""Nominatim, asked in process, on the questions of Tests/EndToEnd/greek_streets.py.

usage: nominatim.py PROJECT QUESTIONS; prints who, what, unit, value. Time is of the wall: the work is PostgreSQL's.
"""

import pathlib
import sys
import time

import nominatim_api


def report(what, unit, value):
    print(f"Nominatim\t{what}\t{unit}\t{round(value, 3)}", flush=True)


questions = [line.split("\t") for line in pathlib.Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()]
locales = nominatim_api.Locales(["el"])
times, found, first = [], 0, 0
with nominatim_api.NominatimAPI(sys.argv[1]) as api:
    for text, _, _ in questions[:20]:
        api.search(text)
    for text, street, town in questions:
        start = time.perf_counter()
        try:
            results = list(api.search(text, address_details=True, max_results=10, locales=locales))
        except nominatim_api.UsageError:
            results = []
        times.append((time.perf_counter() - start) * 1e6)
        hits = []
        for result in results:
            parts = [part.strip() for part in (result.display_name or "").split(",")]
            hits.append(street in parts and town in parts)
        found += any(hits)
        first += bool(hits) and hits[0]
times.sort()
report("small file: median", "µs", times[len(times) // 2])
report("small file: p99", "µs", times[len(times) * 99 // 100])
report("small file: meant street among ten", "share", found / len(questions))
report("small file: meant street first", "share", first / len(questions))
