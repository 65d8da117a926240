"""Measures the pages as a telephone loads them, and writes the table of docs/pages.md. scripts/measure-pages runs it.

A slow telephone is a processor four times slower than this one, 400 ms for each round trip and 400 kbit/s.
"""
import itertools
import pathlib
import sys
import tempfile

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "EndToEnd"))
from browser import Browser  # noqa: E402
from conftest import serve  # noqa: E402
from pages import STATES  # noqa: E402
from program import ROOT, sampled_region  # noqa: E402

PAGES = {
    "start": "first page", "results": "list after a search", "choice": "choice of a place", "structure": "structure",
    "help": "help lines", "benefits": "questions on benefits", "coverage": "coverage",
}
TABLE = ROOT / "docs/pages.md"
HEAD = """| page | bytes of the page | with all files | shown after, ms | on a slow telephone, ms | moved by itself |
|---|--:|--:|--:|--:|--:|
"""
PAINT = """
const [done] = arguments; let last = 0;
new PerformanceObserver(list => { for (const entry of list.getEntries()) last = entry.startTime })
  .observe({ type: 'largest-contentful-paint', buffered: true });
setTimeout(() => done(last), 300)"""


def visit(browser, go, sign, slow, has_files):
    """Goes to a page; returns its address, sizes by address, the time of its largest paint, and its movement."""
    browser.keep_files(has_files)
    if slow:
        browser.command("Emulation.setCPUThrottlingRate", rate=4)
        browser.command(
            "Network.emulateNetworkConditions", offline=False, latency=400, downloadThroughput=50_000, uploadThroughput=50_000)
    browser.transferred()
    go(browser)
    browser.find(sign)
    paint = browser.driver.execute_async_script(PAINT)
    shift = browser.layout_shift()
    sizes = browser.transferred()
    browser.command("Emulation.setCPUThrottlingRate", rate=1)
    browser.command("Network.emulateNetworkConditions", offline=False, latency=0, downloadThroughput=-1, uploadThroughput=-1)
    return browser.driver.current_url, sizes, paint, shift


def main():
    folder = pathlib.Path(tempfile.mkdtemp())
    server = serve(sampled_region(folder).dataset, folder)
    browser = Browser(folder / "profile")
    rows = []
    try:
        for state, name in PAGES.items():
            region, go, sign = STATES[state]
            results = []
            for slow in (False, True):
                browser.begin(server, "phone", True, maps="drawn")
                # Who has sent the form has its files already.
                results.append(visit(browser, go, sign, slow, has_files=slow and state in ("results", "choice")))
            (address, sizes, paint, shift), (_, _, slow_paint, slow_shift) = results
            own = {key: size for key, size in sizes.items() if "/tiles/" not in key and "maplibre" not in key}
            rows.append(
                f"| {name} | {own.get(address, 0):,} | {sum(own.values()):,} | {paint:,.0f} | {slow_paint:,.0f} "
                f"| {max(shift, slow_shift):.3f} |\n")
            print(rows[-1], end="")
    finally:
        browser.stop()
        server.stop()
    before, _, rest = TABLE.read_text(encoding="utf-8").partition(HEAD)
    after = itertools.dropwhile(lambda line: line.startswith("|"), rest.splitlines(keepends=True))
    TABLE.write_text(before + HEAD + "".join([*rows, *after]), encoding="utf-8")


main()
