"""Texts as people in Thessaly type them, against the region from `import --all` and `build`, with streets added for the test.

The tables are in Tests/Fixtures/greek.
"""
import json
import math
import pathlib
import shutil
import urllib.parse

import pytest

import greek_streets
from conftest import GEODATA, Region, Server


def build(folder, tables):
    """The region built from `tables` (a folder that contains thessaly/, or None) and the streets of the fixture."""
    geodata = folder / "geodata"
    (geodata / "osm").mkdir(parents=True)
    if tables:
        shutil.copytree(pathlib.Path(tables) / "thessaly", geodata / "thessaly")
    greek_streets.write(geodata / "osm/greece-latest.osm")
    region = Region(folder)
    region.import_("--all", "--region", "geodata/thessaly", "--geodata", geodata)
    region.build()
    return region


@pytest.fixture(scope="module", params=["embedded tables", "real files"] if GEODATA else ["embedded tables"])
def asked(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("greek")
    region = build(folder, GEODATA if request.param == "real files" else None)
    server = Server(region.dataset, folder / "log")
    yield server
    assert server.stop() == 0


def geocode(server, text, limit=20):
    query = urllib.parse.urlencode({"q": text, "limit": limit})
    return server.json(f"/api/v1/geocode?{query}")


def fits(result, kind, name, area):
    municipality = (result["municipality"] or {}).get("name", {}).get("el")
    settlement = (result["settlement"] or {}).get("el")
    label = result["label"]["el"]
    if kind == "municipality":
        return result["kind"] == "municipality" and municipality == name
    if kind == "street":
        return result["street"] == name and area in (None, settlement)
    if kind == "quarter":
        return result["kind"] == "neighbourhood" and label.startswith(name)
    if kind == "address":
        return label == name and result["kind"] in ("address", "interpolated")
    if kind == "crossing":
        return label == name and result["kind"] == "intersection"
    if kind == "structure":
        return result["kind"] == "structure" and name in label
    if kind == "postcode":
        return result["kind"] == "postcode" and result["postcode"] == name
    if kind == "position":
        lon, lat = (float(part) for part in name.split(","))
        return abs(result["lon"] - lon) < 2e-4 and abs(result["lat"] - lat) < 2e-4
    if result["kind"] != "settlement" or area not in (None, municipality):
        return False
    return settlement in name.split("/") or any(
        near(result, place) for place in SETTLEMENTS if place[0] == name and place[1] == municipality)


SETTLEMENTS = greek_streets.rows("settlements.tsv")


def near(result, place):
    """Whether a result is the settlement of a fixture row, under any of its names: within 3 km of it."""
    lon, lat = float(place[4]), float(place[5])
    return math.hypot((result["lon"] - lon) * 0.77, result["lat"] - lat) * 111.32 < 3


def missing(answer, expected):
    """The parts of `expected` that no result matches."""
    lost = []
    for part in expected.split("|"):
        kind, _, rest = part.partition(":")
        if kind == "kind":
            if rest not in answer["kinds"]:
                lost.append(part)
            continue
        if kind in ("nothing", "ask", "sure"):
            state = {"nothing": not answer["results"], "ask": answer["ambiguous"], "sure": not answer["ambiguous"]}
            if not state[kind]:
                lost.append(part)
            continue
        kind, first = kind.removeprefix("first-"), kind.startswith("first-")
        name, _, area = rest.partition("@")
        results = answer["results"][:1] if first else answer["results"]
        if not any(fits(result, kind, name, area or None) for result in results):
            lost.append(part)
        elif kind == "settlement" and not area:
            # Without a municipality, any settlement of the name is accepted.
            lost += [
                f"{name}@{place[1]}" for place in SETTLEMENTS
                if place[0] == name and not any(near(result, place) for result in results)]
    return lost


@pytest.mark.parametrize("table, least", [("queries.tsv", 100), ("typed.tsv", 280)])
def test_every_typed_text_finds_its_place(asked, table, least):
    failures = []
    count = 0
    for text, expected in greek_streets.rows(table):
        count += 1
        answer = geocode(asked, text)
        lost = missing(answer, expected)
        if lost:
            failures.append((text, lost, [(r["label"]["el"], r["kind"], r["match"]) for r in answer["results"][:4]]))
    assert count > least
    assert not failures, json.dumps(failures, ensure_ascii=False, indent=1)


@pytest.mark.parametrize("text, code, kinds", [
    ("φαγητό Λάρισα", "2201", {"social-grocery", "soup-kitchen", "food-aid"}),
    ("γιατρός στον Βόλο", "2401", {"health-centre", "hospital", "social-clinic"}),
    ("voithia sto spiti Trikala", "2601", {"home-help"}),
    ("fagito Karditsa", "2301", {"social-grocery", "soup-kitchen", "food-aid"}),
    ("Καρδίτσα ΚΕΠ", "2301", {"citizen-service-centre"}),
])
def test_a_kind_beside_a_place_filters_structures(asked, text, code, kinds):
    answer = asked.json("/api/v1/nearest?" + urllib.parse.urlencode({"q": text, "limit": 3}))
    assert set(answer["kinds"]) == kinds
    assert not answer["ambiguous"]
    assert answer["municipality"]["code"] == code
    assert {result["structure"]["kind"] for result in answer["results"]} <= kinds
    given = asked.json("/api/v1/nearest?" + urllib.parse.urlencode({"q": text, "kind": "community-centre"}))
    assert given["kinds"] == ["community-centre"]
    assert {result["structure"]["kind"] for result in given["results"]} == {"community-centre"}


@pytest.mark.parametrize("text", ["fagito", "φαγητό", "συσσίτιο", "γιατρός", "voithia sto spiti", "ΚΕΠ"])
def test_a_kind_alone_asks_where(asked, text):
    answer = asked.json("/api/v1/nearest?" + urllib.parse.urlencode({"q": text}))
    assert answer["ambiguous"] and answer["origin"] is None and answer["results"] == [] and answer["kinds"]


def test_an_address_in_parts(asked):
    def ask(status=200, **parts):
        return asked.json("/api/v1/geocode?" + urllib.parse.urlencode(parts), status=status)

    best = ask(street="Ομήρου", number="6", city="Τρίκαλα")["results"][0]
    assert best["label"]["el"] == "Ομήρου 6, Τρίκαλα" and best["kind"] == "address"
    assert ask(street="Topali", city="Volos")["results"][0]["street"] == "Τοπάλη"
    assert ask(postcode="412 22")["results"][0]["kind"] == "postcode"
    # As a city, «Λαρίσης» is the town; as a street, the one in Volos.
    assert ask(city="Λαρίσης")["results"][0]["kind"] in ("settlement", "municipality")
    assert ask(street="Λαρίσης")["results"][0]["street"] == "Λαρίσης"
    assert ask(400, number="6")["parameter"] == "street"
    assert ask(400, q="Ομήρου 6", city="Τρίκαλα")["parameter"] == "q"
    assert ask(400)["parameter"] == "q"


def test_labels_have_their_usual_form(asked):
    answer = geocode(asked, "39.639, 22.41999999999999")
    assert answer["results"][0]["label"]["el"] == "39.639, 22.42"
    answer = geocode(asked, "Σημείο διανομής ΤΕΒΑ Λάρισας")
    assert answer["results"][0]["accuracyMetres"] >= 1000
    assert geocode(asked, "Κηπάκι")["results"][0]["accuracyMetres"] >= 1000
    labels = [result["label"]["el"] for result in geocode(asked, "Άγιος Δημήτριος")["results"]]
    assert not any(word.isupper() and len(word) > 3 for label in labels for word in label.split()), labels
