#!/usr/bin/env python3
"""A server under load: whether cheap questions are answered while clients do their worst.

usage: Benchmarks/run-load.py [DATASET] [--plision BINARY] [--minutes N]   (default build/dataset, one minute)

Every line is one measurement in the same run: nearest and health alone, beside 16 clients that ask for large coverage pictures
and sheets, after 60 abandoned sheets, beside 10,000 idle connections of one address and beside 60 clients that do not read;
then 1,000 nearest a second in an open loop. In an open loop a question is sent at its time whether or not earlier ones have been
answered, and its time counts from then. Needs Linux: several loopback addresses, and /proc for memory and descriptors.
"""
import argparse
import http.client
import os
import pathlib
import random
import resource
import selectors
import socket
import subprocess
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
LARGE = "/maps/static.png?width=1600&height=1600&scale=2&style=coverage&openAt=2026-04-{:02}T{:02}:00"
SHEET = "/maps/coverage.pdf?paper=a3&openAt=2026-05-{:02}T{:02}:00"


def nearest(seeded):
    return f"/api/v1/nearest?lon={seeded.uniform(21.4, 23.0):.4f}&lat={seeded.uniform(39.2, 40.0):.4f}&limit=5"


class Server:
    def __init__(self, binary, dataset):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process = subprocess.Popen(
            [binary, "serve", "--dataset", dataset, "--port", str(self.port), "--no-reports"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while True:
            try:
                if self.ask("/healthz") == 200:
                    return
            except OSError:
                time.sleep(0.01)

    def ask(self, path, source="127.0.0.1", timeout=120):
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout, source_address=(source, 0))
        try:
            link.request("GET", path)
            answer = link.getresponse()
            answer.read()
            return answer.status
        finally:
            link.close()

    def send(self, path, source="127.0.0.1"):
        """A connection that has asked and not read."""
        link = socket.create_connection(("127.0.0.1", self.port), timeout=20, source_address=(source, 0))
        link.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        return link

    @property
    def megabytes(self):
        for line in open(f"/proc/{self.process.pid}/status"):
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024

    @property
    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))


