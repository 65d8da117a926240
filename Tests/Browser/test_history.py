"""Going back, loading again and changing the language keep what was on the page."""
import pytest

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
@pytest.mark.parametrize("path", PAGES)
def test_back_and_reload_show_the_same_page(browse, thessaly, path):
    browser = browse(thessaly)
    browser.open(path)
    shown = content(browser)
    browser.driver.refresh()
    assert content(browser) == shown
    browser.open("/about" if path != "/about" else "/help")
    browser.driver.back()
    browser.wait(lambda: browser.driver.current_url == thessaly.url + path, "the page before")
    assert content(browser) == shown


def test_a_structure_leads_back_to_the_list_it_was_in(browse, thessaly):
    browser = browse(thessaly)
    browser.open("/?municipality=2201")
    listed = content(browser)
    browser.press(".card h3 a")
    browser.find(".sheet")
    browser.driver.back()
    browser.find(".results")
    assert content(browser) == listed


@ON_PHONE
@pytest.mark.parametrize("path", PAGES)
def test_the_other_language_shows_the_same_page(browse, thessaly, path):
    browser = browse(thessaly)
    browser.open(path)
    browser.press("header [hreflang=en]")
    browser.wait(lambda: browser.script("return document.documentElement.lang") == "en", "English")
    for part in path.partition("?")[2].split("&"):
        assert part in browser.driver.current_url
    assert path.partition("?")[0] in browser.driver.current_url
    browser.press("header [hreflang=el]")
    browser.wait(lambda: browser.script("return document.documentElement.lang") == "el", "Greek")


def test_a_search_keeps_its_text_when_the_language_changes(browse, thessaly):
    browser = browse(thessaly)
    browser.open("/")
    browser.type("#q", "Λάρισα")
    browser.press("#search .primary")
    browser.find(".results .card")
    browser.press("header [hreflang=en]")
    browser.wait(lambda: browser.script("return document.documentElement.lang") == "en", "English")
    assert browser.find("#q").get_attribute("value") == "Λάρισα"
    assert "Near:" in browser.find("#result-title").text
