"""The clients that people really use read a release as it lies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import narco_corpus
from narco_corpus.model.schema import TABLES
from sample_release import sample_rows, write_release

ROWS = {
    "articles": {"train": 2, "validation": 1},
    "comments": {"train": 5},
    "entity_mentions": {"train": 8, "validation": 1},
    "entities": {"train": 4},
}


@pytest.fixture
def hf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """`datasets` with caches of its own, offline, without progress bars."""
    import datasets

    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path / "cache")
    monkeypatch.setattr(datasets.config, "HF_DATASETS_OFFLINE", True)
    monkeypatch.setattr(datasets.config, "HF_MODULES_CACHE", str(tmp_path / "modules"))
    datasets.disable_progress_bars()
    return datasets


@pytest.mark.parametrize("table", TABLES)
def test_datasets_loads_each_config(table: str, shared_release: Path, hf: Any, tmp_path: Path) -> None:
    loaded = hf.load_dataset(str(shared_release), table, cache_dir=str(tmp_path / "cache"))
    assert {split: len(rows) for split, rows in loaded.items()} == ROWS[table]
    ours = narco_corpus.load(shared_release).to_hf()[table]
    for split, rows in loaded.items():
        assert rows.features == ours[split].features
        assert rows.to_list() == ours[split].to_list()
        assert str(rows.info.version) == "1.2.0"


@pytest.mark.parametrize("table", TABLES)
def test_the_card_states_the_bytes_that_datasets_counts(table: str, hf: Any, tmp_path: Path) -> None:
    release = write_release(tmp_path / "release", sample_rows(), shards=1)
    stated = hf.load_dataset_builder(str(release), table).info.splits["train"].num_bytes
    counted = hf.load_dataset(str(release), table, split="train", cache_dir=str(tmp_path / "cache"))
    assert counted.info.splits["train"].num_bytes == stated


@pytest.mark.parametrize("table", TABLES)
def test_datasets_streams_each_config(table: str, shared_release: Path, hf: Any) -> None:
    streamed = hf.load_dataset(str(shared_release), table, streaming=True)
    ours = narco_corpus.load(shared_release).to_hf()[table]
    assert set(streamed) == set(ROWS[table])
    for split, rows in streamed.items():
        assert list(rows) == ours[split].to_list()


def test_a_table_without_rows_is_streamed_and_refused_by_loading_as_the_card_says(tmp_path: Path, hf: Any) -> None:
    rows = sample_rows()
    rows["comments"].clear()
    rows["entity_mentions"] = [row for row in rows["entity_mentions"] if row["comment_id"] is None]
    release = write_release(tmp_path / "out", rows)
    for part in hf.load_dataset(str(release), "comments", streaming=True).values():
        assert "comment_id" in part.features
        assert list(part) == []
    assert "comment_id" in narco_corpus.load(release).comments.to_hf().features
    # Should a later version load it: take the sentence out of card and README.
    with pytest.raises(ValueError, match="corresponds to no data"):
        hf.load_dataset(str(release), "comments", cache_dir=str(tmp_path / "cache"))


def test_articles_are_the_default_config(shared_release: Path, hf: Any, tmp_path: Path) -> None:
    loaded = hf.load_dataset(str(shared_release), split="train", cache_dir=str(tmp_path / "cache"))
    assert "body" in loaded.features


def test_duckdb_joins_the_tables(shared_release: Path) -> None:
    import duckdb

    found = duckdb.sql(
        f"""
        SELECT a.title, e.name, count(*)
        FROM '{shared_release}/data/entity_mentions/*.parquet' m
        JOIN '{shared_release}/data/articles/*.parquet' a USING (article_id)
        JOIN '{shared_release}/data/entities/*.parquet' e USING (entity_id)
        WHERE m.label = 'CRIMINAL_ORG' GROUP BY ALL
        """
    ).fetchall()
    assert found == [("Los Faros in Puerto Peñasco 😀", "Los Faros", 4)]


def test_duckdb_slices_by_code_points(shared_release: Path) -> None:
    import duckdb

    wrong = duckdb.sql(
        f"""
        SELECT m.mention_id FROM '{shared_release}/data/entity_mentions/*.parquet' m
        JOIN '{shared_release}/data/comments/*.parquet' c USING (comment_id)
        WHERE substr(c.text, m.start + 1, m.end - m.start) <> m.text
        """
    ).fetchall()
    assert wrong == []


@pytest.mark.parametrize("table", TABLES)
def test_pandas_polars_and_pyarrow_read_a_folder(table: str, shared_release: Path) -> None:
    import pandas as pd
    import polars as pl
    import pyarrow.dataset as ds

    folder = shared_release / "data" / table
    rows = sum(ROWS[table].values())
    assert len(pd.read_parquet(folder)) == rows
    assert len(pl.read_parquet(folder / "*.parquet")) == rows
    assert ds.dataset(folder).count_rows() == rows


def test_a_threshold_that_a_confidence_reaches_is_the_same_for_all_clients(tmp_path: Path, hf: Any) -> None:
    """As the data dictionary says: with a float32, or with doubles after rounding."""
    import duckdb
    import polars as pl
    import pyarrow as pa
    import pyarrow.compute as pc

    rows = sample_rows()
    for number, row in enumerate(rows["entity_mentions"]):
        row["confidence"] = (0.9, 0.899, 0.123)[number % 3]
    release = write_release(tmp_path / "release", rows)
    mentions = narco_corpus.load(release).entity_mentions
    loaded = hf.load_dataset(str(release), "entity_mentions", cache_dir=str(tmp_path / "cache"))
    assert "compare with a float32" in next(f.description for f in mentions.fields if f.name == "confidence")
    table, frame = mentions.to_arrow(), mentions.to_pandas()
    files, database = f"'{release}/data/entity_mentions/*.parquet'", duckdb.connect()
    for least, reach in ((0.9, 3), (0.899, 6), (0.123, 9)):
        rounded = f"SELECT count(*) FROM {files} WHERE round(confidence::DOUBLE, 3) >= ?"
        found = {
            "rows": sum(row["confidence"] >= least for row in mentions),
            "where": len(mentions.where(pl.col("confidence") >= least)),
            "pandas": int((frame["confidence"].astype(float).round(3) >= least).sum()),
            "datasets": sum(round(row["confidence"], 3) >= least for part in loaded.values() for row in part),
            "pyarrow": table.filter(pc.greater_equal(table["confidence"], pa.scalar(least, pa.float32()))).num_rows,
            "lists": sum(round(one, 3) >= least for one in table["confidence"].to_pylist()),
            "duckdb": database.execute(rounded, [least]).fetchall()[0][0],
        }
        assert set(found.values()) == {reach}, (least, found)
