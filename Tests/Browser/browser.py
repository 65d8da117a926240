"""A headless Chromium that watches what its pages do: console, requests, content policy, accessibility, layout."""
import base64
import functools
import json
import pathlib
import re
import time
import urllib.parse

import axe_playwright_python
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

# What runs before a page's own scripts, so that its map is drawn when it comes into sight; never, which spares the tests
# that do not look at it half of their time; or cannot be drawn by this browser.
MAPS = {
    "drawn": None,
    "waiting": "window.IntersectionObserver = class { observe() {} unobserve() {} disconnect() {} }",
    "impossible": "HTMLCanvasElement.prototype.getContext = () => null",
}
# Width, height in CSS pixels, and whether it is a telephone.
SIZES = {"phone": (360, 740, True), "desk": (1280, 800, False)}

# Whether a person can see an element, or something in it.
SEES = """
const sees = element => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  && [element, ...element.querySelectorAll('*')].some(part => {
    const { width, height } = part.getBoundingClientRect();
    return width > 0 && height > 0 });
const [selector, hidden] = arguments;
const found = [...document.querySelectorAll(selector)].find(element => hidden || sees(element)) ?? null;
"""
# A map, and where it is or will be: until it is drawn a picture is in its place.
PLACE = """
const map = document.querySelector(arguments[0]);
const place = map && (map.parentElement.querySelector('.picture') || map).getBoundingClientRect();
"""
# The window may be scrolled sideways to elements `beyond` its width; `fixed` is the height of what stays while a page scrolls.
LOOK = """
const [width] = arguments, wide = Math.max(document.documentElement.scrollWidth, innerWidth), all = [...document.body.querySelectorAll('*')];
return {
  language: document.documentElement.lang,
  calls: [...document.querySelectorAll('.calls a')].map(link => link.href),
  emergency: document.querySelector('[href="tel:112"]')?.getBoundingClientRect().top,
  fixed: all.filter(e => /sticky|fixed/.test(getComputedStyle(e).position)).reduce((sum, e) => sum + e.getBoundingClientRect().height, 0),
  beyond: wide <= width ? [] : all.filter(e => !e.closest('.scroll, .maplibregl-map') && e.getBoundingClientRect().right > width + 0.5)
    .map(e => `${e.localName}.${e.className} ${Math.round(e.getBoundingClientRect().right)}`).concat([`page ${wide}`]),
};
"""


