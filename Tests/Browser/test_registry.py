"""The pages of the registry in a real browser: from signing in to published hours, and from an address to a drafted position."""
import json

import pytest
from browser import SIZES, Browser
from conftest import MAPLIBRE, streets_region
from program import ROOT
from registry_program import Home, Site
from selenium.webdriver.common.action_chains import ActionChains

PAGES = {
    "fixture-moderator-2": ["/", "/reports", "REPORT", "/reports?state=answered"],
    "fixture-admin": ["/accounts", "/accounts/fixture-editor", "/confirm"],
    "fixture-auditor": ["/audit"],
    "fixture-coordinator": ["/alerts", "/alerts/new", "/closures", "/closures/new", "/closures/import"],
    # The editor signed in as a program before, so the next code takes a while.
    "fixture-editor": [
        "/", "/structures", "/structures/fixture-centre", "/structures/fixture-centre/hours", "/structures/fixture-centre/edit",
        "/new-structure", "/import", "/account", "/structures/nowhere", "/checks",
        "/programmes", "/programmes/guaranteed-minimum-income", "/programmes/figures/eeeSingle",
        "/programmes/figures/eeeSingle/edit?replaces=2023-12-01", "FIGURE-DRAFT",
    ],
}
# The cookies of those who are signed in, and the tokens of programs. Each code is accepted once, and the next takes half a minute.
SESSIONS, TOKENS = {}, {}
# One worker has the registry, its people and their sessions.
pytestmark = pytest.mark.xdist_group("registry")


@pytest.fixture(scope="module")
def place(built, tmp_path_factory):
    home = Home(tmp_path_factory.mktemp("registry"))
    people = home.demo("2201", "2301")
    reports = home.folder / "reports.jsonl"
    reports.write_text("".join(
        json.dumps({"date": date, "structure": name, "topic": "phone", "text": "Το νούμερο είναι άλλο\nαπό τον Μάιο",
                    "contact": "2410 000000", "state": "open"}) + "\n"
        for date, name in (("2026-01-02", "fixture-centre"), ("2026-02-03", "somewhere-with-a-long-name-that-is-not-here"))))
    home.run("reports", reports)
    site = Site(
        home, "--calendar", ROOT / "geodata/thessaly/calendar.json", "--dataset", built("streets", streets_region),
        "--assets", MAPLIBRE)
    make_due(site, people)
    draft_figure(site, people)
    browser = Browser(tmp_path_factory.mktemp("profile"))
    yield browser, site, people
    browser.stop()
    site.stop()


def token(site, person):
    """The token of a program of the person, who signs in once."""
    if person.login not in TOKENS:
        TOKENS[person.login] = site.sign_in(person)
    return TOKENS[person.login]


def make_due(site, people):
    """Makes a structure of the demo one that was never checked."""
    editor = token(site, people["fixture-editor"])
    body = {"fields": {"checkEveryDays": 30}, "reason": "fixture"}
    tag = site.api("GET", "/structures/fixture-grocery", editor)[1]
    draft = site.api("POST", "/structures/fixture-grocery/drafts", editor, body, tag=tag)[0]["draft"]
    first = token(site, people["fixture-moderator-1"])
    seen = site.api("GET", f"/drafts/{draft}", first)[1]
    site.api("POST", f"/drafts/{draft}/reviews", first, {"verdict": "approve"}, tag=seen)


def draft_figure(site, people):
    """Drafts a raise of a figure of programmes."""
    editor = token(site, people["fixture-editor"])
    value = {
        "value": 220, "from": "2027-01-01", "certainty": "unconfirmed",
        "source": {"title": "Ανακοίνωση για αύξηση του ποσού (fixture)", "url": "https://example.org/a-page-with-a-long-address/" + "x" * 60}}
    tag = site.api("GET", "/programmes/figures/eeeSingle", editor)[1]
    site.api("POST", "/programmes/figures/eeeSingle/drafts", editor, {"value": value, "reason": "αύξηση"}, tag=tag)


def sign_in(browser, person):
    """Signs in once, and takes the same session up again later."""
    browser.driver.delete_all_cookies()
    browser.open("/sign-in")
    if cookies := SESSIONS.get(person.login):
        browser.driver.delete_all_cookies()
        for cookie in cookies:
            browser.driver.add_cookie(cookie)
        browser.open("/")
    else:
        for name, value in (("login", person.login), ("password", person.password), ("code", person.code())):
            browser.find(f"#{name}").send_keys(value)
        browser.press("main .primary")
    browser.find(".places")
    SESSIONS[person.login] = browser.driver.get_cookies()


def check(browser, screenshots, name):
    assert browser.violations() == []
    assert browser.overflow() == []
    browser.screenshot(screenshots / f"registry-{name}-{browser.size}-{browser.language}.png")


