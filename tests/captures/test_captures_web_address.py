"""A web server that breaks off costs the file that it was asked for, and stops nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from narco_corpus.builder.captures import Capture, ReadOptions, Unreadable, list_sources, read_source
from narco_corpus.builder.captures.inputs import Input, labels
from narco_corpus.errors import UsageError

pytest.importorskip("aiohttp")


class _BreaksOff(BaseHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Nothing is printed."""

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def _answer(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "5000")
        self.end_headers()
        self.wfile.write(b"three")


@pytest.fixture
def address() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), _BreaksOff) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/page.txt"
        server.shutdown()
        thread.join()


def test_answer_that_breaks_off_is_set_aside(tmp_path: Path, address: str) -> None:
    (tmp_path / "good.txt").write_text("words of a page")
    options = ReadOptions()
    sources = list_sources([str(tmp_path / "good.txt"), address], options)
    got = [capture for source in sources for capture in read_source(source, options)]
    assert [type(each) for each in sorted(got, key=lambda each: type(each).__name__)] == [Capture, Unreadable]
    (refused,) = (each for each in got if isinstance(each, Unreadable))
    assert "cannot be read" in refused.reason


def test_password_of_an_address_is_not_repeated() -> None:
    with pytest.raises(UsageError, match=r"http://reader:\*\*\*@127\.0\.0\.1:9/page\.txt") as told:
        list_sources(["http://reader:se:cr@et@127.0.0.1:9/page.txt"], ReadOptions())
    assert "et@" not in str(told.value)
    paths = labels([Input("", f"http://reader:secret@{host}.example", ("page.txt",)) for host in ("one", "two")])
    assert not any("secret" in path for path in paths)
    assert len(set(paths)) == 2
