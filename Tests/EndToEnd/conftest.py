"""Regions and servers that the end-to-end tests share. PLISION_GEODATA, when set, is the folder of real files."""
import os
import re

import pytest

from program import BINARY, ROOT, Region, Server, run, sampled_region, toy_region

GEODATA = os.environ.get("PLISION_GEODATA")


@pytest.fixture(scope="session")
def thessaly(tmp_path_factory):
    """The region with the real files when PLISION_GEODATA is set, else from the embedded tables."""
    region = Region(tmp_path_factory.mktemp("thessaly"))
    region.import_("--all", "--region", "geodata/thessaly", *(["--geodata", GEODATA] if GEODATA else []))
    region.build()
    return region


@pytest.fixture(scope="session")
def embedded(tmp_path_factory):
    """The region from only the embedded tables."""
    region = Region(tmp_path_factory.mktemp("embedded"))
    region.import_("--all", "--region", "geodata/thessaly", "--geodata", tmp_path_factory.mktemp("nothing"))
    region.build()
    return region


@pytest.fixture(scope="session")
def sampled(tmp_path_factory):
    """The embedded region with sample roads between its places."""
    return sampled_region(tmp_path_factory.mktemp("sampled"))


@pytest.fixture(scope="session")
def toyland(tmp_path_factory):
    return toy_region(tmp_path_factory.mktemp("toyland"))


@pytest.fixture(scope="session")
def server(thessaly, tmp_path_factory):
    server = Server(thessaly.dataset, tmp_path_factory.mktemp("log") / "server.log")
    yield server
    assert server.stop() == 0, server.log.read_text()[-2000:]


def timeless(answer):
    """The answer without its second, which may differ between two answers."""
    assert "at" in answer
    return {key: value for key, value in answer.items() if key != "at"}


def progress_free(text):
    """Whether a captured stderr has only plain lines without terminal control."""
    return not re.search(r"[\r\x1b]", text)
