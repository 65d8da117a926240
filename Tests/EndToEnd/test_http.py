"""Conformance to HTTP and other standards, tested with raw sockets, promtool and GDAL."""
import gzip
import json
import math
import re
import socket
import subprocess

import numpy
import pyogrio.raw
import pytest
import shapely

from conftest import Server


def raw(server, text):
    """Sends bytes unchanged and returns everything received until the server closes or is silent."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(text.encode("latin-1"))
        connection.settimeout(1)
        answer = b""
        try:
            while part := connection.recv(65536):
                answer += part
        except TimeoutError:
            pass
        return answer


def status(answer):
    return int(re.match(rb"HTTP/1\.1 (\d+)", answer)[1])


@pytest.mark.parametrize("head, expected", [
    ("GET /healthz HTTP/1.1\r\n", 400),
    ("GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n", 400),
    ("GET /healthz HTTP/1.1\r\nHost: a\r\nHost: a\r\n", 400),
    ("GET /healthz HTTP/1.1\r\nHost: a/b\r\n", 400),
    ("GET /healthz HTTP/1.1\r\nHost: a b\r\n", 400),
    ("GET /healthz HTTP/1.1\r\nHost: user@a\r\n", 400),
    ("GET /healthz HTTP/1.1\r\nHost: a:99999\r\n", 400),
    ("GET /healthz HTTP/1.1\r\nHost: a:x\r\n", 400),
    ("GET /healthz HTTP/1.1\r\nHost: [::1\r\n", 400),
    ("GET http://a/healthz HTTP/1.1\r\n", 400),
    ("GET http:///healthz HTTP/1.1\r\nHost: a\r\n", 400),
    ("GET /healthz HTTP/1.1\r\nHost: a\r\n", 200),
    ("GET /healthz HTTP/1.1\r\nhost: a.example:8080\r\n", 200),
    ("GET /healthz HTTP/1.1\r\nHost: [::1]:80\r\n", 200),
    ("GET /healthz HTTP/1.1\r\nHost:\r\n", 200),
    ("GET http://b.example/healthz HTTP/1.1\r\nHost: a\r\n", 200),
    ("GET /healthz HTTP/1.0\r\n", 200),
    ("GET /healthz HTTP/1.0\r\nHost: a\r\n", 200),
    ("GET /healthz HTTP/1.0\r\nHost: a\r\nHost: b\r\n", 400),
    ("OPTIONS * HTTP/1.1\r\nHost: a\r\n", 204),
])
def test_a_request_needs_exactly_one_host(server, head, expected):
    answer = raw(server, head + "\r\n")
    assert status(answer) == expected, answer
    if expected == 400:
        body = json.loads(answer.split(b"\r\n\r\n", 1)[1])
        assert body["type"] == "/problems/bad-host" and b"connection: close" in answer.lower()


def test_requests_after_one_without_host_are_not_read(server):
    answer = raw(server, "GET /healthz HTTP/1.1\r\n\r\nGET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
    assert answer.count(b"HTTP/1.1 ") == 1 and status(answer) == 400


def test_a_connection_of_http_1_0_ends_with_its_answer(server):
    for head in ("", "Connection: keep-alive\r\n"):
        answer = raw(server, f"GET /healthz HTTP/1.0\r\n{head}\r\nGET /healthz HTTP/1.0\r\n\r\n")
        assert answer.count(b"HTTP/1.1 200") == 1 and b"connection: close" in answer.lower()


@pytest.mark.parametrize("field, coded", [
    ("gzip", True), ("gzip;q=0, *", False), ("*;q=0.1", True), ("identity;q=0, gzip", True), ("", False), ("x-gzip", True),
    ("GZIP;Q=0.000", False), ("identity, gzip;q=0.5", False),
])
def test_codings_are_negotiated_everywhere(server, field, coded):
    plain = {}
    for path in ("/export/structures.csv", "/", "/api/v1/municipalities", "/tiles/municipalities/7/71/48.mvt",
                 "/assets/plision.css", "/openapi.json"):
        found, headers, body = server.get(path, **{"Accept-Encoding": field})
        assert found == 200 and (headers["Content-Encoding"] == "gzip") == coded, path
        assert "Accept-Encoding" in (headers["Vary"] or ""), path
        plain[path] = gzip.decompress(body) if coded else body
        assert plain[path] == server.get(path, **{"Accept-Encoding": "identity"})[2], path


def test_a_client_that_accepts_no_coding_gets_406(server):
    for path in ("/export/structures.csv", "/", "/api/v1/nearest?lon=22.4&lat=39.6", "/maps/static.png"):
        assert server.get(path, **{"Accept-Encoding": "identity;q=0"})[0] == 406, path
        found, headers, body = server.get(path, **{"Accept-Encoding": "identity;q=0, gzip"})
        assert found == 200 and headers["Content-Encoding"] == "gzip" and gzip.decompress(body), path


def test_a_file_is_fetched_in_parts(server, tmp_path):
    """As curl does when it resumes an interrupted download."""
    url = server.url + "/export/structures.csv"
    whole, part = tmp_path / "whole.csv", tmp_path / "part.csv"
    subprocess.run(["curl", "-sf", "-o", whole, url], check=True)
    part.write_bytes(whole.read_bytes()[:777])
    subprocess.run(["curl", "-sf", "-C", "-", "-o", part, url], check=True)
    assert part.read_bytes() == whole.read_bytes() and whole.stat().st_size > 777
    size = whole.stat().st_size
    found, headers, _ = server.get("/export/structures.csv", Range=f"bytes={size}-")
    assert found == 416 and headers["Content-Range"] == f"bytes */{size}"
    found, headers, body = server.get("/export/structures.csv", Range="bytes=0-9,100-109")
    assert found == 206 and headers["Content-Type"].startswith("multipart/byteranges")
    assert whole.read_bytes()[100:110] in body and int(headers["Content-Length"]) == len(body)


def test_promtool_accepts_the_metrics(server):
    for path in ("/api/v1/kinds", "/nothing", "/tiles/base/7/71/48.mvt"):
        server.get(path)
    done = subprocess.run(
        ["promtool", "check", "metrics"], input=server.get("/metrics")[2], capture_output=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.parametrize("collection", ["structures", "municipalities"])
def test_gdal_reads_tiles_by_the_ogc_api(server, collection):
    """GDAL takes the bounds of a collection for units of the tiles, so they are given in metres."""
    bounds = dict(MINX="2350000", MINY="4690000", MAXX="2720000", MAXY="4900000")
    meta, _, geometries, columns = pyogrio.raw.read(
        f"OGCAPI:{server.url}/ogc/collections/{collection}", layer="Zoom level 7", API="TILES", CACHE="NO", **bounds)
    assert meta["crs"] == "EPSG:3857" and len(geometries) > 0 and "name:el" in meta["fields"]
    for geometry in shapely.from_wkb(geometries):
        west, south, east, north = geometry.bounds
        assert 2_200_000 < west <= east < 2_900_000 and 4_600_000 < south <= north < 5_000_000


def gdal(*command):
    return subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True, timeout=120).stdout


@pytest.mark.parametrize("collection", ["structures", "municipalities"])
def test_gdal_3_6_opens_the_drawn_tiles(server, collection):
    """Debian's GDAL uses the tiles in degrees, which are the units of the collection's bounds."""
    source = f"OGCAPI:{server.url}/ogc/collections/{collection}"
    found = json.loads(gdal("gdalinfo", "-json", source, "-oo", "API=TILES", "-oo", "CACHE=NO"))
    west, south, east, north = server.json(f"/ogc/collections/{collection}")["extent"]["spatial"]["bbox"][0]
    assert found["cornerCoordinates"]["upperLeft"] == pytest.approx([west, north], abs=2e-5)
    assert found["cornerCoordinates"]["lowerRight"] == pytest.approx([east, south], abs=2e-5)
    assert "CRS84" in found["coordinateSystem"]["wkt"] and len(found["bands"]) == 4


def test_gdal_3_6_finds_every_structure_where_it_is(server, tmp_path):
    """Forty pixels of zoom 13 around each position: the disc of the structure, and only land without it."""
    features = server.json("/ogc/collections/structures/items?limit=1000")["features"]
    places = {tuple(feature["geometry"]["coordinates"]) for feature in features if feature["geometry"]}
    cell = 0.703125 / 2 ** 13
    alone = [place for place in places
             if all(max(abs(place[0] - x), abs(place[1] - y)) > 90 * cell for x, y in places - {place})]
    assert len(alone) > 3
    for number, (x, y) in enumerate(sorted(alone)[:6]):
        half = 20 * cell
        for shift, wanted in ((0, True), (3 * half, False)):
            target = tmp_path / f"{number}-{shift}.img"
            gdal("gdal_translate", "-q", "-of", "ENVI", "-co", "INTERLEAVE=BIP", "-outsize", 40, 40, "-projwin",
                 x + shift - half, y + half, x + shift + half, y - half, "-oo", "API=TILES", "-oo", "CACHE=NO",
                 f"OGCAPI:{server.url}/ogc/collections/structures", target)
            colours = numpy.fromfile(target, numpy.uint8).reshape(40, 40, 4)[:, :, :3].astype(int)
            disc = abs(colours - [0x0B, 0x5A, 0x6F]).sum(axis=2) < 60
            assert (disc.sum() > 25) == wanted, (x, y, shift)
            if wanted:
                rows, columns = numpy.nonzero(disc)
                assert (rows.min() + rows.max() + 1) / 2 == pytest.approx(20, abs=1.5), (x, y)
                assert (columns.min() + columns.max() + 1) / 2 == pytest.approx(20, abs=1.5), (x, y)


def test_gdal_3_6_opens_a_region_of_less_than_a_degree(toyland, tmp_path):
    """The first zooms, at which the region is smaller than a pixel, are omitted, because GDAL would fail at them."""
    server = Server(toyland.dataset, tmp_path / "log")
    try:
        source = f"OGCAPI:{server.url}/ogc/collections/structures"
        gdal("gdal_translate", "-q", "-of", "PNG", "-outsize", 300, 0, "-oo", "API=TILES", "-oo", "CACHE=NO", source,
             tmp_path / "small.png")
        assert json.loads(gdal("gdalinfo", "-json", tmp_path / "small.png"))["size"][0] == 300
    finally:
        server.stop()


def test_tile_matrix_sets_have_the_members_of_both_versions(server):
    listed = server.json("/ogc/tileMatrixSets")["tileMatrixSets"]
    assert [entry["id"] for entry in listed] == ["WebMercatorQuad", "WorldCRS84Quad"]
    metres = [1, 6378137 * math.pi / 180]
    systems = ["http://www.opengis.net/def/crs/EPSG/0/3857", "http://www.opengis.net/def/crs/OGC/1.3/CRS84"]
    for across, entry in enumerate(listed, 1):
        pyramid = server.json(entry["links"][0]["href"].removeprefix(server.url))
        assert pyramid["crs"] == pyramid["supportedCRS"] == systems[across - 1]
        assert pyramid["type"] == "TileMatrixSetType" and pyramid["identifier"] == pyramid["id"]
        for zoom, matrix in enumerate(pyramid["tileMatrices"]):
            assert matrix["id"] == matrix["identifier"] == str(zoom)
            assert matrix["pointOfOrigin"] == matrix["topLeftCorner"]
            cell = pytest.approx(matrix["cellSize"] * metres[across - 1] / 0.00028, rel=1e-12)
            assert matrix["scaleDenominator"] == cell
            assert matrix["matrixWidth"] == across * 2 ** zoom and matrix["matrixHeight"] == 2 ** zoom
