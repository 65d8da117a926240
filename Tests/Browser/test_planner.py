"""The stories of planners, at both sizes, with and without scripts."""
import csv
import io
import json
import re

import pytest
from selenium.webdriver.common.action_chains import ActionChains


def number(text):
    return int(re.sub(r"\D", "", text))


def test_everybody_is_counted_once(browse, thessaly):
    browser = browse(thessaly)
    browser.open("/coverage")
    browser.choose("#kind", "community-centre")
    browser.type("#minutes", "30")
    browser.press("main [type=submit]")
    browser.wait(lambda: "minutes=30" in browser.driver.current_url, "the answer")
    browser.find(".figures")
    assert browser.find("#kind").get_attribute("value") == "community-centre"
    rows = browser.script(
        "return [...document.querySelectorAll('.figures tbody tr, .figures tfoot tr')]"
        ".map(row => [...row.cells].map(cell => cell.textContent))")
    total = rows.pop()
    for row in [*rows, total]:
        residents, covered, uncovered, unknown = (number(row[column]) for column in (1, 2, 4, 6))
        assert residents == covered + uncovered + unknown, row
    assert number(total[1]) == 687_527 == sum(number(row[1]) for row in rows)
    assert len(rows) == 25


def table(browser):
    """The heads and the rows of the table, without its sum."""
    return browser.script(
        "const table = document.querySelector('.figures');"
        "return [[...table.tHead.rows[0].cells], ...[...table.tBodies[0].rows].map(row => [...row.cells])]"
        ".map(row => row.map(cell => cell.textContent))")


def signed(text):
    return number(text) * (-1 if "−" in text else 1)


def test_the_numbers_are_also_files(browse, thessaly):
    browser = browse(thessaly)
    browser.open("/coverage?kind=community-centre&minutes=20")
    links = {link.text: link.get_attribute("href") for link in browser.all(".downloads a")}
    assert list(links) == ["PDF", "PNG", "CSV για Excel", "CSV", "GeoJSON", "JSON"]
    answers = {name: thessaly.get(address.removeprefix(thessaly.url)) for name, address in links.items()}
    assert all(status == 200 for status, _, _ in answers.values())
    assert answers["PDF"][2].startswith(b"%PDF") and answers["PNG"][2].startswith(b"\x89PNG")
    for name, delimiter in (("CSV", ","), ("CSV για Excel", ";")):
        # With a byte order mark, or Excel would show Greek letters as others.
        assert answers[name][2].startswith(b"\xef\xbb\xbf")
        rows = list(csv.DictReader(io.StringIO(answers[name][2].decode("utf-8-sig")), delimiter=delimiter))
        larissa = next(row for row in rows if row["code"] == "2201")
        assert larissa["name:el"] == "Λαρισαίων" and larissa["within20"] == larissa["covered"]
    areas = json.loads(answers["GeoJSON"][2])["features"]
    assert {area["properties"]["band"] for area in areas} <= {"20", "beyond", "noRoute", "noData"}


def test_a_service_at_an_hour(browse, thessaly):
    browser = browse(thessaly)
    # A link of an earlier version.
    browser.open("/coverage?kind=community-centre&openAt=2026-04-10T08:30")
    browser.find(".coverage")
    assert browser.find("#date").get_attribute("value") == "2026-04-10"
    assert browser.find("#time").get_attribute("value") == "08:30"
    assert "Παρασκευή 10 Απριλίου 2026, 08:30" in browser.find(".facts").text
    # An hour of the week.
    browser.open("/coverage?kind=community-centre")
    browser.choose("#day", "Sa")
    browser.script("document.querySelector('#time').value = '11:00'")
    browser.press("main [type=submit]")
    browser.wait(lambda: "day=Sa" in browser.driver.current_url, "the answer")
    assert browser.find("#day").get_attribute("value") == "Sa"
    assert re.search(r"Σάββατο \d+ \w+ \d{4}, 11:00", browser.find(".facts").text)


