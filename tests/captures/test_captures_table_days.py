"""The days that rows of tables state: what no calendar has, what can be two days, what is of a time in UTC."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from narco_corpus.builder.captures import Capture, LeftOut, ReadOptions, Unreadable, list_sources, read_source, to_post


def read(place: Path) -> list[Capture | LeftOut | Unreadable]:
    options = ReadOptions()
    return [capture for source in list_sources([place], options) for capture in read_source(source, options)]


@pytest.mark.parametrize(
    "dates",
    [
        pa.array([1316563200, 10**15], pa.timestamp("s")),
        pa.array([1316563200, 10**15], pa.timestamp("s", "UTC")),
        pa.array([15238, 2**31 - 1], pa.int32()).cast(pa.date32()),
    ],
)
def test_a_date_that_no_calendar_has_is_none(dates: pa.Array, tmp_path: Path) -> None:
    pq.write_table(pa.table({"text": ["one", "two"], "date": dates}), tmp_path / "a.parquet")
    found = [capture for capture in read(tmp_path / "a.parquet") if isinstance(capture, Capture)]
    assert [(capture.content, capture.published_on) for capture in found] == [
        (b"one", date(2011, 9, 21)),
        (b"two", None),
    ]


def dates(place: Path) -> list[tuple[date | None, str | None]]:
    return [(c.published_on, c.unclear_day) for c in read(place) if isinstance(c, Capture)]


@pytest.mark.parametrize("kind", ["csv", "csv.gz", "jsonl", "jsonl.gz", "parquet"])
@pytest.mark.parametrize(
    ("written", "days"),
    [
        (["03/10/2011", "21/09/2011"], [date(2011, 10, 3), date(2011, 9, 21)]),
        (["03/10/2011", "09/21/2011"], [date(2011, 3, 10), date(2011, 9, 21)]),
        (["03/10/2011", "21/09/2011", "12/31/11"], [date(2011, 10, 3), date(2011, 9, 21), date(2011, 12, 31)]),
        (["03/10/2011", "21/09/2011", "09/21/2011"], [None, date(2011, 9, 21), date(2011, 9, 21)]),
        (["03/10/2011", "2011/09/21", "04/04/2011"], [None, date(2011, 9, 21), date(2011, 4, 4)]),
        (["1325376000", "1325376000123", "20120131"], [date(2012, 1, 1), date(2012, 1, 1), date(2012, 1, 31)]),
    ],
)
def test_day_and_month_are_in_the_order_that_the_column_keeps_to(
    tmp_path: Path, kind: str, written: list[str], days: list[date | None]
) -> None:
    rows = [{"text": f"words {number}", "date": day} for number, day in enumerate(written)]
    place = tmp_path / f"a.{kind}"
    if kind == "parquet":
        pq.write_table(pa.Table.from_pylist(rows), place, row_group_size=1000)
    else:
        table = "text,date\n" + "".join(f"{row['text']},{row['date']}\n" for row in rows)
        lines_ = "".join(json.dumps(row) + "\n" for row in rows)
        content = (table if kind.startswith("csv") else lines_).encode()
        place.write_bytes(gzip.compress(content) if kind.endswith("gz") else content)
    assert dates(place) == [(day, None if day else text) for day, text in zip(days, written, strict=True)]


@pytest.mark.parametrize("kind", [pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())])
def test_the_order_of_a_column_is_found_whatever_holds_its_texts(tmp_path: Path, kind: pa.DataType) -> None:
    written = pa.array(["03/10/2011", "21/09/2011", "22/09/2011 04:30 UTC", "03/10/2011 04:30 UTC"])
    column = written.dictionary_encode() if pa.types.is_dictionary(kind) else written.cast(kind)
    pq.write_table(pa.table({"text": ["one", "two", "three", "four"], "date": column}), tmp_path / "a.parquet")
    found = [(c.published_on, c.day_in_utc) for c in read(tmp_path) if isinstance(c, Capture)]
    assert found == [
        (date(2011, 10, 3), False),
        (date(2011, 9, 21), False),
        (date(2011, 9, 22), True),
        (date(2011, 10, 3), True),
    ]


def test_the_month_in_the_address_decides_before_the_column(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "text,date,url\none,03/10/2011,http://e.org/2011/03/a\ntwo,03/10/2011,http://e.org/b\nthree,21/10/2011,\n"
    )
    assert [day for day, _ in dates(tmp_path)] == [date(2011, 3, 10), date(2011, 10, 3), date(2011, 10, 21)]


def test_the_order_of_a_column_is_looked_for_in_the_first_rows_only(tmp_path: Path) -> None:
    rows = [f"{'words ' * 100}{n},03/10/2011\n" for n in range(3000)]
    (tmp_path / "a.csv").write_text("text,date\n" + "".join(rows) + "last,21/09/2011\n")
    found = [day for day, _ in dates(tmp_path)]
    assert found == [None] * 3000 + [date(2011, 9, 21)]


@pytest.mark.parametrize(
    ("when", "day", "in_utc"),
    [
        ("2012-05-05T03:30:00Z", date(2012, 5, 4), False),  # the text prints May 4
        ("2012-05-05T03:30:00-05:00", date(2012, 5, 5), False),
        ("Sun, 06 May 2012 03:30:00 GMT", date(2012, 5, 6), True),
        (1336188600, date(2012, 5, 4), False),
    ],
)
def test_a_printed_day_goes_before_that_of_a_utc_time(tmp_path: Path, when: object, day: date, in_utc: bool) -> None:
    text = "Friday, May 4, 2012\n\nRoadblocks In Tepic\n\nGunmen blocked the road to the sea again on Friday.\n"
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": text, "date": when}) + "\n")
    (capture,) = read(tmp_path)
    assert isinstance(capture, Capture)
    post = to_post(capture)
    assert (post.published_on, post.day_in_utc) == (day, in_utc)


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("01-Sep-11", date(2011, 9, 1)),
        ("21-Sep-98", date(1998, 9, 21)),
        ("09/21/98", date(1998, 9, 21)),
        ("1 ene 12 10:20:30", date(2012, 1, 1)),
        (20110921, date(2011, 9, 21)),
        (20110921.0, date(2011, 9, 21)),
        ("20110921", date(2011, 9, 21)),
        ("20110921103000", date(2011, 9, 21)),
        ("2020-05-05 10:00:00 UTC", date(2020, 5, 5)),
        ("21 Sep 2011", date(2011, 9, 21)),
        ("4 May 12:30", None),
        ("99999999", None),
        ("the day after", None),
        (5, None),
        ([2011, 9, 21], None),
    ],
)
def test_a_date_that_cannot_be_read_is_kept_as_it_stands(tmp_path: Path, when: object, day: date | None) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "words", "date": when}) + "\n")
    (capture,) = read(tmp_path)
    assert isinstance(capture, Capture)
    assert (capture.published_on, capture.unread_day) == (day, None if day else str(when))


@pytest.mark.parametrize("when", [None, "", "  ", [], {}, float("nan")])
def test_no_date_and_no_time_are_none_that_cannot_be_read(tmp_path: Path, when: object) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "words", "date": when, "retrieved_at": when}) + "\n")
    (capture,) = read(tmp_path)
    assert isinstance(capture, Capture)
    assert (capture.unread_day, capture.unread_time) == (None, None)


@pytest.mark.parametrize(
    ("when", "moment"),
    [
        ("2020-05-05 10:00:00 UTC", "2020-05-05T10:00:00.000Z"),
        ("2020-05-05 10:00:00.5 GMT", "2020-05-05T10:00:00.500Z"),
        ("Tue, 05 May 2020 10:00:00 GMT", "2020-05-05T10:00:00.000Z"),
        ("5 May 2020 10:00:00 +0200", "2020-05-05T08:00:00.000Z"),
        ("1588672800", "2020-05-05T10:00:00.000Z"),
        (1588672800.25, "2020-05-05T10:00:00.250Z"),
        (1588672800000, "2020-05-05T10:00:00.000Z"),
        (20200505100000, "2020-05-05T10:00:00.000Z"),
        ("20200505", "2020-05-05T00:00:00.000Z"),
        ("Tue, 35 May 2020 10:00:00 GMT", None),
        ("05/06/2020", None),
        (5, None),
    ],
)
def test_times_of_retrieval_as_crawlers_write_them(tmp_path: Path, when: object, moment: str | None) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "words", "retrieved_at": when}) + "\n")
    (capture,) = read(tmp_path)
    assert isinstance(capture, Capture)
    assert (capture.retrieved_at, capture.unread_time) == (moment, None if moment else str(when))


@pytest.mark.parametrize("kind", ["page", "row"])
def test_the_month_in_the_address_tells_the_day_of_pages_and_rows_too(tmp_path: Path, kind: str) -> None:
    text = "Gunmen attacked a bar in Reynosa on Saturday night, and soldiers came when they had gone, the police said."
    url = "http://b.example/2019/08/bar.html"
    when = "2019-09-01T02:15:00Z"
    if kind == "page":
        head = f"<title>A bar</title><link rel='canonical' href='{url}'><meta property='og:type' content='article'>"
        head += f"<meta property='article:published_time' content='{when}'>"
        page = f"<html><head>{head}</head><body><article><h1>A bar</h1><p>{3 * text}</p></article></body></html>"
        (tmp_path / "a.html").write_text(page)
    else:
        row = {"title": "A bar", "url": url, "date": when, "text": text}
        (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n")
    (capture,) = read(tmp_path)
    assert isinstance(capture, Capture)
    post = to_post(capture)
    assert (post.published_on, post.day_in_utc) == (date(2019, 8, 31), True)
