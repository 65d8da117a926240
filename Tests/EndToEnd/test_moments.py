"""Questions about a moment: days off, summer time, and services of some days. The hours of the desks are a fixture."""
import urllib.parse

import pytest
from program import Server, region_with_hours


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    region = region_with_hours(tmp_path_factory.mktemp("hours"))
    server = Server(region.dataset, region.folder / "log")
    yield server
    assert server.stop() == 0


def found(server, place, kind, moment, **filters):
    """The structures of a kind that are open near a place at a moment, with the state that they are listed with."""
    query = urllib.parse.urlencode({"q": place, "kind": kind, "openAt": moment, "limit": 100, **filters})
    answer = server.json(f"/api/v1/nearest?{query}")
    return {result["structure"]["id"]: result["opening"]["state"] for result in answer["results"]}


LARISSA, TRIKALA, VOLOS = "larissa-community-centre", "trikala-community-centre", "volos-community-centre"


@pytest.mark.parametrize("moment, open_ones", [
    # Story 6: the patron of Larissa. Desks of other towns are open.
    ("2025-05-15T11:00", {TRIKALA, VOLOS}),
    ("2025-05-14T11:00", {LARISSA, TRIKALA, VOLOS}),
    # Story 7: Orthodox Good Friday and Easter Monday, not the Catholic ones; 1 May moved to another day. Hours that do
    # not mention holidays, those of Volos, are not known on them.
    ("2026-04-10T11:00", set()), ("2026-04-13T11:00", set()),
    ("2026-04-06T11:00", {LARISSA, TRIKALA, VOLOS}), ("2026-04-03T11:00", {LARISSA, TRIKALA, VOLOS}),
    ("2024-05-01T11:00", {LARISSA, TRIKALA, VOLOS}), ("2024-05-07T11:00", set()),
    # Story 5: Saturday.
    ("2026-02-14T11:00", {VOLOS}),
    # Story 8: the clocks of the two Sundays on which they change, as moments of universal time.
    ("2026-03-29T05:30Z", {VOLOS}), ("2026-03-29T04:30Z", set()), ("2026-03-29T12:00Z", set()),
    ("2026-10-25T06:30Z", {VOLOS}), ("2026-10-25T05:30Z", set()), ("2026-10-25T12:59Z", {VOLOS}),
])
def test_desks_open_at_a_moment(server, moment, open_ones):
    states = found(server, "Λάρισα", "community-centre", moment, open="any")
    assert {id for id in (LARISSA, TRIKALA, VOLOS) if states.get(id) == "open"} == open_ones
    assert set(found(server, "Λάρισα", "community-centre", moment)) == open_ones


# Story 15: a cooled hall of five days.
@pytest.mark.parametrize("moment, is_found", [
    ("2024-07-16T14:00", True), ("2024-07-15T13:00", True), ("2024-07-19T18:59", True), ("2024-07-16T12:59", False),
    ("2024-07-19T19:00", False), ("2024-07-20T14:00", False), ("2024-07-14T14:00", False), ("2025-07-16T14:00", False),
])
def test_a_cooled_hall_of_some_days(server, moment, is_found):
    assert ("karditsa-cooled-hall" in found(server, "Καρδίτσα", "cooled-hall", moment)) == is_found
