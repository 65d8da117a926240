"""What holds of every page in every state: accessible, of the width of the window, quiet, from one origin only."""
import pytest

from conftest import LANGUAGES
from pages import STATES


@pytest.fixture(params=STATES)
def state(request):
    return request.param


@pytest.fixture
def page(state, browse, request, language):
    """The browser, showing the state."""
    region, go, sign = STATES[state]
    browser = browse(request.getfixturevalue(region), language)
    go(browser)
    browser.find(sign)
    return browser


def test_page(page, state, screenshots):
    found = {}
    if page.scripts:
        page.settle()
        shift = page.layout_shift()
        found["moves while it is loaded"] = [shift] if shift > 0.05 else []
    call = page.script("return document.querySelector('[href=\"tel:112\"]').getBoundingClientRect().top")
    found["112 is not at the top"] = [call] if not 0 <= call <= 20 else []
    found["axe"] = page.violations()
    found["too wide"] = page.overflow()
    page.screenshot(screenshots / f"{state}-{page.size}-{page.language}-{'scripts' if page.scripts else 'plain'}.png")
    if page.size == "phone":
        # 320 pixels are also what remains of 1280 at a zoom of 400 %.
        page.resize(320, 256, True)
        found["too wide at 320"] = page.overflow()
        # What stays at the top while the page scrolls must leave most of a low window to the page.
        fixed = page.script(
            "return [...document.querySelectorAll('body *')].filter(e => /sticky|fixed/.test(getComputedStyle(e).position))"
            ".reduce((sum, e) => sum + e.getBoundingClientRect().height, 0)")
        found["stays at the top"] = [fixed] if fixed > 112 else []
    else:
        page.emulate([("prefers-color-scheme", "dark")])
        found["axe, dark"] = page.violations(["color-contrast"])
        page.emulate([("forced-colors", "active"), ("prefers-reduced-motion", "reduce")])
        found["moves though it should not"] = page.script("return document.getAnimations().map(String)")
    faults = [f"{what}: {fault}" for what, some in found.items() for fault in some]
    assert not faults, "\n" + "\n".join(faults)
    assert page.script("return document.documentElement.lang") == page.language


def test_every_language_is_tested(chromium, thessaly):
    chromium.begin(thessaly, "desk", True)
    chromium.open("/")
    offered = {chromium.script("return document.documentElement.lang")}
    offered |= {element.get_attribute("hreflang") for element in chromium.all("header [hreflang]")}
    assert offered == set(LANGUAGES)