@pytest.mark.parametrize("language", ["el", "en"])
def test_every_page(place, screenshots, language):
    browser, site, people = place

    def check_sizes(name):
        # Without scripts nothing of a page depends on the size it was loaded at.
        for size in SIZES:
            browser.show(size, False)
            check(browser, screenshots, name)

    browser.begin(site, "phone", False, language)
    browser.open("/sign-in")
    check_sizes("sign-in")
    for login, paths in PAGES.items():
        sign_in(browser, people[login])
        for path in paths:
            if path == "REPORT":
                browser.press("main td a")
            elif path == "FIGURE-DRAFT":
                browser.open("/programmes")
                browser.press("main section:last-of-type td a")
            else:
                browser.open(path)
            check_sizes(path.strip("/").replace("/", "-").replace("?", "-") or f"work-{login}")
    complaints = browser.complaints()
    assert [each for each in complaints if "404" not in each] == []


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


def drafts(site, person):
    """The positions in the open drafts of the structure, and what becomes of those drafts: they are declined."""
    reviewer = token(site, person)
    found = []
    for draft in site.api("GET", "/drafts", reviewer)[0]["drafts"]:
        _, tag = site.api("GET", f"/drafts/{draft['id']}", reviewer)
        found.append(draft["fields"].get("position"))
        site.api("POST", f"/drafts/{draft['id']}/reviews", reviewer, {"verdict": "decline"}, tag=tag)
    return found


def number(browser, name):
    return browser.find(f"[id='position.{name}']").get_attribute("value")


def find_address(browser, people, size, scripts, site):
    browser.begin(site, size, scripts)
    sign_in(browser, people["fixture-editor"])
    browser.open("/structures/fixture-centre/edit")
    browser.type("[id='address.el']", "Ερμού 12")
    browser.press("[name=find][value=address]")
    browser.find("#place [type=radio]")
    notes = [label.text for label in browser.all("#place .check")]
    assert len(notes) > 1 and not browser.all("#place :checked"), "several places have the street: nothing is guessed"
    assert "Λάρισα" in notes[0] and "ΕΚΤΟΣ" not in notes[0] and "±" in notes[0]
    assert all("ΕΚΤΟΣ του δήμου" in note for note in notes[1:])
    assert browser.find("[id='address.el']").get_attribute("value") == "Ερμού 12", "what was typed stays"


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_a_position_without_scripts(place, screenshots, size):
    browser, site, people = place
    find_address(browser, people, size, False, site)
    check(browser, screenshots, "address-found")
    browser.press("#place [type=radio]")
    browser.press("[name=find][value=place]")
    assert browser.find(".picture").get_attribute("src").startswith("data:image/png;base64,")
    assert browser.script("return document.querySelector('.picture').naturalWidth") == 640
    assert abs(float(number(browser, "lon")) - 22.42) < 0.1 and int(number(browser, "accuracyMetres")) > 0
    check(browser, screenshots, "address-placed")
    browser.type("[id='position.lat']", "39,6405")
    browser.type("[id='position.accuracyMetres']", "")
    browser.find("#reason").send_keys("Μετακόμιση")
    longitude = float(number(browser, "lon"))
    browser.press("main form .primary")
    assert "περιμένει έγκριση" in browser.find(".message").text
    sign_in(browser, people["fixture-moderator-1"])
    browser.press("main td a")
    assert browser.find(".picture").is_displayed() and "ακριβής θέση" in browser.text
    check(browser, screenshots, "position-draft")
    assert drafts(site, people["fixture-moderator-2"]) == [{"lon": longitude, "lat": 39.6405}]
    assert browser.complaints() == []


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_a_position_on_the_map(place, screenshots, size):
    browser, site, people = place
    find_address(browser, people, size, True, site)
    browser.find("#map")
    browser.wait(lambda: browser.script("return 'drawn' in document.querySelector('#map').dataset"), "the map to be drawn")
    browser.press("#place [type=radio]")
    chosen = [number(browser, name) for name in ("lon", "lat", "accuracyMetres")]
    assert int(chosen[2]) > 0 and not browser.shows("[name=find][value=place]")
    check(browser, screenshots, "address-map")
    pin = browser.find(".place-pin")
    browser.script("arguments[0].scrollIntoView({ block: 'center' })", pin)
    ActionChains(browser.driver).drag_and_drop_by_offset(pin, 30, 20).perform()
    dragged = [number(browser, name) for name in ("lon", "lat", "accuracyMetres")]
    assert float(dragged[0]) > float(chosen[0]) and float(dragged[1]) < float(chosen[1])
    assert dragged[2] == "" and not browser.all("#place :checked"), "set by hand: exact, and not the place that was found"
    browser.find("#reason").send_keys("Μετακόμιση")
    browser.press("main form .primary")
    assert "περιμένει έγκριση" in browser.find(".message").text
    assert drafts(site, people["fixture-moderator-2"]) == [{"lon": float(dragged[0]), "lat": float(dragged[1])}]


