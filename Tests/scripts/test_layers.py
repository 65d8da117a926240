"""scripts/layers on made-up manifests."""

import importlib.machinery
import importlib.util
import os
import pathlib
import sys
import unittest

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parents[2]
LOADER = importlib.machinery.SourceFileLoader("layers", os.fspath(ROOT / "scripts/layers"))
layers = importlib.util.module_from_spec(importlib.util.spec_from_loader("layers", LOADER))
LOADER.exec_module(layers)


class Manifest(unittest.TestCase):
    def test_targets_and_what_they_depend_on(self):
        manifest = """
            // .target(name: "Old", dependencies: ["GeoIndex"]),
            .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
            .target(name: "GeoIndex", swiftSettings: strict),
            .target(
                name: "Locator",
                dependencies: [
                    "CZlib", "GeoIndex", grdb, .product(name: "GeoIndex", package: "other(s)"),
                ] + http, swiftSettings: strict),
            .executableTarget(name: "plision", dependencies: ["Locator", .product(name: "Locator", package: "x")]),
            .target(name: "Support", dependencies: ["plision"], path: "Tests/Support"),
            .testTarget(name: "LocatorTests", dependencies: ["plision"]),
        """
        self.assertEqual(
            layers.targets(manifest),
            {"CZlib": [], "GeoIndex": [], "Locator": ["CZlib", "GeoIndex"], "plision": ["Locator"]})

    def test_a_product_of_another_package_is_no_dependency_on_a_target_of_its_name(self):
        manifest = '.target(name: "Records"), .target(name: "GeoIndex", dependencies: [.product(name: "Records", package: "a")])'
        self.assertEqual(layers.targets(manifest), {"Records": [], "GeoIndex": []})


class Findings(unittest.TestCase):
    EVERY = {name: [] for name in layers.LEVELS}

    def findings(self, changes, imports=()):
        return list(layers.findings(self.EVERY | changes, imports))

    def test_dependencies_downwards_are_silent(self):
        self.assertEqual(self.findings({"plision": ["GeoIndex", "Locator"], "Records": ["GeoIndex"]}), [])

    def test_a_dependency_upwards_is_reported(self):
        found = self.findings({"Records": ["GeoIndex", "Locator"]})
        self.assertEqual(found, ["  Records depends on Locator, which is not below it"])

    def test_a_dependency_within_a_layer_is_reported(self):
        self.assertEqual(len(self.findings({"GeoStore": ["Locator"]})), 1)
        self.assertEqual(len(self.findings({"OpeningHours": ["Entitlement"], "WebSupport": ["Geocoding"]})), 2)

    def test_entitlement_and_hours_may_not_know_roads(self):
        self.assertEqual(len(self.findings({"Entitlement": ["Routing"], "OpeningHours": ["Routing"]})), 2)

    def test_a_target_in_no_layer_is_reported(self):
        self.assertIn("Extra: in no layer", self.findings({"Extra": ["GeoIndex"]})[0])
        self.assertEqual(len(self.findings({"Records": ["Extra"], "Extra": []})), 1)

    def test_a_layer_without_its_target_is_reported(self):
        without = {name: [] for name in layers.LEVELS if name != "Exchange"}
        self.assertIn("Exchange: in scripts/layers", list(layers.findings(without))[0])

    def test_an_import_of_a_target_that_the_manifest_does_not_list_is_reported(self):
        found = self.findings(
            {"Exchange": ["Records"]},
            [("Exchange", "a.swift", "Records"), ("Exchange", "b.swift", "Locator"), ("Exchange", "c.swift", "Glibc")])
        self.assertEqual(found, ["  b.swift: imports Locator, which Exchange does not depend on"])

    def test_imports_of_every_access_level_are_read(self):
        source = "public import Records\npackage import GeoIndex\ninternal import Glibc\nimport Routing\n// import None\n"
        self.assertEqual(layers.IMPORT.findall(source), ["Records", "GeoIndex", "Glibc", "Routing"])


class Table(unittest.TestCase):
    def test_lengths_are_those_of_files(self):
        self.assertEqual(layers.row("A", [10]), "| `A` | 1 | 10 | 10 | 10 |\n")
        self.assertEqual(layers.row("A", [1, 3, 2]), "| `A` | 3 | 6 | 2 | 3 |\n")
        self.assertEqual(layers.row("A", range(1, 1001)), "| `A` | 1000 | 500,500 | 501 | 900 |\n")


class House(unittest.TestCase):
    def test_this_repository_has_no_arrow_up(self):
        depends = layers.targets((ROOT / "Package.swift").read_text())
        self.assertEqual(list(layers.findings(depends, layers.imports(depends))), [])

    def reached(self, name):
        """All targets that a target depends on, directly or not."""
        depends = layers.targets((ROOT / "Package.swift").read_text())
        found, open_ = set(), [name]
        while open_:
            for other in depends[open_.pop()]:
                if other not in found:
                    found.add(other)
                    open_.append(other)
        return found

    def test_the_public_program_does_not_know_the_registry(self):
        for name in ("plision", "PublicServer", "MapSupport", "Locator", "GeoStore"):
            self.assertFalse(self.reached(name) & {"Registry", "RegistryServer", "RegistryTool", "CSodium"}, name)

    def test_the_registry_knows_neither_the_public_server_nor_the_store_of_features(self):
        self.assertIn("RegistryServer", self.reached("RegistryTool"))
        self.assertFalse(self.reached("RegistryTool") & {"PublicServer", "GeoStore", "CSpatiaLite"})

    def test_what_keeps_the_registry_knows_no_http(self):
        self.assertFalse(self.reached("Registry") & {"WebSupport", "PageKit", "RegistryServer", "MapSupport"})

    def test_what_keeps_the_registry_knows_no_dataset(self):
        self.assertFalse(self.reached("Registry") & {"Locator", "TileServer"})


if __name__ == "__main__":
    unittest.main()
