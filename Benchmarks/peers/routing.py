#!/usr/bin/env python3
"""RoutingKit and pandana on the same network: a line `who<TAB>what<TAB>unit<TAB>value` for each figure. Usage: routing.py IN.npz"""
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


def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4096 / 1e6


def report(who, what, value, unit):
    # On a line of its own: pandana's own progress ends none.
    print(f"\n{who}\t{what}\t{unit}\t{value:.3f}", flush=True)


def routingkit():
    import routingkit_cch as rk

    who = "RoutingKit"
    arcs = (tail.tolist(), head.tolist())
    places = (lat.tolist(), lon.tolist())
    weights = weight.tolist()
    before = resident()
    start = time.perf_counter()
    order = rk.compute_order_inertial(nodes, *arcs, *places)
    report(who, "order", (time.perf_counter() - start) * 1e3, "ms")
    start = time.perf_counter()
    cch = rk.CCH(order, *arcs, False)
    report(who, "build", (time.perf_counter() - start) * 1e3, "ms")
    metric = None

    def customize():
        nonlocal metric
        metric = rk.CCHMetric(cch, weights)

    report(who, "full customization", best(7, customize) * 1e3, "ms")
    query = rk.CCHQuery(metric)
    pairs = [(random.randrange(nodes), random.randrange(nodes)) for _ in range(5000)]

    def points():
        for a, b in pairs:
            query.run(a, b)

    report(who, "point to point", best(5, points) / len(pairs) * 1e6, "us")
    for count in (500, 4000):
        start = time.perf_counter()
        many = rk.CCHOneToMany(metric, [int(p) for p in poi[:count]])
        report(who, f"prepare {count} targets", (time.perf_counter() - start) * 1e3, "ms")
        sources = [random.randrange(nodes) for _ in range(100)]
        report(
            who, f"one to {count}", best(3, lambda: [many.distances_from(s) for s in sources]) / len(sources) * 1e6, "us")
    report(who, "resident memory", resident() - before, "MB")
    # The updater refuses while anything else holds the metric, so queries are given up first and made again after.
    del query, many
    updater = rk.CCHMetricPartialUpdater(cch)
    for count in (10, 200):
        times, firsts = [], []
        for _ in range(40):
            chosen = random.sample(range(len(weights)), count)
            a, b = random.randrange(nodes), random.randrange(nodes)
            start = time.perf_counter()
            updater.apply(metric, {arc: 0x7FFFFFFF for arc in chosen})
            times.append(time.perf_counter() - start)
            query = rk.CCHQuery(metric)
            query.run(a, b)
            firsts.append(time.perf_counter() - start)
            del query
            updater.apply(metric, {arc: weights[arc] for arc in chosen})
        report(who, f"{count} closures, the update alone, median", sorted(times)[20] * 1e3, "ms")
        report(who, f"{count} closures to first answer, median", sorted(firsts)[20] * 1e3, "ms")


def pandana_nearest():
    import pandana as pdna
    import pandas as pd

    network = pdna.Network(
        pd.Series(lon), pd.Series(lat), pd.Series(tail.astype(int)), pd.Series(head.astype(int)),
        pd.DataFrame({"s": weight / 1000.0}), twoway=False)
    network.set_pois("p", 1800, 5, pd.Series(lon[poi]), pd.Series(lat[poi]))
    took = best(3, lambda: network.nearest_pois(1800, "p", num_pois=5))
    report("pandana", f"5 nearest of {len(poi)} for every node", took * 1e3, "ms")
    sources = [random.randrange(nodes) for _ in range(20)]
    took = best(3, lambda: [network.nodes_in_range([s], 600) for s in sources])
    report("pandana", "10 minute reach", took / len(sources) * 1e3, "ms")


for peer in (routingkit, pandana_nearest):
    try:
        peer()
    except Exception as error:  # a peer that fails must not hide the others
        print(f"{peer.__name__} failed: {error}", file=sys.stderr)
