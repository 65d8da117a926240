"""Compares what the documentation says about the command line with the binary."""
import json
import re
import shlex

import pytest

from conftest import ROOT, run

DOCUMENTS = ["README.md", "CONTRIBUTING.md", *sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("docs/*.md"))]
# A command in inline code or a code block, without a prompt or path before it, up to a comment or the end of its list.
COMMAND = re.compile(r"(?:^ {4,}(?:\$ )?(?:\S*/)?|`)(plision [a-z][^`\n]*)", re.M)


def commands():
    for document in DOCUMENTS:
        for command in COMMAND.findall((ROOT / document).read_text(encoding="utf-8")):
            yield document, command.split(" # ")[0].strip()


def helps():
    """The options of each command, as listed by its help."""
    out, _ = run("help")
    verbs = re.findall(r"^  ([a-z][a-z-]*) ", out.split("SUBCOMMANDS:")[1], re.M)
    found = {(verb,): set(re.findall(r"--[a-z][a-z-]*", run("help", verb)[0])) for verb in verbs if verb != "tiles"}
    found[("tiles", "export")] = set(re.findall(r"--[a-z][a-z-]*", run("tiles", "export", "--help")[0]))
    return found


@pytest.fixture(scope="module")
def options():
    return helps()


def test_every_command_and_option_in_the_documents_exists(options):
    unknown = []
    seen = set()
    for document, command in commands():
        words = shlex.split(command.replace("…", ""))[1:]
        if words[0] == "help":
            words = words[1:]
        verb = tuple(words[:2]) if words[0] == "tiles" else tuple(words[:1])
        seen.add(verb)
        if verb not in options:
            unknown.append(f"{document}: {command}: no such command")
            continue
        for word in words:
            if word.startswith("--") and word not in options[verb]:
                unknown.append(f"{document}: {command}: no option {word}")
    assert unknown == []
    # Every command is documented.
    assert set(options) <= seen


def test_options_named_outside_commands_exist(options):
    known = set().union(*options.values())
    for document in ("README.md", "docs/operating.md", "docs/serving.md", "docs/sources.md", "docs/maps.md"):
        text = (ROOT / document).read_text(encoding="utf-8")
        named = re.findall(r"`(--[a-z][a-z-]*)[^`]*`", text) + re.findall(r'PLISION_OPTIONS="([^"]*)"', text)
        for option in re.findall(r"--[a-z][a-z-]*", " ".join(named)):
            assert option in known, f"{document}: {option}"


def test_the_answer_in_the_readme_is_current(sampled):
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"^    \$ (\S*/)?plision (nearest .*)\n((?:    .*\n|\n)+?)    …$", text, re.M)
    out, _ = run(*shlex.split(block[2]), "--dataset", sampled.dataset)
    shown = [line[4:] for line in block[3].split("\n")[:-1]]
    assert out.split("\n")[: len(shown)] == shown


def test_the_closures_in_the_operating_page_are_valid(sampled, tmp_path):
    text = (ROOT / "docs/operating.md").read_text(encoding="utf-8")
    closures = tmp_path / "closures.geojson"
    closures.write_text(re.search(r"^```json\n(.*?)^```", text, re.M | re.S)[1], encoding="utf-8")
    out, _ = run("route", "Λάρισα", "Βόλος", "--dataset", sampled.dataset, "--closures", closures, "--format", "json")
    assert json.loads(out)["closuresVersion"] == 1
