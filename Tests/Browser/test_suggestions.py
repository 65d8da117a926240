"""Suggestions of places while a person types, by keyboard, by touch and without scripts."""
import pytest
from selenium.webdriver.common.keys import Keys

import pages

WITH_SCRIPTS = pytest.mark.parametrize("scripts", [True], indirect=True)


def suggested(browser, text):
    """Types a text; returns the suggestions with their municipalities."""
    browser.type("#q", text, leaves=False)
    browser.wait(lambda: browser.shows("#q-list [role=option]"), "suggestions")
    return browser.script(
        "return [...document.querySelectorAll('#q-list [role=group]')].flatMap(group => [...group.querySelectorAll('[role=option]')]"
        ".map(option => [document.getElementById(group.getAttribute('aria-labelledby')).textContent, option.firstChild.textContent]))")


def active(browser):
    """The text of the option that the field says is active."""
    return browser.script(
        "const id = document.getElementById('q').getAttribute('aria-activedescendant'); return id && document.getElementById(id).firstChild.textContent")


def press(browser, *keys):
    for key in keys:
        browser.find("#q").send_keys(key)


@WITH_SCRIPTS
def test_the_keyboard_chooses(browse, thessaly):
    browser = browse(thessaly)
    browser.open("/")
    field = browser.find("#q")
    found = suggested(browser, "Λαρ")
    assert found[0] == ["Δήμος Λαρισαίων", "Λάρισα"]
    assert field.get_attribute("aria-expanded") == "true" and active(browser) is None
    assert str(len(found)) in browser.script("return document.querySelector('#q ~ [role=status]').textContent")
    assert browser.violations() == []
    press(browser, Keys.ARROW_DOWN)
    assert active(browser) == "Λάρισα"
    press(browser, Keys.ARROW_UP)
    assert active(browser) == found[-1][1]
    press(browser, Keys.ARROW_DOWN)
    assert active(browser) == "Λάρισα"
    # Writing goes on in the text.
    press(browser, Keys.ARROW_LEFT)
    assert active(browser) is None
    press(browser, Keys.ARROW_DOWN, Keys.ENTER)
    assert field.get_attribute("value") == "Λάρισα, Δήμος Λαρισαίων"
    assert field.get_attribute("aria-expanded") == "false" and not browser.shows("#q-list")
    assert browser.driver.current_url == thessaly.url + "/"
    press(browser, Keys.ENTER)
    browser.find(".results .card")


@WITH_SCRIPTS
def test_escape_closes_and_then_empties(browse, thessaly):
    browser = browse(thessaly)
    browser.open("/")
    suggested(browser, "Βόλ")
    press(browser, Keys.ESCAPE)
    assert not browser.shows("#q-list") and browser.find("#q").get_attribute("value") == "Βόλ"
    press(browser, Keys.ALT + Keys.ARROW_DOWN)
    assert browser.shows("#q-list") and active(browser) is None
    press(browser, Keys.ESCAPE, Keys.ESCAPE)
    assert browser.find("#q").get_attribute("value") == ""
    # Without a choice, leaving the field changes nothing.
    suggested(browser, "Βόλ")
    press(browser, Keys.ARROW_DOWN, Keys.TAB)
    assert browser.find("#q").get_attribute("value") == "Βόλ" and not browser.shows("#q-list")


@WITH_SCRIPTS
def test_a_tap_chooses_and_the_place_is_not_asked_again(browse, thessaly):
    browser = browse(thessaly)
    browser.open("/")
    found = suggested(browser, "Νεράιδα")
    towns = [municipality for municipality, name in found if name == "Νεράιδα"]
    assert len(towns) == len(set(towns)) == 5
    browser.press(f"#q-list [role=group]:nth-child({[m for m, _ in found].index('Δήμος Πύλης') + 1}) [role=option]")
    browser.press("#search .primary")
    browser.find(".results .card")
    assert "Δήμος Πύλης" in browser.find("#result-title").text


def test_an_ambiguous_name_that_is_not_chosen_is_asked_about(browse, thessaly):
    browser = browse(thessaly)
    browser.open("/")
    browser.type("#q", "Νεράιδα", leaves=False)
    press(browser, Keys.ENTER)
    assert len(browser.find(".choices ul").find_elements("tag name", "button")) == 5


