"""A web server on loopback that serves a folder, with ranges of bytes or without, and notes what was asked for."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


@dataclass
class Web:
    folder: Path
    ranges: bool = True
    url: str = ""
    asked: list[tuple[str, int, int, int]] = field(default_factory=list)
    """Path, status, first byte and number of bytes sent."""
    failures: list[int] = field(default_factory=list)
    """Status codes that the next requests get."""
    queries: set[str] = field(default_factory=set)

    def sent(self, path: str = "") -> int:
        """Bytes that were sent of the files whose path begins so."""
        return sum(size for asked, _, _, size in self.asked if asked.startswith(path))


class _Handler(BaseHTTPRequestHandler):
    web: Web

    def log_message(self, *_: Any) -> None:
        """Nothing is printed."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        name = unquote(parts.path).lstrip("/")
        self.web.queries.add(parts.query)
        if self.web.failures:
            self.send_error(self.web.failures.pop(0))
            return
        path = self.web.folder / name
        if not path.is_file():
            self.web.asked.append((name, 404, 0, 0))
            self.send_error(404)
            return
        data = path.read_bytes()
        wanted = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range") or "")
        status, first = 200, 0
        self_headers = {}
        if wanted and self.web.ranges:
            first, last = int(wanted[1]), min(int(wanted[2]), len(data) - 1)
            self_headers["Content-Range"] = f"bytes {first}-{last}/{len(data)}"
            status, data = 206, data[first : last + 1]
        self.web.asked.append((name, status, first, len(data)))
        self.send_response(status)
        for header, value in (self_headers | {"Content-Length": str(len(data))}).items():
            self.send_header(header, value)
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def serving(folder: Path, *, ranges: bool = True) -> Iterator[Web]:
    """Serve the folder on a free port of this machine until the block ends."""
    web = Web(folder, ranges)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"web": web}))
    web.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
