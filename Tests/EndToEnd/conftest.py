"""Runs the built binary as a person would. PLISION is its path; PLISION_GEODATA, when set, is the folder of real files."""
import json
import os
import pathlib
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("PLISION", str(ROOT / ".build/release/plision"))
GEODATA = os.environ.get("PLISION_GEODATA")


def run(*arguments, code=0, cwd=ROOT, timeout=300, env=None):
    """Runs the binary and checks its exit code; returns (stdout, stderr)."""
    environment = {k: v for k, v in os.environ.items() if k != "PLISION_GEODATA"} | (env or {})
    done = subprocess.run(
        [BINARY, *map(str, arguments)], cwd=cwd, env=environment, timeout=timeout, capture_output=True, text=True)
    assert done.returncode == code, f"exit {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    return done.stdout, done.stderr


class Region:
    """A store and a dataset in a folder of their own."""

    def __init__(self, folder):
        self.folder = folder
        self.store = folder / "features.sqlite"
        self.dataset = folder / "dataset"

    def import_(self, *arguments, code=0):
        return run("import", *arguments, "--store", self.store, code=code)

    def build(self, code=0):
        return run("build", "--store", self.store, "--dataset", self.dataset, code=code)

    def json(self, verb, *arguments):
        out, _ = run(verb, *arguments, "--dataset", self.dataset, "--format", "json")
        return json.loads(out)


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
    region = Region(tmp_path_factory.mktemp("sampled"))
    region.import_("--all", "--region", "geodata/thessaly", "--geodata", tmp_path_factory.mktemp("nothing"))
    roads = region.folder / "sample-roads.osm"
    run("sample-roads", "--store", region.store, "--out", roads)
    region.import_("--osm", roads)
    region.build()
    return region


@pytest.fixture(scope="session")
def toyland(tmp_path_factory):
    region = Region(tmp_path_factory.mktemp("toyland"))
    region.import_("--all", "--region", "Tests/Fixtures/toyland")
    region.build()
    return region


class Server:
    """A server process on a free port of 127.0.0.1."""

    def __init__(self, dataset, log, *arguments):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = log
        self.process = subprocess.Popen(
            [BINARY, "serve", "--dataset", str(dataset), "--port", str(self.port), *arguments],
            cwd=ROOT, stdout=log.open("wb"), stderr=subprocess.STDOUT)
        deadline = time.monotonic() + 20
        while True:
            try:
                if self.get("/readyz")[0] == 200:
                    return
            except OSError:
                pass
            assert self.process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, "the server did not become ready"
            time.sleep(0.02)

    def get(self, path, **headers):
        """Sends a GET request; returns (status, headers, body)."""
        request = urllib.request.Request(self.url + path, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()

    def json(self, path, status=200, **headers):
        found, _, body = self.get(path, **headers)
        assert found == status, body[:500]
        return json.loads(body)

    def stop(self):
        self.process.terminate()
        return self.process.wait(timeout=30)


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
