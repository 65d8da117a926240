#!/usr/bin/env bash
# The index against its peers, in one run over the same seeded points; prints a table. usage: Benchmarks/run-index.sh [GEOJSON]
# With PLISION_GEODATA set, or a file of polygons named, containment is measured on real polygons as well.
set -euo pipefail
cd "$(dirname "$0")"
areas=${1:-}
if [ -z "$areas" ] && [ -n "${PLISION_GEODATA:-}" ]; then
    areas=$(find "$PLISION_GEODATA" -name municipalities.geojson | head -n 1)
fi
swift build -c release --product IndexBenchmark >&2
benchmark=$(swift build -c release --show-bin-path)/IndexBenchmark
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
declare -A libraries=([boost]="" [flatbush]="" [sqlite]="-lsqlite3" [geos]="-lgeos_c")
for peer in boost flatbush sqlite geos; do
    # shellcheck disable=SC2086
    g++ -std=c++17 -O3 -march=native -w -o "$work/$peer" "peers/$peer.cpp" ${libraries[$peer]}
done
"$benchmark" make "$work" ${areas:+"$areas"}
{
    "$benchmark" run "$work"
    for peer in boost flatbush sqlite geos; do "$work/$peer" "$work"; done
} >"$work/figures"
load=$(cut -d' ' -f1-3 /proc/loadavg)
python3 - "$work/figures" "$load" <<'PYTHON'
import sys
rows = [line.rstrip("\n").split("\t") for line in open(sys.argv[1])]
scenarios = list(dict.fromkeys(row[1] for row in rows))
ours = {row[1]: float(row[4]) for row in rows if row[0] == "Plision"}
print("| scenario | who | unit | min | median | max | median over ours |")
print("|---|---|---|---:|---:|---:|---:|")
for scenario in scenarios:
    for peer, _, unit, least, median, most, _ in (row for row in rows if row[1] == scenario):
        print(f"| {scenario} | {peer} | {unit} | {least} | {median} | {most} | {float(median) / ours[scenario]:.2f} |")
print(f"\nLoad of the machine at the end: {sys.argv[2]}.")
# Box searches and containment are exact everywhere: the peers' check sums must be ours.
sums = {}
for row in rows:
    if row[1].startswith(("box", "area")):
        sums.setdefault(row[1], {}).setdefault(row[6], []).append(row[0])
for scenario, by_sum in sums.items():
    groups = [who for total, who in by_sum.items() if "SQLite R*Tree" not in who]
    if len(groups) > 1:
        sys.exit(f"{scenario}: answers differ: {by_sum}")
PYTHON
