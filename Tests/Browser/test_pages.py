"""What holds of every page in every state: accessible, of the width of the window, quiet, from one origin only.

A state is reached on a telephone: with scripts in every language, and without in Greek. From there it is loaded again on a desk,
and in English and Arabic also without scripts. How pages are reached on a desk is tested with the stories.
"""
import pytest

from browser import SIZES
from conftest import LANGUAGES
from pages import STATES

# States that have no address: answers to forms that leave no trace, and a part that was opened.
UNADDRESSED = {"nothing-typed", "danger-discreet", "report", "report-refused", "report-kept"}
# States in which nobody near by may help, or it is not known yet who does; in some the municipality's own telephone is known.
UNHELPED = {"start", "need", "choice", "place-wanted", "nothing-typed", "nothing-found", "other-letters", "outside"}
IN_A_MUNICIPALITY = {"results", "results-need", "municipality"}


@pytest.fixture(params=STATES)
def state(request):
    return request.param


@pytest.fixture
def size():
    return "phone"


def test_page(state, browse, request, language, scripts, screenshots):
    region, go, sign = STATES[state]
    # A map takes long to draw, so it is drawn and pictured in Greek only, as is all that does not depend on words.
    is_whole = language == "el"
    browser = browse(request.getfixturevalue(region), language, maps="drawn" if is_whole else "waiting")
    faults = []

    def look(size, scripts, is_new):
        browser.show(size, scripts)
        if is_new or state in UNADDRESSED:
            go(browser)
        else:
            browser.driver.refresh()
        browser.find(sign)
        found = look_at(browser, is_whole)
        calls = {link.get_attribute("href") for link in browser.all(".calls a")}
        if state in UNHELPED | IN_A_MUNICIPALITY:
            found["nobody to call"] = [] if "tel:1555" in calls and (state in UNHELPED or len(calls) > 2) else [calls]
        if scripts or is_whole:
            name = f"{state}-{size}-{language}-{'scripts' if scripts else 'plain'}.png"
            browser.screenshot(screenshots / name)
        found |= look_closely(browser, is_whole)
        faults.extend(f"{size}, {'scripts' if scripts else 'plain'}: {what}: {fault}" for what, some in found.items() for fault in some)

    look("phone", scripts, is_new=True)
    look("desk", scripts, is_new=False)
    if language in ("en", "ar"):
        look("desk", False, is_new=False)
        look("phone", False, is_new=False)
    assert not faults, "\n" + "\n".join(faults)


def look_at(browser, is_whole):
    """The faults of the page as it is shown. Axe looks at each page in each language, and in Greek at both sizes."""
    found = {}
    if browser.scripts:
        if is_whole:
            browser.settle()
        shift = browser.layout_shift()
        found["moves while it is loaded"] = [shift] if shift > 0.05 else []
    call = browser.script("return document.querySelector('[href=\"tel:112\"]').getBoundingClientRect().top")
    found["112 is not at the top"] = [call] if not 0 <= call <= 20 else []
    shown = browser.script("return document.documentElement.lang")
    found["not in its language"] = [shown] if shown != browser.language else []
    if is_whole and browser.scripts or browser.size == "phone" and (browser.scripts or is_whole):
        found["axe"] = browser.violations()
    found["too wide"] = browser.overflow()
    return found


def look_closely(browser, is_whole):
    """The faults of the page in a window of 320 pixels, and with other colours. It is not as it was afterwards."""
    found = {}
    if browser.size == "phone":
        # 320 pixels are also what remains of 1280 at a zoom of 400 %.
        browser.resize(320, 256, True)
        found["too wide at 320"] = browser.overflow()
        # What stays at the top while the page scrolls must leave most of a low window to the page.
        fixed = browser.script(
            "return [...document.querySelectorAll('body *')].filter(e => /sticky|fixed/.test(getComputedStyle(e).position))"
            ".reduce((sum, e) => sum + e.getBoundingClientRect().height, 0)")
        found["stays at the top"] = [fixed] if fixed > 112 else []
    elif is_whole and browser.scripts:
        browser.emulate([("prefers-color-scheme", "dark")])
        found["axe, dark"] = browser.violations(["color-contrast"])
        browser.emulate([("forced-colors", "active"), ("prefers-reduced-motion", "reduce")])
        found["moves though it should not"] = browser.script("return document.getAnimations().map(String)")
        browser.emulate([])
    return found


def test_every_language_is_tested(chromium, thessaly):
    chromium.begin(thessaly, "desk", True)
    chromium.open("/")
    offered = {chromium.script("return document.documentElement.lang")}
    offered |= {element.get_attribute("hreflang") for element in chromium.all("header [hreflang]")}
    assert offered == set(LANGUAGES)
