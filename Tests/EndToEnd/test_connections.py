"""A server that cannot be blocked by connections: raw bytes and many sockets against the built binary."""
import os
import random
import re
import resource
import socket
import subprocess
import time

import pytest
from conftest import BINARY, ROOT, Server

GET = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"
REQUESTS = int(os.environ.get("PLISION_PROOF_REQUESTS", "1000"))


def exchange(server, data, wait=5.0, source="127.0.0.1"):
    """Sends bytes, closes the sending side, and returns what is received until the server closes."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=wait, source_address=(source, 0)) as connection:
        answer = b""
        try:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            while part := connection.recv(65536):
                answer += part
        except (BrokenPipeError, ConnectionResetError):
            pass
        return answer


def metric(server, text):
    return sum(float(line.rsplit(" ", 1)[1]) for line in server.get("/metrics")[2].decode().splitlines()
               if line.startswith(text))


@pytest.fixture(scope="module")
def own(thessaly, tmp_path_factory):
    server = Server(thessaly.dataset, tmp_path_factory.mktemp("log") / "server.log", "--connections", "400")
    yield server
    assert server.stop() == 0, server.log.read_text()[-2000:]
    assert " error " not in server.log.read_text()


def test_idle_connections_of_one_address_do_not_block_others(own):
    idle = []
    for _ in range(1500):
        connection = socket.socket()
        connection.setblocking(False)
        connection.connect_ex(("127.0.0.1", own.port))
        idle.append(connection)
    time.sleep(0.5)
    for source in ("127.0.0.2", "127.0.0.1"):
        assert exchange(own, GET, source=source).startswith(b"HTTP/1.1 200")
    assert metric(own, 'http_connections_dropped_total{reason="made-room"}') > 0
    for connection in idle:
        connection.close()


def test_a_server_without_free_file_descriptors_continues(thessaly, tmp_path):
    server = Server(thessaly.dataset, tmp_path / "server.log")
    try:
        used = len(os.listdir(f"/proc/{server.process.pid}/fd"))
        _, hard = resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE)
        resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, (used + 5, hard))
        held = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(40)]
        time.sleep(1.5)
        for connection in held:
            connection.close()
        resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, (hard, hard))
        assert exchange(server, GET, wait=10).startswith(b"HTTP/1.1 200")
        assert metric(server, 'http_connections_dropped_total{reason="no-file"}') >= 1
    finally:
        assert server.stop() == 0
    assert server.log.read_text().count("connections wait") == 1


def test_connections_are_fitted_to_the_files(thessaly, tmp_path):
    """The limit of files is raised as far as possible, and the resulting number of connections is logged."""
    log = tmp_path / "server.log"
    command = f"ulimit -Sn 64; ulimit -Hn 200; exec {BINARY} serve --dataset {thessaly.dataset} --port 0"
    with log.open("wb") as out:
        process = subprocess.Popen(["bash", "-c", command], cwd=ROOT, stdout=out, stderr=out)
    try:
        for _ in range(200):
            if "http://" in log.read_text():
                break
            time.sleep(0.05)
        assert "room for 100 connections among 200 files" in log.read_text()
    finally:
        process.terminate()
        assert process.wait(timeout=30) == 0


@pytest.mark.parametrize("arguments", [
    ("--trusted-proxy", "nobody"), ("--trusted-proxy", "10.0.0.0/33"), ("--rate-limit", "maybe"), ("--connections", "1")])
def test_options_are_checked(thessaly, arguments):
    done = subprocess.run([BINARY, "serve", "--dataset", thessaly.dataset, *arguments], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 64 and arguments[0] in done.stderr


SEEDS = [
    GET,
    b"POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 11\r\n\r\nq=%CE%92ola",
    b"POST /api/v1/entitlement HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"2\r\n{}\r\n0\r\nX: y\r\n\r\n",
    b"GET http://b:80/healthz?q=1 HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip;q=0.5, *\r\nRange: bytes=0-9\r\n\r\n",
    b"HEAD /export/structures.csv HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"x\", *\r\nExpect: 100-continue\r\n\r\n",
    b"OPTIONS * HTTP/1.0\r\nForwarded: for=\"[::1]:80\";proto=http\r\nX-Forwarded-For: 1.2.3.4, x\r\n\r\n",
    b"CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\nUpgrade: h2c\r\nConnection: Upgrade, close\r\n\r\n",
    b"PUT /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
]
PIECES = [
    b"\r\n", b"\n", b"\r", b"\0", b" ", b"\t", b":", b"0", b"-1", b"ffffffffffffffff", b"\r\n\r\n", b"\r\n folded", b"chunked",
    b"Transfer-Encoding: chunked\r\n", b"Transfer-Encoding: gzip\r\n", b"Content-Length: 5\r\n", b"Content-Length: 99999999\r\n",
    b"Host: b\r\n", b"Connection: close\r\n", b"HTTP/1.0", b"HTTP/2.0", b"GET ", b"%", b"%00", b"/../", b"*", b"\xff\xfe",
    b"X: " + b"y" * 40_000 + b"\r\n", b"Z: z\r\n" * 120, b"/" + b"p" * 9000, b";ext=1\r\n", b"5\r\nhello\r\n", GET,
]


def mutated(chance):
    """One to three requests with a few bytes changed, removed, doubled or inserted."""
    data = bytearray(b"".join(chance.choice(SEEDS) for _ in range(chance.randint(1, 3))))
    for _ in range(chance.randint(0, 5)):
        place = chance.randrange(len(data) + 1)
        match chance.randrange(5):
            case 0: data[place:place] = chance.choice(PIECES)
            case 1: data[place:place + chance.randint(1, 20)] = b""
            case 2: data[place:place + 1] = bytes([chance.randrange(256)])
            case 3: data[place:place] = data[place:place + chance.randint(1, 60)]
            case _: data[place:place + chance.randint(1, 8)] = chance.choice(PIECES)
    return bytes(data)


def test_random_bytes_are_answered_or_refused(own):
    """Every connection ends, all responses have known statuses, and the server works as before."""
    chance = random.Random(13)
    for number in range(REQUESTS):
        data = mutated(chance)
        answer = exchange(own, data)
        statuses = {int(text) for text in re.findall(rb"(?:^|[\n}\"])HTTP/1\.[01] (\d{3}) ", answer)}
        assert all(status < 500 and status != 101 or status in (503,) for status in statuses), (number, data, answer)
        assert not answer or answer.startswith(b"HTTP/1."), (number, data, answer)
    assert own.process.poll() is None
    assert exchange(own, GET).startswith(b"HTTP/1.1 200")


def test_slow_readers_hold_little_memory(own):
    """Sixty clients request a long document many times and read nothing of it."""
    path = b"/ogc/collections/municipalities/items?limit=1000"
    request = b"GET " + path + b" HTTP/1.1\r\nHost: a\r\n\r\n"

    def resident():
        text = open(f"/proc/{own.process.pid}/status").read()
        return int(re.search(r"VmRSS:\s+(\d+)", text)[1]) / 1024

    exchange(own, request)
    before = resident()
    readers = []
    for _ in range(60):
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(("127.0.0.1", own.port))
        connection.sendall(request * 20)
        readers.append(connection)
    for _ in range(20):
        time.sleep(0.2)
        assert resident() - before < 100
    for connection in readers:
        connection.close()
