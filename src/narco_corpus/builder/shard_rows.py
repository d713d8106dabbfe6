"""Rows of one shard of an earlier release, some thousand in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from narco_corpus.storage.scanning import scanning

_BATCH = 2_000


def rows_of(place: str, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The rows of a shard at a path or URL, with these columns.

    Raises `DataError` where it cannot be read.
    """
    import fsspec
    import pyarrow.parquet as pq

    with scanning(place), fsspec.open(place, "rb") as source:
        for batch in pq.ParquetFile(source).iter_batches(_BATCH, columns=list(columns), use_threads=False):
            yield from batch.to_pylist()
