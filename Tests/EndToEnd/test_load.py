"""Cheap questions are answered while expensive ones take all places, and work without callers ends."""
import concurrent.futures
import http.client
import json
import os
import socket
import time

import pytest

from conftest import Server


@pytest.fixture(scope="module")
def busy(sampled, tmp_path_factory):
    server = Server(sampled.dataset, tmp_path_factory.mktemp("load") / "server.log")
    yield server
    assert server.stop() == 0, server.log.read_text()[-2000:]


def sheet(number):
    """A map sheet that differs for every number."""
    return f"/maps/coverage.pdf?openAt=2026-04-{1 + number // 16:02}T{7 + number % 16:02}:00&paper=a3"


def outcomes(server):
    """The number of expensive questions so far, by outcome."""
    found = {}
    for line in server.get("/metrics")[2].decode().splitlines():
        if line.startswith("plision_expensive_requests_total{"):
            outcome = line.split('outcome="')[1].split('"')[0]
            found[outcome] = found.get(outcome, 0) + float(line.split()[-1])
    return found


def settle(server):
    """Waits until no expensive work is in progress, so that a question of this kind finds a place."""
    for number in range(600):
        if server.get("/export/structures.csv")[0] == 200:
            return
        time.sleep(0.1)
    raise AssertionError("expensive work did not end")


def test_cheap_questions_do_not_wait_for_expensive_ones(busy):
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        sheets = [pool.submit(busy.get, sheet(number)) for number in range(16)]
        answered = 0
        while not all(one.done() for one in sheets):
            before = [one.done() for one in sheets]
            assert busy.get("/healthz")[0] == 200
            assert busy.get("/api/v1/nearest?lon=22.42&lat=39.64")[0] == 200
            assert busy.get("/api/v1/geocode?q=larisa")[0] == 200
            answered += before == [one.done() for one in sheets]
        assert answered > 0, "nothing was answered between two sheets"
        results = [one.result() for one in sheets]
    statuses = {status for status, _, _ in results}
    assert 200 in statuses and 503 in statuses
    for status, headers, body in results:
        if status == 200:
            assert body.startswith(b"%PDF")
        else:
            problem = json.loads(body)
            assert problem["type"].split("/")[-1] in ["overloaded", "timed-out"] and headers["Retry-After"]
    settle(busy)


def test_equal_questions_are_answered_once(busy):
    before = outcomes(busy)
    with concurrent.futures.ThreadPoolExecutor(24) as pool:
        results = list(pool.map(lambda _: busy.get("/maps/coverage.pdf?paper=a3&mode=bicycle"), range(24)))
    assert {status for status, _, _ in results} == {200}
    assert len({body for _, _, body in results}) == 1
    after = outcomes(busy)
    assert after.get("shared", 0) > before.get("shared", 0)
    assert after["answered"] - before.get("answered", 0) < 24


@pytest.mark.parametrize("leave", ["close", "half close", "reset"])
def test_work_without_callers_ends(busy, leave):
    settle(busy)
    before = outcomes(busy)
    links = []
    for number in range(60 + (os.cpu_count() or 1)):
        link = socket.create_connection(("127.0.0.1", busy.port), timeout=20)
        link.sendall(f"GET {sheet(20 + number)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        links.append(link)
    # Then every place is taken. A reset discards requests that were not read yet.
    while outcomes(busy).get("refused", 0) == before.get("refused", 0):
        time.sleep(0.01)
    for link in links:
        if leave == "half close":
            link.shutdown(socket.SHUT_WR)
        elif leave == "reset":
            link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            link.close()
        else:
            link.close()
    assert busy.get("/healthz")[0] == 200
    # A sheet with a caller finds a place.
    settle(busy)
    assert busy.get(sheet(0))[0] == 200
    for link in links:
        link.close()
    after = outcomes(busy)
    gone = after.get("abandoned", 0) - before.get("abandoned", 0)
    refused = after.get("refused", 0) - before.get("refused", 0)
    answered = after.get("answered", 0) - before.get("answered", 0)
    assert gone > 0
    # Of the sheets, at most the one in progress was answered; the others counted here are this test's own questions.
    if leave != "reset":
        assert gone + refused + answered >= 60
    assert answered < 20


def test_a_connection_stays_open_after_an_expensive_answer(busy):
    settle(busy)
    link = http.client.HTTPConnection("127.0.0.1", busy.port, timeout=20)
    for path in ["/tiles/light/9/287/195.png", "/healthz", "/export/structures.csv", "/tiles/light/9/287/195.png"]:
        link.request("GET", path)
        answer = link.getresponse()
        assert answer.status == 200 and answer.read()
        assert link.sock is not None, "the server closed the connection"
