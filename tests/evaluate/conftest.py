"""Hand-made releases and gold folders for the tests of `evaluate`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from narco_corpus.model.arrow import arrow_schema
from narco_corpus.model.layout import shard_path
from narco_corpus.model.schema import TABLES

Rows = dict[str, list[dict[str, Any]]]
_EMPTY = {"string": "", "large_string": "", "int32": 0, "int64": 0, "float": 0.0, "bool": False}


def write_release(folder: Path, rows: Rows) -> Path:
    """A release's tables and nothing else; fields that a row lacks get an empty value."""
    for table in TABLES:
        schema = arrow_schema(table)
        full = [
            {f.name: row.get(f.name, None if f.nullable else _EMPTY.get(str(f.type), [])) for f in schema}
            for row in rows.get(table, [])
        ]
        path = folder / shard_path(table, "train", 0, 1)
        path.parent.mkdir(parents=True)
        pq.write_table(pa.Table.from_pylist(full, schema=schema), path)
    return folder


@pytest.fixture
def make_release(tmp_path: Path) -> Callable[[Rows], Path]:
    return lambda rows: write_release(tmp_path / "release", rows)


@pytest.fixture
def make_gold(tmp_path: Path) -> Callable[[list[dict[str, Any]]], Path]:
    def make(posts: list[dict[str, Any]]) -> Path:
        folder = tmp_path / "gold"
        folder.mkdir()
        for post in posts:
            name = Path(post["file"]).stem
            (folder / f"{name}.gold.json").write_text(json.dumps(post), encoding="utf-8")
        return folder

    return make
