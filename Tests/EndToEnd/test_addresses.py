"""Addresses are found as printed, as mapped, in other orders, without accents, and with a typing error."""
import pathlib
import xml.etree.ElementTree as xml

import pytest

from address_property import Judge
from conftest import GEODATA, Region, Server


def door(longitude, number, street=None, city=None, latitude=39.6002, **tags):
    """A node with an address; further tags are named as after `addr:`."""
    address = {"housenumber": number, "street": street, "city": city} | tags
    return longitude, latitude, {f"addr:{key}": value for key, value in address.items() if value}


def place(longitude, kind, name, latitude=39.6, **tags):
    return longitude, latitude, {"place": kind, "name": name} | tags


def road(west, east, name=None, latitude=39.6):
    """A street from west to east."""
    return [(west, latitude), ((west + east) / 2, latitude), (east, latitude)], {
        "highway": "residential"} | ({"name": name} if name else {})


def made(folder, nodes, roads):
    """A region of these nodes and ways, imported and built."""
    root = xml.Element("osm", version="0.6")

    def add(kind, number, tags, **attributes):
        element = xml.SubElement(root, kind, id=str(number), version="1", **attributes)
        for key, value in tags.items():
            xml.SubElement(element, "tag", k=key, v=value)
        return element

    for number, (longitude, latitude, tags) in enumerate(nodes, 1):
        add("node", number, tags, lon=f"{longitude:.7f}", lat=f"{latitude:.7f}")
    joints = {}
    for line, _ in roads:
        for longitude, latitude in line:
            number = joints.setdefault((longitude, latitude), 100_000 + len(joints))
            if number == 100_000 + len(joints) - 1:
                add("node", number, {}, lon=f"{longitude:.7f}", lat=f"{latitude:.7f}")
    for number, (line, tags) in enumerate(roads, 1):
        way = add("way", number, {})
        for joint in line:
            xml.SubElement(way, "nd", ref=str(joints[joint]))
        for key, value in tags.items():
            xml.SubElement(way, "tag", k=key, v=value)
    # In a file nodes precede ways.
    root[:] = sorted(root, key=lambda element: (element.tag != "node", int(element.get("id"))))
    folder.mkdir(exist_ok=True)
    xml.ElementTree(root).write(folder / "made.osm", encoding="utf-8", xml_declaration=True)
    region = Region(folder)
    region.import_("--osm", folder / "made.osm", "--clip", "none")
    region.build()
    return region


def best(region, text):
    results = region.json("geocode", text)["results"]
    return results[0] if results else None


def is_at(result, longitude):
    return result is not None and abs(result["lon"] - longitude) < 1e-6


def finds(region, text, longitude, number):
    """Whether the first answer is the house at a longitude, as an exact match, with its number as mapped."""
    result = best(region, text)
    return is_at(result, longitude) and (result["kind"], result["match"], result["houseNumber"]) == (
        "address", "exact", number)


def test_geocode_place_named_7(tmp_path):
    numbers = ["7", "8", "3A", "12", "1-3"]
    region = made(
        tmp_path / "r", [
            place(22.405, "city", "Helsinki"), place(22.4012, "city_block", "7", 39.598),
            place(22.4012, "neighbourhood", "7", 39.597), place(22.4013, "neighbourhood", "3A", 39.597),
            place(22.4014, "suburb", "12", 39.597), place(22.4015, "quarter", "1-3", 39.597),
            place(22.4016, "suburb", "Block 7", 39.597),
            *(door(22.4001 + index / 1000, number, "Kalevankatu", "Helsinki", postcode="00100")
              for index, number in enumerate(numbers)),
            door(22.4101, "7", "7. linja", "Helsinki"), door(22.4111, "8", "7. linja", "Helsinki"),
        ], [road(22.39, 22.408, "Kalevankatu"), road(22.409, 22.412, "7. linja")])
    for index, number in enumerate(numbers):
        for text in ("Kalevankatu {}, Helsinki", "Kalevankatu {}", "Helsinki, Kalevankatu {}", "{} Kalevankatu Helsinki",
                     "Kalevankatu {}, 00100 Helsinki", "kalevankatu {} helsinki", "Kalevankatu {}, Block 7, Helsinki",
                     "Kalevankatu {}, 7, Helsinki"):
            assert finds(region, text.format(number), 22.4001 + index / 1000, number), text.format(number)
    assert finds(region, "7. linja 7, Helsinki", 22.4101, "7")
    assert finds(region, "7. linja 8", 22.4111, "8")
    # Places are still found by their names.
    for name in ("7", "3A", "12", "Block 7"):
        assert best(region, f"{name}, Helsinki")["kind"] == "neighbourhood", name


