#!/usr/bin/env python3
"""RoutingKit and pandana on the same network: one line `peer name<TAB>value<TAB>unit` each. Usage: routing.py IN.npz"""
import random
import sys
import time

import numpy as np

data = np.load(sys.argv[1])
tail, head, weight = (data[k].astype(np.uint32) for k in ("u", "v", "ms"))
lat, lon, poi = data["lat"], data["lon"], data["poi"][:, 2].astype(int)
nodes = len(lat)
random.seed(42)


def best(runs, body):
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        body()
        times.append(time.perf_counter() - start)
    return min(times)


def report(name, value, unit):
    print(f"{name}\t{value:.3f}\t{unit}", flush=True)


def routingkit():
    import routingkit_cch as rk

    order = None

    def make_order():
        nonlocal order
        order = rk.compute_order_inertial(nodes, tail.tolist(), head.tolist(), lat.tolist(), lon.tolist())

    report("routingkit order", best(1, make_order) * 1e3, "ms")
    start = time.perf_counter()
    cch = rk.CCH(order, tail.tolist(), head.tolist(), False)
    report("routingkit build", (time.perf_counter() - start) * 1e3, "ms")
    weights = weight.tolist()
    metric = None

    def customize():
        nonlocal metric
        metric = rk.CCHMetric(cch, weights)

    report("routingkit full customization", best(5, customize) * 1e3, "ms")
    query = rk.CCHQuery(metric)
    pairs = [(random.randrange(nodes), random.randrange(nodes)) for _ in range(5000)]

    def points():
        for a, b in pairs:
            query.run(a, b)

    report("routingkit point to point", best(3, points) / len(pairs) * 1e6, "us")
    for count in (500, 4000):
        many = rk.CCHOneToMany(metric, [int(p) for p in poi[:count]])
        sources = [random.randrange(nodes) for _ in range(100)]
        report(
            f"routingkit one to {count}",
            best(3, lambda: [many.distances_from(s) for s in sources]) / len(sources) * 1e6,
            "us",
        )
    # The updater refuses while anything else holds the metric, so queries are given up first.
    del query, many
    updater = rk.CCHMetricPartialUpdater(cch)
    for count in (10, 200):
        times = []
        for _ in range(40):
            chosen = random.sample(range(len(weights)), count)
            start = time.perf_counter()
            updater.apply(metric, {arc: 0x7FFFFFFF for arc in chosen})
            times.append(time.perf_counter() - start)
            updater.apply(metric, {arc: weights[arc] for arc in chosen})
        report(f"routingkit {count} closures, median", sorted(times)[20] * 1e3, "ms")


def pandana_nearest():
    import pandana as pdna
    import pandas as pd

    network = pdna.Network(
        pd.Series(lon), pd.Series(lat), pd.Series(tail.astype(int)), pd.Series(head.astype(int)),
        pd.DataFrame({"s": weight / 1000.0}), twoway=False)
    network.set_pois("p", 1800, 5, pd.Series(lon[poi]), pd.Series(lat[poi]))
    report("pandana 5 nearest of 4000 for every node", best(3, lambda: network.nearest_pois(1800, "p", num_pois=5)) * 1e3, "ms")


for peer in (routingkit, pandana_nearest):
    try:
        peer()
    except Exception as error:  # a peer that fails must not hide the others
        print(f"{peer.__name__} failed: {error}", file=sys.stderr)
