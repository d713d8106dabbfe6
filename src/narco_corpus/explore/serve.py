"""Serves a folder of pages on this machine only."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_HOST = "127.0.0.1"


class _Pages(SimpleHTTPRequestHandler):
    """Files of the folder, for requests that name this machine: no foreign page reaches them by a name of its own."""

    def do_GET(self) -> None:
        if self._is_local():
            super().do_GET()

    def do_HEAD(self) -> None:
        if self._is_local():
            super().do_HEAD()

    def list_directory(self, path: object) -> None:
        self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the terminal is for the address."""

    def _is_local(self) -> bool:
        if self.headers.get("Host", "").partition(":")[0] in (_HOST, "localhost"):
            return True
        self.send_error(403)
        return False


def page_server(folder: Path, port: int = 0) -> ThreadingHTTPServer:
    """A server for the folder on the loopback address; port 0 takes a free one. Raises OSError for a port in use."""
    return ThreadingHTTPServer((_HOST, port), partial(_Pages, directory=str(folder)))


def address(server: ThreadingHTTPServer) -> str:
    """Where a browser finds the server."""
    return f"http://{_HOST}:{server.server_address[1]}/"
