"""Columns that one of two releases lacks, or has of another type: which version they ask for."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from narco_corpus.compare import compare, side_of
from narco_corpus.compare.render import as_json
from narco_corpus.release import open_release
from sample_release import sample_rows, write_release


def release(folder: Path, column: pa.DataType | None) -> Path:
    """The small release with one more column of articles, as a package of a later schema writes it."""
    write_release(folder, sample_rows())
    if column is not None:
        for shard in (folder / "data" / "articles").glob("*.parquet"):
            table = pq.read_table(shard)
            pq.write_table(table.append_column("views", pa.array([7] * len(table)).cast(column)), shard)
    return folder


@pytest.mark.parametrize(
    ("before", "after", "step", "told"),
    [
        (None, pa.int64(), "minor", "added"),
        (pa.int64(), None, "major", "removed"),
        (pa.int64(), pa.string(), "major", "retyped"),
        (pa.int64(), pa.int64(), "none", None),
    ],
    ids=["added", "removed", "retyped", "kept"],
)
def test_a_column_that_is_gone_or_of_another_type_is_major(
    before: pa.DataType | None, after: pa.DataType | None, step: str, told: str | None, tmp_path: Path
) -> None:
    sides = [
        side_of(open_release(release(tmp_path / name, column)))
        for name, column in (("before", before), ("after", after))
    ]
    found = compare(*sides)
    assert found.step == step
    assert found.due == {"none": "1.2.0", "minor": "1.3.0", "major": "2.0.0"}[step]
    expected = {name: ["views"] if name == told else [] for name in ("added", "removed", "retyped")}
    assert as_json(found)["tables"]["articles"]["columns"] == expected
    assert not any(table.counts for table in found.tables.values())
