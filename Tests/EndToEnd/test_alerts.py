"""A flood rehearsal: an alert by two people, its update and its cancel, from the registry to the public pages."""
import datetime
import re
import time
import urllib.request
import uuid
import xml.etree.ElementTree as ElementTree

import capparser
import feedparser
import pytest

from program import Region, Server
from registry_program import Browser, Home, Site

NAMESPACE = "{urn:oasis:names:tc:emergency:cap:1.2}"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("alerts")
    region = Region(folder)
    nothing = folder / "nothing"
    nothing.mkdir()
    region.import_("--all", "--region", "geodata/thessaly", "--geodata", nothing)
    region.build()
    home = Home(folder)
    people = home.demo()
    site = Site(home, "--dataset", region.dataset)
    key = folder / "published.key"
    key.write_text(home.run("publish", "--print-key").split()[-1])
    home.run("publish")
    server = Server(
        region.dataset, folder / "server.log", "--published", str(home.path / "published"), "--published-key", str(key))
    tokens = [site.sign_in(people[f"fixture-coordinator{number}"]) for number in ("", "-2")]
    yield site, server, tokens, people
    assert server.stop() == 0, server.log.read_text()[-2000:]
    site.stop()


def document(identifier, kind="Alert", references="", status="Actual", headline="Πλημμύρα στον Παλαμά", hours=6):
    now = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=2)))
    texts = {"el": headline, "en": "Flood in Palamas", "ar": "فيضان في بالاماس"}
    infos = "".join(
        f"<info><language>{language}</language><category>Met</category><event>{text}</event><urgency>Immediate</urgency>"
        f"<severity>Extreme</severity><certainty>Observed</certainty>"
        f"<expires>{(now + datetime.timedelta(hours=hours)).isoformat(timespec='seconds')}</expires><headline>{text}</headline>"
        f"<area><areaDesc>Παλαμάς</areaDesc><polygon>39.44,22.00 39.55,22.00 39.55,22.15 39.44,22.15 39.44,22.00</polygon></area></info>"
        for language, text in texts.items())
    return (f'<?xml version="1.0" encoding="UTF-8"?><alert xmlns="{NAMESPACE[1:-1]}"><identifier>{identifier}</identifier>'
            f"<sender>gr.fixture</sender><sent>{now.isoformat(timespec='seconds')}</sent><status>{status}</status>"
            f"<msgType>{kind}</msgType><scope>Public</scope>{references}{infos}</alert>")


def reference(text):
    root = ElementTree.fromstring(text)
    parts = [root.findtext(NAMESPACE + name) for name in ("sender", "identifier", "sent")]
    return f"<references>{','.join(parts)}</references>"


def publish(site, tokens, text):
    """One coordinator brings a document in, another approves it."""
    made, _ = site.api("POST", "/alerts", tokens[0], {"document": text})
    path = f"/alerts/{made['alert']}"
    _, seen = site.api("GET", path, tokens[0])
    refused, _ = site.api("POST", path + "/reviews", tokens[0], {"verdict": "approve"}, tag=seen, code=403)
    assert refused["status"] == 403
    done, _ = site.api("POST", path + "/reviews", tokens[1], {"verdict": "approve"}, tag=seen)
    assert done["state"] == "published"


def within(seconds, condition):
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < seconds, "not in time"
        time.sleep(0.05)
    return time.monotonic() - began


def page(server, path):
    with urllib.request.urlopen(server.url + path, timeout=20) as answer:
        return answer.read().decode()


