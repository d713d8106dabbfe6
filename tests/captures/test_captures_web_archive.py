"""Pages of WARC and texts of WET files are captures; what is cut, too large or unwanted is not."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import pytest
import zstandard

from narco_corpus.builder.captures import Capture, ReadOptions, Unreadable, list_sources, read_source, to_post

OPTIONS = ReadOptions()
PAGE = (
    "<html><head><meta charset='utf-8'></head><body><div class='post'><h3 class='post-title'>Título</h3>"
    "<div class='post-body entry-content'><p>Año nuevo.</p></div></div></body></html>"
)


def record(kind: str, url: str, block: bytes, mime: str, length: int | None = None) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2020-01-02T03:04:05Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\nContent-Type: {mime}\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def response(
    url: str, body: bytes, mime: str = "text/html; charset=utf-8", status: str = "200 OK", extra: str = ""
) -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {mime}\r\n{extra}\r\n".encode() + body
    return record("response", url, http, "application/http; msgtype=response")


def read(place: Path, options: ReadOptions = OPTIONS) -> list[Capture | Unreadable]:
    return [capture for source in list_sources([place], options) for capture in read_source(source, options)]


def packed(records: list[bytes], pack: str) -> bytes:
    members = {"plain": bytes, "gzip": gzip.compress, "zstd": zstandard.compress}[pack]
    return b"".join(members(each) for each in records)


RECORDS = [
    record("warcinfo", "x", b"software: test\r\n", "application/warc-fields"),
    record("request", "http://blog.example/1", b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
    response("http://blog.example/1", PAGE.encode()),
    response("http://blog.example/2", PAGE.encode("latin-1"), "text/html; charset=ISO-8859-1"),
    response("http://blog.example/moved", b"<html>moved</html>", status="301 Moved"),
    response("http://blog.example/a.png", b"\x89PNG\r\n\0\0", "image/png"),
    response("http://blog.example/liar", b"GIF89a\0\0\0", "text/html"),
    response("http://other.example/3", b"Plain words.\n", "text/plain"),
    record("conversion", "http://blog.example/wet", "Texto extraído.".encode(), "text/plain"),
    record("resource", "http://blog.example/kept", PAGE.encode(), "text/html"),
    record("revisit", "http://blog.example/1", b"HTTP/1.1 200 OK\r\n\r\n", "application/http; msgtype=response"),
]


@pytest.mark.parametrize("pack", ["plain", "gzip", "zstd"])
def test_pages_are_read_with_url_time_charset_and_offset(tmp_path: Path, pack: str) -> None:
    place = tmp_path / "crawl"
    place.write_bytes(packed(RECORDS, pack))
    got = read(place)
    pages = [c for c in got if isinstance(c, Capture)]
    assert [(c.url, c.form) for c in pages] == [
        ("http://blog.example/1", "html"),
        ("http://blog.example/2", "html"),
        ("http://other.example/3", "text"),
        ("http://blog.example/wet", "text"),
        ("http://blog.example/kept", "html"),
    ]
    assert {c.retrieved_at for c in pages} == {"2020-01-02T03:04:05.000Z"}
    assert [to_post(c).body for c in pages[:2]] == ["Año nuevo.", "Año nuevo."]
    (liar,) = [c for c in got if isinstance(c, Unreadable)]
    assert "an image" in liar.reason
    offset = int(pages[0].path.removeprefix("crawl#"))
    assert offset == sum(len(packed([each], pack)) for each in RECORDS[:2])


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("2020-01-02T03:04:05Z", "2020-01-02T03:04:05.000Z"),
        ("2020-13-02T03:04:05Z", None),
        ("2020-01-02 03:04:05Z", "2020-01-02T03:04:05.000Z"),
        ("2020-W01-4T03:04:05Z", "2020-01-02T03:04:05.000Z"),
        ("20200102T030405.678Z", "2020-01-02T03:04:05.678Z"),
        ("2020-01-02T030405.6Z", "2020-01-02T03:04:05.600Z"),
    ],
)
def test_times_are_given_in_one_form(tmp_path: Path, written: str, time: str | None) -> None:
    place = tmp_path / "a.warc"
    place.write_bytes(
        response("http://blog.example/1", PAGE.encode()).replace(b"2020-01-02T03:04:05Z", written.encode())
    )
    (page,) = read(place)
    assert isinstance(page, Capture)
    assert page.retrieved_at == time


def test_an_archive_whose_name_is_not_ascii_is_read(tmp_path: Path) -> None:
    place = tmp_path / "añó"
    place.write_bytes(packed(RECORDS, "plain"))
    assert len([c for c in read(place) if isinstance(c, Capture)]) == 5


def test_pages_are_chosen_by_url(tmp_path: Path) -> None:
    (tmp_path / "crawl.warc.gz").write_bytes(packed(RECORDS, "gzip"))
    got = read(tmp_path, ReadOptions(urls=("other.example/*", "blog.example/2")))
    assert [c.url for c in got if isinstance(c, Capture)] == ["http://blog.example/2", "http://other.example/3"]


@pytest.mark.parametrize("pack", ["plain", "gzip"])
def test_archive_that_breaks_off(tmp_path: Path, pack: str) -> None:
    import os

    bodies = [b"<html>" + os.urandom(3000).hex().encode() for _ in range(3)]
    whole = packed([response(f"http://blog.example/{n}", body) for n, body in enumerate(bodies)], pack)
    (tmp_path / "crawl").write_bytes(whole[: -len(whole) // 6])
    first, second, cut = read(tmp_path)
    assert [c.content for c in (first, second) if isinstance(c, Capture)] == bodies[:2]
    assert isinstance(cut, Unreadable)
    assert "breaks off after" in cut.reason
    assert cut.where is not None
    assert cut.where.startswith("byte ")


@pytest.mark.parametrize("pack", ["plain", "gzip"])
def test_record_that_declares_two_gigabytes(tmp_path: Path, pack: str) -> None:
    huge = record(
        "response",
        "http://blog.example/huge",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nx",
        "application/http",
        2 << 30,
    )
    records = [response("http://blog.example/1", b"<html>1"), huge, response("http://blog.example/2", b"<html>2")]
    (tmp_path / "crawl").write_bytes(packed(records, pack))
    got = read(tmp_path)
    assert isinstance(got[0], Capture)
    (refused,) = [c for c in got if isinstance(c, Unreadable)]
    assert "2,147,483,6" in refused.reason
    assert refused.path == f"crawl#{len(packed(records[:1], pack))}"
    assert all(b"<html>" in c.content for c in got if isinstance(c, Capture))


def test_pages_in_transfer_codings(tmp_path: Path) -> None:
    page = b"<html><p>words</p></html>"
    chunks = b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in (page[:10], page[10:])) + b"0\r\n\r\n"
    raw = zlib.compressobj(wbits=-15)
    records = [
        response("http://e.org/chunked", chunks, extra="Transfer-Encoding: chunked\r\n"),
        response("http://e.org/gzip", gzip.compress(page), extra="Content-Encoding: gzip\r\n"),
        response("http://e.org/deflate", zlib.compress(page), extra="Content-Encoding: deflate\r\n"),
        response("http://e.org/raw", raw.compress(page) + raw.flush(), extra="Content-Encoding: deflate\r\n"),
        response("http://e.org/undone", page, extra="Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
        response("http://e.org/cut", gzip.compress(page)[:-12], extra="Content-Encoding: gzip\r\n"),
        response("http://e.org/bomb", gzip.compress(b"<html>" + b"a" * 5_000_000), extra="Content-Encoding: gzip\r\n"),
        response("http://e.org/last", page),
    ]
    (tmp_path / "crawl.warc").write_bytes(b"".join(records))
    got = read(tmp_path, ReadOptions(max_capture_bytes=100_000))
    pages = {c.url: c.content for c in got if isinstance(c, Capture)}
    assert {url for url, content in pages.items() if content == page} >= {
        f"http://e.org/{name}" for name in ("chunked", "gzip", "deflate", "raw", "undone", "last")
    }
    assert "http://e.org/bomb" not in pages
    refused = [c.reason for c in got if isinstance(c, Unreadable)]
    assert any("100,001 bytes" in reason for reason in refused)


def test_archive_of_rubbish_is_reported(tmp_path: Path) -> None:
    (tmp_path / "crawl").write_bytes(b"WARC/1.0\r\nnot: a record" + b"x" * 10_000)
    got = read(tmp_path)
    assert all(isinstance(c, Unreadable) for c in got)


def bodies(captures: list[Capture | Unreadable]) -> list[bytes]:
    return [each.content for each in captures if isinstance(each, Capture)]


@pytest.mark.parametrize("damage", ["rubbish between", "a lie on the length", "a broken record"])
@pytest.mark.parametrize("pack", ["plain", "gzip", "zstd"])
def test_records_behind_damage_are_read(tmp_path: Path, pack: str, damage: str) -> None:
    records = [response(f"http://blog.example/{n}", b"<html>%d" % n) for n in range(5)]
    parts = [packed([each], pack) for each in records]
    if damage == "rubbish between":
        parts.insert(2, b"rubbish\r\n" * 30)
    elif damage == "a lie on the length":
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nx"
        lie = record("response", "http://blog.example/lie", http, "application/http", 2 << 30)
        parts.insert(2, packed([lie], pack))
    else:
        parts.insert(2, parts[2][:10] + b"\xff" * 30)
    (tmp_path / "crawl").write_bytes(b"".join(parts))
    got = read(tmp_path)
    assert bodies(got) == [b"<html>%d" % n for n in range(5)]
    # The begin of a plain record's header, and no more, becomes a part of the next one's.
    assert len(got) == (5 if (pack, damage) == ("plain", "a broken record") else 6)


def test_archive_cut_within_the_first_bytes_that_are_looked_at(tmp_path: Path) -> None:
    whole = packed([response(f"http://blog.example/{n}", b"<html>%d" % n) for n in range(3)], "zstd")
    (tmp_path / "crawl").write_bytes(whole[:-10])
    got = read(tmp_path)
    assert bodies(got) == [b"<html>0", b"<html>1"]
    assert isinstance(got[-1], Unreadable)


def test_places_that_look_like_records_are_not_tried_for_ever(tmp_path: Path) -> None:
    (tmp_path / "crawl").write_bytes(packed(RECORDS[2:3], "gzip") + b"\x1f\x8b\x08\0\0\0\0\0\0\0\xff" * 50_000)
    page, damage = read(tmp_path)
    assert isinstance(page, Capture)
    assert isinstance(damage, Unreadable)


@pytest.mark.parametrize("pack", ["plain", "gzip", "zstd"])
def test_an_archive_that_breaks_off_within_its_last_page_says_so(tmp_path: Path, pack: str) -> None:
    place = tmp_path / "cut"
    first, second = (response(f"http://blog.example/{n}", PAGE.encode()) for n in (1, 2))
    begin, whole = len(packed([first], pack)), packed([first, second], pack)
    end = len(whole) - (len("\r\n\r\n") if pack == "plain" else 0)  # line ends after a record are no part of it
    for cut in range(begin + 1, end):
        place.write_bytes(whole[:cut])
        page, *others = read(place)
        assert isinstance(page, Capture)
        assert len(others) == 1, cut - begin
        if bodies(others):  # every byte of the page is there: what is cut is the end of its member
            assert pack == "gzip"
            assert bodies(others) == [PAGE.encode()]
            assert len(whole) - cut < 20


@pytest.mark.parametrize(
    "content", [b"WARC/1.0\r\nbroken", b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://"]
)
def test_an_archive_that_is_nothing_but_a_broken_header_is_unreadable(tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "broken"
    place.write_bytes(content)
    (found,) = read(place)
    assert isinstance(found, Unreadable)
    assert "breaks off" in found.reason
