"""Creates the files named in sources.json from published files: workbooks, national tables, files in parts."""

import csv
import io
import json
import re
import xml.etree.ElementTree as xml
import zipfile

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class ConversionError(Exception):
    """A downloaded file does not have the expected contents."""


def convert(how, paths, description):
    """Returns the bytes of the converted file; `how` is the name of the conversion, `paths` are the downloaded files in
    order."""
    if how == "geojson-parts":
        return _geojson(paths, description)
    rows = _workbook_rows(paths[0]) if how == "workbook" else _csv_rows(paths[0])
    return _table(rows, description, paths[0])


def _table(rows, description, path):
    """The rows that pass `where`, with `columns`: new name → column, or [column, number of leading characters]."""
    where, wanted = description.get("where", {}), description["columns"]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(wanted)
    made = []
    for row in rows:
        if all(row.get(column) in texts for column, texts in where.items()):
            made.append([_value(row, spec, path) for spec in wanted.values()])
    if not made:
        raise ConversionError(f"{path}: no row is of this region; the publisher may have changed the table")
    writer.writerows(sorted(made))
    return out.getvalue().encode()


def _value(row, spec, path):
    column, length = (spec, None) if isinstance(spec, str) else spec
    if column not in row:
        raise ConversionError(f"{path}: lacks the column {column!r}")
    return row[column][:length]


def _csv_rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _workbook_rows(path):
    """The rows of the first sheet of a workbook (ECMA-376), by the names in its first row."""
    with zipfile.ZipFile(path) as book:
        texts = []
        for item in xml.fromstring(book.read("xl/sharedStrings.xml")):
            texts.append("".join(text.text or "" for text in item.iter(SHEET + "t")))
        names = None
        with book.open("xl/worksheets/sheet1.xml") as sheet:
            for _, element in xml.iterparse(sheet):
                if element.tag != SHEET + "row":
                    continue
                cells = {}
                for cell in element:
                    value = cell.find(SHEET + "v")
                    if value is not None:
                        column = re.match("[A-Z]+", cell.get("r")).group()
                        cells[column] = texts[int(value.text)] if cell.get("t") == "s" else value.text
                element.clear()
                if names is None:
                    names = cells
                else:
                    yield {name: cells.get(column, "") for column, name in names.items()}


def _geojson(paths, description):
    """One collection from one feature per file (JSON, or a script that assigns it), with rings by the right-hand rule."""
    digits, lines = description["digits"], []
    for path, part in zip(paths, description["parts"]):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        try:
            feature, _ = json.JSONDecoder().raw_decode(text, text.index("{"))
            polygons = feature["geometry"]["coordinates"]
            if feature["geometry"]["type"] == "Polygon":
                polygons = [polygons]
        except (ValueError, KeyError, TypeError) as error:
            raise ConversionError(f"{path}: holds no GeoJSON feature") from error
        rings = [[_ring(ring, index > 0, digits) for index, ring in enumerate(polygon)] for polygon in polygons]
        geometry = "[ " + ", ".join("[ " + ", ".join(polygon) + " ]" for polygon in rings) + " ]"
        properties = json.dumps(part["properties"], ensure_ascii=False)
        lines.append(
            '{ "type": "Feature", "properties": { ' + properties[1:-1] + ' }, "geometry": '
            '{ "type": "MultiPolygon", "coordinates": ' + geometry + " } }"
        )
    head = f'{{\n"type": "FeatureCollection",\n"name": {json.dumps(description["name"])},\n'
    head += f'"xy_coordinate_resolution": {10.0**-digits:.0e},\n"features": [\n'
    return (head + ",\n".join(lines) + "\n]\n}\n").encode()


def _ring(ring, is_hole, digits):
    area = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:]))
    points = reversed(ring) if (area < 0) != is_hole else ring
    return "[ " + ", ".join(f"[ {_number(x, digits)}, {_number(y, digits)} ]" for x, y in points) + " ]"


def _number(value, digits):
    text = f"{value:.{digits}f}".rstrip("0")
    return text + "0" if text.endswith(".") else text
