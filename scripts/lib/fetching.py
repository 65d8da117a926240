"""Downloads with checksum and resume: bytes are collected in NAME.part, which is renamed only when complete and correct."""

import hashlib
import json
import os
import shutil
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

AGENT = {"User-Agent": "plision-geodata"}
STALL_SECONDS, TRIES, CHUNK = 20, 3, 1 << 16


class FetchError(Exception):
    """A download failed; the text says what failed, where, and what to do."""


def reachable(urls, seconds):
    """The hosts of `urls` that answer within `seconds`, asked in parallel."""
    answered, threads = set(), []

    def ask(host, url):
        try:
            urllib.request.urlopen(urllib.request.Request(url, method="HEAD", headers=AGENT), timeout=seconds).close()
        except urllib.error.HTTPError:
            pass  # an error page is an answer
        except (OSError, ValueError):
            return
        answered.add(host)

    deadline = time.monotonic() + seconds
    for host, url in {host_of(url): url for url in urls}.items():
        threads.append(threading.Thread(target=ask, args=(host, url), daemon=True))
        threads[-1].start()
    for thread in threads:
        thread.join(max(0, deadline - time.monotonic()))
    return set(answered)


def host_of(url):
    return urllib.parse.urlsplit(url).netloc


def text_at(url):
    """The text of a small file, such as a published checksum."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=AGENT), timeout=STALL_SECONDS) as answer:
            return answer.read(4096).decode("ascii", "replace")
    except OSError as error:
        raise FetchError(f"{url}: {_reason(error)}; try again later") from error


def digest_of(path, algorithm):
    total = hashlib.new(algorithm)
    with open(path, "rb") as file:
        while piece := file.read(1 << 20):
            total.update(piece)
    return total.hexdigest()


def download(url, path, algorithm, expected, progress):
    """Downloads `url` to `path` and resumes from an earlier PATH.part. The file is renamed only when complete and correct."""
    part = path + ".part"
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if os.path.exists(path) and digest_of(path, algorithm) == expected:
        return
    for attempt in range(1, TRIES + 1):
        try:
            _fill(url, part, progress)
            break
        except urllib.error.HTTPError as error:
            raise FetchError(f"{url}: the publisher answered {error.code} {error.reason}; try again later") from error
        except OSError as error:
            if attempt == TRIES:
                raise FetchError(f"{url}: {_reason(error)}; run again to go on from where it stopped") from error
            time.sleep(attempt)
    found = digest_of(part, algorithm)
    if found != expected:
        _remove(part, part + ".json")
        raise FetchError(f"{url}: wrong {algorithm}, expected {expected}, found {found}; it was deleted, run again")
    os.replace(part, path)
    _remove(part + ".json")


def _fill(url, part, progress):
    """Completes PATH.part to the published length; requests only the missing part while the edition is unchanged."""
    have, tag = _begun(url, part)
    headers = dict(AGENT, **({"Range": f"bytes={have}-", "If-Range": tag} if have else {}))
    try:
        answer = urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=STALL_SECONDS)
    except urllib.error.HTTPError as error:
        if error.code != 416:
            raise
        _remove(part, part + ".json")  # longer than what is published: begin anew
        have, answer = 0, urllib.request.urlopen(urllib.request.Request(url, headers=AGENT), timeout=STALL_SECONDS)
    with answer:
        goes_on = have > 0 and answer.status == 206
        begun = have if goes_on else 0
        length = answer.headers.get("Content-Length")
        total = begun + int(length) if length else None
        if total and shutil.disk_usage(os.path.dirname(part)).free < total - begun:
            raise FetchError(f"{part}: not enough room on the disk for {total - begun} bytes; make room and run again")
        with open(part + ".json", "w", encoding="utf-8") as file:
            json.dump({"url": url, "tag": answer.headers.get("ETag") or answer.headers.get("Last-Modified")}, file)
        with open(part, "ab" if goes_on else "wb") as file:
            done = begun
            progress(done, total)
            while piece := answer.read(CHUNK):
                file.write(piece)
                done += len(piece)
                progress(done, total)
        if total is not None and done != total:
            raise ConnectionError(f"the connection ended after {done} of {total} bytes")


def _begun(url, part):
    """The number of bytes of the same edition in the part file, and the publisher's tag of that edition."""
    try:
        with open(part + ".json", encoding="utf-8") as file:
            note = json.load(file)
        if note["url"] == url and note["tag"]:
            return os.path.getsize(part), note["tag"]
    except (OSError, ValueError, KeyError):
        pass
    return 0, None


def _remove(*paths):
    for path in paths:
        if os.path.exists(path):
            os.remove(path)


def _reason(error):
    return getattr(error, "reason", None) or error