def test_geocode_addr_city(tmp_path):
    """The city in the tags of a house takes precedence over all places of that name: a district, a hamlet, a distant or
    unknown place."""
    cities = {
        "Highlandtown": place(22.365, "suburb", "Highlandtown", 39.602), "Fells Point": place(22.49, "hamlet", "Fells Point"),
        "Canton": None, "Müllheim": place(22.41, "village", "Muellheim", 39.61),
        "Άνω Λάρισσα": place(22.42, "village", "Άνω Λάρισα", 39.61), "L'Hospitalet": place(22.37, "quarter", "L’Hospitalet", 39.61),
    }
    nodes = [place(22.36, "city", "Baltimore", population="600000")] + [node for node in cities.values() if node]
    roads = [road(22.36, 22.366, "Bank Street", 39.603)]
    for index, city in enumerate(cities):
        west, latitude = 22.39 + index / 100, 39.6 + index / 1000
        roads.append(road(west, west + 0.005, "Bank Street", latitude))
        nodes += [
            door(west + 0.001, f"{6938 + index * 10}", "Bank Street", city, latitude, postcode=f"2122{index}"),
            door(west + 0.002, f"{6940 + index * 10}", "Bank Street", city, latitude, postcode=f"2122{index}")]
    region = made(tmp_path / "r", nodes, roads)
    for index, city in enumerate(cities):
        number, longitude = f"{6938 + index * 10}", 22.391 + index / 100
        label = region.json("reverse", f"{longitude},{39.6 + index / 1000}")["results"][0]["label"]["el"]
        for text in (f"{number} Bank Street, {city}", f"{number} Bank Street, 2122{index} {city}", label,
                     f"{city}, Bank Street {number}", f"bank street {number} {city}".lower()):
            assert finds(region, text, longitude, number), text


def test_geocode_number_with_space(tmp_path):
    numbers = [
        "17А", "17А к3", "4 с2", "4 с4", "226 1/2", "7 A, sisäpiha", "стр. 2", "бл. 3", "12 bis", "9 к. 1", "S/N", "A12",
        "č.p. 34", "12/34", "5/7", "20 Haus 2", "№ 50", "40.", "30 κτίριο Β",
    ]
    region = made(
        tmp_path / "r", [
            place(22.405, "city", "Москва"),
            *(door(22.39 + index / 1000, number, "улица Гончарова", "Москва") for index, number in enumerate(numbers))],
        [road(22.389, 22.41, "улица Гончарова")])
    for index, number in enumerate(numbers):
        longitude = 22.39 + index / 1000
        label = region.json("reverse", f"{longitude},39.6002")["results"][0]["label"]["el"]
        assert label == f"улица Гончарова {number}, Москва"
        for text in (label, f"улица Гончарова {number}", f"{number} улица Гончарова, Москва", f"Москва, улица Гончарова {number}",
                     label.lower(), label.upper()):
            assert finds(region, text, longitude, number), text
    assert finds(region, "улица Гончарова 17Ак3", 22.391, "17А к3")


@pytest.mark.parametrize("asked, mapped", [
    ("17А к3", ["17А"]), ("17А", ["17А к3"]), ("4 с4", ["4 с2", "4"]), ("226 1/2", ["226"]), ("226", ["226 1/2"]),
    ("7 A, sisäpiha", ["7 A"]), ("12/A", ["12", "12/B"]), ("12 bis", ["12"]), ("24", ["23-25", "22-26"]), ("5-6", ["5"]),
    ("8Α", ["8"]), ("8", ["8Α"]), ("A12", ["12"]), ("12", ["A12"]), ("2/h", ["2"]), ("5/7", ["5", "57"]), ("7", ["5/7"]),
    ("12;14", ["12", "14"]), ("99", ["1", "3"]), ("9Q", ["9"]),
])
def test_another_number_is_never_exact(tmp_path, asked, mapped):
    region = made(
        tmp_path / "r", [
            place(22.405, "town", "Alt"),
            *(door(22.4 + index / 1000, number, "Lange Gasse", "Alt") for index, number in enumerate(mapped))],
        [road(22.39, 22.41, "Lange Gasse")])
    for text in (f"Lange Gasse {asked}, Alt", f"Lange Gasse {asked}", f"{asked} Lange Gasse, Alt"):
        result = best(region, text)
        assert result is None or result["kind"] != "address" or (
            result["match"] != "exact" and result["houseNumber"] in mapped), (text, result)


