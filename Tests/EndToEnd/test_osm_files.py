"""OpenStreetMap files as they occur (edited, cut, with history, empty), and which of their structures are offered."""
import gzip
import json
import shutil

import pytest

from conftest import Region, run


def osm(body, top="osm"):
    return f'<?xml version="1.0"?>\n<{top} version="0.6" generator="test">\n{body}\n</{top}>\n'


def node(number, lon, lat, attributes="", **tags):
    texts = "".join(f'<tag k="{key.replace("__", ":")}" v="{value}"/>' for key, value in tags.items())
    return f'<node id="{number}" lon="{lon}" lat="{lat}" {attributes}>{texts}</node>'


def way(number, refs, attributes="", **tags):
    texts = "".join(f'<tag k="{key.replace("__", ":")}" v="{value}"/>' for key, value in tags.items())
    return f'<way id="{number}" {attributes}>' + "".join(f'<nd ref="{ref}"/>' for ref in refs) + f"{texts}</way>"


CORNERS = [node(1, 22.4, 39.6), node(2, 22.4023285, 39.6), node(3, 22.404657, 39.6), node(4, 22.4, 39.6018012),
           node(5, 22.404657, 39.6018012)]


def imported(folder, body, *arguments):
    (folder / "in.osm").write_text(osm(body), encoding="utf-8")
    region = Region(folder)
    out, _ = region.import_("--osm", folder / "in.osm", *arguments, "--format", "json")
    region.source = json.loads(out)["sources"][-1]
    region.build()
    return region


@pytest.mark.parametrize("mark", ['action="delete" visible="true"', "action='delete'", 'visible="false"'])
def test_josm_deleted_way(tmp_path, mark):
    """A way that an editor has deleted is not used for routes."""
    body = "\n".join(CORNERS + [way(1, [1, 2, 3], mark, highway="residential"), way(2, [1, 4, 5, 3], highway="residential")])
    region = imported(tmp_path, body)
    route = region.json("route", "22.399988,39.600270", "22.404669,39.600270", "--mode", "car")
    assert route["metres"] == pytest.approx(740, abs=10)


@pytest.mark.parametrize("name, content, words", [
    ("history-file.osm", osm("\n".join(CORNERS + [
        way(1, [1, 2], 'version="1"', highway="residential"), '<way id="1" version="2" visible="false"/>',
        way(1, [1, 2, 3], 'version="3"', highway="residential")])), "a file with history: way 1"),
    ("moved.osm", osm(node(1, 22, 39, 'version="1"') + node(1, 22, 39.5, 'version="2"')), "a file with history: node 1"),
    ("changes.osc", osm("<modify>" + CORNERS[0] + "</modify>", "osmChange"), "a change file"),
    ("nothing.osm", osm(""), "without any map object"),
    ("bounds.osm", osm('<bounds minlat="39" minlon="22" maxlat="40" maxlon="23"/>'), "without any map object"),
    ("deleted.osm", osm(node(1, 22, 39, 'action="delete"')), "without any map object"),
    ("empty.osm.pbf", b"", "an empty file"),
    ("page.osm.pbf", "<!DOCTYPE html>\n<html><body>Too many requests</body></html>", "an HTML page"),
    ("cut.osm.gz", gzip.compress(osm("\n".join(CORNERS)).encode(), mtime=0)[:-20], "damaged"),
])
def test_files_that_are_not_extracts_are_refused(tmp_path, name, content, words):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    _, err = run("import", "--osm", path, "--store", tmp_path / "s.sqlite", code=65)
    assert words in err and name in err and len(err.strip().splitlines()) <= 2, err
    assert not (tmp_path / "s.sqlite").exists()
    run("import", "--osm", tmp_path / "none.osm", "--store", tmp_path / "s.sqlite", code=66)
    run("import", "--osm", tmp_path, "--store", tmp_path / "s.sqlite", code=66)


def test_refused_counts_only_refused_records(tmp_path):
    """A road cut at the edge of an extract is imported in part, and objects that are not imported are not counted."""
    body = "\n".join(CORNERS + [
        way(1, [1, 2, 99], highway="residential"), way(2, [98, 99], highway="residential"), way(3, [1, 2, 3], railway="rail"),
        node(6, 22.4, 39.601, amenity="bench"), node(7, 22.4, 39.602, place="hamlet")])
    source = imported(tmp_path, body).source
    assert source["rejected"] == 2
    assert {(reject["position"], reject["kept"]) for reject in source["rejects"]} == {
        ("w1", True), ("w2", False), ("n7", False)}
    out, _ = run("import", "--osm", tmp_path / "in.osm", "--store", tmp_path / "again.sqlite")
    assert "refused 2," in out and "taken in part: w1: road: 1 of 3 nodes are not in the file" in out


