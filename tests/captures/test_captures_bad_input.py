"""Damaged, oversized and hostile inputs are refused with the reason and the figure; all that is whole is read."""

from __future__ import annotations

import gzip
import io
import json
import os
import tracemalloc
import zlib
from pathlib import Path

import fsspec
import pytest
import zstandard

from narco_corpus.builder.captures import Capture, ReadOptions, Unreadable, list_sources, read_source, to_post
from narco_corpus.builder.captures.decode import decode
from narco_corpus.builder.post import NotOnePost

OPTIONS = ReadOptions()
MIB = 1 << 20


def read(place: Path | str, options: ReadOptions = OPTIONS) -> list[Capture | Unreadable]:
    return [capture for source in list_sources([place], options) for capture in read_source(source, options)]


def refusal(place: Path, options: ReadOptions = OPTIONS) -> Unreadable:
    (refused,) = read(place, options)
    assert isinstance(refused, Unreadable)
    return refused


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b" \n\t\n", "nothing but white space"),
        (b"text\0text", "a NUL byte at byte 4"),
        (os.urandom(4096).replace(b"\0", b"\1"), "control characters"),
        (b"%PDF-1.7\n1 0 obj", "a PDF file"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x89PNG\r\n", "an image"),
        (b"PARE\1\2\3", "encrypted"),
        (b"\xff\xfe\0\0t\0\0\0", "UTF-32"),
        (b'[\n  {"text": "a"}\n]', "one object a line; write it as JSON Lines (for a list `jq -c '.[]'` does)"),
        (b'{\n  "text": "a"\n}', "one object a line; write it as JSON Lines (for an object `jq -c .` does)"),
        (b'<?xml version="1.0"?><rdf><channel/></rdf>', "neither a saved page nor an export or feed"),
    ],
)
def test_files_that_hold_no_capture(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "a").write_bytes(content)
    refused = refusal(tmp_path)
    assert (refused.path, said in refused.reason) == ("a", True), refused.reason


