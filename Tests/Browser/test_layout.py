"""Where things stand on the pages."""
import pytest

import pages

ON_DESK = pytest.mark.parametrize("size", ["desk"], indirect=True)
ON_PHONE = pytest.mark.parametrize("size", ["phone"], indirect=True)
WITH_SCRIPTS = pytest.mark.parametrize("scripts", [True], indirect=True)


def box(browser, selector):
    return browser.find(selector).rect


@ON_DESK
def test_every_page_begins_at_the_edge_of_the_head(browse, thessaly):
    browser = browse(thessaly)
    for path in (
        "/", "/?municipality=2201", "/structures/none", "/about", "/help", "/benefits", "/coverage", "/coverage?minutes=x"):
        browser.open(path)
        edge = box(browser, ".brand")["x"]
        assert [box(browser, part)["x"] for part in ("main h1", ".foot h2", ".emergency p")] == [edge] * 3, path


def test_no_page_ends_above_the_edge_of_the_window(browse, thessaly):
    browser = browse(thessaly)
    for path in ("/structures/none", "/coverage?minutes=x", "/help", "/"):
        browser.open(path)
        foot = box(browser, ".foot")
        height = browser.script("return Math.max(innerHeight, document.documentElement.scrollHeight)")
        assert foot["y"] + foot["height"] == pytest.approx(height, abs=1), path


@ON_DESK
@WITH_SCRIPTS
def test_map_and_list_begin_at_one_line(browse, thessaly):
    browser = browse(thessaly, maps="drawn")
    pages.search(browser, "Λάρισα")
    browser.find(".results .card")
    browser.settle()
    top = "return document.querySelector(arguments[0]).getBoundingClientRect().top"
    assert browser.script(top, ".map-part") == pytest.approx(browser.script(top, ".text-part"), abs=2)


@ON_DESK
@WITH_SCRIPTS
@pytest.mark.parametrize("state", ["start", "results", "structure"])
def test_the_map_fills_its_frame(browse, thessaly, state):
    browser = browse(thessaly, maps="drawn")
    _, go, sign = pages.STATES[state]
    go(browser)
    browser.find(sign)
    browser.wait(lambda: browser.shows("#map[data-drawn]"), "the map")
    def gap(side):
        return abs(box(browser, "#map")[side] - box(browser, "#map canvas")[side])

    browser.wait(lambda: gap("height") <= 3 and gap("width") <= 3, "the map to fill its frame")


@ON_DESK
def test_the_form_for_planners_is_two_rows(browse, thessaly):
    browser = browse(thessaly)
    browser.open("/coverage")
    for row in ("#kind, #mode, #minutes", "#day, #date, #time"):
        tops = {element.rect["y"] for element in browser.all(row)}
        assert len(tops) == 1, row


@ON_PHONE
def test_a_danger_is_seen_from_its_beginning(browse, thessaly):
    browser = browse(thessaly)
    pages.search(browser, "φωτιά Λάρισα")
    browser.find(".danger .call")
    assert browser.script("return scrollY") == 0
    assert browser.find("main .call").rect["y"] < 400


@ON_PHONE
@WITH_SCRIPTS
def test_a_telephone_loads_the_map_when_it_is_seen(browse, thessaly):
    browser = browse(thessaly, maps="drawn")
    pages.search(browser, "Λάρισα")
    browser.find(".results .card")
    browser.complaints()
    assert not any("maplibre" in address or "/tiles/" in address for address in browser.requests)
    pages.show_map(browser)
    browser.complaints()
    assert any("maplibre" in address for address in browser.requests)


@WITH_SCRIPTS
def test_a_card_shows_its_place_on_the_map(browse, thessaly):
    browser = browse(thessaly, maps="drawn")
    pages.search(browser, "Λάρισα")
    browser.find(".results .card")
    browser.press(".card .show")
    browser.wait(lambda: browser.shows(".maplibregl-popup a"), "the name on the map")


