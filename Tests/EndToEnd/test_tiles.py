"""Tiles and coverage maps, read with independent tools: mapbox-vector-tile, pmtiles, sqlite, and GDAL if installed."""
import csv
import gzip
import io
import json
import shutil
import sqlite3
import struct
import subprocess
import time

import mapbox_vector_tile
import pytest
from pmtiles.reader import MmapSource, Reader
from pmtiles.tile import TileType, zxy_to_tileid
from shapely.geometry import shape
from shapely.ops import unary_union

from conftest import BINARY, ROOT, Region, Server, run


@pytest.fixture(scope="module")
def roads(tmp_path_factory, thessaly):
    """The region with sample roads, so that travel questions work on every machine."""
    region = Region(tmp_path_factory.mktemp("roads"))
    shutil.copy(thessaly.store, region.store)
    sample = region.folder / "sample.osm"
    run("sample-roads", "--store", region.store, "--out", sample)
    region.import_("--osm", sample, "--clip", "none")
    region.build()
    return region


@pytest.fixture(scope="module")
def maps(tmp_path_factory, roads):
    server = Server(roads.dataset, tmp_path_factory.mktemp("maps") / "log")
    yield server
    server.stop()


def decode(data):
    return mapbox_vector_tile.decode(data, default_options={"y_coord_down": True})


def tile_range(bounds, zoom):
    import math

    def row(latitude):
        return int((1 - math.asinh(math.tan(math.radians(latitude))) / math.pi) / 2 * 2**zoom)

    west, south, east, north = bounds
    columns = range(int((west + 180) / 360 * 2**zoom), int((east + 180) / 360 * 2**zoom) + 1)
    return [(zoom, x, y) for x in columns for y in range(row(north), row(south) + 1)]


def test_areas_are_valid_and_wound_as_specified(maps):
    seen = 0
    for layer in ("municipalities", "water", "landuse", "coverage"):
        query = "?kind=community-centre&mode=car" if layer == "coverage" else ""
        document = maps.json(f"/tiles/{layer}.json{query}")
        bounds = maps.json("/tiles/municipalities.json")["bounds"]
        assert document["tilejson"] == "3.0.0"
        for zoom in range(5, 11):
            for z, x, y in tile_range(bounds, zoom)[:: 1 if zoom < 9 else 7]:
                status, _, body = maps.get(f"/tiles/{layer}/{z}/{x}/{y}.mvt{query}")
                if status == 204:
                    continue
                for name, content in decode(body).items():
                    for feature in content["features"]:
                        geometry = shape(feature["geometry"])
                        assert geometry.is_valid, (layer, z, x, y, feature["properties"])
                        seen += geometry.geom_type.endswith("Polygon")
    assert seen > 200


def test_coverage_table_adds_up(roads, maps):
    table = maps.json("/api/v1/coverage?kind=community-centre&mode=car&minutes=15,30,60")
    total = table["total"]
    assert total["population"] == sum(row["population"] for row in table["municipalities"])
    for row in table["municipalities"] + [total]:
        assert row["covered"] + row["uncovered"] + row["unknown"] == row["population"]
        assert row["within"][-1]["population"] == row["covered"]
    everyone = maps.json("/api/v1/municipalities")["municipalities"]
    assert total["population"] == sum(m["population"] for m in everyone)
    # The command line prints the same.
    out, _ = run("coverage", "--kind", "community-centre", "--mode", "car", "--minutes", "15,30,60", "--format", "csv",
                 "--dataset", roads.dataset)
    rows = list(csv.DictReader(io.StringIO(out)))
    assert int(rows[-1]["covered"]) == total["covered"] and int(rows[-1]["unknown"]) == total["unknown"]


def test_coverage_areas_do_not_overlap_and_fill_the_land(roads):
    out, _ = run("coverage", "--kind", "community-centre", "--format", "geojson", "--dataset", roads.dataset)
    features = json.loads(out)["features"]
    shapes = [shape(feature["geometry"]) for feature in features]
    assert all(one.is_valid for one in shapes)
    assert len({feature["properties"]["band"] for feature in features}) == len(features)
    together = unary_union(shapes)
    assert abs(sum(one.area for one in shapes) - together.area) < together.area * 1e-3


