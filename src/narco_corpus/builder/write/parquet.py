"""Write one shard as Parquet: the same rows give the same bytes, and one changed row changes few of them."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from narco_corpus.errors import UsageError
from narco_corpus.model.layout import shard_path
from narco_corpus.model.manifest import ReleaseFile

ROW_GROUP_ROWS = 100_000
"""Large, because a changed row re-uploads less the fewer row groups there are."""
ROW_GROUP_BYTES = 64 << 20
"""Texts of a row group at most, on average: a writer and a reader hold one in memory."""


def write_shard(rows: pa.Table, folder: Path, table: str, split: str, number: int, total: int) -> ReleaseFile:
    """Write one shard of a table below the release folder under its fixed name and say what was written.

    May run twice at once for the same shard: each run writes a file of its own and moves it into place.
    Raises `UsageError` where the folder cannot be written.
    """
    path = shard_path(table, split, number, total)
    target = folder / path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f"{target.name}.", suffix=".tmp", dir=target.parent)
    except OSError as error:
        raise UsageError(f"cannot write {target}: {error.strerror}") from None
    part = Path(name)
    try:
        with os.fdopen(handle, "w+b") as sink:
            _write(rows, sink)
            sink.seek(0)
            digest = hashlib.file_digest(sink, "sha256").hexdigest()
            size = sink.seek(0, os.SEEK_END)
        part.chmod(0o666 & ~_umask())
        part.replace(target)
    except OSError as error:
        raise UsageError(f"cannot write {target}: {error.strerror or error}") from None
    finally:
        part.unlink(missing_ok=True)
    return ReleaseFile(path=path, bytes=size, sha256=digest, rows=rows.num_rows, table=table, split=split)


def _write(rows: pa.Table, sink: object) -> None:
    # The page index and content-defined pages let clients skip and hubs re-use what did not change.
    with pq.ParquetWriter(
        sink,
        rows.schema,
        compression="zstd",
        compression_level=3,
        write_page_index=True,
        use_content_defined_chunking=True,
    ) as writer:
        step = _group_rows(rows)
        # Hugging Face datasets fails on a row group without rows, not on a file without row groups.
        for start in range(0, rows.num_rows, step):
            writer.write_table(rows.slice(start, step).combine_chunks(), step)  # the bytes depend on the chunks


def _group_rows(rows: pa.Table) -> int:
    """Rows of a row group: fewer where their texts would take much memory to write or to read."""
    texts = [c for c in rows.columns if pa.types.is_large_string(c.type)]
    size = sum(pc.sum(pc.binary_length(column)).as_py() or 0 for column in texts)
    step = ROW_GROUP_ROWS
    while step > 1 and size * step > ROW_GROUP_BYTES * rows.num_rows:
        step //= 2
    return step


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
