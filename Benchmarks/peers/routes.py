#!/usr/bin/env python3
"""Compares car routes of three servers on 127.0.0.1: ours, OSRM, Valhalla. usage: routes.py DATASET PAIRS PORT PORT PORT PROCESS PROCESS PROCESS

Pairs are drawn with a seed from places on our roads; those that any of the three joins further than 30 m off, or finds shorter
than a minute, are left out. Prints a table of agreement and one of latencies."""
import http.client
import json
import random
import statistics
import struct
import sys
import time
import urllib.parse

dataset, count, *rest = sys.argv[1:]
ports, processes = rest[:3], rest[3:]
ours, osrm, valhalla = (http.client.HTTPConnection("127.0.0.1", int(port), timeout=60) for port in ports)


def get(connection, path):
    """The JSON document of a path, and the milliseconds it took; nothing for a refusal."""
    start = time.perf_counter()
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
    except http.client.RemoteDisconnected:  # OSRM keeps a connection for some hundred questions only
        connection.close()
        start = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
    body = answer.read()
    took = (time.perf_counter() - start) * 1e3
    return (json.loads(body) if answer.status == 200 else None), took


def wait(connection, path):
    for _ in range(200):
        try:
            get(connection, path)
            return
        except OSError:
            connection.close()
            time.sleep(0.1)
    sys.exit(f"no server on port {connection.port}")


def junctions():
    """Longitudes and latitudes of the junctions, in 1e-7 degrees: two columns of the dataset's packed file of roads."""
    data = open(dataset + "/roads.plz", "rb").read()
    columns = []
    for entry in range(64, 64 + 96 * struct.unpack_from("<I", data, 40)[0], 96):
        if data[entry:entry + 64].rstrip(b"\0") in (b"node.longitude", b"node.latitude"):
            columns.append(struct.unpack_from("<{1}i".format(*struct.unpack_from("<QQ", data, entry + 72)), data,
                                              struct.unpack_from("<Q", data, entry + 72)[0]))
    return columns


def place(longitudes, latitudes):
    index = random.randrange(len(longitudes))
    return longitudes[index] / 1e7, latitudes[index] / 1e7


def osrm_route(connection, a, b):
    found, took = get(connection, f"/route/v1/driving/{a[0]},{a[1]};{b[0]},{b[1]}?overview=false")
    if not found or max(w["distance"] for w in found["waypoints"]) > 30:
        return None, took
    route = found["routes"][0]
    return (route["duration"], route["distance"]), took


def valhalla_route(a, b):
    question = {"locations": [{"lon": p[0], "lat": p[1]} for p in (a, b)], "costing": "auto", "units": "kilometers"}
    found, took = get(valhalla, "/route?json=" + urllib.parse.quote(json.dumps(question)))
    if not found:
        return None, took
    summary = found["trip"]["summary"]
    return (summary["time"], summary["length"] * 1000), took


def resident(process):
    """Megabytes of memory that a process holds; what it maps is counted where it was touched."""
    return int(open(f"/proc/{process}/statm").read().split()[1]) * 4096 / 1e6


def median(values):
    return statistics.median(values) if values else float("nan")


def main():
    random.seed(5)
    wait(ours, "/healthz"), wait(osrm, "/nearest/v1/driving/0,0"), wait(valhalla, "/status")
    nodes = junctions()
    ratios = {name: ([], []) for name in ("OSRM", "Valhalla")}
    took = {name: [] for name in ("Plision", "OSRM", "Valhalla")}
    while len(ratios["OSRM"][0]) < int(count):
        a, b = place(*nodes), place(*nodes)
        found, t0 = osrm_route(ours, a, b)
        theirs, t1 = osrm_route(osrm, a, b)
        third, t2 = valhalla_route(a, b)
        if not found or not theirs or not third or min(found[0], theirs[0], third[0]) < 60:
            continue
        for name, other in (("OSRM", theirs), ("Valhalla", third)):
            ratios[name][0].append(found[0] / other[0])
            ratios[name][1].append(found[1] / other[1])
        for name, value in (("Plision", t0), ("OSRM", t1), ("Valhalla", t2)):
            took[name].append(value)
    print("| ours over | median time | times within 10 % | within 25 % | median length | lengths within 10 % |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, (times, lengths) in ratios.items():
        share = lambda values, limit: 100 * sum(abs(v - 1) <= limit for v in values) / len(values)  # noqa: E731
        print(
            f"| {name} | {median(times):.3f} | {share(times, 0.1):.0f} % | {share(times, 0.25):.0f} % "
            f"| {median(lengths):.3f} | {share(lengths, 0.1):.0f} % |")
    print("\n| over HTTP, median ms | Plision | OSRM | Valhalla |\n|---|---:|---:|---:|")
    print("| one route |" + "".join(f" {median(took[n]):.2f} |" for n in took))
    points = ";".join("{},{}".format(*place(*nodes)) for _ in range(100))
    tables = []
    for connection in (ours, osrm):
        tables.append(median([get(connection, f"/table/v1/driving/{points}?skip_waypoints=false")[1] for _ in range(15)]))
    print(f"| table of 100 by 100 | {tables[0]:.1f} | {tables[1]:.1f} | |")
    areas = [[], []]
    for _ in range(20):
        lon, lat = place(*nodes)
        areas[0].append(get(ours, f"/api/v1/isochrone?lon={lon}&lat={lat}&minutes=10")[1])
        question = {"locations": [{"lon": lon, "lat": lat}], "costing": "auto", "contours": [{"time": 10}], "polygons": True}
        areas[1].append(get(valhalla, "/isochrone?json=" + urllib.parse.quote(json.dumps(question)))[1])
    print(f"| area of 10 minutes | {median(areas[0]):.1f} | | {median(areas[1]):.1f} |")
    near = []
    for _ in range(300):
        lon, lat = place(*nodes)
        found, milliseconds = get(ours, f"/api/v1/nearest?lon={lon}&lat={lat}&mode=car&limit=5")
        if found and found["results"]:
            near.append(milliseconds)
    if near:
        print(f"| 5 nearest structures by car | {median(near):.2f} | | |")
    print("\n| resident, MB | " + " | ".join(took) + " |\n|---|---:|---:|---:|")
    print("| server | " + " | ".join(f"{resident(int(process)):.0f}" for process in processes) + " |")


main()
