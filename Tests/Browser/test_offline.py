"""Without a network: what a person kept, the help numbers, and nothing else."""
import re

import pytest

import pages
from conftest import LANGUAGES
from line import Line

WITH_SCRIPTS = pytest.mark.parametrize("scripts", [True], indirect=True)
# A service worker does not see the size of a window.
ON_PHONE = pytest.mark.parametrize("size", ["phone"], indirect=True)
pytestmark = [WITH_SCRIPTS, ON_PHONE]


@pytest.fixture
def line(thessaly):
    line = Line(thessaly)
    yield line
    line.cut()


@pytest.fixture
def visitor(browse, line):
    """The browser behind a connection of its own, with a worker that is ready and nothing kept."""
    browser = browse(line, maps="drawn")
    browser.open("/")
    browser.await_worker()
    yield browser
    # What the browser says about the network that was cut is no fault of the pages.
    browser.driver.get("about:blank")
    browser.complaints()
    browser.messages = [message for message in browser.messages if "ERR_" not in message and "network error" not in message]


def cut(browser, line):
    line.cut()
    browser.open("/about")
    assert browser.find("#no-network")


def kept(browser):
    """The names in the list of what is kept."""
    browser.open("/kept")
    browser.wait(lambda: browser.script("return !document.getElementById('kept-none').hidden || document.querySelector('#kept-list li')"), "the list")
    return [element.text for element in browser.all("#kept-list a")]


def keep(browser):
    browser.press(".keep button")
    browser.wait(lambda: "Το κρατήσαμε" in browser.find(".keep [role=status]").text, "the page to be kept")


def stored(browser):
    """The addresses in all caches."""
    return browser.driver.execute_async_script(
        "const [done] = arguments; (async () => { const found = {};"
        "for (const name of await caches.keys()) found[name] = (await (await caches.open(name)).keys()).map(r => decodeURIComponent(new URL(r.url).pathname + new URL(r.url).search));"
        "return found })().then(done)")


def test_an_answer_that_was_kept_opens_without_a_network(visitor, line):
    browser = visitor
    pages.search(browser, "Λάρισα", kind="community-centre")
    browser.find(".results .card")
    address = browser.driver.current_url
    shown = [element.text for element in browser.all(".results .card h2")]
    keep(browser)
    line.cut()
    browser.driver.refresh()
    browser.find(".results .card")
    assert browser.driver.current_url == address
    assert [element.text for element in browser.all(".results .card h2")] == shown
    note = browser.find(".copy").text
    assert "όπως ήταν στις" in note and re.search(r"\d+ \w+", note)
    # A copy does not say what is open now, and cannot be kept again.
    assert not browser.shows(".hours") and not browser.shows(".keep")
    assert browser.violations() == []
    # The page of a structure that it lists opens as well.
    browser.press(".results .card h2 a")
    browser.find(".sheet")
    browser.driver.back()
    browser.find(".results .card")
    assert any("Λάρισα" in name for name in kept(browser))
    line.mend()


def test_nothing_is_kept_unasked(visitor, line):
    browser = visitor
    pages.search(browser, "Λάρισα")
    browser.find(".results .card")
    answer = browser.driver.current_url
    pages.structure(browser, "larissa-community-centre")
    browser.find(".sheet")
    assert set(stored(browser)) == {"files", "shell"}
    assert set(stored(browser)["shell"]) == {"/kept", "/help"}
    assert all(path.startswith("/assets/") for path in stored(browser)["files"])
    cut(browser, line)
    browser.driver.get(answer)
    assert browser.find("#no-network") and not browser.all(".card")
    browser.open("/structures/larissa-community-centre")
    assert browser.find("#no-network") and not browser.all(".sheet")
    line.mend()


def test_help_numbers_are_there_without_a_network(visitor, line):
    browser = visitor
    for language in LANGUAGES:
        browser.language = language
        browser.open("/")
        browser.wait(lambda: browser.address("/help").removeprefix(line.url) in stored(browser)["shell"], "the help numbers")
        line.cut()
        browser.open("/help")
        assert browser.find(".danger .call").get_attribute("href") == "tel:112"
        assert browser.script("return document.documentElement.lang") == language
        assert browser.find(".copy")
        browser.open("/about")
        assert browser.find("#no-network") and browser.shows(".calls a[href='tel:1555']")
        line.mend()


@pytest.mark.parametrize("way", ["/help/violence", "/help/despair", "typed", "kind", "/?kind=women-counselling"])
def test_pages_about_violence_and_despair_are_never_kept(visitor, line, way):
    browser = visitor
    if way == "typed":
        pages.search(browser, "με χτυπάει Λάρισα")
    elif way == "kind":
        pages.search(browser, "Λάρισα", kind="women-counselling")
    else:
        browser.open(way)
    browser.find(".exit")
    assert browser.driver.title == "Πλησίον"
    assert not browser.shows(".keep") and not browser.shows(".keep-area")
    # Not even a page that asked its worker itself.
    path = browser.driver.current_url.removeprefix(line.url)
    assert browser.driver.execute_async_script(
        "const [path, done] = arguments; navigator.serviceWorker.ready.then(({ active }) => { const { port1, port2 } = new MessageChannel();"
        "port1.onmessage = ({ data }) => done(data.result);"
        "active.postMessage({ task: 'keep', address: path, name: 'x', structures: [path], files: [] }, [port2]) })", path) is (path == "/")
    if path == "/":  # the first page, which says nothing
        browser.driver.execute_async_script("caches.delete('kept-pages').then(arguments[0])")
    assert not any(path in pages for name, pages in stored(browser).items() if name == "kept-pages")
    if path != "/":
        assert line.server.get(path)[1]["Cache-Control"] == "private, no-store"


