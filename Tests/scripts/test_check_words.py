"""scripts/check-words finds a text without a translation, one that nothing uses, and a wrong one."""
import importlib.machinery
import importlib.util
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts/check-words"


def load():
    loader = importlib.machinery.SourceFileLoader("check_words", str(SCRIPT))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("check_words", loader))
    loader.exec_module(module)
    return module


class CheckWordsTests(unittest.TestCase):
    def test_the_repository_has_no_faults(self):
        answer = subprocess.run([sys.executable, "-B", SCRIPT], capture_output=True, text=True)
        self.assertEqual(answer.returncode, 0, answer.stdout[-3000:])

    def test_texts_are_read_from_swift(self):
        words = load()
        for code, expected in [
            ('Phrase(el: "α", en: "a")', ["a"]),
            ('Phrase(\n  el: "α \\(x)",\n  en: "a \\(x) b \\(f(")"))")', ["a {0} b {1}"]),
            ('Phrase(el:\n "α" + "β", en: "a " + "b")', ["a b"]),
            ('words(el: "α", en: "\\(n)\\u{202F}min")', ["{0}\u202fmin"]),
            ('Phrase(el: "Μάιος", en: "May", meaning: "alone")', ["May [alone]"]),
            ('Phrase(el: "«α»", en: "\\"a\\"")', ['"a"']),
            ('Phrase(el: x, en: "a")', []), ('(model: "α", en: "a")', []), ('["el": "α", "en": "a"]', []),
        ]:
            with self.subTest(code):
                self.assertEqual(list(words.phrases(code)), expected)

    def test_wrong_translations_are_found(self):
        words = load()
        for key, translation, language, is_right in [
            ("call {0}", "thirrni {0}", "sq", True), ("call {0}", "thirrni", "sq", False), ("call", "thirrni {0}", "sq", False),
            ("{0} of {1}", "{1} / {0}", "uk", True), ("a", "", "ar", False), ("a", "  ", "ar", False),
            ("{0} h", {"one": "një orë", "other": "{0} orë"}, "sq", True), ("{0} h", {"other": "{0} orë"}, "sq", False),
            ("{0} h", {"one": "{0}", "other": "{0}"}, "uk", False), ("{0} h", {"one": "", "other": "{0}"}, "sq", False),
            ("{0} h", {"one": "një", "other": "orë"}, "sq", False), ("pay €{amount}", "{amount} €", "ar", True),
            ("pay €{amount}", "{shuma} €", "sq", False),
        ]:
            with self.subTest((key, translation)):
                self.assertEqual(words.fault_of(key, translation, language) is None, is_right)

    def run_on_copy(self, change):
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder)
            for part in ("Sources/PublicServer/Pages", "Sources/PublicServer/Reports", "Sources/Locator", "Sources/Records",
                         "Sources/WebSupport", "geodata", "scripts"):
                shutil.copytree(ROOT / part, copy / part)
            change(copy)
            answer = subprocess.run([sys.executable, "-B", copy / "scripts/check-words"], capture_output=True, text=True)
            return answer.returncode, answer.stdout

    def edit(self, copy, name, change):
        path = copy / name
        data = json.loads(path.read_text())
        change(data)
        path.write_text(json.dumps(data))

    def test_a_missing_an_unused_and_a_damaged_entry_fail(self):
        catalogue = "Sources/Records/Texts/Catalogues/ar.json"
        for change, said in [
            (lambda c: self.edit(c, catalogue, lambda d: d.pop("Monday")), "ar.json: no translation of \"Monday\""),
            (lambda c: self.edit(c, catalogue, lambda d: d.update({"zzz": "x"})), "ar.json: nothing uses \"zzz\""),
            (lambda c: self.edit(c, catalogue, lambda d: d.update({"Call {0}": "x"})), "expected the values ['{0}']"),
            (lambda c: self.edit(c, "geodata/thessaly/needs.json", lambda d: d["needs"][0]["name"].pop("uk")), "no uk for \"Food\""),
            (lambda c: (c / "Sources/PublicServer/Pages/New.swift").write_text('Phrase(el: "Νέο", en: "New thing")'),
             "no translation of \"New thing\""),
        ]:
            with self.subTest(said):
                code, text = self.run_on_copy(change)
                self.assertEqual(code, 1)
                self.assertIn(said, text)


if __name__ == "__main__":
    unittest.main()
