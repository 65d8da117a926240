"""Mistakes that people report to the public process arrive in the registry once, are answered, and are marked in the file."""
import json
import re
import time

from conftest import Server
from registry_program import Browser, Home, Site
from test_reports import send, structure, token


def metric(site, name):
    return dict(re.findall(rf'^{name}(\S*) ([0-9.]+)$', site.ask("GET", "/metrics")[2], re.M))


def wait(condition):
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.2)


def test_from_a_citizens_form_to_an_answer(toyland, tmp_path):
    path = tmp_path / "reports.jsonl"
    server = Server(toyland.dataset, tmp_path / "log", "--reports", str(path))
    name = structure(server)
    form = token(server, name)
    page = server.get(f"/structures/{name}")[2].decode()
    topics = re.findall(r'<option value="([a-z]+)"', page[page.index('name="topic"'):].split("</select>")[0])
    texts = [f"λάθος <b>{topic}</b>\nκαι δεύτερη γραμμή" for topic in topics]
    for index, (topic, text) in enumerate(zip(topics, texts)):
        assert send(server, name, form, text, f"127.0.3.{index + 1}", topic) == 200
    assert server.stop() == 0
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(topics) >= 4 and [json.loads(line)["topic"] for line in lines] == topics
    with path.open("a", encoding="utf-8") as file:
        file.write("damaged KANARI\n")

    home = Home(tmp_path)
    people = home.demo()
    told = home.run("reports", path, code=65)
    assert f"{len(topics)} new" in told and f"line {len(topics) + 1}" in told and "KANARI" not in told
    site = Site(home, "--reports", path)
    wait(lambda: metric(site, "plision_registry_reports_damaged") == {"": "1.0"})
    assert metric(site, "plision_registry_reports_open")['{age="0-2"}'] == f"{len(topics)}.0"

    first = Browser(site).sign_in(people["fixture-moderator-1"])
    assert "/reports" in first.text
    reports = re.findall(r"/reports/[0-9a-f]{32}", first.open("/reports").text)
    assert len(reports) == len(topics) and "σήμερα" in first.text
    first.open(reports[0])
    shown = next(text for text in texts if text.split("\n")[0].replace("<", "&lt;").replace(">", "&gt;") in first.text)
    assert "<b>" not in first.text
    first.send(f"{reports[0]}/answer", {"verdict": "rejected", "reason": ""}, index=1)
    assert first.status == 422 and 'role="alert"' in first.text
    first.send(f"{reports[0]}/answer", {"verdict": "rejected", "reason": "το ελέγξαμε"}, index=1)
    assert "Η απάντηση γράφτηκε" in first.text
    first.open(reports[1])
    first.send(f"{reports[1]}/answer", {}, index=0)
    assert first.path.startswith("/new-structure") and first.status == 200
    assert "Fixture moderator" in first.open(reports[0]).text

    home.run("reports", path, code=65)
    after = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("{")]
    assert sum(line["state"] == "done" for line in after) == 2 and len(after) == len(lines)
    assert next(line for line in after if line["text"] == shown)["state"] == "done"
    editor = Browser(site).sign_in(people["fixture-editor"])
    assert editor.open("/reports").status == 403 and "/reports" not in editor.open("/").text

    # The public process goes on with the marked file, and what it adds arrives too.
    server = Server(toyland.dataset, tmp_path / "log2", "--reports", str(path))
    assert send(server, name, token(server, name), "one more", "127.0.4.1") == 200
    assert server.stop() == 0
    wait(lambda: metric(site, "plision_registry_reports_open")['{age="0-2"}'] == f"{len(topics) - 1}.0")
    site.stop()
    assert "KANARI" not in "".join(site.log) and "λάθος" not in "".join(site.log)
    assert "whole" in home.run("audit", "verify")


def test_programs_answer_reports(tmp_path):
    home = Home(tmp_path)
    people = home.demo()
    path = tmp_path / "reports.jsonl"
    path.write_text(json.dumps(
        {"date": "2026-01-02", "id": "0" * 32, "structure": "fixture-centre", "municipality": None, "topic": "phone",
         "text": "x", "contact": None, "state": "open"}, separators=(",", ":")) + "\n")
    home.run("reports", path)
    site = Site(home)
    first = site.sign_in(people["fixture-moderator-1"])
    listed = site.api("GET", "/reports", first)[0]["reports"]
    assert len(listed) == 1 and listed[0]["overdue"] and listed[0]["municipality"] == "9001" and "text" not in listed[0]
    where = f"/reports/{listed[0]['id']}"
    report, tag = site.api("GET", where, first)
    assert report["text"] == "x" and report["state"] == "open"
    state, seen = site.api("GET", "/structures/fixture-centre", first)
    draft = site.api(
        "POST", "/structures/fixture-centre/drafts", first, {"fields": {"phone": "2410 5"}, "reason": "x"}, tag=seen)[0]
    body = {"verdict": "accepted", "draft": draft["draft"]}
    site.api("POST", f"{where}/answers", first, body, code=428)
    done = site.api("POST", f"{where}/answers", first, body, key="answer-key", tag=tag)[0]
    assert done == {"state": "accepted"}
    assert site.api("POST", f"{where}/answers", first, body, key="answer-key", tag=tag)[0] == done
    site.api("POST", f"{where}/answers", first, {"verdict": "duplicate"}, tag=tag, code=412)
    assert site.api("GET", "/reports?state=answered", first)[0]["reports"][0]["draft"] == draft["draft"]
    assert site.api("GET", "/reports", first)[0]["reports"] == [] and state["version"] == 1
    site.stop()