def test_a_wrong_value_leaves_the_form_as_filled(browse, thessaly):
    browser = browse(thessaly)
    browser.open("/coverage?kind=community-centre&mode=foot&minutes=15,300&day=Sa&mode2=swim")
    errors = browser.find(".error-summary")
    assert "Γράψτε λεπτά από 1 έως 240" in errors.text and "Γράψτε και την ώρα" in errors.text
    assert [browser.find(field).get_attribute("value") for field in ("#kind", "#mode", "#minutes", "#day")] == [
        "community-centre", "foot", "15,300", "Sa"]
    assert browser.find("#minutes").get_attribute("aria-invalid") == "true"
    assert browser.driver.title.startswith("Διόρθωση:") and not browser.all(".figures")
    if browser.scripts:
        assert browser.script("return document.activeElement.className") == "error-summary"
        browser.press(".error-summary a")
        assert browser.script("return document.activeElement.id") == "minutes"
    browser.type("#minutes", "15; 30")
    browser.choose("#day", "")
    browser.choose("#mode2", "")
    browser.press("main [type=submit]")
    browser.find(".figures")
    assert browser.find("#kind").get_attribute("value") == "community-centre"


@pytest.mark.parametrize("query", [
    "minutes=x", "minutes=0", "minutes=7.5", "minutes=-5", "minutes=1,2,3,4,5,6,7", "minutes=" + 300 * "1", "minutes=" + 1001 * "1", "minutes=%2C",
    "kind=nothing", "mode=horse", "day=Xx&time=10", "time=10", "day=Mo", "day=Mo&time=25:00", "date=2026-02-30&time=10",
    "date=31/2/2026&time=10", "day=Mo&date=2026-04-10&time=10", "openAt=yesterday", "date=2026-03-29&time=03:30",
    "minutes2=x", "kind2=nothing", "day2=any&time2=10", "nothing=1", "minutes=15&minutes=30", "minutes=%ff", "minutes=%00",
])
def test_whatever_is_asked_the_form_stays(thessaly, query):
    status, _, body = thessaly.get("/coverage?" + query)
    page = body.decode()
    assert status == 400 and "error-summary" in page and 'name="minutes"' in page
    # Nothing for programmers.
    assert not re.search(r"\b(parameter|UTF-8|openAt=|problem\+json|expected)\b", page.split("<footer")[0])


def test_everything_follows_the_minutes(browse, thessaly):
    browser = browse(thessaly)
    pictures = set()
    for minutes, bands in (("20", ["έως 20"]), ("5,90", ["έως 5", "έως 90"])):
        browser.open(f"/coverage?kind=community-centre&minutes={minutes}")
        legend = [item.text for item in browser.all(".legend.bands li")]
        last = minutes.split(",")[-1]
        assert legend == [f"{band} λεπτά" for band in bands] + [
            f"πάνω από {last} λεπτά", "χωρίς διαδρομή", "χωρίς δεδομένα"]
        heads = table(browser)[0]
        assert [re.sub(r"\s", " ", head) for head in heads if "≤" in head] == [
            f"≤ {limit} λεπτά" for limit in minutes.split(",")]
        address = browser.find(".map-box .picture", hidden=True).get_attribute("src").removeprefix(thessaly.url)
        pictures.add(thessaly.get(address)[2])
        query = address.partition("?")[2].partition("&width")[0].removeprefix("style=coverage&")
        style = json.loads(thessaly.get(f"/styles/light.json?{query}")[2])
        drawn = [layer["filter"][2] for layer in style["layers"] if layer["id"].startswith("coverage-") and "pattern" not in layer["id"]]
        assert drawn == minutes.split(",") + ["beyond", "noRoute", "noData"]
    assert len(pictures) == 2


