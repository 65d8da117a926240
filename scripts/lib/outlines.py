"""Checks outlines as a planar coverage: shared edges, no crossings, no gaps inside, rings by the right-hand rule."""

from collections import defaultdict


def polygons(geometry):
    """The polygons of a Polygon or MultiPolygon, each a list of rings of (x, y) texts."""
    parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [[[(str(x), str(y)) for x, y, *_ in ring] for ring in part] for part in parts]


def contains(parts, x, y):
    """Whether the point lies in one of the polygons, by the even-odd rule."""
    inside = False
    for part in parts:
        for ring in part:
            points = [(float(a), float(b)) for a, b in ring]
            for (x1, y1), (x2, y2) in zip(points, points[1:]):
                if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                    inside = not inside
    return inside


def check_ring(ring):
    """The errors of one outer ring, as texts."""
    problems = []
    if len(ring) < 4 or ring[0] != ring[-1]:
        problems.append("the ring is not closed")
    if len(set(ring)) != len(ring) - 1:
        problems.append("the ring visits a point twice")
    if twice_area([(float(x), float(y)) for x, y in ring]) <= 0:
        problems.append("the ring runs clockwise (RFC 7946 asks for counterclockwise)")
    return problems


def check_digits(ring, digits):
    """The positions with more decimals than a sketch allows."""
    return [
        f"{x},{y} has more than {digits} decimals"
        for x, y in ring
        if any(len(text.partition(".")[2]) > digits for text in (x, y))
    ]


def check_coverage(areas):
    """The errors of areas (code → polygons) as one coverage, as texts."""
    owner, problems = {}, []
    for code, parts in areas.items():
        for part in parts:
            for ring in part:
                points = [(round(float(x) * 1e7), round(float(y) * 1e7)) for x, y in ring]
                for edge in zip(points, points[1:]):
                    if edge in owner:
                        problems.append(f"{code} and {owner[edge]} lie on the same side of {_show(edge)}")
                    owner[edge] = code
    edges = sorted({(min(edge), max(edge)) for edge in owner})
    for index, first in enumerate(edges):
        for second in edges[index + 1 :]:
            if second[0][0] > first[1][0]:
                break
            if _meet(first, second):
                problems.append(f"{_show(first)} and {_show(second)} cross, or touch without a shared vertex")
    rim = {edge: code for edge, code in owner.items() if (edge[1], edge[0]) not in owner}
    for loop in _loops(rim):
        if twice_area(loop) < 0:
            problems.append(f"a gap inside, by {_show((loop[0], loop[1]))}")
    return problems


def twice_area(points):
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(points, points[1:]))


def _side(a, b, c):
    value = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return (value > 0) - (value < 0)


def _meet(first, second):
    """Whether two different segments share a point that is not an end of both."""
    (a, b), (c, d) = first, second
    if max(a[1], b[1]) < min(c[1], d[1]) or max(c[1], d[1]) < min(a[1], b[1]):
        return False
    common = {a, b} & {c, d}
    if common:
        shared = common.pop()
        p, q = (b if shared == a else a), (d if shared == c else c)
        ahead = (p[0] - shared[0]) * (q[0] - shared[0]) + (p[1] - shared[1]) * (q[1] - shared[1]) > 0
        return _side(shared, p, q) == 0 and ahead
    return _side(a, b, c) * _side(a, b, d) <= 0 and _side(c, d, a) * _side(c, d, b) <= 0


def _loops(rim):
    """The closed chains of directed edges."""
    following = defaultdict(list)
    for tail, head in rim:
        following[tail].append(head)
    loops = []
    while following:
        start = next(iter(following))
        loop, here = [start], start
        while True:
            heads = following.get(here)
            if not heads:
                break
            here = heads.pop()
            if not heads:
                del following[loop[-1]]
            loop.append(here)
            if here == start:
                break
        loops.append(loop)
    return loops


def _show(edge):
    return " ".join(f"{x / 1e7:g},{y / 1e7:g}" for x, y in edge)
