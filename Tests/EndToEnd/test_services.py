"""Hours, filters, entitlement and data exchange of the toy region, through the binary and the server."""
import csv
import datetime
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import urllib.error
import urllib.parse
import urllib.request

import numpy
import pytest
import zxingcpp
from conftest import Server, run

ORIGIN = ("--", "-59.9012,-20.1003")


def nearest(toyland, *options):
    out, _ = run("nearest", "--dataset", toyland.dataset, "--format", "json", *options, *ORIGIN)
    return json.loads(out)


def ids(results):
    return [result["structure"]["id"] for result in results]


@pytest.fixture(scope="module")
def toy_server(toyland, tmp_path_factory):
    folder = tmp_path_factory.mktemp("toy")
    server = Server(toyland.dataset, folder / "log", "--reports", str(folder / "reports.jsonl"))
    server.reports = folder / "reports.jsonl"
    yield server
    assert server.stop() == 0


def test_the_printed_sheet_links_to_its_page_and_shows_a_map(toy_server):
    path = "/structures/t1-advice"
    page = toy_server.get(path)[2].decode()
    for text in ("Guichet 2, Brinquedos perdidos", 'href="tel:+000111"', 'href="mailto:social@toy.example"'):
        assert text in page
    source = re.search(r'<img class="picture" src="([^"]+)"', page)[1].replace("&amp;", "&")
    status, _, picture = toy_server.get(source)
    assert status == 200 and picture.startswith(b"\x89PNG")
    assert len(page.encode()) + len(picture) < 60_000
    # Draw the QR code with eight pixels per module, as a camera would see it.
    extent, path_data = re.search(r'viewBox="-4 -4 (\d+) .*?<path d="([^"]+)"', page).groups()
    pixels = numpy.full((int(extent),) * 2, 255, numpy.uint8)
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1H\1z", path_data):
        pixels[int(y) + 4, int(x) + 4:int(x) + 4 + int(width)] = 0
    found = zxingcpp.read_barcodes(numpy.kron(pixels, numpy.ones((8, 8), numpy.uint8)))
    assert [code.text for code in found] == [toy_server.url + path]
    # A structure without a position has no picture.
    assert 'class="picture"' not in toy_server.get("/structures/t2-quiet")[2].decode()


def test_open_at_keeps_open_structures_and_counts_unknown_ones(toyland):
    answer = nearest(toyland, "--kind", "toy-library", "--open-at", "2026-02-11T09:00", "--limit", "10")
    assert ids(answer["results"]) == ["t1-advice"]
    assert answer["results"][0]["opening"]["text"]["en"] == "closes today 15:00"
    assert answer["notShown"]["unknownHours"] == len(answer["uncertain"]) > 0
    saturday = nearest(toyland, "--kind", "toy-library", "--open-at", "2026-02-14T09:00", "--step-free")
    assert saturday["results"] == [] and saturday["nextBest"][0]["type"] == "opensLater"
    assert saturday["nextBest"][0]["result"]["opening"]["text"]["el"] == "ανοίγει Δευτέρα 08:00"
    patron = nearest(toyland, "--kind", "toy-library", "--open-at", "2027-06-21T09:00", "--open", "any", "--limit", "1")
    assert patron["results"][0]["opening"]["state"] == "closed"


def test_filters_of_the_command_line(toyland):
    for options in (["--step-free"], ["--language", "fr"], ["--audience", "parents"], ["--service", "repair"]):
        answer = nearest(toyland, "--kind", "toy-library", "--open-at", "2026-02-11T10:30", *options)
        assert "t1-advice" in ids(answer["results"]), options
    run("nearest", "--dataset", toyland.dataset, "--open-at", "someday", *ORIGIN, code=64)


