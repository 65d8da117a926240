"""The questions on benefits, one at a time: every step, back, reload, changes."""
import re

import pytest

import pages

ALL = {
    "adults": "1", "minors": "2", "oneParent": "yes", "sixMonthIncome": "1500", "yearIncome": "4000", "rentsHome": "no",
    "childrenAtSchool": "yes", "largeFamily": "no", "disability": "yes", "disabilityCertificate": "yes",
    "disabilityPercent": "70", "disabilityKind": "mental", "needsCare": "yes", "over65": "no", "livesAlone": "no",
    "needsIntegration": "no", "q": "Λάρισα",
}


def content(browser):
    return browser.wait(lambda: browser.script("return document.querySelector('main').innerText"), "the page")


def test_every_step_is_a_page_of_its_own(browse, thessaly, screenshots):
    browser = browse(thessaly)
    browser.open("/benefits")
    # What is wrong with a step for people who do not see is the same in every window, with scripts and without.
    is_heard = browser.size == "phone" and browser.scripts
    steps, faults = [], []
    while (step := pages.step(browser)) != "check":
        steps.append(step)
        faults += [f"{step}: {fault}" for fault in browser.overflow() + (browser.violations() if is_heard else [])]
        number, of = map(int, re.search(r"Ερώτηση (\d+) από (\d+)", content(browser)).groups())
        assert number == len(steps) <= of
        # The question is the heading, and the button to go on is on the first screen.
        assert len(browser.all("main h1")) == 1
        button = browser.find("#answers .primary").rect
        assert button["y"] + button["height"] <= 800, step
        if browser.scripts:
            browser.screenshot(screenshots / f"question-{len(steps):02}-{step}-{browser.size}.png")
        if browser.size == "phone":
            shown = content(browser)
            browser.driver.refresh()
            assert content(browser) == shown
        pages.answer(browser, ALL[step])
    assert steps == list(ALL) and not faults, faults
    answers = [element.text for element in browser.all(".summary dd:nth-of-type(1)")]
    assert answers[:4] == ["1", "2", "Ναι", "1500"] and "Λάρισα" in answers[-1]


def test_the_browser_goes_back_through_the_questions(browse, thessaly):
    browser = browse(thessaly)
    browser.open("/benefits")
    shown = []
    for answer in ("2", "0", "900", None):
        shown.append(content(browser))
        pages.answer(browser, answer)
    for before in reversed(shown):
        browser.driver.back()
        browser.wait(lambda: content(browser) == before, "the question before")
        assert "ERR_CACHE_MISS" not in browser.driver.page_source
    for step in ("minors", "sixMonthIncome"):
        browser.driver.forward()
        browser.wait(lambda: pages.step(browser) == step, "the question after")
    # From there the questions go on as they went the first time.
    pages.answer(browser, "800")
    assert pages.step(browser) == "yearIncome"


def test_the_page_goes_back_and_keeps_later_answers(browse, thessaly):
    browser = browse(thessaly)
    pages.questions(browser, "rentsHome", adults="2", minors="0", sixMonthIncome="900", yearIncome="1800")
    for step in ("yearIncome", "sixMonthIncome"):
        browser.press(".back button")
        browser.wait(lambda: pages.step(browser) == step, "the question before")
    assert browser.find("#answer").get_attribute("value") == "900"
    pages.answer(browser, "700")
    # What was answered is not asked again.
    assert pages.step(browser) == "rentsHome"


def test_an_answer_is_changed_from_the_list(browse, thessaly):
    browser = browse(thessaly)
    pages.answered(show="check", q="Λάρισα", **pages.FAMILY)(browser)
    browser.press(".summary button[value=minors]")
    browser.wait(lambda: pages.step(browser) == "minors", "the question")
    assert browser.find("#answer").get_attribute("value") == "2"
    pages.answer(browser, "0")
    assert pages.step(browser) == "check"
    # Without children nobody is asked whether they go to school.
    assert "σχολείο" not in content(browser)
    browser.press("#answers .primary")
    browser.find(".results")
    browser.press(".back button")
    browser.find(".summary")
    browser.driver.back()
    browser.find(".results")
    browser.driver.refresh()
    browser.find(".results")


def test_enter_goes_on(browse, thessaly):
    browser = browse(thessaly)
    browser.open("/benefits")
    browser.type("#answer", "2\n")
    browser.wait(lambda: pages.step(browser) == "minors", "the next question")


def test_a_wrong_answer_can_be_loaded_again_and_put_right(browse, thessaly):
    browser = browse(thessaly)
    for wrong in ("x", "", "0", "1,5"):
        pages.wrong_answer(browser, wrong)
        if browser.scripts:
            assert browser.script("return document.activeElement.className") == "error-summary"
        browser.press(".error-summary a")
        assert browser.find("#answer").get_attribute("aria-invalid") == "true" and browser.find("#answer-fault").text
        if browser.scripts:
            assert browser.script("return document.activeElement.id") == "answer"
        shown = content(browser)
        browser.driver.refresh()
        assert content(browser) == shown
        pages.answer(browser, "2")
        assert pages.step(browser) == "minors"


@pytest.mark.parametrize("size", ["phone"], indirect=True)
def test_no_answer_is_in_an_address(browse, thessaly):
    browser = browse(thessaly)
    pages.entitlement(browser, "Λάρισα", **pages.FAMILY)
    addresses = [entry["url"].removeprefix(thessaly.url) for entry in browser.command("Page.getNavigationHistory")["entries"]]
    own = [address for address in addresses if address.startswith("/benefits")]
    assert len(own) >= 12 and all(re.fullmatch(r"/benefits|/benefits/answers/[0-9a-f]{32}(#answer)?", address) for address in own)


def test_who_does_not_know_is_never_told_no(browse, thessaly):
    browser = browse(thessaly)
    pages.answered(step="check", withoutPlace="true")(browser)
    assert not browser.all(".unlikely") and browser.all(".outcome.ask") and not browser.all(".outcome.likely")
    browser.press(".where-missing button")
    browser.wait(lambda: pages.step(browser) == "q", "the question for the place")
    pages.answer(browser, "Βόλος")
    assert pages.step(browser) == "check"


def test_the_desk_comes_first_with_its_number(browse, thessaly):
    browser = browse(thessaly)
    pages.answered(step="check", q="Λάρισα", **pages.FAMILY)(browser)
    desk = browser.find("#desk-1")
    assert "Κέντρο Κοινότητας" in desk.text and "Ταυτότητα" in desk.text
    assert browser.find("#desk-1 .call").get_attribute("href").startswith("tel:")
    names = [element.text for element in browser.all(".desk h3")]
    assert len(names) == len(set(names))
    browser.press("#desk-1 h3 a")
    browser.find(".sheet")
    assert "Λάρισα" in browser.find(".way .from").text
    browser.press(".text-part > .back a")
    browser.find(".results")
