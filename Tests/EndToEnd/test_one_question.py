"""The interface, the page and the command line answer the same question alike."""
import html
import json
import random
import re
import subprocess
import urllib.error
import urllib.parse
import urllib.request

import pytest

from conftest import BINARY, ROOT, Server, timeless

QUESTIONS = 500
LISTED = 8  # as many as the page lists


@pytest.fixture(scope="module")
def asked(sampled, tmp_path_factory):
    server = Server(sampled.dataset, tmp_path_factory.mktemp("log") / "server.log")
    yield sampled, server
    assert server.stop() == 0


def questions(server, seed):
    """Texts and positions as people give them, with kinds and filters, some of them impossible."""
    random_ = random.Random(seed)
    places = [feature["name"]["el"] for feature in server.json("/api/v1/municipalities")["municipalities"]]
    kinds = [kind["code"] for kind in server.json("/api/v1/kinds")["kinds"]]
    structures = [structure["id"] for structure in server.json("/api/v1/structures?limit=1000")["structures"]] + ["no-such"]
    texts = ["Λάρισα", "βολος", "trikala", "Καρδίτσας", "Λαρησα", "Νεράιδα", "γιατρός στον Βόλο", "γιατρός", "φωτιά Λάρισα",
             "με χτυπάει", "fotia", "Δημοσθένους 45", "αβγδεζ", "!!!", "Κέντρο Κοινότητας Δήμου Λαρισαίων", "food Larissa",
             "Τρίκαλα κάτι ακατανόητο", "39.64N 22.42E", "421 00"]
    for _ in range(QUESTIONS):
        question = {"limit": LISTED}
        shape = random_.random()
        if shape < 0.45:
            question["q"] = random_.choice(texts)
        elif shape < 0.55:
            question["q"] = random_.choice(places)
        elif shape < 0.65:
            question["structure"] = random_.choice(structures)
        else:
            question["lon"] = round(random_.uniform(21.0, 24.0), 5)
            question["lat"] = round(random_.uniform(38.8, 40.2), 5)
        if random_.random() < 0.4:
            question["kind"] = random_.choice(kinds)
        if random_.random() < 0.3:
            question["open"] = random_.choice(["now", "arrival", "appointment"])
        if random_.random() < 0.15:
            question["stepFree"] = "true"
        if random_.random() < 0.15:
            question["cost"] = "free"
        if random_.random() < 0.15:
            question["language"] = random_.choice(["el", "sq", "en"])
        yield question


def interface(server, question):
    status, _, body = server.get("/api/v1/nearest?" + urllib.parse.urlencode(question))
    answer = json.loads(body)
    return (timeless(answer) if status == 200 else None), status


def command_line(region, question):
    if "structure" in question:
        place = [f"--structure={question['structure']}"]
    else:
        place = ["--", question["q"] if "q" in question else f"{question['lon']},{question['lat']}"]
    options = []
    for name in ("kind", "open", "cost", "language"):
        if name in question:
            options += [f"--{name}", question[name]]
    if "stepFree" in question:
        options.append("--step-free")
    done = subprocess.run(
        [BINARY, "nearest", "--dataset", region.dataset, "--format", "json", "--limit", str(question["limit"]), *options,
         *place], cwd=ROOT, capture_output=True, timeout=60)
    return (timeless(json.loads(done.stdout)) if done.returncode == 0 else None), done.returncode


def page(server, question):
    """The structures that the page lists, in order and with reasons, or the places to choose from."""
    form = {"q": question.get("q", "")}
    if "lon" in question:
        form |= {"at": f"{question['lon']},{question['lat']},0", "placed": ""}
    for name, field in (("kind", "kind"), ("open", "open"), ("language", "speaks"), ("stepFree", "stepFree")):
        if name in question:
            form[field] = question[name]
    if "cost" in question:
        form["free"] = "true"
    body = urllib.parse.urlencode(form).encode()
    with urllib.request.urlopen(urllib.request.Request(server.url + "/?lang=el", data=body), timeout=20) as answer:
        text = answer.read().decode()
    if 'class="choices"' in text:
        return {"choices": [html.unescape(label) for label in re.findall(r'name="choice" value="[^"]*"><bdi>([^<]*)</bdi><', text)]}
    found = re.search(r'<section class="results".*?<ol class="cards">(.*?)</ol>', text, re.S)
    if not found:
        return {}
    cards, neighbours = [], []
    for card in found[1].split('<li class="card')[1:]:
        competent, identifier, body = re.match(r'( competent)?" id="s-([^"]*)"(.*)', card, re.S).groups()
        way = re.search(r'<p class="distance">(.*?)(?: <span|</p>)', body)
        cards.append((html.unescape(identifier), bool(competent), html.unescape(way[1]) if way else ""))
        neighbours += [html.unescape(other) for other in re.findall(r'class="neighbour"[^>]* data-id="([^"]*)"', body)]
    return {"cards": cards, "neighbours": neighbours}


def test_interface_page_and_command_line_answer_alike(asked):
    region, server = asked
    outcomes = {"answers": 0, "choices": 0, "nothing": 0}
    for question in questions(server, seed=14):
        # Opening states change with time, so the interface must give the same answer before and after for a comparison.
        while True:
            answer, status = interface(server, question)
            printed, code = command_line(region, question)
            # The page has no question about a structure: its own page answers for it.
            shown = page(server, question) if "structure" not in question else None
            if (answer, status) == interface(server, question):
                break
        assert printed == answer, question
        if answer is None:
            assert status in (400, 404) and code in (1, 64) and not shown, (question, status, code, shown)
            outcomes["nothing"] += 1
        elif answer["origin"] is None:
            assert shown.get("choices", []) == [place["label"]["el"] for place in answer["alternatives"]], question
            outcomes["choices"] += 1
        else:
            outcomes["answers"] += 1
            if shown is None:
                continue
            listed = [(result["structure"]["id"], result["competent"]) for result in answer["results"]]
            # The others of a building stand in the card of its first one.
            neighbours = shown.get("neighbours", [])
            assert set(neighbours) <= {identifier for identifier, _ in listed}, question
            assert [card[:2] for card in shown.get("cards", [])] == [
                row for row in listed if row[0] not in neighbours], question
            own = [result for result in answer["results"] if result["structure"]["id"] not in neighbours]
            for card, result in zip(shown.get("cards", []), own):
                way, reasons = card[2].casefold(), [reason.casefold() for reason in result["reasons"]["el"]]
                assert any(way.startswith(reason) or way in reason for reason in reasons), (question, way, reasons)
    assert min(outcomes.values()) > QUESTIONS / 20, outcomes