def test_mobile_virtual_suspended_temporary(toyland):
    answer = nearest(toyland, "--open-at", "2026-02-11T10:30", "--open", "any", "--limit", "50")
    found = {result["structure"]["id"]: result for result in answer["results"]}
    assert found["t1-van"]["travel"]["mode"] == "visits" and found["t1-van"]["structure"]["lon"] is None
    assert found["toy-line"]["travel"] == {
        "mode": "phone", "seconds": None, "metres": None, "estimate": False, "ferry": False, "mayBeClosed": False,
        "noRoute": None}
    assert found["t1-refuge"]["travel"]["mode"] == "within" and found["t1-refuge"]["structure"]["lon"] is None
    assert "t3-pharmacy" not in found and "t2-hall" not in found
    out, _ = run(
        "nearest", "--dataset", toyland.dataset, "--kind", "toy-library", "--", "-59.645,-20.05")
    assert "Sans bibliothécaire" in out or "Sem bibliotecário" in out
    heat = nearest(toyland, "--open-at", "2024-07-16T14:00", "--limit", "50")
    assert "t2-hall" in ids(heat["results"])


def test_report_lists_records_that_need_attention(toyland):
    out, _ = run("report", "--dataset", toyland.dataset, "--today", "2026-11-21", "--format", "json")
    report = json.loads(out)
    checks = {(finding["check"], finding["structure"]) for finding in report["findings"]}
    assert ("unreadableHours", "t2-islet") in checks and ("stale", "t1-advice") in checks
    assert ("noPhone", "t1-centre") in checks
    text, _ = run("report", "--dataset", toyland.dataset, "--today", "2026-11-21", "--lang", "en")
    assert "hours that cannot be read: Mo,We 9-12" in text


def test_unreadable_hours_and_rules_are_reported_with_their_place(tmp_path, toyland):
    from conftest import ROOT, Region
    folder = tmp_path / "region"
    shutil.copytree(ROOT / "Tests/Fixtures/toyland", folder)
    region = Region(tmp_path)
    out, _ = region.import_("--all", "--region", folder)
    assert "unreadable-hours: toy-offers: offers.csv:9" in out and "byte" in out
    rules = folder / "calendar.json"
    rules.write_text(rules.read_text().replace('"01-01"', '"13-01"'))
    _, err = region.import_("--all", "--region", folder, code=65)
    assert "$.feasts[0].fixed" in err


def post(server, path, fields, kind="application/x-www-form-urlencoded"):
    body = json.dumps(fields) if "json" in kind else urllib.parse.urlencode(fields)
    request = urllib.request.Request(server.url + path, body.encode(), {"Content-Type": kind})
    with urllib.request.urlopen(request, timeout=20) as answer:
        return answer.status, answer.headers, answer.read().decode()


def test_entitlement_answers_are_not_stored(toy_server):
    _, headers, text = post(toy_server, "/api/v1/entitlement", {"income": 432.1, "children": 3}, "application/json")
    result = json.loads(text)["results"][0]
    assert result["outcome"] == "likely" and result["amount"] == 30
    assert headers["Cache-Control"] == "private, no-store"
    _, _, page = post(toy_server, "/benefits?lang=en", {"step": "check", "income": "54321", "q": ""})
    assert "Probably not" in page
    log = toy_server.log.read_text()
    assert "54321" not in log and "432" not in log


def report(server, structure, **fields):
    """Sends the report form of a structure's page as a browser does."""
    page = server.get(f"/structures/{structure}")[2].decode()
    token = re.search(r'name="token" value="([^"]+)"', page).group(1)
    post(server, f"/structures/{structure}/report", {**fields, "token": token})


