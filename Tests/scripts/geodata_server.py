"""A publisher on 127.0.0.1 for the tests: byte ranges, entity tags, and connections that end too early."""

import http.server
import threading


class Publisher:
    """Serves `files` (path → bytes) and keeps what was asked; `cut` (path → list of byte counts) ends answers early."""

    def __init__(self, files):
        self.files, self.cut, self.asked = dict(files), {}, []
        publisher = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_HEAD(self):
                self.answer(False)

            def do_GET(self):
                self.answer(True)

            def answer(self, with_body):
                content = publisher.files.get(self.path)
                span = self.headers.get("Range")
                publisher.asked.append((self.command, self.path, span))
                if content is None:
                    self.send_error(404)
                    return
                tag, begun = f'"{hash(content)}"', 0
                if span and self.headers.get("If-Range", tag) == tag:
                    begun = int(span.removeprefix("bytes=").rstrip("-"))
                    if begun >= len(content):
                        self.send_error(416)
                        return
                self.send_response(206 if begun else 200)
                self.send_header("ETag", tag)
                self.send_header("Content-Length", str(len(content) - begun))
                if begun:
                    self.send_header("Content-Range", f"bytes {begun}-{len(content) - 1}/{len(content)}")
                self.end_headers()
                if with_body:
                    cuts = publisher.cut.get(self.path)
                    until = begun + cuts.pop(0) if cuts else len(content)
                    self.wfile.write(content[begun:until])
                    self.close_connection = True

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def gets(self, path):
        return [span for method, asked, span in self.asked if method == "GET" and asked == path]

    def close(self):
        self.server.shutdown()
        self.server.server_close()
