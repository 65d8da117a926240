"""The stories of citizens, at both sizes, with and without scripts."""
import re

import pytest

import pages


def names(browser, selector=".results > .cards h2"):
    return [element.text for element in browser.all(selector)]


def test_an_address_leads_to_the_office_in_that_street(browse, streets):
    browser = browse(streets)
    pages.search(browser, "ΔΗΜΟΣΘΕΝΟΥΣ 45 ΛΑΡΙΣΑ")
    browser.find(".results .card")
    annex = next(card for card in browser.all(".card") if "Δημοσθένους 45" in card.text)
    assert "Παράρτημα" in annex.text


def test_a_street_of_several_towns_is_a_choice(browse, streets):
    browser = browse(streets)
    pages.search(browser, "Φαρσάλων 5")
    browser.find(".results, .choices")
    if browser.shows(".choices"):
        browser.press(".choices button")
        browser.find(".results .card")


def test_a_corner_leads_to_the_community_centre(browse, streets):
    browser = browse(streets)
    pages.search(browser, "Οικονόμου εξ Οικονόμων 8Α και Ρούσβελτ, Λάρισα")
    browser.find(".results .card")
    assert names(browser)[0] == "Κέντρο Κοινότητας Δήμου Λαρισαίων"
    browser.press(".card h2 a")
    sheet = browser.find(".sheet").text
    assert "3ος όροφος" in sheet
    assert re.search(r"Πρόσβαση με αμαξίδιο\s+δεν το γνωρίζουμε", sheet)


def test_a_name_of_five_villages_is_a_choice(browse, thessaly):
    browser = browse(thessaly)
    pages.search(browser, "Νεράιδα")
    browser.find(".choices")
    options = names(browser, ".choices li button")
    assert len(options) == 5 and all("Δήμος" in option for option in options)
    assert not browser.shows(".card") and not browser.all(".you")
    browser.press(".choices li:nth-child(3) button")
    browser.find(".results .card")
    assert "Νεράιδα" in browser.find("#result-title").text


def test_latin_letters_find_a_greek_town(browse, thessaly):
    browser = browse(thessaly)
    pages.search(browser, "Volos")
    assert "Βόλος" in browser.find("#result-title").text
    assert "Βόλου" in browser.find(".results .card").text


def test_a_municipality_can_be_chosen_without_typing(browse, thessaly):
    browser = browse(thessaly)
    browser.open("/").press(".municipalities a")
    browser.find(".results .card")
    assert "municipality=2201" in browser.driver.current_url


def test_only_what_is_open_now(browse, toyland):
    browser = browse(toyland)
    pages.search(browser, "Vila do Sol", open="now")
    browser.find(".results .card")
    states = browser.script(
        "return [...document.querySelectorAll('.results > .cards:first-of-type .card')]"
        ".map(card => card.querySelector('.hours')?.className)")
    assert states and set(states) == {"hours open"}


def test_only_where_a_language_is_spoken(browse, toyland):
    browser = browse(toyland, "en")
    pages.search(browser, "Vila do Sol", speaks="sq")
    browser.find(".results .card")
    first = browser.script(
        "return [...document.querySelectorAll('.results > .cards')].map(list => [...list.querySelectorAll('h2')].map(e => e.textContent))")
    assert first[0] == ["Club du Soir"]
    # What is not known is a part of its own, with its number.
    assert "what you asked is not known" in browser.text and re.search(r"\d+ not known", browser.text)


def test_without_a_step_and_what_is_not_known(browse, toyland):
    browser = browse(toyland)
    pages.search(browser, "Vila do Sol", stepFree=True)
    browser.find(".results .card")
    sure, uncertain = browser.script(
        "const lists = [...document.querySelectorAll('.results > .cards')];"
        "return [lists[0], lists.at(-1)].map(list => [...list.querySelectorAll('.card')].map(card => card.dataset.id))")
    assert "t1-advice" in sure and "t1-advice" not in uncertain and "t1-evening" not in sure


