"""Our light style as mapnik draws it: the same layers, classes, colours, widths, casings, dashes and names.

Made once per zoom with fixed widths, each layer from a file of its own kept in memory with mapnik's index over it: what
mapnik is quickest with. Not drawn, to mapnik's advantage: discs of structures and the coverage.
"""
import json
import subprocess
from xml.sax.saxutils import escape

ZOOMS = [6, 10, 13, 16, 18]
LAND = [("farmland", "#f4f1e6", 9), ("built-up", "#ece7de", 7), ("open", "#f3ecd8", 10), ("green", "#e6edde", 10),
        ("wood", "#e4ebdc", 7), ("wetland", "#e6edde", 10), ("beach", "#f3ecd8", 11), ("glacier", "#cfe3ea", 7)]
# Classes, first zoom, widths at ZOOMS, fill, casing, dashes; from the least important.
ROADS = [
    (["ferry"], 7, [0.6, 0.8, 1.2, 1.6, 2], "#3d6a7d", None, [4, 3]),
    (["path"], 13, [0, 0, 0.8, 1.6, 3], "#b9b2a4", None, [3, 1.5]),
    (["track"], 13, [0, 0, 0.9, 2, 4], "#b9b2a4", None, [4, 1.5]),
    (["service"], 13, [0, 0, 0.9, 4, 8], "#ffffff", "#d9d4ca", None),
    (["minor"], 12, [0, 0.4, 1.6, 7, 14], "#ffffff", "#d9d4ca", None),
    (["tertiary"], 10, [0, 0.8, 2.4, 9, 18], "#ffffff", "#d9d4ca", None),
    (["secondary"], 9, [0, 1.2, 3, 10, 20], "#ffffff", "#d9d4ca", None),
    (["primary"], 7, [0.6, 1.8, 3.6, 11, 22], "#f2d9a8", "#c98f3f", None),
    (["trunk", "motorway"], 5, [1.1, 2.4, 4.4, 12, 24], "#e9b872", "#c98f3f", None),
]
HIGHWAYS = {
    "motorway": ("motorway", 5), "trunk": ("trunk", 5), "primary": ("primary", 7), "secondary": ("secondary", 9),
    "tertiary": ("tertiary", 10), "unclassified": ("minor", 12), "residential": ("minor", 12),
    "living_street": ("minor", 12), "road": ("minor", 12), "pedestrian": ("minor", 13), "busway": ("service", 13),
    "service": ("service", 13), "track": ("track", 13), "path": ("path", 13), "footway": ("path", 14),
    "cycleway": ("path", 13), "bridleway": ("path", 14), "steps": ("path", 14), "corridor": ("path", 14),
}


def width(stops, zoom):
    for place, upper in enumerate(ZOOMS):
        if upper >= zoom:
            if place == 0:
                return stops[0]
            share = (zoom - ZOOMS[place - 1]) / (upper - ZOOMS[place - 1])
            return stops[place - 1] + (stops[place] - stops[place - 1]) * share * share
    return stops[-1]