def test_lists_of_numbers(tmp_path):
    region = made(
        tmp_path / "r", [
            place(22.405, "town", "Alt"), door(22.4, "12;14", "Lange Gasse", "Alt"),
            door(22.401, "76, 76a, 76b", "Lange Gasse", "Alt"), door(22.402, "1,3", "Lange Gasse", "Alt")],
        [road(22.39, 22.41, "Lange Gasse")])
    for longitude, whole, members in (
            (22.4, "12;14", ["12", "14"]), (22.401, "76, 76a, 76b", ["76", "76a", "76b"]), (22.402, "1,3", ["1", "3"])):
        for number in [whole, *members]:
            assert finds(region, f"Lange Gasse {number}, Alt", longitude, number), number
        printed = region.json("reverse", f"{longitude},39.6002")["results"][0]["label"]["en"]
        assert printed == f"Lange Gasse {whole}, Alt"


@pytest.mark.parametrize("tags", [
    {"city": "Άνω Πέτρα"}, {"place": "Άνω Πέτρα"}, {"place": "Άνω Πέτρα", "city": "Άνω Πέτρα"}, {"hamlet": "Άνω Πέτρα"},
    {"village": "Άνω Πέτρα"}, {"suburb": "Άνω Πέτρα"},
])
def test_geocode_city_only(tmp_path, tags):
    nodes = [
        place(22.4232852, "village", "Άνω Πέτρα", population="200"), door(22.4242, "5", **tags), door(22.4252, "7 β", **tags),
        place(22.3, "village", "Κάτω Πέτρα"), door(22.3001, "5", city="Κάτω Πέτρα")]
    region = made(tmp_path / "r", nodes, [road(22.42, 22.43)])
    for text in ("Άνω Πέτρα 5", "5 Άνω Πέτρα", "ανω πετρα 5", "ΑΝΩ ΠΕΤΡΑ 5", "Ano Petra 5"):
        result = best(region, text)
        assert is_at(result, 22.4242) and (result["kind"], result["houseNumber"]) == ("address", "5"), text
    assert finds(region, "Άνω Πέτρα 7 β", 22.4252, "7 β")
    assert finds(region, "Κάτω Πέτρα 5", 22.3001, "5")
    # With a typing error, the house comes before the settlement; without a number, the settlement is found.
    assert is_at(best(region, "Άνω Πέτσα 5"), 22.4242)
    alone = region.json("geocode", "Άνω Πέτρα")
    assert alone["results"][0]["kind"] == "settlement" and not alone["ambiguous"]
    assert region.json("reverse", "22.4242,39.6002")["results"][0]["label"]["el"] == "Άνω Πέτρα 5"


def answer(region, text):
    """The first result, and the words of the text that it does not contain."""
    found = region.json("geocode", text)
    first = found["results"][0]
    return (first["label"]["el"], first["kind"], first["match"]), found["unmatched"]


def test_a_typing_error_does_not_turn_a_house_number_into_a_place(tmp_path):
    region = made(
        tmp_path / "r", [
            place(22.405, "city", "Λάρισα", population="100000"), place(22.405, "quarter", "12", 39.598),
            place(22.406, "neighbourhood", "12Α", 39.597), door(22.401, "12", "Ερμού", "Λάρισα"),
            door(22.402, "12Α", "Ερμού", "Λάρισα"), door(22.403, "22/3", "Ερμού", "Λάρισα"),
        ], [road(22.4, 22.41, "Ερμού")])
    for text, number in (
            ("Ερού 12, Λάρισα", "12"), ("Εμού 12, Λάρισα", "12"), ("12 Ερού, Λάρισα", "12"), ("Λάρισα, Ερού 12", "12"),
            ("Ερού 12Α Λάρισα", "12Α"), ("Ερού 22/3, Λάρισα", "22/3")):
        assert answer(region, text) == ((f"Ερμού {number}, Λάρισα", "address", "fuzzy"), []), text
    # A place is not meant when a word of the text is left over.
    for text in ("Ερμς 12Α Λάρισα", "Ξψζω 12, Λάρισα"):
        (label, kind, match), unmatched = answer(region, text)
        assert (label, kind, match) == ("Λάρισα", "settlement", "stem") and unmatched, text
    for text in ("12, Λάρισα", "12", "Λάρισα 12", "12, Larisa"):
        assert answer(region, text)[0][:2] == ("12, Λάρισα", "neighbourhood"), text