def test_reports_are_written_beside_the_dataset_unless_disabled(toyland, tmp_path):
    dataset = tmp_path / "dataset"
    shutil.copytree(toyland.dataset, dataset)
    server = Server(dataset, tmp_path / "log")
    try:
        assert "/structures/t1-advice/report" in server.get("/structures/t1-advice")[2].decode()
        report(server, "t1-advice", topic="phone", text="x")
    finally:
        assert server.stop() == 0
    kept = tmp_path / "dataset.reports.jsonl"
    assert json.loads(kept.read_text())["topic"] == "phone" and kept.stat().st_mode & 0o777 == 0o600
    server = Server(dataset, tmp_path / "log", "--no-reports")
    try:
        assert "/report" not in server.get("/structures/t1-advice")[2].decode()
    finally:
        assert server.stop() == 0


def test_a_reported_mistake_is_stored(toy_server):
    report(toy_server, "t1-advice", topic="hours", text="Fecha às 14")
    line = json.loads(toy_server.reports.read_text().splitlines()[-1])
    assert line["structure"] == "t1-advice" and line["text"] == "Fecha às 14" and line["contact"] is None


def test_exports(toyland, tmp_path):
    out, _ = run("export", "--dataset", toyland.dataset, "--format", "csv")
    rows = list(csv.reader(io.StringIO(out.lstrip("\ufeff"))))
    assert rows[1][0] == "#loc+id" and {len(row) for row in rows} == {len(rows[0])}
    names = [row[0] for row in rows[2:]]
    assert "t1-refuge" not in names and "t2-quiet" not in names and "t1-advice" in names
    run("export", "--dataset", toyland.dataset, "--format", "hsds", "--out", tmp_path / "hsds.json")
    services = json.loads((tmp_path / "hsds.json").read_text())
    assert any(service["name"] for service in services)
    assert all(len(cell.partition(".")[2]) <= 7 for row in rows[2:] for cell in row[12:14])


def test_services_with_a_byte_order_mark_are_read(toyland, tmp_path):
    from conftest import Region
    marked = tmp_path / "marked.json"
    out, _ = run("export", "--dataset", toyland.dataset, "--format", "hsds")
    marked.write_text("\ufeff" + out, encoding="utf-8")
    region = Region(tmp_path)
    region.import_("--all", "--region", emptied(tmp_path / "region"))
    region.import_("--hsds", marked)
    region.build()
    assert run("export", "--dataset", region.dataset, "--format", "hsds")[0] == out


