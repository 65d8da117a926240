# Shared by the scripts: paths, and the packages a machine needs. Sourced, not executed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

tools=.tools
build_packages=(libsqlite3-dev libspatialite-dev libgeos-dev libproj-dev libosmium2-dev libprotozero-dev
    zlib1g-dev libbz2-dev liblz4-dev libexpat1-dev libcairo2-dev libpango1.0-dev libqrencode-dev
    libsodium-dev libzip-dev)
run_packages=(python3 python3-pip fonts-noto-core)
# prometheus contains promtool.
test_packages=(age chromium chromium-driver curl gdal-bin openssl osmium-tool prometheus
    python3-venv)

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

# Installs missing Debian packages, as root or through sudo.
need_packages() {
    local missing=() package
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "missing packages: ${missing[*]}; install them as root: apt-get install ${missing[*]}"
        as_root=(sudo)
    fi
    say "installing ${missing[*]}"
    "${as_root[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

need_swift() {
    command -v swift >/dev/null || fail "Swift 6.3 is needed: https://www.swift.org/install/linux"
}

# maplibre-gl for the maps of the pages, from the pinned wheel; without network access the pages have no map.
maplibre_version=0.3.6
maplibre_sha256=eeafab617d4a1b71c0c174c71405f67c4b4e494fe1b27968d4d2359bc160e277
need_maplibre() {
    [ -s "$tools/maplibre/maplibre-gl.js" ] && [ -s "$tools/maplibre/maplibre-gl.css" ] && return
    local wheel="$tools/wheels/maplibre-$maplibre_version-py3-none-any.whl"
    mkdir -p "$tools/wheels"
    if ! python3 -m pip download --quiet --no-deps --dest "$tools/wheels" "maplibre==$maplibre_version" >&2; then
        say "maplibre-gl could not be fetched: the pages will serve without a map"
        return
    fi
    echo "$maplibre_sha256  $wheel" | sha256sum --check --status || fail "$wheel: not the expected file; delete it and run again"
    python3 - "$wheel" "$tools/maplibre" <<'PYTHON'
import pathlib, sys, zipfile
target = pathlib.Path(sys.argv[2])
target.mkdir(parents=True, exist_ok=True)
with zipfile.ZipFile(sys.argv[1]) as wheel:
    for name in ("maplibre-gl.js", "maplibre-gl.css"):
        (target / name).write_bytes(wheel.read(f"maplibre/srcjs/{name}"))
PYTHON
}

# Creates a Python environment with the given packages for the tests.
need_python() {
    [ -x "$tools/venv/bin/python" ] || python3 -m venv "$tools/venv"
    "$tools/venv/bin/python" -m pip install --quiet --disable-pip-version-check "$@" >&2
}
