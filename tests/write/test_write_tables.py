"""Rows become Arrow tables of exactly the declared types, or an error that says what is wrong."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from narco_corpus.builder.write.tables import to_arrow
from narco_corpus.errors import DataError
from narco_corpus.model.arrow import arrow_schema
from narco_corpus.model.schema import TABLES, key_of
from sample_release import Row, sample_rows


@pytest.mark.parametrize("table", TABLES)
def test_tables_have_the_declared_schema_and_are_sorted_by_key(table: str, rows: dict[str, list[Row]]) -> None:
    made = to_arrow(table, rows[table][::-1])
    assert made.schema.equals(arrow_schema(table), check_metadata=True)
    keys = made.column(key_of(table)).to_pylist()
    assert keys == sorted(r[key_of(table)] for r in rows[table])


def test_dates_and_times_become_dates_and_times(rows: dict[str, list[Row]]) -> None:
    first = to_arrow("articles", rows["articles"]).to_pylist()[0]
    assert first["published_on"] == dt.date(2012, 5, 4)
    assert first["retrieved_at"] == dt.datetime(2024, 11, 5, 10, 0)
    assert first["body"] == rows["articles"][0]["body"]


def test_no_rows_make_an_empty_table() -> None:
    assert to_arrow("comments", []).schema.equals(arrow_schema("comments"))


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("body", None, "articles.body: 1 values are null"),
        ("published_on", "2011-02-31", "articles.published_on"),
        ("retrieved_at", "yesterday", "articles.retrieved_at"),
        ("comment_count", 2**31, "articles.comment_count"),
        ("comment_count", "five", "articles.comment_count"),
        ("title", 5, "articles.title"),
        ("title", "\ud800", "articles.title"),
        ("alias_ids", "a-0", "articles.alias_ids"),
    ],
)
def test_a_value_that_does_not_fit_is_named(column: str, value: Any, message: str) -> None:
    rows = sample_rows()["articles"]
    rows[1][column] = value
    with pytest.raises(DataError, match=message):
        to_arrow("articles", rows)


def test_missing_unknown_and_misnamed_columns_are_named() -> None:
    row = sample_rows()["comments"][0]
    with pytest.raises(DataError, match="mood"):
        to_arrow("comments", [{**row, "mood": "good"}])
    with pytest.raises(DataError, match="depth"):
        to_arrow("comments", [{k: v for k, v in row.items() if k != "depth"}])
    renamed = {("deepness" if k == "depth" else k): v for k, v in row.items()}
    with pytest.raises(DataError, match="depth"):
        to_arrow("comments", [renamed])


def test_a_key_may_stand_once() -> None:
    row = sample_rows()["entities"][0]
    with pytest.raises(DataError, match="'MX' stands twice"):
        to_arrow("entities", [row, row])
