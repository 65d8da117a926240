"""The table of a municipal clerk: checked in a dry run, positions added, imported; and service files of others. Errors name
their place."""
import csv
import io
import json
import shutil
import sqlite3
import subprocess

import pytest

from conftest import BINARY, ROOT, Region, run

COLUMNS = "no;kind;name;municipality;address;settlement;phone;hours;x;y;checked;status".split(";")
DOORS = [
    ("Οικονόμου εξ Οικονόμων", "8Α", "Λάρισα", 39.6372, 22.418), ("Κύπρου", "5", "Λάρισα", 39.639, 22.419),
    ("Κύπρου", "5", "Βόλος", 39.362, 22.95), ("Δημοσθένους", "45", "Λάρισα", 39.6231, 22.4015),
]


@pytest.fixture(scope="module")
def doors(tmp_path_factory):
    """The region from its embedded tables, with a few doors on the map."""
    folder = tmp_path_factory.mktemp("doors")
    xml = ['<?xml version="1.0"?><osm version="0.6">']
    for index, (street, number, town, lat, lon) in enumerate(DOORS):
        tags = {"addr:street": street, "addr:housenumber": number, "addr:city": town}
        xml.append(f'<node id="{index + 1}" lat="{lat}" lon="{lon}">'
                   + "".join(f'<tag k="{key}" v="{text}"/>' for key, text in tags.items()) + "</node>")
        xml += [f'<node id="{100 + 2 * index + end}" lat="{lat - 0.0002}" lon="{lon - 0.001 + 0.002 * end}"/>' for end in (0, 1)]
    for index, (street, *_) in enumerate(DOORS):
        xml.append(f'<way id="{200 + index}"><nd ref="{100 + 2 * index}"/><nd ref="{101 + 2 * index}"/>'
                   f'<tag k="highway" v="residential"/><tag k="name" v="{street}"/></way>')
    (folder / "doors.osm").write_text("\n".join(xml + ["</osm>"]), encoding="utf-8")
    region = Region(folder)
    region.import_("--all", "--region", "geodata/thessaly", "--geodata", folder)
    region.import_("--osm", folder / "doors.osm")
    region.build()
    return region


def row(no, **cells):
    filled = {"no": no, "kind": "soup-kitchen", "name": f"Συσσίτιο {no}", "municipality": "2201"} | cells
    return [str(filled.get(column, "")) for column in COLUMNS]


def mapping(**changes):
    source = {
        "id": "towns", "title": {"el": "Δήμοι"}, "file": "list.csv", "embedded": True, "licence": "CC0-1.0",
        "attribution": "Δήμοι", "crs": "EPSG:4326", "reader": "csv",
        "csv": {"delimiter": ";", "encoding": "utf-8", "decimal": ","}, "rank": 40,
        "layers": [{
            "layer": "structure", "geometry": {"longitude": "x", "latitude": "y"},
            "fields": {
                "id": {"template": "t-{no}"}, "kind": "kind", "names": {"el": "name"}, "municipality": "municipality",
                "address": {"el": "address"}, "settlement": "settlement", "phone": "phone", "openingHours": "hours",
                "checkedOn": "checked", "status": "status"}}]} | changes
    return {"format": 1, "region": {"code": "t", "names": {"el": "Τ"}, "defaultLanguage": "el"}, "sources": [source]}


def directory(folder, rows, encoding="utf-8", **changes):
    """Writes a mapping and its table; returns the path of the mapping."""
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows([COLUMNS, *rows])
    (folder / "list.csv").write_bytes(text.getvalue().encode(encoding))
    (folder / "sources.json").write_text(json.dumps(mapping(**changes), ensure_ascii=False), encoding="utf-8")
    return folder / "sources.json"


def dry_run(region, path, *arguments, code=0):
    out, _ = run("directory", path, "--dataset", region.dataset, "--format", "json", *arguments, code=code)
    return json.loads(out)