def test_a_typing_error_with_a_place_named_like_a_number_in_another_village(tmp_path):
    region = made(
        tmp_path / "r", [
            place(22.43, "village", "Νέο Χωριό", 39.588), place(22.44, "neighbourhood", "7", 39.587),
            place(22.445, "village", "Μεγάλη Βρύση", 39.587), door(22.431, "7", city="Νέο Χωριό", latitude=39.5885),
            door(22.4452, "7α", city="Μεγάλη Βρύση", latitude=39.5877),
            door(22.4453, "7", "Αγίου Δημητρίου", "Μεγάλη Βρύση", 39.5879),
        ], [road(22.4452, 22.447, "Αγίου Δημητρίου", 39.588)])
    for text in ("Νέο Χορό 7", "Νέο Χωρι 7", "Νο Χωριό 7", "Νέο Χωτιό 7", "7 Νέο Χωτιό", "Νέου Χωριού 7"):
        assert is_at(best(region, text), 22.431), text
    assert finds(region, "Νέο Χωριό 7", 22.431, "7")
    assert answer(region, "7, Μεγάλη Βρύση")[0] == ("7, Μεγάλη Βρύση", "neighbourhood", "exact")
    # A village nearby is not that of the address.
    for text in ("Αγίου Δημητρίου 7, Νέο Χωριό", "Νέο Χωριό, Αγίου Δημητρίου 7"):
        assert answer(region, text) == (("Αγίου Δημητρίου 7, Μεγάλη Βρύση", "address", "stem"), ["Νέο Χωριό"]), text
    assert finds(region, "Αγίου Δημητρίου 7, Μεγάλη Βρύση", 22.4453, "7")


def test_a_result_with_words_left_over_is_never_exact(tmp_path):
    region = made(
        tmp_path / "r", [
            place(22.405, "town", "Alpha"), door(22.401, "3", "Main Street", "Alpha", postcode="00100"),
            door(22.403, "11", "Main Street", "Alpha", postcode="00100")], [road(22.4, 22.41, "Main Street")])
    assert answer(region, "Main Street 120") == (("Main Street, Alpha", "street", "stem"), ["120"])
    assert answer(region, "Main Street 120, Alpha") == (("Main Street, Alpha", "street", "stem"), ["120"])
    assert answer(region, "Main Street, Xyzw") == (("Main Street, Alpha", "street", "stem"), ["Xyzw"])
    for number in ("5", "7", "13"):
        assert answer(region, f"Main Street {number}, Alpha")[0][1:] == ("interpolated", "stem"), number
    assert answer(region, "Main Street")[0][2] == "exact"
    # A typing error with a postal code finds a house of that code first.
    for text in ("Mqin Street 3 00100 Alpha", "Main Strewt 3, 00100", "00100 Alpha, Mein Street 3"):
        assert is_at(best(region, text), 22.401), text
    assert best(region, "00100")["kind"] == "postcode"


def test_districts_that_only_addresses_name(tmp_path):
    nodes = [
        place(22.4, "town", "Alt", population="20000"), place(22.5, "town", "Neu", population="20000"),
        door(22.4001, "5", "Lange Gasse", "Alt", suburb="Ostend"), door(22.5001, "5", "Lange Gasse", "Neu", suburb="Westend")]
    region = made(tmp_path / "r", nodes, [road(22.39, 22.41, "Lange Gasse"), road(22.49, 22.51, "Lange Gasse")])
    for text, longitude in (
            ("Lange Gasse 5, Ostend", 22.4001), ("Lange Gasse 5, Ostend, Alt", 22.4001), ("Lange Gasse 5, Westend", 22.5001),
            ("Lange Gasse 5, Alt", 22.4001), ("Neu, Lange Gasse 5", 22.5001)):
        assert finds(region, text, longitude, "5"), text


def test_a_mapped_number_comes_before_an_interpolated_one(tmp_path):
    nodes = [
        place(22.4, "city", "Großstadt", population="900000"), place(22.8, "hamlet", "Kleindorf"),
        door(22.4, "1", "Kirchweg", "Großstadt"), door(22.402, "9", "Kirchweg", "Großstadt"),
        door(22.8001, "5", "Kirchweg", "Kleindorf")]
    region = made(tmp_path / "r", nodes, [road(22.39, 22.41, "Kirchweg"), road(22.79, 22.81, "Kirchweg")])
    assert finds(region, "Kirchweg 5", 22.8001, "5")
    assert best(region, "Kirchweg 5, Großstadt")["kind"] == "interpolated"


