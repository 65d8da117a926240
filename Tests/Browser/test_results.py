"""The list of answers and its map: what they show of each other."""
import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

import pages

ON_DESK = pytest.mark.parametrize("size", ["desk"], indirect=True)
ON_PHONE = pytest.mark.parametrize("size", ["phone"], indirect=True)
WITH_SCRIPTS = pytest.mark.parametrize("scripts", [True], indirect=True)


@ON_PHONE
@WITH_SCRIPTS
def test_list_and_map_are_tabs_on_a_telephone(browse, thessaly):
    browser = browse(thessaly, maps="drawn")
    pages.search(browser, "Λάρισα")
    browser.find(".results .card")
    tabs = browser.all(".tabs [role=tab]")
    assert [tab.text for tab in tabs] == ["Λίστα", "Χάρτης"]
    assert tabs[0].get_attribute("aria-selected") == "true" and not browser.shows("#map")
    tabs[0].send_keys(Keys.ARROW_RIGHT)
    assert browser.script("return document.activeElement.textContent") == "Χάρτης"
    assert browser.shows("#map") and not browser.shows(".card")
    # Going back and loading again keep what was chosen.
    browser.driver.refresh()
    browser.find("#map")
    assert not browser.shows(".card")
    browser.wait(lambda: browser.shows("#map[data-drawn]"), "the map")
    assert browser.violations() == []
    browser.press(".pin")
    browser.press(".maplibregl-popup a")
    browser.find(".card")
    assert not browser.shows("#map")
    browser.press(".card .show")
    assert browser.shows("#map")


@ON_DESK
@WITH_SCRIPTS
def test_the_map_is_beside_the_list_and_they_light_each_other(browse, thessaly):
    browser = browse(thessaly, maps="drawn")
    browser.open("/?municipality=2205")
    pages.show_map(browser)
    assert not browser.shows(".tabs") and browser.shows(".card")
    browser.wait(lambda: browser.shows(".pin"), "the pins")
    lit = "return document.querySelectorAll(arguments[0] + '.lit').length"
    for move in ("hover", "focus"):
        card, pin = browser.find(".card[data-lon]"), browser.find(".pin")
        for one, other, inner in ((card, ".pin", "h2 a"), (pin, ".card", None)):
            if move == "hover":
                ActionChains(browser.driver).move_to_element(one).perform()
            else:
                browser.script("arguments[0].focus({ preventScroll: true })", one.find_element("css selector", inner) if inner else one)
            browser.wait(lambda: browser.script(lit, other), f"{other} to be lit by {move}")
            ActionChains(browser.driver).move_to_element(browser.find(".brand")).perform()
            browser.script("document.activeElement.blur()")
            browser.wait(lambda: not browser.script(lit, other), f"{other} to be dark again")


@WITH_SCRIPTS
def test_the_map_shows_all_that_is_listed_and_not_the_region(browse, thessaly):
    browser = browse(thessaly, maps="drawn")
    browser.open("/?municipality=2201")
    pages.show_map(browser)
    browser.wait(lambda: browser.shows(".pin"), "the pins")
    listed = browser.script("return document.querySelectorAll('.card[data-lon], .neighbour[data-lon]').length")
    shown = browser.script(
        "const frame = document.querySelector('#map').getBoundingClientRect();"
        "return [...document.querySelectorAll('.pin')].filter(pin => { const box = pin.getBoundingClientRect();"
        " return box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom })"
        ".reduce((sum, pin) => sum + (Number(pin.querySelector('.disc').textContent) || 1), 0)")
    assert shown == listed > 8


def test_a_town_has_no_distances_and_says_so_once(browse, thessaly):
    browser = browse(thessaly)
    pages.search(browser, "Λάρισα")
    browser.find(".results .card")
    assert "έως" not in browser.find(".results").text.lower() and not browser.all(".distance")
    assert browser.find(".cautions summary").text == "Χωρίς ακριβείς αποστάσεις: γιατί;"
    assert not browser.all(".you") and not browser.all(".legend .you")


def test_a_structure_beyond_the_town_has_its_distance(browse, thessaly):
    browser = browse(thessaly)
    pages.search(browser, "Φάρσαλα", kind="hospital")
    assert "χλμ." in browser.find(".results .distance").text


def test_other_kinds_of_the_municipality_are_one_tap_away(browse, thessaly):
    browser = browse(thessaly)
    pages.search(browser, "Λάρισα", kind="community-centre")
    browser.find(".results .card")
    names = [button.text for button in browser.all(".also button")]
    assert "Κοινωνικό Παντοπωλείο" in names and "Κέντρο Κοινότητας" not in names and len(names) == len(set(names)) <= 8
    # A shelter is not named to whoever looks over a shoulder.
    assert not any("γυναικ" in name.lower() for name in names)
    browser.press(".also button[value=social-grocery]")
    browser.wait(lambda: "Παντοπωλείο" in browser.find(".results .card").text, "the other kind")
    assert "Παντοπωλείο · Λάρισα" in browser.find(".folded summary").text


def test_structures_in_one_building_share_a_card(browse, thessaly):
    browser = browse(thessaly)
    browser.open("/?municipality=2601")
    card = browser.find(".card:has(.neighbour)")
    assert "Στο ίδιο κτίριο" in card.text
    doors = browser.script(
        "return [...document.querySelectorAll('.card')].map(card => card.querySelector('.address')?.textContent.split(/[,(]/)[0].trim())"
        ".filter(text => text && /\\d/.test(text))")
    assert len(doors) == len(set(doors))
    browser.press(".neighbour a")
    assert browser.find(".sheet h1")


@ON_PHONE
@WITH_SCRIPTS
def test_colours_that_change_while_the_map_is_loaded_are_followed(browse, thessaly):
    browser = browse(thessaly, maps="drawn")

    def is_asked(part):
        browser.complaints()
        return any(part in request for request in browser.requests)

    def is_answered(part):
        return browser.script("return performance.getEntriesByType('resource').some(entry => entry.name.includes(arguments[0]))", part)

    browser.keep_files(False)
    browser.open("/?municipality=2205")
    browser.slow_network(1000)
    try:
        browser.press(".tabs li:nth-child(2) a")
        # The style is there, and its signs are on their way.
        browser.wait(lambda: is_asked("/sprites/light.json"), "the signs")
        browser.emulate([("prefers-color-scheme", "dark")])
        assert not is_answered("/sprites/light.json")
    finally:
        browser.slow_network(0)
    browser.wait(lambda: browser.shows("#map[data-drawn]"), "the map")
    browser.wait(lambda: is_answered("/styles/dark.json"), "the dark style")
