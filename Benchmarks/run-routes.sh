#!/usr/bin/env bash
# Routes over HTTP beside OSRM and Valhalla, on one OpenStreetMap extract: how far times and lengths agree, and how long answers
# take. usage: Benchmarks/run-routes.sh EXTRACT.osm.pbf [PAIRS]
# Needs Python 3.12 (PYTHON312, default python3.12): the peers' wheels are for it.
. "$(dirname "$0")/../scripts/lib.sh"
extract=$(realpath "${1:?usage: run-routes.sh EXTRACT.osm.pbf [PAIRS]}")
pairs=${2:-400}
python=${PYTHON312:-python3.12}
venv=$tools/venv312
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --only-binary :all: osrm-bindings==26.10.0 pyvalhalla==3.9.0 >&2
plision=${PLISION:-}
[ -x "$plision" ] || {
    swift build -c release --product plision >&2
    plision=$(swift build -c release --show-bin-path)/plision
}
work=$(mktemp -d)
servers=()
finish() {
    for server in "${servers[@]}"; do kill "$server" 2>/dev/null || true; done
    rm -rf "$work"
}
trap finish EXIT
export PATH="$(realpath "$venv")/bin:$PATH"

"$plision" import --osm "$extract" --store "$work/store.sqlite" >&2
"$plision" build --store "$work/store.sqlite" --dataset "$work/dataset" >&2
osrm=$(echo "$(realpath "$venv")"/lib/python*/site-packages/osrm)
cp "$extract" "$work/map.osm.pbf"
chmod u+w "$work/map.osm.pbf"
(
    cd "$work"
    "$osrm/bin/osrm-extract" -p "$osrm/share/profiles/car.lua" map.osm.pbf
    "$osrm/bin/osrm-partition" map.osrm
    "$osrm/bin/osrm-customize" map.osrm
    valhalla_build_config --mjolnir-tile-dir "$work/tiles" --mjolnir-timezone "" --mjolnir-admin "" >config.json
    "$python" - <<'PYTHON'
import json
config = json.load(open("config.json"))
config["httpd"]["service"]["listen"] = "tcp://127.0.0.1:8942"
config["loki"]["logging"] = config["thor"]["logging"] = config["mjolnir"]["logging"] = {"type": ""}
json.dump(config, open("config.json", "w"))
PYTHON
    valhalla_build_tiles -c config.json map.osm.pbf
) >"$work/peers.log" 2>&1 || { tail -20 "$work/peers.log" >&2; fail "a peer could not read $extract"; }
"$plision" serve --dataset "$work/dataset" --port 8940 >/dev/null 2>&1 & servers+=($!)
"$osrm/bin/osrm-routed" -i 127.0.0.1 -p 8941 -a mld --max-table-size 1000 "$work/map.osrm" >/dev/null 2>&1 & servers+=($!)
# Not the wheel's script of that name: ending it would leave the server running.
"$(echo "$(realpath "$venv")"/lib/python*/site-packages/valhalla/bin/valhalla_service)" "$work/config.json" 1 >/dev/null 2>&1 & servers+=($!)
echo "$(basename "$extract"), load: $(cut -d' ' -f1-3 /proc/loadavg), cores: $(nproc)"
python3 Benchmarks/peers/routes.py "$work/dataset" "$pairs" 8940 8941 8942 "${servers[@]}"

# 200 closed streets: OSRM takes them as a file of speeds and customizes again.
python3 Benchmarks/peers/closed-streets.py "$work/dataset/roads.plz" 200 >"$work/closed.csv"
start=$(date +%s.%N)
(cd "$work" && "$osrm/bin/osrm-customize" --segment-speed-file closed.csv map.osrm) >>"$work/peers.log" 2>&1
printf '\n200 closed streets, OSRM customized again: %.2f s.\nLoad of the machine at the end: %s.\n' \
    "$(python3 -c "print($(date +%s.%N) - $start)")" "$(cut -d' ' -f1-3 /proc/loadavg)"
