"""All commands report a damaged file alike: exit code 65, or 66 when the file cannot be read."""
import json
import os
import shutil
import subprocess
import time

import pytest

from conftest import BINARY, ROOT, Region, Server, run

FILES = ("region", "structures", "places", "gazetteer", "roads", "map")
RULE = "never write into it"


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A region with sample roads."""
    region = Region(tmp_path_factory.mktemp("whole"))
    region.import_("--all", "--region", "Tests/Fixtures/toyland")
    run("build", "--store", region.store, "--dataset", region.folder / "other")
    run("sample-roads", "--store", region.store, "--out", region.folder / "roads.osm")
    region.import_("--osm", region.folder / "roads.osm")
    region.build()
    return region


def cut(path):
    os.truncate(path, path.stat().st_size - 100)


def empty(path):
    os.truncate(path, 0)


def one_byte(path):
    bytes_ = bytearray(path.read_bytes())
    bytes_[len(bytes_) * 3 // 4] ^= 0x40
    path.write_bytes(bytes_)


def foreign(path):
    path.write_text("hello, this is another kind of file\n" * 300)


def longer(path):
    with path.open("ab") as file:
        file.write(bytes(64))


def other_build(path):
    """An undamaged file of a dataset built before there were roads."""
    shutil.copy(path.parent / "other" / path.name, path)


def gone(path):
    path.unlink()


def folder(path):
    path.unlink()
    path.mkdir()


def pipe(path):
    path.unlink()
    os.mkfifo(path)


DAMAGES = [(cut, 65), (empty, 65), (one_byte, 65), (foreign, 65), (longer, 65), (other_build, 65), (gone, 66), (folder, 66), (pipe, 66)]
damages = pytest.mark.parametrize("damage, code", DAMAGES, ids=lambda value: getattr(value, "__name__", value))


def one_line(errors, name):
    """The fault is reported in one line that contains the name of the file."""
    lines = errors.strip().splitlines()
    assert len(lines) == 1 and lines[0].startswith("plision: ") and name in lines[0], errors


VERBS = [
    ["verify"], ["report"], ["export"], ["export", "--format", "geojson"], ["nearest", "Serra"], ["geocode", "Serra"],
    ["autocomplete", "Ser"], ["reverse", "-59.6,-20.0"], ["route", "-59.6,-20.0", "-59.5,-20.0"],
    ["matrix", "--from", "-59.6,-20.0", "--to", "-59.5,-20.0"], ["isochrone", "-59.6,-20.0"], ["coverage"],
    ["directory", "Tests/Fixtures/toyland/sources.json"],
    ["coverage", "--format", "geojson"], ["tiles", "export", "--layer", "base", "--zoom", "0-2", "--out", "{}/t.pmtiles"],
    ["serve", "--port", "0"],
]
# The commands that draw or verify open the map.
DRAWING = [["verify"], *VERBS[-3:]]


def damaged_dataset(whole, tmp_path, name, damage):
    copy = tmp_path / "dataset"
    shutil.copytree(whole.dataset, copy)
    shutil.copytree(whole.folder / "other", copy / "other")
    damage(copy / f"{name}.plz")
    return copy


@damages
@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_of_a_dataset(whole, tmp_path, name, damage, code):
    """One command for each file and damage, and all that draw for the map."""
    copy = damaged_dataset(whole, tmp_path, name, damage)
    verbs = DRAWING if name == "map" else [["verify"], ["serve", "--port", "0"]]
    for verb in verbs:
        _, errors = run(*(part.format(tmp_path) for part in verb), "--dataset", copy, code=code, timeout=60)
        # When two files are of different builds, either may be reported.
        one_line(errors, ".plz" if damage is other_build else f"{name}.plz")


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_every_command_reports_a_damaged_dataset_alike(whole, tmp_path, verb):
    for index, (damage, code) in enumerate(((cut, 65), (one_byte, 65), (gone, 66))):
        copy = damaged_dataset(whole, tmp_path / str(index), "structures", damage)
        _, errors = run(*(part.format(tmp_path) for part in verb), "--dataset", copy, code=code, timeout=60)
        one_line(errors, "structures.plz")
    run(*(part.format(tmp_path) for part in verb), "--dataset", tmp_path / "nothing", code=66)


def half(path):
    os.truncate(path, path.stat().st_size // 2)


def pages(path):
    """Some pages in the middle have invalid contents."""
    with path.open("r+b") as file:
        file.seek(5 * 4096)
        file.write(b"\xa5" * (path.stat().st_size - 6 * 4096))


def head(path):
    with path.open("r+b") as file:
        file.write(b"ZZZZ")


@pytest.mark.parametrize(
    "damage, code", [(cut, 65), (half, 65), (pages, 65), (head, 65), (foreign, 65), (folder, 66)],
    ids=lambda value: getattr(value, "__name__", value))
def test_a_damaged_store(whole, tmp_path, damage, code):
    store = tmp_path / "features.sqlite"
    for verb in (
        ["build", "--dataset", tmp_path / "made"], ["sample-roads", "--out", tmp_path / "made.osm"],
        ["import", "--all", "--region", "Tests/Fixtures/toyland"], ["import", "--osm", whole.folder / "roads.osm"],
    ):
        shutil.rmtree(store, ignore_errors=True)
        store.unlink(missing_ok=True)
        shutil.copy(whole.store, store)
        damage(store)
        _, errors = run(*verb, "--store", store, code=code)
        assert str(store) in errors.splitlines()[-1], errors
    for verb in (["build", "--dataset", tmp_path / "made"], ["sample-roads", "--out", tmp_path / "made.osm"]):
        run(*verb, "--store", tmp_path / "nothing", code=66)
        (tmp_path / "empty").touch()
        run(*verb, "--store", tmp_path / "empty", code=65)
        (tmp_path / "empty").unlink()
    assert not (tmp_path / "made").exists() and not (tmp_path / "made.osm").exists()


@pytest.mark.parametrize(
    "damage, code", [(cut, 65), (empty, 65), (foreign, 65), (gone, 66), (folder, 66), (pipe, 66)],
    ids=lambda value: getattr(value, "__name__", value))
def test_a_damaged_archive_of_tiles(whole, tmp_path, damage, code):
    archive = tmp_path / "base.pmtiles"
    run("tiles", "export", "--layer", "base", "--zoom", "0-8", "--out", archive, "--dataset", whole.dataset)
    # The metadata precedes the tiles, so cut there.
    if damage is cut:
        os.truncate(archive, 150)
    else:
        damage(archive)
    _, errors = run("serve", "--port", "0", "--dataset", whole.dataset, "--tiles", archive, code=code, timeout=60)
    one_line(errors, "base.pmtiles")


@pytest.mark.parametrize(
    "damage, code", [(empty, 65), (foreign, 65), (half, 65), (gone, 66), (folder, 66)],
    ids=lambda value: getattr(value, "__name__", value))
def test_a_damaged_file_of_closures(whole, tmp_path, damage, code):
    closures = tmp_path / "closures.json"
    closures.write_text(json.dumps({"type": "FeatureCollection", "features": []}))
    damage(closures)
    for verb in (["serve", "--port", "0"], ["route", "-59.6,-20.0", "-59.5,-20.0"]):
        _, errors = run(*verb, "--dataset", whole.dataset, "--closures", closures, code=code, timeout=60)
        one_line(errors, "closures.json")


@pytest.mark.parametrize("ending", ["osm", "osm.pbf", "osm.gz", "osm.bz2"])
def test_a_damaged_extract(whole, tmp_path, ending):
    extract = tmp_path / f"roads.{ending}"
    extract.write_bytes((whole.folder / "roads.osm").read_bytes())
    packed = {"osm.gz": "gzip", "osm.bz2": "bzip2"}.get(ending)
    if packed:
        extract.write_bytes(subprocess.run(
            [packed, "-c"], input=extract.read_bytes(), check=True, capture_output=True).stdout)
    if ending == "osm.pbf":
        subprocess.run(
            ["osmium", "cat", "-f", "pbf", "--overwrite", "-o", extract, whole.folder / "roads.osm"], check=True)
    good = extract.read_bytes()
    for index, (content, code) in enumerate(((good[: len(good) // 2], 65), (b"", 65), (b"hello", 65), (None, 66))):
        extract.unlink(missing_ok=True)
        if content is not None:
            extract.write_bytes(content)
        _, errors = run("import", "--osm", extract, "--store", tmp_path / f"{index}.sqlite", code=code)
        assert extract.name in errors.splitlines()[-1], errors


@pytest.mark.parametrize("verb", [["import", "--partner", "toy", "--hsds"], ["import", "--all", "--region"], ["directory"]])
def test_a_damaged_table_or_catalogue(whole, tmp_path, verb):
    place = ["--store", tmp_path / "made.sqlite"] if verb[0] == "import" else ["--dataset", whole.dataset]
    for content, code in (("{", 65), ("", 65), ("hello", 65), ('{"a": "\x00"}', 65), ("[" * 5000, 65), (None, 66)):
        file = tmp_path / "input.json"
        file.unlink(missing_ok=True)
        if content is not None:
            file.write_text(content)
        run(*verb, file, *place, code=code)


# Changes to a file that a process has open, and whether the process may continue.
def write_other_bytes(path):
    """The same length, other contents, and an old modification time."""
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\xa5" * 512)
    os.utime(path, ns=(1, 1))


def write_and_put_the_time_back(path):
    status = path.stat()
    with path.open("r+b") as file:
        file.seek(status.st_size // 3)
        file.write(b"\xa5" * 64)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def copy_over(path):
    """As `cp` does: the file is truncated and filled again, with other contents."""
    with path.open("wb") as file:
        file.write(bytes(4096 * 4))


def touch(path):
    os.utime(path)


def same_bytes_again(path):
    path.write_bytes(path.read_bytes())


@pytest.mark.parametrize("name", ["structures.plz", "roads.plz", "map.plz", "gazetteer.plz"])
@pytest.mark.parametrize("damage", [cut, empty, half, longer, write_other_bytes, write_and_put_the_time_back, copy_over])
def test_a_dataset_written_in_place_ends_the_process(whole, tmp_path, name, damage):
    copy = tmp_path / "dataset"
    shutil.copytree(whole.dataset, copy)
    server = Server(copy, tmp_path / "log")
    server.get("/api/v1/nearest?lon=-59.6&lat=-20.0")
    damage(copy / name)
    # The process ends by itself; a request must be neither necessary nor sufficient.
    code = server.process.wait(timeout=10)
    log = server.log.read_text()
    assert code == 65 and RULE in log, (code, log)


def test_reading_lost_bytes_ends_the_process_with_one_line(whole, tmp_path):
    """A command that reads the missing bytes before the check of the file has run."""
    copy = tmp_path / "dataset"
    shutil.copytree(whole.dataset, copy)
    server = Server(copy, tmp_path / "log")
    for file in copy.glob("*.plz"):
        os.truncate(file, 0)
    while server.process.poll() is None:
        try:
            status, _, body = server.get("/api/v1/structures?limit=1000")
            assert status == 200 and b"toy-line" in body
        except (OSError, EOFError):
            break
    assert server.process.wait(timeout=10) == 65
    lines = [line for line in server.log.read_text().splitlines() if RULE in line]
    assert len(lines) == 1, lines


@pytest.mark.parametrize("change", [touch, same_bytes_again, lambda path: shutil.move(path, path.with_suffix(".old"))])
def test_a_file_rewritten_with_the_same_bytes_stays_in_use(whole, tmp_path, change):
    copy = tmp_path / "dataset"
    shutil.copytree(whole.dataset, copy)
    server = Server(copy, tmp_path / "log")
    if change is same_bytes_again:
        # Without truncation: the same bytes are written over the same bytes.
        with (copy / "structures.plz").open("r+b") as file:
            file.write((whole.dataset / "structures.plz").read_bytes())
    else:
        change(copy / "structures.plz")
    time.sleep(2.5)
    assert server.json("/api/v1/structures")["build"]
    assert server.stop() == 0


def test_an_archive_written_in_place_ends_the_process(whole, tmp_path):
    archive = tmp_path / "base.pmtiles"
    run("tiles", "export", "--layer", "base", "--zoom", "0-8", "--out", archive, "--dataset", whole.dataset)
    server = Server(whole.dataset, tmp_path / "log", "--tiles", str(archive))
    cut(archive)
    assert server.process.wait(timeout=10) == 65
    assert RULE in server.log.read_text()
