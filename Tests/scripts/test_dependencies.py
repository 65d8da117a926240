"""scripts/dependencies on made-up builds."""

import importlib.machinery
import importlib.util
import json
import os
import pathlib
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parents[2]
LOADER = importlib.machinery.SourceFileLoader("dependencies", os.fspath(ROOT / "scripts/dependencies"))
dependencies = importlib.util.module_from_spec(importlib.util.spec_from_loader("dependencies", LOADER))
LOADER.exec_module(dependencies)

APACHE = "Apache License\n   Version 2.0, January 2004\n"
MIT = "Permission is hereby granted, free of charge, to any person … without restriction"


class Findings(unittest.TestCase):
    KNOWN = {"hummingbird": ("2.28.1", "Apache-2.0"), "swift-log": ("1.16.2", "Apache-2.0")}
    PINS = {"hummingbird": "2.28.1"}

    def findings(self, changes=None, pins=None):
        found = {name: what for name, what in (self.KNOWN | (changes or {})).items() if what}
        return list(dependencies.findings(found, self.KNOWN, self.PINS if pins is None else pins))

    def test_what_was_tested_is_silent(self):
        self.assertEqual(self.findings(), [])

    def test_newer_and_older_versions_are_told(self):
        self.assertIn("1.16.10 is newer", self.findings({"swift-log": ("1.16.10", "Apache-2.0")})[0])
        self.assertIn("1.9.9 is older", self.findings({"swift-log": ("1.9.9", "Apache-2.0")})[0])
        self.assertEqual(len(self.findings({"hummingbird": ("2.29.0", "Apache-2.0")})), 2)

    def test_new_gone_and_otherwise_licensed_packages_are_told(self):
        self.assertIn("not in the table", self.findings({"swift-new": ("1.0.0", "MIT")})[0])
        self.assertIn("not in the build", self.findings({"swift-log": None})[0])
        self.assertIn("expected Apache-2.0", self.findings({"swift-log": ("1.16.2", "MIT")})[0])
        self.assertIn("no licence known", self.findings({"swift-log": ("1.16.2", "unknown")})[-1])

    def test_ranges_in_the_manifest_are_told(self):
        manifest = '.package(url: "https://example.org/a/Hummingbird.git", from: "2.28.1"),'
        self.assertIn("range", self.findings(pins=dependencies.pinned(manifest))[0])
        manifest = '.package(url: "https://example.org/a/hummingbird", exact: "2.28.0", traits: ["x"]),'
        self.assertIn("asks for 2.28.0", self.findings(pins=dependencies.pinned(manifest))[0])

    def test_the_manifest_asks_for_what_the_table_holds(self):
        known = dependencies.tested(dependencies.TABLE.read_text())
        pins = dependencies.pinned((ROOT / "Package.swift").read_text())
        self.assertGreater(len(pins), 5)
        for name, version in pins.items():
            self.assertEqual(known[name][0], version)


class Licences(unittest.TestCase):
    def test_licences_are_known_by_their_text(self):
        for text, expected in (
            (APACHE, "Apache-2.0"), (APACHE + "## Runtime Library Exception to the Apache 2.0 License",
            "Apache-2.0 WITH Swift-exception"), (MIT, "MIT"), ("Do what you like", "unknown"), (None, "unknown"),
        ):
            with tempfile.TemporaryDirectory() as folder:
                if text:
                    (pathlib.Path(folder) / "LICENSE.txt").write_text(text)
                self.assertEqual(dependencies.licence(pathlib.Path(folder)), expected)

    def test_a_table_gives_back_what_it_was_made_of(self):
        with tempfile.TemporaryDirectory() as folder:
            scratch = pathlib.Path(folder)
            packages = {"grdb.swift": ("7.10.0", MIT, "GRDB.swift"), "swift-log": ("1.16.2", APACHE, "swift-log")}
            state = [
                {"packageRef": {"identity": name}, "state": {"checkoutState": {"version": version}}, "subpath": path}
                for name, (version, _, path) in packages.items()]
            for _, text, path in packages.values():
                (scratch / "checkouts" / path).mkdir(parents=True)
                (scratch / "checkouts" / path / "LICENSE").write_text(text)
            (scratch / "workspace-state.json").write_text(json.dumps({"object": {"dependencies": state}}))
            found = dependencies.fetched(scratch)
        self.assertEqual(found, {"grdb.swift": ("7.10.0", "MIT"), "swift-log": ("1.16.2", "Apache-2.0")})
        self.assertEqual(dependencies.tested(dependencies.table(found, {"grdb.swift": "7.10.0"})), found)


if __name__ == "__main__":
    unittest.main()
