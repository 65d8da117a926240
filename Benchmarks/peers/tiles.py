"""Peers of the tile benchmark on the same lines: PostGIS ST_AsMVT, tippecanoe, mapnik.

usage: tiles.py STORE LON LAT [DATABASE]
STORE is a features.sqlite with roads; DATABASE a libpq address of a PostGIS database that may be written to. Needs GDAL
(ogr2ogr) and, each for its own lines, psycopg, tippecanoe on the path, mapnik. What is missing is left out, and said.
PICTURES names a folder for what mapnik drew, to be looked at.
"""
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


PICTURES = Path(os.environ["PICTURES"]) if os.environ.get("PICTURES") else None


def tiles_around(lon, lat, zoom, reach):
    x = int((lon + 180) / 360 * 2**zoom)
    y = int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * 2**zoom)
    return [(zoom, x + dx, y + dy) for dx in range(-reach, reach + 1) for dy in range(-reach, reach + 1)]


def lines(store, folder):
    out = folder / "roads.geojsonl"
    subprocess.run(
        ["ogr2ogr", "-f", "GeoJSONSeq", str(out), str(store), "-sql", "SELECT id, geom, "
         "json_extract(tags, '$.highway') AS highway, json_extract(tags, '$.name') AS name, "
         "json_extract(tags, '$.ref') AS ref FROM road"], check=True)
    return out


def postgis(path, lon, lat, address):
    try:
        import psycopg
    except ImportError:
        print("| PostGIS | psycopg is missing |")
        return
    with psycopg.connect(address, autocommit=True) as base:
        base.execute("CREATE EXTENSION IF NOT EXISTS postgis")
        base.execute("DROP TABLE IF EXISTS bench_road")
        base.execute("CREATE TABLE bench_road (id bigint, highway text, name text, ref text, geom geometry(LineString, 3857))")
        with base.cursor() as cursor, cursor.copy("COPY bench_road FROM STDIN") as copy:
            for line in path.open():
                feature = json.loads(line)
                own = feature["properties"]
                points = feature["geometry"]["coordinates"]
                radius = 6378137
                text = ",".join(
                    f"{math.radians(x) * radius} {math.asinh(math.tan(math.radians(y))) * radius}" for x, y, *_ in points)
                copy.write_row((own["id"], own["highway"], own["name"], own["ref"], f"SRID=3857;LINESTRING({text})"))
        base.execute("CREATE INDEX ON bench_road USING gist (geom)")
        base.execute("VACUUM ANALYZE bench_road")
        classes = {6: "('motorway','trunk')", 8: "('motorway','trunk','primary')",
                   10: "('motorway','trunk','primary','secondary','tertiary')",
                   11: "('motorway','trunk','primary','secondary','tertiary')"}
        for zoom in (6, 8, 10, 11, 12, 13, 14):
            where = f"AND highway IN {classes[zoom]}" if zoom in classes else ""
            times, sizes = [], []
            for z, x, y in tiles_around(lon, lat, zoom, 3):
                query = f"""SELECT ST_AsMVT(t, 'roads', 4096, 'geom', 'id') FROM (
                    SELECT id, highway, name, ref, ST_AsMVTGeom(ST_Simplify(geom, 40075016.68 / 4096 / 2 ^ {z}),
                        ST_TileEnvelope({z}, {x}, {y}), 4096, 64) AS geom
                    FROM bench_road WHERE geom && ST_TileEnvelope({z}, {x}, {y}, margin => 0.015625) {where}) t"""
                size = base.execute(f"SELECT length(({query}))").fetchone()[0]
                if not size:
                    continue
                # What the server itself says it took, without planning and without the way to the client.
                plan = base.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {query}").fetchone()[0]
                times.append(plan[0]["Execution Time"] * 1e3)
                sizes.append(size)
            if times:
                print(f"| roads, PostGIS ST_AsMVT | {zoom} | {len(times)} | {statistics.median(times):.0f} | "
                      f"{max(times):.0f} | {statistics.median(sizes):.0f} |")
        base.execute("DROP TABLE bench_road")


def tippecanoe(path, folder):
    if not shutil.which("tippecanoe"):
        print("| tippecanoe | not on the path |")
        return
    started = time.perf_counter()
    subprocess.run(
        ["tippecanoe", "-q", "-z14", "-Z0", "-l", "roads", "-o", str(folder / "peer.pmtiles"), "--force",
         "--no-feature-limit", "--no-tile-size-limit", "-P", str(path)], check=True)
    print(f"| tippecanoe export z0-14 | {time.perf_counter() - started:.1f} s |")


def mapnik(store, folder, lon, lat):
    try:
        import mapnik
    except ImportError:
        print("| mapnik | not installed |")
        return
    import mapnik_style
    for found in Path("/usr/share/fonts").rglob("NotoSans-Regular.ttf"):
        mapnik.FontEngine.register_font(str(found))
    files = mapnik_style.layers(store, folder)
    side = 40075016.685578488
    for zoom in (8, 10, 12, 14, 16):
        plane = mapnik.Map(256, 256)
        # Pictures of 256 pixels are drawn in the style of the zoom before.
        mapnik.load_map_from_string(plane, mapnik_style.document(files, zoom - 1))
        times = []
        for z, x, y in tiles_around(lon, lat, min(zoom, 14), 2):
            x, y = x << (zoom - z), y << (zoom - z)
            size = side / 2**zoom
            plane.zoom_to_box(mapnik.Box2d(
                -side / 2 + x * size, side / 2 - (y + 1) * size, -side / 2 + (x + 1) * size, side / 2 - y * size))
            started = time.thread_time()
            image = mapnik.Image(256, 256)
            mapnik.render(plane, image)
            data = image.to_string("png8:z=1")
            # What has nothing in it is no picture to measure.
            if len(data) > 400:
                times.append((time.thread_time() - started) * 1e3)
            if PICTURES:
                (PICTURES / f"mapnik-{zoom}-{x}-{y}.png").write_bytes(image.to_string("png8:z=1"))
        print(f"| picture 256, mapnik | {zoom} | {len(times)} | {statistics.median(times):.2f} ms | {max(times):.2f} ms |")


def main():
    if len(sys.argv) < 4:
        print(__doc__, file=sys.stderr)
        return 64
    store, lon, lat = Path(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])
    with tempfile.TemporaryDirectory() as name:
        path = lines(store, Path(name))
        print(f"| lines | {sum(1 for _ in path.open())} |")
        if len(sys.argv) > 4:
            postgis(path, lon, lat, sys.argv[4])
        tippecanoe(path, Path(name))
        mapnik(store, Path(name), lon, lat)
    return 0


if __name__ == "__main__":
    sys.exit(main())
