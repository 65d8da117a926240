"""The built binary as a person runs it: commands, the folder of a region, and servers. PLISION is the path of the binary."""
import csv
import json
import os
import pathlib
import shutil
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


# The hours of desks of the region, which are not known: a fixture.
DESKS = {
    "larissa-community-centre": "Mo-Fr 08:00-15:00; PH off", "trikala-community-centre": "Mo-Fr 08:00-15:00; PH off",
    "volos-community-centre": "08:00-15:00",
}
# The hall of the heat wave of July 2024.
HALL = {
    "id": "karditsa-cooled-hall", "kind": "cooled-hall", "name_el": "Κλιματιζόμενη αίθουσα, Διοικητήριο Καρδίτσας",
    "name_en": "Cooled hall, Region's building of Karditsa", "municipality": "2301", "address_el": "Κουμουνδούρου 29",
    "settlement": "Καρδίτσα", "lon": "21.9217", "lat": "39.3647", "accuracy_metres": "500", "status": "temporary",
    "hours": "13:00-19:00", "first_day": "2024-07-15", "last_day": "2024-07-19", "source": "fixture",
    "source_date": "2024-07-14",
}


def region_with_hours(folder):
    """The region from the embedded tables, with hours of three desks and a hall that is open for five days."""
    shutil.copytree(ROOT / "geodata", folder / "geodata")
    own = folder / "geodata/thessaly"
    sources = json.loads((own / "sources.json").read_text(encoding="utf-8"))
    for source in sources["sources"]:
        if source["id"] == "thessaly-structures":
            source["layers"][0]["fields"] |= {"openingHours": "hours", "validFrom": "first_day", "validTo": "last_day"}
    (own / "sources.json").write_text(json.dumps(sources, ensure_ascii=False), encoding="utf-8")
    with (own / "structures.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [*rows[0], "hours", "first_day", "last_day"]
    with (own / "structures.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=names)
        writer.writeheader()
        writer.writerows(row | {"hours": DESKS.get(row["id"], "")} for row in rows)
        writer.writerow(dict.fromkeys(names, "") | HALL)
    region = Region(folder)
    nothing = folder / "nothing"
    nothing.mkdir()
    region.import_("--all", "--region", own, "--geodata", nothing)
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
