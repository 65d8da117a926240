"""Going back, loading again and changing the language keep what was on the page."""
import re

import pytest

import pages

PAGES = [
    "/", "/?municipality=2201", "/structures/larissa-community-centre", "/help", "/benefits",
    "/coverage?kind=community-centre&minutes=20%2C40", "/about",
]


ON_PHONE = pytest.mark.parametrize("size", ["phone"], indirect=True)


def content(browser):
    """The text of the page without its map."""
    browser.find("main")
    return browser.script(
        "const main = document.querySelector('main').cloneNode(true);"
        "for (const part of main.querySelectorAll('#map, .legend')) part.remove();"
        "return main.textContent")


@ON_PHONE
def test_back_and_reload_show_the_same_page(browse, thessaly):
    browser = browse(thessaly)
    for path in PAGES:
        browser.open(path)
        shown = content(browser)
        browser.driver.refresh()
        assert content(browser) == shown, path
        browser.open("/about" if path != "/about" else "/help")
        browser.driver.back()
        browser.wait(lambda: browser.driver.current_url == thessaly.url + path, "the page before")
        assert content(browser) == shown, path


def test_a_structure_leads_back_to_the_list_it_was_in(browse, thessaly):
    browser = browse(thessaly)
    browser.open("/?municipality=2201")
    listed = content(browser)
    browser.press(".card h2 a")
    browser.find(".sheet")
    browser.driver.back()
    browser.find(".results")
    assert content(browser) == listed


@ON_PHONE
def test_the_other_language_shows_the_same_page(browse, thessaly):
    browser = browse(thessaly)
    for path in PAGES:
        browser.open(path)
        pages.speak(browser, "en")
        for part in [path.partition("?")[0], *path.partition("?")[2].split("&")]:
            assert part in browser.driver.current_url
        pages.speak(browser, "el")


def test_a_search_keeps_its_text_when_the_language_changes(browse, thessaly):
    browser = browse(thessaly)
    browser.open("/")
    browser.type("#q", "Λάρισα")
    browser.press("#search .primary")
    browser.find(".results .card")
    pages.speak(browser, "en")
    assert browser.find("#q", hidden=True).get_attribute("value") == "Λάρισα"
    assert "Near:" in browser.find("#result-title").text


def steps_back(browser, sign):
    """Goes back, and checks that the browser shows the page instead of asking whether to send the form again."""
    browser.driver.back()
    browser.find(sign)
    assert "ERR_CACHE_MISS" not in browser.driver.page_source


def test_the_answer_can_be_gone_back_to_and_loaded_again(browse, thessaly):
    browser = browse(thessaly)
    pages.search(browser, "Λάρισα", kind="community-centre")
    browser.find(".results .card")
    listed = content(browser)
    address = browser.driver.current_url
    assert re.fullmatch(re.escape(thessaly.url) + "/answers/[0-9a-f]{32}", address)
    browser.press(".card h2 a")
    browser.find(".sheet")
    steps_back(browser, ".results .card")
    assert browser.driver.current_url == address and content(browser) == listed
    browser.driver.refresh()
    browser.find(".results .card")
    assert content(browser) == listed


def test_a_choice_of_places_can_be_gone_back_to(browse, thessaly):
    browser = browse(thessaly)
    pages.search(browser, "Νεράιδα")
    browser.find(".choices")
    browser.press(".choices button")
    browser.find(".results .card")
    steps_back(browser, ".choices")
    browser.driver.forward()
    browser.find(".results .card")


def test_a_desk_leads_back_to_what_one_is_entitled_to(browse, thessaly):
    browser = browse(thessaly)
    pages.answered(step="check", q="Λάρισα", **pages.FAMILY)(browser)
    browser.find(".results")
    shown = content(browser)
    browser.press(".desk a")
    browser.find(".sheet")
    steps_back(browser, ".results")
    assert content(browser) == shown
    browser.driver.refresh()
    browser.find(".results")
    assert content(browser) == shown and browser.find("[name=sixMonthIncome]", hidden=True).get_attribute("value") == "2000"


def test_a_need_keeps_its_place_in_the_history(browse, thessaly):
    browser = browse(thessaly)
    pages.need(browser, "food", "Λάρισα")
    browser.find(".results .card")
    assert "Φαγητό" in browser.find(".folded summary").text
    steps_back(browser, "#search")
    assert "Φαγητό" in browser.find("main h1").text
    steps_back(browser, ".needs")


@pytest.mark.parametrize("scripts", [True], ids=["scripts"], indirect=True)
def test_a_search_from_right_to_left_and_back(browse, thessaly):
    browser = browse(thessaly, "ar")
    pages.search(browser, "Λάρισα")
    browser.find(".results .card")
    assert browser.script("return document.documentElement.dir") == "rtl"
    listed = content(browser)
    browser.press(".results .card h2 a")
    browser.find(".sheet")
    assert browser.script("return document.documentElement.lang") == "ar"
    browser.driver.back()
    browser.find(".results .card")
    assert content(browser) == listed


@ON_PHONE
@pytest.mark.parametrize("language", ["sq", "ar", "uk"])
def test_answers_are_kept_in_every_language(browse, thessaly, language):
    browser = browse(thessaly)
    pages.search(browser, "Λάρισα")
    browser.find(".results .card")
    cards = len(browser.all(".results .card"))
    for chosen in (language, "en", language, "el"):
        pages.speak(browser, chosen)
        assert browser.find("#q", hidden=True).get_attribute("value") == "Λάρισα"
        assert len(browser.all(".results .card")) == cards


def test_planners_read_english_and_go_back_in_their_language(browse, thessaly):
    browser = browse(thessaly, "ar")
    browser.open("/coverage?kind=community-centre")
    assert browser.script("return [document.documentElement.lang, document.documentElement.dir]") == ["en", "ltr"]
    browser.press(".brand")
    browser.wait(lambda: browser.script("return document.documentElement.dir") == "rtl", "the start in Arabic")
