"""Mails to editors whose structures are past their check interval, read back by aiosmtpd and Python's parser."""
import email
import email.policy
import json
import re
import socket
import ssl
import subprocess

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from registry_program import Browser, Home, Site

ADDRESS = "kanari@example.org"
FIELDS = {"checkedOn": "2026-01-10", "checkEveryDays": 30}


class Inbox:
    """Keeps what a mail server was given; refuses the first `refusals` messages."""

    def __init__(self, refusals=0):
        self.messages, self.logins, self.refusals = [], [], refusals

    async def handle_DATA(self, server, session, envelope):
        if self.refusals:
            self.refusals -= 1
            return "451 try again later"
        self.messages.append(envelope)
        return "250 OK"

    def login(self, server, session, envelope, mechanism, data):
        self.logins.append((data.login.decode(), data.password.decode()))
        return AuthResult(success=True)


class MailServer(Controller):
    """A mail server on a free port of 127.0.0.1."""

    def __init__(self, inbox, context=None, **options):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        super().__init__(inbox, hostname="127.0.0.1", port=port, ssl_context=context, **options)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A registry in which a structure is past its interval and the editor has an address; and its people."""
    home = Home(tmp_path_factory.mktemp("registry"))
    people = home.demo()
    site = Site(home)
    editor = Browser(site).sign_in(people["fixture-editor"])
    editor.open("/account")
    editor.send("/account/email", {"email": "nobody"})
    assert editor.status == 422
    editor.send("/account/email", {"email": ADDRESS})
    assert "Η διεύθυνση άλλαξε" in editor.text and ADDRESS in editor.text
    token = site.sign_in(people["fixture-editor"])
    assert site.api("GET", "/email", token)[0] == {"email": ADDRESS}
    _, tag = site.api("GET", "/structures/fixture-centre", token)
    draft = site.api(
        "POST", "/structures/fixture-centre/drafts", token, {"fields": FIELDS, "reason": "x"}, tag=tag)[0]["draft"]
    first = site.sign_in(people["fixture-moderator-1"])
    seen = site.api("GET", f"/drafts/{draft}", first)[1]
    site.api("POST", f"/drafts/{draft}/reviews", first, {"verdict": "approve"}, tag=seen)
    yield home, site, people, editor
    site.stop()
    assert ADDRESS not in "".join(site.log)
    assert "whole" in home.run("audit", "verify")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for 127.0.0.1, and the context of a server that has it."""
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder / "key", "-out", folder / "cert"],
        check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert", folder / "key")
    return folder / "cert", context


def copy(made, tmp_path):
    """A registry of its own for one test."""
    home = Home(tmp_path)
    subprocess.run(["cp", "-a", made[0].path, f"{made[0].path}.key", tmp_path], check=True)
    return home


def remind(home, server, *arguments, code=0):
    return home.run(
        "remind", "--smtp", server, "--from", "registry@example.org", "--public-address", "https://registry.example",
        *arguments, code=code)


def test_a_mail_arrives_as_it_was_meant_and_once_in_seven_days(made, tmp_path):
    home, inbox = copy(made, tmp_path), Inbox(refusals=1)
    dry = home.run("remind", "--dry-run", "--from", "registry@example.org", "--public-address", "https://registry.example")
    assert "fixture-editor" in dry and "1 to be sent" in dry and ADDRESS not in dry
    with MailServer(inbox) as server:
        url = f"smtp://127.0.0.1:{server.port}"
        failed = remind(home, url, code=1)
        assert "0 sent, 1 failed" in failed and ADDRESS not in failed and inbox.messages == []
        assert "1 sent, 0 failed" in remind(home, url)
        assert "0 sent, 0 failed, 1 written to" in remind(home, url)
    (envelope,) = inbox.messages
    assert envelope.mail_from == "registry@example.org" and envelope.rcpt_tos == [ADDRESS]
    assert all(len(line) <= 78 for line in envelope.content.split(b"\r\n")) and envelope.content.isascii()
    message = email.message_from_bytes(envelope.content, policy=email.policy.default)
    assert message.defects == [] and [address.addr_spec for address in message["To"].addresses] == [ADDRESS]
    assert message["Subject"] == "Πλησίον: δομές για έλεγχο (1) / Plision: structures to check"
    assert message["From"].addresses[0].addr_spec == "registry@example.org"
    assert message["Date"].datetime is not None and message["Message-ID"].endswith("@example.org>")
    assert message.get_content_type() == "text/plain" and message["Auto-Submitted"] == "auto-generated"
    text = message.get_content()
    assert "- Κέντρο Κοινότητας (fixture)" in text and "https://registry.example/checks" in text
    assert text.index("Δομές που κρατάτε") < text.index("Structures that you keep")
    for personal in (ADDRESS, "fixture-editor", "Fixture editor"):
        assert personal not in text + message["Subject"]
    assert not [name for name in home.path.iterdir() if name.name.startswith(".mail")]
    assert "whole" in home.run("audit", "verify")