def test_an_island_is_told_of_the_ferry(browse, thessaly):
    browser = browse(thessaly)
    pages.search(browser, "Πατητήρι", kind="social-pharmacy")
    card = browser.find(".results .card").text
    assert "Χρειάζεται πλοίο" in card and "Βόλου" in card


def test_what_a_family_is_entitled_to(browse, thessaly):
    browser = browse(thessaly)
    pages.entitlement(browser, "Λάρισα", **pages.FAMILY)
    results = browser.find(".results")
    likely = browser.find(".outcome.likely")
    assert "Ελάχιστο Εγγυημένο Εισόδημα" in results.text and likely
    for part in ("432", "2.592", "opeka.gr", "Κέντρο Κοινότητας Δήμου Λαρισαίων"):
        assert part in results.text or part in results.get_attribute("innerHTML"), part
    # The answers stay in the page and out of the address.
    assert browser.find("[name=sixMonthIncome]", hidden=True).get_attribute("value") == "2000"
    assert re.fullmatch(re.escape(thessaly.url) + "/benefits/answers/[0-9a-f]{32}", browser.driver.current_url)


def test_the_way_begins_where_the_person_asked(browse, streets):
    browser = browse(streets)
    pages.from_answer(browser, "Δημοσθένους 45, Λάρισα")
    way = browser.find(".way")
    assert "Δημοσθένους" in browser.find(".way .from").text and "Android" in way.text and "iPhone" in way.text
    # The address carries a key and no text.
    assert re.search(r"/structures/[\w-]+\?from=[0-9a-f]{32}$", browser.driver.current_url)
    browser.driver.refresh()
    assert "Δημοσθένους" in browser.find(".way .from").text
    assert browser.paper_pages() == 1
    browser.press(".text-part > .back a")
    browser.find(".results .card")


def test_a_page_reached_by_itself_asks_where_the_way_begins(browse, thessaly):
    browser = browse(thessaly)
    pages.way(browser, "Νεράιδα")
    assert len(browser.all(".way .choices button")) == 5
    browser.press(".way .choices li:nth-child(2) button")
    assert "Νεράιδα" in browser.find(".way .from").text
    browser.driver.back()
    browser.find(".way .choices")
    assert browser.find("#way-from").get_attribute("value") == "Νεράιδα"
    pages.way(browser, "ξξξξξ")
    assert "Δεν βρήκαμε τόπο" in browser.find("#way-fault").text


def test_a_page_offers_a_thing_once(browse, thessaly):
    browser = browse(thessaly)
    pages.need(browser, "money")
    browser.find(".need-page")
    assert len(browser.all("main a[href^='/benefits']")) == 1
    pages.search(browser, "Αθήνα")
    browser.find(".calls")
    for number in ("1555", "197"):
        assert browser.find("main").text.count(number) == 1
    pages.search(browser, "Λάρισα")
    browser.find(".results .card")
    for card in browser.all(".results .card"):
        name = card.find_element("css selector", "h2").text
        facts = [line.text for line in card.find_elements("css selector", ".name .muted")]
        assert all(line and line not in name for line in facts), (name, facts)


def test_the_form_asks_for_what_can_be_found(browse, thessaly, streets):
    for server, word in ((thessaly, "Γράψτε πόλη ή χωριό"), (streets, "Γράψτε διεύθυνση, πόλη ή χωριό")):
        browser = browse(server)
        browser.open("/")
        assert word in browser.find("#q-hint").text


@pytest.mark.parametrize("size", ["phone"], indirect=True)
def test_the_head_is_one_row(browse, thessaly, toyland):
    for server in (thessaly, toyland):
        browser = browse(server)
        browser.open("/")
        tops = {round(part.rect["y"] + part.rect["height"] / 2) for part in browser.all(".top > *")}
        assert max(tops) - min(tops) <= 4 and browser.find(".top").rect["height"] <= 72


