"""Compares opening hours as evaluated by the server with opening-hours-py, where both support the same grammar."""
import csv
import datetime
import random
import shutil

import opening_hours
import pytest
from conftest import ROOT, Region, Server

# The forms that both support. Omitted are those in which the two differ by design: holidays when the hours do not
# mention them (unknown here), open ends (`18:00+`, unknown here after the end), and comments (appointments are
# distinguished here).
TEXTS = [
    "24/7", "off", "Mo-Fr 08:00-15:00", "Mo-Fr 08:00-14:00,17:00-20:30; Sa 09:00-13:00", "Mo-Su 18:00-02:00",
    "Fr-Mo 22:00-04:00", "Mo,We,Fr 10:00-14:00", "Sa,Su 00:00-24:00", "Mo-Fr 09:00-17:00; We off",
    "Jan-Mar Mo-Fr 10:00-12:00; Apr-Dec Mo-Sa 08:00-20:00", "Nov-Feb 09:00-15:00", "Jul 15-Aug 20 off; 08:00-14:00",
    "Jul 15-Aug 20 08:00-14:00", "week 1-26 Mo 10:00-12:00; week 27-53 Tu 10:00-12:00", "Mo[1] 09:00-12:00",
    "We[-1] 16:00-19:00", "Th[2,4] 10:00-13:00", "Dec 24-Jan 06 10:00-13:00", "2026 Mo-Fr 08:00-16:00",
    "2025-2027 Tu 08:00-10:00", "Mo-Fr 08:00-12:00 || Sa 10:00-11:00", "Tu 10:00-26:00", "Mo-Fr 08:00-18:00; 12:00-13:00 off",
    "easter 10:00-12:00", "week 1-53/2 Mo 10:00-12:00", "Mar-Oct: Mo-Fr 07:00-15:00; Nov-Feb: Mo-Fr 09:00-14:00",
]


@pytest.fixture(scope="module")
def hours_server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hours") / "region"
    shutil.copytree(ROOT / "Tests/Fixtures/toyland", folder)
    # Without holidays, because only then hours that do not mention them mean the same to both.
    calendar = folder / "calendar.json"
    calendar.write_text(
        '{"format": 1, "timeZone": {"name": "Etc/UTC", "standardOffset": "+00:00"}, "easter": "western", "feasts": []}')
    table = folder / "offers.csv"
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    template = next(row for row in rows if row["id"] == "t1-advice")
    for number, text in enumerate(TEXTS):
        rows.append(template | {"id": f"hours-{number:02}", "hours": text, "organisation": "", "fund_pt": "", "fund_last": ""})
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(template))
        writer.writeheader()
        writer.writerows(rows)
    region = Region(folder.parent)
    region.import_("--all", "--region", folder)
    region.build()
    server = Server(region.dataset, folder.parent / "log")
    yield server
    assert server.stop() == 0


def test_hours_agree_with_another_evaluator(hours_server):
    peers = [opening_hours.OpeningHours(text) for text in TEXTS]
    numbers = random.Random(4)
    compared, differences = 0, []
    for _ in range(150):
        moment = datetime.datetime(2026, 1, 1) + datetime.timedelta(minutes=numbers.randrange(365 * 1440))
        answer = hours_server.json(
            f"/api/v1/nearest?lon=-59.9&lat=-20.1&limit=100&open=any&openAt={moment.isoformat()}")
        states = {
            result["structure"]["id"]: result["opening"]["state"] for result in answer["results"]
            if result["structure"]["id"].startswith("hours-")}
        assert len(states) == len(TEXTS)
        for number, peer in enumerate(peers):
            ours, theirs = states[f"hours-{number:02}"], "open" if peer.is_open(moment) else "closed"
            compared += 1
            if ours != theirs:
                differences.append((TEXTS[number], moment.isoformat(), ours, theirs))
    assert compared == 150 * len(TEXTS)
    assert not differences, differences[:20]
