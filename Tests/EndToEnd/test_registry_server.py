"""plision-registry serve: pages as people use them without scripts, and the interface for programs."""
import html
import json
import re
import socket
import subprocess
import sys
import time
import uuid

import pytest

from program import ROOT
from registry_program import Browser, Home, Person, Site

CALENDAR = ROOT / "geodata/thessaly/calendar.json"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    home = Home(tmp_path_factory.mktemp("registry"))
    people = home.demo()
    site = Site(home, "--calendar", CALENDAR)
    yield site, people
    site.stop()
    assert "whole" in home.run("audit", "verify")


@pytest.fixture(scope="module")
def browsers(place):
    site, people = place
    return {login: Browser(site).sign_in(person) for login, person in people.items()}


def published(site):
    return json.loads((site.home.path / "published/current").read_text().split("\n")[1])


def live(site, ref):
    return next(each for each in published(site)["structures"] if each["id"] == ref)["fields"]


def test_from_signing_in_to_published_hours(place, browsers):
    site, _ = place
    editor, first, second = (browsers[f"fixture-{name}"] for name in ("editor", "moderator-1", "moderator-2"))
    assert "fixture-centre" in editor.open("/structures").text
    editor.open("/structures/fixture-centre/hours")
    changes = {f"{day}.1.to": "13:30" for day in ("mo", "tu", "we", "th", "fr")}
    changes |= {"x1.from": "2030-12-24", "x1.to": "2030-12-26", "reason": "νέο ωράριο"}
    editor.send("/structures/fixture-centre/hours", changes | {"preview": "yes"})
    assert editor.status == 200 and "08:00–13:30" in editor.text
    editor.send("/structures/fixture-centre/hours", changes)
    assert "περιμένει έγκριση" in editor.text
    assert "fixture-centre" in first.open("/").text
    draft = re.search(r"/drafts/[0-9a-f]{32}", first.text)[0]
    assert "νέο ωράριο" in first.open(draft).text and "08:00–13:30" in first.text
    assert f"{draft}/review" not in editor.open(draft).text
    began = time.monotonic()
    first.send(f"{draft}/review", {})
    assert "Εγκρίθηκε και δημοσιεύτηκε" in first.text
    assert live(site, "fixture-centre")["openingHours"] == "Mo-Fr 08:00-13:30; 2030 Dec 24-2030 Dec 26 off"
    assert time.monotonic() - began < 3
    history = editor.open("/structures/fixture-centre").text
    assert "Έκδοση 2" in history and "Fixture moderator" in history
    assert second.open(draft).status == 200 and f"{draft}/review" not in second.text


def test_a_telephone_needs_two_people(place, browsers):
    site, _ = place
    editor, first, second = (browsers[f"fixture-{name}"] for name in ("editor", "moderator-1", "moderator-2"))
    editor.open("/structures/fixture-grocery/edit")
    editor.send("/structures/fixture-grocery/edit", {"phone": "2410 999", "reason": "άλλαξε"})
    draft = next(
        path for path in re.findall(r"/drafts/[0-9a-f]{32}", first.open("/").text) if "2410 999" in first.open(path).text)
    first.open(draft)
    first.send(f"{draft}/review", {})
    assert "χρειάζεται και άλλο άτομο" in first.text and live(site, "fixture-grocery")["phone"] == "2100000002"
    second.open(draft)
    second.send(f"{draft}/review", {})
    assert live(site, "fixture-grocery")["phone"] == "2410 999"


def test_undoing_is_a_draft_too(place, browsers):
    site, _ = place
    editor, first = browsers["fixture-editor"], browsers["fixture-moderator-1"]
    before = live(site, "fixture-centre")["openingHours"]
    editor.open("/structures/fixture-centre")
    editor.send("/structures/fixture-centre/undo", {"reason": "λάθος"}, index=-1)
    draft = next(path for path in re.findall(r"/drafts/[0-9a-f]{32}", first.open("/").text) if "λάθος" in first.open(path).text)
    first.open(draft)
    first.send(f"{draft}/review", {})
    assert live(site, "fixture-centre")["openingHours"] == "Mo-Fr 08:00-15:00" != before


def test_an_invitation_becomes_an_account(place, browsers):
    site, _ = place
    admin = browsers["fixture-admin"]
    admin.open("/accounts")
    admin.send("/accounts", {"login": "fixture-new", "name": "Fixture New"})
    link = re.search(r"/invitation/[0-9a-f]{64}", admin.text)[0]
    admin.open("/accounts/fixture-new")
    admin.send("/accounts/fixture-new/grants", {"role": "editor", "municipality": "9001"})
    assert "9001" in admin.text and "Οι ρόλοι άλλαξαν" in admin.text
    guest = Browser(site)
    secret = re.search(r"<dd>([A-Z2-7]{32})</dd>", guest.open(link).text)[1]
    person = Person("fixture-new", "τέσσερα μπλε πουλιά", secret)
    guest.send(link, {"password": "short", "code": person.code()})
    assert guest.status == 422 and "role=\"alert\"" in guest.text
    guest.send(link, {"password": person.password, "code": person.code()})
    assert len(re.findall(r"<code>[A-Z2-7-]{19}</code>", guest.text)) == 10
    assert guest.open(link).status == 404
    guest.sign_in(person)
    text = guest.open("/structures").text
    assert "fixture-centre" in text and "fixture-grocery" not in text
    assert guest.open("/structures/fixture-grocery").status == 404
    assert guest.open("/accounts").status == 403
    guest.open("/account")
    guest.send("/sign-out-everywhere", {})
    assert "/sign-in" in guest.path and guest.open("/structures").path.startswith("/sign-in")


