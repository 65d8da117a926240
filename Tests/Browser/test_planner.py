"""The stories of planners, at both sizes, with and without scripts."""
import csv
import io
import re


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


def test_the_numbers_are_also_files(browse, thessaly):
    browser = browse(thessaly)
    browser.open("/coverage?kind=community-centre")
    links = {link.text: link.get_attribute("href") for link in browser.all(".downloads a")}
    assert list(links) == ["PDF", "CSV", "GeoJSON", "JSON"]
    answers = {name: thessaly.get(address.removeprefix(thessaly.url)) for name, address in links.items()}
    assert all(status == 200 for status, _, _ in answers.values())
    assert answers["PDF"][2].startswith(b"%PDF")
    rows = list(csv.reader(io.StringIO(answers["CSV"][2].decode("utf-8-sig"))))
    # The columns of the table, the codes of the municipalities as text.
    assert any("2201" in row for row in rows)


def test_a_service_at_an_hour(browse, thessaly):
    browser = browse(thessaly)
    browser.open("/coverage?kind=community-centre&openAt=2026-04-10T08:30")
    browser.find(".coverage")
    assert browser.find("#openAt").get_attribute("value") == "2026-04-10T08:30"


def test_a_wrong_number_leaves_a_way_back(browse, thessaly):
    browser = browse(thessaly)
    browser.open("/coverage?minutes=x")
    assert "από 1 έως 240" in browser.find("main").text
    assert browser.find("main a")


def test_the_picture_shows_what_the_map_shows(browse, thessaly):
    browser = browse(thessaly)
    browser.open("/coverage?kind=community-centre")
    browser.find(".legend.bands")
    browser.script("document.querySelector('.map-box').scrollIntoView()")
    if browser.scripts:
        browser.wait(lambda: browser.shows("#map[data-drawn]"), "the map")
    else:
        assert browser.shows(".map-box .picture") and not browser.shows("#map")
        assert browser.script("return document.querySelector('.map-box .picture').naturalWidth") == 900
