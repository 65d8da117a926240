"""What a registry publishes, in the public process and in the next build."""
import datetime
import json
import time
import urllib.request

import pytest

from program import Region, Server, run, sampled_region
from registry_program import Home, Site

OFFICE = {
    "name": {"el": "Γραφείο Δοκιμής Αλκυόνη", "en": "Fixture office Alcyone"}, "kind": "social-services", "municipality": "2201",
    "status": "active", "phone": "2410 000000", "openingHours": "Mo-Su 00:00-24:00", "checkedOn": "2026-11-01",
    "position": {"lon": 22.4195, "lat": 39.6390},
}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A registry with its server, and a public process that shows what it publishes."""
    folder = tmp_path_factory.mktemp("published")
    region = Region(folder)
    nothing = folder / "nothing"
    nothing.mkdir()
    region.import_("--all", "--region", "geodata/thessaly", "--geodata", nothing)
    region.build()
    home = Home(folder)
    people = home.demo()
    site = Site(home, "--dataset", region.dataset)
    key = folder / "published.key"
    key.write_text(home.run("publish", "--print-key").split()[-1])
    options = ("--published", home.path / "published", "--published-key", key)
    server = Server(region.dataset, folder / "server.log", *map(str, options))
    tokens = {login.removeprefix("fixture-"): site.sign_in(person) for login, person in people.items()}
    yield region, site, server, tokens, options
    assert server.stop() == 0, server.log.read_text()[-2000:]
    site.stop()


def approve(site, tokens, draft, people):
    """The moderators approve a draft; returns the outcome of the last one."""
    for person in people:
        _, seen = site.api("GET", f"/drafts/{draft}", tokens[person])
        done, _ = site.api("POST", f"/drafts/{draft}/reviews", tokens[person], {"verdict": "approve"}, tag=seen)
    return done["outcome"]


def nearest(server):
    answer = server.json("/api/v1/nearest?lon=22.4195&lat=39.6391&kind=social-services&limit=5")
    return {each["structure"]["id"]: each for each in answer["results"]}


def shown_within(seconds, condition):
    """Waits until the public process shows something; returns how long it took."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < seconds, "not shown in time"
        time.sleep(0.05)
    return time.monotonic() - began


def test_an_approved_structure_and_its_changes_are_shown_within_three_seconds(place):
    region, site, server, tokens, options = place
    assert "fixture-office" not in nearest(server)
    made, _ = site.api(
        "POST", "/structures", tokens["editor"], {"id": "fixture-office", "fields": OFFICE, "reason": "new office"})
    assert approve(site, tokens, made["draft"], ["moderator-1", "moderator-2"]) == "published"
    shown_within(3, lambda: "fixture-office" in nearest(server))
    found = nearest(server)["fixture-office"]
    assert found["opening"]["state"] == "open" and found["structure"]["phone"] == "2410 000000"
    named = server.json("/api/v1/geocode?q=%CE%B1%CE%BB%CE%BA%CF%85%CE%BF%CE%BD%CE%B7")["results"][0]
    assert named["label"]["en"].startswith("Fixture office Alcyone"), named
    _, _, page = server.get("/structures/fixture-office")
    assert "Μητρώο υπηρεσιών" in page.decode()

    _, tag = site.api("GET", "/structures/fixture-office", tokens["editor"])
    change = {"fields": {"openingHours": "Mo-Fr 00:00-00:01"}, "reason": "new hours"}
    made, _ = site.api("POST", "/structures/fixture-office/drafts", tokens["editor"], change, tag=tag)
    assert approve(site, tokens, made["draft"], ["moderator-1"]) == "published"
    shown_within(3, lambda: nearest(server)["fixture-office"]["structure"]["openingHours"] == "Mo-Fr 00:00-00:01")

    # The structures of the demo are of municipalities that this region does not have.
    state = server.json("/readyz")
    assert state["published"]["leftOut"] == 3 and state["published"]["refused"] is None
    _, notes = run(
        "build", "--store", region.store, "--dataset", region.folder / "taken", *options)
    assert notes.count("published: fixture-") == 3, notes
    out, _ = run("verify", "--dataset", region.folder / "taken")
    assert state["build"] in out, "a build that takes it in has the build id of the process that shows it"


