"""Writes a release of some rows with the project's writer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from narco_corpus.builder.write.facts import BuildFacts
from narco_corpus.builder.write.parquet import write_shard
from narco_corpus.builder.write.release_folder import ReleaseWriter
from narco_corpus.model.arrow import arrow_schema
from narco_corpus.model.schema import TABLES

Rows = dict[str, list[dict[str, Any]]]
_EMPTY = {"string": "", "large_string": "", "int32": 0, "int64": 0, "float": 0.0, "bool": False}
_COMMON = {"label": "PLACE", "split": "train", "license": "LicenseRef-unknown"}


def write_release(folder: Path, rows: Rows, set_aside: Sequence[str] = ()) -> Path:
    """A release of these rows, written by the project's writer; fields that a row lacks get an empty value."""
    facts = BuildFacts(
        data_version="1.0.0",
        recogniser="test",
        recogniser_version="1",
        inputs_sha256="0" * 64,
        captures_read=1,
        captures_taken=1,
        captures_merged=0,
        rejects=[{"capture": name, "reason": "no title and no date", "where": None} for name in set_aside],
    )
    with ReleaseWriter(folder) as writer:
        files = []
        for table in TABLES:
            schema = arrow_schema(table)
            full = [
                {
                    f.name: row.get(f.name, _COMMON.get(f.name, None if f.nullable else _EMPTY.get(str(f.type), [])))
                    for f in schema
                }
                for row in rows.get(table, [])
            ]
            made = pa.Table.from_pylist(full, schema=schema)
            files.append(write_shard(made, writer.folder, table, "train", 0, 1))
        writer.finish(files, facts)
    return folder
