"""Which columns of a table are taken for URL, date, title and time of retrieval."""

from __future__ import annotations

import gzip
import json
import random
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from narco_corpus.builder.captures import (
    Capture,
    ReadOptions,
    TableRead,
    list_sources,
    read_files,
    read_source,
    to_post,
)
from narco_corpus.errors import UsageError


def read(place: Path) -> list[Capture]:
    options = ReadOptions()
    found = [each for source in list_sources([place], options) for each in read_source(source, options)]
    return [each for each in found if isinstance(each, Capture)]


def write(place: Path, *rows: dict[str, Any]) -> Path:
    place.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return place


@pytest.mark.parametrize(
    ("row", "url"),
    [
        ({"mainEntityOfPage": {"@id": "https://ld.com/2020/01/0"}}, "https://ld.com/2020/01/0"),
        ({"mainEntityOfPage": "https://ld.com/2020/01/0", "metadata": {"url": "https://no.com/"}}, "https://ld.com/2020/01/0"),
        ({"url": "https://ld.com/a", "mainEntityOfPage": {"@id": "https://ld.com/b"}}, "https://ld.com/a"),
        ({"metadata": {"url": "https://ld.com/a"}}, "https://ld.com/a"),
        ({"_source": {"url": "https://ld.com/a", "datePublished": "2020-01-02"}}, "https://ld.com/a"),
        ({"author.url": "https://ld.com/author/ana"}, None),
        ({}, None),
    ],
)  # fmt: skip
def test_address_and_date_are_those_of_the_page(tmp_path: Path, row: dict[str, Any], url: str | None) -> None:
    others = {
        "image": {"url": "https://ld.com/img/logo.jpg", "license": "no", "datePublished": "2001-01-01"},
        "publisher": {"url": "https://ld.com", "title": "no"},
        "author": {"name": "Ana", "url": "https://ld.com/author/ana"},
    }
    (capture,) = read(write(tmp_path / "a.jsonl", {"articleBody": "words", **others, **row}))
    assert (capture.url, capture.license, capture.title) == (url, None, None)
    assert str(capture.published_on) == ("2020-01-02" if "_source" in row else "None")


def test_columns_that_the_first_row_lacks_are_found(tmp_path: Path) -> None:
    first = {"text": "one", "metadata": None}
    second = {"content": "not this", "text": "two", "date": "03/10/2011", "metadata": {"url": "https://e.org/2"}}
    third = {"text": "three", "date": "21/09/2011", "license": "CC0", "retrieved_at": "2020-01-01"}
    found = read(write(tmp_path / "a.jsonl", first, second, third))
    assert [(c.content, c.url, c.license) for c in found] == [
        (b"one", None, None),
        (b"two", "https://e.org/2", None),
        (b"three", None, "CC0"),
    ]
    assert [str(c.published_on) for c in found] == ["None", "2011-10-03", "2011-09-21"]
    assert [c.retrieved_at for c in found] == [None, None, "2020-01-01T00:00:00.000Z"]


def test_all_ranges_of_a_file_have_the_columns_of_its_first_rows(tmp_path: Path) -> None:
    words = "words of some length " * 500
    rows: list[dict[str, Any]] = [{"text": f"{number} {words}"} for number in range(1000)]
    rows[20]["link"] = rows[950]["link"] = "https://e.org/yes"
    rows[960]["url"] = "https://e.org/no"  # beyond the first rows
    place = write(tmp_path / "a.jsonl", *rows)
    assert len(list_sources([place], ReadOptions())) > 1
    assert {c.content.split()[0]: c.url for c in read(place) if c.url} == {
        b"20": "https://e.org/yes",
        b"950": "https://e.org/yes",
    }


def test_damage_behind_the_first_row_costs_the_rows_behind_it(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"text": f"{number} {random.Random(number).random()}"}) + "\n" for number in range(9000))
    packed = gzip.compress(lines.encode())
    (tmp_path / "a.jsonl.gz").write_bytes(packed[: len(packed) - 9000])
    assert len(read(tmp_path)) > 1000