def layers(store, folder):
    """Writes one GeoJSON file per layer and class; returns their paths by name, roads with the zoom they begin at."""
    def read(name, select):
        out = folder / f"{name}.geojsonl"
        subprocess.run(["ogr2ogr", "-f", "GeoJSONSeq", str(out), str(store), "-sql", select], check=True)
        return [json.loads(line.lstrip("\x1e")) for line in out.open()]

    def write(name, features):
        path = folder / f"{name}.geojson"
        if features:
            path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        return path if features else None

    found = {}
    groups = {}
    for feature in read("land", "SELECT class, geom FROM land_cover"):
        groups.setdefault("land-" + feature["properties"]["class"], []).append(feature)
    for feature in read("waterway", "SELECT class, geom FROM waterway"):
        groups.setdefault("waterway-" + feature["properties"]["class"], []).append(feature)
    select = "SELECT id, geom, json_extract(tags, '$.highway') AS highway, json_extract(tags, '$.route') AS route FROM road"
    for feature in read("road", select):
        highway = feature["properties"].pop("highway") or ""
        is_link = highway.endswith("_link")
        name, zoom = HIGHWAYS.get(highway.removesuffix("_link"), (None, 0))
        if not highway and feature["properties"].get("route") == "ferry":
            name, zoom = "ferry", 7
        if name:
            groups.setdefault(f"road-{name}-{max(zoom, 11) if is_link else zoom}", []).append(feature)
    places = read("place", "SELECT kind, population, names, geom FROM place WHERE geom IS NOT NULL")
    for feature in places:
        own = feature["properties"]
        names = own.pop("names")
        names = json.loads(names) if isinstance(names, str) else names
        own["name"] = names.get("el") or names.get("und") or next(iter(names.values()), "")
        own["population"] = own.get("population") or 0
    first = {"city": 0, "town": 7, "village": 10, "suburb": 11}
    for feature in places:
        zoom = first.get(feature["properties"]["kind"], 13)
        groups.setdefault(f"place-{zoom}", []).append(feature)
    for name, features in groups.items():
        found[name] = write(name, features)
    return found


def document(files, zoom):
    """The style at a zoom of 512 pixel tiles as mapnik's XML."""
    styles, order = [], []

    def layer(path, name, *symbols):
        styles.append(f'<Style name="{name}"><Rule>{"".join(symbols)}</Rule></Style>')
        order.append(
            f'<Layer name="{name}" srs="epsg:4326"><StyleName>{name}</StyleName><Datasource>'
            f'<Parameter name="type">geojson</Parameter><Parameter name="file">{escape(str(path))}</Parameter>'
            '<Parameter name="cache-features">true</Parameter></Datasource></Layer>')

    def line(colour, width, dashes=None, cap="round"):
        dash = f' stroke-dasharray="{",".join(str(d * max(width, 0.8)) for d in dashes)}"' if dashes else ""
        return (f'<LineSymbolizer stroke="{colour}" stroke-width="{width}" stroke-linejoin="round" '
                f'stroke-linecap="{"butt" if dashes else cap}"{dash}/>')

    for name, colour, first in LAND:
        path = files.get(f"land-{name}")
        if path and zoom >= first:
            layer(path, f"land-{name}", f'<PolygonSymbolizer fill="{colour}"/>')
    if files.get("land-water"):
        layer(files["land-water"], "water", '<PolygonSymbolizer fill="#cfe3ea"/>')
    share = min(max((zoom - 8) / 6, 0), 1) ** 2
    for names, low, high, first in ((("stream", "drain", "ditch"), 0.4, 1.2, 12), (("river", "canal"), 1, 4, 8)):
        for name in names:
            path = files.get(f"waterway-{name}")
            if path and zoom >= first:
                layer(path, f"waterway-{name}", line("#cfe3ea", low + (high - low) * share))
    for is_casing in (True, False):
        for classes, first, stops, fill, casing, dashes in ROADS:
            wide = width(stops, zoom)
            if zoom < first or wide <= 0 or (is_casing and not casing):
                continue
            for name in classes:
                for begin in range(15):
                    path = files.get(f"road-{name}-{begin}")
                    if not path or begin > zoom:
                        continue
                    if is_casing:
                        layer(path, f"casing-{name}-{begin}", line(casing, wide + (0.8 if zoom < 12 else 1.6)))
                    else:
                        layer(path, f"fill-{name}-{begin}", line(fill, wide, dashes))
    for begin in (0, 7, 10, 11, 13):
        path = files.get(f"place-{begin}")
        if path and begin <= zoom:
            layer(path, f"place-{begin}",
                  '<TextSymbolizer face-name="Noto Sans Regular" size="12" fill="#1b2430" halo-fill="#ffffff" '
                  'halo-radius="1.5" wrap-width="100" dy="-8" avoid-edges="false">[name]</TextSymbolizer>')
    return ('<Map srs="epsg:3857" background-color="#f6f4ef" buffer-size="64">'
            + "".join(styles) + "".join(order) + "</Map>")
