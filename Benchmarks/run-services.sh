#!/usr/bin/env bash
# The filtered main question among 100,000 structures of a made-up region, and the hours of all of them in one sweep. Times
# are processor time of one thread. usage: Benchmarks/run-services.sh [STRUCTURES]
set -euo pipefail
cd "$(dirname "$0")"
swift build -c release --product ServiceBenchmark >&2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$(swift build -c release --show-bin-path)/ServiceBenchmark" "$work" "$@"
# The peer, where its package is installed.
python=${PYTHON:-python3}
if "$python" -c 'import opening_hours' 2>/dev/null; then "$python" peers/hours.py "$work/hours.txt"; fi