def test_login_from_a_file_and_tls(made, certificate, tmp_path, monkeypatch):
    home, inbox = copy(made, tmp_path), Inbox()
    path, context = certificate
    login = tmp_path / "smtp.netrc"
    login.write_text("machine 127.0.0.1 login reminder password s3cret\n")
    # curl takes 127.1 for 127.0.0.1; the registry does not, so that TLS is required as for another machine.
    with MailServer(inbox) as plain:
        assert "1 failed" in remind(home, f"smtp://127.1:{plain.port}", code=1)
    with MailServer(inbox, tls_context=context) as server:
        # The certificate is of nobody whom curl trusts.
        assert "1 failed" in remind(home, f"smtp://127.1:{server.port}", code=1)
        assert inbox.messages == []
        monkeypatch.setenv("CURL_CA_BUNDLE", str(path))
    with MailServer(
        inbox, tls_context=context, authenticator=inbox.login, auth_required=True, require_starttls=True
    ) as server:
        assert "1 sent" in remind(home, f"smtp://127.1:{server.port}", "--smtp-login", login)
    assert inbox.logins == [("reminder", "s3cret")] and len(inbox.messages) == 1
    other = tmp_path / "other"
    other.mkdir()
    with MailServer(inbox, context=context) as server:
        assert "1 sent" in remind(copy(made, other), f"smtps://127.1:{server.port}")
    assert len(inbox.messages) == 2


@pytest.mark.parametrize("arguments", [
    ("--smtp", "smtp://a:b@127.0.0.1"), ("--smtp", "http://127.0.0.1"), ("--from", "a@b.example\nBcc: c@d.example"),
    ("--public-address", "registry.example"),
])
def test_wrong_options_are_refused(made, tmp_path, arguments):
    values = {"--smtp": "smtp://127.0.0.1:1", "--from": "r@example.org", "--public-address": "https://r.example"}
    values |= dict([arguments])
    copy(made, tmp_path).run("remind", *(part for pair in values.items() for part in pair), code=64)


def test_the_list_and_one_press(made):
    home, site, people, editor = made
    assert "Περιμένουν: 1" in editor.open("/").text
    assert "Κέντρο Κοινότητας (fixture)" in editor.open("/checks").text
    token = site.sign_in(people["fixture-editor"])
    listed = site.api("GET", "/checks", token)[0]["structures"]
    assert [(each["id"], each["isDrafted"]) for each in listed] == [("fixture-centre", False)]
    editor.send("/structures/fixture-centre/confirm", {})
    assert "ισχύει ακόμη" in editor.text and "περιμένει έγκριση" in editor.text
    assert not re.search(r'action="/structures/fixture-centre/confirm', editor.text)
    _, tag = site.api("GET", "/structures/fixture-centre", token)
    site.api("POST", "/structures/fixture-centre/confirmations", token, tag=tag, code=409)
    first = Browser(site).sign_in(people["fixture-moderator-1"])
    draft = re.search(r"/drafts/[0-9a-f]{32}", first.text)[0]
    first.open(draft)
    first.send(f"{draft}/review", {})
    assert "Εγκρίθηκε και δημοσιεύτηκε" in first.text
    body = json.loads((home.path / "published/current").read_text().split("\n")[1])
    fields = next(each for each in body["structures"] if each["id"] == "fixture-centre")["fields"]
    assert fields["checkedOn"] > FIELDS["checkedOn"] and "Καμία δομή" in editor.open("/checks").text
    assert ADDRESS not in json.dumps(body)
