"""Checks that the addresses of a store are found: every address, in every form in which people type it.

As a program: address_property.py PLISION EXTRACT… imports each extract into a folder of its own and prints a table.
"""
import collections
import http.client
import json
import math
import pathlib
import random
import re
import sqlite3
import struct
import subprocess
import sys
import tempfile
import unicodedata
import urllib.parse

FORMS = ["label", "in English", "tags", "city first", "number first", "lower case", "no accents", "postcode", "slip"]
# Two objects with the same label within this distance, in metres, are one address.
NEAR = 20
# The longest text that the interface accepts, in characters.
LONGEST = 128


class Address:
    """An address of the store: a row with a house number, and the values of its tags."""

    def __init__(self, row):
        self.id, street, place, self.number, self.postcode, self.city, shape, tags = row
        tags = json.loads(tags or "{}")
        self.town = self.city or tags.get("addr:hamlet") or tags.get("addr:suburb")
        self.street = street or place or tags.get("addr:hamlet") or self.city or tags.get("addr:suburb")
        self.longitude, self.latitude = struct.unpack_from("<2d", shape, 6)


def addresses(store):
    """All addresses of a store with a house number and a street, or another name it belongs to."""
    with sqlite3.connect(store) as connection:
        rows = connection.execute(
            "select id, street, place, house_number, postcode, city, geom, tags from address"
            " where house_number is not null order by id").fetchall()
    return [address for address in map(Address, rows) if address.street]


def folded(text):
    """The text for comparison: only letters and digits, without case and accents."""
    text = unicodedata.normalize("NFD", (text or "").replace("ß", "ss").casefold())
    return "".join(letter for letter in text if letter.isalnum())


