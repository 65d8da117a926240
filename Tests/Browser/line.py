"""A connection to a server that tests can cut, for the pages and for their service worker alike."""
import contextlib
import socket
import threading


class Line:
    """Forwards a port of its own to a server. While it is cut, nobody answers there."""

    def __init__(self, server):
        self.server = server
        self.listener, self.open = None, set()
        self.port = 0
        self.mend()
        self.url = f"http://127.0.0.1:{self.port}"

    def mend(self):
        self.listener = socket.create_server(("127.0.0.1", self.port), reuse_port=True)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(self.listener,), daemon=True).start()

    def cut(self):
        self._close(self.listener)
        for end in list(self.open):
            self._close(end)

    def _accept(self, listener):
        with contextlib.suppress(OSError):
            while True:
                near, _ = listener.accept()
                far = socket.create_connection(("127.0.0.1", self.server.port))
                for one, other in ((near, far), (far, near)):
                    self.open.add(one)
                    threading.Thread(target=self._forward, args=(one, other), daemon=True).start()

    def _forward(self, source, target):
        with contextlib.suppress(OSError):
            while part := source.recv(65536):
                target.sendall(part)
        for end in (source, target):
            self._close(end)

    def _close(self, end):
        self.open.discard(end)
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()
