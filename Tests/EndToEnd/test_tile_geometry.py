"""Every tile of the region to zoom 12: polygons are valid and wound as the specification requires, areas add up, and borders of
adjacent tiles match. With PLISION_GEODATA the region's real outlines are used."""
import gzip
import json
import math
import pathlib

import mapbox_vector_tile
import numpy
import pytest
from pmtiles.reader import MmapSource, Reader, all_tiles
from shapely.geometry import box, shape
from shapely import transform
from shapely.ops import unary_union

from conftest import GEODATA, run
from test_tiles import maps, roads, tile_range  # noqa: F401 (fixtures)

EXTENT = 4096


def polygons(geometry):
    """The polygons of a decoded feature in tile units, y to the south: rings, the exterior first."""
    return geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]


def doubled_area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1]))


def check(z, x, y, name, features):
    """Checks each polygon; returns the shapes of the layer by feature id."""
    found = {}
    for feature in features:
        geometry = feature["geometry"]
        if not geometry["type"].endswith("Polygon"):
            continue
        place = (name, z, x, y, feature["id"])
        for polygon in polygons(geometry):
            # MVT 2.1, 4.3.4.4: exteriors have a positive area in tile coordinates, interiors a negative one.
            assert doubled_area(polygon[0]) > 0, place
            assert all(doubled_area(hole) < 0 for hole in polygon[1:]), place
        one = shape(geometry)
        assert one.is_valid, place
        assert one.bounds[0] >= -64 and one.bounds[1] >= -64, place
        assert one.bounds[2] <= EXTENT + 64 and one.bounds[3] <= EXTENT + 64, place
        assert feature["id"] not in found, place
        found[feature["id"]] = one
    return found


def tiles(file):
    with file.open("rb") as handle:
        source = MmapSource(handle)
        for (z, x, y), data in all_tiles(source):
            yield z, x, y, mapbox_vector_tile.decode(gzip.decompress(data), default_options={"y_coord_down": True})


@pytest.fixture(scope="module")
def archives(tmp_path_factory, roads):  # noqa: F811
    folder = tmp_path_factory.mktemp("archives")
    for layer in ("municipalities", "base"):
        run("tiles", "export", "--layer", layer, "--zoom", "0-12", "--out", folder / f"{layer}.pmtiles", "--dataset",
            roads.dataset)
    return folder


def test_every_tile_to_zoom_12_is_valid(archives):
    inside = box(0, 0, EXTENT, EXTENT)
    seen, areas, shapes = 0, {}, {}
    for layer in ("municipalities", "base"):
        for z, x, y, content in tiles(archives / f"{layer}.pmtiles"):
            for name, own in content.items():
                found = check(z, x, y, name, own["features"])
                seen += len(found)
                if name != "municipalities":
                    continue
                for identifier, one in found.items():
                    areas[z, identifier] = areas.get((z, identifier), 0) + one.intersection(inside).area / 4**z
                    shapes[z, x, y, identifier] = one
                # Features do not overlap: the area of their union is the sum of their areas.
                ids = list(found)
                for place, first in enumerate(ids):
                    for second in ids[place + 1:]:
                        assert found[first].intersection(found[second]).area == 0, (z, x, y, first, second)
    assert seen > 1000
    region = {}
    for (z, _), area in areas.items():
        region[z] = region.get(z, 0) + area
    # The clipped pieces add up to the region and to each municipality at every zoom.
    exact = region[12]
    for zoom in range(6, 13):
        assert abs(region[zoom] - exact) < exact * 1e-3, (zoom, region[zoom] / exact)
    for (z, identifier), area in areas.items():
        if z >= 10:
            assert abs(area - areas[12, identifier]) < areas[12, identifier] * 2e-3, (z, identifier)
    if GEODATA:
        outlines = outlines_area()
        assert abs(exact / EXTENT**2 - outlines) < outlines * 1e-3, exact / EXTENT**2 / outlines
    compared = edges_match(shapes)
    assert compared > 500


def outlines_area():
    """The area of the region's published outlines on the Web Mercator unit square."""
    file = pathlib.Path(GEODATA) / "thessaly/municipalities.geojson"
    features = json.loads(file.read_text())["features"]

    def square(x, y):
        return x / 360 + 0.5, 0.5 - math.asinh(math.tan(math.radians(y))) / math.tau

    return unary_union([
        transform(shape(one["geometry"]), lambda points: numpy.array([square(*point) for point in points])).buffer(0)
        for one in features]).area


def edges_match(shapes):
    """In the strip that two adjacent tiles both draw, an area is the same in both except for rounding."""
    compared = 0
    for (z, x, y, identifier), here in shapes.items():
        for dx, dy, strip, shift in ((1, 0, box(EXTENT - 60, 0, EXTENT + 60, EXTENT), (-EXTENT, 0)),
                                     (0, 1, box(0, EXTENT - 60, EXTENT, EXTENT + 60), (0, -EXTENT))):
            if z < 4 or (x + dx) >= 2**z or (y + dy) >= 2**z:
                continue
            there = shapes.get((z, x + dx, y + dy, identifier))
            own = here.intersection(strip)
            moved = box(*[a + b for a, b in zip(strip.bounds, shift + shift)])
            other = there.intersection(moved).area if there is not None else 0
            # Borders are clipped and rounded separately, so they may differ by a unit.
            length = own.length + 240
            assert abs(own.area - other) <= 2 * length, (z, x, y, identifier, own.area, other)
            compared += 1
    return compared


def test_every_coverage_tile_to_zoom_12_is_valid(maps):  # noqa: F811
    bounds = maps.json("/tiles/municipalities.json")["bounds"]
    seen = 0
    for zoom in range(5, 13):
        step = 1 if zoom < 12 else 3
        for z, x, y in tile_range(bounds, zoom)[::step]:
            status, _, body = maps.get(f"/tiles/coverage/{z}/{x}/{y}.mvt?kind=community-centre&mode=car")
            if status == 204:
                continue
            content = mapbox_vector_tile.decode(body, default_options={"y_coord_down": True})
            found = list(check(z, x, y, "coverage", content["coverage"]["features"]).values())
            seen += len(found)
            # Bands do not overlap.
            whole = sum(one.area for one in found)
            if found:
                assert math.isclose(unary_union(found).area, whole, rel_tol=1e-9), (z, x, y)
    assert seen > 500
