#!/usr/bin/env bash
# Import of one extract into the store, against osmium copying the same file. usage: Benchmarks/run-import.sh [FILE]
set -euo pipefail
cd "$(dirname "$0")/.."
file=${1:-${PLISION_GEODATA:?set PLISION_GEODATA or name a file}/osm/porto_portugal.osm.pbf}
swift build -c release --product plision >&2
plision=$(swift build -c release --show-bin-path)/plision
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
times() { # times COMMAND…: min, median, max seconds of 5 runs after a warm one
    python3 - "$@" <<'PYTHON'
import statistics, subprocess, sys, time, os
times = []
for _ in range(6):
    for name in ("features.sqlite", "features.sqlite-wal", "features.sqlite-shm", "out.osm.pbf"):
        path = os.path.join(os.environ["WORK"], name)
        if os.path.exists(path):
            os.remove(path)
    start = time.perf_counter()
    subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    times.append(time.perf_counter() - start)
times = times[1:]
print(f"{min(times):.2f} | {statistics.median(times):.2f} | {max(times):.2f} |")
PYTHON
}
export WORK=$work
printf '| plision import, s | '; times "$plision" import --osm "$file" --store "$work/features.sqlite"
printf '| osmium cat to pbf, s | '; times osmium cat "$file" -o "$work/out.osm.pbf"
