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


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_manifest_gives_url_time_and_license(tmp_path: Path, form: str) -> None:
    write(tmp_path / "2011", a__txt="A", b__txt="B")
    write(tmp_path, c__txt="C")
    if form == "jsonl":
        rows = (
            '{"path": "2011/a.txt", "url": "http://e.org/a", "retrieved_at": "2024-11-05T10:00:00+02:00"}\n'
            '\n{"path": "c.txt", "license": "CC-BY-4.0", "retrieved_at": "20240102030405", "other": 3}\n'
        )
    else:
        rows = (
            "url,path,retrieved_at,license\r\n"
            "http://e.org/a,2011/a.txt,2024-11-05T10:00:00+02:00,\r\n"
            ',c.txt,20240102030405,"CC-BY-4.0"\r\n'
        )
    (tmp_path / f"captures.{form}").write_text(rows, encoding="utf-8", newline="")
    got = {c.path: c for c in read(tmp_path) if isinstance(c, Capture)}
    assert sorted(got) == ["2011/a.txt", "2011/b.txt", "c.txt"]
    assert (got["2011/a.txt"].url, got["2011/a.txt"].retrieved_at) == ("http://e.org/a", "2024-11-05T08:00:00.000Z")
    assert (got["c.txt"].license, got["c.txt"].retrieved_at) == ("CC-BY-4.0", "2024-01-02T03:04:05.000Z")
    assert got["2011/b.txt"].url is None


def test_nearest_manifest_wins_and_files_named_by_themselves_have_theirs(tmp_path: Path) -> None:
    write(tmp_path / "in", a__txt="A", captures__jsonl='{"path": "a.txt", "url": "http://near.org/"}')
    write(tmp_path, captures__jsonl='{"path": "in/a.txt", "url": "http://far.org/"}')
    assert [c.url for c in read(tmp_path) if isinstance(c, Capture)] == ["http://near.org/"]
    assert [c.url for c in read(tmp_path / "in" / "a.txt") if isinstance(c, Capture)] == ["http://near.org/"]


def test_manifest_of_many_rows_in_any_order(tmp_path: Path) -> None:
    names = [f"{number:03}.txt" for number in range(600)]
    write(tmp_path, **{name.replace(".", "__"): "x" for name in names})
    rows = [f'"{name}","http://e.org/{name}\n"' for name in reversed(names)]
    (tmp_path / "captures.csv").write_text("path,url\n" + "\n".join(rows) + "\n")
    got = read(tmp_path)
    assert [c.url for c in got if isinstance(c, Capture)] == [f"http://e.org/{name}\n" for name in names]


