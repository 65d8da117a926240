"""The built binary as a person runs it: commands, the folder of a region, and servers. PLISION is the path of the binary."""
import json
import os
import pathlib
import socket
import subprocess
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("PLISION", str(ROOT / ".build/release/plision"))


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


def sampled_region(folder):
    """The region from the embedded tables, with sample roads between its places."""
    region = Region(folder)
    nothing = folder / "nothing"
    nothing.mkdir()
    region.import_("--all", "--region", "geodata/thessaly", "--geodata", nothing)
    roads = folder / "sample-roads.osm"
    run("sample-roads", "--store", region.store, "--out", roads)
    region.import_("--osm", roads)
    region.build()
    return region


def toy_region(folder):
    """The small made-up region, whose structures have hours, languages and everything else a structure can have."""
    region = Region(folder)
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