def test_an_alert_its_update_and_its_cancel_are_on_the_pages_within_a_minute(place):
    site, server, tokens, _ = place
    first = document(uuid.uuid4().hex)
    assert 'class="alerts"' not in page(server, "/")
    publish(site, tokens, first)
    took = [within(60, lambda: "Πλημμύρα στον Παλαμά" in page(server, "/"))]
    assert "Flood in Palamas" in page(server, "/?lang=en")
    assert 'dir="rtl">فيضان في بالاماس' in page(server, "/help?lang=ar")
    # The polygon selects the places inside of it.
    assert "Παλαμάς" in re.search(r"<summary>Οικισμοί μέσα στην περιοχή</summary><p>(.*?)</p>", page(server, "/alerts"))[1]
    update = document(uuid.uuid4().hex, "Update", reference(first), headline="Εκκένωση στον Παλαμά")
    publish(site, tokens, update)
    took.append(within(60, lambda: "Εκκένωση στον Παλαμά" in page(server, "/")))
    assert "Πλημμύρα στον Παλαμά" not in page(server, "/")
    publish(site, tokens, document(uuid.uuid4().hex, "Cancel", reference(update)))
    took.append(within(60, lambda: 'class="alerts"' not in page(server, "/")))
    assert max(took) < 5, took
    # Other programs read the feed and the documents.
    feed = feedparser.parse(page(server, "/alerts.atom"))
    assert not feed.bozo and len(feed.entries) == 3 and feed.entries[0].updated_parsed
    for entry, sent in zip(reversed(feed.entries), (first, update)):
        link = next(link for link in entry.links if link.type == "application/cap+xml")
        text = page(server, link.href.removeprefix(server.url) if link.href.startswith("http") else link.href)
        assert text == sent
    assert server.json("/api/v1/alerts")["alerts"] == []


def test_tests_and_exercises_show_nothing(place):
    site, server, tokens, _ = place
    for status in ("Test", "Exercise"):
        made, _ = site.api("POST", "/alerts", tokens[0], {"document": document(uuid.uuid4().hex, status=status)})
        shown, seen = site.api("GET", f"/alerts/{made['alert']}", tokens[0])
        assert shown["state"] == "internal"
        site.api("POST", f"/alerts/{made['alert']}/reviews", tokens[1], {"verdict": "approve"}, tag=seen, code=409)
    time.sleep(2.5)
    assert 'class="alerts"' not in page(server, "/")


def test_an_alert_is_written_on_the_page_and_read_by_another_program(place):
    site, server, tokens, people = place
    browser = Browser(site)
    browser.sign_in(people["fixture-coordinator"])
    browser.open("/alerts/new")
    browser.send("/alerts/new", {
        "template": "flood", "status": "Actual", "area": "Παλαμάς <b>", "municipality": "2204",
        "description": "Το νερό ανεβαίνει."})
    assert browser.status == 200 and "περιμένει έγκριση" in browser.text and "Παλαμάς <b>" not in browser.text
    identifier = re.search(r'action="/alerts/([0-9a-f]{32})/withdraw', browser.text)[1]
    made, seen = site.api("GET", f"/alerts/{identifier}", tokens[1])
    alert = capparser.parse(stringXML=made["document"])
    assert alert.status[0] == "Actual" and alert.identifier[0] == made["identifier"]
    assert [info.language[0] for info in alert.info[0]] == ["el", "en", "sq", "ar", "uk"]
    # What the other program writes is read here.
    alert.identifier = (uuid.uuid4().hex, alert.identifier[1])
    alert.status = ("Exercise", alert.status[1])
    theirs = capparser.deparse(alert).decode().split("?>", 1)[1]
    taken, _ = site.api("POST", "/alerts", tokens[0], {"document": theirs})
    again, _ = site.api("GET", f"/alerts/{taken['alert']}", tokens[0])
    assert again["state"] == "internal" and again["headline"] == made["headline"]
    site.api("POST", f"/alerts/{identifier}/reviews", tokens[1], {"verdict": "approve"}, tag=seen)
    within(60, lambda: "Παλαμάς &lt;b&gt;" in page(server, "/"))
    texts = server.json("/api/v1/alerts")["alerts"][0]["texts"]
    assert {text["language"]: text["translation"] for text in texts} == {
        "el": "human", "en": "template", "sq": "template", "ar": "template", "uk": "template"}