def test_a_timestamp_is_of_the_crawl(tmp_path: Path) -> None:
    (capture,) = read(write(tmp_path / "a.jsonl", {"text": "words", "url": "x", "timestamp": "2019-04-25T12:57:54Z"}))
    assert (capture.published_on, capture.retrieved_at) == (None, "2019-04-25T12:57:54.000Z")


@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet"])
@pytest.mark.parametrize(
    ("sources", "taken"),
    [
        (["https://e.org/a", "https://e.org/b", "https://e.org/b"], True),
        (["https://e.org/a", "", "https://e.org/b"], True),
        (["https://e.org/a", "borderland", "https://e.org/b"], False),
        (["https://e.org/", "https://f.org/", "https://g.org"], False),
        (["https://e.org/feed", "https://e.org/feed", "https://e.org/feed"], False),
        (["c4", "c4", "c4"], False),
    ],
)
def test_a_source_is_the_address_where_it_is_one(tmp_path: Path, kind: str, sources: list[str], taken: bool) -> None:
    rows = [{"text": "words", "source": source, "filedate": "2024-11-05"} for source in sources]
    place = tmp_path / f"a.{kind}"
    if kind == "jsonl":
        write(place, *rows)
    elif kind == "csv":
        place.write_text("text,source,filedate\n" + "".join(f"words,{source},2024-11-05\n" for source in sources))
    else:
        pq.write_table(pa.Table.from_pylist(rows), place)
    found = read(place)
    assert [capture.url for capture in found] == ([source or None for source in sources] if taken else [None] * 3)
    assert {capture.retrieved_at for capture in found} == {"2024-11-05T00:00:00.000Z"}


def test_any_other_address_goes_before_a_source(tmp_path: Path) -> None:
    row = {"text": "words", "source": "https://e.org/a", "metadata": {"url": "https://e.org/b"}}
    assert [capture.url for capture in read(write(tmp_path / "a.jsonl", row))] == ["https://e.org/b"]
    options = ReadOptions(url_column="source")
    (source,) = list_sources([write(tmp_path / "a.jsonl", {"text": "words", "source": "https://e.org/"})], options)
    (capture,) = read_source(source, options)
    assert isinstance(capture, Capture)
    assert capture.url == "https://e.org/"


def test_parquet_columns_within_an_object_are_read_as_those_of_json_rows(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {
            "content": {"rendered": "<p>One.</p>", "protected": False},
            "metadata": {"url": "https://ld.com/2020/01/a", "date": datetime(2020, 1, 2, tzinfo=UTC)},
            "author": {"url": "https://ld.com/author/ana"},
        },
        {"content": {"rendered": "Two."}, "metadata": None, "author": None},
        {"content": None, "metadata": None, "author": None},
    ]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    first, second = read(tmp_path / "a.parquet")
    assert (first.content, first.url) == (b"<p>One.</p>", "https://ld.com/2020/01/a")
    assert (first.published_on, second.content, second.url) == (date(2020, 1, 2), b"Two.", None)


STORY = "Hubo una balacera en el centro."
SPANISH = ("URL", "Fecha de publicación", "Título", "Texto", "Autor", "Sección")


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("sign", [",", ";"])
@pytest.mark.parametrize("name", ["tabla.csv", "tabla"])
def test_a_table_with_spanish_names(tmp_path: Path, charset: str, sign: str, name: str) -> None:
    row = ("https://e.org/2011/09/a.html", "21/09/2011", "Balacera en Torreón", STORY, "Ana Peña", "Norte")
    (tmp_path / name).write_bytes(f"{sign.join(SPANISH)}\n{sign.join(row)}\n".encode(charset))
    (capture,) = read(tmp_path)
    assert (capture.content, capture.title, capture.author) == (STORY.encode(), "Balacera en Torreón", "Ana Peña")
    assert (capture.url, str(capture.published_on)) == ("https://e.org/2011/09/a.html", "2011-09-21")
    post = to_post(capture)
    assert (post.title, post.byline, post.body) == ("Balacera en Torreón", "Ana Peña", STORY)