class OpenLoop:
    """Sends questions at a rate over kept connections, each when its time comes."""

    def __init__(self, port, rate, connections=64, source="127.0.0.1"):
        self.port, self.rate, self.connections, self.source = port, rate, connections, source

    def run(self, seconds, path):
        poll = selectors.DefaultSelector()
        free, late, times, faults = [], [], [], 0
        for _ in range(self.connections):
            link = socket.create_connection(("127.0.0.1", self.port), timeout=20, source_address=(self.source, 0))
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            link.setblocking(False)
            state = {"link": link, "bytes": b"", "due": 0.0}
            poll.register(link, selectors.EVENT_READ, state)
            free.append(state)
        begin = time.perf_counter()
        sent, total = 0, int(seconds * self.rate)
        while len(times) + faults < total:
            now = time.perf_counter()
            if now - begin > seconds + 60:
                break
            while sent < total and begin + sent / self.rate <= now:
                late.append(begin + sent / self.rate)
                sent += 1
            while late and free:
                state = free.pop()
                state["due"], state["bytes"] = late.pop(0), b""
                state["link"].send(f"GET {path()} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            wait = max(0.0, begin + sent / self.rate - time.perf_counter()) if sent < total else 0.1
            for key, _ in poll.select(min(wait, 0.1)):
                state = key.data
                data = state["link"].recv(1 << 18)
                state["bytes"] += data
                head, found, body = state["bytes"].partition(b"\r\n\r\n")
                if not data:
                    raise SystemExit("the server closed a connection")
                if not found:
                    continue
                length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
                if len(body) < length:
                    continue
                if b" 200 " in head.split(b"\r\n")[0] + b" ":
                    times.append(time.perf_counter() - state["due"])
                else:
                    faults += 1
                free.append(state)
        for key in list(poll.get_map().values()):
            key.data["link"].close()
        return sorted(times), faults + (total - len(times) - faults)


def row(name, times, faults=0):
    if not times:
        return print(f"| {name} | no answer | | | {faults} |", flush=True)
    at = lambda share: times[min(len(times) - 1, int(len(times) * share))] * 1e3
    print(f"| {name} | {at(0):.1f} | {at(0.5):.1f} | {at(0.99):.1f} | {at(1):.1f} | {faults} |", flush=True)


def probe(server, path, count, pause=0.02, source="127.0.0.1"):
    times = []
    for _ in range(count):
        start = time.perf_counter()
        assert server.ask(path, source) == 200
        times.append(time.perf_counter() - start)
        time.sleep(pause)
    return sorted(times)


def beside(server, seconds):
    """nearest at 100 a second from one address and health from another, for some seconds."""
    seeded = random.Random(7)
    health = []
    watcher = threading.Thread(
        target=lambda: health.extend(probe(server, "/healthz", int(seconds * 20), 0.05, "127.0.0.4")))
    watcher.start()
    times, faults = OpenLoop(server.port, 100, 16, "127.0.0.3").run(seconds, lambda: nearest(seeded))
    watcher.join()
    return times, faults, sorted(health)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dataset", nargs="?", default="build/dataset")
    parser.add_argument("--plision", default=str(ROOT / ".build/release/plision"))
    parser.add_argument("--minutes", type=float, default=1)
    given = parser.parse_args()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    server = Server(given.plision, given.dataset)
    try:
        measure(server, given.minutes)
    finally:
        server.process.terminate()
        server.process.wait(timeout=60)


def measure(server, minutes):
    print("| measured, ms | min | median | p99 | max | not answered |\n| --- | --- | --- | --- | --- | --- |")
    probe(server, nearest(random.Random(1)), 50, 0)
    times, faults, health = beside(server, 10)
    row("nearest, quiet", times, faults)
    row("health, quiet", health)

    stop = threading.Event()

    def greedy(client):
        seeded = random.Random(client)
        while not stop.is_set():
            form = seeded.choice([LARGE, SHEET])
            status = server.ask(form.format(seeded.randint(1, 28), seeded.randint(7, 20)), "127.0.0.2")
            if status != 200:
                time.sleep(0.2)

    clients = [threading.Thread(target=greedy, args=(client,)) for client in range(16)]
    for client in clients:
        client.start()
    time.sleep(1)
    times, faults, health = beside(server, 20)
    row("nearest, 16 expensive clients", times, faults)
    row("health, 16 expensive clients", health)
    stop.set()
    for client in clients:
        client.join()

    links = [server.send(SHEET.format(1 + n % 28, 7 + n // 28), "127.0.0.2") for n in range(60)]
    for link in links:
        link.close()
    row("health, after 60 abandoned sheets", probe(server, "/healthz", 1))

    idle = []
    for _ in range(10_000):
        try:
            idle.append(socket.create_connection(("127.0.0.1", server.port), timeout=10, source_address=("127.0.0.2", 0)))
        except OSError:
            break
    row(f"health from another address, {len(idle)} idle connections opened", probe(server, "/healthz", 50, 0.01, "127.0.0.5"))
    for link in idle:
        link.close()
    time.sleep(1)

    before = server.megabytes
    slow = []
    for number in range(60):
        link = socket.socket()
        link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        link.bind((f"127.0.1.{1 + number}", 0))
        link.settimeout(20)
        link.connect(("127.0.0.1", server.port))
        link.sendall(b"GET /api/v1/coverage?format=geojson HTTP/1.1\r\nHost: localhost\r\n\r\n")
        slow.append(link)
    most = before
    for _ in range(50):
        time.sleep(0.1)
        most = max(most, server.megabytes)
    row("health, 60 slow readers", probe(server, "/healthz", 20))
    print(f"| memory of 60 slow readers, MB more | {most - before:.0f} | | | | |")
    for link in slow:
        link.close()

    seeded = random.Random(3)
    figures = []
    for part in range(max(1, round(minutes))):
        times, faults = OpenLoop(server.port, 1000).run(60 * min(1, minutes), lambda: nearest(seeded))
        figures.append((server.megabytes, server.descriptors))
        row(f"nearest, 1,000 a second, minute {part + 1}", times, faults)
    (first, last) = (figures[0], figures[-1])
    print(f"| memory, MB, and descriptors after the first minute | {first[0]:.0f} | {first[1]} | | | |")
    print(f"| memory, MB, and descriptors after the last | {last[0]:.0f} | {last[1]} | | | |")


if __name__ == "__main__":
    main()