@WITH_SCRIPTS
def test_what_is_wanted_stays_before_the_place(browse, thessaly):
    browser = browse(thessaly)
    for wish, place, kind in [
        ("φαγητό", "Λαρ", "social-grocery"), ("κοινωνικό φαρμακείο", "Τρίκ", "social-pharmacy"), ("giatros", "volos", "health-centre"),
    ]:
        browser.open("/")
        suggested(browser, f"{wish} {place}")
        press(browser, Keys.ARROW_DOWN, Keys.ENTER)
        text = browser.find("#q").get_attribute("value")
        assert text.startswith(f"{wish} ") and "Δήμος" in text
        press(browser, Keys.ENTER)
        browser.find(".results .card")
        kinds = browser.script("return [...document.querySelectorAll('.results .card')].map(card => card.dataset.kind)")
        assert kind in kinds and "town-hall" not in kinds, wish


@WITH_SCRIPTS
def test_a_text_that_changes_after_the_choice_loses_the_position(browse, thessaly):
    browser = browse(thessaly)
    browser.open("/")
    suggested(browser, "Νεράιδα")
    press(browser, Keys.ARROW_DOWN, Keys.ENTER)
    browser.type("#q", "Βόλος", leaves=False)
    press(browser, Keys.ENTER)
    browser.find(".results .card")
    assert "Βόλος" in browser.find("#result-title").text


@WITH_SCRIPTS
def test_nothing_is_suggested(browse, thessaly):
    browser = browse(thessaly)
    for text in ("Λ", "   ", "ξξξξξ", "με χτυπάει"):
        browser.open("/")
        browser.type("#q", text, leaves=False)
        if len(text.strip()) > 1:
            browser.wait(
                lambda: browser.script("return document.querySelector('#q ~ [role=status]').textContent") == "Καμία πρόταση.",
                "the answer")
        assert not browser.shows("#q-list"), text


@WITH_SCRIPTS
@pytest.mark.parametrize("opens, field, shown", [
    (lambda browser: pages.answered(show="q")(browser), "#answer", ".summary"),
    (lambda browser: pages.structure(browser, "larissa-community-centre"), "#way-from", ".way .from"),
], ids=["benefits", "way"])
def test_every_field_for_a_place_suggests_places(browse, thessaly, opens, field, shown):
    browser = browse(thessaly)
    opens(browser)
    browser.type(field, "Νεράιδα", leaves=False)
    browser.wait(lambda: len(browser.all(f"{field}-list [role=option]")) >= 5, "suggestions")
    assert browser.violations() == []
    browser.find(field).send_keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ENTER)
    chosen = browser.find(field).get_attribute("value")
    assert chosen.startswith("Νεράιδα, Δήμος ")
    browser.find(field).send_keys(Keys.ENTER)
    # The place that was chosen is not asked about again.
    assert chosen in browser.find(shown).text


@WITH_SCRIPTS
def test_what_is_typed_stands_in_no_address(browse, thessaly):
    browser = browse(thessaly)
    browser.open("/")
    browser.complaints()
    suggested(browser, "Λάρισα")
    browser.complaints()
    asked = [request for request in browser.requests if "suggestions" in request]
    # One question for a word that is typed without a pause would be best; at most one for each letter.
    assert asked and set(asked) == {thessaly.url + "/suggestions"} and len(asked) <= 6


def test_streets_are_suggested_where_they_are_known(streets):
    import json
    import urllib.parse
    import urllib.request
    body = urllib.parse.urlencode({"q": "Δημοσθένους 45"}).encode()
    with urllib.request.urlopen(urllib.request.Request(streets.url + "/suggestions", body)) as answer:
        assert answer.headers["Cache-Control"] == "private, no-store"
        groups = json.load(answer)["groups"]
    assert groups[0]["places"][0]["name"] == "Δημοσθένους 45, Λάρισα"


def test_without_scripts_it_is_a_field_for_text(browse, thessaly):
    browser = browse(thessaly)
    browser.open("/")
    field = browser.find("#q")
    assert (field.get_attribute("role") == "combobox") == browser.scripts
    pages.search(browser, "Φάρσαλα")
    browser.find(".results .card")
