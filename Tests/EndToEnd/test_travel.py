"""Travel over HTTP and on the command line: routes, matrices, closures, and clients written for OSRM. The roads are the sample
network, which every machine can generate; PLISION_GEODATA adds extracts."""
import json
import pathlib
import time

import pytest
from routingpy import OSRM

from conftest import GEODATA, Region, Server, run

LARISA, VOLOS, TRIKALA, KARDITSA = (22.4197, 39.6390), (22.9420, 39.3620), (21.7680, 39.5550), (21.9210, 39.3640)
TOWNS = [LARISA, VOLOS, TRIKALA, KARDITSA]
FLOOD = {
    "type": "FeatureCollection", "version": 5, "features": [{
        "type": "Feature", "properties": {"id": "flood", "radiusMetres": 3000},
        "geometry": {"type": "Point", "coordinates": list(VOLOS)}}]}


def text(position):
    return "{},{}".format(*position)


def query(positions):
    return "&".join(f"from={text(p)}" for p in positions) + "".join(f"&to={text(p)}" for p in positions)


@pytest.fixture(scope="module")
def roads(sampled, tmp_path_factory):
    server = Server(sampled.dataset, tmp_path_factory.mktemp("log") / "log")
    yield server
    assert server.stop() == 0


def test_command_line_and_http_give_the_same_documents(sampled, roads):
    (a, b) = text(LARISA), text(VOLOS)
    assert sampled.json("route", a, b) == roads.json(f"/api/v1/route?from={a}&to={b}")
    assert sampled.json("route", a, b, "--mode", "foot") == roads.json(f"/api/v1/route?from={a}&to={b}&mode=foot")
    assert sampled.json("matrix", "--from", a, "--from", b, "--to", b) == roads.json(
        f"/api/v1/matrix?from={a}&from={b}&to={b}")
    assert sampled.json("isochrone", a, "--minutes", "10,5", "--reverse") == roads.json(
        f"/api/v1/isochrone?q={a}&minutes=10,5&reverse=true")


def test_all_times_on_sample_roads_are_estimates(roads):
    (a, b) = text(LARISA), text(VOLOS)
    route = roads.json(f"/api/v1/route?from={a}&to={b}")
    assert route["roads"] == "sample" and route["estimate"] is True and route["seconds"] > 0
    assert roads.json(f"/api/v1/matrix?{query(TOWNS)}")["estimate"] is True
    areas = roads.json(f"/api/v1/isochrone?q={a}")["features"]
    assert all(area["properties"]["estimate"] for area in areas)
    nearest = roads.json(f"/api/v1/nearest?lon={LARISA[0]}&lat={LARISA[1]}&mode=car")
    assert nearest["results"] and all(r["travel"]["estimate"] for r in nearest["results"])
    assert roads.json("/readyz")["roads"] == "sample"
    page = roads.get("/about")[2].decode()
    assert "Πρότυπο δίκτυο" in page
    reasons = nearest["results"][0]["reasons"]["el"]
    assert any("Πρότυπο δίκτυο" in reason for reason in reasons)


def test_routingpy_works_as_with_osrm(roads):
    client = OSRM(base_url=roads.url, timeout=20, skip_api_error=False)
    # Two separate trips: a U-turn is allowed at the town between them.
    found = client.directions(
        TOWNS[:3], profile="driving", geometries="geojson", overview="full", steps=True, continue_straight=False)
    ours = [roads.json(f"/api/v1/route?from={text(a)}&to={text(b)}") for a, b in zip(TOWNS, TOWNS[1:3])]
    assert len(found.geometry) > 10 and found.raw["code"] == "Ok"
    # OSRM ignores the straight legs to the road; here they are walked at 1.25 m/s.
    legs = [w["distance"] for w in found.raw["waypoints"]]
    straight = (legs[0] + 2 * legs[1] + legs[2]) / 1.25
    assert found.duration == pytest.approx(sum(r["seconds"] for r in ours) - straight, abs=2)
    plain = client.directions(TOWNS[:2], profile="car", geometries="polyline")
    assert plain.geometry[0] == pytest.approx(TOWNS[0], abs=0.02)
    matrix = client.matrix(TOWNS, profile="driving", annotations=["duration", "distance"])
    times = roads.json(f"/api/v1/matrix?{query(TOWNS)}")["seconds"]
    snaps = [w["distance"] / 1.25 for w in matrix.raw["sources"]]
    for i, row in enumerate(matrix.durations):
        for j, seconds in enumerate(row):
            if i != j:
                assert seconds == pytest.approx(times[i][j] - snaps[i] - snaps[j], abs=0.5)
                assert matrix.distances[i][j] > 10_000