def without_accents(text):
    plain = unicodedata.normalize("NFD", text.replace("ß", "ss"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def slipped(text, draw):
    """The text with one letter omitted, doubled, changed or swapped, in a word of at least six letters; None when there is
    no such word."""
    words = [match for match in re.finditer(r"[^\W\d_]{6,}", text)]
    if not words:
        return None
    word = draw.choice(words)
    at = draw.randrange(word.start() + 1, word.end() - 1)
    kind = draw.randrange(4)
    if kind == 3 and text[at] == text[at + 1]:
        kind = 0
    other = "n" if text[at] != "n" else "t"
    return (
        text[:at] + text[at + 1:] if kind == 0 else text[:at] + text[at] + text[at:] if kind == 1
        else text[:at] + other + text[at + 1:] if kind == 2
        else text[:at] + text[at + 1] + text[at] + text[at + 2:])


def forms(address, labels, town, draw):
    """The texts that ask for an address, by the name of their form."""
    street, number = address.street, address.number
    rest = f", {town}" if town else ""
    texts = {
        "label": labels.get("el"),
        "in English": labels.get("en") if labels.get("en") != labels.get("el") else None,
        "tags": f"{street} {number}{rest}",
        "city first": f"{town}, {street} {number}" if town else None,
        "number first": f"{number} {street}{rest}",
        "postcode": f"{street} {number}, {address.postcode} {town or ''}".strip() if address.postcode else None,
    }
    texts["lower case"] = texts["tags"].lower()
    texts["no accents"] = without_accents(texts["tags"])
    # The number identifies the address, so no typing error is made in it.
    head = slipped(street, draw)
    tail = slipped(town, draw) if town else None
    picked = draw.choice([part for part in (head, tail) if part]) if head or tail else None
    if picked:
        texts["slip"] = f"{picked} {number}{rest}" if picked is head else f"{street} {number}, {picked}"
    return {form: text for form, text in texts.items() if text and len(text) <= LONGEST}


class Judge:
    """Asks a running server for every address of a store."""

    def __init__(self, port, store):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.all = addresses(store)
        self.asked = collections.Counter()
        self.right = collections.Counter()
        self.twins = collections.Counter()
        self.lost = []
        self.untrue = []

    def json(self, path):
        self.connection.request("GET", path)
        answer = self.connection.getresponse()
        body = answer.read()
        return json.loads(body) if answer.status == 200 else {"results": []}

    def first(self, text):
        found = self.json("/api/v1/geocode?" + urllib.parse.urlencode({"q": text, "limit": 3}))["results"]
        return found[0] if found else None

    def metres(self, result, address):
        scale = math.cos(math.radians(address.latitude))
        return 111_320 * math.hypot(
            (result["lon"] - address.longitude) * scale, result["lat"] - address.latitude)

    def is_itself(self, result, address):
        return (
            result is not None and result["kind"] == "address" and self.metres(result, address) < NEAR
            and folded(result["houseNumber"]) == folded(address.number)
            and folded(result["street"]) == folded(address.street))

    def printed(self, address):
        """The labels that the server prints for an address, and the town in them."""
        at = f"/api/v1/reverse?lon={address.longitude}&lat={address.latitude}"
        for result in self.json(at)["results"]:
            if self.is_itself(result, address):
                label = result["label"]["el"]
                return result["label"], label.rsplit(", ", 1)[1] if ", " in label else None
        # Another address is at the same position.
        return {}, None

    def run(self):
        by_text = collections.defaultdict(list)
        texts = []
        for address in self.all:
            labels, printed = self.printed(address)
            texts.append(forms(address, labels, address.town or printed, random.Random(address.id)))
            for form, text in texts[-1].items():
                # The form "slip" has a typing error in the text of the tags.
                by_text[form, folded(texts[-1]["tags"] if form == "slip" else text)].append(address)
        for address, asked in zip(self.all, texts):
            for form, text in asked.items():
                self.ask(address, form, text, by_text[form, folded(asked["tags"] if form == "slip" else text)])
        return self

    def ask(self, address, form, text, alike):
        self.asked[form] += 1
        result = self.first(text)
        if self.is_itself(result, address):
            self.right[form] += 1
            # Text in another script matches by sound.
            if form not in ("slip", "in English") and result["match"] != "exact" or result["houseNumber"] != " ".join(address.number.split()):
                self.untrue.append((form, text, result["label"]["en"], result["match"]))
        elif any(self.is_itself(result, twin) for twin in alike):
            # Another address with the same text, farther away: the text does not say which is meant.
            self.twins[form] += 1
        else:
            label = result and f"{result['label']['en']} · {result['kind']} · {result['match']} · {self.metres(result, address):.0f} m"
            self.lost.append((form, text, label))
        number = f"{address.street} {address.number}"
        if result and result["match"] == "exact" and result["kind"] == "address" \
                and folded(result["houseNumber"]) != folded(address.number):
            self.untrue.append((form, text, number, result["label"]["en"]))

    def share(self, form):
        """The share of addresses found first, without those whose text is ambiguous."""
        asked = self.asked[form] - self.twins[form]
        return self.right[form] / asked if asked else 1


def main(plision, files):
    sys.path.insert(0, str(pathlib.Path(__file__).parent))
    import conftest
    conftest.BINARY = plision
    print("| extract | addresses | " + " | ".join(FORMS) + " | twins |")
    print("|---|---:|" + "---:|" * len(FORMS) + "---:|")
    total, right = collections.Counter(), collections.Counter()
    for file in map(pathlib.Path, files):
        with tempfile.TemporaryDirectory() as folder:
            region = conftest.Region(pathlib.Path(folder))
            conftest.run("import", "--osm", file, "--store", region.store)
            region.build()
            server = conftest.Server(region.dataset, pathlib.Path(folder) / "log")
            try:
                judge = Judge(server.port, region.store).run()
            finally:
                server.stop()
        cells = [f"{judge.share(form):.2%} of {judge.asked[form]}" if judge.asked[form] else "–" for form in FORMS]
        print(f"| {file.name.split('.')[0]} | {len(judge.all)} | {' | '.join(cells)} | {sum(judge.twins.values())} |", flush=True)
        for form in FORMS:
            total[form] += judge.asked[form] - judge.twins[form]
            right[form] += judge.right[form]
        for line in judge.lost + judge.untrue:
            print(*line, sep=" → ", file=sys.stderr)
    print("| all | | " + " | ".join(f"{right[form] / max(1, total[form]):.2%} of {total[form]}" for form in FORMS) + " | |")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
