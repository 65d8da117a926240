"""scripts/check-geodata: each mistake it is there for is found in a copy of the toy region."""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TOYLAND = os.path.join(ROOT, "Tests", "Fixtures", "toyland")

# file, what stands there, what is put in its place, words of the finding
MISTAKES = [
    ("structures.csv", "t2-library,toy-library", "t2-library,toy-shop", "no kind has the code 'toy-shop'"),
    ("structures.csv", "t2-centre,", "t1-centre,", "is already at"),
    ("structures.csv", "t1-annex,community-centre,Anexo da Praia,Annexe de la Plage,t1-centre", "t1-annex,community-centre,A,B,t9", "no other structure"),
    ("structures.csv", ",T3,Estrada", ",T4,Estrada", "no municipality has the code 'T4'"),
    ("structures.csv", "2026-01-10", "10/01/2026", "no ISO 8601 date"),
    ("structures.csv", "2000,A posição é a da aldeia", "2000,", "an approximate position needs"),
    ("structures.csv", "Rua Direita 3", "Rua Direita 12345678901", "like a personal number"),
    ("structures.csv", "-59.6500,-20.0500", "-20.0500,-59.6500", "outside the region"),
    ("structures.csv", "Hôpital de La Montagne", "", "lacks a name in 'fr'"),
    ("structures.csv", ",phone,", ",religion,", "must not exist (privacy)"),
    ("structures.csv", ",phone,", ",telephone,", "names a column 'phone' that is not there"),
    ("places.csv", "v2;Praia;La Plage;Areal", "v2;Praia;La Plage;Roma", "never described by the origin"),
    ("places.csv", "v3;", "v2;", "is already at"),
    ("outlines.geojson", "[-59.80,-20.10],[-59.80,-20.00],[-60.00", "[-59.80,-20.00],[-60.00", "touch without a shared vertex"),
    ("outlines.geojson", "[-59.55,-20.16],[-59.53,-20.16],[-59.53,-20.14]", "[-59.55,-20.16],[-59.53,-20.14],[-59.53,-20.16]", "cross"),
    ("outlines.geojson", "[-60.00,-20.00],[-60.00,-20.20]]]", "[-60.00,-20.00],[-60.00,-20.19]]]", "not closed"),
    ("sources.json", '"toy-places"', '"toy-kinds"', "is there twice"),
    ("kinds.csv", "hospital,Hospital", "shelter,Hospital", "is already at"),
]


class CheckGeodataTest(unittest.TestCase):
    def check(self, *folders):
        command = [sys.executable, os.path.join(ROOT, "scripts", "check-geodata"), *folders]
        return subprocess.run(command, capture_output=True, text=True, timeout=60)

    def copy(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return shutil.copytree(TOYLAND, os.path.join(folder.name, "region"))

    def edit(self, folder, name, old, new):
        path = os.path.join(folder, name)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        self.assertIn(old, text)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace(old, new, 1))

    def test_everything_committed_is_fine(self):
        result = self.check()
        self.assertEqual((result.returncode, result.stderr), (0, ""))

    def test_each_mistake_is_found(self):
        for name, old, new, words in MISTAKES:
            with self.subTest(mistake=new):
                folder = self.copy()
                self.edit(folder, name, old, new)
                result = self.check(folder)
                self.assertEqual(result.returncode, 1, result.stdout)
                self.assertIn(words, result.stderr)

    def test_sketch_rules(self):
        sketch = ('"crs": "EPSG:4326",\n      "reader": "geojson"', '"crs": "EPSG:4326", "isSketch": true,\n      "reader": "geojson"')
        folder = self.copy()
        self.edit(folder, "sources.json", *sketch)
        self.assertEqual(self.check(folder).returncode, 0)
        self.edit(folder, "outlines.geojson", "-59.50,-20.00", "-59.501,-20.00")
        self.assertIn("more than 2 decimals", self.check(folder).stderr)
        folder = self.copy()
        self.edit(folder, "sources.json", *sketch)
        many = ",".join(f"[{-59.60 + 0.01 * step:.2f},-20.20]" for step in range(-19, 20, 1))
        self.edit(folder, "outlines.geojson", "[[[-59.80,-20.20],[-59.60,-20.20]", "[[[-59.80,-20.20]," + many + ",[-59.60,-20.20]")
        self.assertIn("at most 40", self.check(folder).stderr)

    def test_gap_and_overlap(self):
        folder = self.copy()
        self.edit(folder, "outlines.geojson", "[-59.80,-20.10],[-59.60,-20.10],[-59.50", "[-59.80,-20.10],[-59.70,-20.08],[-59.60,-20.10],[-59.50")
        self.assertIn("a gap inside", self.check(folder).stderr)

    def test_damaged_input_is_one_line(self):
        folder = self.copy()
        with open(os.path.join(folder, "sources.json"), "w", encoding="utf-8") as file:
            file.write("{")
        result = self.check(folder)
        self.assertEqual((result.returncode, result.stderr.count("\n")), (1, 1))

    def test_usage(self):
        self.assertEqual(self.check("--help").returncode, 0)
        self.assertEqual(self.check("--nonsense").returncode, 64)


if __name__ == "__main__":
    unittest.main()