def test_the_table_is_sorted_by_its_heads(browse, thessaly):
    browser = browse(thessaly)
    browser.open("/coverage?kind=community-centre")

    def column(place):
        return [row[place] for row in table(browser)[1:]]

    def press(place):
        before = browser.driver.current_url
        browser.press(f".figures thead th:nth-child({place + 1}) :is(a, button)")
        browser.wait(lambda: browser.driver.current_url != before, "the order")
        browser.find(".figures")

    press(1)
    residents = [number(text) for text in column(1)]
    assert residents == sorted(residents, reverse=True)
    assert browser.find(".figures [aria-sort]").get_attribute("aria-sort") == "descending"
    press(1)
    assert [number(text) for text in column(1)] == sorted(residents)
    press(0)
    assert column(0)[0] == "Αγιάς" and column(0)[-1] == "Φαρσάλων"
    assert [head.get_attribute("data-key") for head in browser.all(".figures [aria-sort]")] == ["name"]
    # The sum stays at the end, and reload keeps the order.
    assert browser.find(".figures tfoot th").text == "Σύνολο"
    browser.driver.refresh()
    assert column(0)[0] == "Αγιάς"


def test_a_municipality_in_table_and_map(browse, thessaly):
    browser = browse(thessaly, maps="drawn")
    browser.open("/coverage?kind=community-centre")
    whole = browser.find(".map-box .picture", hidden=True).get_attribute("src")
    if browser.scripts:
        browser.script("document.querySelector('.map-box').scrollIntoView()")
        browser.wait(lambda: browser.shows("#map[data-drawn]"), "the map")
    browser.press(".figures tr[data-code='2204'] th a")
    browser.wait(lambda: "municipality=2204" in browser.driver.current_url, "the municipality")
    chosen = browser.find(".figures [aria-current]")
    assert chosen.get_attribute("data-code") == "2204"
    if not browser.scripts:
        shown = browser.find(".map-box .picture").get_attribute("src")
        assert "municipality=2204" in shown and shown != whole
        return
    assert browser.find(".picked a").get_attribute("href").endswith("#row-2204")
    # What is under the middle of the map now is this municipality; elsewhere is another.
    box = browser.find("#map")
    browser.script("const row = document.querySelector('.figures tr[data-code=\"2201\"]'); row.querySelector('a').click()")
    browser.wait(lambda: "municipality=2201" in browser.driver.current_url, "another municipality")
    corner = ActionChains(browser.driver).move_to_element_with_offset(box, -box.size["width"] // 2 + 30, 0)
    browser.wait(
        lambda: corner.click().perform() or browser.find(".figures [aria-current]").get_attribute("data-code") != "2201",
        "the municipality beside it")


def test_two_states_beside_each_other(browse, thessaly):
    browser = browse(thessaly, maps="drawn")
    browser.open("/coverage?kind=community-centre&minutes=30")
    browser.press("main .filters summary")
    browser.choose("#mode2", "foot")
    browser.press("main [type=submit]")
    browser.wait(lambda: "mode2=foot" in browser.driver.current_url, "the comparison")
    browser.find(".figures")
    assert [part.text for part in browser.all(".letter")] == ["Α", "Β"] and len(browser.all(".legend.bands")) == 2
    heads, *rows = table(browser)
    change, covered, covered2 = (next(place for place, head in enumerate(heads) if head.startswith(begin))
                                 for begin in ("Διαφορά", "Α: ≤", "Β: ≤"))
    for row in rows:
        assert signed(row[change]) == number(row[covered2]) - number(row[covered]), row
    total = [cell.text for cell in browser.all(".figures tfoot td")]
    assert signed(total[change - 1].split(":")[-1]) == sum(signed(row[change]) for row in rows) < 0
    # The form keeps both states, and what was empty stays empty.
    assert browser.find("#mode2").get_attribute("value") == "foot"
    assert browser.find("#minutes2").get_attribute("value") == ""
    if browser.scripts:
        browser.script("document.querySelector('.map-box').scrollIntoView()")
        browser.wait(lambda: browser.all("#map[data-drawn]") and browser.all(".second-map[data-drawn]"), "both maps")


def test_a_printed_page_is_whole(browse, thessaly):
    browser = browse(thessaly, maps="drawn")
    browser.open("/coverage?kind=community-centre&minutes=10,20,30,40,50,60&date=2026-04-08&time=10:00")
    browser.find(".figures")
    assert browser.paper_pages() <= 2
    browser.resize(1030, 728)
    browser.command("Emulation.setEmulatedMedia", media="print")
    try:
        assert browser.script(
            "const [...bands] = document.querySelectorAll('.band');"
            "return bands.every(band => getComputedStyle(band).printColorAdjust === 'exact'"
            " && getComputedStyle(band).background.match(/rgb|gradient/))")
        assert browser.overflow() == []
        edges = browser.script(
            "return [...document.querySelectorAll('.figures :is(th, td)')].map(cell => cell.getBoundingClientRect().right)")
        assert max(edges) <= 1030
        assert browser.shows(".map-box .picture") and not browser.shows("#map") and not browser.shows("#kind")
        text = browser.text
        for part in ("Κέντρο Κοινότητας", "με αυτοκίνητο", "10, 20, 30, 40, 50, 60", "Τετάρτη 8 Απριλίου 2026, 10:00",
                     "Κλειστοί δρόμοι: έκδοση 0", "αυτοκινητόδρομος", "Δεδομένα έως", "έκδοση", "Πηγές:", "Σύνολο"):
            assert part in text, part
    finally:
        browser.command("Emulation.setEmulatedMedia", media="")


def test_what_takes_long_says_so(browse, thessaly):
    browser = browse(thessaly)
    browser.open("/coverage")
    if not browser.scripts:
        assert browser.find(".progress", hidden=True).text == ""
        return
    browser.script("document.querySelector('form').addEventListener('submit', event => event.preventDefault())")
    browser.press("main [type=submit]")
    browser.wait(lambda: browser.find(".progress").text == "Υπολογίζεται…", "the word that it is worked out")


def test_what_to_correct_first(browse, thessaly):
    browser = browse(thessaly)
    browser.open("/quality")
    browser.press("main .filters summary")
    heads, *rows = table(browser)
    total = [number(cell.text.split(":")[-1]) for cell in browser.all(".figures tfoot td")]
    for row in rows:
        assert number(row[-1]) == sum(number(cell) for cell in row[1:-1])
    for place, whole in enumerate(total):
        assert whole == sum(number(row[place + 1]) for row in rows)
    looked, some, none = (number(part) for part in re.findall(r"\d[\d\u202f]*", browser.all(".coverage > p")[0].text)[:3])
    assert looked == some + none
    report = json.loads(thessaly.get("/api/v1/quality")[2])
    assert total[-1] == len(report["findings"]) == sum(report["counts"].values())
    # Nothing was ever checked, so nothing can be too long ago.
    assert report["counts"]["stale"] == 0 and report["counts"]["unverified"] == looked == 170
    browser.choose("#municipality", "2204")
    browser.choose("#check", "noPhone")
    browser.press("main [type=submit]")
    browser.wait(lambda: "check=noPhone" in browser.driver.current_url, "the choice")
    entries = browser.all(".to-correct > li")
    found = [one for one in report["findings"] if one["municipality"] == "2204" and one["check"] == "noPhone"]
    assert len(entries) == len(found) > 0
    rows = thessaly.get(browser.find(".downloads a").get_attribute("href").removeprefix(thessaly.url))[2]
    assert len(list(csv.DictReader(io.StringIO(rows.decode("utf-8-sig")), delimiter=";"))) == len(found)
    browser.press(".to-correct > li > p a")
    assert browser.find("#topic")


def test_the_picture_shows_what_the_map_shows(browse, thessaly):
    browser = browse(thessaly, maps="drawn")
    browser.open("/coverage?kind=community-centre")
    browser.find(".legend.bands")
    browser.script("document.querySelector('.map-box').scrollIntoView()")
    if browser.scripts:
        browser.wait(lambda: browser.shows("#map[data-drawn]"), "the map")
    else:
        assert browser.shows(".map-box .picture") and not browser.shows("#map")
        assert browser.script("return document.querySelector('.map-box .picture').naturalWidth") == 900
