#!/usr/bin/env bash
# Routing from node to node beside RoutingKit and pandana, on a network that NPZ holds (node coordinates lat, lon;
# arcs u, v, ms; places poi) such as a generator of towns writes. Usage: Benchmarks/run-routing.sh NPZ [PYTHON]
# PYTHON (default python3) needs numpy, and routingkit-cch and pandana for the peers' lines.
set -euo pipefail
npz=${1:?usage: run-routing.sh NPZ [PYTHON]}
python=${2:-python3}
here=$(cd "$(dirname "$0")" && pwd)
bytes=$(mktemp)
trap 'rm -f "$bytes"' EXIT
"$python" "$here/peers/network-to-bytes.py" "$npz" "$bytes"
swift build --package-path "$here" -c release --product RoutingBenchmark >&2
echo "load: $(cut -d' ' -f1-3 /proc/loadavg), cores: $(nproc)"
"$(swift build --package-path "$here" -c release --show-bin-path)/RoutingBenchmark" "$bytes"
"$python" "$here/peers/routing.py" "$npz"
