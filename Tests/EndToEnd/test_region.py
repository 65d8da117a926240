"""From files to answers: the region with real files, from only the embedded tables, and a region outside Greece."""
import csv
import json
import shutil

import pytest

from conftest import GEODATA, ROOT, Region, progress_free, run


def test_the_embedded_tables_suffice_and_are_declared(embedded):
    answer = embedded.json("nearest", "22.4197,39.6390", "--limit", "3")
    assert len(answer["results"]) == 3
    assert answer["municipality"]["code"] == "2201"
    assert answer["municipality"]["outline"] == "sketch"
    out, _ = run("nearest", "22.4197,39.6390", "--dataset", embedded.dataset)
    assert "σχηματικά" in out


def test_every_seat_lies_in_its_municipality(thessaly, embedded):
    with open(ROOT / "geodata/thessaly/municipalities.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 25
    for region in (thessaly, embedded):
        for row in rows:
            answer = region.json("nearest", f"{row['seat_lon']},{row['seat_lat']}", "--limit", "1")
            assert answer["municipality"]["code"] == row["code"], row
            assert not answer["municipality"]["snapped"]


def test_competent_structure_comes_first(thessaly):
    answer = thessaly.json("nearest", "22.4197,39.6390", "--kind", "community-centre", "--limit", "4")
    first, *others = answer["results"]
    assert first["competent"] and first["structure"]["municipality"]["code"] == "2201"
    assert first["reasons"]["el"] and first["reasons"]["en"]
    metres = [result["travel"]["metres"] for result in others]
    assert metres == sorted(metres)
    assert {result["structure"]["kind"] for result in answer["results"]} == {"community-centre"}
    for result in answer["results"]:
        assert result["opening"]["state"] == "unknown"


def test_no_structure_has_an_invented_fact(embedded):
    """Attested structures are unverified, and approximate positions have their accuracy."""
    out, _ = run("nearest", "22.4,39.6", "--dataset", embedded.dataset, "--limit", "100", "--format", "json")
    for result in json.loads(out)["results"]:
        structure = result["structure"]
        assert structure["status"] == "unverified"
        assert structure["source"] and structure["openingHours"] is None
        assert structure["accuracyMetres"] and structure["accuracyMetres"] > 0
        assert structure["positionNote"]["el"]


def test_another_region_is_another_folder(toyland):
    out, _ = run("nearest", "0.5,0.5", "--dataset", toyland.dataset, "--format", "json")
    assert json.loads(out)["build"]
    for name in ("region.plz", "structures.plz", "places.plz"):
        content = (toyland.dataset / name).read_bytes()
        for word in ("Θεσσαλ", "Λάρισ", "Thessal", "thessaly", "Lariss"):
            assert word.encode() not in content


def test_same_inputs_give_the_same_bytes(toyland, tmp_path):
    again = Region(tmp_path)
    again.import_("--all", "--region", "Tests/Fixtures/toyland")
    again.build()
    for file in toyland.dataset.iterdir():
        assert file.read_bytes() == (again.dataset / file.name).read_bytes(), file.name


def test_importing_again_does_nothing_and_a_changed_file_is_replaced(tmp_path):
    folder = tmp_path / "region"
    shutil.copytree(ROOT / "Tests/Fixtures/toyland", folder)
    region = Region(tmp_path)
    region.import_("--all", "--region", folder)
    region.build()
    before = {file.name: file.read_bytes() for file in region.dataset.iterdir()}
    _, err = region.import_("--all", "--region", folder)
    assert "unchanged" in err
    table = folder / "structures.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    region.import_("--all", "--region", folder)
    region.build()
    assert (region.dataset / "structures.plz").read_bytes() != before["structures.plz"]
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    region.import_("--all", "--region", folder)
    region.build()
    assert (region.dataset / "structures.plz").read_bytes() == before["structures.plz"]


def test_verify_finds_a_flipped_bit(toyland, tmp_path):
    run("verify", "--dataset", toyland.dataset)
    copy = tmp_path / "dataset"
    shutil.copytree(toyland.dataset, copy)
    for file in copy.iterdir():
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 4
        file.write_bytes(content)
        _, err = run("verify", "--dataset", copy, code=65)
        assert file.name in err
        content[len(content) // 2] ^= 4
        file.write_bytes(content)
    run("verify", "--dataset", copy)


def test_usage_and_input_errors(tmp_path, toyland):
    run("nearest", code=64)
    run("nearest", "1,2", "--limit", "0", "--dataset", toyland.dataset, code=64)
    run("nearest", "200,2", "--dataset", toyland.dataset, code=64)
    run("nearest", "0.5,0.5", "--kind", "castle", "--dataset", toyland.dataset, code=64)
    run("frobnicate", code=64)
    run("nearest", "1,2", "--dataset", tmp_path / "none", code=66)
    run("build", "--store", tmp_path / "none.sqlite", code=66)
    run("import", "--osm", tmp_path / "none.osm.pbf", "--store", tmp_path / "s.sqlite", code=66)
    broken = tmp_path / "broken.osm.pbf"
    broken.write_bytes(b"this is not OpenStreetMap" * 10)
    _, err = run("import", "--osm", broken, "--store", tmp_path / "s.sqlite", code=65)
    assert "broken.osm.pbf" in err and progress_free(err) and len(err.splitlines()) <= 3
    _, err = run("nearest", "Atlantis", "--dataset", toyland.dataset, code=1)
    assert "Atlantis" in err and len(err.splitlines()) == 1


@pytest.mark.parametrize("verb", ["import", "build", "verify", "nearest", "serve"])
def test_help_shows_an_example(verb):
    out, _ = run(verb, "--help")
    assert f"plision {verb}" in out and "xample" in out


def test_negative_coordinates_are_not_options(toyland):
    out, _ = run("nearest", "-8.6,41.1", "--dataset", toyland.dataset, "--format", "json")
    assert json.loads(out)["municipality"] is None
    out, _ = run("nearest", "-8.6,-41.1", "--dataset", toyland.dataset, "--format", "geojson")
    assert json.loads(out)["type"] == "FeatureCollection"


def test_exchanged_longitude_and_latitude_are_reported(embedded):
    for verb in ("nearest", "reverse"):
        _, err = run(verb, "39.64,22.42", "--dataset", embedded.dataset, code=64)
        assert "22.42,39.64" in err


if GEODATA:

    def test_real_outlines_replace_the_sketch(thessaly):
        answer = thessaly.json("nearest", "22.4197,39.6390")
        assert answer["municipality"]["outline"] == "surveyed"
        out, _ = run("nearest", "22.4197,39.6390", "--dataset", thessaly.dataset)
        assert "σχηματικά" not in out
