"""Reports of mistakes over a real socket: an acknowledged report is kept, even when the process is killed or the disk is
full."""
import http.client
import json
import re
import resource
import subprocess
import threading
import time
import urllib.parse

import pytest
from conftest import BINARY, ROOT, Server


def structure(server):
    return server.json("/api/v1/structures?limit=1")["structures"][0]["id"]


def token(server, name):
    return re.search(rb'name="token" value="([^"]+)"', server.get(f"/structures/{name}")[2]).group(1).decode()


def send(server, name, token, text, source="127.0.0.1", topic="other"):
    """Sends a form from a loopback address; returns the status."""
    link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20, source_address=(source, 0))
    try:
        link.request(
            "POST", f"/structures/{name}/report",
            urllib.parse.urlencode({"topic": topic, "text": text, "token": token}),
            {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"})
        return link.getresponse().status
    finally:
        link.close()


def kept(path):
    """The texts in a file of reports; fails unless every line is complete."""
    return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_killed_process_keeps_acknowledged_reports(toyland, tmp_path):
    path = tmp_path / "reports.jsonl"
    acknowledged = []
    for turn in range(6):
        server = Server(toyland.dataset, tmp_path / f"log{turn}", "--reports", str(path))
        name = structure(server)
        form = token(server, name)

        def report(number):
            for index in range(10):
                text = f"report {turn} {number} {index}."
                try:
                    if send(server, name, form, text, f"127.0.{turn + 1}.{number + 1}") == 200:
                        acknowledged.append(text)
                except (OSError, http.client.HTTPException):
                    return

        threads = [threading.Thread(target=report, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        time.sleep(0.03 * (turn + 1))
        server.process.kill()
        server.process.wait()
        for thread in threads:
            thread.join()
        if turn % 2:  # as a kill in the middle of a write leaves it
            with path.open("ab") as file:
                file.write(b'{"date":"2026-01-01","structure":"x","te')
    server = Server(toyland.dataset, tmp_path / "log", "--reports", str(path))
    assert acknowledged
    assert set(acknowledged) <= set(kept(path))
    assert server.stop() == 0


def test_a_full_disk_loses_no_report_and_leaves_no_partial_line(toyland, tmp_path):
    path = tmp_path / "reports.jsonl"

    class Cramped(Server):
        """A server whose files are limited to 2,000 bytes."""

        def __init__(self):
            start = subprocess.Popen

            def popen(*arguments, **options):
                limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
                # Python ignores SIGXFSZ and the child inherits that, so that the write fails instead of ending the
                # process.
                return start(*arguments, **options, preexec_fn=limit, restore_signals=False)

            subprocess.Popen = popen
            try:
                super().__init__(toyland.dataset, tmp_path / "log", "--reports", str(path))
            finally:
                subprocess.Popen = start

    server = Cramped()
    name = structure(server)
    form = token(server, name)
    answers = {}
    for index in range(12):
        text = f"{index} " + "x" * 300
        answers[text] = send(server, name, form, text, f"127.0.9.{index + 1}")
    # A short line still fits after a long one did not.
    assert set(answers.values()) == {200, 503}
    assert kept(path) == [text for text, status in answers.items() if status == 200]
    assert path.stat().st_size <= 2000
    assert server.json("/healthz")["status"] == "ok"
    server.process.kill()
    server.process.wait()
    server = Server(toyland.dataset, tmp_path / "log2", "--reports", str(path))
    assert send(server, name, token(server, name), "room again") == 200
    assert kept(path)[-1] == "room again"
    metrics = server.get("/metrics")[2].decode()
    assert f"plision_reports_bytes {path.stat().st_size}.0" in metrics
    assert server.stop() == 0


def test_one_address_cannot_block_the_reports_of_another(toyland, tmp_path):
    path = tmp_path / "reports.jsonl"
    server = Server(toyland.dataset, tmp_path / "log", "--reports", str(path))
    name = structure(server)
    form = token(server, name)
    assert [send(server, name, form, f"{index}") for index in range(15)] == [200] * 10 + [429] * 5
    assert send(server, name, form, "of another", "127.0.0.2") == 200
    assert send(server, name, "", "without a token", "127.0.0.3") == 400
    assert b"127.0.0.2" not in path.read_bytes() + (tmp_path / "log").read_bytes() + server.get("/metrics")[2]
    assert server.stop() == 0


def test_only_the_admin_port_has_the_operators_paths(toyland, tmp_path):
    log = tmp_path / "log"
    process = subprocess.Popen(
        [BINARY, "serve", "--dataset", str(toyland.dataset), "--port", "0", "--admin-port", "0", "--no-reports"],
        cwd=ROOT, stdout=log.open("wb"), stderr=subprocess.STDOUT)
    deadline = time.monotonic() + 20
    ports = {}
    while len(ports) < 2:
        assert process.poll() is None and time.monotonic() < deadline, log.read_text()
        for port, path in re.findall(r"http://127\.0\.0\.1:(\d+)(/metrics)?$", log.read_text(), re.MULTILINE):
            ports["admin" if path else "public"] = int(port)
        time.sleep(0.05)

    def status(port, path):
        link = http.client.HTTPConnection("127.0.0.1", ports[port], timeout=20)
        link.request("GET", path)
        return link.getresponse().status

    for path, public, admin in (
        ("/healthz", 200, 200), ("/readyz", 404, 200), ("/metrics", 404, 200), ("/", 200, 404),
        ("/api/v1/structures", 200, 404),
    ):
        assert (status("public", path), status("admin", path)) == (public, admin), path
    process.terminate()
    assert process.wait(timeout=30) == 0, log.read_text()[-2000:]


@pytest.mark.parametrize("arguments", [
    ("--admin-port", "70000"), ("--admin-port", "-1"), ("--port", "9190", "--admin-port", "9190"), ("--public-address", "plision"),
    ("--public-address", "https://a.example/b"), ("--allowed-hosts", "a.example,"), ("--allowed-hosts", "*"),
])
def test_invalid_public_addresses_are_refused(toyland, arguments):
    done = subprocess.run(
        [BINARY, "serve", "--dataset", str(toyland.dataset), *arguments], capture_output=True, text=True, timeout=20)
    assert done.returncode == 64 and arguments[-2] in done.stderr, done.stderr


def test_no_document_repeats_an_untrusted_host(toyland, tmp_path):
    server = Server(toyland.dataset, tmp_path / "log", "--no-reports", "--allowed-hosts", "a.example,B.example:81")
    own = f"127.0.0.1:{server.port}"
    robots = lambda host: server.get("/robots.txt", Host=host)[2].decode()
    for host, stands in (
        ("evil.example", own), (own, own), ("a.example", "a.example"), ("A.EXAMPLE", "a.example"),
        (f"a.example:{server.port}", f"a.example:{server.port}"), ("a.example:81", own), ("b.example:81", "b.example:81"),
        ("b.example", own), ("localhost", "localhost"), ("127.0.0.1.evil.example", own),
    ):
        assert f"Sitemap: http://{stands}/sitemap.xml" in robots(host), host
    assert server.stop() == 0
