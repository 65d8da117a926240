"""The manual page as man reads it."""

import os
import shutil
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path[:0] = [os.path.join(ROOT, "scripts", "lib")]

import manpage  # noqa: E402


def argument(kind, value, names=(), **more):
    return {"kind": kind, "valueName": value, "isOptional": True, "isRepeating": False, "shouldDisplay": True} | (
        {"names": [{"kind": "long", "name": name} for name in names]} if names else {}) | more


TOOL = {"command": {
    "commandName": "plision", "abstract": "Finds services.", "discussion": "First line.\n'Second' line.\n.third \\ line",
    "subcommands": [
        {"commandName": "help"},
        {"commandName": "tiles", "abstract": "Tiles.", "subcommands": [{
            "commandName": "export", "abstract": "Writes tiles.", "discussion": "Example: plision tiles export",
            "arguments": [
                argument("option", "name", ["layer"], abstract="The layer.", isOptional=False),
                argument("option", "n-n", ["zoom"], abstract="Zooms.", defaultValue="0-14"),
                argument("flag", "all", ["all"], abstract="Everything."),
                argument("flag", "x", ["secret"], abstract="Hidden.", shouldDisplay=False),
                argument("positional", "text", abstract="What.", isRepeating=True),
                argument("flag", "help", ["help"], abstract="Help.")]}]}]}}
PAGE = "\n".join(manpage.page(TOOL, "1.2.3", "2026-11-28", "/usr/share/doc/plision/operating.md")) + "\n"


class ManPage(unittest.TestCase):
    def test_every_command_and_option_is_there(self):
        for part in ('.TH PLISION 1 "2026-11-28" "plision 1.2.3"', "plision \\- finds services", ".SS tiles export",
                     "\\fB\\-\\-layer\\fR \\fIname\\fR", "Default: 0\\-14.", "\\fItext\\fR ..."):
            self.assertIn(part, PAGE)
        self.assertNotIn("secret", PAGE)
        self.assertEqual(PAGE.count("Help."), 0)

    def test_what_must_be_given_stands_in_the_synopsis(self):
        self.assertIn("\\fBplision tiles export\\fR \\fB\\-\\-layer\\fR \\fIname\\fR [\\fItext\\fR ...]", PAGE)

    def test_text_is_never_a_request(self):
        self.assertIn("\n\\&'Second' line.\n", PAGE)
        self.assertIn("\n\\&.third \\e line\n", PAGE)

    @unittest.skipUnless(shutil.which("man"), "man is not installed")
    def test_man_has_nothing_to_say_against_it(self):
        done = subprocess.run(
            ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", "-"], input=PAGE, capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    @unittest.skipUnless(shutil.which("mandoc"), "mandoc is not installed")
    def test_mandoc_has_nothing_to_say_against_it(self):
        done = subprocess.run(["mandoc", "-Tlint", "-W", "warning"], input=PAGE, capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout), (0, ""))


if __name__ == "__main__":
    unittest.main()