@pytest.mark.parametrize("cells, outcome, kind", [
    ({"address": "Κύπρου 5"}, "found", "address"),
    ({"address": "Κύπρου 5", "municipality": "2401"}, "found", "address"),
    ({"address": "Κύπρου 5", "municipality": ""}, "ambiguous", None),
    ({"settlement": "Ανάβρα", "municipality": "2306"}, "found", "settlement"),
    ({"settlement": "Ανάβρα", "municipality": "2201"}, "ambiguous", None),
    ({"settlement": "Γόννοι", "municipality": "2401"}, "guess", "settlement"),
    ({"address": "Δημοσθένοθς 45", "settlement": "Λάρισα"}, "guess", "address"),
    ({"address": "Ανύπαρκτη 7", "settlement": "Λάρισα"}, "notFound", None),
    ({"address": "Οικονόμου εξ Οικονόμων 8Α και Ρούσβελτ, 3ος όροφος", "settlement": "Λάρισα"}, "found", "address"),
    ({"settlement": "Παλαμα", "municipality": "2305"}, "area", "municipality"),
    ({"x": "22,4180", "y": "39,6365"}, "given", None),
    ({}, "noAddress", None),
])
def test_an_address_is_searched_in_its_municipality(doors, tmp_path, cells, outcome, kind):
    path = directory(tmp_path, [row(1, **cells)])
    placed = dry_run(doors, path)["rows"][0]
    assert (placed["outcome"], placed["placeKind"]) == (outcome, kind), placed
    text, _ = run("directory", path, "--dataset", doors.dataset)
    if outcome == "ambiguous":
        assert len(placed["candidates"]) >= 2 and text.count("  perhaps ") == len(placed["candidates"])
    if kind == "address" and outcome == "found":
        assert placed["accuracyMetres"] == 10
    if outcome == "area":
        assert "exact" not in text and "±10000 m" in text


def test_a_structure_gets_the_position_of_its_door(doors):
    first = doors.json("geocode", "Οικονόμου εξ Οικονόμων 8Α και Ρούσβελτ, 3ος όροφος, Λάρισα")["results"][0]
    assert first["kind"] == "address" and first["accuracyMetres"] == 10 and first["houseNumber"] == "8Α"


def test_the_dry_run_reports_the_findings_of_the_import(doors, tmp_path):
    inside = {"settlement": "Λάρισα"}
    path = directory(tmp_path, [
        row(1, kind="καφενείο", **inside), row(2, **inside), row(2, **inside), row(4, municipality="9999", **inside),
        row(5, hours="Δευ-Παρ 8-3", **inside), row(6, x="2,35", y="48,85"), row(7, x="39,6365", y="22,4180"),
        row(8, phone="δεν έχει", **inside), row(9, status="ανοιχτό", **inside), row(10, checked="31/02/2026", **inside),
        row(11, x="22,94", y="39,36"), row("", **inside), row(13, x="22,4", **inside),
        row(14, checked="2026-02-01", phone="112", status="active", **inside),
    ])
    report = dry_run(doors, path)
    found = {(entry["position"], finding["check"]) for entry in report["rows"] for finding in entry["findings"]}
    expected = {
        2: "unknown-kind", 3: "duplicate-id", 4: "duplicate-id", 5: "unknown-municipality", 6: "unreadable-hours",
        7: "outside-region", 8: "outside-region", 9: "unreadable-phone", 10: "unknown-status", 11: "unreadable-date",
        12: "other-municipality"}
    assert found >= {(f"list.csv:{line}", check) for line, check in expected.items()}, found
    # Rows with a date of their own and without errors have no findings.
    assert not [finding for entry in report["rows"] if entry["id"] == "t-14" for finding in entry["findings"]]
    assert report["refused"] == 2 and {reject["position"] for reject in report["rejects"]} == {"list.csv:13", "list.csv:14"}
    texts = [finding["message"] for entry in report["rows"] for finding in entry["findings"]]
    assert any("look swapped" in text for text in texts) and any("Δευ-Παρ" in text and "expected" in text for text in texts)
    store = tmp_path / "store.sqlite"
    shutil.copy(doors.store, store)
    out, _ = run("import", "--all", "--region", tmp_path, "--store", store, "--format", "json")
    told = {(place, finding["check"]) for finding in json.loads(out)["report"]["findings"]
            if finding["source"] == "towns" for place in finding["position"].split("; ")}
    assert {one for one in told if one[1] not in ("reject", "duplicate-suspect")} == {
        one for one in found if one[1] != "duplicate-suspect"}


