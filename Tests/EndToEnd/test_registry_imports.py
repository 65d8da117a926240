"""Files with thousands of structures: killed at any moment an import leaves all of its drafts, or none."""
import json
import random
import sqlite3
import threading
import time
import uuid

import pytest

from registry_program import Home, Site

ROWS = 3000


def table(mark, count=ROWS):
    return "id;name.el;kind;municipality;status;phone\n" + "".join(
        f"{mark}-{n};Δομή {n};soup-kitchen;9001;active;2410 {n:06d}\n" for n in range(count))


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path)
    home.people = home.demo()
    return home


def count(home, query):
    store = sqlite3.connect(f"file:{home.path}/registry.sqlite?mode=ro", uri=True)
    try:
        return store.execute(query).fetchone()[0]
    finally:
        store.close()


def test_a_killed_import_leaves_all_or_nothing(home):
    chance = random.Random(16)
    site = Site(home)
    token = site.sign_in(home.people["fixture-editor"])
    seen = set()
    took = 1.5
    for number in range(8):
        mark, state = uuid.uuid4().hex[:8], {}

        def send():
            began = time.monotonic()
            try:
                state["status"], _, _ = site.ask(
                    "POST", "/registry/v1/imports?dryRun=false&reason=fixture", table(mark).encode(),
                    {"Content-Type": "text/csv", "Authorization": f"Bearer {token}", "Idempotency-Key": mark})
            except OSError:
                state["status"] = None
            state["took"] = time.monotonic() - began

        sender = threading.Thread(target=send)
        sender.start()
        if number == 0:
            # How long one takes that nobody kills.
            sender.join()
            took = state["took"]
        else:
            sender.join(chance.uniform(0.2, 1.05) * took)
        site.kill()
        sender.join()
        staged = count(home, "SELECT count(*) FROM import_row")
        site.start()
        made = count(home, f"SELECT count(*) FROM draft WHERE ref LIKE '{mark}-%'")
        assert made in (0, ROWS), (number, made)
        assert state["status"] is None or (state["status"], made) == (200, ROWS)
        assert count(home, f"SELECT count(*) FROM audit WHERE action = 'import.made'") == (
            count(home, "SELECT count(*) FROM draft WHERE reason = 'fixture' AND ref NOT LIKE 'fixture-%'") // ROWS)
        assert count(home, "SELECT count(*) FROM import_row") == 0
        seen.add((made, staged > 0))
    site.stop()
    assert "whole" in home.run("audit", "verify")
    assert (0, True) in seen, "none was killed while its rows were staged"


def test_the_operator_imports_in_the_name_of_an_account(home):
    file = home.folder / "list.csv"
    file.write_text(table("new", 2) + "bad;Κακή;soup-kitchen;9001;active;abc\n")
    named = ("import", file, "--author", "fixture-editor")
    dry = home.run(*named, "--dry-run", "--format", "json", code=65)
    report = json.loads(dry.split("\n")[0])
    assert report["counts"] == {"new": 2, "changed": 0, "unchanged": 0, "refused": 1}
    assert count(home, "SELECT count(*) FROM draft WHERE state = 'open'") == 0
    made = home.run(*named, "--reason", "κατάλογος", "--checked", report["tag"], code=65)
    assert "new 2, changed 0, unchanged 0, refused 1" in made and "abc" in made and "1 rows were refused" in made
    assert count(home, "SELECT count(*) FROM draft WHERE state = 'open' AND reason = 'κατάλογος'") == 2
    home.run(*named, code=64)
    home.run("import", file, "--author", "nobody", "--dry-run", code=1)
    home.run("import", file, "--author", "fixture-auditor", "--dry-run", code=1)
    home.run("import", home.folder / "none.csv", "--author", "fixture-editor", "--dry-run", code=66)
