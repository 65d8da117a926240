"""Texts that describe a danger are answered first with the telephone numbers to call."""
import re
import urllib.parse
import urllib.request


def post(server, path, form):
    body = urllib.parse.urlencode(form).encode()
    with urllib.request.urlopen(urllib.request.Request(server.url + path, data=body), timeout=20) as answer:
        return answer.read().decode()


def test_a_danger_is_answered_first_with_telephone_numbers(server):
    for text, phone in (("με χτυπάει", "15900"), ("fotia", "112"), ("he hits me", "15900"), ("θέλω να πεθάνω", "1018")):
        answer = server.json("/api/v1/nearest?q=" + urllib.parse.quote(text))
        assert phone in [line["phone"] for line in answer["emergency"]["lines"]] and answer["results"] == []
        page = post(server, "/", {"q": text})
        assert page.index(f'href="tel:{phone}"') < page.index("<h1") and "Δεν βρήκαμε" not in page
    # With a place the answer follows, without the words of the danger.
    answer = server.json("/api/v1/nearest?q=" + urllib.parse.quote("φωτιά Λάρισα"))
    assert answer["emergency"]["topic"] == "fire" and answer["origin"]["label"]["en"].startswith("Larissa")
    assert server.json("/api/v1/nearest?q=" + urllib.parse.quote("Λάρισα"))["emergency"]["topic"] is None


def test_the_page_about_violence_is_neutral_and_has_an_exit(server):
    status, headers, body = server.get("/help/violence")
    page = body.decode()
    assert status == 200 and headers["Cache-Control"] == "private, no-store"
    assert re.search("<title>(.*)</title>", page)[1] == "Πλησίον"
    assert 'class="exit"' in page and page.index('class="exit"') < page.index("<h1")
    for phone in ("112", "15900"):
        assert f'href="tel:{phone}"' in page
    assert 'class="exit"' not in server.get("/help/fire")[2].decode()
    assert server.get("/help")[0] == 200 and server.get("/help/nothing")[0] == 404
