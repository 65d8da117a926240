#!/usr/bin/env bash
# The filtered main question among 100,000 structures of a made-up region, and the hours of all of them in one sweep. Times
# are processor time of one thread. usage: Benchmarks/run-services.sh
set -euo pipefail
cd "$(dirname "$0")"
swift build -c release --product ServiceBenchmark >&2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$(swift build -c release --show-bin-path)/ServiceBenchmark" "$work"
