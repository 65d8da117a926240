"""Writes the streets of Tests/Fixtures/greek/streets.tsv as an OpenStreetMap file, so that their addresses can be asked for.

The names are real, the positions are invented, so no extract of Greece is needed. Street i of a town runs east along row i to
the corner (i, i) and then north, so each two streets of a town meet once. Each has the doors 1, 2, 5, 6, 8Α, 9, 10, 13, 14 and 45.
"""
import csv
import pathlib
import xml.etree.ElementTree as xml

ROOT = pathlib.Path(__file__).resolve().parents[2]
NUMBERS = ["1", "2", "5", "6", "8Α", "9", "10", "13", "14", "45"]
SPACING = 0.0008
POSTCODES = {"Λάρισα": "41222", "Βόλος": "38333", "Τρίκαλα": "42131", "Καρδίτσα": "43131"}


def rows(name):
    """The rows of a fixture table without its comment line."""
    lines = (ROOT / "Tests/Fixtures/greek" / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[1:] if line]


def towns():
    """The positions of the embedded places by name; of equal names that of the largest population."""
    found = {}
    with open(ROOT / "geodata/thessaly/places.csv", encoding="utf-8") as file:
        for row in sorted(csv.DictReader(file), key=lambda row: int(row["population"] or 0)):
            found[row["name_el"]] = (float(row["lon"]), float(row["lat"]))
    return found


def write(path, with_towns=False):
    """Writes the OpenStreetMap XML file; `with_towns` adds the towns for programs without a register of settlements."""
    root = xml.Element("osm", version="0.6", generator="test")
    nodes, ways, positions = [], [], towns()

    def node(number, lon, lat, tags=()):
        element = xml.Element(
            "node", id=str(number), lon=f"{lon:.7f}", lat=f"{lat:.7f}", version="1", visible="true")
        for key, value in tags:
            xml.SubElement(element, "tag", k=key, v=value)
        nodes.append(element)

    table = [row for row in rows("streets.tsv") if row[2] == "street"]
    for base, town in enumerate(sorted({row[1] for row in table}), start=1):
        lon, lat = positions[town]
        streets = [row[0] for row in table if row[1] == town]
        size = len(streets) + 1
        if with_towns:
            node(base * 100_000 + 99_999, lon, lat, [("place", "city"), ("name", town), ("population", "60000")])
        for x in range(size):
            for y in range(x, size):
                node(base * 100_000 + x * 100 + y, lon + SPACING * x, lat + SPACING * y)
                if x != y:
                    node(base * 100_000 + y * 100 + x, lon + SPACING * y, lat + SPACING * x)
        for index, street in enumerate(streets):
            corners = [(step, index) if step <= index else (index, step) for step in range(size)]
            way = xml.Element("way", id=str(base * 1000 + index), version="1", visible="true")
            for x, y in corners:
                # Two streets meet where both pass through the same corner; the smaller part of the name comes first.
                low, high = min(x, y), max(x, y)
                xml.SubElement(way, "nd", ref=str(base * 100_000 + low * 100 + high if (x, y) == (low, high)
                                                  else base * 100_000 + x * 100 + y))
            for key, value in (("highway", "residential"), ("name", street)):
                xml.SubElement(way, "tag", k=key, v=value)
            ways.append(way)
            for count, number in enumerate(NUMBERS):
                tags = [("addr:street", street), ("addr:housenumber", number), ("addr:city", town)]
                if town in POSTCODES:
                    tags.append(("addr:postcode", POSTCODES[town]))
                x, y = (0, index)
                node(
                    base * 100_000 + 50_000 + index * 100 + count, lon + SPACING * (x + 0.09 * (count + 1)),
                    lat + SPACING * y + 0.00005, tags)
    root.extend(sorted(nodes, key=lambda element: int(element.get("id"))))
    root.extend(ways)
    xml.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def questions(path):
    """Writes one line per question: the text typed, and the street, door and town it means."""
    lines = []
    for table in ("queries.tsv", "typed.tsv"):
        for text, expected, *_ in rows(table):
            kind, _, name = expected.split("|")[0].removeprefix("first-").partition(":")
            if kind == "street" and "@" in name:
                lines.append("\t".join([text, *name.split("@")]))
            elif kind == "address":
                street, _, town = name.rpartition(", ")
                lines.append("\t".join([text, street.rpartition(" ")[0], town]))
    path.write_text("\n".join(dict.fromkeys(lines)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    import sys
    folder = pathlib.Path(sys.argv[1])
    write(folder / "streets.osm", with_towns=True)
    questions(folder / "questions.tsv")
