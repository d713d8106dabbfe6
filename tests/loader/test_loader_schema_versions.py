"""Releases of other schema versions: of the same MAJOR they are read, of another one they say what to do."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import fsspec
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import narco_corpus
from narco_corpus import DataError
from narco_corpus.model import layout
from narco_corpus.model.arrow import arrow_schema
from narco_corpus.model.manifest import dump_manifest, parse_manifest

EMBEDDED = Path(narco_corpus.__file__).parent / "data" / "release"


def _changed(folder: Path, change: Callable[[pa.Table], pa.Table], schema_version: str = "1.0.0") -> Path:
    """The embedded release with another table of articles."""
    shutil.copytree(EMBEDDED, folder)
    manifest = parse_manifest((folder / "manifest.json").read_bytes(), "")
    (shard,) = manifest.shards("articles")
    pq.write_table(change(pq.read_table(folder / shard.path)), folder / shard.path)
    content = (folder / shard.path).read_bytes()
    written = replace(shard, bytes=len(content), sha256=hashlib.sha256(content).hexdigest())
    files = tuple(written if file == shard else file for file in manifest.files)
    (folder / "manifest.json").write_bytes(dump_manifest(replace(manifest, files=files, schema_version=schema_version)))
    return folder


@pytest.fixture(params=["folder", "address"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Path], narco_corpus.Corpus]:
    """Opens a folder as it lies, or from an address where its bytes are."""

    def open_it(folder: Path) -> narco_corpus.Corpus:
        if request.param == "folder":
            return narco_corpus.load(folder)
        address = f"memory://schema-versions-{tmp_path.name}"
        fsspec.filesystem("memory").put(str(folder), address, recursive=True)
        return narco_corpus.load(address)

    return open_it


def test_columns_that_a_later_minor_schema_adds_are_null(
    tmp_path: Path, opened: Callable[[Path], narco_corpus.Corpus], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "SCHEMA_VERSION", "1.1.0")
    articles = opened(_changed(tmp_path / "old", lambda t: t.drop_columns(["byline", "published_on"]))).articles
    names = arrow_schema("articles").names
    (row,) = articles
    assert list(row) == names and (row["byline"], row["published_on"]) == (None, None)
    assert articles.to_arrow().schema.equals(arrow_schema("articles"))
    assert articles.scan().collect_schema() == articles.to_polars().schema
    assert articles.scan().collect().equals(articles.to_polars())
    assert articles.get(row["article_id"]) == row
    assert articles.where(pl.col("byline").is_null(), ["article_id", "published_on"]) == [
        {"article_id": row["article_id"], "published_on": None}
    ]
    assert articles.where(pl.col("byline") == "x") == []
    assert articles.to_hf().column_names == names
    assert list(articles.to_pandas().columns) == names


def test_columns_that_this_package_does_not_know_stand_beside_the_others(
    tmp_path: Path, opened: Callable[[Path], narco_corpus.Corpus]
) -> None:
    more = _changed(tmp_path / "new", lambda t: t.add_column(0, "mood", [["grim"] * len(t)]), "1.7.0")
    articles = opened(more).articles
    assert [(row["mood"], row["title"] is None) for row in articles] == [("grim", False)]
    assert articles.where(pl.col("mood") == "grim", ["source"]) == [{"source": "borderlandbeat.com"}]


@pytest.mark.parametrize(
    ("lacking", "ours"),
    [("byline", "1.0.0"), ("byline", "1.0.3"), ("source", "1.0.0"), ("body", "1.1.0"), ("split", "1.1.0")],
)
def test_a_column_that_no_minor_version_can_have_added_is_missed(
    lacking: str, ours: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "SCHEMA_VERSION", ours)
    articles = narco_corpus.load(_changed(tmp_path / "old", lambda t: t.drop_columns([lacking]))).articles
    for read in (articles.to_arrow, lambda: articles.scan().collect(), lambda: list(articles)):
        with pytest.raises(DataError, match=rf"expected articles\.{lacking} as .*, found no such column"):
            read()


def test_a_column_of_another_type_is_told_whatever_the_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "SCHEMA_VERSION", "1.1.0")

    def change(table: pa.Table) -> pa.Table:
        place = table.schema.get_field_index("byline")
        return table.set_column(place, "byline", pa.nulls(len(table), pa.int32()))

    with pytest.raises(DataError, match=r"expected articles\.byline as string, found int32"):
        narco_corpus.load(_changed(tmp_path / "old", change)).articles.to_arrow()


@pytest.mark.parametrize(
    ("ours", "message"),
    [
        ("2.0.0", r"schema version 1 is older than this package reads \(2\).*pip install narco-corpus=={}"),
        ("1.0.0", r"schema version 2 is newer than this package reads \(up to 1\): pip install -U narco-corpus"),
    ],
)
def test_another_major_version_says_what_to_do(
    ours: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = "1.4.0" if ours == "2.0.0" else "2.0.0"
    folder = _changed(tmp_path / "other", lambda t: t, theirs)
    wrote = json.loads((folder / "manifest.json").read_text())["package_version"]
    monkeypatch.setattr(layout, "SCHEMA_VERSION", ours)
    with pytest.raises(DataError, match=message.replace("{}", wrote)):
        narco_corpus.load(folder)