@pytest.mark.parametrize("gap", [True, False])
def test_a_road_in_pieces_keeps_its_turn_restriction_its_name_and_its_number(tmp_path, gap):
    """Way 1 leads from the west into a crossing, where a right turn is forbidden; another piece of it is in the east."""
    places = [node(1, 22.400, 39.600), node(2, 22.402, 39.600), node(3, 22.404, 39.600), node(4, 22.402, 39.599),
              node(5, 22.404, 39.599), node(6, 22.410, 39.600), node(7, 22.412, 39.600)]
    body = "\n".join(places + [
        way(1, [1, 2] + ([99, 6, 7] if gap else []), highway="residential", name="Ερμού"),
        way(2, [2, 3], highway="residential"), way(3, [2, 4], highway="residential"),
        way(4, [3, 5, 4], highway="residential"),
        '<relation id="1"><member type="way" ref="1" role="from"/><member type="node" ref="2" role="via"/>'
        '<member type="way" ref="3" role="to"/><tag k="type" v="restriction"/><tag k="restriction" v="no_right_turn"/></relation>'])
    region = imported(tmp_path, body)
    route = region.json("route", "22.4008,39.6", "22.402,39.5996", "--mode", "car")
    assert route["metres"] > 500
    closures = tmp_path / "closures.geojson"
    closures.write_text(json.dumps({"type": "FeatureCollection", "version": 1, "features": [
        {"type": "Feature", "properties": {"id": "c", "ways": [1]}, "geometry": None}]}))
    for west in [22.4008, 22.4104] if gap else [22.4008]:
        along = ["route", f"{west},39.6", f"{west + 0.001},39.6", "--mode", "car"]
        assert region.json(*along)["steps"][0]["name"] == "Ερμού"
        assert region.json(*along, "--closures", closures)["seconds"] is None


THESSALY = {
    "open": dict(amenity="hospital", name="Νέο Νοσοκομείο", opening_hours="24/7"),
    "disused": dict(amenity="hospital", name="Παλιό Νοσοκομείο", disused="yes", opening_hours="24/7"),
    "ended": dict(amenity="hospital", name="Πρώην Νοσοκομείο", end_date="2019", opening_hours="24/7"),
    "prefixed": dict(abandoned__amenity="hospital", name="Αρχαίο Νοσοκομείο", opening_hours="24/7"),
    "built": dict(amenity="hospital", name="Μελλοντικό Νοσοκομείο", building="construction", opening_hours="24/7"),
    "never": dict(amenity="hospital", name="Κλειστό Νοσοκομείο", opening_hours="closed"),
    "later": dict(amenity="hospital", name="Αυριανό Νοσοκομείο", start_date="2090", opening_hours="24/7"),
    "until": dict(amenity="hospital", name="Προσωρινό Νοσοκομείο", end_date="2090-01-01", opening_hours="24/7"),
}


@pytest.fixture(scope="module")
def map_of_structures(tmp_path_factory):
    """The embedded region with an extract of structures in every state, one of them mapped twice."""
    folder = tmp_path_factory.mktemp("structures")
    (folder / "osm").mkdir()
    nodes = [node(index + 10, 22.42 + index / 1000, 39.64, **tags) for index, tags in enumerate(THESSALY.values())]
    corners = [node(40, 22.4161832, 39.6000901), node(41, 22.4164161, 39.6000901), node(42, 22.4164161, 39.6002702),
               node(43, 22.4161832, 39.6002702)]
    twice = [node(30, 22.4162996, 39.6001801, amenity="pharmacy", name="Φαρμακείο Αμπέλου"),
             way(5, [40, 41, 42, 43, 40], building="yes", amenity="pharmacy", name="Φαρμακείο Αμπέλου")]
    body = "\n".join(sorted(nodes) + corners + twice)
    (folder / "osm/greece-latest.osm").write_text(osm(body), encoding="utf-8")
    region = Region(folder)
    region.import_("--all", "--region", "geodata/thessaly", "--geodata", folder)
    region.build()
    return region


def names(region, *arguments):
    answer = region.json("nearest", "22.4197,39.6390", "--limit", "20", *arguments)
    mapped = {structure["name"] for structure in THESSALY.values()} | {"Φαρμακείο Αμπέλου"}
    return [name for result in answer["results"] if (name := result["structure"]["name"]["el"]) in mapped]


def test_poi_thessaly_closed_for_good_is_never_offered(map_of_structures):
    for hour in ([], ["--open-at", "2026-11-25T10:00+02:00"], ["--open-at", "2026-11-25T10:00+02:00", "--open", "any"]):
        assert sorted(names(map_of_structures, "--kind", "hospital", *hour)) == ["Νέο Νοσοκομείο", "Προσωρινό Νοσοκομείο"]
    later = names(map_of_structures, "--kind", "hospital", "--open-at", "2091-11-25T10:00+02:00")
    assert sorted(later) == ["Αυριανό Νοσοκομείο", "Νέο Νοσοκομείο"]
    for name in ("Παλιό Νοσοκομείο", "Πρώην Νοσοκομείο", "Αρχαίο Νοσοκομείο", "Κλειστό Νοσοκομείο"):
        out, _ = run("export", "--dataset", map_of_structures.dataset, "--format", "csv")
        assert name not in out


def test_poi_thessaly_one_thing_drawn_twice_is_one_answer(map_of_structures):
    assert names(map_of_structures, "--kind", "pharmacy") == ["Φαρμακείο Αμπέλου"]
    answer = map_of_structures.json("geocode", "Φαρμακείο Αμπέλου")
    assert answer["ambiguous"] is False
    found = [result["label"]["el"] for result in answer["results"] if result["kind"] == "structure"]
    assert found[0] == "Φαρμακείο Αμπέλου, Δήμος Λαρισαίων" and sum("Αμπέλου" in label for label in found) == 1
