"""Geocoding through the command line and over HTTP, with the same results."""
import csv
import json
import os
import pathlib
import socket
import sqlite3
import urllib.parse

import pytest

from conftest import GEODATA, ROOT, Region, run, timeless


def plain(number):
    """A house number for comparison: «4a» and «4A», «71-75» and «71–75» are equal."""
    return (number or "").casefold().replace("–", "-")


def names(answer):
    return [result["label"]["el"] for result in answer["results"]]


@pytest.mark.parametrize("text", ["Λαρισα", "ΛAPIΣA", "Larisa", "Larissa", "Λάρισας", "λαρησα"])
def test_one_town_typed_in_many_ways(thessaly, text):
    answer = thessaly.json("geocode", text)
    assert answer["query"] == text
    assert any("Λάρισα" in name or "Λαρισαίων" in name for name in names(answer)[:2])
    assert answer["results"][0]["municipality"]["code"] == "2201"


def test_an_ambiguous_name_is_asked_about(thessaly):
    for verb in ("geocode", "nearest"):
        answer = thessaly.json(verb, "Νεράιδα")
        assert answer["ambiguous"] is True
    assert answer["origin"] is None and answer["results"] == []
    assert sorted(place["municipality"]["code"] for place in answer["alternatives"]) == ["2207", "2301", "2303", "2402", "2603"]


@pytest.mark.parametrize("name", ["Άγιος Γεώργιος", "Ανάβρα", "Καλλιθέα", "Νεράιδα", "Παλαιόκαστρον", "Πλάτανος"])
def test_no_settlement_hides_another_of_its_name(embedded, name):
    """A new machine knows every settlement of the register exactly once, and asks which of several is meant."""
    with open(ROOT / "geodata/thessaly/settlements.csv", encoding="utf-8") as file:
        known = [row for row in csv.DictReader(file) if row["name_el"] == name and row["lon"]]
    answer = embedded.json("geocode", name, "--limit", "20")
    found = [place for place in answer["results"] if place["kind"] == "settlement" and place["match"] == "exact"
             and place["label"]["el"].split(",")[0] == name]
    assert answer["ambiguous"] is True
    assert len(found) == len(known) > 1


def test_the_register_and_the_embedded_tables_give_no_duplicates(thessaly, embedded):
    with sqlite3.connect(thessaly.store) as store:
        ids = store.execute("select id, count(distinct source) from place where id like '23%' group by id").fetchall()
    assert len(ids) == 1046
    for region in (thessaly, embedded):
        for code, count in (("2207", 1), ("2402", 1)):
            places = region.json("geocode", "Νεράιδα", "--limit", "20")["results"]
            assert sum(place["municipality"]["code"] == code for place in places) == count


def test_a_typing_error_is_asked_about(thessaly):
    answer = thessaly.json("geocode", "Laria")
    assert answer["didYouMean"] is True
    assert "Λάρισα" in names(answer)[0]
    assert thessaly.json("nearest", "Laria")["origin"] is None


def test_text_finds_services(thessaly, server):
    ours = thessaly.json("nearest", "Karditsa", "--kind", "community-centre", "--limit", "1")
    assert ours["results"][0]["structure"]["municipality"]["code"] == "2301"
    assert ours["results"][0]["competent"]
    theirs = server.json("/api/v1/nearest?q=Karditsa&kind=community-centre&limit=1")
    assert timeless(ours) == timeless(theirs)


def test_http_and_command_line_agree(thessaly, server):
    for text in ("Καρδ", "Volos", "Νεράιδα"):
        query = urllib.parse.quote(text)
        assert server.json(f"/api/v1/geocode?q={query}") == thessaly.json("geocode", text)
        assert server.json(f"/api/v1/autocomplete?q={query}") == thessaly.json("autocomplete", text)
    assert server.json("/api/v1/reverse?lon=22.4197&lat=39.639") == thessaly.json("reverse", "22.4197,39.639")


def test_autocomplete_from_the_second_letter(thessaly):
    for word in ("Καρδίτσα", "Τρίκαλα", "Ελασσόνα"):
        for length in range(3, len(word) + 1):
            answer = thessaly.json("autocomplete", word[:length], "--limit", "10")
            assert any(word in name for name in names(answer)), word[:length]


def test_reverse_at_the_coast_and_out_at_sea(thessaly):
    harbour = thessaly.json("reverse", "22.9420,39.3560")
    assert harbour["municipality"]["code"] == "2401"
    assert thessaly.json("reverse", "23.6,38.95")["municipality"] is None


def test_texts_without_an_address_are_refused(thessaly, server):
    run("geocode", "...", "--dataset", thessaly.dataset, code=64)
    run("geocode", "Ξξξψψψζζζ", "--dataset", thessaly.dataset, code=1)
    assert server.get("/api/v1/geocode?q=")[0] == 400
    assert server.get("/api/v1/geocode?q=" + "%CE%B1" * 2000)[0] in (400, 414)
    assert server.get("/api/v1/reverse?lon=22")[0] == 400


def resident_megabytes(process):
    pages = int(pathlib.Path(f"/proc/{process.pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 1e6


def test_ten_megabytes_are_refused_and_not_buffered(server):
    before = resident_megabytes(server.process)
    garbage = os.urandom(64 * 1024).hex().encode()
    for _ in range(3):
        with socket.create_connection(("127.0.0.1", int(server.url.rsplit(":", 1)[1])), timeout=20) as connection:
            # Send as much as the server accepts: after its response it stops reading, and sending blocks.
            connection.settimeout(1)
            try:
                connection.sendall(b"GET /api/v1/geocode?q=")
                for _ in range(80):
                    connection.sendall(garbage)
                connection.sendall(b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            except OSError:
                # The server need not read to the end.
                pass
            connection.settimeout(20)
            try:
                answer = connection.recv(64)
            except OSError:
                answer = b""
        assert not answer or answer.split()[1] in (b"400", b"414", b"431"), answer
    assert resident_megabytes(server.process) - before < 30
    assert server.json("/api/v1/geocode?q=Volos")["results"]


if GEODATA:

    def test_addresses_of_another_country_are_found_by_their_text(tmp_path):
        region = Region(tmp_path)
        region.import_("--osm", pathlib.Path(GEODATA) / "osm/liechtenstein-latest.osm.pbf")
        region.build()
        with sqlite3.connect(region.store) as store:
            rows = store.execute(
                "select street, house_number, city from address where street is not null and house_number is not null"
                " and city is not null order by id limit 40").fetchall()
        assert len(rows) == 40
        found = 0
        for street, number, city in rows:
            out, _ = run("geocode", f"{street} {number}, {city}", "--dataset", region.dataset, "--format", "json")
            best = json.loads(out)["results"][:1]
            found += bool(best) and best[0]["street"] == street and plain(best[0]["houseNumber"]) == plain(number)
        assert found >= 39, f"{found} of 40"