def test_a_list_that_was_kept_leaves_out_the_shelters(visitor, line):
    browser = visitor
    for number in range(1, 5):
        browser.open(f"/?municipality=2601&page={number}")
        shelters = [link.get_attribute("href").removeprefix(line.url) for link in browser.all("[data-kind=women-counselling] a[href^='/structures']")]
        if shelters:
            break
    keep(browser)
    structures = [path for path in stored(browser)["kept-pages"] if path.startswith("/structures/")]
    assert shelters and len(structures) > 5 and not set(shelters) & set(structures)


def test_all_that_was_kept_is_deleted_at_once(visitor, line):
    browser = visitor
    pages.structure(browser, "larissa-community-centre")
    keep(browser)
    assert kept(browser) == ["Κέντρο Κοινότητας Δήμου Λαρισαίων"]
    browser.press("main .clear-kept")
    browser.wait(lambda: "Διαγράφηκαν" in browser.text, "the deletion")
    assert browser.all("#kept-list a") == [] and browser.shows("#kept-none")
    assert not any(name.startswith("kept") for name in stored(browser))
    line.cut()
    pages.structure(browser, "larissa-community-centre")
    assert browser.find("#no-network")
    line.mend()


def test_the_foot_of_every_page_can_delete(visitor, line):
    browser = visitor
    browser.open("/about")
    assert not browser.shows("#kept-part")
    pages.structure(browser, "larissa-community-centre")
    keep(browser)
    browser.open("/about")
    browser.press("#kept-part .clear-kept")
    browser.wait(lambda: "Διαγράφηκαν" in browser.text, "the deletion")
    assert kept(browser) == []


def test_an_old_answer_never_passes_for_a_new_one(visitor, line):
    browser = visitor
    pages.structure(browser, "larissa-community-centre")
    keep(browser)
    browser.driver.refresh()
    browser.find(".sheet")
    assert not browser.shows(".copy")
    # A kept answer that the server no longer has opens all the same, with its age.
    gone = "/answers/" + 32 * "0"
    browser.driver.execute_async_script(
        "const [path, done] = arguments; caches.open('kept-pages').then(async cache => {"
        "const [known] = await cache.matchAll('/structures/larissa-community-centre');"
        "await cache.put(path, known) }).then(done)", gone)
    browser.open(gone)
    assert browser.find(".copy") and browser.find(".sheet")


def test_the_map_of_an_area_that_was_kept(visitor, line):
    browser = visitor
    pages.structure(browser, "larissa-community-centre")
    keep(browser)
    browser.script("document.querySelector('.map-part').scrollIntoView()")
    browser.wait(lambda: browser.shows("#map[data-drawn]"), "the map")
    browser.press(".keep-area button")
    browser.wait(lambda: "κρατήθηκε" in browser.find(".keep-area [role=status]").text, "the map to be kept", seconds=90)
    parts = stored(browser)["kept-area"]
    assert any(part.startswith("/tiles/base/") for part in parts) and len(parts) <= 200
    line.cut()
    browser.driver.refresh()
    browser.script("document.querySelector('.map-part').scrollIntoView()")
    browser.wait(lambda: browser.shows("#map[data-drawn]"), "the map")
    assert browser.shows(".pin")
    kept(browser)
    assert "Χάρτης, όπως ήταν στις" in browser.find("#kept-list").text
    line.mend()


def test_the_worker_is_of_this_version(visitor, line):
    """The worker names the same files as the page, so it changes with them, and stores no other."""
    worker = line.server.get("/service-worker.js")
    assert worker[0] == 200 and worker[1]["Cache-Control"] == "no-cache"
    page = line.server.get("/")[2].decode()
    named = set(re.findall(r'(?:href|src)="(/assets/plision[^"#]+)', page))
    assert len(named) == 2 and all(name in worker[2].decode() for name in named)
    browser = visitor
    old = "/assets/plision-0-0.css"
    browser.driver.execute_async_script(
        "const [old, done] = arguments; caches.open('files').then(files => files.put(old, new Response('')))"
        ".then(() => caches.open('of-a-version-before')).then(done)", old)
    browser.driver.execute_async_script(
        "const [done] = arguments; navigator.serviceWorker.getRegistration().then(r => r.unregister()).then(done)")
    browser.open("/about")
    browser.await_worker()
    browser.wait(lambda: old not in stored(browser)["files"], "the old file to be deleted")
    assert "of-a-version-before" not in stored(browser)


def test_the_pages_can_be_installed(visitor, line):
    manifest = visitor.script("return document.querySelector('link[rel=manifest]').getAttribute('href')")
    status, headers, _ = line.server.get(manifest)
    assert status == 200 and headers["Content-Type"] == "application/manifest+json"
    description = line.server.json(manifest)
    assert description["start_url"] == "/?lang=el" and description["display"] == "standalone"
    assert line.server.get(description["icons"][0]["src"])[0] == 200
    assert visitor.command("Page.getAppManifest")["errors"] == []