def test_invalid_tiles_are_refused_with_a_reason(maps):
    for path in ("/tiles/coverage/5/17/12.mvt?kind=nothing", "/tiles/coverage/5/17/12.mvt?mode=horse",
                 "/tiles/light/19/0/0.png", "/tiles/light/3/9/0.png", "/tiles/unknown/3/0/0.png",
                 "/api/v1/coverage?minutes=0", "/api/v1/coverage?minutes=15,999", "/api/v1/coverage?minutes=a",
                 "/maps/static.png?width=1", "/fonts/Noto%20Sans%20Regular/1-256.pbf", "/sprites/other.png"):
        status, headers, body = maps.get(path)
        assert status in (400, 404), path
        assert headers["Content-Type"] == "application/problem+json", path
        assert json.loads(body)["detail"], path


def test_pictures(maps):
    for path, size in (("/tiles/light/9/288/194.png", 256), ("/tiles/light/9/288/194@2x.png", 512),
                       ("/tiles/print/9/288/194.png", 256), ("/tiles/coverage/9/288/194.png?mode=car", 256),
                       ("/maps/static.png?width=300&height=300", 300)):
        status, headers, body = maps.get(path)
        assert status == 200 and headers["Content-Type"] == "image/png", path
        assert struct.unpack(">II", body[16:24]) == (size, size), path
    status, headers, body = maps.get("/maps/coverage.pdf?kind=community-centre&mode=car")
    assert status == 200 and headers["Content-Type"] == "application/pdf" and body.startswith(b"%PDF")


def test_styles_use_only_existing_layers(maps):
    style = maps.json("/styles/coverage.json?kind=community-centre&mode=car")
    for name, source in style["sources"].items():
        assert maps.get(source["url"].removeprefix(maps.url))[0] == 200, name
    assert maps.get(style["sprite"].removeprefix(maps.url) + "@2x.json")[0] == 200
    glyphs = style["glyphs"].removeprefix(maps.url).replace("{fontstack}", "Noto%20Sans%20Bold").replace("{range}", "768-1023")
    status, _, body = maps.get(glyphs)
    assert status == 200 and len(body) > 10000


def test_other_origins_may_read_tiles(maps):
    for path in ("/tiles/base/8/144/97.mvt", "/tiles/base.json", "/styles/light.json", "/sprites/light.json",
                 "/fonts/Noto%20Sans%20Regular/0-255.pbf", "/tiles/light/8/144/97.png"):
        assert maps.get(path)[1]["Access-Control-Allow-Origin"] == "*", path
    assert maps.get("/")[1]["Access-Control-Allow-Origin"] is None


def test_cached_and_drawn_tiles_are_counted_separately(maps):
    def counts():
        lines = maps.get("/metrics")[2].decode().splitlines()
        return [float(next((line.split()[-1] for line in lines
                            if line.startswith('plision_tiles_total{state="%s"}' % state)), 0))
                for state in ("warm", "cold")]

    warm, cold = counts()
    for _ in range(3):
        assert maps.get("/tiles/municipalities/13/4601/3113.mvt")[0] == 200
    assert counts() == [warm + 2, cold + 1]


def test_layers_have_their_cache_lifetimes(maps):
    for layer, wanted in (("base", "max-age=600"), ("structures", "max-age=30"), ("closures", "no-cache"),
                          ("coverage", "no-cache")):
        assert wanted in maps.get(f"/tiles/{layer}/8/144/97.mvt")[1]["Cache-Control"], layer


def test_moments_with_equal_structures_share_tags(maps):
    tile = "/tiles/coverage/8/144/97.mvt?mode=car&openAt="
    tags = {maps.get(tile + moment)[1]["ETag"] for moment in ("2026-04-07T10:00", "2026-04-07T10:01", "now", "now")}
    assert len(tags) <= 2
    answer = maps.json("/api/v1/coverage?mode=car&openAt=2026-04-07T10:00")
    assert answer["openAt"].startswith("2026-04-07T10:00:00")
    status, _, pdf = maps.get("/maps/coverage.pdf?mode=car&openAt=2026-04-07T10:00")
    assert status == 200 and pdf.startswith(b"%PDF")