@pytest.mark.parametrize(
    "names",
    [
        {"text": "CUERPO_TEXTO", "title": "titular", "date": "fecha_publicacion", "author": "autora", "url": "liga"},
        {"text": "contenido", "title": "Encabezado", "date": "fecha", "author": "creator", "url": "Enlace"},
        {"text": "Texto completo", "title": "titulo", "date": "publicado", "author": "byline", "url": "vínculo"},
    ],
)
def test_spanish_names_in_every_kind_of_table(tmp_path: Path, names: dict[str, str]) -> None:
    row = {names[role]: role for role in names}
    write(tmp_path / "a.jsonl", row)
    pq.write_table(pa.Table.from_pylist([row]), tmp_path / "b.parquet")
    (tmp_path / "c.csv").write_text(f"{','.join(row)}\n{','.join(row.values())}\n")
    for source in list_sources([tmp_path], ReadOptions()):
        said = [
            each.columns
            for _, items in read_files(source, ReadOptions())
            for each in items
            if isinstance(each, TableRead)
        ]
        assert len(said) == 3
        for columns in said:
            assert set(columns.split(", ")) == {f"{role}: {name}" for role, name in names.items()}


def test_an_english_name_goes_before_a_spanish_one_and_a_spanish_time_of_retrieval_is_no_date(tmp_path: Path) -> None:
    row = {"Texto": "no", "text": "yes", "fecha": "2001-01-01", "date": "2011-09-21", "fecha_descarga": "2024-11-05"}
    (capture,) = read(write(tmp_path / "a.jsonl", row))
    assert (capture.content, str(capture.published_on)) == (b"yes", "2011-09-21")
    assert capture.retrieved_at == "2024-11-05T00:00:00.000Z"
    (capture,) = read(write(tmp_path / "a.jsonl", {"Texto": "yes", "fecha_descarga": "2024-11-05"}))
    assert (capture.published_on, capture.retrieved_at) == (None, "2024-11-05T00:00:00.000Z")


@pytest.mark.parametrize(
    ("row", "author"),
    [
        ({"author": {"@type": "Person", "name": "Ana", "url": "https://ld.com/ana"}}, "Ana"),
        ({"author": [{"name": "Ana"}, {"name": "Bob"}]}, "Ana\nBob"),
        ({"authors": ["Ana", "Bob"]}, "Ana\nBob"),
        ({"author": " Ana \n\n Bob "}, "Ana\nBob"),
        ({"author": 17}, None),
        ({"author": "17"}, None),
        ({"publisher": {"name": "Paper", "author": "no"}}, None),
        ({"image": {"author": {"name": "no"}}}, None),
        ({}, None),
    ],
)
def test_the_author_is_that_of_the_page(tmp_path: Path, row: dict[str, Any], author: str | None) -> None:
    (capture,) = read(write(tmp_path / "a.jsonl", {"text": "Words of the post, a few of them.", **row}))
    assert capture.author == author
    assert to_post(capture).byline == author


def test_an_author_that_the_text_prints_goes_before_the_column(tmp_path: Path) -> None:
    text = "September 21, 2011\n\nA title\n\nBy Ana for Borderland Beat\n\nGunmen burned a bar in Tonalá."
    (capture,) = read(write(tmp_path / "a.jsonl", {"text": text, "author": "admin"}))
    assert to_post(capture).byline == "By Ana for Borderland Beat"


