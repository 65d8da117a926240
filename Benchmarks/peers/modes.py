#!/usr/bin/env python3
"""Compares routes by car, foot and bicycle of ours, OSRM and Valhalla on 127.0.0.1, between the middles of streets.

usage: modes.py DATASET PAIRS OURS VALHALLA OSRM-CAR OSRM-FOOT OSRM-BICYCLE      (the last five are ports)

Both ends of a pair lie on straight pieces of street, drawn with a seed among all roads, whoever may use them. Prints for each
mode who finds how many pairs, who finds what no other does, and how times and lengths compare where all three find a way.
With --list, pairs that both peers find and ours does not are listed."""
import http.client
import json
import random
import statistics
import struct
import sys
import time
import urllib.parse

arguments = [a for a in sys.argv[1:] if a != "--list"]
dataset, count, *ports = arguments
ours, valhalla, *osrm = (http.client.HTTPConnection("127.0.0.1", int(port), timeout=60) for port in ports)
MODES = (("car", "auto", osrm[0]), ("foot", "pedestrian", osrm[1]), ("bicycle", "bicycle", osrm[2]))
STRAIGHT_METRES = 30


def get(connection, path):
    """The JSON document of a path; nothing for a refusal."""
    for attempt in range(2):
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read()
            return json.loads(body) if answer.status == 200 else None
        except (http.client.HTTPException, OSError):
            connection.close()
            time.sleep(attempt)  # a server that ended is started again
    return None


def wait(connection, path):
    for _ in range(200):
        try:
            connection.request("GET", path)
            connection.getresponse().read()
            return
        except OSError:
            connection.close()
            time.sleep(0.1)
    sys.exit(f"no server on port {connection.port}")


def columns(names):
    """Some columns of whole numbers of the packed file of roads."""
    data = open(dataset + "/roads.plz", "rb").read()
    found = {}
    for entry in range(64, 64 + 96 * struct.unpack_from("<I", data, 40)[0], 96):
        name = data[entry:entry + 64].rstrip(b"\0").decode()
        if name in names:
            offset, size = struct.unpack_from("<QQ", data, entry + 72)
            found[name] = struct.unpack_from(f"<{size}{names[name]}", data, offset)
    return found


def middles():
    """Middles of straight pieces of street, longitude and latitude in degrees."""
    c = columns({"node.longitude": "i", "node.latitude": "i", "segment.tail": "I", "segment.head": "I", "shape.first": "I",
                 "segment.class": "B"})
    result = []
    for index, (tail, head) in enumerate(zip(c["segment.tail"], c["segment.head"])):
        if c["shape.first"][index] == c["shape.first"][index + 1] and c["segment.class"][index] != 16:
            result.append(tuple((c[n][tail] + c[n][head]) / 2e7 for n in ("node.longitude", "node.latitude")))
    return result


def of_ours(mode, a, b):
    found = get(ours, f"/api/v1/route?from={a[0]},{a[1]}&to={b[0]},{b[1]}&mode={mode}")
    return (found["seconds"], found["metres"]) if found and found["noRoute"] is None else None


def of_osrm(connection, a, b):
    found = get(connection, f"/route/v1/any/{a[0]},{a[1]};{b[0]},{b[1]}?overview=false")
    if not found or found["code"] != "Ok" or max(w["distance"] for w in found["waypoints"]) > STRAIGHT_METRES:
        return None
    return found["routes"][0]["duration"], found["routes"][0]["distance"]


def of_valhalla(costing, a, b):
    places = [{"lon": p[0], "lat": p[1], "search_cutoff": STRAIGHT_METRES} for p in (a, b)]
    found = get(valhalla, "/route?json=" + urllib.parse.quote(json.dumps({"locations": places, "costing": costing})))
    return (found["trip"]["summary"]["time"], found["trip"]["summary"]["length"] * 1000) if found else None


def main():
    wait(ours, "/healthz"), wait(valhalla, "/status")
    for connection in osrm:
        wait(connection, "/nearest/v1/any/0,0")
    places = middles()
    print("| mode | found by ours | OSRM | Valhalla | by all | ours alone | both peers, not ours |"
          " time over OSRM | over Valhalla | length over OSRM | over Valhalla |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    for mode, costing, connection in MODES:
        random.seed(11)
        found = []
        for _ in range(int(count)):
            a, b = random.choice(places), random.choice(places)
            found.append((a, b, of_ours(mode, a, b), of_osrm(connection, a, b), of_valhalla(costing, a, b)))
        all_three = [f for f in found if f[2] and f[3] and f[4] and min(x[0] for x in f[2:]) >= 60]
        missing = [f for f in found if not f[2] and f[3] and f[4]]

        def ratio(part, other):
            return statistics.median(f[2][part] / f[other][part] for f in all_three) if all_three else float("nan")

        print(f"| {mode} |" + "".join(f" {sum(1 for f in found if f[k])} |" for k in (2, 3, 4))
              + f" {len(all_three)} | {sum(1 for f in found if f[2] and not f[3] and not f[4])} | {len(missing)} |"
              + "".join(f" {ratio(part, other):.2f} |" for part in (0, 1) for other in (3, 4)))
        if "--list" in sys.argv:
            for a, b, _, theirs, third in missing:
                print(f"    {mode} {a[0]:.7f},{a[1]:.7f} {b[0]:.7f},{b[1]:.7f} OSRM {theirs} Valhalla {third}")
            for a, b, own, theirs, third in sorted(
                    all_three, key=lambda f: f[2][1] / f[3][1], reverse=True)[:6]:
                print(f"    longer {mode} {a[0]:.7f},{a[1]:.7f} {b[0]:.7f},{b[1]:.7f} ours {own} OSRM {theirs} Valhalla {third}")


main()
