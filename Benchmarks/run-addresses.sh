#!/usr/bin/env bash
# Whether every address of extracts finds itself, in every form people type it in. usage: Benchmarks/run-addresses.sh [FILE…]
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- "${PLISION_GEODATA:?set PLISION_GEODATA or name files}"/osm/*.pbf
if [ -z "${PLISION:-}" ]; then
    swift build -c release --product plision >&2
    PLISION=$(swift build -c release --show-bin-path)/plision
fi
python3 Tests/EndToEnd/address_property.py "$PLISION" "$@"
