"""CSV: spreadsheets run nothing and change nothing, and every value comes back."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hard_texts import texts_of
from hypothesis import given
from hypothesis import strategies as st

from narco_corpus import Corpus
from narco_corpus.export import csv_bundle, export
from narco_corpus.export.csv_bundle import escaped, quoted
from narco_corpus.export.named import named
from narco_corpus.model.arrow import arrow_schema
from narco_corpus.model.schema import TABLES


@pytest.fixture(scope="module")
def bundle(hard_corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("csv") / "bundle"
    written = export(hard_corpus, "csv", out)
    mentions = len(hard_corpus.entity_mentions)
    assert written.counts == {table: len(hard_corpus.table(table)) for table in TABLES} | {"named": mentions}
    return out


def value(cell: str, kind: pa.DataType) -> Any:
    """A cell as the README of the bundle says to read it."""
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return cell.removeprefix("'")
    if cell == "":
        return None
    if pa.types.is_list(kind):
        return json.loads(cell)
    if pa.types.is_date(kind):
        return dt.date.fromisoformat(cell)
    if pa.types.is_timestamp(kind):
        return dt.datetime.fromisoformat(cell)
    if pa.types.is_boolean(kind):
        return {"true": True, "false": False}[cell]
    return float(cell) if pa.types.is_floating(kind) else int(cell)


@pytest.mark.parametrize("table", TABLES)
def test_every_value_comes_back(table: str, bundle: Path, hard_corpus: Corpus) -> None:
    schema = arrow_schema(table)
    with (bundle / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        read = [{n: value(cell, schema.field(n).type) for n, cell in row.items()} for row in csv.DictReader(file)]
    nothing: tuple[Any, ...] = (None, "")
    expected = [{n: "" if v in nothing else v for n, v in row.items()} for row in hard_corpus.table(table)]
    assert [{n: "" if v in nothing else v for n, v in row.items()} for row in read] == expected


def test_named_has_a_row_a_mention_with_its_surroundings(bundle: Path, hard_corpus: Corpus) -> None:
    texts = texts_of(hard_corpus)
    articles = {row["article_id"]: row for row in hard_corpus.articles}
    entities = {row["entity_id"]: row for row in hard_corpus.entities}
    expected = {}
    for mention in hard_corpus.entity_mentions:
        whole = texts[mention["mention_id"].rpartition(":")[0]]
        article, entity = articles[mention["article_id"]], entities.get(mention["entity_id"], {})
        expected[mention["mention_id"]] = {
            **{name: mention[name] for name in ("mention_id", "article_id", "comment_id", "field", "text", "label")},
            **{name: mention[name] for name in ("entity_id", "confidence")},
            **{name: article[name] for name in ("published_on", "title", "source", "url", "duplicate_of")},
            **{name: entity.get(name) for name in ("name", "kind")},
            "before": whole[: mention["start"]][-60:],
            "after": whole[mention["end"] :][:60],
        }
    kinds = {"confidence": pa.float32(), "published_on": pa.date32()}
    with (bundle / "named.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [{n: value(cell, kinds.get(n, pa.string())) for n, cell in row.items()} for row in csv.DictReader(file)]
    assert {row["mention_id"]: row for row in rows} == {
        id: {n: v if n in kinds else v or "" for n, v in row.items()} for id, row in expected.items()
    }
    assert len(rows) == len(expected)
    raw = (bundle / "named.csv").read_bytes().decode("utf-8-sig")
    assert ",\"'-group" in raw, "the words after a mention are marked too"


def test_the_file_is_what_spreadsheets_expect(bundle: Path) -> None:
    raw = (bundle / "comments.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfcomment_id,")
    records = raw.decode("utf-8-sig").split("\r\n")
    assert records[-1] == "" and len(records) == 2 + 20
    assert "Puerto Peñasco, mañana 😀" in raw.decode("utf-8-sig")


def test_no_cell_is_run_or_changed(bundle: Path) -> None:
    for table in TABLES:
        with (bundle / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                for name, cell in row.items():
                    kind = arrow_schema(table).field(name).type
                    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
                        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝")), cell
                        assert not cell.startswith(("\t", "\r", "\n")), cell
    with (bundle / "comments.csv").open(encoding="utf-8-sig", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    for marked in ("'=SUM(1,2)", "''=quoted", "'+52 calls", "'1/2", "'May 5", "'\tTab", "'-", "'1.10", "'007"):
        assert marked in texts
    for plain in ("3", "a\nb", 'say "x"', "cells, and more", " spaced "):
        assert plain in texts
    with (bundle / "entities.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["entity_id"]: row for row in csv.DictReader(file)}
    assert rows["los-faros"]["inegi_code"] == "'05001"
    assert rows["geonames:1"]["longitude"] == "-113.5"


def test_polars_and_pandas_read_null_and_empty_text_apart(bundle: Path, hard_corpus: Corpus) -> None:
    frame = pl.read_csv(bundle / "comments.csv", infer_schema=False)
    assert frame["author"].null_count() == sum(row["author"] is None for row in hard_corpus.comments)
    assert len(pd.read_csv(bundle / "comments.csv", dtype=str)) == len(hard_corpus.comments)


def test_of_cells_that_spreadsheets_keep_whole_nothing_is_said(hard_corpus: Corpus, tmp_path: Path) -> None:
    assert "Excel keeps" not in "".join(export(hard_corpus, "csv", tmp_path / "out").lost)


def test_what_spreadsheets_cut_is_counted(hard_corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_bundle, "LONGEST_CELL", 70)
    monkeypatch.setattr(csv_bundle, "MOST_ROWS", 20)
    lost = export(hard_corpus, "csv", tmp_path / "out").lost
    tables = [*(hard_corpus.table(table) for table in TABLES), named(hard_corpus)]
    long = [
        value
        for table in tables
        for row in table
        for value in row.values()
        if isinstance(value, str) and len(value.encode("utf-16-le")) // 2 > 70
    ]
    assert long
    assert f": {len(long)}" in lost[0]
    assert lost[-1].endswith("of: comments")


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        " =1+1",
        "\t@SUM",
        "＝1",
        "-2",
        "'",
        "1,5",
        "2011-09-21",
        "5:16 PM",
        "Sep-11",
        "1 de mayo de 2011",
        "1e5",
        "TRUE",
        "05001",
        "1.10",
        "$5",
        "50%",
        "September 22, 2011 5:16 PM",
        "3 mayo",
        "1st",
    ],
)
def test_what_is_no_text_to_a_spreadsheet_is_marked(text: str) -> None:
    assert escaped(text) == f"'{text}"


@pytest.mark.parametrize(
    "text",
    ["Los Zetas", "May", "a-0123456789abcdef", "geonames:12", "MX-JAL", "El 5 de Mayo fue", "12 dead", "3", "(no)", ""],
)
def test_text_stays_as_it_is(text: str) -> None:
    assert escaped(text) == text


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00")))
def test_any_text_comes_back(text: str) -> None:
    assert escaped(text).removeprefix("'") == text
    (row,) = csv.reader(io.StringIO(f"{quoted(escaped(text))},x\r\n", newline=""))
    assert row[0].removeprefix("'") == text
