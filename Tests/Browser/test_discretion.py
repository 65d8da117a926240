"""A thousand searches leave no trace: what was typed is in no log, measurement, file, address or cache (P6)."""
import random
import urllib.parse
import urllib.request

from browser import Browser
from conftest import serve

CANARY = "Καναρινοπούλου 7734"
SEARCHES = 1_000


def forms(text):
    """The text as a log or a file might hold it."""
    shapes = {text, text.upper(), text.lower(), text.split()[0], "Kanarinopoulou", "kanarinopoylou"}
    found = {shape.encode(code) for shape in shapes for code in ("utf-8", "utf-16-le", "iso-8859-7")}
    return found | {urllib.parse.quote(shape).encode() for shape in shapes} | {urllib.parse.quote_plus(text).encode()}


def traces(folder):
    """The files below a folder in which the text stands."""
    return [
        (str(path), shape) for path in folder.rglob("*") if path.is_file() and not path.name.startswith("Singleton")
        for content in [path.read_bytes()] for shape in forms(CANARY) if shape in content]


def post(server, path, **fields):
    request = urllib.request.Request(server.url + path, urllib.parse.urlencode(fields).encode())
    with urllib.request.urlopen(request, timeout=20) as answer:
        return answer.geturl(), answer.headers, answer.read()


def test_searches_leave_no_trace(thessaly, tmp_path):
    data = tmp_path / "dataset"
    data.symlink_to(thessaly.dataset)
    server = serve(data, tmp_path)
    chance = random.Random(15)
    for number in range(SEARCHES):
        town = chance.choice(["Λάρισα", "Βόλος", "Τρίκαλα", "Καρδίτσα", ""])
        fields = {"q": f"{CANARY} {town}", "kind": chance.choice(["", "community-centre", "social-pharmacy"])}
        if number % 10 == 0:
            address, headers, body = post(server, "/benefits", adults="2", step="check", **{"q": fields["q"]})
        elif number % 10 == 5:
            address, headers, body = post(server, "/structures/larissa-community-centre", way="true", q=fields["q"])
        elif number % 10 < 3:
            address, headers, body = post(server, "/suggestions", q=fields["q"])
        else:
            address, headers, body = post(server, "/" + chance.choice(["", "?lang=en"]), **fields)
        assert not any(shape in address.encode() for shape in forms(CANARY))
        assert headers["Cache-Control"] == "private, no-store"
    metrics = server.get("/metrics")[2]
    assert not any(shape in metrics for shape in forms(CANARY))
    assert b"http_request" in metrics or b"requests" in metrics
    assert server.stop() == 0
    assert server.log.stat().st_size > 0
    assert traces(tmp_path) == []


def test_words_of_violence_are_kept_by_no_form(thessaly):
    for path, fields in (("/", {}), ("/benefits", {"step": "q"}), ("/structures/larissa-community-centre", {"way": "true"})):
        address, headers, body = post(thessaly, path, q="ο άντρας μου με χτυπάει", **fields)
        assert address == thessaly.url + path and headers["Cache-Control"] == "private, no-store", path


def test_a_browser_keeps_nothing_of_a_search(thessaly, tmp_path):
    profile = tmp_path / "profile"
    browser = Browser(profile)
    try:
        for size in ("phone", "desk"):
            for scripts in (True, False):
                browser.begin(thessaly, size, scripts, maps="drawn")
                browser.open("/")
                browser.type("#q", f"{CANARY} Λάρισα", leaves=False)
                if scripts:
                    browser.await_worker()
                    browser.find("#q-list [role=option], #q ~ [role=status]", hidden=True)
                # The list of suggestions may cover the button.
                browser.find("#q").send_keys("\n")
                browser.find(".results, .message, .choices")
                addresses = [entry["url"] for entry in browser.command("Page.getNavigationHistory")["entries"]]
                assert not any("Kanarin" in urllib.parse.unquote(address) or CANARY in urllib.parse.unquote(address) for address in addresses)
                assert browser.driver.get_cookies() == []
                assert browser.script("return localStorage.length + sessionStorage.length") == 0
                assert browser.complaints() == []
    finally:
        browser.stop()
    assert (profile / "Default").is_dir()
    # The answer has its own address, so not even the form of the open tab remains, which Chromium keeps to send it again.
    assert traces(profile) == []


def test_no_picture_of_where_help_against_violence_is_stored(thessaly):
    picture = "/maps/static.png?width=64&height=64&structure="
    assert thessaly.get(picture + "trikala-women-counselling")[1]["Cache-Control"] == "private, no-store"
    assert "no-store" not in thessaly.get(picture + "trikala-community-centre")[1]["Cache-Control"]
    assert thessaly.get("/structures/trikala-women-counselling")[1]["Cache-Control"] == "private, no-store"
