"""Calls that cannot mean anything, and releases of a newer minor schema: told in words, read as far as they go."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import narco_corpus
from narco_corpus import DataError, UsageError
from narco_corpus.model.schema import TABLES
from sample_release import FIRST


@pytest.mark.parametrize(
    "address",
    [
        "https://[::1",
        "file://[x",
        "file://other",
        "file://localhost/release",
        "file://",
        "file://./release",
        "file:///release#x",
        "",
        "x" * 300,
        "http://127.0.0.1:9/ä",
        "~nobody-has-this-name/x",
        "github://a",
        "zip://.",
        b"folder",
        5,
        ["folder"],
    ],
)
def test_no_address_is_told_as_a_wrong_call(address: Any) -> None:
    with pytest.raises(UsageError, match="cannot open"):
        narco_corpus.load(address)


@pytest.mark.parametrize("condition", ["label", None, pl.col("start") == "a", pl.col("start").str.len_chars() == 1])
def test_a_condition_that_fits_no_row_is_no_damage(condition: Any, shared_release: Path) -> None:
    with pytest.raises(UsageError, match="condition"):
        narco_corpus.load(shared_release).entity_mentions.where(condition)


def test_a_condition_that_fails_on_a_row_says_what_is_wrong(release: Path) -> None:
    mentions = narco_corpus.load(release).entity_mentions
    fails_on_some = pl.col("text").cast(pl.Int64) == 1
    with pytest.raises(UsageError, match=r"does not fit all rows: conversion from `str` to `i64` failed") as caught:
        mentions.where(fails_on_some)
    assert "verify" not in str(caught.value)
    for shard in (release / "data/entity_mentions").glob("*.parquet"):
        content = shard.read_bytes()
        shard.write_bytes(content[:4] + bytes(1000) + content[1004:])
    with pytest.raises(DataError, match=r"verify\(\) lists all files that are damaged"):
        mentions.where(fails_on_some)


@pytest.mark.parametrize("rows", [0, -1, "3", 1.5, None, True])
def test_batches_are_of_whole_rows(rows: Any, shared_release: Path) -> None:
    with pytest.raises(UsageError, match=f"rows={rows!r}: expected a whole number"):
        narco_corpus.load(shared_release).comments.batches(rows)


def test_batches_have_rows(shared_release: Path) -> None:
    comments = narco_corpus.load(shared_release).comments
    assert [batch.num_rows for batch in comments.batches(1)] == [1] * len(comments)


def test_a_period_of_another_type_is_told(shared_release: Path) -> None:
    with pytest.raises(UsageError, match="expected None, one of"):
        narco_corpus.load(shared_release).counts("los-faros", by=5)  # type: ignore[arg-type]


def test_names_of_the_package_stand_once() -> None:
    assert len(dir(narco_corpus)) == len(set(dir(narco_corpus)))


@pytest.mark.parametrize("table", TABLES)
def test_a_column_that_a_later_version_added_comes_along(table: str, release: Path) -> None:
    before = narco_corpus.load(release).table(table).split("train").to_hf().to_list()
    for path in (release / "data" / table).glob("*.parquet"):
        rows = pq.read_table(path)
        pq.write_table(rows.add_column(0, "added", pa.array(["x"] * len(rows), pa.string())), path)
    after = narco_corpus.load(release).table(table).split("train")
    assert after.to_hf().to_list() == [{"added": "x", **row} for row in before]
    assert set(after.to_hf().features) == set(after.to_arrow().schema.names)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ([], "expected one or more names"),
        ((), "expected one or more names"),
        (["title", "split", "title"], "title is named twice"),
        ("title", r"expected a list of names like \['article_id'\]"),
        ([1], "expected a list of names"),
        (5, "expected a list of names"),
    ],
)
def test_columns_that_mean_nothing_are_told(columns: Any, message: str, shared_release: Path) -> None:
    articles = narco_corpus.load(shared_release).articles
    for read in (lambda: articles.get(FIRST, columns), lambda: articles.where(pl.col("split") == "train", columns)):
        with pytest.raises(UsageError, match=message):
            read()


@pytest.mark.parametrize("revision", [1, 1.2, b"1.2.0", ["1.2.0"]])
def test_a_revision_is_text(revision: Any, shared_release: Path) -> None:
    for address in (None, shared_release, "hf://datasets/org/name", "https://127.0.0.1:9/x"):
        with pytest.raises(UsageError, match=r"expected text like '1\.2\.0'"):
            narco_corpus.load(address, revision=revision)


@pytest.mark.parametrize("revision", ["", "v", " "])
def test_a_revision_that_is_empty_is_told(revision: str, shared_release: Path) -> None:
    for address in (None, shared_release, "hf://datasets/org/name", "https://127.0.0.1:9/x"):
        with pytest.raises(UsageError, match="is empty: name a version like"):
            narco_corpus.load(address, revision=revision)


WRONG_OPTIONS: list[dict[str, Any]] = [
    {"splits": (80, 10, 10)},
    {"splits": 100},
    {"jobs": "2"},
    {"jobs": 1.5},
    {"jobs": None},
    {"min_confidence": "0.5"},
    {"min_confidence": None},
    {"data_version": 1},
]


@pytest.mark.parametrize("options", WRONG_OPTIONS, ids=str)
def test_options_of_a_build_of_another_type_are_told(options: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "post.txt").write_text("Wednesday, September 21, 2011\nA road is closed\n\nIt was closed.\n")
    with pytest.raises(UsageError, match=r"expected a whole number|give (three|a number)"):
        narco_corpus.build(tmp_path / "post.txt", tmp_path / "out", **options)
    assert not (tmp_path / "out").exists()
