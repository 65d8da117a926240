#!/usr/bin/env bash
# Routing from node to node beside RoutingKit and pandana in one run, a table for each network.
# usage: Benchmarks/run-routing.sh NETWORK…
# NETWORK is an OpenStreetMap extract, or the .npz of a generator of towns (node coordinates lat, lon; arcs u, v, ms; places poi).
. "$(dirname "$0")/../scripts/lib.sh"
[ $# -gt 0 ] || fail "usage: run-routing.sh NETWORK.npz|EXTRACT.osm.pbf…"
venv=$tools/venv-routing
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check numpy pandas routingkit-cch==0.1.4 pandana==0.8 >&2
swift build --package-path Benchmarks -c release --product RoutingBenchmark >&2
benchmark=$(swift build --package-path Benchmarks -c release --show-bin-path)/RoutingBenchmark
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for network in "$@"; do
    npz=$network
    rm -f "$work/roads.plz"
    if [ "${network##*.}" = pbf ]; then
        [ -x "${PLISION:-}" ] || {
            swift build -c release --product plision >&2
            PLISION=$(swift build -c release --show-bin-path)/plision
        }
        rm -rf "$work/store.sqlite" "$work/dataset"
        "$PLISION" import --osm "$network" --store "$work/store.sqlite" >&2
        "$PLISION" build --store "$work/store.sqlite" --dataset "$work/dataset" >&2
        cp "$work/dataset/roads.plz" "$work/roads.plz"
        npz=$work/network.npz
        "$venv/bin/python" Benchmarks/peers/roads-to-network.py "$work/roads.plz" "$npz"
    fi
    "$venv/bin/python" Benchmarks/peers/network-to-bytes.py "$npz" "$work/network.bin"
    {
        "$benchmark" "$work/network.bin"
        if [ -s "$work/roads.plz" ]; then "$benchmark" "$work/roads.plz"; fi
        "$venv/bin/python" Benchmarks/peers/routing.py "$npz"
    } | awk -F'\t' 'NF == 4' >"$work/figures"
    echo "$(basename "$network"), cores: $(nproc)"
    echo
    "$venv/bin/python" Benchmarks/table.py "$work/figures" "$(cut -d' ' -f1-3 /proc/loadavg)"
    echo
done