@functools.cache
def axe():
    """The rules of axe-core. Of the package only this file is used: it does not need Playwright."""
    return (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


class Browser:
    """One Chromium with one tab. `begin` returns it to a known state before each test."""

    def __init__(self, profile):
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for argument in (
            "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", f"--user-data-dir={profile}",
            "--enable-unsafe-swiftshader", "--disable-extensions", "--process-per-site",
            # No name but that of this machine can be resolved, so no test can leave it.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        ):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        # The log of what the network does; the one of the page's life is long and of no use here.
        options.add_experimental_option("perfLoggingPrefs", {"enableNetwork": True, "enablePage": False})
        self.driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        self.driver.set_page_load_timeout(60)
        self.maps = "drawn"
        # The identifier of the script of `MAPS` that runs before those of the pages.
        self.first_script = None
        # The settings of the browser, by the command that made them.
        self.settings = {}

    def begin(self, server, size, scripts, language="el", maps="waiting"):
        """Prepares a test: an empty page, the size of the window, scripts on or off, one of `MAPS`, and no old messages."""
        self.server, self.language = server, language
        self.allowed = set()
        self.messages, self.requests, self.documents = [], [], set()
        self.driver.get("about:blank")
        self._draw_maps(maps)
        self.emulate(media=[])
        self.show(size, scripts)
        self.keep_files(True)
        self._drain()
        self.messages, self.requests, self.documents = [], [], set()

    def _draw_maps(self, maps):
        if maps == self.maps:
            return
        if self.first_script:
            self.command("Page.removeScriptToEvaluateOnNewDocument", identifier=self.first_script)
        self.first_script = None
        if source := MAPS[maps]:
            self.first_script = self.command("Page.addScriptToEvaluateOnNewDocument", source=source)["identifier"]
        self.maps = maps

    def command(self, name, **parameters):
        return self.driver.execute_cdp_cmd(name, parameters)

    def setting(self, name, **parameters):
        """Sends a command that makes a setting, unless the browser has it already. Each command takes a while."""
        if self.settings.get(name) != parameters:
            self.command(name, **parameters)
            self.settings[name] = parameters

    def show(self, size, scripts):
        """Sets the size of the window, and whether scripts run on the pages that are loaded from now on."""
        self.size, self.scripts = size, scripts
        self.resize(*SIZES[size])
        self.run_scripts(scripts)

    def resize(self, width, height, is_phone=False):
        self.width = width
        self.setting(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=is_phone)

    def run_scripts(self, enabled):
        self.setting("Emulation.setScriptExecutionDisabled", value=not enabled)

    def keep_files(self, enabled):
        """Uses the cache, or loads every file again as at a first visit, before there is a service worker."""
        self.setting("Network.enable")
        self.setting("Network.setCacheDisabled", cacheDisabled=not enabled)
        self.setting("Network.setBypassServiceWorker", bypass=not enabled)

    def slow_network(self, milliseconds):
        """Delays every answer. The service worker must be left out, as `keep_files(False)` does, because its requests are not delayed."""
        self.command(
            "Network.emulateNetworkConditions", offline=False, latency=milliseconds, downloadThroughput=-1, uploadThroughput=-1)

    def await_worker(self):
        """Waits until the service worker answers for the page."""
        self.wait(lambda: self.script("return navigator.serviceWorker.controller?.state") == "activated", "the worker")

    def emulate(self, media):
        """Sets media features, such as ("prefers-color-scheme", "dark")."""
        self.setting("Emulation.setEmulatedMedia", features=[{"name": name, "value": value} for name, value in media])

    # Moving about

    def address(self, path):
        """The address of a path in the language of the test."""
        if self.language != "el":
            path += ("&" if "?" in path else "?") + f"lang={self.language}"
        return self.server.url + path

    def open(self, path):
        self.driver.get(self.address(path))
        return self

    def find(self, selector, hidden=False, then=""):
        """The first visible element, or any with `hidden`, after waiting for it: a form that was sent needs a moment to be answered.

        What is done at once with the element `found` can be given as a script. Each command to the browser takes a while.
        """
        then = then and f"if (found) {{ {then} }}"
        return self.wait(lambda: self.script(SEES + then + "return found", selector, hidden), selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def shows(self, selector):
        return self.script(SEES + "return found !== null", selector, False)

    def type(self, selector, text, leaves=True):
        """Writes a text, and leaves the field, so that suggestions cover nothing, unless told to stay.

        In a field that is left the text is put in at once. In one that is not it is typed letter by letter.
        """
        if leaves and text.isprintable() and text:
            self.find(selector, then="found.focus(); found.select()")
            self.command("Input.insertText", text=text)
        else:
            field = self.find(selector)
            field.clear()
            field.send_keys(text)
        if leaves:
            self.script("document.activeElement.blur()")

    def choose(self, selector, value):
        """Chooses an option, as the driver does."""
        self.find(selector)
        chosen = self.script(
            SEES + "found.value = arguments[2];"
            "for (const name of ['input', 'change']) found.dispatchEvent(new Event(name, { bubbles: true }));"
            "return found.value", selector, False, value)
        assert chosen == value, f"{selector} has no {value}"

    def press(self, selector):
        """Clicks the first visible element, away from the strip that stays at the top."""
        self.find(selector, then="found.scrollIntoView({ block: 'center' })").click()

    @property
    def text(self):
        return self.driver.find_element(By.TAG_NAME, "body").text

    def script(self, text, *arguments):
        return self.driver.execute_script(text, *arguments)

    def wait(self, condition, what, seconds=30):
        """Waits until `condition` is true."""
        deadline, pause = time.monotonic() + seconds, 0.01
        while True:
            try:
                if found := condition():
                    return found
            except WebDriverException:  # the page was replaced meanwhile
                pass
            assert time.monotonic() < deadline, f"waited in vain for {what} on {self.driver.current_url}\n{self.text[:300]}"
            time.sleep(pause)
            pause = min(2 * pause, 0.08)

    def settle(self, selector="#map"):
        """Waits until a map in sight has been drawn. Without scripts or without a map there is nothing to wait for."""
        if self.scripts and self.maps == "drawn":
            self.wait(lambda: self.script(
                f"{PLACE} return !map || 'drawn' in map.dataset || place.top >= innerHeight || place.bottom <= 0", selector), "the map")

    def draw_maps(self):
        """Brings each map into sight and waits until it has been drawn, then goes back to the top."""
        for selector in ("#map", "#second-map"):
            if self.script(f"{PLACE} map && scrollBy({{ top: place.top, behavior: 'instant' }}); return map !== null", selector):
                self.settle(selector)
        self.script("scrollTo({ top: 0, behavior: 'instant' })")

    def tab_through(self, most):
        """Presses Tab; returns the elements that had the focus, and whether each showed it."""
        reached = []
        for _ in range(most):
            ActionChains(self.driver).send_keys(Keys.TAB).perform()
            stop = self.script(
                "const e = document.activeElement, look = getComputedStyle(e), { width, height } = e.getBoundingClientRect();"
                "return e === document.body ? null : { class: e.className, id: e.id, tag: e.localName,"
                " visible: look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2 && width > 0 && height > 0 }")
            if stop is None:
                break
            reached.append(stop)
        return reached

    def paper_pages(self):
        """The number of pages of A4, upright unless the page says otherwise, that the page takes on paper."""
        paper = self.command("Page.printToPDF", paperWidth=8.27, paperHeight=11.69, printBackground=False, preferCSSPageSize=True)
        return len(re.findall(rb"/Type\s*/Page\b", base64.b64decode(paper["data"])))

    def permit_position(self, is_permitted, latitude=0, longitude=0):
        """Answers the question whether the page may know the position, and sets the position."""
        setting = "granted" if is_permitted else "denied"
        self.command("Browser.setPermission", permission={"name": "geolocation"}, setting=setting, origin=self.server.url)
        if is_permitted:
            self.command("Emulation.setGeolocationOverride", latitude=latitude, longitude=longitude, accuracy=20)

    def layout_shift(self):
        """How much of the page moved by itself while it was loaded, as the browser measures it."""
        return self.driver.execute_async_script(
            "const [done] = arguments; let sum = 0;"
            "new PerformanceObserver(list => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value })"
            ".observe({ type: 'layout-shift', buffered: true }); setTimeout(() => done(sum), 50)")

    def transferred(self):
        """Bytes over the wire by address, since the last call; of an address that was loaded again the last."""
        names, sizes = {}, {}
        for event in self._events():
            parameters = event["params"]
            if event["method"] == "Network.responseReceived":
                names[parameters["requestId"]] = parameters["response"]["url"]
            elif event["method"] == "Network.loadingFinished":
                sizes[parameters["requestId"]] = parameters["encodedDataLength"]
        return {names[request]: size for request, size in sizes.items() if request in names}

    def screenshot(self, path):
        """Saves a picture of the whole page, with its map if maps are drawn."""
        width, height, _ = SIZES[self.size]
        if self.maps == "drawn" and self.scripts:
            self.draw_maps()
        tall = self.script("return document.documentElement.scrollHeight")
        clip = {"x": 0, "y": 0, "width": width, "height": min(max(tall, height), 8000), "scale": 1}
        picture = self.command("Page.captureScreenshot", clip=clip, captureBeyondViewport=True, optimizeForSpeed=True)["data"]
        path.write_bytes(base64.b64decode(picture))

    # What must hold of every page

    def violations(self, rules=None):
        """What axe finds: pairs of rule and place. All rules of WCAG 2.2 A and AA and of good practice, unless named."""
        self.run_scripts(True)
        if not self.script("return 'axe' in window"):
            self.script(axe())
        options = {"resultTypes": ["violations"]}
        if rules:
            options["runOnly"] = {"type": "rule", "values": rules}
        found = self.driver.execute_async_script(
            "const done = arguments[1]; axe.run(document, arguments[0]).then("
            "found => done(found.violations.flatMap(rule => rule.nodes.map(node => [rule.id, node.target.join(' '), "
            "node.failureSummary]))), fault => done([['axe', '', String(fault)]]))", options)
        self.run_scripts(self.scripts)
        return found

    def overflow(self):
        """The elements beyond the right edge of the window, when the page can be scrolled sideways."""
        return self.look()["beyond"]

    def look(self):
        """What is measured of every page, by one command: its language, the telephone numbers, and what is where."""
        return self.script(LOOK, self.width)

    def complaints(self):
        """Messages of the console and requests to others since the test began."""
        self._drain()
        found = [f"console: {message}" for message in self.messages]
        for request in self.requests:
            origin = urllib.parse.urlsplit(request)
            if origin.scheme in ("http", "https", "ws", "wss") and not request.startswith(self.server.url + "/"):
                if f"{origin.scheme}://{origin.netloc}" not in self.allowed:
                    found.append(f"request to another origin: {request}")
        return found

    def _drain(self):
        for event in self._events():
            if event["method"] == "Network.requestWillBeSent":
                self.requests.append(event["params"]["request"]["url"])
                if event["params"].get("type") == "Document":
                    self.documents.add(self.requests[-1])
        for entry in self.driver.get_log("browser"):
            text = entry["message"]
            # A page that says 404 on purpose is no fault; a file of a page that is missing is one.
            is_page = entry["source"] == "network" and text.partition(" ")[0] in self.documents
            # Messages of `rendering` are about the software renderer, not about the page.
            if entry["source"] != "rendering" and not is_page and not any(part in text for part in self.allowed):
                self.messages.append(f"{entry['level']} {entry['source']} {text}")

    def _events(self):
        wanted = ("Network.requestWillBeSent\"", "Network.responseReceived\"", "Network.loadingFinished\"")
        return [
            json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")
            if any(name in entry["message"] for name in wanted)]

    def stop(self):
        self.driver.quit()
