#!/usr/bin/env bash
# Tiles: vector tiles of the roads drawn cold, export, pictures and coverage after a closure, beside PostGIS, tippecanoe and
# mapnik on the same lines; a warm tile over HTTP beside nginx with the same bytes as a file.
# usage: Benchmarks/run-tiles.sh STORE DATASET LON LAT [DATABASE] ; PYTHON (default python3) needs what peers/tiles.py names
set -euo pipefail
cd "$(dirname "$0")/.."
store=${1:?usage: run-tiles.sh STORE DATASET LON LAT [DATABASE]} dataset=${2:?} lon=${3:?} lat=${4:?} database=${5:-}
swift build -c release --product plision >&2
swift build -c release --package-path Benchmarks --product TileBenchmark >&2
plision=$(swift build -c release --show-bin-path)/plision
benchmark=$(swift build -c release --package-path Benchmarks --show-bin-path)/TileBenchmark
work=$(mktemp -d)
pids=()
trap 'for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done; rm -rf "$work"' EXIT
echo "load: $(cut -d' ' -f1-3 /proc/loadavg), cores: $(nproc)"
"$benchmark" "$dataset" "$lon,$lat"
started=$(date +%s.%N)
"$plision" tiles export --layer roads --zoom 0-14 --out "$work/roads.pmtiles" --dataset "$dataset" >/dev/null
echo "| plision export z0-14 | $(echo "$(date +%s.%N) - $started" | bc) s |"
"${PYTHON:-python3}" Benchmarks/peers/tiles.py "$store" "$lon" "$lat" ${database:+"$database"}

command -v wrk >/dev/null && command -v nginx >/dev/null || { echo "| warm tile | wrk or nginx is missing |"; exit 0; }
"$plision" serve --dataset "$dataset" --port 8097 >"$work/log" 2>&1 & pids+=($!)
for _ in $(seq 200); do (exec 3<>"/dev/tcp/127.0.0.1/8097") 2>/dev/null && break; sleep 0.02; done
read -r x y < <(awk -v lon="$lon" -v lat="$lat" 'BEGIN { n = 2 ^ 12; r = lat * 3.14159265358979 / 180
    print int((lon + 180) / 360 * n), int((1 - log(sin(r) / cos(r) + 1 / cos(r)) / 3.14159265358979) / 2 * n) }')
tile="/tiles/base/12/$x/$y.mvt"
mkdir -p "$work/site"
curl -sS -H 'Accept-Encoding: gzip' -o "$work/site/tile.mvt" "http://127.0.0.1:8097$tile"
cat >"$work/nginx.conf" <<NGINX
worker_processes auto; pid $work/nginx.pid; error_log $work/error.log; daemon off;
events {}
http { access_log off; sendfile on; server { listen 127.0.0.1:8098; root $work/site; } }
NGINX
nginx -c "$work/nginx.conf" -p "$work" & pids+=($!)
sleep 0.5
echo "| warm tile | $(stat -c %s "$work/site/tile.mvt") bytes |"
for round in 1 2 3; do
    ours=$(wrk -t1 -c32 -d3s -H 'Accept-Encoding: gzip' "http://127.0.0.1:8097$tile" | awk '/Requests\/sec/ { print int($2) }')
    theirs=$(wrk -t1 -c32 -d3s "http://127.0.0.1:8098/tile.mvt" | awk '/Requests\/sec/ { print int($2) }')
    echo "| warm tile, requests/s | plision $ours | nginx $theirs | $(echo "scale=2; $ours / $theirs" | bc) |"
done
