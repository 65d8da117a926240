"""The public server over a real socket."""
import json
import shutil
import threading
import time

from conftest import ROOT, Region, Server, run, timeless


def test_nearest_has_the_shape_of_the_interface(server):
    answer = server.json("/api/v1/nearest?lon=22.4197&lat=39.639&kind=community-centre&limit=3")
    assert answer["build"] and answer["dataDate"] and answer["ambiguous"] is False
    assert {"label", "kind", "lon", "lat", "accuracyMetres", "match", "municipality"} <= answer["origin"].keys()
    assert len(answer["results"]) == 3
    for result in answer["results"]:
        assert {"id", "name", "kind", "parent", "address", "phone", "lon", "lat", "checkedOn"} <= result["structure"].keys()
        assert {"el", "en"} <= result["structure"]["name"].keys()
        assert {"mode", "seconds", "metres", "estimate", "ferry"} <= result["travel"].keys()
        assert {"state", "onArrival", "nextChange"} <= result["opening"].keys()
        assert {"el", "en"} <= result["reasons"].keys()
    assert "unknownHours" in answer["notShown"]


def test_command_line_and_http_answer_alike(server, thessaly):
    ours = server.json("/api/v1/nearest?lon=22.4197&lat=39.639&limit=7")
    assert timeless(ours) == timeless(thessaly.json("nearest", "22.4197,39.639", "--limit", "7"))


def test_bad_input_is_a_problem_in_two_languages(server):
    for path, status in (
        ("/api/v1/nearest", 400), ("/api/v1/nearest?lon=x&lat=1", 400), ("/api/v1/nearest?lon=22&lat=91", 400),
        ("/api/v1/nearest?lon=22&lat=39&limit=0", 400), ("/api/v1/nearest?lon=22&lat=39&kind=castle", 400),
        ("/api/v1/structures/nothing", 404), ("/api/v1/municipalities/0000", 404), ("/nothing", 404),
    ):
        titles = set()
        for language in ("el", "en"):
            found, headers, body = server.get(path, **{"Accept-Language": language})
            assert found == status, (path, found)
            assert headers["Content-Type"].startswith("application/problem+json")
            problem = json.loads(body)
            assert problem["status"] == status and problem["type"].startswith("/problems/")
            titles.add(problem["title"])
        assert len(titles) == 2, titles


def test_lists_and_single_records(server):
    listed = server.json("/api/v1/structures?limit=1000")
    for structure in listed["structures"]:
        assert server.json("/api/v1/structures/" + structure["id"])["structure"]["id"] == structure["id"]
    municipalities = server.json("/api/v1/municipalities")["municipalities"]
    assert len(municipalities) == 25
    assert sum(m["population"] for m in municipalities) == 687_527
    assert server.json("/api/v1/municipalities/2401")["municipality"]["seat"]["name"]["el"] == "Βόλος"


def test_operations_endpoints(server):
    assert server.get("/healthz")[0] == 200
    assert server.get("/readyz")[0] == 200
    status, headers, body = server.get("/metrics")
    assert status == 200 and headers["Content-Type"].startswith("text/plain")
    assert b"http" in body
    assert server.json("/openapi.json")["openapi"].startswith("3.1")


def test_no_question_is_logged(server):
    """A unique address and position occur in no log line and no metric."""
    for index in range(200):
        server.get(f"/?q=Kanarini{index}")
        server.get(f"/api/v1/nearest?q=Kanarini{index}")
        server.get("/api/v1/nearest?lon=22.98765&lat=39.12345")
    seen = server.log.read_bytes() + server.get("/metrics")[2]
    for canary in (b"Kanarini", b"22.98765", b"39.12345", b"98765"):
        assert canary not in seen


def test_a_new_build_is_picked_up_without_a_dropped_request(tmp_path):
    folder = tmp_path / "region"
    shutil.copytree(ROOT / "Tests/Fixtures/toyland", folder)
    region = Region(tmp_path)
    region.import_("--all", "--region", folder)
    region.build()
    server = Server(region.dataset, tmp_path / "log")
    builds, failures, stop = set(), [], threading.Event()

    def ask():
        while not stop.is_set():
            try:
                builds.add(server.json("/api/v1/structures")["build"])
            except Exception as error:  # any failure is a dropped request
                failures.append(repr(error))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    table = folder / "structures.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    for keep in (len(lines) - 1, len(lines)):
        table.write_text("\n".join(lines[:keep]) + "\n", encoding="utf-8")
        region.import_("--all", "--region", folder)
        region.build()
        time.sleep(2.5)
    # A damaged build is refused and the old one kept.
    good = server.json("/api/v1/structures")["build"]
    (region.dataset / "structures.plz").rename(region.dataset / "gone")
    time.sleep(2.5)
    assert server.json("/api/v1/structures")["build"] == good
    stop.set()
    for thread in threads:
        thread.join()
    assert not failures, failures[:3]
    assert len(builds) == 2
    assert server.stop() == 0


def test_stops_gracefully_and_refuses_a_missing_dataset(tmp_path, toyland):
    server = Server(toyland.dataset, tmp_path / "log")
    started = time.monotonic()
    assert server.stop() == 0
    assert time.monotonic() - started < 5
    run("serve", "--dataset", tmp_path / "none", code=66)
