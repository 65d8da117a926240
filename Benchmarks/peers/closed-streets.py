#!/usr/bin/env python3
"""A file of speeds for OSRM that closes some streets of a dataset, both ways: usage closed-streets.py ROADS.plz COUNT

OSRM names a street by the OpenStreetMap ids of two nodes that follow each other; only streets without a bend between their
junctions can be named from what the dataset holds."""
import random
import struct
import sys

data = open(sys.argv[1], "rb").read()
columns = {}
for entry in range(64, 64 + 96 * struct.unpack_from("<I", data, 40)[0], 96):
    offset, count = struct.unpack_from("<QQ", data, entry + 72)
    columns[data[entry:entry + 64].rstrip(b"\0").decode()] = (offset, count)


def column(name, letter):
    offset, count = columns[name]
    return struct.unpack_from(f"<{count}{letter}", data, offset)


ids, tails, heads, shapes = column("node.id", "q"), column("segment.tail", "I"), column("segment.head", "I"), column(
    "shape.first", "I")
straight = [s for s in range(len(tails)) if shapes[s] == shapes[s + 1]]
random.seed(11)
for segment in random.sample(straight, int(sys.argv[2])):
    a, b = ids[tails[segment]], ids[heads[segment]]
    print(f"{a},{b},0\n{b},{a},0")
