"""Write one shard as Parquet: the same rows give the same bytes, and one changed row changes few of them."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from narco_corpus.errors import UsageError
from narco_corpus.model.arrow import arrow_schema
from narco_corpus.model.layout import shard_path
from narco_corpus.model.manifest import ReleaseFile

ROW_GROUP_ROWS = 100_000
"""Large, because a changed row re-uploads less the fewer row groups there are."""
ROW_GROUP_BYTES = 32 << 20
"""Texts of a row group at most, on average: a reader holds one in memory, a writer two copies of one."""


Portions = Callable[[], Iterable[pa.Table]]
"""Gives the rows of a shard in order, some at a time, as often as it is called."""


def write_shard(rows: pa.Table, folder: Path, table: str, split: str, number: int, total: int) -> ReleaseFile:
    """Write one shard of a table from rows in memory, as `write_portions` does."""
    return write_portions(lambda: [rows], folder, table, split, number, total)


def write_portions(portions: Portions, folder: Path, table: str, split: str, number: int, total: int) -> ReleaseFile:
    """Write one shard of a table below the release folder under its fixed name and say what was written.

    The rows of one row group are in memory at a time, twice while they are put together; the bytes do not depend on
    how the rows are divided in portions. May run twice at once for the same shard: each run writes a file of its own
    and moves it into place. Raises `UsageError` where the folder cannot be written.
    """
    path = shard_path(table, split, number, total)
    target = folder / path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot write {target}: {error.strerror}") from None
    part = target.with_name(f"{target.name}.{secrets.token_hex(8)}.tmp")
    try:
        with part.open("x+b") as sink:  # not by `tempfile`, whose files are private: this has the umask's mode
            rows = _write(portions, table, sink)
            sink.seek(0)
            digest = hashlib.file_digest(sink, "sha256").hexdigest()
            size = sink.seek(0, os.SEEK_END)
        part.replace(target)
    except OSError as error:
        raise UsageError(f"cannot write {target}: {error.strerror or error}") from None
    finally:
        part.unlink(missing_ok=True)
    return ReleaseFile(path=path, bytes=size, sha256=digest, rows=rows, table=table, split=split)


def _write(portions: Portions, table: str, sink: object) -> int:
    """Write all rows; how many they are."""
    schema = arrow_schema(table)
    rows, step = _group_rows(portions)
    # The page index and content-defined pages let clients skip and hubs re-use what did not change.
    with pq.ParquetWriter(
        sink,
        schema,
        compression="zstd",
        compression_level=3,
        write_page_index=True,
        use_content_defined_chunking=True,
    ) as writer:
        # Hugging Face datasets fails on a row group without rows, not on a file without row groups.
        for group in _groups(portions(), step):
            writer.write_table(group, step)
            del group  # before the next one is gathered
            pa.default_memory_pool().release_unused()  # it would keep what was freed, more with every row group
    return rows


def _groups(portions: Iterable[pa.Table], step: int) -> Iterator[pa.Table]:
    """The rows in groups of that many, the last one of what is left."""
    held: list[pa.Table] = []
    for portion in portions:
        held.append(portion)
        while sum(part.num_rows for part in held) >= step:
            yield _taken(held, step)
    if rest := sum(part.num_rows for part in held):
        yield _taken(held, rest)


def _taken(held: list[pa.Table], count: int) -> pa.Table:
    """The first rows of those held, taken out of them: a copy in one piece, since the bytes depend on the chunks.

    No name here outlives it or the portions it was made of, so that they do not lie beside it while it is written.
    """
    whole = pa.concat_tables(held)
    held[:] = [whole.slice(count)]
    return whole.slice(0, count).combine_chunks()


def _group_rows(portions: Portions) -> tuple[int, int]:
    """Rows in all, and in a row group: fewer there where their texts would take much memory to write or to read."""
    rows = size = 0
    for portion in portions():
        rows += portion.num_rows
        texts = [c for c in portion.columns if pa.types.is_large_string(c.type)]
        size += sum(pc.sum(pc.binary_length(column)).as_py() or 0 for column in texts)
    step = ROW_GROUP_ROWS
    while step > 1 and size * step > ROW_GROUP_BYTES * rows:
        step //= 2
    return rows, step
