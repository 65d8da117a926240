"""Pages about a moment: stories 6, 7, 8 and 15."""
import pytest

pytestmark = pytest.mark.parametrize("scripts", [False], indirect=True)
LARISSA, TRIKALA, VOLOS = "larissa-community-centre", "trikala-community-centre", "volos-community-centre"


def today(browser, structure, moment):
    """What the page of a structure says about the hours of a moment."""
    browser.open(f"/structures/{structure}?openAt={moment}")
    return browser.find(".today").text


def test_a_patron_saint_closes_the_desks_of_one_town(browse, hours):
    browser = browse(hours)
    text = today(browser, LARISSA, "2025-05-15T11:00")
    assert "Πέμπτη 15 Μαΐου 2025" in text and "Κλειστά, αργία: Άγιος Αχίλλιος" in text and "Παρασκευή 08:00" in text
    assert "Ανοιχτά, κλείνει σήμερα 15:00" in today(browser, TRIKALA, "2025-05-15T11:00")


def test_easter_is_the_orthodox_one_and_1_may_can_move(browse, hours):
    browser = browse(hours)
    assert "Κλειστά, αργία: Μεγάλη Παρασκευή, ανοίγει Τρίτη 08:00" in today(browser, LARISSA, "2026-04-10T11:00")
    assert "Κλειστά, αργία: Δευτέρα του Πάσχα" in today(browser, LARISSA, "2026-04-13T11:00")
    assert "Ανοιχτά" in today(browser, LARISSA, "2026-04-06T11:00")
    assert "Ανοιχτά" in today(browser, TRIKALA, "2024-05-01T11:00")
    assert "Κλειστά, αργία: Πρωτομαγιά" in today(browser, TRIKALA, "2024-05-07T11:00")


def test_hours_follow_the_clocks_on_the_wall(browse, hours):
    browser = browse(hours)
    assert "Ανοιχτά, κλείνει σήμερα 15:00" in today(browser, VOLOS, "2026-03-29T05:30Z")
    assert "Ανοιχτά, κλείνει σήμερα 15:00" in today(browser, VOLOS, "2026-10-25T06:30Z")
    assert "Κλειστά, ανοίγει σήμερα 08:00" in today(browser, VOLOS, "2026-10-25T05:30Z")


def test_a_hall_of_some_days_is_closed_afterwards(browse, hours):
    browser = browse(hours)
    text = today(browser, "karditsa-cooled-hall", "2024-07-16T14:00")
    assert "13:00–19:00" in text and "Ανοιχτά, κλείνει σήμερα 19:00" in text
    assert "Προσωρινή υπηρεσία, ως 19 Ιουλίου 2024" in browser.find(".sheet").text
    assert "Κλειστά" in today(browser, "karditsa-cooled-hall", "2024-07-20T14:00")
    assert "Δεν λειτουργεί πια" in browser.find(".sheet").text
    assert "Κουμουνδούρου 29" in browser.find(".way").text
