"""Services in HSDS files of partners, from the file to the answer and out again, through the command line."""
import json
import os
import pathlib
import shutil

import pytest

from conftest import Region, run

WEEK = {"freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR"}
MONTHLY = {"id": "m", "freq": "MONTHLY", "byday": "1MO", "opens_at": "10:00", "closes_at": "12:00"}


def week(opens, closes, **more):
    return {"id": f"h-{opens}", **WEEK, "opens_at": opens, "closes_at": closes, **more}


def place(identifier, longitude=22.4, **more):
    return {"id": identifier, "name": "Σημείο", "location_type": "physical", "longitude": longitude, "latitude": 39.6} | more


def service(identifier, name, *links, organisation=("o1", "Σύλλογος Α"), **more):
    """A service at one location, unless `links` says otherwise."""
    return {
        "id": identifier, "name": name, "status": "active",
        "organization": {"id": organisation[0], "name": organisation[1], "description": "-"},
        "service_at_locations": list(links) or [{"id": f"A-{identifier}", "location": place("L1")}], **more}


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """The store of the region, as on a new machine."""
    region = Region(tmp_path_factory.mktemp("empty"))
    region.import_("--all", "--geodata", tmp_path_factory.mktemp("nothing"))
    return region


@pytest.fixture
def region(empty, tmp_path):
    shutil.copy(empty.store, tmp_path / "features.sqlite")
    return Region(tmp_path)


def take(region, services, name="in.json", *options, code=0):
    """Imports a file of services; returns the output of the command."""
    path = region.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(services, ensure_ascii=False), encoding="utf-8")
    _, err = region.import_("--hsds", path, *options, code=code)
    if code == 0:
        region.build()
    return err


def near(region, time, within=9000):
    """The partners' services near the place, with the state of their hours: name, state, metres."""
    answer = region.json(
        "nearest", "22.4,39.6", "--mode", "straight", "--limit", 50, "--within", within, "--open", "any",
        "--open-at", f"{time}+02:00")
    return {
        (result["structure"]["name"]["el"], round(result["travel"]["metres"], -2)): result["opening"]["state"]
        for result in answer["results"] if result["structure"]["id"].startswith("hsds-")}


def exported(region):
    out, _ = run("export", "--format", "hsds", "--dataset", region.dataset)
    return {one["id"]: one for one in json.loads(out) if "partner" in one.get("plision", {})}


def test_hsds_two_services_one_location(region):
    take(region, {"contents": [
        service("S1", "Νομική βοήθεια", schedules=[week("09:00", "12:00")]),
        service("S2", "Μαθήματα ελληνικών", schedules=[week("17:00", "20:00", byday="MO,WE")]),
        service("S3", "Στέκι", organisation=("o2", "Δήμος"), schedules=[MONTHLY])]})
    assert near(region, "2026-11-25T18:00") == {
        ("Νομική βοήθεια", 0): "closed", ("Μαθήματα ελληνικών", 0): "open", ("Στέκι", 0): "unknown"}
    assert set(exported(region)) == {"S1", "S2", "S3"}
    assert exported(region)["S3"]["schedules"] == [MONTHLY]


def test_hsds_monthly_at_location(region):
    err = take(region, {"contents": [service(
        "S1", "Ιατρείο", {"id": "A1", "location": place("L1")},
        {"id": "A2", "location": place("L2", 22.4058213), "schedules": [MONTHLY]},
        schedules=[week("09:00", "17:00")])]})
    assert near(region, "2026-11-25T10:00") == {("Ιατρείο", 0): "open", ("Ιατρείο", 500): "unknown"}
    assert "contents[].service_at_locations[].schedules: hours unknown: freq MONTHLY, 1 time" in err
    assert [link["id"] for link in exported(region)["S1"]["service_at_locations"]] == ["A1", "A2"]


def test_hours_of_a_location_are_not_replaced_by_those_of_the_service(region):
    def branch(number, *schedules):
        return {"id": f"A{number}", "location": place(f"L{number}", 22.4 + number / 100, schedules=list(schedules))}

    err = take(region, {"contents": [service(
        "S1", "Ιατρείο", branch(0), branch(1, MONTHLY), branch(2, week("10:00", "12:00", byday="MO")),
        branch(3, week("10:00", "12:00", byday="WE", until="2025-01-01")), branch(4, week("09:00", "17:00")),
        schedules=[week("09:00", "17:00")])]})
    for time in ("2026-11-25T10:00", "2026-11-23T10:30"):
        answer = near(region, time)
        states = [state for _, state in sorted((metres, state) for (_, metres), state in answer.items())]
        assert states == ["open", "unknown", "unknown", "unknown", "open"]
    where = "contents[].service_at_locations[].location.schedules: hours unknown: "
    assert where + "freq MONTHLY, 1 time" in err
    assert where + "the location tells Mo 10:00-12:00, the service Mo,Tu,We,Th,Fr 09:00-17:00, 1 time" in err


