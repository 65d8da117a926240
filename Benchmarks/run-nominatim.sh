#!/usr/bin/env bash
# The geocoder beside Nominatim on one small file: Greek streets laid out by Tests/EndToEnd/greek_streets.py, and what people
# type for them. Needs PLISION (the built program), PostgreSQL 15 with PostGIS, osm2pgsql, python3-venv. A cluster of its own
# listens on a socket in an ignored folder and is stopped at the end. usage: Benchmarks/run-nominatim.sh
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
plision=$(realpath "${PLISION:-$root/.build/release/plision}")
cd "$root/Benchmarks"
postgres=$(pg_config --bindir 2>/dev/null || ls -d /usr/lib/postgresql/*/bin | tail -1)
if [ ! -x .tools/nominatim/bin/nominatim ]; then
    python3 -m venv .tools/nominatim
    .tools/nominatim/bin/pip install -q nominatim-db nominatim-api 'psycopg[binary]' >&2
fi
swift build -c release --product GeocoderBenchmark >&2
benchmark=$(swift build -c release --show-bin-path)/GeocoderBenchmark
work=$(mktemp -d "$PWD/.build-nominatim-XXXXXX")
socket=$(mktemp -d)
chmod 755 "$work" "$socket"
as=()
if [ "$(id -u)" = 0 ]; then
    as=(runuser -u postgres --)
    install -d -o postgres -m 700 "$work/cluster"
    chown postgres "$socket"
fi
finish() {
    "${as[@]}" "$postgres/pg_ctl" -D "$work/cluster" -m immediate -s stop || true
    rm -rf "$work" "$socket"
}
trap finish EXIT
cd "$work"
"${as[@]}" "$postgres/initdb" -D "$work/cluster" -U postgres -A trust >/dev/null
"${as[@]}" "$postgres/pg_ctl" -D "$work/cluster" -s -w -l "$work/cluster/log" \
    -o "-c listen_addresses='' -c unix_socket_directories='$socket' -c fsync=off" start
export PGHOST=$socket PGUSER=postgres
psql -q -d postgres -c 'create role "www-data" login'
python3 -B ../../Tests/EndToEnd/greek_streets.py "$work"
mkdir project
export NOMINATIM_DATABASE_DSN="pgsql:dbname=nominatim;host=$socket;user=postgres"
start=$(date +%s.%N)
../.tools/nominatim/bin/nominatim import --project-dir project --osm-file streets.osm --no-updates --threads 2 \
    >import.log 2>&1 || { tail -20 import.log >&2; exit 1; }
build=$(echo "$(date +%s.%N) $start" | awk '{ printf "%.1f", $1 - $2 }')
size=$(psql -qAt -d nominatim -c 'select round(pg_database_size(current_database()) / 1e6, 1)')
start=$(date +%s.%N)
"$plision" import --osm streets.osm --store store.sqlite >/dev/null 2>&1
"$plision" build --store store.sqlite --dataset dataset >/dev/null
ours=$(echo "$(date +%s.%N) $start" | awk '{ printf "%.1f", $1 - $2 }')
{
    printf 'Plision\tsmall file: import and build\ts\t%s\n' "$ours"
    printf 'Plision\tsmall file: on disk\tMB\t%s\n' "$(stat -c %s dataset/gazetteer.plz | awk '{ print $1 / 1e6 }')"
    printf 'Nominatim\tsmall file: import and build\ts\t%s\n' "$build"
    printf 'Nominatim\tsmall file: on disk\tMB\t%s\n' "$size"
    "$benchmark" ask dataset questions.tsv
    ../.tools/nominatim/bin/python ../peers/nominatim.py project questions.tsv
} >figures
python3 -B ../table.py figures "$(cut -d' ' -f1-3 /proc/loadavg)"