@pytest.mark.parametrize(
    ("name", "rows", "line", "said"),
    [
        ("captures.jsonl", '{"path": "b.txt"}\n{"path": 3}\n', 2, "Expected `str`"),
        ("captures.jsonl", '{"path": "b.txt", "retrieved_at": "yesterday"}', 1, "'yesterday' is no ISO 8601 time"),
        ("captures.jsonl", '{"path": "b.txt"}\n{"path": "./b.txt"}', 2, "a second row for 'b.txt'"),
        ("captures.jsonl", "not json", 1, "malformed"),
        ("captures.jsonl", '{"path": "b.txt", "more": ' + "[" * 9000 + "]" * 9000 + "}", 1, "recursion"),
        ("captures.csv", "path,retrieved_at\nb.txt,0000-00-00\n", 2, "no ISO 8601 time"),
        ("captures.csv", "path,url\n,http://e.org/\n", 2, "no path"),
        ("captures.csv", f"path,license\nb.txt,{'x' * 200_000}\n", 2, "field larger than field limit"),
        ("captures.csv", '"path",url\nb.txt,http://e.org/1\n\nb.txt,http://e.org/2\n', 4, "a second row"),
        ("captures.csv", "path,url\nb.txt,http://e.org/a,b\n", 2, "3 fields where the header has 2"),
        ("captures.csv", "path,url\nc.txt,http://e.org/c\n", 2, "no file 'c.txt'"),
        ("captures.csv", "path,url\n../b.txt,http://e.org/c\n", 2, "no file '../b.txt'"),
        ("captures.jsonl", '{"path": "b.txt"}\n{"path": ""}\n', 2, "no file ''"),
        ("captures.jsonl", '{"path": "b.txt", "url": "nowhere"}', 1, "'nowhere' is no web address"),
        ("captures.jsonl", '[{"path": "b.txt"}]', 1, "Expected `object`"),
    ],
)
def test_damaged_row_of_a_manifest_is_told_and_stops_nothing(
    tmp_path: Path, name: str, rows: str, line: int, said: str
) -> None:
    good = '\n{"path": "a.txt", "url": "http://e.org/a"}' if name.endswith("l") else "\na.txt,\n"
    write(tmp_path, a__txt="A", b__txt="B")
    (tmp_path / name).write_text(rows + good)
    for places in ([tmp_path], [tmp_path / "a.txt", tmp_path / "b.txt"]):
        got = [each for source in list_sources(places, OPTIONS) for each in read_source(source, OPTIONS)]
        assert [c.content for c in got if isinstance(c, Capture)] == [b"A", b"B"]
        (fault,) = (each for each in got if isinstance(each, Unreadable))
        assert (fault.path, fault.where) == (name, f"line {line}")
        assert said in fault.reason
        if name.endswith("l"):
            assert [c.url for c in got if isinstance(c, Capture)] == ["http://e.org/a", None]


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_values_beside_one_that_is_at_fault_are_taken(tmp_path: Path, form: str) -> None:
    write(tmp_path, a__txt="A", b__txt="B")
    rows = {
        "csv": "path,url,retrieved_at,license\na.txt,http://e.org/a,05/05/2012,CC0-1.0\nb.txt,e,2012-05-05,CC0-1.0\n",
        "jsonl": '{"path": "a.txt", "url": "http://e.org/a", "retrieved_at": 5, "license": "CC0-1.0"}\n'
        '{"path": "b.txt", "url": ["e"], "retrieved_at": "2012-05-05", "license": "CC0-1.0"}\n',
    }
    (tmp_path / f"captures.{form}").write_text(rows[form])
    got = read(tmp_path)
    a, b = (each for each in got if isinstance(each, Capture))
    assert (a.url, a.retrieved_at, a.license) == ("http://e.org/a", None, "CC0-1.0")
    assert (b.url, b.retrieved_at, b.license) == (None, "2012-05-05T00:00:00.000Z", "CC0-1.0")
    faults = [each for each in got if isinstance(each, Unreadable)]
    first = 2 if form == "csv" else 1
    assert [(each.path, each.where) for each in faults] == [
        (f"captures.{form}", f"line {first}"),
        (f"captures.{form}", f"line {first + 1}"),
    ]
    assert "retrieved_at" in faults[0].reason
    assert "url" in faults[1].reason


def test_paths_of_a_manifest_as_other_systems_write_them(tmp_path: Path) -> None:
    write(tmp_path / "sub", two__txt="2")
    write(tmp_path, one__txt="1", **{"odd\\name__txt": "3"})
    rows = ("sub\\two.txt,http://e.org/2", ".\\one.txt,http://e.org/1", "odd\\name.txt,http://e.org/3")
    (tmp_path / "captures.csv").write_text("path,url\r\n" + "\r\n".join(rows) + "\r\n", newline="")
    got = read(tmp_path)
    assert {c.content: c.url for c in got if isinstance(c, Capture)} == {
        b"1": "http://e.org/1",
        b"2": "http://e.org/2",
        b"3": "http://e.org/3",
    }
    assert len(got) == 3


def test_manifest_with_old_line_ends_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A")
    (tmp_path / "captures.csv").write_bytes(b"path,url\ra.txt,http://example.org/a\r")
    capture, fault = read(tmp_path)
    assert isinstance(capture, Capture)
    assert isinstance(fault, Unreadable)
    assert "carriage returns alone" in fault.reason


def test_manifest_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A")
    (tmp_path / "captures.csv").symlink_to("/nowhere/captures.csv")
    capture, fault = read(tmp_path)
    assert isinstance(capture, Capture)
    assert isinstance(fault, Unreadable)
    assert "No such file" in fault.reason


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
