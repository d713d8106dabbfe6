"""Inputs of every kind are found, once each, under paths that are stable, unique and valid text."""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from narco_corpus.builder.captures import Capture, ReadOptions, Unreadable, list_sources, read_source
from narco_corpus.errors import UsageError

OPTIONS = ReadOptions()


def read(*inputs: str | Path, options: ReadOptions = OPTIONS) -> list[Capture | Unreadable]:
    sources = [pickle.loads(pickle.dumps(source)) for source in list_sources(inputs, options)]
    return [capture for source in sources for capture in read_source(source, options)]


def paths(*inputs: str | Path) -> list[str]:
    return [capture.path for capture in read(*inputs)]


def write(folder: Path, **files: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")


def test_folder_is_read_with_all_below_it_in_one_order(tmp_path: Path) -> None:
    write(tmp_path / "b" / "deep", one__txt="1")
    write(tmp_path / "a", two__txt="2", three="3")
    write(tmp_path, zero__txt="0", __hidden="no")
    (tmp_path / ".git").mkdir()
    write(tmp_path / ".git", config="no")
    assert paths(tmp_path) == ["zero.txt", "a/three", "a/two.txt", "b/deep/one.txt"]


def test_many_small_files_make_few_sources(tmp_path: Path) -> None:
    for number in range(1000):
        (tmp_path / f"{number:04}.txt").write_text(str(number))
    sources = list_sources([tmp_path], OPTIONS)
    assert len(sources) == 4
    assert sources == sorted(sources, key=lambda source: source.key)
    assert sum(source.size for source in sources) == sum(len(str(number)) for number in range(1000))
    texts = [c.content for s in sources for c in read_source(s, OPTIONS) if isinstance(c, Capture)]
    assert texts == [str(number).encode() for number in range(1000)]


def test_paths_of_several_inputs_never_meet(tmp_path: Path) -> None:
    for folder in ("x/crawl", "y/crawl", "z"):
        write(tmp_path / folder, a__txt=folder)
    got = paths(tmp_path / "x" / "crawl", tmp_path / "y" / "crawl", tmp_path / "z" / "a.txt")
    assert got == ["a.txt", "x/crawl/a.txt", "y/crawl/a.txt"]
    assert paths(tmp_path / "x" / "crawl") == ["a.txt"]
    assert paths(tmp_path / "x" / "crawl", tmp_path / "z") == ["crawl/a.txt", "z/a.txt"]
    one, two = tmp_path / "x" / "crawl" / "a.txt", tmp_path / "z" / "a.txt"
    assert sorted(paths(one, two)) == ["crawl/a.txt", "z/a.txt"]


def test_input_given_twice_or_within_another_is_read_once(tmp_path: Path) -> None:
    write(tmp_path / "in" / "deep", a__txt="A")
    write(tmp_path / "in", b__txt="B")
    inner, file = tmp_path / "in" / "deep", tmp_path / "in" / "b.txt"
    assert paths(tmp_path / "in", inner, file, f"{tmp_path}/in/") == ["b.txt", "deep/a.txt"]


def test_order_of_inputs_makes_no_difference(tmp_path: Path) -> None:
    write(tmp_path / "a", one__txt="1")
    write(tmp_path / "b", two__txt="2")
    there = list_sources([tmp_path / "a", tmp_path / "b"], OPTIONS)
    assert there == list_sources([tmp_path / "b", tmp_path / "a"], OPTIONS)


def test_glob_is_relative_to_its_fixed_part(tmp_path: Path) -> None:
    write(tmp_path / "2011" / "09", a__txt="A", b__md="B")
    write(tmp_path / "2012" / "01", c__txt="C")
    assert paths(f"{tmp_path}/*/*/*.txt") == ["2011/09/a.txt", "2012/01/c.txt"]
    assert paths(f"{tmp_path}/**") == ["2011/09/a.txt", "2011/09/b.md", "2012/01/c.txt"]


def test_directory_loop_ends(tmp_path: Path) -> None:
    write(tmp_path / "in", a__txt="A")
    (tmp_path / "in" / "again").symlink_to(tmp_path / "in", target_is_directory=True)
    (tmp_path / "in" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "in" / "self").symlink_to("self")
    got = read(tmp_path)
    assert [c.path for c in got if isinstance(c, Capture)] == ["in/a.txt"]
    assert [c.path for c in got if isinstance(c, Unreadable)] == ["in/self"]


def test_names_with_newlines_and_bytes_that_are_no_text_come_out_as_text(tmp_path: Path) -> None:
    for name in (b"line\nbreak.txt", b"latin-\xf1.txt", rb"back\nslash.txt", "ñandú.txt".encode()):
        Path(os.fsdecode(bytes(tmp_path) + b"/" + name)).write_bytes(name)
    got = {c.path: c.content for c in read(tmp_path) if isinstance(c, Capture)}
    assert got == {
        r"back\\nslash.txt": rb"back\nslash.txt",
        r"latin-\xf1.txt": b"latin-\xf1.txt",
        r"line\nbreak.txt": b"line\nbreak.txt",
        "ñandú.txt": "ñandú.txt".encode(),
    }
    assert all(path.isprintable() and path.encode() for path in got)


def test_pipes_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    write(tmp_path, a__txt="A")
    assert paths(tmp_path) == ["a.txt"]


def test_file_that_goes_away_after_listing_is_reported(tmp_path: Path) -> None:
    write(tmp_path, a__txt="A", b__txt="B")
    (source,) = list_sources([tmp_path], OPTIONS)
    (tmp_path / "a.txt").unlink()
    first, second = read_source(source, OPTIONS)
    assert isinstance(first, Unreadable)
    assert "No such file" in first.reason
    assert second.path == "b.txt"


@pytest.mark.parametrize("name", ["gone", "gone/*.txt", "memory://gone", "memory://gone/*.txt", "nosuch://x/y"])
def test_input_that_is_not_there_is_a_mistake_of_the_call(tmp_path: Path, name: str) -> None:
    place = name if "://" in name else str(tmp_path / name)
    with pytest.raises(UsageError, match=r"gone|nosuch"):
        list_sources([place], OPTIONS)


def test_empty_folder_is_a_mistake_of_the_call(tmp_path: Path) -> None:
    (tmp_path / ".hidden").write_text("x")
    with pytest.raises(UsageError, match="holds no file"):
        list_sources([tmp_path], OPTIONS)


RELEASE = '{\n  "name": "narco-corpus",\n  "format": 1,\n  "files": []\n}\n'


def test_releases_among_the_inputs_are_no_captures(tmp_path: Path) -> None:
    write(tmp_path, a__txt="A", manifest__json='{"name": "another thing"}')
    write(tmp_path / "built", manifest__json=RELEASE, README__md="# Card", captures__csv="path,url\n")
    write(tmp_path / "built" / "data", rows__txt="B")
    given = {c.path: c for c in read(tmp_path)}
    assert sorted(given) == ["a.txt", "built/manifest.json", "manifest.json"]
    refused = given["built/manifest.json"]
    assert isinstance(refused, Unreadable)
    assert "release" in refused.reason
    assert paths(tmp_path / "built") == ["manifest.json"]


def test_releases_at_a_url_are_no_captures() -> None:
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    memory.pipe("/crawl/in/a.txt", b"A")
    memory.pipe("/crawl/in/built/manifest.json", RELEASE.encode())
    memory.pipe("/crawl/in/built/data/rows.txt", b"B")
    memory.pipe("/crawl/in/builtin.txt", b"C")
    assert paths("memory://crawl/in") == ["a.txt", "built/manifest.json", "builtin.txt"]


def test_unreachable_server_is_named(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with pytest.raises(UsageError, match=f"127.0.0.1:{port}"):
        list_sources([f"http://127.0.0.1:{port}/posts.jsonl"], OPTIONS)


def test_folder_file_and_glob_at_a_url() -> None:
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    memory.pipe("/listing/in/a.txt", b"A")
    memory.pipe("/listing/in/deep/b.txt", b"B" * 100_000)
    memory.pipe("/listing/in/captures.jsonl", b'{"path": "deep/b.txt", "url": "http://e.org/b"}')
    memory.pipe("/listing/in/.hidden/c.txt", b"C")
    got = read("memory://listing/in")
    assert [(c.path, len(c.content), c.url) for c in got if isinstance(c, Capture)] == [
        ("a.txt", 1, None),
        ("deep/b.txt", 100_000, "http://e.org/b"),
    ]
    memory.pipe("/listing/in/deep/captures.csv", b"path,url\nb.txt,http://e.org/near\nc.txt,http://e.org/c\n")
    _, b, fault = read("memory://listing/in")
    assert isinstance(b, Capture)
    assert b.url == "http://e.org/near"
    assert isinstance(fault, Unreadable)
    assert (fault.path, fault.where, fault.is_capture) == ("deep/captures.csv", "line 3", False)
    assert paths("memory://listing/in/a.txt") == ["a.txt"]
    assert paths("memory://listing/*/deep/*.txt") == ["in/deep/b.txt"]


class _Whole(BaseHTTPRequestHandler):
    """Serves one file from front to back, whatever part is asked for."""

    content = b""

    def do_HEAD(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.content)))
        self.end_headers()

    def do_GET(self) -> None:
        self.do_HEAD()
        with contextlib.suppress(OSError):
            self.wfile.write(self.content)

    def log_message(self, *_: object) -> None: ...


