"""The tables of a release are no captures, also when one of their files is named by itself."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from narco_corpus.builder.captures import ReadOptions, Unreadable, list_sources, read_source
from narco_corpus.errors import UsageError
from narco_corpus.model.schema import TABLES


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("options", [ReadOptions(), ReadOptions(text_column="body")])
def test_table_of_a_release_is_refused(shared_release: Path, tmp_path: Path, table: str, options: ReadOptions) -> None:
    file = min((shared_release / "data" / table).glob("*.parquet"))
    with pytest.raises(UsageError, match=f"the table {table} of a release .* name the captures that the release was"):
        list_sources([file], options)
    (tmp_path / "copy.parquet").write_bytes(file.read_bytes())
    (source,) = list_sources([tmp_path], options)
    (refused,) = read_source(source, options)
    assert isinstance(refused, Unreadable) and f"the table {table} of a release" in refused.reason


def test_articles_of_a_release_as_another_table_are_refused(shared_release: Path, tmp_path: Path) -> None:
    file = min((shared_release / "data" / "articles").glob("*.parquet"))
    lines = [json.dumps(row, default=str) for row in pq.read_table(file).to_pylist()]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (source,) = list_sources([tmp_path], ReadOptions())
    (refused,) = read_source(source, ReadOptions())
    assert isinstance(refused, Unreadable) and "the table articles of a release" in refused.reason


def test_table_of_somebody_with_an_id_of_its_articles_is_read(shared_release: Path, tmp_path: Path) -> None:
    file = min((shared_release / "data" / "articles").glob("*.parquet"))
    table = pq.read_table(file, columns=["article_id", "title", "body", "url", "published_on"])
    pq.write_table(table, tmp_path / "a.parquet")
    (source,) = list_sources([tmp_path / "a.parquet"], ReadOptions())
    assert len(list(read_source(source, ReadOptions()))) == table.num_rows
