#!/usr/bin/env bash
# Serving: cold start to the first answer, then /api/v1/nearest as a person asks it, five structures by road and no mode
# named, against the framework's own plaintext, in one run.
# usage: Benchmarks/run-server.sh [DATASET]   (default: Thessaly with made-up roads, made here; wrk from Debian)
set -euo pipefail
cd "$(dirname "$0")/.."
command -v wrk >/dev/null || { echo "wrk is missing: apt-get install wrk" >&2; exit 1; }
dataset=${1:-}
[ -z "$dataset" ] || [ -s "$dataset/region.plz" ] || { echo "$dataset: no dataset; run «plision build» first" >&2; exit 66; }
swift build -c release --product plision >&2
swift build -c release --package-path Benchmarks --product PlaintextPeer >&2
plision=$(swift build -c release --show-bin-path)/plision
peer=$(swift build -c release --package-path Benchmarks --show-bin-path)/PlaintextPeer
work=$(mktemp -d)
pids=()
trap 'for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done; rm -rf "$work"' EXIT
if [ -z "$dataset" ]; then
    dataset=$work/dataset
    "$plision" import --all --region geodata/thessaly --geodata "${PLISION_GEODATA:-$work/none}" --store "$work/store" >&2
    "$plision" sample-roads --store "$work/store" --out "$work/roads.osm" >&2
    "$plision" import --osm "$work/roads.osm" --clip none --store "$work/store" >&2
    "$plision" build --store "$work/store" --dataset "$dataset" >&2
fi

python3 - "$plision" "$dataset" <<'PYTHON'
import socket, statistics, subprocess, sys, time
times = []
for _ in range(11):
    start = time.perf_counter()
    server = subprocess.Popen([sys.argv[1], "serve", "--dataset", sys.argv[2], "--port", "8097"],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while True:
        try:
            with socket.create_connection(("127.0.0.1", 8097), timeout=1) as link:
                link.sendall(b"GET /api/v1/nearest?lon=22.42&lat=39.64 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                if link.recv(64).startswith(b"HTTP/1.1 200"):
                    break
        except OSError:
            time.sleep(0.001)
    times.append(time.perf_counter() - start)
    server.terminate()
    server.wait()
times = times[1:]
print(f"| cold start to first answer, ms | {min(times)*1e3:.0f} | {statistics.median(times)*1e3:.0f} | {max(times)*1e3:.0f} |")
PYTHON

"$plision" serve --dataset "$dataset" --port 8097 >"$work/log" 2>&1 & pids+=($!)
"$peer" 8098 >/dev/null 2>&1 & pids+=($!)
for port in 8097 8098; do
    for _ in $(seq 200); do (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break; sleep 0.02; done
done
rate() { wrk -t1 -c32 -d"$2"s "$1" | awk '/Requests\/sec/ { printf "%.0f", $2 }'; }
nearest="http://127.0.0.1:8097/api/v1/nearest?lon=22.42&lat=39.64&limit=5"
curl -sf "$nearest" | grep '"mode":"\(foot\|car\)"' >/dev/null || { echo "$dataset: no way by road from 22.42, 39.64" >&2; exit 65; }
plain="http://127.0.0.1:8098/plaintext"
rate "$nearest" 2 >/dev/null
rate "$plain" 2 >/dev/null
for _ in 1 2 3 4 5; do
    echo "$(rate "$nearest" 3) $(rate "$plain" 3)"
done | sort -n | awk '{ n[NR] = $1; p[NR] = $2; r[NR] = $1 / $2 } END {
    printf "| nearest, requests/s | %d | %d | %d |\n", n[1], n[3], n[5]
    for (i = 1; i <= NR; i++) for (j = i + 1; j <= NR; j++) {
        if (p[j] < p[i]) { t = p[i]; p[i] = p[j]; p[j] = t }
        if (r[j] < r[i]) { t = r[i]; r[i] = r[j]; r[j] = t } }
    printf "| framework plaintext, requests/s | %d | %d | %d |\n", p[1], p[3], p[5]
    printf "| nearest over plaintext | %.2f | %.2f | %.2f |\n", r[1], r[3], r[5] }'
