"""plision-registry as its operator runs it."""
import json
import pathlib
import re
import signal
import sqlite3
import subprocess
import time

import pytest

from program import BINARY
from registry_program import REGISTRY, Home


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path)
    home.run("init")
    return home


def test_a_registry_is_made_once(home):
    assert (home.folder / "home.key").stat().st_mode & 0o777 == 0o400
    assert home.path.stat().st_mode & 0o777 == 0o700
    assert "not overwritten" in home.run("init", code=1)


def test_the_demo_has_fictional_staff_and_structures(tmp_path):
    home = Home(tmp_path)
    logins = home.run("init", "--demo")
    accounts = home.accounts()
    assert sorted(accounts) == [
        "fixture-admin", "fixture-auditor", "fixture-coordinator", "fixture-coordinator-2", "fixture-crew", "fixture-editor",
        "fixture-moderator-1", "fixture-moderator-2"]
    for login, account in accounts.items():
        assert account["enrolled"] and "fixture" in account["name"].lower()
        assert re.search(rf"^{login}\t\S+\t[A-Z2-7]{{32}}$", logins, re.M)
    assert "structures" in home.run("publish")
    structures = json.loads((home.path / "published/current").read_text().split("\n")[1])["structures"]
    assert len(structures) == 3
    for structure in structures:
        assert structure["id"].startswith("fixture-") and "fixture" in structure["fields"]["name"]["en"].lower()
    assert "whole" in home.run("audit", "verify")


def test_the_first_administrator_is_made_on_the_command_line(home):
    assert re.fullmatch(r"invitation [0-9a-f]{64}\n", home.run("user", "add", "anna", "--name", "Anna"))
    home.run("user", "grant", "anna", "administrator")
    account = home.accounts()["anna"]
    assert (account["enrolled"], account["email"], account["disabledAt"]) == (False, None, None)
    assert [(grant["role"], grant["place"]) for grant in account["grants"]] == [("administrator", "region")]


def test_accounts_and_grants(home):
    home.run("user", "add", "anna", "--name", "Άννα", "--email", "anna@example.org")
    assert "has this login" in home.run("user", "add", "anna", "--name", "Other", code=1)
    home.run("user", "grant", "anna", "editor", "--municipality", "9001")
    home.run("user", "grant", "anna", "coordinator", "--until", "2099-01-01T00:00Z")
    assert "never granted without" in home.run("user", "grant", "anna", "crew", code=64)
    assert "nobody is both" in home.run("user", "grant", "anna", "auditor", code=1)
    assert "expected a time" in home.run("user", "grant", "anna", "crew", "--until", "tomorrow", code=64)
    assert "expected one of" in home.run("user", "grant", "anna", "king", code=64)
    assert "no such account" in home.run("user", "grant", "nobody", "editor", code=1)
    assert "no such grant" in home.run("user", "revoke", "anna", "editor", code=1)
    home.run("user", "revoke", "anna", "editor", "--municipality", "9001")
    assert [grant["role"] for grant in home.accounts()["anna"]["grants"]] == ["coordinator"]
    assert "invitation" in home.run("user", "reset", "anna")
    home.run("user", "disable", "anna")
    account = home.accounts()["anna"]
    assert account["disabledAt"] and account["grants"] == []
    assert "disabled" in home.run("user", "list")


