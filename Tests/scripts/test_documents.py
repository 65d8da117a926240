"""The documents: links lead somewhere, and lists say what the files they describe hold."""

import os
import re
import subprocess
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LINK = re.compile(r"\[[^\]]*(?:\[[^\]]*\][^\]]*)*\]\(([^)\s]+)\)")


def text(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def documents():
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"],
        cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    return [path for path in listed if path]


def prose(path):
    """The text without blocks and spans of code."""
    kept = re.sub(r"^```.*?^```", "", text(path), flags=re.M | re.S)
    kept = re.sub(r"^(    |\t).*$", "", kept, flags=re.M)
    return re.sub(r"(`+).*?\1", "code", kept)


def anchors(path):
    """Where GitHub lets a link to a heading of the document lead."""
    found = {}
    for heading in re.findall(r"^#+ +(.*)$", re.sub(r"^```.*?^```", "", text(path), flags=re.M | re.S), re.M):
        heading = LINK.sub(lambda link: link.group(0)[1:].split("]")[0], heading)
        name = re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
        count = found.setdefault(name, 0)
        found[name] += 1
        if count:
            found[f"{name}-{count}"] = 1
    return set(found)


def rows(path, heading):
    """The first cells of the first table under a heading, without code marks."""
    part = text(path).split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    cells = [line.split("|")[1].strip() for line in part.split("\n") if line.startswith("| ")]
    return [cell.replace("`", "") for cell in cells[1:]]


class Links(unittest.TestCase):
    def test_relative_links_lead_to_files_and_headings(self):
        broken = []
        for document in documents():
            for target in LINK.findall(prose(document)):
                if re.match(r"[a-z]+:", target):
                    continue
                path, _, anchor = target.partition("#")
                path = os.path.normpath(os.path.join(os.path.dirname(document), path)) if path else document
                if not os.path.exists(os.path.join(ROOT, path)):
                    broken.append(f"{document}: {target}: no such file")
                elif anchor and path.endswith(".md") and anchor not in anchors(path):
                    broken.append(f"{document}: {target}: no such heading")
        self.assertEqual(broken, [])

    def test_every_document_and_picture_is_linked(self):
        linked = set()
        for document in documents():
            for target in LINK.findall(prose(document)):
                linked.add(os.path.normpath(os.path.join(os.path.dirname(document), target.split("#")[0])))
        folder = os.path.join(ROOT, "docs")
        here = {
            os.path.relpath(os.path.join(place, name), ROOT)
            for place, _, names in os.walk(folder) for name in names}
        self.assertEqual(here - linked, set())

    def test_headings_become_the_names_of_github(self):
        self.assertIn("sourcesjson-format-1", anchors("docs/sources.md"))
        self.assertIn("partners-hsds-files", anchors("docs/sources.md"))


class Operating(unittest.TestCase):
    def test_settings_are_those_of_the_package(self):
        listed = {name for row in rows("docs/operating.md", "Settings") for name in row.split(", ")}
        self.assertEqual(listed, set(re.findall(r"^(PLISION_\w+)=", text("deploy/plision.default"), re.M)))

    def test_alerts_are_those_of_prometheus(self):
        part = text("docs/operating.md").split("\n## Metrics and alerts\n", 1)[1].split("\n## ", 1)[0]
        listed = re.findall(r"^\| `(Plision\w+)`", part, re.M)
        self.assertEqual(listed, re.findall(r"alert: (\w+)", text("deploy/prometheus/plision.rules.yml")))

    def test_figures_are_those_of_the_unit_and_of_the_server(self):
        page, unit = text("docs/operating.md"), text("deploy/plision.service")
        for line in ("MemoryMax=2G", "TasksMax=256", "LimitNOFILE=16384"):
            self.assertIn(line, unit)
        self.assertIn("2 GB of memory, 256 threads and 16,384 open files", page)
        limits = dict(re.findall(r"(\w+): (?:Int|Double) = ([\d<> ]+)", text("Sources/WebSupport/RequestLimits.swift")))
        serving = text("docs/serving.md")
        for name, value, said in (
            ("connections", "4096", "4,096"), ("concurrentRequests", "1024", "1,024"), ("uriBytes", "8192", "8 KiB"),
            ("headerBytes", "32768", "32 KiB"), ("bodyBytes", "16384", "16 KiB"), ("answerSeconds", "15", "15 s"),
            ("requestSeconds", "900", "15 minutes"), ("idleSeconds", "60", "60 s"), ("answerBytes", "1 << 25", "32 MiB"),
        ):
            self.assertEqual(limits[name].strip(), value, name)
            self.assertIn(said, serving)

    def test_rates_are_those_of_the_server(self):
        code, page = text("Sources/WebSupport/RateLimiter.swift"), text("docs/serving.md")
        for name, row in (("all", "all"), ("heavy", "expensive ones")):
            burst, rate = re.search(rf"var {name} = Bucket\(burst: ([\d_]+), perSecond: (\d+)\)", code).groups()
            self.assertIn(f"| {row} | {int(burst.replace('_', '')):,} | {rate} a second |", page)


class Package(unittest.TestCase):
    def test_pages_named_by_files_of_the_package_are_in_it(self):
        for package, paths in {
            "plision": ("debian/plision.postinst", "plision.service", "plision-backup-reports.service"),
            "plision-registry": (
                "debian/plision-registry.postinst", "plision-registry.service", "plision-registry-remind.service"),
        }.items():
            shipped = set(text(f"deploy/debian/{package}.docs").split())
            for path in paths:
                named = re.findall(rf"/usr/share/doc/{package}/([\w.]+\.md)", text(os.path.join("deploy", path)))
                self.assertTrue(named and shipped.issuperset(named), path)

    def test_pages_in_the_package_link_to_no_page_outside_of_it(self):
        for package in ("plision", "plision-registry"):
            shipped = set(text(f"deploy/debian/{package}.docs").split())
            for page in shipped:
                for target in LINK.findall(prose(f"docs/{page}")):
                    # A source file is no page: the name in the link says which.
                    if not re.match(r"[a-z]+:|#|\.\./Sources/", target):
                        self.assertIn(target.split("#")[0], shipped, page)


class Glossary(unittest.TestCase):
    def test_words_are_sorted_and_stand_once(self):
        words = [
            re.sub(r"^\| ([^|]*) \|.*", r"\1", line) for line in text("GLOSSARY.md").split("\n") if line.startswith("| ")]
        words = words[1:]
        self.assertEqual(words, sorted(set(words), key=str.lower))


if __name__ == "__main__":
    unittest.main()