def outcome(server, answers, programme):
    request = urllib.request.Request(
        server.url + "/api/v1/entitlement", json.dumps(answers).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        results = json.load(answer)["results"]
    return next(each for each in results if each["programme"]["code"] == programme)


def test_an_approved_figure_is_judged_by_within_three_seconds_and_taken_in_by_the_next_build(place):
    region, site, server, tokens, options = place
    household = {"adults": 1, "minors": 0, "sixMonthIncome": 1300}
    before = outcome(server, household, "guaranteed-minimum-income")
    assert before["outcome"] == "unlikely"

    figure, tag = site.api("GET", "/programmes/figures/eeeSingle", tokens["editor"])
    assert figure["version"] == 0 and figure["values"][-1]["value"] == 216
    value = {
        "value": 230, "from": (datetime.date.today() - datetime.timedelta(days=2)).isoformat(), "certainty": "sourced",
        "source": {"title": "Νέα απόφαση (fixture)", "url": "https://example.org/law", "date": "2026-11"}}
    made, _ = site.api(
        "POST", "/programmes/figures/eeeSingle/drafts", tokens["editor"], {"value": value, "reason": "raise"}, tag=tag)
    draft = f"/programmes/drafts/{made['draft']}"
    view, seen = site.api("GET", draft, tokens["moderator-1"])
    assert view["examples"]["changed"] > 0 and view["examples"]["unchanged"] > 0
    assert "single-adult-at" in [each["example"] for each in view["examples"]["findings"] if each["contradictsExpectation"]]
    assert outcome(server, household, "guaranteed-minimum-income")["outcome"] == "unlikely", "a draft changes nothing"
    done, _ = site.api("POST", f"{draft}/reviews", tokens["moderator-1"], {"verdict": "approve"}, tag=seen)
    assert done == {"outcome": "published", "version": 1}
    took = shown_within(3, lambda: outcome(server, household, "guaranteed-minimum-income")["outcome"] == "likely")
    print(f"an approved figure is judged by after {took:.2f} s")
    after = outcome(server, household, "guaranteed-minimum-income")
    assert after["amount"] == 230 and "https://example.org/law" in [source["url"] for source in after["sources"]]
    state = server.json("/readyz")
    assert state["published"]["figures"] == 1 and state["published"]["refused"] is None

    run("build", "--store", region.store, "--dataset", region.folder / "taken-figures", *options)
    out, _ = run("verify", "--dataset", region.folder / "taken-figures")
    assert state["build"] in out, "a build that takes it in has the build id of the process that shows it"

    _, tag = site.api("GET", "/programmes/figures/eeeSingle", tokens["editor"])
    made, _ = site.api(
        "POST", "/programmes/figures/eeeSingle/undo", tokens["editor"], {"version": 0, "reason": "wrong"}, tag=tag)
    draft = f"/programmes/drafts/{made['draft']}"
    _, seen = site.api("GET", draft, tokens["moderator-2"])
    site.api("POST", f"{draft}/reviews", tokens["moderator-2"], {"verdict": "approve"}, tag=seen)
    shown_within(3, lambda: outcome(server, household, "guaranteed-minimum-income") == before)


def test_a_bridge_is_closed_and_opened_again_within_three_seconds(tmp_path):
    """A crew proposes, a coordinator approves: routes detour. Ended by the coordinator, they do not."""
    region = sampled_region(tmp_path)
    home = Home(tmp_path)
    people = home.demo()
    site = Site(home, "--dataset", region.dataset)
    key = tmp_path / "published.key"
    key.write_text(home.run("publish", "--print-key").split()[-1])
    server = Server(
        region.dataset, tmp_path / "server.log", "--published", str(home.path / "published"), "--published-key", str(key))
    try:
        crew, coordinator = (site.sign_in(people[f"fixture-{role}"]) for role in ("crew", "coordinator"))
        path = "/api/v1/route?from=22.4197,39.6391&to=22.9444,39.3622&mode=car"
        before = server.json(path)
        assert before["seconds"] > 0 and before["closuresVersion"] == 0
        line = before["geometry"]["coordinates"]
        middle = line[len(line) // 2]
        feature = {
            "type": "Feature", "geometry": {"type": "Point", "coordinates": middle[:2]},
            "properties": {"radiusMetres": 50, "note": "Γέφυρα (fixture)", "source": "Τροχαία (fixture)"}}
        began = time.monotonic()
        preview, _ = site.api("POST", "/closure-previews", crew, {"feature": feature})
        print(f"preview on the sample roads after {time.monotonic() - began:.2f} s: {preview['closed']}")
        assert preview["roads"] == "sample" and preview["closed"]["pieces"] >= 1
        assert {travel["profile"] for travel in preview["travel"]} == {"car", "rescue"}
        made, _ = site.api("POST", "/closures", crew, {"feature": feature, "reason": "water"})
        assert made["state"] == "proposed"
        closure = f"/closures/{made['closure']}"
        _, seen = site.api("GET", closure, coordinator)
        done, _ = site.api("POST", f"{closure}/decisions", coordinator, {"verdict": "approve"}, tag=seen)
        assert done == {"state": "in-force"}
        took = shown_within(3, lambda: server.json(path).get("seconds") != before["seconds"])
        print(f"a closure is in every answer after {took:.2f} s")
        closed = server.json(path)
        assert closed["closuresVersion"] == 1 and (closed.get("seconds") or 1e9) > before["seconds"]
        state = server.json("/readyz")["closures"]
        assert state["ofRegistry"] == 1 and state["refused"] is None
        _, seen = site.api("GET", closure, coordinator)
        site.api("POST", f"{closure}/end", coordinator, {"reason": "open again"}, tag=seen)
        took = shown_within(3, lambda: server.json(path).get("seconds") == before["seconds"])
        print(f"its end is in every answer after {took:.2f} s")
        assert server.json(path)["closuresVersion"] == 2
    finally:
        assert server.stop() == 0, server.log.read_text()[-2000:]
        site.stop()


def test_a_copied_back_snapshot_is_refused(place):
    _, site, server, _, options = place
    current = options[1] / "current"
    newest = current.read_bytes()
    site.home.run("publish")
    shown_within(3, lambda: server.json("/readyz")["published"]["refused"] is None)
    latest = server.json("/readyz")["published"]["revision"]
    current.write_bytes(newest)
    shown_within(3, lambda: server.json("/readyz")["published"]["refused"] is not None)
    assert server.json("/readyz")["published"]["revision"] == latest
    assert "fixture-office" in nearest(server)


def test_the_options_are_given_together_and_the_key_is_one(place, tmp_path):
    region, _, _, _, options = place
    wrong = tmp_path / "wrong.key"
    wrong.write_text("no key")
    build = ("build", "--store", region.store, "--dataset", tmp_path / "dataset")
    run(*build, *options[:2], code=64)
    assert "64 hexadecimal digits" in run(*build, *options[:3], wrong, code=65)[1]
    run(*build, *options[:3], tmp_path / "missing", code=66)
    foreign = tmp_path / "foreign.key"
    foreign.write_text("ab" * 32)
    assert "signed" in run(*build, *options[:3], foreign, code=65)[1]
    run(*build, "--published", tmp_path, *options[2:], code=66)
