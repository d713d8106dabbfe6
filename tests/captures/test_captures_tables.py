"""Rows of JSON Lines, CSV and Parquet are captures, by named or guessed columns, whole or in ranges."""

from __future__ import annotations

import csv
import gzip
import io
import itertools
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from narco_corpus.builder.captures import (
    Capture,
    LeftOut,
    ReadOptions,
    Unreadable,
    columns_of,
    list_sources,
    read_source,
)
from narco_corpus.builder.captures.columns import TableError, choose_columns
from narco_corpus.builder.captures.lines import lines
from narco_corpus.errors import UsageError

OPTIONS = ReadOptions()
ROWS: list[dict[str, Any]] = [
    {
        "id": number,
        "text": f'Título {number}\n\nPrimera línea, con «comillas» "y" coma.',
        "source_url": f"http://blog.example/2011/09/{number}.html",
        "date": "2011-09-21",
        "headline": f"T{number}",
    }
    for number in range(50)
]


def read(place: Path, options: ReadOptions = OPTIONS) -> list[Capture | LeftOut | Unreadable]:
    return [capture for source in list_sources([place], options) for capture in read_source(source, options)]


def as_jsonl() -> bytes:
    return "".join(json.dumps(row, ensure_ascii=row["id"] % 2 == 0) + "\n" for row in ROWS).encode()


def as_csv(delimiter: str = ",", charset: str = "utf-8") -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(ROWS[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(ROWS)
    return text.getvalue().encode(charset)


def as_parquet() -> bytes:
    sink = io.BytesIO()
    table = pa.Table.from_pylist([{**row, "date": date(2011, 9, 21)} for row in ROWS])
    pq.write_table(table, sink, row_group_size=7)
    return sink.getvalue()


@pytest.mark.parametrize(
    ("content", "last"),
    [
        (as_jsonl(), as_jsonl().rindex(b'{"id"')),
        (gzip.compress(as_jsonl()), as_jsonl().rindex(b'{"id"')),
        (zstandard.compress(as_jsonl()), as_jsonl().rindex(b'{"id"')),
        (as_csv(), 50),
        (as_csv(";"), 50),
        (as_csv("\t"), 50),
        (gzip.compress(as_csv()), 50),
        (b"\xef\xbb\xbf" + as_csv(), 50),
        (as_csv(charset="windows-1252"), 50),
        (as_parquet(), 49),
    ],
    ids=["jsonl", "jsonl.gz", "jsonl.zst", "csv", "semicolon", "tab", "csv.gz", "bom", "latin", "parquet"],
)
def test_rows_are_captures_whatever_holds_them_and_whatever_its_name(tmp_path: Path, content: bytes, last: int) -> None:
    place = tmp_path / "anything"
    place.write_bytes(content)
    got = read(place)
    assert [type(capture) for capture in got] == [Capture] * 50
    assert [c.content.decode() for c in got] == [row["text"] for row in ROWS]
    assert [(c.url, c.title, c.published_on) for c in got] == [
        (row["source_url"], row["headline"], date(2011, 9, 21)) for row in ROWS
    ]
    assert got[-1].path == f"anything#{last}"
    assert len({c.path for c in got}) == 50
    assert {c.form for c in got} == {"fields"}


def test_guessed_columns_can_be_shown(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(as_jsonl())
    (source,) = list_sources([tmp_path], OPTIONS)
    assert str(columns_of(source, OPTIONS)) == "text: text, url: source_url, date: date, title: headline; not used: id"
    (tmp_path / "a.jsonl").write_text("plain words\n")
    assert columns_of(source, OPTIONS) is None


def test_columns_within_objects_are_found(tmp_path: Path) -> None:
    row = {"text": "words", "id": "1", "metadata": {"url": "http://e.org/1", "date": 1316563200000, "text": "not this"}}
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n")
    (capture,) = read(tmp_path)
    assert isinstance(capture, Capture)
    assert (capture.content, capture.url, capture.published_on) == (b"words", "http://e.org/1", date(2011, 9, 21))


def test_named_columns_go_before_usual_names(tmp_path: Path) -> None:
    row = {"text": "no", "story": "yes", "url": "http://no.org", "where": "http://yes.org", "when": "21 sep 2011"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n")
    options = ReadOptions(text_column="story", url_column="where", date_column="when")
    (capture,) = read(tmp_path, options)
    assert isinstance(capture, Capture)
    assert (capture.content, capture.url, capture.published_on) == (b"yes", "http://yes.org", date(2011, 9, 21))
    with pytest.raises(TableError, match="'story', which --text-column asks for; the columns are 'a', 'b'"):
        choose_columns(["a", "b"], options)


@settings(deadline=None)
@given(
    content=st.lists(st.binary(max_size=40).map(lambda b: b.replace(b"\n", b"")), max_size=12).map(b"\n".join),
    cuts=st.lists(st.integers(0, 300), max_size=5),
    limit=st.integers(1, 30),
)
def test_ranges_of_any_cut_give_each_line_once(content: bytes, cuts: list[int], limit: int) -> None:
    edges = sorted({0, len(content), *(cut for cut in cuts if cut < len(content))})
    got = []
    for start, end in itertools.pairwise(edges):
        stream = io.BytesIO(content)
        stream.seek(max(0, start - 1))
        got += list(lines(stream, start, end, limit))
    places, offset = [], 0
    for line in content.split(b"\n"):
        if offset < len(content):
            places.append((offset, line if len(line) <= limit else len(line)))
        offset += len(line) + 1
    assert got == places


def test_large_tables_are_divided_and_give_the_same_rows(tmp_path: Path) -> None:
    rows = [{"text": f"{number} " + "words of some length " * 200} for number in range(6000)]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "b.parquet", row_group_size=1000, compression="none")
    for name in ("a.jsonl", "b.parquet"):
        sources = list_sources([tmp_path / name], OPTIONS)
        assert len(sources) > 1
        got = [c for source in sources for c in read_source(source, OPTIONS)]
        assert [c.content.decode() for c in got if isinstance(c, Capture)] == [row["text"] for row in rows]
        assert len({c.path for c in got}) == len(rows)
        assert [source.key for source in sources] == sorted(source.key for source in sources)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"ident,story\n1,words\n", "the columns are 'ident', 'story'"),
        ("a.jsonl", b'{"ident": 1, "story": "words"}\n', "the columns are 'ident', 'story'"),
    ],
)
def test_table_without_text_column(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UsageError, match=said):
        list_sources([tmp_path / name], OPTIONS)
    (refused,) = read(tmp_path)
    assert isinstance(refused, Unreadable)
    assert (refused.path, said in refused.reason) == (name, True)


