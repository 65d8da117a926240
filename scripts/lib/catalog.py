"""Reads a region's sources.json, and the rows that its mappings create from the embedded tables."""

import csv
import io
import json
import os


class CatalogError(Exception):
    """A table or the catalog cannot be read; the text says where and why."""


class Row:
    """One record of a layer: the values of its fields, and where it was read."""

    def __init__(self, source, layer, where, record, fields, geometry):
        self.source, self.layer, self.where = source, layer, where
        self.record, self.fields, self.geometry = record, fields, geometry

    def __getitem__(self, name):
        return self.fields.get(name)


class Catalog:
    """The sources.json of a region, with its folder."""

    def __init__(self, folder):
        self.folder = folder
        self.path = os.path.join(folder, "sources.json")
        try:
            with open(self.path, encoding="utf-8") as file:
                self.json = json.load(file)
        except (OSError, ValueError) as error:
            raise CatalogError(f"{self.path}: {error}") from error
        self.region = self.json["region"]
        self.sources = self.json["sources"]

    def embedded(self):
        return [source for source in self.sources if source.get("embedded")]

    def downloadable(self):
        return [source for source in self.sources if not source.get("embedded")]

    def file(self, source):
        return os.path.normpath(os.path.join(self.folder, source["file"]))

    def rows(self, source):
        """All rows that the layers of an embedded CSV or GeoJSON source produce, in the order of the file."""
        records = _geojson(self.file(source)) if source["reader"] == "geojson" else _csv(self.file(source), source)
        out = []
        for where, record, geometry in records:
            for layer in source["layers"]:
                wanted = layer.get("where", {})
                if all(record.get(column) in texts for column, texts in wanted.items()):
                    out.append(_row(source, layer, where, record, geometry))
        return out


def columns(expression):
    """The columns used by an expression of a mapping."""
    if isinstance(expression, str):
        return {expression}
    if "first" in expression:
        return set().union(*(columns(choice) for choice in expression["first"]))
    if "template" in expression:
        parts = expression["template"].split("{")[1:]
        return {part.split("}")[0] for part in parts}
    if "hash" in expression:
        return set(expression["hash"])
    return {expression["column"]} if "column" in expression else set()


def is_expression(value):
    """Whether a field has a single expression, not one for each language or year."""
    return isinstance(value, str) or bool(set(value) & {"column", "value", "template", "hash", "first"})


def evaluate(expression, record):
    """The text or list that an expression returns for a record; None when absent."""
    if isinstance(expression, str):
        return record.get(expression) or None
    if "value" in expression:
        return expression["value"]
    if "first" in expression:
        return next((found for found in (evaluate(e, record) for e in expression["first"]) if found), None)
    if "template" in expression:
        return expression["template"].format(**record)
    if "hash" in expression:
        return expression.get("prefix", "") + "/".join(record.get(column, "") for column in expression["hash"])
    text = record.get(expression["column"]) or None
    if "map" in expression and text:
        text = expression["map"].get(text, expression.get("default", text)) or None
    if "split" in expression:
        return [part.strip() for part in (text or "").split(expression["split"]) if part.strip()]
    return text


def _row(source, layer, where, record, geometry):
    fields = {}
    for name, value in layer["fields"].items():
        if is_expression(value):
            fields[name] = evaluate(value, record)
        else:
            fields[name] = {key: evaluate(e, record) for key, e in value.items() if evaluate(e, record)}
    place = layer.get("geometry", "feature")
    if isinstance(place, dict):
        x = record.get(place.get("longitude", place.get("x")))
        y = record.get(place.get("latitude", place.get("y")))
        geometry = (x, y) if x and y else None
    elif place == "none":
        geometry = None
    return Row(source, layer, where, record, fields, geometry)


def _csv(path, source):
    options = source.get("csv", {})
    try:
        with open(path, "rb") as file:
            text = file.read().decode(options.get("encoding", "utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogError(f"{path}: {error}") from error
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=options.get("delimiter", ","), strict=True)
    decimal = options.get("decimal", ".")
    for record in reader:
        where = f"{path}:{reader.line_num}"
        if None in record or None in record.values():
            raise CatalogError(f"{where}: expected {len(reader.fieldnames)} fields")
        if decimal != ".":
            numbers = _coordinate_columns(source)
            record = {key: value.replace(decimal, ".") if key in numbers else value for key, value in record.items()}
        yield where, {key: value.strip() for key, value in record.items()}, None


def _coordinate_columns(source):
    places = [layer.get("geometry") for layer in source["layers"]]
    return {place[key] for place in places if isinstance(place, dict) for key in place if key not in ("crs", "order")}


def _geojson(path):
    try:
        with open(path, encoding="utf-8") as file:
            features = json.load(file, parse_float=str)["features"]
    except (OSError, ValueError, KeyError) as error:
        raise CatalogError(f"{path}: {error}") from error
    for index, feature in enumerate(features):
        record = {key: "" if value is None else str(value) for key, value in feature["properties"].items()}
        yield f"{path}: features[{index}]", record, feature["geometry"]
