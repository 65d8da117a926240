#!/bin/sh
# Whether every address of extracts finds itself: run-addresses.sh [FILE…], else all of PLISION_GEODATA. See README.md.
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- "${PLISION_GEODATA:?names the folder of the real files}"/osm/*.pbf
"${PYTHON:-.tools/venv/bin/python}" Tests/EndToEnd/address_property.py "${PLISION:-.build/release/plision}" "$@"