def test_what_is_missing_damaged_or_locked_is_told_apart(home):
    home.run("user", "list", "--root-key", "/nowhere", code=66)
    other = Home(home.folder / "other")
    assert "init" in other.run("user", "list", code=66)
    key = home.folder / "home.key"
    text = key.read_text()
    key.chmod(0o644)
    assert "others may read" in home.run("user", "list", code=1)
    key.write_text("f" * 64 + "\n")
    key.chmod(0o400)
    assert "not the one" in home.run("user", "list", code=65)
    key.chmod(0o600)
    key.write_text(text)
    key.chmod(0o400)
    home.run("user", "list")
    file = home.path / "registry.sqlite"
    good = file.read_bytes()
    file.write_bytes(good[: len(good) // 2])
    home.run("user", "list", code=65)
    file.write_bytes(good)
    home.run("user", "list")
    database = sqlite3.connect(file)
    database.execute("INSERT INTO migration VALUES (99, 'from the future', 0)")
    database.commit()
    database.close()
    assert "«from the future»" in home.run("user", "list", code=65)


def test_a_passphrase_in_place_of_a_file(tmp_path):
    home = Home(tmp_path)
    home.run("init", "--passphrase", stdin="μια αρκετά μεγάλη φράση\n")
    assert not (tmp_path / "home.key").exists()
    home.run("user", "list", "--passphrase", stdin="μια αρκετά μεγάλη φράση\n")
    home.run("user", "list", "--passphrase", stdin="μια αρκετά μεγάλη φάση\n", code=65)
    home.run("user", "list", "--passphrase", stdin="short\n", code=64)
    home.run("user", "list", "--passphrase", code=64)


def rows(home, *statements):
    database = sqlite3.connect(home.path / "registry.sqlite")
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()


@pytest.mark.parametrize(
    ("change", "last"),
    [
        ("UPDATE audit SET purpose = 'x' WHERE seq = 3", "2"),
        ("DELETE FROM audit WHERE seq = 0", "none"),
        ("DELETE FROM audit WHERE seq = 3", "2"),
        ("DELETE FROM audit WHERE seq > 4", "4"),
        ("DELETE FROM audit", "none"),
        ("UPDATE audit_subject SET subject = 'x' WHERE seq = 2", "1"),
    ],
)
def test_verify_names_the_last_good_row(home, change, last):
    for index in range(6):
        home.run("user", "add", f"login{index}", "--name", "Fixture")
    assert "whole: 7 rows" in home.run("audit", "verify")
    triggers = ("audit_no_update", "audit_no_delete", "audit_subject_no_update", "audit_subject_no_delete")
    rows(home, *(f"DROP TRIGGER {name}" for name in triggers))
    # The subjects of removed rows go too, as they would be found otherwise.
    rows(home, change, "DELETE FROM audit_subject WHERE seq NOT IN (SELECT seq FROM audit)")
    assert f"last good row: {last}\n" in home.run("audit", "verify", code=1)


def test_publish_and_its_key(home):
    key = home.run("publish", "--print-key")
    assert re.fullmatch(r"[0-9a-f]{64}\n", key)
    assert home.run("publish").startswith("revision 1: 0 structures")
    elsewhere = home.folder / "elsewhere"
    assert home.run("publish", "--published", elsewhere).startswith("revision 2:")
    head, body = (elsewhere / "current").read_text().split("\n")
    assert re.fullmatch(r"plision-snapshot-1 [0-9a-f]{128}", head)
    assert (json.loads(body)["revision"], json.loads(body)["structures"]) == (2, [])


def test_a_backup_is_restored_elsewhere(home):
    identity = home.folder / "identity.txt"
    told = subprocess.run(["age-keygen", "-o", identity], capture_output=True, text=True, check=True).stderr
    recipient = re.search(r"age1[0-9a-z]+", told)[0]
    home.run("user", "add", "anna", "--name", "Άννα")
    home.run("publish")
    assert "unsealed" in home.run("backup", home.folder / "backups", code=64)
    (home.path / "backup.recipient").write_text(recipient + "\n")
    told = home.run("backup", home.folder / "backups")
    [backup] = (home.folder / "backups").iterdir()
    assert told.startswith(f"{backup}: ") and "verified" in told
    key = ("--root-key", home.folder / "home.key", "--identity", identity)
    restored = Home(home.folder)
    restored.path = home.folder / "restored"
    assert "verified" in home.run("restore", backup, "--into", restored.path, *key, "--revision", "7")
    restored_key = ("--root-key", home.folder / "home.key")
    assert "anna" in restored.run("user", "list", *restored_key)
    assert "whole" in restored.run("audit", "verify", *restored_key)
    assert restored.run("publish", *restored_key).startswith("revision 8:")
    home.run("restore", backup, "--into", restored.path, *key, code=1)
    home.run("restore", home.folder, "--into", home.folder / "again", *key, code=66)
    (backup / "keys.sqlite.age").write_bytes(b"age")
    home.run("restore", backup, "--into", home.folder / "again", *key, code=65)
    assert not (home.folder / "again").exists()
    home.run("backup", home.folder / "backups", "--recipient", "nobody", code=64)


def test_keys_are_replaced(home):
    home.run("user", "add", "anna", "--name", "Anna", "--email", "anna@example.org")
    assert "1 values sealed again" in home.run("keys", "rotate", "contact")
    assert "cannot be replaced" in home.run("keys", "rotate", "publish", code=1)
    assert "expected one of credential, contact, report, audit, anchor" in home.run("keys", "rotate", "king", code=64)
    new = home.folder / "new.key"
    home.run("keys", "rewrap", "--new-root-key", new)
    home.run("user", "list", code=65)
    assert "anna@example.org" in home.run("user", "list", "--format", "json", "--root-key", new)
    assert "whole" in home.run("audit", "verify", "--root-key", new)


def test_a_killed_command_leaves_all_or_nothing(home):
    made = 0
    for index in range(12):
        process = subprocess.Popen(
            [REGISTRY, "user", "add", f"login{index}", "--name", "Fixture", "--home", home.path], stdout=subprocess.PIPE)
        time.sleep(0.02 * index)
        process.send_signal(signal.SIGKILL)
        made += b"invitation" in process.communicate()[0]
    accounts = home.accounts()
    assert len(accounts) >= made
    assert "whole" in home.run("audit", "verify")


def test_the_public_program_has_no_symbol_of_the_registry():
    registry, public = REGISTRY.read_bytes(), pathlib.Path(BINARY).read_bytes()
    for mark in (b"$s8Registry", b"$s14RegistryServer"):
        assert mark in registry and mark not in public