@pytest.mark.parametrize("opens, closes", [("06:00Z", "13:00Z"), ("09:00+03:00", "16:00+03:00")])
def test_hsds_times_with_offset(region, opens, closes):
    take(region, [service("S1", "Με Z", schedules=[week(opens, closes)])])
    states = {time: list(near(region, time).values())[0] for time in (
        "2026-11-25T06:30", "2026-11-25T08:30", "2026-11-25T14:30", "2026-07-22T07:30", "2026-07-22T13:30")}
    assert states == {
        "2026-11-25T06:30": "closed", "2026-11-25T08:30": "open", "2026-11-25T14:30": "open",
        # 08:30 and 14:30 in summer time.
        "2026-07-22T07:30": "closed", "2026-07-22T13:30": "open"} | (
            {} if opens == "06:00Z" else {"2026-07-22T07:30": "closed"})


@pytest.mark.parametrize("more, state", [
    ({"dtstart": "2024-01-01", "until": "2025-06-30"}, "closed"), ({"until": "2027-06-30"}, "open"),
    ({"valid_from": "2024-01-01", "valid_to": "2025-06-30"}, "unknown"), ({"dtstart": "2027-01-04"}, "closed"),
    ({"count": 10}, "unknown"),
])
def test_hsds_until_past(region, more, state):
    take(region, {"contents": [service("S1", "Έληξε", schedules=[week("09:00", "17:00", **more)])]})
    assert near(region, "2026-11-25T10:00") == {("Έληξε", 0): state}


def test_hsds_two_partners_same_ids(region):
    one = service("1", "Ιατρείο Α", {"id": "1", "location": place("1")}, organisation=("1", "Οργ a"))
    two = service("1", "Παντοπωλείο Β", {"id": "1", "location": place("1", 22.4349278)}, organisation=("1", "Οργ b"))
    take(region, [one], "a.json")
    take(region, [two], "b.json")
    take(region, [one], "c/a.json", "--partner", "third")
    answer = region.json("nearest", "22.4,39.6", "--mode", "straight", "--limit", 50, "--within", 9000, "--open", "any")
    names = sorted(
        result["structure"]["name"]["el"] for result in answer["results"]
        if result["structure"]["id"].startswith("hsds-"))
    assert names == ["Ιατρείο Α", "Ιατρείο Α", "Παντοπωλείο Β"]
    take(region, [two | {"name": "Άλλο"}], "b.json")
    assert set(near(region, "2026-11-25T10:00")) == {("Ιατρείο Α", 0), ("Άλλο", 3000)}


def test_a_file_that_may_be_of_another_partner_needs_confirmation(region):
    take(region, [service("1", "Α")], "north/services.json")
    err = take(region, [service("1", "Β")], "south/services.json", code=64)
    assert "north/services.json" in err and "--partner services.json" in err
    err = take(region, [service("1", "Α")], "renamed.json", code=64)
    assert "services.json" in err and "--partner" in err
    take(region, [service("1", "Β")], "south/services.json", "--partner", "south")
    assert set(near(region, "2026-11-25T10:00")) == {("Α", 0), ("Β", 0)}
    out, _ = run("import", "--help")
    assert "--partner" in out
    run("import", "--all", "--partner", "x", "--store", region.store, code=64)
    run("import", "--hsds", region.folder / "renamed.json", "--partner", " ", "--store", region.store, code=64)


TABLES = {
    "organizations": "id,name,description\nO1,Σύλλογος,-\n",
    "services": "name,status,id,organization_id,colour\nΙατρείο,active,S1,O1,red\n",
    "locations": "id,location_type,name,latitude,longitude\nL1,physical,Σημείο,39.6,22.4\n",
    "service_at_location": "id,service_id,location_id\nA1,S1,L1\n",
    "addresses": 'id,location_id,address_1,city\nD1,L1,"Οδός ""Α"",\n2ος όροφος",Λάρισα\n',
}


