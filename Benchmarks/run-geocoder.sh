#!/usr/bin/env bash
# The geocoder on a generated gazetteer (100,000 streets, 2,000,000 addresses, seed 7) against SQLite FTS5 trigram in one
# run; prints a table. usage: Benchmarks/run-geocoder.sh [STREETS ADDRESSES]. Times are processor time of one thread.
set -euo pipefail
cd "$(dirname "$0")"
streets=${1:-100000}
addresses=${2:-2000000}
swift build -c release --product GeocoderBenchmark >&2
benchmark=$(swift build -c release --show-bin-path)/GeocoderBenchmark
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
{
    "$benchmark" make "$work" "$streets" "$addresses"
    "$benchmark" run "$work" "$streets" "$addresses"
    python3 peers/fts5.py "$work"
} >"$work/figures"
python3 - "$work/figures" "$(cut -d' ' -f1-3 /proc/loadavg)" <<'PYTHON'
import sys
rows = [line.rstrip("\n").split("\t") for line in open(sys.argv[1], encoding="utf-8")]
print("| what | unit | " + " | ".join(dict.fromkeys(row[0] for row in rows)) + " |")
names = list(dict.fromkeys(row[0] for row in rows))
print("|---|---|" + "---:|" * len(names))
for what, unit in dict.fromkeys((row[1], row[2]) for row in rows):
    values = {row[0]: row[3] for row in rows if row[1] == what}
    print(f"| {what} | {unit} | " + " | ".join(values.get(name, "–") for name in names) + " |")
print(f"\nLoad of the machine at the end: {sys.argv[2]}.")
PYTHON