@WITH_SCRIPTS
def test_pins_and_cards_have_one_sign_and_the_legend_explains_it(browse, thessaly):
    browser = browse(thessaly, maps="drawn")
    browser.open("/?municipality=2201")
    pages.show_map(browser)
    browser.wait(lambda: browser.shows("#map[data-drawn]") and browser.shows(".pin"), "the pins")
    kinds = browser.script("return [...new Set([...document.querySelectorAll('.card[data-lon]')].map(card => card.dataset.kindName))]")
    explained = [element.text for element in browser.all(".legend .kind")]
    assert sorted(explained) == sorted(kinds)
    assert len(browser.all(".legend .kind svg")) == len(kinds)


@WITH_SCRIPTS
def test_the_own_point_covers_no_pin(browse, streets):
    browser = browse(streets, maps="drawn")
    pages.search(browser, "Δημοσθένους 45, Λάρισα")
    pages.show_map(browser)
    browser.wait(lambda: browser.shows("#map[data-drawn]") and browser.shows(".pin"), "the pins")
    covered = browser.script(
        "return [...document.querySelectorAll('.pin')].filter(pin => {"
        " const { x, y, width, height } = pin.getBoundingClientRect();"
        " const top = document.elementFromPoint(x + width / 2, y + height / 2);"
        " return top && top.closest('.you') })")
    assert covered == []
    above = browser.script(
        "const order = selector => Number(getComputedStyle(document.querySelector(selector)).zIndex) || 0;"
        "return [order('.pin'), order('.you')]")
    assert above[0] > above[1]


def test_every_kind_has_a_pictogram(thessaly):
    drawn = thessaly.get("/assets/pictograms.svg")[2].decode()
    kinds = [kind["code"] for kind in thessaly.json("/api/v1/kinds")["kinds"]]
    assert kinds and [kind for kind in kinds if f'<symbol id="{kind}"' not in drawn] == []


# Ten questions as people type them.
QUESTIONS = [
    "Λάρισα", "Volos", "Τρίκαλα", "ΚΑΡΔΙΤΣΑ", "φαγητό Λάρισα", "φαρμακείο Τρίκαλα", "επίδομα Βόλος", "Φάρσαλα",
    "κέντρο κοινότητας Ελασσόνα", "Τύρναβος",
]


@ON_PHONE
def test_the_first_call_is_on_the_first_screen(browse, thessaly):
    browser = browse(thessaly)
    for question in QUESTIONS:
        pages.search(browser, question)
        browser.find(".results .card")
        assert browser.script("return scrollY") == 0
        call = browser.find(".results .card .call").rect
        assert call["y"] + call["height"] <= 740, (question, call)
        card = browser.find(".results .card").text
        # A town is not a point: its own services have no distance, and the list says so once.
        is_rough = "Χωρίς ακριβείς αποστάσεις" in browser.find(".cautions summary").text
        assert ("λεπτά" in card or "χλμ." in card or "μ." in card) != is_rough, (question, card)


@ON_PHONE
def test_the_form_is_one_line_after_a_search(browse, thessaly):
    browser = browse(thessaly)
    pages.search(browser, "Λάρισα", kind="social-grocery")
    browser.find(".results .card")
    line = browser.find(".folded summary")
    assert "Κοινωνικό Παντοπωλείο" in line.text and "Λάρισα" in line.text and line.rect["height"] <= 64
    assert not browser.shows("#q")
    browser.press(".folded summary")
    assert browser.find("#q").get_attribute("value") == "Λάρισα"


@WITH_SCRIPTS
@pytest.mark.parametrize("state", ["start", "results", "municipality", "structure"])
def test_without_a_map_nothing_of_it_is_left_and_nothing_moves(browse, thessaly, state):
    browser = browse(thessaly, maps="impossible")
    _, go, sign = pages.STATES[state]
    go(browser)
    browser.find(sign)
    browser.wait(lambda: browser.script("return document.querySelector('.map-part').hidden"), "the map to be taken out")
    assert browser.layout_shift() <= 0.01
    # It stays away when the window changes.
    for width in (browser.width, browser.width + 40):
        browser.resize(width, 800)
        browser.script("return new Promise(done => requestAnimationFrame(() => setTimeout(done, 20)))")
        assert not any(browser.shows(part) for part in (".map-part", ".legend", ".tabs", ".show"))