@pytest.mark.parametrize("service_id, location_id, link_id", [
    ("", "L1", ""), ("S1", "", ""), ("", "", "A1"), ("S1", "L1", ""), ("S1", "L1", "A1")])
def test_hsds_csv_keys(region, service_id, location_id, link_id):
    folder = region.folder / "t"
    folder.mkdir()
    tables = TABLES | {
        "phones": "id,service_id,location_id,service_at_location_id,number\n"
                  f"P1,{service_id},{location_id},{link_id},2410 000000\n",
        "schedules": "id,service_id,location_id,service_at_location_id,freq,byday,opens_at,closes_at\n"
                     f'H1,{service_id},{location_id},{link_id},WEEKLY,"MO,TU,WE,TH,FR",09:00,14:00\n',
    }
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text("\ufeff" + text, encoding="utf-8")
    (folder / "units.csv").write_text("id\n1\n")
    _, err = region.import_("--hsds", folder)
    region.build()
    assert "t: services.csv, colour: not read, 1 time" in err and "units.csv" in err
    assert near(region, "2026-11-25T10:00") == {("Ιατρείο", 0): "open"}
    assert near(region, "2026-11-25T15:00") == {("Ιατρείο", 0): "closed"}
    answer = region.json("nearest", "22.4,39.6", "--mode", "straight", "--limit", 1, "--within", 9, "--open", "any")
    structure = answer["results"][0]["structure"]
    assert structure["phone"] == "2410 000000" and "2ος όροφος" in structure["address"]["el"]
    for name in ("addresses", "phones", "schedules", "organizations"):
        (folder / f"{name}.csv").unlink()
    region.import_("--hsds", folder)
    region.build()
    assert near(region, "2026-11-25T10:00") == {("Ιατρείο", 0): "unknown"}


def test_tables_are_named_in_the_singular_or_the_plural(region):
    folder = region.folder / "t"
    folder.mkdir()
    names = {"organizations": "organization", "services": "service", "locations": "location",
             "service_at_location": "service_at_locations", "addresses": "address"}
    for name, text in TABLES.items():
        (folder / f"{names[name]}.csv").write_text(text, encoding="utf-8")
    schedule = folder / "schedule.csv"
    header = "id,service_id,location_id,freq,byday,opens_at,closes_at\n"
    schedule.write_text(header + "H1,S1,,WEEKLY,WE,09:00,14:00\n", encoding="utf-8")
    region.import_("--hsds", folder)
    region.build()
    assert near(region, "2026-11-25T10:00") == {("Ιατρείο", 0): "open"}
    schedule.write_text(
        header + "H1,S1,,WEEKLY,WE,09:00,14:00\nH2,,L1,MONTHLY,1MO,09:00,14:00\n", encoding="utf-8")
    _, err = region.import_("--hsds", folder)
    region.build()
    assert near(region, "2026-11-25T10:00") == {("Ιατρείο", 0): "unknown"}
    assert "t: schedules.csv: hours unknown: freq MONTHLY, 1 time" in err
    (folder / "schedules.csv").write_text(header, encoding="utf-8")
    _, err = region.import_("--hsds", folder, code=65)
    assert "schedule.csv and schedules.csv" in err


def test_hsds_eligibility_lost(region):
    err = take(region, {"contents": [service(
        "S1", "Μόνο γυναίκες", eligibility_description="Μόνο για γυναίκες άνω των 60", minimum_age=60,
        application_process="Με παραπομπή", interpretation_services="Νοηματική", wait_time="3 εβδομάδες", invented=1)]})
    assert "in.json: contents[].wait_time: not read, kept for exports, 1 time" in err
    assert "in.json: contents[].invented: not read, 1 time" in err
    one = exported(region)["S1"]
    assert one["eligibility_description"] == "Μόνο για γυναίκες άνω των 60" and one["minimum_age"] == 60
    assert (one["application_process"], one["interpretation_services"]) == ("Με παραπομπή", "Νοηματική")
    assert one["wait_time"] == "3 εβδομάδες" and "invented" not in one
    run("export", "--format", "hsds-csv", "--dataset", region.dataset, "--out", region.folder / "tables")
    assert "Μόνο για γυναίκες άνω των 60,60" in (region.folder / "tables/services.csv").read_text(encoding="utf-8")
    out, _ = region.import_("--hsds", region.folder / "in.json", "--format", "json")
    (source,) = [one for one in json.loads(out)["sources"] if one["source"] == "hsds:in.json"]
    assert any("wait_time" in reject["position"] for reject in source["rejects"])