def test_a_number_that_is_also_a_postal_code(tmp_path):
    nodes = [
        place(22.4, "town", "Alt"), door(22.401, "9490", "Lange Gasse", "Alt", postcode="9490"),
        door(22.402, "9491", "Lange Gasse", "Alt", postcode="9490"), door(22.403, "1", "Lange Gasse", "Alt", postcode="9491")]
    region = made(tmp_path / "r", nodes, [road(22.39, 22.41, "Lange Gasse")])
    for text, longitude, number in (
            ("Lange Gasse 9490, Alt", 22.401, "9490"), ("Lange Gasse 9490, 9490 Alt", 22.401, "9490"),
            ("Lange Gasse 9491, 9490 Alt", 22.402, "9491"), ("9490 Alt, Lange Gasse 9491", 22.402, "9491"),
            ("Lange Gasse 1, 9491 Alt", 22.403, "1"), ("9491 Lange Gasse, Alt 9490", 22.402, "9491")):
        assert finds(region, text, longitude, number), text


# Streets, towns and numbers in forms that occur in maps everywhere.
STREETS = [
    "Kalevankatu", "улица Гончарова", "Rue de l'Église", "Carrer de l’Escal·la", "Große Mühlegasse", "Αγίου Νικολάου",
    "28ης Οκτωβρίου", "13. Street", "Brücke 3", "Landungsbrücken, Ponton", "Rua João Grão", "náměstí Míru", "Звёздный бульвар",
]
TOWNS = ["Helsinki", "Нижний Новгород", "Saint-Étienne", "Άνω Πέτρα", "Weißenburg (Süd)"]
NUMBERS = [
    "1", "12-14", "12 bis", "17А к3", "226 1/2", "7 A, sisäpiha", "12/A", "5/7", "S/N", "A19", "č.p. 16", "20/34", "бл. 30",
    "21.", "№ 25", "33;35", "40 κτίριο Β", "3A", "50 с4", "60½", "70 rear building", "08", "81b-c", "д. 90, к. 1",
]


def test_every_address_of_a_made_town_finds_itself(tmp_path):
    nodes, roads = [place(22.0 + 0.2 * row, "town", town) for row, town in enumerate(TOWNS)], []
    nodes += [place(22.01, "neighbourhood", "12", 39.63), place(22.21, "city_block", "3A", 39.63), place(22.41, "suburb", "Block 1", 39.63)]
    for row, town in enumerate(TOWNS):
        for line, street in enumerate(STREETS):
            west, latitude = 22.0 + 0.2 * row, 39.6 + line / 500
            roads.append(road(west, west + 0.03, street, latitude))
            for index, number in enumerate(NUMBERS):
                if (index + line + row) % 3 == 0:
                    nodes.append(door(
                        west + 0.001 * (index + 1), number, street, town, latitude + 0.0001,
                        postcode=f"{4000 + row}{'-' if row % 2 else ' '}{100 + line}"))
    region = made(tmp_path / "r", nodes, roads)
    server = Server(region.dataset, tmp_path / "log")
    try:
        judge = Judge(server.port, region.store).run()
    finally:
        assert server.stop() == 0
    assert judge.asked["label"] > 400
    assert [lost for lost in judge.lost if lost[0] != "slip"] == []
    assert judge.untrue == []
    assert judge.share("slip") >= 0.98, judge.lost


if GEODATA:

    @pytest.mark.parametrize("name", [
        "andorra.osm.gz", "andorra.osm.pbf", "columbus.osm.pbf", "hamburg-hafen-ferry.osm.pbf", "liechtenstein-latest.osm.pbf",
        "monaco-latest.osm.pbf", "porto_portugal.osm.pbf",
    ])
    def test_every_address_of_an_extract_finds_itself(tmp_path, name):
        region = Region(tmp_path)
        region.import_("--osm", pathlib.Path(GEODATA) / "osm" / name)
        region.build()
        server = Server(region.dataset, tmp_path / "log")
        try:
            judge = Judge(server.port, region.store).run()
        finally:
            assert server.stop() == 0
        for form in judge.asked:
            assert judge.share(form) >= (0.98 if form == "slip" else 0.995), (form, judge.lost)
        assert judge.untrue == []
