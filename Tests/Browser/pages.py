"""Every page and state of a page, and how a person reaches it."""
import urllib.error
import urllib.parse
import urllib.request



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


class Kept(urllib.request.HTTPRedirectHandler):
    """Leaves redirects to the browser."""

    def redirect_request(self, *arguments):
        return None


def sent(browser, path, **fields):
    """Opens the answer to a form that is sent without the browser, for pages that are looked at rather than asked for."""
    request = urllib.request.Request(browser.address(path), urllib.parse.urlencode(fields).encode())
    try:
        answer = urllib.request.build_opener(Kept).open(request, timeout=20)
    except urllib.error.HTTPError as error:
        answer = error
    assert answer.status == 303, f"{path} answers {answer.status}"
    browser.driver.get(browser.server.url + answer.headers["Location"])


def asked(text, **fields):
    return lambda browser: sent(browser, "/", q=text, **fields)


def answered(**fields):
    """A page of the questions on benefits, named by `show` or the one after `step`. Answers not named are «I do not know»."""
    unknown = dict.fromkeys(QUESTIONS, "unknown")
    return lambda browser: sent(browser, "/benefits", **(unknown | fields))


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


def report(browser, text, name="larissa-community-centre"):
    structure(browser, name)
    browser.press(".report summary")
    if text is None:
        return
    browser.choose("#topic", "hours")
    browser.type("#text", text)
    browser.press(".report [type=submit]")


def step(browser):
    """The name of the page of the questions on benefits: a question, `q` for the place, or `check` for all answers."""
    return browser.wait(lambda: browser.script("return document.querySelector('#answers [name=step]').value"), "the questions")


def answer(browser, text=None):
    """Answers the question of the page, or says «I do not know», and waits for the next page."""
    before = browser.driver.current_url
    if browser.all("input[type=radio]"):
        browser.press(f"#answers input[value={text or 'unknown'}]")
        browser.press("#answers .primary")
    elif text is None:
        browser.press("#answers [name=skip]")
    else:
        browser.type("#answer", text)
        browser.press("#answers .primary")
    browser.wait(lambda: browser.driver.current_url != before, "the next page")


def questions(browser, until, **answers):
    """Answers the questions on benefits, those not named with «I do not know», until a page comes."""
    browser.open("/benefits")
    while step(browser) != until:
        answer(browser, answers.get(step(browser)))


def entitlement(browser, place=None, **answers):
    """Answers the questions on benefits to the end, and asks for the result."""
    questions(browser, "check", q=place, **answers)
    browser.press("#answers .primary")
    browser.find(".results")


QUESTIONS = [
    "adults", "minors", "oneParent", "sixMonthIncome", "yearIncome", "rentsHome", "childrenAtSchool", "largeFamily",
    "disability", "disabilityCertificate", "disabilityPercent", "disabilityKind", "needsCare", "over65", "livesAlone",
    "needsIntegration",
]
FAMILY = {"adults": "2", "minors": "2", "sixMonthIncome": "2000", "childrenAtSchool": "yes"}
DISABLED = {"disability": "yes", "disabilityCertificate": "yes", "disabilityPercent": "70"}


def wrong_answer(browser, text):
    """Answers the first question with a text that cannot be read."""
    browser.open("/benefits")
    answer(browser, text)


def way(browser, place, name="larissa-community-centre"):
    """Asks on the page of a structure how to get there."""
    structure(browser, name)
    browser.type("#way-from", place)
    browser.press(".way .search [type=submit]")
    browser.wait(lambda: "from=" in browser.driver.current_url, "the way")


def from_answer(browser, text):
    """Goes from an answer to its first structure."""
    search(browser, text)
    browser.press(".results .card h2 a")


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
    "outside": ("thessaly", asked("Αθήνα"), ".message"),
    "municipality": ("thessaly", go("/?municipality=2201"), ".results .card"),
    "results": ("thessaly", lambda b: search(b, "Λάρισα"), ".results .card"),
    "results-kind": ("thessaly", asked("Τρίκαλα", kind="social-pharmacy"), ".results .card"),
    "results-address": ("streets", asked("Δημοσθένους 45, Λάρισα"), ".results .card"),
    "results-uncertain": ("thessaly", asked("Λάρισα", stepFree="true"), ".results .card"),
    "results-hours": ("toyland", asked("Vila do Sol"), ".results .card"),
    "choice": ("thessaly", lambda b: search(b, "Νεράιδα"), ".choices button"),
    "place-wanted": ("thessaly", asked("γιατρός"), ".choices, .message"),
    "nothing-found": ("thessaly", asked("ξξξξξ"), ".message"),
    "other-letters": ("thessaly", asked("طعام لاريسا"), ".message"),
    "danger": ("thessaly", asked("φωτιά Λάρισα"), ".danger .call"),
    "danger-discreet": ("thessaly", lambda b: search(b, "με χτυπάει"), ".danger .call"),
    "structure": ("thessaly", lambda b: structure(b, "larissa-community-centre"), ".sheet"),
    "structure-full": ("toyland", lambda b: structure(b, "t1-advice"), ".week"),
    "structure-mobile": ("toyland", lambda b: structure(b, "t1-van"), ".sheet"),
    "structure-withheld": ("toyland", lambda b: structure(b, "t1-refuge"), ".sheet"),
    "structure-from-answer": ("thessaly", lambda b: from_answer(b, "Τύρναβος"), ".way .from"),
    "structure-way": ("streets", lambda b: way(b, "Λάρισα"), ".way .from"),
    "structure-way-choice": ("thessaly", lambda b: way(b, "Νεράιδα"), ".way .choices"),
    "structure-hour": ("toyland", go("/structures/t1-advice?openAt=2026-11-26T09:30"), ".today"),
    "report": ("thessaly", lambda b: report(b, None), "#topic"),
    "report-refused": ("thessaly", lambda b: report(b, ""), "#report-fault"),
    "report-kept": ("thessaly", lambda b: report(b, "Ανοιχτά και το Σάββατο."), "main h1"),
    "help": ("thessaly", go("/help"), ".danger"),
    "help-discreet": ("thessaly", go("/help/violence"), ".exit"),
    "benefits": ("thessaly", go("/benefits"), "#answers"),
    "benefits-flag": ("thessaly", answered(show="rentsHome"), "#answers fieldset"),
    "benefits-kinds": ("thessaly", answered(show="disabilityKind", **DISABLED), "#answers fieldset"),
    "benefits-place": ("thessaly", answered(show="q"), "#answers"),
    "benefits-fault": ("thessaly", lambda b: wrong_answer(b, "x"), ".error-summary"),
    "benefits-choice": ("thessaly", answered(step="q", q="Νεράιδα"), ".choices button"),
    "benefits-check": ("thessaly", answered(show="check", q="Λάρισα", **FAMILY), ".summary"),
    "benefits-result": ("thessaly", answered(step="check", q="Λάρισα", **FAMILY), ".results"),
    "benefits-unsure": ("thessaly", answered(step="check", withoutPlace="true"), ".results"),
    "benefits-gone": ("thessaly", go("/benefits/answers/" + 32 * "0"), ".message"),
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
    "alerts-none": ("thessaly", go("/alerts"), "main h1"),
    "missing": ("thessaly", go("/structures/none"), "main h1"),
    "refused": ("thessaly", go("/coverage?minutes=x&time=25&mode2=swim"), ".error-summary"),
}
