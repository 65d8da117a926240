"""What stands in deploy/, asked of the programs that will read it; a program that is not installed is left out."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
DEPLOY = os.path.join(ROOT, "deploy")


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, **options)


def needs(program):
    return unittest.skipUnless(shutil.which(program), f"{program} is not installed")


def text(*path):
    with open(os.path.join(DEPLOY, *path), encoding="utf-8") as file:
        return file.read()


def limits():
    """The bounds of the process, by name."""
    with open(os.path.join(ROOT, "Sources/WebSupport/RequestLimits.swift"), encoding="utf-8") as file:
        return {name: int(value) for name, value in re.findall(r"(\w+): Int = (\d+)", file.read())}


class Units(unittest.TestCase):
    @needs("systemd-analyze")
    def test_exposure_is_at_most_two(self):
        for unit in (
            "plision.service", "plision-backup-reports.service", "plision-registry.service", "plision-registry-remind.service"
        ):
            done = run(
                "systemd-analyze", "security", "--offline=true", "--threshold=20", os.path.join(DEPLOY, unit))
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    @needs("systemd-analyze")
    def test_every_line_is_understood(self):
        done = run(
            "systemd-analyze", "verify", "--man=no",
            *(os.path.join(DEPLOY, unit) for unit in os.listdir(DEPLOY) if unit.endswith((".service", ".timer"))))
        # That the program is not installed here is no fault of the unit.
        faults = [line for line in done.stderr.splitlines() if "deploy" in line or line.startswith("plision")]
        self.assertEqual([line for line in faults if "is not executable" not in line], [])

    def test_files_allowed_are_more_than_connections(self):
        allowed = int(re.search(r"^LimitNOFILE=(\d+)$", text("plision.service"), re.M).group(1))
        self.assertGreater(allowed, limits()["connections"] + 256)

    def test_settings_named_in_the_units_stand_in_the_settings_file(self):
        named = set(re.findall(r"\$\{?(PLISION_\w+)", text("plision.service") + text("plision-backup-reports.service")))
        given = set(re.findall(r"^(PLISION_\w+)=", text("plision.default"), re.M))
        self.assertEqual(named, given)


class Proxies(unittest.TestCase):
    @needs("nginx")
    @needs("openssl")
    def test_nginx_understands_its_file(self):
        with tempfile.TemporaryDirectory() as folder:
            key, certificate = os.path.join(folder, "key.pem"), os.path.join(folder, "certificate.pem")
            run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                "-keyout", key, "-out", certificate, "-days", "1", "-subj", "/CN=example.org", check=True)
            site = text("nginx", "plision.conf")
            site = re.sub(r"/etc/letsencrypt/\S+/fullchain\.pem", certificate, site)
            site = re.sub(r"/etc/letsencrypt/\S+/privkey\.pem", key, site)
            main = os.path.join(folder, "nginx.conf")
            with open(main, "w", encoding="utf-8") as file:
                file.write(f"pid {folder}/pid; error_log stderr;\nevents {{}}\nhttp {{\n{site}\n}}\n")
            done = run("nginx", "-t", "-q", "-c", main, "-p", folder)
            self.assertEqual((done.returncode, done.stderr.replace("[alert]", "")), (0, ""), done.stderr)

    @needs("caddy")
    def test_caddy_understands_its_file(self):
        with tempfile.TemporaryDirectory() as folder:
            file = os.path.join(DEPLOY, "caddy", "Caddyfile")
            done = run("caddy", "validate", "--adapter", "caddyfile", "--config", file,
                       env={**os.environ, "HOME": folder, "XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder})
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertNotIn('"warn"', done.stderr)

    def test_bounds_are_those_of_the_process(self):
        bounds = limits()
        self.assertEqual((bounds["bodyBytes"], bounds["uriBytes"], bounds["headerBytes"]), (16384, 8192, 32768))
        nginx, caddy = text("nginx", "plision.conf"), text("caddy", "Caddyfile")
        self.assertIn("client_max_body_size 16k;", nginx)
        self.assertIn("large_client_header_buffers 4 8k;", nginx)
        self.assertIn("max_size 16KiB", caddy)
        self.assertIn("max_header_size 32KiB", caddy)

    def test_nothing_a_person_asks_is_logged(self):
        nginx = text("nginx", "plision.conf")
        form = re.search(r"log_format plision '([^']*)'", nginx).group(1)
        self.assertEqual(set(re.findall(r"\$(\w+)", form)), {"status", "request_time", "body_bytes_sent"})
        logs = re.findall(r"^\s*access_log (.*);", nginx, re.M)
        self.assertTrue(logs and all(log == "off" or log.endswith(" plision") for log in logs), logs)
        # One in each server: without it lines with addresses and queries go to the distribution's file.
        errors = re.findall(r"^\s*error_log (.*);", nginx, re.M)
        self.assertEqual(errors, ["stderr emerg"] * nginx.count("\nserver {"))
        self.assertIn("exclude http\n", text("caddy", "Caddyfile"))


@needs("promtool")
class Alerts(unittest.TestCase):
    FOLDER = os.path.join(DEPLOY, "prometheus")

    def test_rules_are_sound_and_fire_when_they_should(self):
        for command in (("check", "rules", "plision.rules.yml"), ("test", "rules", "plision.rules.test.yml")):
            done = run("promtool", *command, cwd=self.FOLDER)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_every_alert_has_a_test(self):
        alerts = set(re.findall(r"alert: (\w+)", text("prometheus", "plision.rules.yml")))
        self.assertEqual(alerts, set(re.findall(r"alertname: (\w+)", text("prometheus", "plision.rules.test.yml"))))


class Copies(unittest.TestCase):
    SCRIPT = os.path.join(DEPLOY, "backup-reports")

    def copy(self, content, *more):
        with tempfile.TemporaryDirectory() as folder:
            source, target = os.path.join(folder, "reports.jsonl"), os.path.join(folder, "copies")
            os.mkdir(target)
            for day in range(1, 6):
                with open(os.path.join(target, f"reports-2020-01-0{day}.jsonl"), "wb"):
                    pass
            with open(source, "wb") as file:
                file.write(content)
            subprocess.run([self.SCRIPT, source, target, *more], check=True)
            names = sorted(os.listdir(target))
            with open(os.path.join(target, names[-1]), "rb") as file:
                self.assertEqual(os.stat(file.fileno()).st_mode & 0o077, 0)
                return names, file.read()

    def test_only_whole_lines_are_copied(self):
        for content, expected in (
            (b'{"a": 1}\n', b'{"a": 1}\n'), (b'{"a": 1}\n{"b"', b'{"a": 1}\n'), (b'{"a"', b""),
            (b'{"a": 1}\n\n', b'{"a": 1}\n\n'), ("{}\n{\"α\": \"β\"}\n{\"γ".encode()[:-1], "{}\n{\"α\": \"β\"}\n".encode()),
            (b"{}\n" * 100_000, b"{}\n" * 100_000), (b'{}\n{"x', b"{}\n"),
        ):
            self.assertEqual(self.copy(content)[1], expected)

    def test_the_newest_are_kept(self):
        names, _ = self.copy(b"{}\n", "3")
        self.assertEqual(names[:2], ["reports-2020-01-04.jsonl", "reports-2020-01-05.jsonl"])
        self.assertEqual(len(names), 3)


if __name__ == "__main__":
    unittest.main()
