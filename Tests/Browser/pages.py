"""Every page and state of a page, and how a person reaches it."""


def search(browser, text, **choices):
    """Fills in the form of the first page and sends it. Further choices are in a part that opens."""
    browser.open("/")
    browser.type("#q", text)
    for name, value in choices.items():
        if not browser.shows(f"#{name}"):
            browser.press(".filters summary")
        if value is True:
            browser.press(f"#{name}")
        else:
            browser.choose(f"#{name}", value)
    browser.press("#search .primary")


def need(browser, code, place=None):
    """Chooses a need on the first page, and types the place."""
    browser.open("/").press(f".need[value={code}]")
    if place:
        browser.find("#search input[name=need]", hidden=True)
        browser.type("#q", place)
        browser.press("#search .primary")


def speak(browser, language):
    """Chooses a language in the menu of the page."""
    browser.press(".languages summary")
    browser.press(f"header [hreflang={language}]")
    browser.wait(lambda: browser.script("return document.documentElement.lang") == language, language)


def structure(browser, name):
    browser.open(f"/structures/{name}")


def show_map(browser):
    """Shows the map of a list, which is behind a tab on a telephone."""
    browser.find(".card")
    if browser.shows(".finder .tabs"):
        browser.press(".tabs li:nth-child(2) a")
    else:
        browser.script("document.querySelector('.map-part').scrollIntoView()")
    browser.wait(lambda: browser.shows("#map[data-drawn]"), "the map")


def report(browser, text):
    structure(browser, "larissa-community-centre")
    browser.press(".report summary")
    if text is None:
        return
    browser.choose("#topic", "hours")
    browser.type("#text", text)
    browser.press(".report [type=submit]")


def entitlement(browser, place="", **answers):
    browser.open("/benefits")
    browser.type("#q", place)
    for name, answer in answers.items():
        field = browser.find(f"#a-{name}")
        if field.tag_name == "select":
            browser.choose(f"#a-{name}", answer)
        else:
            browser.type(f"#a-{name}", answer)
    browser.press("#answers [type=submit]")


def go(path):
    return lambda browser: browser.open(path)


# Name, region, how to get there, what shows that it is there.
STATES = {
    "start": ("thessaly", go("/"), "#search"),
    "need": ("thessaly", lambda b: need(b, "food"), "#search"),
    "need-money": ("thessaly", lambda b: need(b, "money"), ".need-page"),
    "results-need": ("thessaly", lambda b: need(b, "food", "Λάρισα"), ".results .card"),
    "answer-gone": ("thessaly", go("/answers/" + 32 * "0"), ".message"),
    "nothing-typed": ("thessaly", lambda b: search(b, ""), ".message"),
    "outside": ("thessaly", lambda b: search(b, "Αθήνα"), ".message"),
    "municipality": ("thessaly", go("/?municipality=2201"), ".results .card"),
    "results": ("thessaly", lambda b: search(b, "Λάρισα"), ".results .card"),
    "results-kind": ("thessaly", lambda b: search(b, "Τρίκαλα", kind="social-pharmacy"), ".results .card"),
    "results-address": ("streets", lambda b: search(b, "Δημοσθένους 45, Λάρισα"), ".results .card"),
    "results-uncertain": ("thessaly", lambda b: search(b, "Λάρισα", stepFree=True), ".results .card"),
    "results-hours": ("toyland", lambda b: search(b, "Vila do Sol"), ".results .card"),
    "choice": ("thessaly", lambda b: search(b, "Νεράιδα"), ".choices button"),
    "place-wanted": ("thessaly", lambda b: search(b, "γιατρός"), ".choices, .message"),
    "nothing-found": ("thessaly", lambda b: search(b, "ξξξξξ"), ".message"),
    "danger": ("thessaly", lambda b: search(b, "φωτιά Λάρισα"), ".danger .call"),
    "danger-discreet": ("thessaly", lambda b: search(b, "με χτυπάει"), ".danger .call"),
    "structure": ("thessaly", lambda b: structure(b, "larissa-community-centre"), ".sheet"),
    "structure-full": ("toyland", lambda b: structure(b, "t1-advice"), ".week"),
    "structure-mobile": ("toyland", lambda b: structure(b, "t1-van"), ".sheet"),
    "structure-withheld": ("toyland", lambda b: structure(b, "t1-refuge"), ".sheet"),
    "report": ("thessaly", lambda b: report(b, None), "#topic"),
    "report-refused": ("thessaly", lambda b: report(b, ""), "#report-fault"),
    "report-kept": ("thessaly", lambda b: report(b, "Ανοιχτά και το Σάββατο."), "main h1"),
    "help": ("thessaly", go("/help"), ".danger"),
    "help-discreet": ("thessaly", go("/help/violence"), ".exit"),
    "benefits": ("thessaly", go("/benefits"), "#answers"),
    "benefits-fault": ("thessaly", lambda b: entitlement(b, adults="x"), ".message"),
    "benefits-result": ("thessaly", lambda b: entitlement(b, "Λάρισα", adults="2", minors="2"), ".results"),
    "benefits-choice": ("thessaly", lambda b: entitlement(b, "Νεράιδα", adults="2"), ".results"),
    "coverage": ("thessaly", go("/coverage?kind=community-centre"), ".coverage"),
    "coverage-hour": ("thessaly", go("/coverage?kind=community-centre&minutes=10,20&day=Mo&time=10:00"), ".coverage"),
    "coverage-compared": ("thessaly", go("/coverage?kind=community-centre&mode2=foot&sort=change"), ".second-map, .letter"),
    "coverage-roadless": ("toyland", go("/coverage?minutes=10,20"), ".message"),
    "quality": ("thessaly", go("/quality"), ".to-correct"),
    "quality-chosen": ("thessaly", go("/quality?municipality=2204&check=noPhone"), ".to-correct"),
    "quality-refused": ("thessaly", go("/quality?municipality=1"), ".error-summary"),
    "kept": ("thessaly", go("/kept"), ".kept-page"),
    "kit": ("thessaly", go("/kit"), ".kit"),
    "about": ("thessaly", go("/about"), "main h1"),
    "missing": ("thessaly", go("/structures/none"), "main h1"),
    "refused": ("thessaly", go("/coverage?minutes=x&time=25&mode2=swim"), ".error-summary"),
}
