"""A page of another origin in a real browser can read what is public and nothing else."""
import http.server
import json
import re
import subprocess
import threading

import pytest

OPEN = [
    "/api/v1/kinds", "/api/v1/nearest?lon=22.4197&lat=39.639", "/api/v1/structures/none", "/api/v1/nothing", "/ogc",
    "/ogc/collections/structures/items?limit=1", "/hsds", "/export/structures.csv", "/openapi.json",
    "/route/v1/car/22.4,39.6;22.5,39.6", "/table/v1/car/22.4,39.6;22.5,39.6", "/nearest/v1/car/22.4,39.6",
    "/match/v1/car/22.4,39.6;22.5,39.6", "/tiles/structures.json", "/styles/light.json", "/maps/static.png",
]
CLOSED = ["/", "/structures/none", "/benefits", "/about", "/healthz", "/readyz", "/metrics", "/assets/plision.css"]
PAGE = """<!doctype html><pre id="out"></pre><script>
const server = %s, found = {};
async function ask(name, path, options) {
  try {
    const answer = await fetch(server + path, options);
    found[name] = {status: answer.status, text: (await answer.text()).length,
                   tag: answer.headers.get("ETag"), build: answer.headers.get("Plision-Build"),
                   retry: answer.headers.get("Allow")};
  } catch (error) { found[name] = {refused: String(error)}; }
}
(async () => {
  for (const path of %s) {
    await ask(path, path);
    await ask("asked first " + path, path, {headers: {"If-None-Match": '"none"', "X-Of-My-Own": "1"}});
  }
  await ask("part", "/export/structures.csv", {cache: "no-store", headers: {Range: "bytes=0-9"}});
  const first = await fetch(server + "/export/structures.csv");
  await ask("again", "/export/structures.csv", {cache: "no-store", headers: {"If-None-Match": first.headers.get("ETag")}});
  await ask("posted", "/api/v1/entitlement",
    {method: "POST", headers: {"Content-Type": "application/json"}, body: "{}"});
  await ask("refused method", "/api/v1/kinds", {method: "POST", body: "x"});
  await ask("report", "/structures/none/report",
    {method: "POST", headers: {"Content-Type": "application/x-www-form-urlencoded"}, body: "text=a"});
  await ask("search", "/",
    {method: "POST", headers: {"Content-Type": "application/x-www-form-urlencoded"}, body: "q=a"});
  document.getElementById("out").textContent = JSON.stringify(found);
})();
</script>"""


@pytest.fixture(scope="module")
def found(server, tmp_path_factory):
    page = (PAGE % (json.dumps(server.url), json.dumps(OPEN + CLOSED))).encode()

    class Elsewhere(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *arguments):
            pass

    elsewhere = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=elsewhere.serve_forever, daemon=True).start()
    done = subprocess.run(
        ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-dev-shm-usage",
         f"--user-data-dir={tmp_path_factory.mktemp('browser')}", "--virtual-time-budget=60000", "--dump-dom",
         f"http://127.0.0.1:{elsewhere.server_address[1]}/"], capture_output=True, text=True, timeout=300)
    elsewhere.shutdown()
    text = re.search(r'<pre id="out">(.*?)</pre>', done.stdout, re.S)
    assert text and text[1], done.stdout[-2000:] + done.stderr[-2000:]
    return json.loads(text[1].replace("&quot;", '"').replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">"))


@pytest.mark.parametrize("path", OPEN)
def test_public_paths_can_be_read(found, path):
    for name in (path, "asked first " + path):
        assert "refused" not in found[name], found[name]
        assert found[name]["text"] > 0
    assert found[path]["status"] == found["asked first " + path]["status"]


@pytest.mark.parametrize("path", CLOSED)
def test_pages_cannot_be_read(found, path):
    assert "refused" in found[path] and "refused" in found["asked first " + path]


def test_scripts_can_use_fields_ranges_and_posts(found):
    assert found["/export/structures.csv"]["tag"] and found["/export/structures.csv"]["build"]
    assert found["part"]["status"] == 206 and found["part"]["text"] > 0
    assert found["again"]["status"] == 304
    assert found["posted"]["status"] in (200, 400)
    assert found["refused method"]["status"] == 405 and found["refused method"]["retry"] == "GET, HEAD"
    assert "refused" in found["report"] and "refused" in found["search"]
