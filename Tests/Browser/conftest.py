"""The pages in a real browser: one Chromium and one server of each region per worker.

PLISION is the path of the binary, PLISION_MAPLIBRE the folder of the map library. Pictures of every page go to
PLISION_SCREENSHOTS, by default a temporary folder, whose name the run prints at its end.
"""
import os
import pathlib
import sys
import tempfile
import time

import pytest

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "EndToEnd"))
import greek_streets  # noqa: E402
from browser import SIZES, Browser  # noqa: E402
from program import ROOT, Region, Server, region_with_hours, sampled_region, toy_region  # noqa: E402

MAPLIBRE = os.environ.get("PLISION_MAPLIBRE", str(ROOT / ".tools/maplibre"))
# The languages of the pages; `test_every_language_is_tested` compares them with what the pages offer.
LANGUAGES = ["el", "en", "ar", "sq", "uk"]
# Greek is tested in every way, English with scripts on a phone and without on a desk. The languages of translations are tested
# with scripts on the pages of citizens: all of them from right to left, those with the longest texts in the others.
PLANNERS = ("coverage", "quality", "refused", "kit")
LONGEST = {"start", "results-need", "structure-full", "help", "danger", "benefits"}


def pytest_configure(config):
    os.environ.setdefault("PLISION_SCREENSHOTS", tempfile.mkdtemp(prefix="plision-screenshots-"))


def is_tested(language, state, scripts, size):
    if language == "el" or (language == "en" and not state):
        return True
    if language == "en":
        return scripts == (size == "phone")
    return scripts and not state.startswith(PLANNERS) and (language == "ar" or state in LONGEST)


def pytest_collection_modifyitems(config, items):
    def selected(item):
        parameters = getattr(item, "callspec", None) and item.callspec.params
        return not parameters or "language" not in parameters or is_tested(
            parameters["language"], parameters.get("state", ""), parameters.get("scripts", True), parameters.get("size"))

    config.hook.pytest_deselected(items=[item for item in items if not selected(item)])
    items[:] = [item for item in items if selected(item)]


def pytest_terminal_summary(terminalreporter):
    terminalreporter.write_line(f"pictures of the pages: {os.environ['PLISION_SCREENSHOTS']}")


@pytest.fixture(scope="session")
def screenshots():
    folder = pathlib.Path(os.environ["PLISION_SCREENSHOTS"])
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def serve(dataset, folder):
    return Server(dataset, folder / "server.log", "--assets", MAPLIBRE, "--reports", str(folder / "reports.jsonl"), "--kit")


def served(region):
    server = serve(region.dataset, region.folder)
    server.folder = region.folder
    yield server
    assert server.stop() == 0, server.log.read_text()[-2000:]


@pytest.fixture(scope="session")
def thessaly(tmp_path_factory):
    """The embedded tables with sample roads. The coverages that tests look at are computed before the first of them."""
    for server in served(sampled_region(tmp_path_factory.mktemp("thessaly"))):
        drawn = "/maps/static.png?style=coverage&kind=community-centre&mode="
        for path in ("/coverage", "/coverage?kind=community-centre&mode2=foot", drawn + "car", drawn + "foot"):
            while server.get(path)[0] == 503:
                time.sleep(0.5)
        yield server


@pytest.fixture(scope="session")
def streets(tmp_path_factory):
    """The embedded tables with the streets of four towns, so that addresses can be searched."""
    region = Region(tmp_path_factory.mktemp("streets"))
    (region.folder / "osm").mkdir()
    greek_streets.write(region.folder / "osm/greece-latest.osm")
    region.import_("--all", "--region", "geodata/thessaly", "--geodata", region.folder)
    region.build()
    yield from served(region)


@pytest.fixture(scope="session")
def toyland(tmp_path_factory):
    """The toy region: hours, languages, prices, a withheld place."""
    yield from served(toy_region(tmp_path_factory.mktemp("toyland")))


@pytest.fixture(scope="session")
def hours(tmp_path_factory):
    """The embedded tables with hours of some desks."""
    yield from served(region_with_hours(tmp_path_factory.mktemp("hours")))


@pytest.fixture(scope="session")
def chromium(thessaly, streets, toyland, hours, tmp_path_factory):
    """Ends before the servers, which would wait for its connections."""
    browser = Browser(tmp_path_factory.mktemp("profile"))
    yield browser
    browser.stop()


@pytest.fixture(params=SIZES)
def size(request):
    return request.param


@pytest.fixture(params=[True, False], ids=["scripts", "plain"])
def scripts(request):
    return request.param


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture
def browse(chromium, size, scripts):
    """A function that prepares the browser for a server. What the pages did wrong fails the test at its end."""
    begun = []

    def begin(server, language="el"):
        chromium.begin(server, size, scripts, language)
        begun.append(server)
        return chromium

    yield begin
    if begun:
        assert chromium.complaints() == []