def test_tiles_are_revalidated_by_their_tag(maps):
    status, headers, _ = maps.get("/tiles/base/8/144/97.mvt")
    assert status == 200
    assert maps.get("/tiles/base/8/144/97.mvt", **{"If-None-Match": headers["ETag"]})[0] == 304


@pytest.mark.parametrize("ending", ["pmtiles", "mbtiles"])
def test_a_resumed_export_has_the_same_bytes(roads, tmp_path, ending):
    arguments = ["tiles", "export", "--layer", "municipalities", "--zoom", "0-13", "--dataset", roads.dataset]
    whole, cut = tmp_path / f"whole.{ending}", tmp_path / f"cut.{ending}"
    run(*arguments, "--out", whole)
    part = tmp_path / f"cut.{ending}.part"

    def written():
        try:
            return part.stat().st_size
        except FileNotFoundError:
            return 0

    killed = 0
    for size in (60_000, 300_000, 500_000):
        process = subprocess.Popen(
            [BINARY, *map(str, arguments), "--out", str(cut)], cwd=ROOT, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        # Kill it while it writes, without a chance to clean up.
        while process.poll() is None and written() <= size:
            time.sleep(0.001)
        killed += process.poll() is None
        process.kill()
        process.wait()
    run(*arguments, "--out", cut)
    assert cut.read_bytes() == whole.read_bytes()
    assert killed > 0
    assert sorted(one.name for one in tmp_path.iterdir()) == [f"cut.{ending}", f"whole.{ending}"]


def test_archives_contain_the_tiles_of_the_server(roads, maps, tmp_path):
    for layer in ("base", "municipalities"):
        pm, mb = tmp_path / f"{layer}.pmtiles", tmp_path / f"{layer}.mbtiles"
        for out in (pm, mb):
            run("tiles", "export", "--layer", layer, "--zoom", "4-9", "--out", out, "--dataset", roads.dataset)
        again = tmp_path / "again.pmtiles"
        run("tiles", "export", "--layer", layer, "--zoom", "4-9", "--out", again, "--dataset", roads.dataset)
        assert again.read_bytes() == pm.read_bytes()
        again.unlink()
        twice = tmp_path / "twice.mbtiles"
        run("tiles", "export", "--layer", layer, "--zoom", "4-9", "--out", twice, "--dataset", roads.dataset)
        assert twice.read_bytes() == mb.read_bytes()
        with pm.open("rb") as file:
            reader = Reader(MmapSource(file))
            header = reader.header()
            assert header["tile_type"] == TileType.MVT and header["clustered"]
            assert (header["min_zoom"], header["max_zoom"]) == (4, 9)
            assert reader.metadata()["vector_layers"]
            database = sqlite3.connect(mb)
            rows = database.execute("SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles").fetchall()
            assert len(rows) == header["addressed_tiles_count"] > 10
            ids = []
            for z, x, row, data in rows:
                y = 2**z - 1 - row
                assert reader.get(z, x, y) == data
                ids.append(zxy_to_tileid(z, x, y))
                plain = gzip.decompress(data)
                status, _, body = maps.get(f"/tiles/{layer}/{z}/{x}/{y}.mvt")
                assert status == 200 and body == plain
            assert len(set(ids)) == len(ids)
        if shutil.which("ogrinfo"):
            # A build of GDAL without SQLite cannot open the file; one with it must.
            formats = subprocess.run(["ogrinfo", "--formats"], capture_output=True, text=True).stdout
            if "MBTiles" in formats:
                seen = subprocess.run(["ogrinfo", "-so", str(mb)], capture_output=True, text=True)
                assert seen.returncode == 0 and "ERROR" not in seen.stderr, seen.stderr
