"""The registry's binary as its operator runs it, and its server as browsers and programs use it."""
import base64
import hashlib
import hmac
import html.parser
import http.client
import json
import pathlib
import re
import struct
import subprocess
import threading
import time
import urllib.parse
import uuid

from program import BINARY

REGISTRY = pathlib.Path(BINARY).parent / "plision-registry"


class Home:
    """A registry in a folder of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.path = folder / "home"

    def run(self, *arguments, code=0, stdin=""):
        done = subprocess.run(
            [REGISTRY, *arguments, "--home", self.path], input=stdin, capture_output=True, text=True, check=False)
        assert done.returncode == code, (arguments, done.returncode, done.stdout, done.stderr)
        return done.stdout + done.stderr

    def accounts(self):
        return {account["login"]: account for account in json.loads(self.run("user", "list", "--format", "json"))}

    def demo(self, *municipalities):
        """Makes the registry with fictional staff, and structures in these municipalities; returns the people by login."""
        people = {}
        places = [part for code in municipalities for part in ("--municipality", code)]
        made = self.run("init", "--demo", *places)
        for login, password, secret in re.findall(r"^(fixture-\S+)\t(\S+)\t(\S+)$", made, re.M):
            people[login] = Person(login, password, secret)
        return people


class Person:
    """Somebody with a password and an authenticator app."""

    def __init__(self, login, password, secret):
        self.login, self.password, self.secret, self.last = login, password, base64.b32decode(secret), 0

    def code(self):
        """A code that was not given yet. The server takes one of the next half minute too."""
        step = max(int(time.time()) // 30, self.last + 1)
        if self.last == 0:
            step += 1
        while step > int(time.time()) // 30 + 1:
            time.sleep(0.2)
        self.last = step
        mac = hmac.new(self.secret, struct.pack(">Q", step), hashlib.sha1).digest()
        at = mac[19] & 15
        return f"{(struct.unpack('>I', mac[at:at + 4])[0] & 0x7FFFFFFF) % 1000000:06d}"


class Site:
    """A server of a registry on a free port of 127.0.0.1."""

    def __init__(self, home, *arguments):
        self.home, self.arguments, self.log = home, arguments, []
        self.start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self):
        self.process = subprocess.Popen(
            [REGISTRY, "serve", "--home", self.home.path, "--port", "0", *self.arguments], stderr=subprocess.PIPE, text=True)
        for line in self.process.stderr:
            self.log.append(line)
            if found := re.search(r"http://127\.0\.0\.1:(\d+)", line):
                self.port = int(found[1])
                break
        else:
            raise AssertionError("".join(self.log))
        threading.Thread(target=lambda stream: self.log.extend(stream), args=(self.process.stderr,), daemon=True).start()

    def stop(self):
        self.process.terminate()
        assert self.process.wait(20) == 0

    def kill(self):
        self.process.kill()
        self.process.wait(20)

    def ask(self, method, path, body=None, headers=None):
        """Sends one request; returns status, headers and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body=body, headers=headers or {})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode()
        finally:
            connection.close()

    def sign_in(self, person):
        """The token of a program."""
        body = json.dumps({"login": person.login, "password": person.password, "code": person.code()})
        status, _, text = self.ask("POST", "/registry/v1/sessions", body, {"Content-Type": "application/json"})
        assert status == 201, text
        return json.loads(text)["token"]

    def api(self, method, path, token, body=None, key=None, tag=None, code=None):
        """A request of a program; returns the members of the answer and its tag."""
        headers = {"Authorization": f"Bearer {token}"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        if method != "GET":
            headers["Idempotency-Key"] = key or uuid.uuid4().hex
        if tag:
            headers["If-Match"] = tag
        status, fields, text = self.ask(
            method, "/registry/v1" + path, None if body is None else json.dumps(body), headers)
        assert status == (code or status) and (code or status < 300), (status, text)
        return json.loads(text), fields["ETag"]


class Forms(html.parser.HTMLParser):
    """The forms of a page: action, and fields with their values as a browser would send them."""

    def __init__(self, text):
        super().__init__()
        self.forms, self.area, self.select = [], None, None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "form":
            self.forms.append((values["action"], {}))
        if not self.forms:
            return
        fields = self.forms[-1][1]
        if tag == "input" and values.get("type") == "checkbox":
            if "checked" in values:
                fields[values["name"]] = values["value"]
        elif tag == "input" and "name" in values:
            fields[values["name"]] = values.get("value", "")
        elif tag == "textarea":
            self.area, fields[values["name"]] = values["name"], ""
        elif tag == "select":
            self.select = values["name"]
        elif tag == "option" and self.select and ("selected" in values or self.select not in fields):
            fields[self.select] = values["value"]

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.area = None
        if tag == "select":
            self.select = None

    def handle_data(self, data):
        if self.area:
            self.forms[-1][1][self.area] += data


class Browser:
    """A browser without scripts: keeps cookies, follows redirects, sends forms."""

    def __init__(self, site):
        self.site, self.cookies, self.path, self.text, self.status = site, {}, "/", "", 0

    def ask(self, method, path, body=None):
        headers = {"Accept": "text/html", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body is not None:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{self.site.port}",
                "Sec-Fetch-Site": "same-origin"}
        self.status, fields, self.text = self.site.ask(method, path, body, headers)
        for cookie in fields.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies.pop(name, None)
            if value:
                self.cookies[name] = value
        self.path = path
        if self.status == 303:
            return self.ask("GET", fields["Location"])
        return self

    def open(self, path):
        return self.ask("GET", path)

    def send(self, action, changes, index=0):
        """Fills in and sends a form of the page."""
        forms = [fields for found, fields in Forms(self.text).forms if found.split("?")[0] == action]
        return self.ask("POST", action, urllib.parse.urlencode(forms[index] | changes))

    def sign_in(self, person):
        self.open("/sign-in")
        self.send("/sign-in", {"login": person.login, "password": person.password, "code": person.code()})
        assert self.status == 200 and self.path == "/", self.text
        return self