class _Parts(_Whole):
    """Serves the part that is asked for."""

    def do_GET(self) -> None:
        asked = self.headers.get("Range")
        if asked is None:
            super().do_GET()
            return
        start, end = (int(number) for number in asked.removeprefix("bytes=").split("-"))
        part = self.content[start : end + 1]
        self.send_response(206)
        self.send_header("Content-Length", str(len(part)))
        self.send_header("Content-Range", f"bytes {start}-{start + len(part) - 1}/{len(self.content)}")
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(part)


@pytest.mark.parametrize(("server", "sources"), [(_Whole, 1), (_Parts, 3)])
def test_large_file_of_a_server_with_and_without_ranges(server: type[_Whole], sources: int) -> None:
    rows = [{"text": f"{number} " + "words " * 1000} for number in range(3000)]
    handler = type("Handler", (server,), {"content": "".join(json.dumps(row) + "\n" for row in rows).encode()})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as http:
        thread = threading.Thread(target=http.serve_forever)
        thread.start()
        try:
            place = f"http://127.0.0.1:{http.server_port}/rows.jsonl"
            listed = list_sources([place], OPTIONS)
            got = [capture for source in listed for capture in read_source(source, OPTIONS)]
        finally:
            http.shutdown()
            thread.join()
    assert len(listed) == sources
    assert [c.content.decode() for c in got if isinstance(c, Capture)] == [row["text"] for row in rows]
    assert got[0].path == "rows.jsonl#0"
