#!/usr/bin/env python3
"""The car roads of a dataset as a network that routing.py and network-to-bytes.py read: usage roads-to-network.py ROADS.plz OUT.npz

Junctions, arcs with our times and 4,000 places drawn with a seed. Turn restrictions are left out: the peers know none."""
import random
import struct
import sys

import numpy as np

data = open(sys.argv[1], "rb").read()
columns = {}
for entry in range(64, 64 + 96 * struct.unpack_from("<I", data, 40)[0], 96):
    name = data[entry:entry + 64].rstrip(b"\0").decode()
    columns[name] = struct.unpack_from("<QQ", data, entry + 72)


def column(name):
    offset, count = columns[name]
    return np.frombuffer(data, dtype="<i4", count=count, offset=offset)


tail, head, weight = column("segment.tail"), column("segment.head"), column("weight.car")
u = np.stack([tail, head], axis=1).ravel()
v = np.stack([head, tail], axis=1).ravel()
open_arcs = weight < 0x3FFFFFFF
longitude, latitude = column("node.longitude") / 1e7, column("node.latitude") / 1e7
random.seed(7)
driven = sorted(set(u[open_arcs].tolist()))
places = random.sample(driven, min(4000, len(driven)))
np.savez(
    sys.argv[2], lon=longitude, lat=latitude, u=u[open_arcs], v=v[open_arcs], ms=np.maximum(weight[open_arcs], 1),
    poi=np.array([[longitude[p], latitude[p], p] for p in places]))