def test_a_secretary_imports_a_file(place, screenshots, tmp_path):
    browser, site, people = place
    file = tmp_path / "δομές.csv"
    file.write_text(
        "id;Όνομα (ελληνικά);Είδος;Δήμος (κωδικός);Κατάσταση;Τηλέφωνο\n"
        "fixture-centre;;;;;2410 555666\nfixture-new;Νέα δομή (fixture);community-centre;2201;λειτουργεί;2410 555777\n"
        "fixture-bad;Κακή (fixture);community-centre;2201;λειτουργεί;αύριο\n", "utf-8-sig")
    browser.begin(site, "phone", False)
    sign_in(browser, people["fixture-editor"])
    browser.press("main a[href='/import']")
    browser.find("#file").send_keys(str(file))
    browser.press("main form .primary")
    assert "Τι θα άλλαζε το αρχείο" in browser.find("h1").text
    assert "αύριο" in browser.find("main table").text
    check(browser, screenshots, "import-checked")
    browser.find("#file").send_keys(str(file))
    browser.find("#reason").send_keys("Κατάλογος του δήμου")
    browser.press("main form .primary")
    assert "Έγιναν 2 προσχέδια" in browser.find(".message").text
    check(browser, screenshots, "import-done")
    assert browser.complaints() == []


def test_a_moderator_answers_a_report_and_an_editor_a_check(place, screenshots):
    browser, site, people = place
    browser.begin(site, "phone", False)
    sign_in(browser, people["fixture-moderator-2"])
    browser.open("/reports")
    assert "εκπρόθεσμη" in browser.find("main table").text
    browser.press("main td a")
    assert "Το νούμερο είναι άλλο" in browser.find("main").text
    browser.press("main form:nth-of-type(2) .secondary")
    assert browser.find(".error-summary a").text and browser.violations() == []
    browser.find("#reason-reject").send_keys("το ελέγξαμε")
    browser.press("main form:nth-of-type(2) .secondary")
    assert "Η απάντηση γράφτηκε" in browser.find(".message").text
    check(browser, screenshots, "answered")
    sign_in(browser, people["fixture-editor"])
    browser.open("/checks")
    browser.press("main form .primary")
    assert "ισχύει ακόμη" in browser.find(".message").text
    check(browser, screenshots, "confirmed")
    assert [each for each in browser.complaints() if "422" not in each] == []


def test_a_figure_is_drafted_previewed_and_approved(place, screenshots):
    browser, site, people = place
    browser.begin(site, "phone", False)
    sign_in(browser, people["fixture-editor"])
    browser.press(".places a[href='/programmes']")
    browser.press("main td a[href='/programmes/child-benefit']")
    browser.press("main a[href='/programmes/figures/childFirst']")
    browser.press("main a[href*='/edit?replaces=2023-01-01']")
    for name, value in (("amount", "75"), ("title", "Νέος νόμος (fixture)"), ("url", "https://example.org/law")):
        browser.type(f"#{name}", value)
    browser.find("#reason").send_keys("Αύξηση")
    browser.press("[name=preview]")
    # The form stays until the server has judged the examples.
    browser.wait(lambda: "αλλάζουν: 1, που μένουν ίδια: 17" in browser.find("main").text, "the preview")
    assert "290 €" in browser.find("main").text
    check(browser, screenshots, "figure-preview")
    assert browser.find("#amount").get_attribute("value") == "75"
    browser.press("main form .primary")
    assert "περιμένει έγκριση" in browser.find(".message").text
    check(browser, screenshots, "figure-draft-own")
    sign_in(browser, people["fixture-moderator-1"])
    assert browser.all("main td a[href^='/programmes/drafts/']")
    browser.open("/programmes/figures/childFirst")
    browser.press("main td a[href^='/programmes/drafts/']")
    browser.wait(lambda: "αλλάζουν: 1, που μένουν ίδια: 17" in browser.find("main").text, "the draft")
    check(browser, screenshots, "figure-draft")
    browser.press("main form .primary")
    assert "Εγκρίθηκε και δημοσιεύτηκε" in browser.find(".message").text
    assert '"id":"childFirst","version":1' in (site.home.path / "published/current").read_text()
    browser.open("/programmes/figures/childFirst")
    check(browser, screenshots, "figure-history")
    assert browser.complaints() == []
