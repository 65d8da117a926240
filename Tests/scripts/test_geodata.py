"""scripts/geodata against a publisher on this machine."""

import hashlib
import io
import json
import os
import socket
import subprocess
import sys
import tempfile
import unittest
import zipfile

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path[:0] = [HERE, os.path.join(ROOT, "scripts", "lib")]

import conversion  # noqa: E402
import fetching  # noqa: E402
from geodata_server import Publisher  # noqa: E402

CONTENT = bytes(range(256)) * 4000
OSM = "osm/toy-latest.osm.pbf"


def closed_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class GeodataTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.region, self.out = self.folder.name + "/region", self.folder.name + "/out"
        os.mkdir(self.region)
        self.publisher = Publisher({})
        self.addCleanup(self.publisher.close)

    def catalog(self, sources, downloads):
        kinds = {"id": "kinds", "title": {"en": "Kinds"}, "file": "kinds.csv", "embedded": True, "reader": "csv"}
        with open(self.region + "/sources.json", "w", encoding="utf-8") as file:
            json.dump({"format": 1, "region": {"code": "toy"}, "sources": [kinds] + sources}, file)
        with open(self.region + "/downloads.json", "w", encoding="utf-8") as file:
            json.dump({"format": 1, "sources": downloads}, file)

    def one_file(self, content=CONTENT, base=None, **checksum):
        url = (base or self.publisher.url) + "/toy.osm.pbf"
        checksum = checksum or {"sha256": hashlib.sha256(content).hexdigest()}
        self.publisher.files["/toy.osm.pbf"] = content
        self.catalog(
            [{"id": "osm-toy", "file": OSM, "reader": "osm"}],
            {"osm-toy": {"parts": [{"file": "toy-latest.osm.pbf", "url": url, **checksum}]}},
        )

    def run_script(self, *arguments, **environment):
        clean = {key: value for key, value in os.environ.items() if key != "PLISION_GEODATA"}
        command = [sys.executable, ROOT + "/scripts/geodata", "--region", self.region, "--out", self.out, *arguments]
        return subprocess.run(command, env={**clean, **environment}, capture_output=True, text=True, timeout=60)

    def held(self, name=OSM):
        path = os.path.join(self.out, name)
        if not os.path.exists(path):
            return None
        with open(path, "rb") as file:
            return file.read()

    def test_downloads_whole_file_then_leaves_it(self):
        self.one_file()
        first = self.run_script()
        self.assertEqual((first.returncode, self.held()), (0, CONTENT), first.stderr)
        asked = len(self.publisher.asked)
        second = self.run_script()
        self.assertEqual(second.returncode, 0)
        self.assertIn("ready", second.stdout)
        self.assertEqual(len(self.publisher.asked), asked)

    def test_goes_on_after_a_cut_connection(self):
        self.one_file()
        self.publisher.cut["/toy.osm.pbf"] = [300_000, 200_000]
        result = self.run_script()
        self.assertEqual((result.returncode, self.held()), (0, CONTENT), result.stderr)
        self.assertEqual(self.publisher.gets("/toy.osm.pbf"), [None, "bytes=300000-", "bytes=500000-"])

    def test_goes_on_in_a_later_run(self):
        self.one_file()
        self.publisher.cut["/toy.osm.pbf"] = [100_000, 100_000, 100_000]
        first = self.run_script()
        self.assertEqual((first.returncode, self.held()), (1, None))
        self.assertIn("run again", first.stderr)
        second = self.run_script()
        self.assertEqual((second.returncode, self.held()), (0, CONTENT), second.stderr)
        self.assertEqual(self.publisher.gets("/toy.osm.pbf")[-1], "bytes=300000-")
        self.assertIsNone(self.held(OSM + ".part"))

    def test_begins_anew_when_the_edition_changed(self):
        self.one_file()
        self.publisher.cut["/toy.osm.pbf"] = [100_000] * 3
        self.run_script()
        newer = CONTENT[::-1]
        self.one_file(content=newer)
        self.assertEqual(self.run_script().returncode, 0)
        self.assertEqual(self.held(), newer)

    def test_wrong_checksum_leaves_nothing(self):
        self.one_file(sha256="0" * 64)
        result = self.run_script()
        self.assertEqual(result.returncode, 1)
        self.assertIn("wrong sha256", result.stderr)
        self.assertEqual(os.listdir(os.path.dirname(os.path.join(self.out, OSM))), [])

    def test_published_md5_is_asked_for(self):
        self.publisher.files["/toy.md5"] = (hashlib.md5(CONTENT).hexdigest() + "  toy-latest.osm.pbf\n").encode()
        self.one_file(md5Url=self.publisher.url + "/toy.md5")
        self.assertEqual(self.run_script().returncode, 0)
        self.assertEqual(self.held(), CONTENT)

    def test_page_not_there(self):
        self.one_file()
        del self.publisher.files["/toy.osm.pbf"]
        result = self.run_script()
        self.assertEqual((result.returncode, self.held()), (1, None))
        self.assertIn("404", result.stderr)

    def test_without_internet_the_embedded_tables_serve(self):
        self.one_file(base=f"http://127.0.0.1:{closed_port()}")
        result = self.run_script()
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("no internet", result.stdout)
        self.assertIn("kinds.csv", result.stdout)
        self.assertIsNone(self.held())

    def test_a_host_that_never_answers_is_not_waited_for(self):
        with socket.socket() as silent:
            silent.bind(("127.0.0.1", 0))
            silent.listen()
            dumb = f"http://127.0.0.1:{silent.getsockname()[1]}"
            self.assertEqual(fetching.reachable([dumb, self.publisher.url], 1), {self.publisher.url.split("//")[1]})

    def test_folder_is_reported_not_downloaded(self):
        self.one_file()
        folder = self.folder.name + "/given"
        os.makedirs(folder + "/osm")
        result = self.run_script(PLISION_GEODATA=folder)
        self.assertEqual(result.returncode, 0)
        self.assertIn("missing", result.stdout)
        with open(folder + "/osm/toy-latest.osm.gz", "wb") as file:
            file.write(b"12345")
        result = self.run_script(PLISION_GEODATA=folder)
        self.assertIn("1 of 1 sources", result.stdout)
        self.assertIn("toy-latest.osm.gz, 5 bytes", result.stdout)
        self.assertEqual(self.publisher.asked, [])
        self.assertEqual(self.run_script(PLISION_GEODATA=folder + "/no").returncode, 1)

    def test_folder_checksum(self):
        self.catalog([{"id": "t", "file": "t.csv", "reader": "csv", "sha256": hashlib.sha256(b"a").hexdigest()}], {})
        for content, words in ((b"a", "as expected"), (b"b", "DIFFERS")):
            with open(self.folder.name + "/t.csv", "wb") as file:
                file.write(content)
            self.assertIn(words, self.run_script(PLISION_GEODATA=self.folder.name).stdout)

    def test_usage(self):
        self.one_file()
        self.assertEqual(self.run_script("--help").returncode, 0)
        for wrong in ("--nonsense", "no-such-source"):
            self.assertEqual(self.run_script(wrong).returncode, 64)

    def test_parts_become_one_collection(self):
        square = [[0.123456789, 0], [0, 1], [1, 1], [1, 0], [0.123456789, 0]]  # clockwise
        feature = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [square]}}
        text = ("const data = " + json.dumps(feature) + "; export {data}").encode()
        self.publisher.files["/a.js"] = text
        part = {"file": "a.js", "sha256": hashlib.sha256(text).hexdigest(), "properties": {"code": "T1"}}
        self.catalog(
            [{"id": "areas", "file": "toy/areas.geojson", "reader": "geojson"}],
            {"areas": {"base": self.publisher.url + "/", "convert": "geojson-parts", "name": "areas", "digits": 3, "parts": [part]}},
        )
        result = self.run_script()
        self.assertEqual(result.returncode, 0, result.stderr)
        made = json.loads(self.held("toy/areas.geojson"))["features"][0]
        self.assertEqual(made["properties"], {"code": "T1"})
        ring = made["geometry"]["coordinates"][0][0]
        self.assertEqual(ring, [[0.123, 0], [1, 0], [1, 1], [0, 1], [0.123, 0]])

    def test_table_of_a_region_out_of_a_national_one(self):
        path = self.folder.name + "/n.csv"
        with open(path, "w", encoding="utf-8") as file:
            file.write("code,name,land\n22,B,x\n11,A,x\n33,C,y\n")
        how = {"where": {"land": ["x"]}, "columns": {"id": ["code", 1], "name": "name"}}
        self.assertEqual(conversion.convert("csv", [path], how), b"id,name\n1,A\n2,B\n")
        with self.assertRaises(conversion.ConversionError):
            conversion.convert("csv", [path], {"where": {"land": ["z"]}, "columns": {"id": "code"}})
        with self.assertRaises(conversion.ConversionError):
            conversion.convert("csv", [path], {"columns": {"id": "nothing"}})

    def test_workbook(self):
        space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        book = io.BytesIO()
        with zipfile.ZipFile(book, "w") as archive:
            archive.writestr("xl/sharedStrings.xml", f"<sst {space}><si><t>name</t></si><si><t>count</t></si><si><t>Vila</t></si></sst>")
            cells = '<row><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row><c r="A2" t="s"><v>2</v></c><c r="B2"><v>7</v></c></row>'
            archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet {space}><sheetData>{cells}</sheetData></worksheet>")
        path = self.folder.name + "/b.xlsx"
        with open(path, "wb") as file:
            file.write(book.getvalue())
        made = conversion.convert("workbook", [path], {"columns": {"n": "count", "name": "name"}})
        self.assertEqual(made, b"n,name\n7,Vila\n")


if __name__ == "__main__":
    unittest.main()
