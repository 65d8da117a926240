#!/usr/bin/env bash
# Routes by car, foot and bicycle beside OSRM and Valhalla, between the middles of streets: who finds which, how times and
# lengths compare. usage: Benchmarks/run-modes.sh EXTRACT.osm.pbf [PAIRS] [--list]
. "$(dirname "$0")/../scripts/lib.sh"
extract=$(realpath "${1:?usage: run-modes.sh EXTRACT.osm.pbf [PAIRS] [--list]}")
pairs=${2:-200}
# The peers' programs lie inside wheels for a later Python than Debian's: they are unpacked, not installed.
peers=$(realpath -m "$tools/peers")
[ -x "$peers/osrm/bin/osrm-routed" ] && [ -x "$peers/valhalla/bin/valhalla_service" ] || {
    mkdir -p "$peers/wheels"
    python3 -m pip download --quiet --no-deps --python-version 3.12 --only-binary :all: --dest "$peers/wheels" \
        osrm-bindings==26.10.0 pyvalhalla==3.9.1 >&2
    for wheel in "$peers"/wheels/*.whl; do (cd "$peers" && python3 -m zipfile -e "$wheel" .); done
    chmod +x "$peers"/osrm/bin/* "$peers"/valhalla/bin/*
}
plision=${PLISION:-}
[ -x "$plision" ] || {
    swift build -c release --product plision >&2
    plision=$(swift build -c release --show-bin-path)/plision
}
work=$(mktemp -d)
servers=()
finish() {
    # Valhalla takes half a minute to end when it is asked to.
    for server in "${servers[@]}"; do kill -9 "$server" 2>/dev/null || true; done
    rm -rf "$work"
}
trap finish EXIT
"$plision" import --osm "$extract" --store "$work/store.sqlite" >&2
"$plision" build --store "$work/store.sqlite" --dataset "$work/dataset" >&2
(
    cd "$work"
    for mode in car foot bicycle; do
        mkdir "$mode"
        cp "$extract" "$mode/map.osm.pbf"
        "$peers/osrm/bin/osrm-extract" -p "$peers/osrm/share/profiles/$mode.lua" "$mode/map.osm.pbf"
        "$peers/osrm/bin/osrm-partition" "$mode/map.osrm"
        "$peers/osrm/bin/osrm-customize" "$mode/map.osrm"
    done
    PYTHONPATH="$peers" python3 "$peers/valhalla/valhalla_build_config.py" --mjolnir-tile-dir "$work/tiles" \
        --mjolnir-timezone "" --mjolnir-admin "" >config.json
    python3 - <<'PYTHON'
import json
config = json.load(open("config.json"))
config["httpd"]["service"]["listen"] = "tcp://127.0.0.1:8952"
config["loki"]["logging"] = config["thor"]["logging"] = config["mjolnir"]["logging"] = {"type": ""}
json.dump(config, open("config.json", "w"))
PYTHON
    "$peers/valhalla/bin/valhalla_build_tiles" -c config.json car/map.osm.pbf
) >"$work/peers.log" 2>&1 || { tail -20 "$work/peers.log" >&2; fail "a peer could not read $extract"; }
"$plision" serve --dataset "$work/dataset" --port 8950 >/dev/null 2>&1 & servers+=($!)
"$peers/valhalla/bin/valhalla_service" "$work/config.json" 1 >/dev/null 2>&1 & servers+=($!)
port=8953
for mode in car foot bicycle; do
    "$peers/osrm/bin/osrm-routed" -i 127.0.0.1 -p "$port" -a mld "$work/$mode/map.osrm" >/dev/null 2>&1 & servers+=($!)
    port=$((port + 1))
done
echo "$(basename "$extract"), load: $(cut -d' ' -f1-3 /proc/loadavg), cores: $(nproc)"
python3 Benchmarks/peers/modes.py "$work/dataset" "$pairs" 8950 8952 8953 8954 8955 "${@:3}"