def test_a_woman_who_is_beaten_finds_help_and_leaves_no_trace(browse, thessaly):
    browser = browse(thessaly)
    browser.open("/")
    browser.open("/help/violence")
    assert browser.driver.title == "Πλησίον"
    calls = [element.get_attribute("href") for element in browser.all("main .call")]
    assert calls[:2] == ["tel:112", "tel:15900"]
    exit_link = browser.find(".exit a")
    assert exit_link.location["y"] < 200
    address = exit_link.get_attribute("href")
    browser.allowed.add(address.rstrip("/"))
    before = browser.script("return history.length")
    exit_link.click()
    browser.wait(lambda: "help/violence" not in browser.driver.current_url, "the exit")
    if browser.scripts:
        # The page is replaced, so that going back does not lead to it. Without scripts a link cannot do that.
        assert browser.script("return history.length") == before
        browser.driver.back()
        browser.wait(lambda: browser.driver.current_url == thessaly.url + "/", "the first page")


def test_words_of_violence_lead_to_help_first(browse, thessaly):
    browser = browse(thessaly)
    pages.search(browser, "ο άντρας μου με χτυπάει")
    first = browser.find("main .call")
    assert first.get_attribute("href") == "tel:112" and browser.shows(".exit")
    assert browser.driver.current_url == thessaly.url + "/"


def test_a_withheld_place_has_no_address(browse, toyland):
    browser = browse(toyland)
    pages.structure(browser, "t1-refuge")
    sheet = browser.find(".sheet").text
    assert "Rua Secreta" not in browser.driver.page_source and "Η θέση δεν δημοσιεύεται" in sheet
    assert not browser.all("#map") and not browser.all(".picture")


def test_a_sheet_fits_on_one_page_of_paper(browse, thessaly, toyland):
    for server, name in ((thessaly, "larissa-community-centre"), (toyland, "t1-advice")):
        browser = browse(server, maps="drawn")
        pages.structure(browser, name)
        browser.settle()
        assert browser.paper_pages() == 1, name


def test_a_mistake_is_reported(browse, thessaly):
    browser = browse(thessaly)
    # About another structure than the pages of `test_pages`, because an hour has ten reports about one.
    pages.report(browser, "", "trikala-community-centre")
    assert browser.find("#report-fault").text
    assert browser.find("#topic").get_attribute("value") == "hours"
    assert browser.find("#text").get_attribute("aria-invalid") == "true"
    # The only thing to do on this page looks like it.
    assert "primary" in browser.find("main [type=submit]").get_attribute("class")
    text = f"Ανοιχτά και το Σάββατο ({browser.size}, {browser.scripts})."
    browser.type("#text", text)
    browser.press("main [type=submit]")
    browser.wait(lambda: "Ευχαριστούμε" in browser.text, "thanks")
    assert text in (thessaly.folder / "reports.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize("scripts", [True], indirect=True)
def test_the_position_is_asked_for_only_after_a_tap(browse, thessaly):
    browser = browse(thessaly)
    browser.permit_position(True, 39.6390, 22.4191)
    browser.open("/")
    browser.script("window.asked = 0; const own = navigator.geolocation.getCurrentPosition;"
                   "navigator.geolocation.getCurrentPosition = function (...all) { asked += 1; own.apply(this, all) }")
    assert browser.script("return asked") == 0
    browser.press("#locate")
    browser.find(".results .card")
    assert "Κοντά σας" in browser.find("#result-title").text
    assert re.fullmatch(re.escape(thessaly.url) + "/answers/[0-9a-f]{32}", browser.driver.current_url)


@pytest.mark.parametrize("scripts", [True], indirect=True)
def test_a_refused_position_says_what_to_do(browse, thessaly):
    browser = browse(thessaly)
    browser.permit_position(False)
    browser.open("/").press("#locate")
    browser.wait(lambda: "Γράψτε την πόλη ή το χωριό" in browser.find("#announce").text, "the advice")
    assert browser.script("return document.activeElement.id") == "q"


def test_the_keyboard_reaches_everything_and_shows_where_it_is(browse, thessaly):
    browser = browse(thessaly)
    browser.open("/")
    reached = browser.tab_through(60)
    assert reached[0]["class"] == "skip" and any(stop["id"] == "q" for stop in reached)
    hidden = [stop for stop in reached if not stop["visible"]]
    assert not hidden, hidden
    browser.open("/")
    browser.type("#q", "Λάρισα\n")
    browser.find(".results .card")
