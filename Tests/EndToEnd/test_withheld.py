"""The files built from a region in which every text field contains the location of a refuge do not contain it, nor do logs."""
import csv
import gzip
import re
import shutil

import pytest
from pmtiles.reader import MmapSource, all_tiles

from conftest import ROOT, Region, Server, run

CANARIES = [b"cerejeira", b"7777 1234", b"77771234", b"59.9123", b"20.1134", b"8217"]
TEXTS = [
    "Toque na Rua Cerejeira", "CEREJEIRAS 8217", "r. cerejeira n.º 8217", "-20.1134 / -59.9123",
    "20°06'48\"S 59°54'44\"W", "+000 7777 1234", "https://www.openstreetmap.org/node/5", "ao lado do 8217",
]


@pytest.fixture(scope="module")
def hidden(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hidden")
    tables = folder / "region"
    shutil.copytree(ROOT / "Tests/Fixtures/toyland", tables)
    path = tables / "offers.csv"
    rows = list(csv.reader(path.open(encoding="utf-8")))
    for index, text in enumerate(TEXTS):
        told = {
            "id": f"refuge-{index}", "kind": "shelter", "name_pt": f"Casa {index}", "municipality": "T1",
            "address_pt": "Rua Cerejeira 8217", "phone": "+000 555 1000", "lon": "-59.9123", "lat": "-20.1134",
            "status": "active", "delivery": "place", "source": "toyland", "source_date": "2026-01-10",
            "cost_note_pt": text, "for_whom_pt": text, "apply_pt": text, "interpreters_pt": text, "bring_pt": text,
            "fund_pt": text, "ask_pt": text, "ask_role_pt": text, "ask_phone": "+000 7777 1234", "reason_pt": text,
            "access_pt": text, "hours": f"Mo 09:00-10:00 \"{text.replace(chr(34), '')}\"",
        }
        rows.append([told.get(column, "") for column in rows[0]])
    csv.writer(path.open("w", encoding="utf-8", newline="")).writerows(rows)
    region = Region(folder)
    out, err = region.import_("--all", "--region", tables)
    region.build()
    return region, out, err


def absent(content, what):
    content = content if isinstance(content, bytes) else content.encode()
    # A length can have any digits.
    content = re.sub(rb"content-length: \d+", b"", content.lower())
    for canary in CANARIES:
        assert canary not in content, f"{what} holds {canary}"


def test_the_import_reports_fields_without_their_values(hidden):
    _, out, err = hidden
    for index in range(len(TEXTS)):
        for field in ("costNote", "application", "documents", "contactPhone", "openingHours"):
            assert f"structure refuge-{index} (Casa {index}) must not be located, but its {field} may tell" in out
    assert "error: withheld-text: toy-offers: offers.csv:" in out
    absent(out, "the report")
    absent(err, "standard error")


def test_files_do_not_contain_the_place(hidden, tmp_path):
    region, _, _ = hidden
    for file in region.dataset.iterdir():
        absent(file.read_bytes(), file.name)
    archive = tmp_path / "map.pmtiles"
    run("tiles", "export", "--layer", "structures", "--zoom", "0-12", "--out", archive, "--dataset", region.dataset)
    with archive.open("rb") as file:
        tiles = list(all_tiles(MmapSource(file)))
    assert tiles
    for place, tile in tiles:
        absent(gzip.decompress(tile) if tile[:2] == b"\x1f\x8b" else tile, f"tile {place}")
    for form in ("geojson", "csv", "hsds"):
        out, err = run("export", "--format", form, "--dataset", region.dataset)
        absent(out + err, form)
    run("export", "--format", "hsds-csv", "--out", tmp_path / "tables", "--dataset", region.dataset)
    for table in (tmp_path / "tables").iterdir():
        absent(table.read_bytes(), table.name)
    for arguments in (
        ("report", "--format", "json"), ("nearest", "-59.9,-20.1", "--limit", "20", "--format", "json"),
        ("nearest", "-59.9,-20.1", "--kind", "shelter", "--format", "json"), ("geocode", "Casa 1", "--format", "json"),
    ):
        out, err = run(*arguments, "--dataset", region.dataset)
        absent(out + err, " ".join(arguments))


def test_responses_and_log_do_not_contain_the_place(hidden, tmp_path):
    region, _, _ = hidden
    log = tmp_path / "server.log"
    server = Server(region.dataset, log)
    try:
        seen = 0
        for path in server.json("/openapi.json")["paths"]:
            if "{" in path:
                continue
            for query in ("", "?lon=-59.9&lat=-20.1", "?kind=shelter", "?limit=1000"):
                status, headers, body = server.get(path + query)
                seen += status == 200
                absent(body, path + query)
                absent(str(headers), path + query)
        assert seen > 20
        for index in range(len(TEXTS)):
            for path in (f"/structures/refuge-{index}", f"/api/v1/structures/refuge-{index}"):
                status, _, body = server.get(path)
                assert status == 200
                absent(body, path)
                assert b"555 1000" in body
        for name in ("structures.csv", "structures.geojson", "services.json", "catalogue.jsonld"):
            absent(server.get(f"/export/{name}")[2], name)
        absent(server.get("/sitemap.xml")[2] + server.get("/metrics")[2], "the site map and metrics")
    finally:
        assert server.stop() == 0
    absent(log.read_bytes(), "the log")