def test_english_is_complete_and_chosen_by_the_address(place, browsers):
    editor = browsers["fixture-editor"]
    for path in ("/", "/structures", "/structures/fixture-centre/hours", "/account"):
        text = editor.open(f"{path}?lang=en").text
        text = re.sub(r"Ελληνικά|lang=\"el\"", "", text)
        assert '<html lang="en"' in text
        if "fixture-centre" not in path:
            assert not re.search(r"[Α-ω]", html.unescape(text).replace("Κέντρο Κοινότητας", "").replace(
                "Κοινωνικό Παντοπωλείο", "").replace("Ξενώνας", "").replace("Οδός Δοκιμής", "")), path


def test_programs_draft_and_approve(place):
    site, people = place
    editor, first = site.sign_in(people["fixture-editor"]), site.sign_in(people["fixture-moderator-1"])
    state, tag = site.api("GET", "/structures/fixture-centre", editor)
    body = {"fields": {"website": "https://centre.example"}, "reason": "new page"}
    made, _ = site.api("POST", "/structures/fixture-centre/drafts", editor, body, tag=tag)
    _, seen = site.api("GET", f"/drafts/{made['draft']}", first)
    done, _ = site.api("POST", f"/drafts/{made['draft']}/reviews", first, {"verdict": "approve"}, tag=seen)
    assert done == {"outcome": "published", "version": state["version"] + 1}
    assert live(site, "fixture-centre")["website"] == "https://centre.example"
    site.api("POST", "/structures/fixture-centre/drafts", editor, body, tag=tag, code=412)
    site.api("POST", "/structures/fixture-centre/drafts", editor, body, code=428)


def test_nothing_secret_is_logged(place, browsers):
    site, people = place
    log = "".join(site.log)
    assert "route=" in log
    for secret in [
        *(person.password for person in people.values()), *browsers["fixture-editor"].cookies.values(),
        "fixture-", "127.0.0.1 ", "2410", "νέο",
    ]:
        assert secret not in log.split("\n", 1)[1]


def test_raw_requests(place):
    site, _ = place

    def raw(text):
        with socket.create_connection(("127.0.0.1", site.port), timeout=10) as connection:
            connection.sendall(text.encode())
            connection.shutdown(socket.SHUT_WR)
            answer = b""
            while part := connection.recv(65536):
                answer += part
        return answer.decode()

    for path in ("/assets/../registry.sqlite", "/assets/%2e%2e/keys.sqlite", "//evil.example/", "/structures/..%2f..%2fetc"):
        answer = raw(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        assert re.match(r"HTTP/1\.1 (303|400|404) ", answer) and "SQLite" not in answer
        assert "evil" not in answer.lower()
    smuggled = raw("POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /")
    assert smuggled.startswith("HTTP/1.1 400 ")


def test_what_was_answered_survives_being_killed(tmp_path):
    home = Home(tmp_path)
    people = home.demo()
    site = Site(home)
    token = site.sign_in(people["fixture-editor"])
    _, tag = site.api("GET", "/structures/fixture-centre", token)
    answers = {}
    for index in range(12):
        keys = [uuid.uuid4().hex for _ in range(4)]
        for number, key in enumerate(keys):
            body = {"fields": {"website": f"https://a{index}-{number}.example"}, "reason": "fixture"}
            try:
                if number == 3:
                    site.process.kill()
                answers[key] = site.api("POST", "/structures/fixture-centre/drafts", token, body, key=key, tag=tag)[0]
            except (ConnectionError, OSError):
                continue
        site.kill()
        site.start()
        for number, key in enumerate(keys):
            body = {"fields": {"website": f"https://a{index}-{number}.example"}, "reason": "fixture"}
            again = site.api("POST", "/structures/fixture-centre/drafts", token, body, key=key, tag=tag)[0]
            assert answers.setdefault(key, again) == again
    drafts = site.api("GET", "/drafts", token)[0]["drafts"]
    assert {each["id"] for each in drafts} == {each["draft"] for each in answers.values()} and len(drafts) == 48
    site.stop()
    assert "whole" in home.run("audit", "verify")


@pytest.mark.parametrize("name", ["editor", "moderator-2", "admin"])
def test_schemathesis_finds_no_errors(place, name):
    site, people = place
    token = site.sign_in(people[f"fixture-{name}"])
    done = subprocess.run(
        [sys.executable, ROOT / "Tests/scripts/schemathesis-run", site.url, "10", token], capture_output=True, text=True,
        timeout=300)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