def test_parquet_of_other_types(tmp_path: Path) -> None:
    place = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": [1, 2], "url": ["a", "b"]}), place)
    with pytest.raises(UsageError, match="'text' for the text has the type int64"):
        list_sources([place], OPTIONS)
    (refused,) = read(tmp_path)
    assert isinstance(refused, Unreadable)
    table = pa.table(
        {
            "text": pa.array(["eins", None, "zwei"]).dictionary_encode(),
            "url": [1, 2, 3],
            "date": [datetime(2011, 9, 21, 23, tzinfo=UTC)] * 3,
            "title": [["a"], ["b"], ["c"]],
        }
    )
    pq.write_table(table, place)
    first, second, third = read(place)
    assert isinstance(first, Capture)
    assert isinstance(third, Capture)
    assert (first.content, first.url, first.title, first.published_on) == (b"eins", None, None, date(2011, 9, 21))
    assert isinstance(second, Unreadable)
    assert (second.path, second.reason) == ("a.parquet#1", "column 'text' is empty (null)")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ('{"text": "one"}\n{"text": null}\n', "column 'text' is empty (null)"),
        ('{"text": "one"}\n{"id": 1}\n', "column 'text' is missing"),
        ('{"content": {"rendered": "one"}}\n{"content": {"rendered": null}}\n', "'content.rendered' is empty (null)"),
        ('{"content": {"rendered": "one"}}\n{"content": null}\n', "column 'content.rendered' is missing"),
    ],
)
def test_a_text_that_is_null_is_told_from_one_that_is_not_there(tmp_path: Path, rows: str, said: str) -> None:
    (tmp_path / "a.jsonl").write_text(rows)
    _, refused = read(tmp_path / "a.jsonl")
    assert isinstance(refused, Unreadable)
    assert said in refused.reason


def test_bad_rows_are_set_aside_and_the_others_read(tmp_path: Path) -> None:
    content = (
        b'{"text": "good 1"}\n'
        b'{"text": "cut of\n'
        b"\n"
        b'{"text": "half a pair \\ud800 is replaced"}\n'
        b'{"text": 17}\n'
        b'{"text": "   "}\n'
        b'{"other": "no text"}\n'
        b'{"text": "bytes \xff"}\n' + b'{"text": ' + b"[" * 100_000 + b"\n"
        b'{"text": "good 2"}'
    )
    (tmp_path / "a.jsonl").write_bytes(content)
    got = read(tmp_path)
    assert [c.content for c in got if isinstance(c, Capture)] == [
        b"good 1",
        "half a pair \ufffd is replaced".encode(),
        b"good 2",
    ]
    refused = [c for c in got if isinstance(c, Unreadable)]
    assert [int(c.path.partition("#")[2]) for c in refused] == [
        content.index(start) for start in (b'{"text": "cut', b'{"text": 17', b'{"text": "  ', b'{"other')
    ] + [content.index(b'{"text": "bytes'), content.index(b'{"text": [[')]
    offsets = [int(c.path.partition("#")[2]) for c in refused]
    assert [c.where for c in refused] == [
        f"line {number}, byte {at}" for number, at in zip((2, 5, 6, 7, 8, 9), offsets, strict=True)
    ]