def test_vroom_can_use_the_matrix(roads):
    """VROOM requests a whole table with durations and distances, then the routes of its plan with full geometries."""
    path = ";".join(text(p) for p in TOWNS)
    table = roads.json(f"/table/v1/car/{path}?annotations=duration,distance")
    assert table["code"] == "Ok"
    for name in ("durations", "distances"):
        rows = table[name]
        assert len(rows) == 4 and all(len(row) == 4 for row in rows)
        assert all(rows[i][i] == 0 for i in range(4)) and all(v is not None for row in rows for v in row)
    order = [0, 2, 3, 1, 0]
    stops = ";".join(text(TOWNS[i]) for i in order)
    plan = roads.json(
        f"/route/v1/car/{stops}?alternatives=false&steps=false&overview=full&continue_straight=false")
    route = plan["routes"][0]
    assert isinstance(route["geometry"], str) and len(route["legs"]) == 4
    for leg, (i, j) in zip(route["legs"], zip(order, order[1:])):
        assert leg["duration"] == pytest.approx(table["durations"][i][j], abs=0.11)
        assert leg["distance"] == pytest.approx(table["distances"][i][j], abs=0.11)
    # The plan of a day has more stops than OSRM's default limit of 100; parts of the table are cells of the whole.
    many = [(lon + i % 6 * 0.002, lat + i // 6 * 0.002) for lon, lat in TOWNS for i in range(30)]
    path = ";".join(f"{lon:.5f},{lat:.5f}" for lon, lat in many)
    durations = roads.json(f"/table/v1/car/{path}?skip_waypoints=true")["durations"]
    assert len(durations) == 120 and all(len(row) == 120 for row in durations)
    part = roads.json(f"/table/v1/car/{path}?sources=3;119&destinations=0;60;90&annotations=duration,distance")
    assert part["durations"] == [[durations[i][j] for j in (0, 60, 90)] for i in (3, 119)]
    assert len(part["sources"]) == 2 and len(part["destinations"]) == 3 and part["distances"][1][0] > 10_000


def test_routingpy_can_use_the_options_of_osrm(roads):
    client = OSRM(base_url=roads.url, timeout=20, skip_api_error=False)
    found = client.directions(
        TOWNS[:3], profile="driving", geometries="geojson", overview="full", annotations=True, continue_straight=True,
        radiuses=[5000, 5000, 5000], bearings=[[0, 180]] * 3)
    route = found.raw["routes"][0]
    for leg in route["legs"]:
        for name, whole in (("duration", leg["duration"]), ("distance", leg["distance"])):
            assert sum(leg["annotation"][name]) == pytest.approx(whole, abs=0.06)
    pieces = sum(len(leg["annotation"]["speed"]) for leg in route["legs"])
    assert pieces == len(route["geometry"]["coordinates"]) - 1


def test_refusals_have_the_form_of_osrm(roads):
    for path, code in (
        ("/route/v1/driving/22.4,39.6", "InvalidOptions"), ("/route/v1/driving/a,b;c,d", "InvalidUrl"),
        ("/table/v1/driving/22.4,39.6;22.5,39.7?sources=9", "InvalidOptions"),
        ("/match/v1/driving/22.4,39.6;22.5,39.7", "NotImplemented"), ("/trip/v2/driving/22.4,39.6", "InvalidVersion"),
        ("/route/v1/driving/22.4,39.6;22.5,39.7?exclude=motorway", "NotImplemented"),
        ("/route/v1/driving/22.4,39.6;22.5,39.7?bearings=0,20", "InvalidOptions"),
        ("/nearest/v1/driving/0,0", "NoSegment"), ("/route/v1/driving/22.4,39.6;22.5,39.7?x=1", "InvalidQuery"),
    ):
        assert roads.json(path, 400)["code"] == code
    near = roads.json("/nearest/v1/driving/{}?number=3".format(text(LARISA)))["waypoints"]
    assert len(near) == 3 and near[0]["distance"] <= near[1]["distance"] <= near[2]["distance"]


def test_closures_apply_everywhere_and_are_reloaded_while_serving(sampled, tmp_path):
    (a, b) = text(LARISA), text(VOLOS)
    closures = tmp_path / "closures.geojson"
    closures.write_text(json.dumps(FLOOD | {"version": 4, "features": []}))
    server = Server(sampled.dataset, tmp_path / "log", "--closures", str(closures))
    try:
        route = f"/api/v1/route?from={a}&to={b}"
        before = server.json(route)
        assert before["closuresVersion"] == 4 and before["seconds"] > 0

        def put(content):
            new = tmp_path / "new"
            new.write_text(content)
            new.rename(closures)

        def wait(condition):
            deadline = time.monotonic() + 10
            while not condition(server.json("/readyz")["closures"]):
                assert time.monotonic() < deadline
                time.sleep(0.1)

        put(json.dumps(FLOOD))
        wait(lambda state: state["version"] == 5)
        assert server.json(route)["noRoute"]["reason"] == "closed"
        assert server.json(f"/api/v1/matrix?from={a}&to={b}")["seconds"] == [[None]]
        assert server.json(f"/table/v1/car/{a};{b}")["durations"][0][1] is None
        assert server.json(f"/route/v1/car/{a};{b}", 400)["code"] == "NoRoute"
        # The command line applies the same file.
        out, _ = run("route", a, b, "--dataset", sampled.dataset, "--closures", closures, "--format", "json")
        assert json.loads(out)["noRoute"]["reason"] == "closed"
        # A damaged file is refused with the place of the fault, and the previous set stays in force.
        put(json.dumps(FLOOD | {"features": [{"type": "Feature", "geometry": None, "properties": {"ways": ["x"]}}]}))
        wait(lambda state: state["refused"] is not None)
        state = server.json("/readyz")["closures"]
        assert state["version"] == 5 and "features[0].properties.ways[0]" in state["refused"]
        assert server.json(route)["noRoute"]["reason"] == "closed"
        assert "features[0].properties.ways[0]" in server.log.read_text()
        run("route", a, b, "--dataset", sampled.dataset, "--closures", closures, code=65)
        put(json.dumps(FLOOD | {"version": 6, "features": []}))
        wait(lambda state: state["version"] == 6 and state["refused"] is None)
        assert server.json(route)["seconds"] == before["seconds"]
    finally:
        assert server.stop() == 0
    run("serve", "--dataset", sampled.dataset, "--closures", tmp_path / "none", code=66)


def test_sixty_thousand_wide_circles_are_loaded_while_the_previous_set_stays_in_force(sampled, tmp_path):
    def features(count):
        return [{
            "type": "Feature", "properties": {"radiusMetres": 50000},
            "geometry": {"type": "Point", "coordinates": [21.5 + index % 997 / 500, 39 + index % 991 / 900]},
        } for index in range(count)]

    closures, new = tmp_path / "closures.geojson", tmp_path / "new"
    closures.write_text(json.dumps({"type": "FeatureCollection", "version": 1, "features": []}))
    server = Server(sampled.dataset, tmp_path / "log", "--closures", str(closures), "--no-reports")
    try:
        for version, count in ((2, 60_000), (3, 0)):
            new.write_text(json.dumps({"type": "FeatureCollection", "version": version, "features": features(count)}))
            new.rename(closures)
            deadline = time.monotonic() + 300
            while True:
                state = server.json("/readyz")["closures"]
                assert (state["version"], state["count"]) in ((1, 0), (2, 60_000), (3, 0)) and state["refused"] is None
                if state["version"] == version:
                    break
                assert time.monotonic() < deadline
                time.sleep(0.05)
        assert server.json(f"/api/v1/route?from={text(LARISA)}&to={text(VOLOS)}")["seconds"] > 0
    finally:
        assert server.stop() == 0


if GEODATA:

    def test_ferries_are_reported_and_water_separates(tmp_path):
        """Only the ferry crosses the harbour, and it takes people but no cars; unconnected places have no route."""
        region = Region(tmp_path)
        region.import_("--osm", pathlib.Path(GEODATA) / "osm/hamburg-hafen-ferry.osm.pbf")
        region.build()
        server = Server(region.dataset, tmp_path / "log")
        try:
            over = "/api/v1/route?from=9.96468,53.53848&to=9.97561,53.54866&mode="
            walked = server.json(over + "foot")
            assert walked["ferry"] is True and walked["noRoute"] is None
            assert any("ferry" in step["instruction"]["en"] for step in walked["steps"])
            driven = server.json(over + "car")
            assert driven["seconds"] is None and driven["noRoute"]["reason"] == "profileMayNot"
            apart = server.json("/api/v1/route?from=9.96596,53.55357&to=9.97045,53.53877&mode=foot")
            # A ferry calls at the pier and takes no cars.
            assert apart["ferry"] is True and apart["noRoute"] is None
            apart = server.json("/api/v1/route?from=9.96596,53.55357&to=9.97045,53.53877&mode=car")
            assert apart["seconds"] is None and apart["noRoute"] is not None
            table = server.json("/table/v1/foot/9.96468,53.53848;9.97561,53.54866")
            assert table["durations"][0][1] > 0
        finally:
            assert server.stop() == 0