def test_added_positions_are_imported_unchanged(doors, tmp_path):
    path = directory(tmp_path, [
        row('1;"x"', address="Κύπρου 5", checked="2026-01-01"), row(2, address="Κύπρου 5", municipality=""),
        row(3, x="22,4180", y="39,6365"), row(4, kind="shelter", address="Κρυφή 7", x="22,4201", y="39,6301")])
    out, err = run("directory", path, "--dataset", doors.dataset, "--out", tmp_path / "placed.csv")
    assert f"plision import --all --region {tmp_path}/placed.json" in err
    with open(tmp_path / "placed.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [entry["no"] for entry in rows] == ['1;"x"', "2", "3", "4"]
    assert [entry["plision_outcome"] for entry in rows] == ["found", "ambiguous", "given", "withheld"]
    assert rows[0]["plision_lon"] == "22,419" and rows[0]["plision_accuracy_m"] == "10"
    assert rows[1]["plision_lon"] == "" and "Βόλος" in rows[1]["plision_place"]
    assert rows[2]["plision_lat"] == "39,6365"
    region = Region(tmp_path)
    shutil.copy(doors.store, region.store)
    region.import_("--all", "--region", tmp_path / "placed.json")
    region.build()
    exported, _ = run("export", "--dataset", region.dataset, "--format", "geojson")
    features = {feature["properties"]["id"]: feature for feature in json.loads(exported)["features"]}
    assert features['t-1;"x"']["geometry"]["coordinates"] == pytest.approx([22.419, 39.639])
    assert features['t-1;"x"']["properties"]["accuracy_m"] == 10
    assert features["t-2"]["geometry"] is None
    # Again with the output: rows with a position keep it.
    again = dry_run(region, tmp_path / "placed.json", "--out", tmp_path / "again.csv")
    assert [entry["outcome"] for entry in again["rows"]] == ["given", "ambiguous", "given", "withheld"]
    assert (tmp_path / "again.csv").read_text("utf-8-sig").splitlines()[0].count("plision_lon") == 1
    run("directory", path, "--dataset", doors.dataset, "--out", tmp_path / "list.csv", code=64)


def test_the_position_of_a_shelter_is_in_no_output(doors, tmp_path):
    secret = row(1, kind="shelter", name="Ξενώνας", address="Κρυφή 7", settlement="Γιάννουλη", x="22,7654", y="39,6301")
    path = directory(tmp_path, [secret])
    outputs = [*run("directory", path, "--dataset", doors.dataset, "--out", tmp_path / "placed.csv"),
               json.dumps(dry_run(doors, path), ensure_ascii=False), (tmp_path / "placed.csv").read_text("utf-8-sig")]
    for form in ("text", "json"):
        outputs += run("import", "--all", "--region", tmp_path, "--store", tmp_path / f"{form}.sqlite", "--format", form)
        shutil.copy(doors.store, tmp_path / f"{form}.sqlite")
        outputs += run("import", "--all", "--region", tmp_path, "--store", tmp_path / f"{form}.sqlite", "--format", form)
    for output in outputs[:4] + outputs[6:8] + outputs[10:]:
        for word in ("Κρυφή", "Γιάννουλη", "22.76", "22,76", "39.63", "39,63"):
            assert word not in output, output
    assert "withheld" in outputs[0]


@pytest.mark.parametrize("change, code, words", [
    (lambda folder: (folder / "list.csv").unlink(), 66, ["list.csv"]),
    (lambda folder: (folder / "list.csv").write_bytes("a;β\n".encode("cp1253")), 65,
     ["list.csv, byte 2", "expected utf-8", "found windows-1253"]),
    (lambda folder: (folder / "list.csv").write_bytes(b""), 65, ["list.csv:1", "column names"]),
    (lambda folder: directory(folder, [], crs="EPSG:99999999"), 65, ["sources.json $.sources[0].crs", "EPSG:99999999"]),
    (lambda folder: directory(folder, [], csv={"encoding": "windows-1253"}), 65, []),
    (lambda folder: directory(folder, [row(1)], csv={"encoding": "windows-1253"}), 65,
     ["list.csv, byte", "expected windows-1253", "found utf-8"]),
    (lambda folder: directory(folder, [row("")]), 65, ["no row can be used"]),
    (lambda folder: (folder / "sources.json").write_text('{\n "format": 1,\n "reg'), 65,
     ["sources.json, byte 21 (line 3)", "expected '\"'"]),
])
def test_input_errors_name_their_place(doors, tmp_path, change, code, words):
    path = directory(tmp_path, [row(1)])
    change(tmp_path)
    if not words:
        run("directory", path, "--dataset", doors.dataset)
        return
    _, err = run("directory", path, "--dataset", doors.dataset, code=code)
    for word in words:
        assert word in err, err
    assert len(err.strip().splitlines()) == 1


def test_a_missing_folder_for_out_is_one_line(doors, tmp_path):
    path = directory(tmp_path, [row(1)])
    for arguments in (["directory", path], ["export"]):
        _, err = run(*arguments, "--dataset", doors.dataset, "--out", tmp_path / "none/x.csv", code=1)
        assert f"there is no folder {tmp_path}/none" in err and len(err.strip().splitlines()) == 1


@pytest.mark.parametrize("arguments, code", [
    (["--hsds", "none.json"], 66), (["--osm", "none.osm"], 66), (["nothing", "--region", "geodata/thessaly"], 64),
    (["--all", "--region", "none"], 66), (["--hsds", "services.json", "--hsds-kind", "nope"], 64),
])
def test_an_import_that_fails_at_the_start_leaves_no_store(embedded, tmp_path, arguments, code):
    run("export", "--dataset", embedded.dataset, "--format", "hsds", "--out", tmp_path / "services.json")
    arguments = [tmp_path / name if name == "services.json" else name for name in arguments]
    _, err = run("import", *arguments, "--store", tmp_path / "new.sqlite", code=code)
    assert not (tmp_path / "new.sqlite").exists()
    if "nope" in arguments:
        assert "nope" in err and "community-centre" in err


def test_a_region_is_imported_far_from_the_project(tmp_path):
    """The binary in a folder without any of the project's tables."""
    binary = shutil.copy(BINARY, tmp_path / "plision")
    shutil.copytree(ROOT / "geodata", tmp_path / "tables")
    done = subprocess.run(
        [binary, "import", "--all", "--region", tmp_path / "tables/thessaly", "--store", tmp_path / "s.sqlite"],
        cwd=tmp_path, capture_output=True, text=True)
    services = subprocess.run(
        [binary, "import", "--hsds", tmp_path / "tables/sources.json", "--store", tmp_path / "new.sqlite"],
        cwd=tmp_path, capture_output=True, text=True)
    (tmp_path / "plision").unlink()
    assert done.returncode == 0, done.stderr
    assert services.returncode == 66 and not (tmp_path / "new.sqlite").exists()


def test_services_find_their_kinds_in_a_new_store(embedded, tmp_path):
    run("export", "--dataset", embedded.dataset, "--format", "hsds", "--out", tmp_path / "services.json")
    region = Region(tmp_path)
    region.import_("--hsds", tmp_path / "services.json")
    region.build()
    counts = []
    for dataset in (embedded.dataset, region.dataset):
        out, _ = run("export", "--dataset", dataset, "--format", "geojson")
        counts.append(sorted(feature["properties"]["id"] for feature in json.loads(out)["features"]))
    assert counts[0] == counts[1] and counts[0]


def test_services_of_unknown_kinds_are_refused(toyland, tmp_path):
    run("export", "--dataset", toyland.dataset, "--format", "hsds", "--out", tmp_path / "toys.json")
    region = Region(tmp_path)
    out, _ = region.import_("--hsds", tmp_path / "toys.json")
    assert 'kind "toy-library" is not in the table of kinds' in out
    services = json.loads((tmp_path / "toys.json").read_text())
    toys = [one for one in services if "toy-library" in json.dumps(one)]
    assert toys
    (tmp_path / "toys.json").write_text(json.dumps(toys))
    region.store.unlink()
    _, err = region.import_("--hsds", tmp_path / "toys.json", code=65)
    assert "toys.json" in err and "toy-library" in err and not region.store.exists()


@pytest.mark.parametrize("damage, words", [
    (lambda folder: (folder / "services.csv").write_bytes((folder / "services.csv").read_bytes()[:20]),
     ["services.csv:1", '"name"']),
    (lambda folder: (folder / "services.csv").write_text("id,name\n"), ["services.csv:1", "expected services"]),
    (lambda folder: (folder / "locations.csv").unlink(), ["service_at_location.csv:2", "locations.csv", "no such file"]),
    (lambda folder: (folder / "locations.csv").write_bytes(b""), ["locations.csv:1", "empty file"]),
    (lambda folder: (folder / "locations.csv").write_text("id,name\n"), ["service_at_location.csv:2", "locations.csv"]),
    (lambda folder: (folder / "services.csv").write_text(
        (folder / "services.csv").read_text().replace(",name,", ",title,", 1)), ["services.csv:1", '"name"', "title"]),
])
def test_cut_tables_of_services_are_refused(embedded, tmp_path, damage, words):
    tables = tmp_path / "tables"
    run("export", "--dataset", embedded.dataset, "--format", "hsds-csv", "--out", tables)
    Region(tmp_path).import_("--hsds", tables)
    damage(tables)
    _, err = Region(tmp_path).import_("--hsds", tables, code=65)
    for word in words:
        assert word in err, err


def test_an_empty_store_is_not_built(tmp_path):
    region = Region(tmp_path)
    region.import_("--all", "--region", "geodata/thessaly", "--geodata", tmp_path)
    with sqlite3.connect(region.store) as db:
        db.execute("DELETE FROM source")
    _, err = region.build(code=65)
    assert "nothing was imported" in err