def test_lines_are_numbered_as_far_as_they_are_where_a_file_is_read_in_parts(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "x"}' + b" " * (8 << 20) + b"\n[]\n")
    with gzip.open(tmp_path / "b.jsonl.gz", "wb") as packed:
        packed.write((tmp_path / "a.jsonl").read_bytes())
    (tmp_path / "c.jsonl").write_bytes(b'{"text": "x"}\n\n[]\n')
    places = [c.where for c in read(tmp_path) if isinstance(c, Unreadable)]
    assert places == [f"byte {(8 << 20) + 14}"] * 2 + ["line 3, byte 15"]


def test_csv_rows_of_another_width_and_an_open_quotation_mark(tmp_path: Path) -> None:
    options = ReadOptions(max_capture_bytes=1000)
    rows = "text,url\ngood,http://e.org\nonly\n\na,b,c\n" + '"never closed,http://e.org\n' + "x\n" * 2000
    (tmp_path / "a.csv").write_text(rows)
    first, *refused = read(tmp_path, options)
    assert isinstance(first, Capture)
    assert [c.path for c in refused] == ["a.csv#2", "a.csv#3", "a.csv#4"]
    reasons = [c.reason for c in refused if isinstance(c, Unreadable)]
    assert [reason.partition(":")[0] for reason in reasons[:2]] == [
        "1 fields where the header has 2",
        "3 fields where the header has 2",
    ]
    assert "quotation mark" in reasons[2]


def test_carriage_returns_end_rows_of_csv_only_at_the_end_of_lines(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b'text,url\r\none\rtwo,http://e.org/1\r\n"three\r\nfour",http://e.org/2\r\n')
    got = read(tmp_path)
    assert [c.content for c in got if isinstance(c, Capture)] == [b"one two", b"three\nfour"]


def test_rows_are_chosen_by_url(tmp_path: Path) -> None:
    rows = [
        "http://www.blog.example/2011/09/a.html?m=1",
        "https://blog.example/2012/a.html",
        "http://other.example/a",
        None,
    ]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps({"text": "x", "url": url}) + "\n" for url in rows))

    def chosen(*patterns: str) -> list[str | None]:
        return [c.url for c in read(tmp_path, ReadOptions(urls=patterns)) if isinstance(c, Capture)]

    assert chosen("blog.example/*") == [rows[0], rows[1]]
    assert chosen("blog.example/2011/*") == [rows[0]]
    assert chosen("www.blog.example") == [rows[0], rows[1]]
    assert chosen("*.example/a", "https://blog.example/2012/*") == [rows[1], rows[2]]
    left = [each for each in read(tmp_path, ReadOptions(urls=("blog.example",))) if isinstance(each, LeftOut)]
    assert sum(left, LeftOut()) == LeftOut(other_url=1, no_url=1)


def test_a_column_that_stands_twice_is_told(tmp_path: Path) -> None:
    twice = pa.Table.from_arrays([pa.array(["one"]), pa.array(["two"])], names=["text", "text"])
    pq.write_table(twice, tmp_path / "a.parquet")
    with pytest.raises(UsageError, match="'text' stands twice"):
        read(tmp_path / "a.parquet")


def test_a_row_of_endless_depth_is_set_aside(tmp_path: Path) -> None:
    deep = '{"text": "one", "more": ' + "[" * 200_000 + "]" * 200_000 + "}\n"
    (tmp_path / "a.jsonl").write_text(deep + '{"text": "two"}\n')
    first, second = read(tmp_path / "a.jsonl")
    assert isinstance(first, Unreadable) and isinstance(second, Capture)


def test_quotation_marks_of_tables_with_tabs_are_text_where_no_field_is_quoted(tmp_path: Path) -> None:
    texts = ['"Begins so', "plain", 'he said "no', '"Again', 'ends"']
    place = tmp_path / "a.tsv"
    place.write_text("id\ttext\tdate\n" + "".join(f"{n}\t{text}\t2011-09-21\n" for n, text in enumerate(texts)))
    assert [c.content.decode() for c in read(place) if isinstance(c, Capture)] == texts
    packed = tmp_path / "b.tsv.gz"
    packed.write_bytes(gzip.compress(place.read_bytes()))
    assert [c.content.decode() for c in read(packed) if isinstance(c, Capture)] == texts


@pytest.mark.parametrize(
    "rows",
    [
        'text\tid\n"one\n\ntwo"\t1\n',  # no field of a line is quoted, and the lines are no rows
        '"text"\t"id"\none\t1\n',
        'text\tid\n"o""ne"\t1\nplain\t2\n',
    ],
)
def test_quoted_fields_of_tables_with_tabs_are_read_as_those_of_csv(tmp_path: Path, rows: str) -> None:
    (tmp_path / "a.tsv").write_text(rows)
    found = [c.content.decode() for c in read(tmp_path / "a.tsv") if isinstance(c, Capture)]
    assert found == [fields[0] for fields in list(csv.reader(io.StringIO(rows), delimiter="\t"))[1:]]
