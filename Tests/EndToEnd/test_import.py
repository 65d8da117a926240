"""Files that other programs write, imported into a registry over HTTP; and what the public process exports, back."""
import csv
import datetime
import io
import json
import shutil
import subprocess
import urllib.parse
import uuid

import openpyxl
import pytest
import xlsxwriter

from program import Region, Server
from registry_program import Home, Site
from test_published import OFFICE, approve, shown_within

TYPES = {
    "csv": "text/csv", "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
HEAD = ["id", "Όνομα (ελληνικά)", "kind", "municipality", "status", "phone", "checkedOn", "redacted", "position.lon", "position.lat"]
DAY = datetime.date(2026, 4, 10)
ROWS = [
    ["fixture-row-1", "Δομή «Άλφα», παράρτημα", "social-services", "2201", "active", 2410123456, DAY, False, 22.4195, 39.639],
    ["fixture-row-2", "Δομή Βήτα", "social-services", "2201", "λειτουργεί", "2410 000001", DAY, True, 22.42, 39.64],
]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A registry whose structures a public process shows."""
    folder = tmp_path_factory.mktemp("import")
    region = Region(folder)
    nothing = folder / "nothing"
    nothing.mkdir()
    region.import_("--all", "--region", "geodata/thessaly", "--geodata", nothing)
    region.build()
    home = Home(folder)
    people = home.demo()
    site = Site(home)
    key = folder / "published.key"
    key.write_text(home.run("publish", "--print-key").split()[-1])
    server = Server(region.dataset, folder / "server.log", "--published", str(home.path / "published"), "--published-key", str(key))
    tokens = {login.removeprefix("fixture-"): site.sign_in(person) for login, person in people.items()}
    yield site, server, tokens
    assert server.stop() == 0, server.log.read_text()[-2000:]
    site.stop()


def imported(site, token, form, body, **query):
    """Sends a file; returns the report."""
    status, _, text = site.ask(
        "POST", "/registry/v1/imports?" + urllib.parse.urlencode(query), body,
        {"Authorization": f"Bearer {token}", "Content-Type": TYPES[form], "Idempotency-Key": uuid.uuid4().hex})
    assert status == 200, text
    return json.loads(text)


def outcomes(report):
    return [row["outcome"] for row in report["rows"]]


def written_by_xlsxwriter(**options):
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, **options})
    sheet = book.add_worksheet("Δομές")
    day = book.add_format({"num_format": "d/m/yyyy"})
    for row, cells in enumerate([HEAD] + ROWS):
        for column, cell in enumerate(cells):
            if isinstance(cell, datetime.date):
                sheet.write_datetime(row, column, datetime.datetime.combine(cell, datetime.time()), day)
            elif row == 1 and column == 1:
                sheet.write_rich_string(row, column, cell[:5], book.add_format({"bold": True}), cell[5:])
            else:
                sheet.write(row, column, cell)
    sheet.write_formula(1, 4, '=IF(1=1,"active","")', None, "active")
    book.close()
    return file.getvalue()


def written_by_openpyxl(epoch=None):
    book = openpyxl.Workbook()
    if epoch:
        book.epoch = epoch
    for cells in [HEAD] + ROWS:
        book.active.append(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def written_by_csv(delimiter, encoding):
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter)
    for cells in [HEAD] + ROWS:
        writer.writerow([str(cell).replace("False", "όχι").replace("True", "ναι") for cell in cells])
    return file.getvalue().encode(encoding)


def written_by_libreoffice(folder):
    if not shutil.which("soffice"):
        return None
    (folder / "rows.csv").write_bytes(written_by_csv(",", "utf-8"))
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "xlsx", "--infilter=CSV:44,34,76", "--outdir", folder, folder / "rows.csv"],
        check=True, capture_output=True)
    return (folder / "rows.xlsx").read_bytes()


def test_files_of_other_programs_say_the_same(place, tmp_path):
    site, _, tokens = place
    files = {
        "xlsxwriter": ("xlsx", written_by_xlsxwriter()),
        "xlsxwriter, from 1904": ("xlsx", written_by_xlsxwriter(date_1904=True)),
        "xlsxwriter, row by row": ("xlsx", written_by_xlsxwriter(constant_memory=True)),
        "openpyxl": ("xlsx", written_by_openpyxl()),
        "openpyxl, from 1904": ("xlsx", written_by_openpyxl(openpyxl.utils.datetime.CALENDAR_MAC_1904)),
        "csv of a Greek Excel": ("csv", written_by_csv(";", "utf-8-sig")),
        "csv": ("csv", written_by_csv(",", "utf-8")), "csv with tabs": ("csv", written_by_csv("\t", "utf-8")),
    }
    if found := written_by_libreoffice(tmp_path):
        files["libreoffice"] = ("xlsx", found)
    reports = {name: imported(site, tokens["editor"], *file, dryRun="true") for name, file in files.items()}
    for name, report in reports.items():
        assert outcomes(report) == ["new", "new"] and report["findings"] == [], (name, report)
    # The tag is that of what would be drafted, value by value.
    assert len({report["tag"] for report in reports.values()}) == 1, reports

    made = imported(site, tokens["editor"], *files["openpyxl"], dryRun="false", reason="κατάλογος", checked=reports["openpyxl"]["tag"])
    draft, _ = site.api("GET", f"/drafts/{made['rows'][0]['draft']}", tokens["editor"])
    assert draft["fields"]["phone"] == "2410123456" and draft["fields"]["checkedOn"] == "2026-04-10"
    assert draft["fields"]["redacted"] is False and draft["fields"]["position"] == {"lon": 22.4195, "lat": 39.639}


def test_what_is_exported_comes_back_unchanged(place):
    site, server, tokens = place
    whole = OFFICE | {
        "address": {"el": "Κύπρου 1, Λάρισα", "en": "Kyprou 1, Larissa"}, "languages": ["el", "sq"], "cost": "free",
        "documents": [{"el": "Ταυτότητα", "en": "Identity card"}], "appointment": "possible", "email": "a@example.org",
        "website": "https://example.org/", "wheelchair": "yes", "checkEveryDays": 90, "audiences": ["families"],
        "eligibility": {"el": "Για όλους"}, "accessNote": {"el": "Από την αυλή"},
        "position": {"lon": 22.41951234, "lat": 39.63901234, "accuracyMetres": 20},
    }
    made, _ = site.api(
        "POST", "/structures", tokens["editor"], {"id": "fixture-whole", "fields": whole, "reason": "new office"})
    assert approve(site, tokens, made["draft"], ["moderator-1", "moderator-2"]) == "published"
    path = "/hsds/services?full=true&per_page=1000"
    shown_within(5, lambda: "fixture-whole" in server.get(path)[2].decode())
    page = server.json(path)
    own = [each for each in page["contents"] if "fixture-whole" in json.dumps(each)]
    body = json.dumps({"contents": own})
    report = imported(site, tokens["editor"], "json", body, dryRun="true")
    assert [(row["id"], row["outcome"]) for row in report["rows"]] == [("fixture-whole", "unchanged")], report
    changed = body.replace("2410 000000", "2410 999999")
    report = imported(site, tokens["editor"], "json", changed, dryRun="true")
    assert [row["fields"] for row in report["rows"]] == [["phone"]], report
    # Everything that is exported, of which the registry has one.
    report = imported(site, tokens["editor"], "json", json.dumps(page), dryRun="true")
    assert report["counts"]["unchanged"] == 1 and report["counts"]["changed"] == 0, report["counts"]


def test_services_of_a_partner(place):
    site, _, tokens = place
    body = json.dumps([{
        "id": "1", "name": "Υπηρεσία συνεργάτη", "status": "active", "service_at_locations": [
            {"id": "2", "location": {"id": "3", "location_type": "physical", "latitude": 39.6, "longitude": 22.4}}]}])
    report = imported(site, tokens["editor"], "json", body)
    assert outcomes(report) == ["refused"] and report["rows"][0]["findings"][0]["place"] == "partner"
    report = imported(site, tokens["editor"], "json", body, partner="red-cross", kind="social-services", municipality="2201")
    assert outcomes(report) == ["new"], report
    assert report["rows"][0]["id"].startswith("hsds-")
