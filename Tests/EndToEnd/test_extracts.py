"""Extracts of other countries: nothing is assumed to be Greek. Counts are compared with osmium-tool on the same file."""
import json
import math
import pathlib
import sqlite3
import struct
import subprocess
import urllib.parse

import pytest

from conftest import GEODATA, Region, Server, run

EXTRACTS = [
    "andorra.osm.gz", "andorra.osm.pbf", "columbus.osm.pbf", "hamburg-hafen-ferry.osm.pbf",
    "liechtenstein-latest.osm.pbf", "monaco-latest.osm.pbf", "porto_portugal.osm.pbf",
]


def osmium_count(file, kind, *filters):
    """The number of objects of a kind (n, w, r) that pass the filters, according to osmium-tool."""
    lines = subprocess.run(
        ["osmium", "tags-filter", "--omit-referenced", "-f", "opl", "-o", "-", file, *filters],
        check=True, capture_output=True).stdout.splitlines()
    return sum(line.startswith(kind.encode()) for line in lines)


if GEODATA:

    @pytest.fixture(scope="module", params=EXTRACTS)
    def extract(request, tmp_path_factory):
        file = pathlib.Path(GEODATA) / "osm" / request.param
        region = Region(tmp_path_factory.mktemp(request.param.split(".")[0]))
        region.file = file
        out, err = region.import_("--osm", file)
        region.report = out + err
        region.build()
        return region

    def test_imports_builds_and_verifies(extract):
        run("verify", "--dataset", extract.dataset)

    def test_counts_agree_with_osmium(extract):
        with sqlite3.connect(extract.store) as store:
            def ours(sql):
                return store.execute(sql).fetchone()[0]
            assert ours("select count(*) from turn_restriction") <= osmium_count(
                extract.file, "r", "r/type=restriction")
            roads = osmium_count(extract.file, "w", "w/highway")
            kept = ours("select count(*) from road where json_extract(tags, '$.highway') is not null")
            assert kept <= roads
            assert kept >= 0.9 * roads
            numbered = ours("select count(*) from address where house_number is not null and id like 'n%'")
            assert numbered == osmium_count(extract.file, "n", "n/addr:housenumber")

    def test_doors_are_found_by_their_text(extract, tmp_path):
        """«street number, city» of every door that has all three finds it, or one with the same text, first."""
        with sqlite3.connect(extract.store) as store:
            rows = store.execute(
                "select street, house_number, city, geom from address where street is not null"
                " and house_number is not null and city is not null").fetchall()
        doors = {}
        for street, number, city, shape in rows:
            doors.setdefault(f"{street} {number}, {city}", []).append(struct.unpack_from("<2d", shape, 6))
        server = Server(extract.dataset, tmp_path / "log")
        try:
            lost = []
            for text, positions in doors.items():
                # The interface accepts 128 characters.
                found, _, body = server.get("/api/v1/geocode?" + urllib.parse.urlencode({"q": text[:128], "limit": 3}))
                best = json.loads(body)["results"][:1] if found == 200 else []
                if not any(is_door(result, position) for result in best for position in positions):
                    lost += [text] * len(positions)
        finally:
            assert server.stop() == 0
        assert len(lost) <= 0.03 * len(rows), f"{len(lost)} of {len(rows)}: {lost[:20]}"

    def is_door(result, position):
        """Whether a result is a door within 150 m."""
        scale = math.cos(math.radians(position[1]))
        metres = math.hypot((result["lon"] - position[0]) * scale, result["lat"] - position[1]) * 111_320
        return result["kind"] in ("address", "interpolated") and metres < 150

    def test_serves_it(extract, tmp_path):
        server = Server(extract.dataset, tmp_path / "log")
        try:
            assert server.json("/api/v1/structures")["build"]
            assert server.json("/api/v1/municipalities")["municipalities"] == []
            assert server.get("/")[0] == 200
        finally:
            assert server.stop() == 0

    def test_two_formats_of_one_extract_give_one_dataset(tmp_path):
        parts = []
        for name in ("andorra.osm.gz", "andorra.osm.pbf"):
            region = Region(tmp_path / name)
            region.folder.mkdir()
            region.import_("--osm", pathlib.Path(GEODATA) / "osm" / name)
            region.build()
            parts.append({f.name: f.read_bytes()[64:] for f in region.dataset.iterdir() if f.name != "region.plz"})
        assert parts[0].keys() == parts[1].keys()