def test_an_author_column_that_is_named(tmp_path: Path) -> None:
    place = write(tmp_path / "a.jsonl", {"text": "words", "author": "no", "firma": "Ana"})
    options = ReadOptions(author_column="firma")
    (capture,) = (each for source in list_sources([place], options) for each in read_source(source, options))
    assert isinstance(capture, Capture) and capture.author == "Ana"
    with pytest.raises(UsageError, match=r"no column 'missing', which --author-column asks for; .* Correct the option"):
        list_sources([place], ReadOptions(author_column="missing"))


def test_a_table_without_a_text_says_which_option_names_it(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("url,resumen\nhttps://e.org/a,words\n")
    with pytest.raises(UsageError, match=r"no text column; .*'resumen'. Name the one .* with --text-column\.$"):
        list_sources([tmp_path / "a.csv"], ReadOptions())


def test_columns_that_are_not_used_are_told_in_one_line(tmp_path: Path) -> None:
    names = [f"column_{number}" for number in range(40)]
    place = write(tmp_path / "a.jsonl", {"text": "words", **dict.fromkeys(names, "")})
    (source,) = list_sources([place], ReadOptions())
    ((_, items),) = read_files(source, ReadOptions())
    said = next(each.columns for each in items if isinstance(each, TableRead))
    assert said == f"text: text; not used: {', '.join(names[:10])} and 30 more"


def test_rows_of_another_writer_are_read_by_their_own_columns(tmp_path: Path) -> None:
    rows = [
        {"title": "One", "text": "words one", "url": "http://a.org/1", "date": "21/09/2011", "author": "Ana"},
        {"title": "Two", "text": "words two", "url": "http://a.org/2", "date": "03/10/2011", "byline": ["Luis", "Eva"]},
        {"headline": "Three", "body": "words three", "link": "http://b.org/3", "published": {"$date": "2011-10-03"}},
        {"headline": "Four", "body": "words four", "meta": {"url": "http://b.org/4"}, "published": "03/10/2011"},
    ]
    for packed in (False, True):
        place = write(tmp_path / "a.jsonl", *rows)
        if packed:
            place = tmp_path / "b.jsonl.gz"
            place.write_bytes(gzip.compress((tmp_path / "a.jsonl").read_bytes()))
        got = read(place)
        assert [c.content.decode() for c in got] == ["words one", "words two", "words three", "words four"]
        assert [c.title for c in got] == ["One", "Two", "Three", "Four"]
        assert [c.url for c in got] == ["http://a.org/1", "http://a.org/2", "http://b.org/3", "http://b.org/4"]
        assert [c.author for c in got] == ["Ana", "Luis\nEva", None, None]
        days = ["2011-09-21", "2011-10-03", "2011-10-03", "None"]
        assert [str(c.published_on) for c in got] == days, "each column has its own order of day and month"
        assert got[3].unclear_day == "03/10/2011"


def test_what_stands_beside_a_column_takes_its_place_in_no_row(tmp_path: Path) -> None:
    rows = [
        {"title": "One", "text": "words one", "published": "2011-09-21", "date": "2024-01-01", "author": "Ana"},
        {"title": "Two", "text": "words two", "date": "2024-01-01"},  # the day on which it was fetched
        {"body": "a comment", "date": "2011-09-22"},
    ]
    got = read(write(tmp_path / "a.jsonl", *rows))
    assert [c.content.decode() for c in got] == ["words one", "words two"], "a text without a title may be a comment"
    assert [str(c.published_on) for c in got] == ["2011-09-21", "None"]


def test_a_column_that_the_user_names_has_none_in_its_place(tmp_path: Path) -> None:
    rows = [{"title": "One", "text": "words one", "by": "Ana"}, {"title": "Two", "body": "words two", "author": "Eva"}]
    options = ReadOptions(text_column="text", author_column="by")
    place = write(tmp_path / "a.jsonl", *rows)
    found = [each for source in list_sources([place], options) for each in read_source(source, options)]
    assert [each.author for each in found if isinstance(each, Capture)] == ["Ana"]