@pytest.mark.parametrize("form", ["hsds", "hsds-csv"])
def test_partners_data_survives_export_and_import(region, empty, tmp_path, form):
    shared = {"id": "p1", "number": "2410 1", "type": "voice", "extension": 7}
    square = place("L1", phones=[shared])
    take(region, {"contents": [
        service("S1", "Νομική", {"id": "A1", "location": square, "schedules": [MONTHLY]},
                {"id": "A2", "location": place("L2", 22.41), "contacts": [{"id": "c", "name": "Γκισέ"}]},
                phones=[shared, {"number": "2410 2"}], schedules=[week("06:00Z", "13:00Z", until="2027-01-01")],
                cost_options=[{"id": "k", "amount": 5, "currency": "EUR"}], wait_time="1"),
        service("S2", "Μαθήματα", {"id": "A3", "location": square}, schedules=[week("17:00", "20:00", description="Από το πλάι")]),
        {"id": "S3", "name": "Γραμμή", "status": "temporarily closed", "phones": [{"id": "p3", "number": "1"}]}]},
        "in.json", "--hsds-kind", "social-clinic")
    files = [tmp_path / "first", tmp_path / "second"]
    run("export", "--dataset", region.dataset, "--format", form, "--out", files[0])
    other = Region(tmp_path / "other")
    other.folder.mkdir()
    shutil.copy(empty.store, other.store)
    other.import_("--hsds", files[0])
    other.build()
    run("export", "--dataset", other.dataset, "--format", form, "--out", files[1])
    tables = [{"": file} if file.is_file() else {part.name: part for part in file.iterdir()} for file in files]
    assert tables[0].keys() == tables[1].keys()
    for name, path in tables[0].items():
        assert path.read_text() == tables[1][name].read_text(), name
    times = ["2026-11-25T10:00", "2026-11-25T18:00", "2026-07-22T15:30", "2027-02-03T10:00"]
    for time in times:
        answers = [one.json("nearest", "22.4,39.6", "--mode", "straight", "--open", "any", "--open-at", time)
                   for one in (region, other)]
        assert answers[0]["results"] == answers[1]["results"] and answers[0]["results"]


if "PLISION_HSDS_SCHEMA" in os.environ:
    import jsonschema_rs

    SCHEMA = pathlib.Path(os.environ["PLISION_HSDS_SCHEMA"])
    EXAMPLES = SCHEMA.parents[1] / "examples"

    @pytest.mark.parametrize("name", [
        "service_full.json", "service_list.json", "organization_full.json", "service_at_location_full.json",
        "service_at_location_list.json", "tabular.json", "csv"])
    def test_the_examples_of_the_standard_survive_import_and_export(region, empty, tmp_path, name):
        """The examples are beside the folder schema/compiled of the HSDS 3.0 specification."""
        region.import_("--hsds", EXAMPLES / name)
        region.build()
        services = exported(region)
        validator = jsonschema_rs.validator_for(json.loads((SCHEMA / "service.json").read_text()), validate_formats=True)
        for one in services.values():
            assert [error.message for error in validator.iter_errors(one)] == []
        for form in ("hsds", "hsds-csv"):
            files = [tmp_path / f"{form}-first", tmp_path / f"{form}-second"]
            run("export", "--dataset", region.dataset, "--format", form, "--out", files[0])
            other = Region(tmp_path / form)
            other.folder.mkdir()
            shutil.copy(empty.store, other.store)
            other.import_("--hsds", files[0])
            other.build()
            assert exported(other) == services or form == "hsds-csv"
            run("export", "--dataset", other.dataset, "--format", form, "--out", files[1])
            for file in [files[1]] if files[1].is_file() else files[1].iterdir():
                first = files[0] if files[0].is_file() else files[0] / file.name
                assert file.read_text() == first.read_text(), file.name

        def values(record, found):
            if isinstance(record, dict):
                record = list(record.values())
            if not isinstance(record, list):
                found.add(str(record))
                return found
            for one in record:
                values(one, found)
            return found

        if name.endswith("_full.json"):
            assert values(json.loads((EXAMPLES / name).read_text()), set()) <= values(list(services.values()), set())
