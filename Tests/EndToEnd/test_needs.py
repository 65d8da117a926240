"""What people type when they need something, and what must come first: the table Tests/Fixtures/greek/needs.tsv."""
import json
import urllib.parse

import pytest

from conftest import ROOT, Server
from test_help import post

TABLE = [
    line.split("\t") for line in (ROOT / "Tests/Fixtures/greek/needs.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def asked(embedded, tmp_path_factory):
    server = Server(embedded.dataset, tmp_path_factory.mktemp("needs") / "log")
    yield server
    assert server.stop() == 0


def nearest(server, text):
    status, _, body = server.get("/api/v1/nearest?" + urllib.parse.urlencode({"q": text}))
    return status, json.loads(body)


def first_kind(answer):
    """The kind of the first structure, or of those that the municipality of the place has not."""
    return answer["results"][0]["structure"]["kind"] if answer["results"] else None


def fits(server, text, expected):
    status, answer = nearest(server, text)
    form, _, value = expected.partition(":")
    kinds = value.split("|")  # equally right
    if form == "nothing":
        return status == 404 and "γράψτε" not in answer["detail"]
    if form == "type":
        return status == 404 and "γράψτε τι χρειάζεστε" in answer["detail"]
    if status != 200:
        return False
    if form == "danger":
        return answer["emergency"]["topic"] == value and len(answer["emergency"]["lines"]) > 0
    if answer["emergency"]["topic"]:
        return False
    if form == "page":
        return (answer["need"] or {}).get("page") == value
    if form == "outside":
        return answer["outside"] and not answer["results"] and answer["call"][0]["phone"] == "1555"
    if form == "asks":
        return answer["origin"] is None and not answer["outside"] and answer["kinds"][:1] in [[k] for k in kinds]
    if form == "place":
        return answer["municipality"]["code"] == value and not answer["kinds"]
    assert form == "first", expected
    return first_kind(answer) in kinds


def failures(server, wanted):
    found = []
    for text, expected, group in TABLE:
        if group == wanted and not fits(server, text, expected):
            status, answer = nearest(server, text)
            found.append((text, expected, status, answer.get("kinds"), answer.get("need") and answer["need"]["code"],
                          first_kind(answer) if "results" in answer else answer.get("detail"), answer.get("unmatched")))
    return found


def test_what_is_typed_leads_to_what_is_needed(asked):
    failed = failures(asked, "tuned")
    assert len(TABLE) >= 150
    assert not failed, "\n".join(map(str, failed))


# The texts of this set were not used to choose words or rules. The number is a measurement; it may only grow.
HELD_OUT_FITS = 104


def test_texts_that_nobody_tuned_for(asked):
    held_out = [row for row in TABLE if row[2] == "held-out"]
    failed = failures(asked, "held-out")
    assert len(held_out) * 3 >= len(TABLE) - 2
    assert len(held_out) - len(failed) >= HELD_OUT_FITS, "\n".join(map(str, failed))


def test_a_kind_alone_offers_only_that_kind_and_no_text_twice(asked):
    for text in ("κοινωνικό παντοπωλείο", "κοινωνικό φαρμακείο", "ΚΕΠ", "δημαρχείο", "κέντρο υγείας", "συσσίτιο"):
        _, answer = nearest(asked, text)
        labels = [place["label"]["el"] for place in answer["alternatives"]]
        assert len(set(labels)) == len(labels), labels
        if text == "κοινωνικό παντοπωλείο":
            assert labels and all("Παντοπωλείο" in label for label in labels), labels


def test_no_municipality_is_a_dead_end(asked):
    """Where no structure is competent, somebody of the municipality is named, and lines to call."""
    for municipality in asked.json("/api/v1/municipalities")["municipalities"]:
        seat = municipality["seat"]
        query = urllib.parse.urlencode({"lon": seat["lon"], "lat": seat["lat"], "kind": "shelter"})
        answer = asked.json("/api/v1/nearest?" + query)
        own = [s["result"]["structure"] for s in answer["nextBest"]]
        own = [s for s in own if (s["municipality"] or {}).get("code") == municipality["code"]]
        assert {s["kind"] for s in own} & {"community-centre", "social-services", "town-hall"}, municipality["code"]
        assert [line["phone"] for line in answer["call"]] == ["1555", "197"]
        halls = asked.json(
            f"/api/v1/structures?kind=town-hall&municipality={municipality['code']}")["structures"]
        assert halls and halls[0]["status"] == "unverified" and halls[0]["source"], municipality["code"]


def test_old_telephones_say_their_year(asked):
    page = asked.get("/structures/zagora-mouresi-town-hall")[2].decode()
    assert "Το τηλέφωνο είναι του 2017" in page
    assert "Το τηλέφωνο είναι του" not in asked.get("/structures/larissa-social-services")[2].decode()


def test_the_page_says_whom_to_call_outside_the_region(asked):
    page = post(asked, "/", {"q": "Αθήνα"})
    assert "Δεν καλύπτουμε αυτή την περιοχή" in page and "1555" in page and 'class="card' not in page
    page = post(asked, "/", {"q": "", "at": "23.73,37.98,20", "placed": ""})
    assert "Δεν καλύπτουμε αυτή την περιοχή" in page
    assert "Γράψτε τι χρειάζεστε" in post(asked, "/", {"q": ""})
    assert 'href="/benefits"' in post(asked, "/", {"q": "επίδομα"})
