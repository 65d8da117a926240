"""The OpenAPI document is correct: schemathesis, which generates requests from it, finds no errors."""
import subprocess
import sys

from conftest import ROOT


def test_schemathesis_finds_no_errors(server):
    done = subprocess.run(
        [sys.executable, ROOT / "Tests/scripts/schemathesis-run", server.url, "15"], capture_output=True, text=True,
        timeout=600)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
