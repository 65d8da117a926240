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
python3 -B table.py "$work/figures" "$(cut -d' ' -f1-3 /proc/loadavg)"