def emptied(folder):
    """The toy region with empty tables of structures and organisations."""
    from conftest import ROOT
    shutil.copytree(ROOT / "Tests/Fixtures/toyland", folder)
    for name in ("structures.csv", "offers.csv", "services.csv", "organisations.csv"):
        table = folder / name
        table.write_text(table.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    (folder / "service-areas.geojson").write_text('{"type": "FeatureCollection", "features": []}')
    return folder


@pytest.mark.parametrize("form", ["hsds", "hsds-csv"])
def test_exports_are_imported_without_loss(toyland, tmp_path, form):
    from conftest import Region
    files = [tmp_path / "first", tmp_path / "second"]
    run("export", "--dataset", toyland.dataset, "--format", form, "--out", files[0])
    region = Region(tmp_path)
    region.import_("--all", "--region", emptied(tmp_path / "region"))
    region.import_("--hsds", files[0])
    region.build()
    run("export", "--dataset", region.dataset, "--format", form, "--out", files[1])
    tables = [{"": file} if file.is_file() else {part.name: part for part in file.iterdir()} for file in files]
    assert tables[0].keys() == tables[1].keys() and tables[0]
    for name, path in tables[0].items():
        assert path.read_text() == tables[1][name].read_text(), name


def test_damaged_tables_are_refused_with_their_place(toyland, tmp_path):
    from conftest import Region
    run("export", "--dataset", toyland.dataset, "--format", "hsds-csv", "--out", tmp_path / "tables")
    table = tmp_path / "tables/locations.csv"
    table.write_text(re.sub(r"(?<=,)-20\.\d+(?=,)", "south", table.read_text(), count=1))
    _, err = Region(tmp_path).import_("--hsds", tmp_path / "tables", code=65)
    assert "locations.csv" in err and "latitude" in err and "south" in err
    run("export", "--dataset", toyland.dataset, "--format", "hsds-csv", code=64)
    Region(tmp_path).import_("--hsds", tmp_path, code=66)


if "PLISION_HSDS_SCHEMA" in os.environ:
    import jsonschema_rs

    # The schema of the standard is in no package registry and is not copied here; this test needs a checkout of it.
    def test_services_conform_to_the_schema_of_the_standard(toy_server, server):
        """PLISION_HSDS_SCHEMA is the folder schema/compiled of the HSDS 3.0 specification."""
        folder = pathlib.Path(os.environ["PLISION_HSDS_SCHEMA"])
        for source in (toy_server, server):
            for table, name in [
                ("services", "service"), ("organizations", "organization"),
                ("service_at_locations", "service_at_location")]:
                for form, full in [(f"{name}_list.json", "false"), (f"{name}.json", "true")]:
                    schema = json.loads((folder / form).read_text())
                    validator = jsonschema_rs.validator_for(schema, validate_formats=True)
                    records = source.json(f"/hsds/{table}?per_page=1000&full={full}")["contents"]
                    assert records
                    for record in records:
                        assert [error.message for error in validator.iter_errors(record)] == [], record["id"]


def test_gdal_opens_the_features(toy_server, tmp_path):
    def ogr(*arguments):
        done = subprocess.run(
            ["ogrinfo", *arguments, f"OAPIF:{toy_server.url}/ogc"], capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout
    assert "structures" in ogr() and "municipalities" in ogr()
    done = subprocess.run(
        ["ogrinfo", "-al", "-so", f"OAPIF:{toy_server.url}/ogc", "structures"], capture_output=True, text=True, timeout=120)
    count = toy_server.json("/ogc/collections/structures/items?limit=1")["numberMatched"]
    assert f"Feature Count: {count}" in done.stdout, done.stdout + done.stderr
    done = subprocess.run(
        ["ogrinfo", "-al", "-q", f"OAPIF:{toy_server.url}/ogc", "-oo", "PAGE_SIZE=2", "structures"],
        capture_output=True, text=True, timeout=120)
    assert done.stdout.count("OGRFeature(structures)") == count, done.stdout + done.stderr
    copy = tmp_path / "copy.geojson"
    done = subprocess.run(
        ["ogr2ogr", "-f", "GeoJSON", copy, f"OAPIF:{toy_server.url}/ogc", "-oo", "PAGE_SIZE=5000", "structures"],
        capture_output=True, text=True, timeout=120)
    assert done.returncode == 0 and "rror" not in done.stderr, done.stderr
    assert len(json.loads(copy.read_text())["features"]) == count


@pytest.mark.parametrize("answers, amount", [
    ({"adults": 1, "minors": 0}, 216), ({"adults": 2, "minors": 2, "sixMonthIncome": 2000}, 432),
    ({"adults": 1, "minors": 2, "oneParent": "yes"}, 378), ({"adults": 2, "minors": 8}, 756),
    ({"adults": 6, "minors": 6}, 972), ({"adults": 1, "minors": 0, "date": "2023-11-30"}, 200),
])
def test_the_guaranteed_income_follows_the_law(server, answers, amount):
    fields = {"sixMonthIncome": 100, "oneParent": "no", "date": "2023-12-01"} | answers
    _, _, text = post(server, "/api/v1/entitlement", fields, "application/json")
    results = {result["programme"]["code"]: result for result in json.loads(text)["results"]}
    income = results["guaranteed-minimum-income"]
    assert income["amount"] == amount and income["outcome"] in ("likely", "ask")
    assert income["sources"] and income["programme"]["documents"]


def judged(server, answers):
    _, _, text = post(server, "/api/v1/entitlement", answers, "application/json")
    return {result["programme"]["code"]: result for result in json.loads(text)["results"]}


def test_the_limit_itself_is_not_below_the_limit(server):
    for income, outcome in [(1295.99, "likely"), (1296, "unlikely"), ("1.296,00", "unlikely")]:
        answers = {"adults": 1, "minors": 0, "sixMonthIncome": income}
        assert judged(server, answers)["guaranteed-minimum-income"]["outcome"] == outcome


def test_numbers_with_thousands_separators_are_read(server):
    _, _, page = post(server, "/benefits", {"step": "check", "adults": "2", "minors": "2", "sixMonthIncome": "30.000"})
    assert "30.000 €" in page and "(30 €)" not in page
    rich = judged(server, {"adults": 2, "minors": 2, "sixMonthIncome": "30.000", "yearIncome": "25.000"})
    assert rich["guaranteed-minimum-income"]["outcome"] == "unlikely" and rich["child-benefit"]["outcome"] != "likely"
    assert judged(server, {"adults": 2, "minors": 2, "sixMonthIncome": "2.000,50"})["guaranteed-minimum-income"]["outcome"] == "likely"
    with pytest.raises(urllib.error.HTTPError) as refused:
        judged(server, {"adults": 2, "minors": 2, "sixMonthIncome": "2,000"})
    assert refused.value.code == 400


@pytest.mark.parametrize("answers, code, questions", [
    ({"disability": False, "disabilityCertificate": True, "disabilityPercent": 80}, "disability-benefits",
     ["disability", "disabilityCertificate", "disabilityPercent"]),
    ({"oneParent": True, "adults": 2, "minors": 1, "sixMonthIncome": 100}, "guaranteed-minimum-income",
     ["adults", "oneParent"]),
    ({"oneParent": True, "adults": 1, "minors": 0, "sixMonthIncome": 100}, "guaranteed-minimum-income",
     ["minors", "oneParent"]),
])
def test_contradictory_answers_are_asked_again(server, answers, code, questions):
    result = judged(server, answers)[code]
    assert result["outcome"] == "ask" and result["amount"] is None
    assert result["reasons"][0]["missing"] == questions and result["reasons"][0]["text"]["el"]


def test_the_openapi_pattern_accepts_every_valid_date(server):
    schema = server.json("/openapi.json")["paths"]["/api/v1/entitlement"]["post"]["requestBody"]["content"]
    properties = schema["application/json"]["schema"]["properties"]
    pattern = re.compile(properties["date"]["pattern"])
    for year in (1900, 2000, 2023, 2024, 2100):
        for month in range(1, 14):
            for day in range(0, 33):
                try:
                    text, is_day = datetime.date(year, month, day).isoformat(), True
                except ValueError:
                    text, is_day = f"{year}-{month:02}-{day:02}", False
                assert bool(pattern.search(text)) == is_day, text
    assert schema["application/json"]["schema"]["additionalProperties"] is False and "adults" in properties


def test_an_unknown_income_is_asked_for(server):
    _, _, text = post(server, "/api/v1/entitlement", {"adults": 2, "minors": 1}, "application/json")
    results = json.loads(text)["results"]
    assert {result["outcome"] for result in results} <= {"ask", "unlikely"}
    assert next(r for r in results if r["programme"]["code"] == "guaranteed-minimum-income")["outcome"] == "ask"


def test_every_structure_without_hours_is_counted_and_never_open(server):
    answer = server.json("/api/v1/nearest?lon=22.42&lat=39.64&kind=community-centre&openAt=2026-02-11T10:00")
    all_of_them = server.json("/api/v1/nearest?lon=22.42&lat=39.64&kind=community-centre&limit=100")["results"]
    without_hours = [result for result in all_of_them if result["opening"]["state"] == "unknown"]
    assert len(without_hours) >= 5
    assert answer["results"] == [] and answer["notShown"]["unknownHours"] == len(without_hours)
    assert {suggestion["type"] for suggestion in answer["nextBest"]} >= {"withoutFilter"}