def test_a_file_that_comes_in_pieces_is_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {name: b"Los Zetas in Jalisco. " * (size // 22) for name, size in (("small", 30_000), ("large", 90_000))}
    store = fsspec.filesystem("memory")
    for name, content in pages.items():
        (tmp_path / f"{name}.txt").write_bytes(content)
        store.pipe(f"/in-pieces/{name}.txt", content)
    real = os.read
    monkeypatch.setattr(os, "read", lambda descriptor, size: real(descriptor, min(size, 4096)))

    class Pieces(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(4096 if size is None or size < 0 else min(size, 4096))

    monkeypatch.setattr(type(store), "open", lambda _, path, mode: Pieces(store.cat_file(path)))
    for place in (tmp_path, "memory://in-pieces"):
        assert {c.path: c.content for c in read(place) if isinstance(c, Capture)} == {
            f"{name}.txt": content for name, content in pages.items()
        }


@pytest.mark.parametrize("size", [251, 70_000])
def test_page_beyond_the_bound_is_refused_whatever_its_size(tmp_path: Path, size: int) -> None:
    (tmp_path / "a.txt").write_text("w" * size)
    said = f"{size:,} bytes in one capture; the bound is 250 (--capture-mib, ReadOptions.max_capture_bytes)"
    assert refusal(tmp_path, ReadOptions(max_capture_bytes=250)).reason == said
    assert isinstance(read(tmp_path, ReadOptions(max_capture_bytes=size))[0], Capture)


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress], ids=["gzip", "zstd"])
def test_packed_file_that_breaks_off(tmp_path: Path, pack) -> None:  # type: ignore[no-untyped-def]
    rows = [json.dumps({"text": os.urandom(2000).hex()}) + "\n" for _ in range(300)]
    packed = pack("".join(rows).encode())
    (tmp_path / "whole").write_bytes(packed)
    assert len(read(tmp_path)) == 300
    (tmp_path / "whole").write_bytes(packed[: len(packed) * 2 // 3])
    *whole, last = read(tmp_path)
    assert 150 < len([c for c in whole if isinstance(c, Capture)]) < 250
    assert isinstance(last, Unreadable)
    assert "breaks off after" in last.reason
    (tmp_path / "whole").write_bytes(pack(b"One page.\n" * 50)[:-9])
    assert "breaks off" in refusal(tmp_path).reason


def test_packed_file_that_is_damaged(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(os.urandom(1000).hex().encode() * 3))
    packed[len(packed) // 2] ^= 0xFF
    (tmp_path / "a.gz").write_bytes(packed)
    assert "is damaged" in refusal(tmp_path).reason


def test_members_of_one_gzip_file_are_one_text(tmp_path: Path) -> None:
    (tmp_path / "a.gz").write_bytes(gzip.compress(b"one ") + gzip.compress(b"") + gzip.compress(b"two") + b"\0" * 100)
    (capture,) = read(tmp_path)
    assert isinstance(capture, Capture)
    assert capture.content == b"one two"


def bomb(kind: str, first: bytes, mib: int) -> bytes:
    packer = zstandard.ZstdCompressor().compressobj() if kind == "zstd" else zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([packer.compress(first), *(packer.compress(b"a" * MIB) for _ in range(mib)), packer.flush()])


@pytest.mark.parametrize("kind", ["gzip", "zstd"])
@pytest.mark.parametrize("first", [b"a page ", b'{"text": "', b"text,url\n"], ids=["page", "jsonl", "csv"])
def test_packed_file_that_grows_without_end_is_refused_with_the_figure(tmp_path: Path, kind: str, first: bytes) -> None:
    packed = bomb(kind, first, 300)
    assert len(packed) < MIB
    (tmp_path / "bomb").write_bytes(packed)
    options = ReadOptions(max_capture_bytes=2 * MIB)
    tracemalloc.start()
    refused = read(tmp_path, options)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 30 * MIB
    assert all(isinstance(each, Unreadable) for each in refused)
    assert "bytes" in refused[-1].reason  # type: ignore[union-attr]
    assert any("the bound is" in each.reason for each in refused if isinstance(each, Unreadable))


def test_growth_is_bounded_where_every_row_is_small(tmp_path: Path) -> None:
    row = b'{"text": "' + b"a" * 5000 + b'"}\n'
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = b"".join([*(packer.compress(row * 200) for _ in range(120)), packer.flush()])
    (tmp_path / "a.jsonl.gz").write_bytes(packed)
    *rows, last = read(tmp_path, ReadOptions(max_expansion=100))
    assert isinstance(last, Unreadable)
    assert "grew to more than" in last.reason
    assert "the bound is 100 times" in last.reason
    assert 64 * MIB / 6000 < len(rows) < 24_000
    assert len(read(tmp_path, ReadOptions(max_expansion=2000))) == 24_000


def test_hundred_megabytes_in_one_line(tmp_path: Path) -> None:
    options = ReadOptions(max_capture_bytes=4 * MIB)
    for name, head in (("page.txt", b"words "), ("rows.jsonl", b'{"text": "'), ("rows.csv", b"text,url\nwords ")):
        with (tmp_path / name).open("wb") as file:
            file.write(head)
            for _ in range(100 if name == "page.txt" else 40):
                file.write(b"x" * MIB)
    tracemalloc.start()
    refused = [capture for source in list_sources([tmp_path], options) for capture in read_source(source, options)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [each.path.partition("#")[0] for each in refused] == ["page.txt", "rows.csv", "rows.jsonl"]
    figures = ["104,857,6", "41,943,0", "41,943,0"]
    assert all(figure in each.reason for figure, each in zip(figures, refused, strict=True))  # type: ignore[union-attr]
    assert peak < 48 * MIB


def test_parquet_that_is_cut_or_damaged(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    place = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": ["words " * 50] * 4000}), place, row_group_size=1000, compression="none")
    whole = place.read_bytes()
    place.write_bytes(whole[:-100])
    assert "no whole Parquet file" in refusal(place).reason
    damaged = bytearray(whole)
    damaged[len(whole) // 2 : len(whole) // 2 + 200] = b"\xff" * 200
    place.write_bytes(damaged)
    assert any(isinstance(capture, Unreadable) or b"\xff" in capture.content for capture in read(place))


@pytest.mark.parametrize(
    ("content", "declared", "text"),
    [
        ("Michoacán".encode(), None, "Michoacán"),
        ("Michoacán".encode(), "iso-8859-1", "Michoacán"),
        ("Michoacán".encode("latin-1"), "utf-8", "Michoacán"),
        ("Michoacán".encode("latin-1"), None, "Michoacán"),
        ("“Michoacán”".encode("cp1252"), "iso-8859-1", "“Michoacán”"),
        ("Привет".encode("koi8-r"), "koi8-r", "Привет"),
        ("Привет".encode("koi8-r"), '"KOI8-R"', "Привет"),
        ("日本".encode("shift_jis"), "Shift_JIS", "日本"),
        ("日本".encode("iso2022_jp"), "iso-2022-jp", "日本"),
        (b"\xef\xbb\xbf" + "día".encode(), "latin-1", "día"),
        (b"\xff\xfe" + "día 😀".encode("utf-16-le"), "utf-8", "día 😀"),
        (b"\xfe\xff" + "día".encode("utf-16-be"), None, "día"),
        ("día".encode("utf-16-le"), "utf-16-le", "día"),
        ("día".encode(), "no-such-charset", "día"),
        (b"+AGEA- plain", "utf-7", "+AGEA- plain"),
        (b"\\u0041", "unicode_escape", "\\u0041"),
        ("<meta charset='windows-1251'>Привет".encode("cp1251"), None, "<meta charset='windows-1251'>Привет"),
        ("muchos acentos: áéíóú, ñandú".encode() + b" y uno \xe9.", None, "muchos acentos: áéíóú, ñandú y uno é."),
        ("cortado: á".encode()[:-1], None, "cortado: "),
        ("nadie dice para qué".encode("cp1252"), None, "nadie dice para qué"),
        (b"\xed\xa0\x80 half a pair", None, None),
        (b"\xff\xfe\x00\xd8a\x00", None, None),
        (b"\x81\x8d undefined in windows-1252", None, "\ufffd\ufffd undefined in windows-1252"),
    ],
)
def test_charsets_declared_rightly_or_wrongly(content: bytes, declared: str | None, text: str | None) -> None:
    decoded = decode(content, declared)
    decoded.encode()
    if text is not None:
        assert decoded == text


def test_every_byte_string_becomes_text_without_surrogates() -> None:
    from hypothesis import given, settings
    from hypothesis import strategies as st

    charsets = st.sampled_from([None, "utf-8", "utf-16", "utf-16-le", "latin-1", "shift_jis", "gb18030", "utf-7", ""])

    @settings(deadline=None)
    @given(st.binary(max_size=80), charsets)
    def check(content: bytes, declared: str | None) -> None:
        decode(content, declared).encode()

    check()


def test_nul_that_only_decoding_shows_is_refused() -> None:
    with pytest.raises(NotOnePost, match="NUL"):
        to_post(Capture(path="a", content=b"\xff\xfea\x00\x00\x00b\x00", form="text"))


def test_utf_16_page_is_recognised_and_read(tmp_path: Path) -> None:
    page = "<html><body><div class='post'><h1>T</h1><div class='entry-content'><p>Año</p></div></div></body></html>"
    (tmp_path / "a").write_bytes(b"\xff\xfe" + page.encode("utf-16-le"))
    (capture,) = read(tmp_path)
    assert isinstance(capture, Capture)
    assert capture.form == "html"
    assert to_post(capture).body == "Año"
