"""The pages in a real browser: one Chromium and one server of each region per worker, and the datasets once for all.

PLISION is the path of the binary, PLISION_MAPLIBRE the folder of the map library. Pictures of every page go to
PLISION_SCREENSHOTS, by default a temporary folder, whose name the run prints at its end.
"""
import contextlib
import fcntl
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
# The pages of planners are in Greek and English only. Albanian and Ukrainian have no letters, direction or layout of their
# own, so only their longest texts are looked at.
PLANNERS = ("coverage", "quality", "refused", "kit")
LONGEST = {"start", "results-need", "structure-full", "help", "danger", "benefits"}


def pytest_configure(config):
    os.environ.setdefault("PLISION_SCREENSHOTS", tempfile.mkdtemp(prefix="plision-screenshots-"))


def is_tested(state, language, scripts):
    """Whether a state is reached in a language, with scripts or without."""
    if language in ("el", "en"):
        return scripts or language == "el"
    return scripts and not state.startswith(PLANNERS) and (language == "ar" or state in LONGEST)


def pytest_collection_modifyitems(config, items):
    def selected(item):
        parameters = item.callspec.params if hasattr(item, "callspec") else {}
        return "state" not in parameters or "language" not in parameters or is_tested(
            parameters["state"], parameters["language"], parameters["scripts"])

    config.hook.pytest_deselected(items=[item for item in items if not selected(item)])
    items[:] = [item for item in items if selected(item)]


def pytest_terminal_summary(terminalreporter):
    terminalreporter.write_line(f"pictures of the pages: {os.environ['PLISION_SCREENSHOTS']}")


@pytest.fixture(scope="session")
def screenshots():
    folder = pathlib.Path(os.environ["PLISION_SCREENSHOTS"])
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """A function that builds a region in a folder, once for all workers, and returns its dataset."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def build(name, make):
        folder = shared / name
        with lock(shared / f"{name}.lock"):
            if not folder.exists():
                making = shared / f"{name}-unfinished"
                making.mkdir()
                make(making)
                making.rename(folder)
        return folder / "dataset"

    return build


@contextlib.contextmanager
def lock(path):
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def serve(dataset, folder):
    return Server(dataset, folder / "server.log", "--assets", MAPLIBRE, "--reports", str(folder / "reports.jsonl"), "--kit")


def served(dataset, folder):
    server = serve(dataset, folder)
    server.dataset, server.folder = dataset, folder
    yield server
    assert server.stop() == 0, server.log.read_text()[-2000:]


@pytest.fixture(scope="session")
def thessaly(built, tmp_path_factory):
    """The embedded tables with sample roads. The coverages that tests look at are computed before the first of them."""
    for server in served(built("thessaly", sampled_region), tmp_path_factory.mktemp("thessaly")):
        drawn = "/maps/static.png?style=coverage&kind=community-centre&mode="
        for path in ("/coverage", "/coverage?kind=community-centre&mode2=foot", drawn + "car", drawn + "foot"):
            while server.get(path)[0] == 503:
                time.sleep(0.5)
        yield server


@pytest.fixture(scope="session")
def streets(built, tmp_path_factory):
    """The embedded tables with the streets of four towns, so that addresses can be searched."""
    yield from served(built("streets", streets_region), tmp_path_factory.mktemp("streets"))


def streets_region(folder):
    region = Region(folder)
    (folder / "osm").mkdir()
    greek_streets.write(folder / "osm/greece-latest.osm")
    region.import_("--all", "--region", "geodata/thessaly", "--geodata", folder)
    region.build()


@pytest.fixture(scope="session")
def toyland(built, tmp_path_factory):
    """The toy region: hours, languages, prices, a withheld place."""
    yield from served(built("toyland", toy_region), tmp_path_factory.mktemp("toyland"))


@pytest.fixture(scope="session")
def hours(built, tmp_path_factory):
    """The embedded tables with hours of some desks."""
    yield from served(built("hours", region_with_hours), tmp_path_factory.mktemp("hours"))


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

    def begin(server, language="el", maps="waiting"):
        chromium.begin(server, size, scripts, language, maps)
        begun.append(server)
        return chromium

    yield begin
    if begun:
        assert chromium.complaints() == []
