"""Roads that routers have got wrong: small drawn maps, from the file to the answer, each named after its kind of error."""
import pytest

from conftest import Region

WEST, NORTH, EAST = 22.4, 39.6, 0.0011643  # 100 metres to the east
SOUTH = -0.0009006


def osm(drawing, ways, nodes=None):
    """An OpenStreetMap file of a drawing in which every letter is a node, and a character or line is 100 metres."""
    places = {
        letter: (WEST + column * EAST, NORTH + row * SOUTH)
        for row, line in enumerate(drawing.strip("\n").split("\n")) for column, letter in enumerate(line)
        if letter.isalpha()}

    def tags(given):
        return "".join(f'<tag k="{k}" v="{v}"/>' for k, v in given.items())

    text = "".join(
        f'<node id="{ord(n)}" version="1" lat="{lat:.7f}" lon="{lon:.7f}">{tags((nodes or {}).get(n, {}))}</node>'
        for n, (lon, lat) in places.items())
    for number, (letters, given) in enumerate(ways, 1):
        refs = "".join(f'<nd ref="{ord(n)}"/>' for n in letters)
        text += f'<way id="{number}" version="1">{refs}{tags(given)}</way>'
    return f'<?xml version="1.0"?><osm version="0.6">{text}</osm>', places


@pytest.fixture
def ask(tmp_path):
    """Imports a drawn map; returns a function that asks for the route between the middles of two streets."""

    def prepare(drawing, ways, nodes=None):
        text, places = osm(drawing, ways, nodes)
        (tmp_path / "in.osm").write_text(text)
        region = Region(tmp_path)
        region.import_("--osm", tmp_path / "in.osm")
        region.build()

        def middle(pair):
            a, b = places[pair[0]], places[pair[1]]
            return f"{(a[0] + b[0]) / 2:.7f},{(a[1] + b[1]) / 2:.7f}"

        return lambda a, b, *options: region.json("route", middle(a), middle(b), *options)

    return prepare


STREET = {"highway": "residential"}
ROUND = """
a b x c d
  e   f
"""
ROUND_WAYS = [("ab", STREET), ("bxc", STREET), ("cd", STREET), ("befc", STREET)]


def length(answer):
    return None if answer["noRoute"] else round(answer["metres"] / 100) * 100


def test_gate_private(ask):
    for mode in ["car", "foot", "bicycle"]:
        route = ask(ROUND, ROUND_WAYS, {"x": {"barrier": "gate", "access": "private"}})
        assert length(route("ab", "cd", "--mode", mode)) == 800
        # The way over the gate is shorter, but this part of the street can be reached without it.
        assert length(route("ab", "xc", "--mode", mode)) == 800
    assert length(ask(ROUND, ROUND_WAYS, {"x": {"barrier": "bollard"}})("ab", "cd", "--mode", "foot")) == 600


def test_motor_vehicle_forward(ask):
    ways = [ROUND_WAYS[0], ("bxc", STREET | {"motor_vehicle:forward": "no"})] + ROUND_WAYS[2:]
    route = ask(ROUND, ways)
    assert (length(route("ab", "cd")), length(route("cd", "ab"))) == (800, 600)


def test_destination_side_street(ask):
    for key in ["access", "vehicle", "motor_vehicle"]:
        route = ask("""
a b c d e
      g
""", [("abc", STREET), ("cde", STREET | {key: "destination"}), ("dg", STREET)])
        assert length(route("ab", "de")) == 600
        assert length(route("de", "ab")) == 600
        assert length(route("ab", "dg")) is not None


def test_conditional_winter(ask):
    ways = [ROUND_WAYS[0], ("bxc", STREET | {"motor_vehicle:conditional": "no @ (Nov-Apr)"})] + ROUND_WAYS[2:]
    route = ask(ROUND, ways)
    winter = route("ab", "cd", "--at", "2026-11-28T10:00")
    assert length(winter) == 800
    assert winter["conditions"] == {"at": "2026-11-28T10:00:00+00:00", "holding": 1, "unknown": 0}
    assert length(route("ab", "cd", "--at", "2026-06-28T10:00")) == 600
    assert length(route("ab", "cd", "--at", "2026-11-28T10:00", "--mode", "foot")) == 600


def test_unknown_conditions_are_reported(ask):
    for condition in ["snow", "weight>3.5", "Nov-Apr AND wet"]:
        escaped = condition.replace(">", "&gt;")
        ways = [ROUND_WAYS[0], ("bxc", STREET | {"name": "Πάνω", "access:conditional": f"no @ ({escaped})"})]
        answer = ask(ROUND, ways + ROUND_WAYS[2:])("ab", "cd", "--at", "2026-11-28T10:00")
        assert length(answer) == 600
        assert [(d["name"], d["condition"]) for d in answer["mayBeClosed"]] == [("Πάνω", condition)]


def test_ferry_behind_pier(ask):
    ferry = {"route": "ferry", "duration": "00:20", "foot": "yes", "motor_vehicle": "no"}
    route = ask("a b p          c d", [("ab", STREET), ("bp", {"man_made": "pier"}), ("pc", ferry), ("cd", STREET)])
    answer = route("ab", "cd", "--mode", "foot")
    assert answer["ferry"] and answer["noRoute"] is None
    assert route("ab", "cd", "--mode", "car")["noRoute"]["reason"] is not None


def test_a_point_on_a_junction_belongs_to_all_its_roads(ask, tmp_path):
    route = ask("""
a m b
  c
""", [("mc", STREET | {"oneway": "yes"}), ("am", STREET), ("mb", STREET)])
    # From the junction to each street, and back.
    for street, expected in [("am", 100), ("mb", 100), ("mc", 0)]:
        assert length(route("mm", street)) == expected or length(route("mm", street)) == 100
    assert length(route("am", "mm")) == 100
