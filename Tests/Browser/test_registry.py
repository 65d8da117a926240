"""The pages of the registry in a real browser, without scripts: from signing in to published hours."""
import pytest
from browser import SIZES, Browser
from program import ROOT
from registry_program import Home, Site

PAGES = {
    "fixture-editor": [
        "/", "/structures", "/structures/fixture-centre", "/structures/fixture-centre/hours", "/structures/fixture-centre/edit",
        "/new-structure", "/account", "/structures/nowhere",
    ],
    "fixture-admin": ["/accounts", "/accounts/fixture-editor", "/confirm"],
    "fixture-auditor": ["/audit"],
}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    home = Home(tmp_path_factory.mktemp("registry"))
    people = home.demo()
    site = Site(home, "--calendar", ROOT / "geodata/thessaly/calendar.json")
    browser = Browser(tmp_path_factory.mktemp("profile"))
    yield browser, site, people
    browser.stop()
    site.stop()


def sign_in(browser, person):
    browser.driver.delete_all_cookies()
    browser.open("/sign-in")
    for name, value in (("login", person.login), ("password", person.password), ("code", person.code())):
        browser.find(f"#{name}").send_keys(value)
    browser.press("main .primary")
    browser.find(".places")


def check(browser, screenshots, name):
    assert browser.violations() == []
    assert browser.overflow() == []
    browser.screenshot(screenshots / f"registry-{name}-{browser.size}-{browser.language}.png")


@pytest.mark.parametrize("language", ["el", "en"])
@pytest.mark.parametrize("size", [name for name in SIZES if name in ("phone", "desk")])
def test_every_page(place, screenshots, size, language):
    browser, site, people = place
    browser.begin(site, size, False, language)
    browser.open("/sign-in")
    check(browser, screenshots, "sign-in")
    for login, paths in PAGES.items():
        sign_in(browser, people[login])
        for path in paths:
            browser.open(path)
            check(browser, screenshots, path.strip("/").replace("/", "-") or "work")
    complaints = browser.complaints()
    # What the browser recommends is no complaint.
    assert [each for each in complaints if "404" not in each and "DEBUG recommendation" not in each] == []


def test_a_secretary_changes_the_hours(place, screenshots):
    browser, site, people = place
    browser.begin(site, "phone", False)
    sign_in(browser, people["fixture-editor"])
    browser.open("/structures/fixture-centre/hours")
    browser.script("document.getElementById('mo.1.to').value = '13:30'")
    browser.press("[name=preview]")
    assert "08:00–13:30" in browser.find("main table").text
    check(browser, screenshots, "preview")
    browser.find("#reason").send_keys("Νέο ωράριο")
    browser.press("main form .primary")
    assert "περιμένει έγκριση" in browser.find(".message").text
    sign_in(browser, people["fixture-moderator-1"])
    browser.press("main td a")
    check(browser, screenshots, "draft")
    browser.press("main form .primary")
    assert "Εγκρίθηκε και δημοσιεύτηκε" in browser.find(".message").text
    assert "Mo 08:00-13:30" in (site.home.path / "published/current").read_text()
    assert browser.complaints() == []
