"""SQLite FTS5 with the trigram tokenizer on the streets and queries that GeocoderBenchmark writes.

usage: fts5.py DIRECTORY; prints the same lines: who, what, unit, value. The text is folded beforehand in both, as an
application over SQLite would; Greeklish is not: that is the peer's to find or not.
"""

import os
import sqlite3
import sys
import time
import unicodedata


def fold(text):
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return plain.lower().replace("ς", "σ")


def rows(path):
    with open(path, encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines]


def report(what, unit, value):
    print(f"SQLite FTS5 trigram\t{what}\t{unit}\t{round(value, 3)}", flush=True)


directory = sys.argv[1]
path = os.path.join(directory, "fts5.sqlite")
if os.path.exists(path):
    os.remove(path)
streets = rows(os.path.join(directory, "streets.tsv"))
start = time.perf_counter()
database = sqlite3.connect(path)
database.execute("create virtual table street using fts5(name, town, tokenize = 'trigram', content = '')")
database.executemany(
    "insert into street(rowid, name, town) values (?, ?, ?)",
    ((index, fold(name), fold(town)) for index, (name, town) in enumerate(streets)),
)
database.commit()
report("build, streets only", "s", time.perf_counter() - start)
report("file, streets only", "MB", os.path.getsize(path) / 1e6)

for kind in ["exact", "streetAlone", "prefix", "prefixInCity", "greeklish", "visual", "fuzzy"]:
    times, found = [], 0
    queries = rows(os.path.join(directory, f"{kind}.tsv"))[:1000]
    for text, name in queries:
        # Words of three letters and more, all of them wanted; numbers are not in the index.
        words = ["".join(c for c in word if c.isalpha()) for word in fold(text).replace(",", " ").split()]
        wanted = " ".join(f'"{word}"' for word in words if len(word) > 2)
        begin = time.thread_time()
        answer = (
            database.execute("select rowid from street where street match ? limit 10", (wanted,)).fetchall()
            if wanted
            else []
        )
        times.append((time.thread_time() - begin) * 1e6)
        found += any(streets[row][0] == name for (row,) in answer)
    times.sort()
    report(f"{kind} median", "µs", times[len(times) // 2])
    report(f"{kind} p99", "µs", times[len(times) * 99 // 100])
    report(f"{kind} found among ten", "share", found / len(queries))
