"""Hash of a table's content that depends on neither the Parquet writer nor the division in shards."""

from __future__ import annotations

import hashlib
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from narco_corpus.model.arrow import arrow_schema


class ContentHash:
    """Running hash of the rows of one table, fed in the order of its key with pieces of any size.

    Each column is a set of byte streams (which values are there, their lengths, their bytes in little-endian order,
    zero where null), and each stream has a SHA-256 of its own; the hash is the SHA-256 of the columns' names and their
    streams' hashes. So only names, values and order count, and hashing costs about what SHA-256 of the values costs.
    """

    def __init__(self, table: str) -> None:
        self._schema = arrow_schema(table)
        self._streams: dict[str, Any] = {}
        for field in self._schema:
            self._open(field.name, field.type)

    def update(self, rows: pa.Table) -> None:
        """Take the next rows, which have the table's columns."""
        for name in self._schema.names:
            for chunk in rows.column(name).chunks:
                self._feed(name, chunk)

    def hexdigest(self) -> str:
        """The hash of all rows so far: 64 hex digits."""
        whole = hashlib.sha256()
        for name in sorted(self._streams):
            whole.update(f"{name}\n{self._streams[name].hexdigest()}\n".encode())
        return whole.hexdigest()

    def _open(self, name: str, kind: pa.DataType) -> None:
        """A column has all its streams from the start, so that pieces without rows change nothing."""
        for part in ("there", "lengths", "values"):
            self._streams[f"{name}/{part}"] = hashlib.sha256()
        if pa.types.is_list(kind):
            self._open(f"{name}/items", kind.value_type)
        elif pa.types.is_struct(kind):
            for field in kind:
                self._open(f"{name}/{field.name}", field.type)

    def _feed(self, name: str, array: pa.Array) -> None:
        kind = array.type
        self._take(name, "there", pc.is_valid(array).cast(pa.uint8()))
        if pa.types.is_list(kind):
            self._take(name, "lengths", pc.fill_null(pc.list_value_length(array), 0).cast(pa.int64()))
            self._feed(f"{name}/items", array.flatten())
        elif pa.types.is_struct(kind):
            for field, values in zip(kind, array.flatten(), strict=True):
                self._feed(f"{name}/{field.name}", values)
        elif pa.types.is_string(kind) or pa.types.is_large_string(kind):
            self._feed_text(name, pc.fill_null(array, "").cast(pa.large_string()))
        else:
            if pa.types.is_boolean(kind):
                array = array.cast(pa.uint8())
            elif pa.types.is_temporal(kind):
                array = array.view(pa.int32() if kind.bit_width == 32 else pa.int64())
            self._take(name, "values", pc.fill_null(array, 0))

    def _feed_text(self, name: str, array: pa.Array) -> None:
        self._take(name, "lengths", pc.binary_length(array).cast(pa.int64()))
        if len(array):
            _, offsets, data = array.buffers()
            ends = memoryview(offsets).cast("q")
            if data is not None:
                self._streams[f"{name}/values"].update(
                    memoryview(data)[ends[array.offset] : ends[array.offset + len(array)]]
                )

    def _take(self, name: str, part: str, array: pa.Array) -> None:
        """Feed the bytes of an array of fixed width without nulls."""
        width = array.type.bit_width // 8
        if len(array):
            data = memoryview(array.buffers()[1])
            self._streams[f"{name}/{part}"].update(data[array.offset * width : (array.offset + len(array)) * width])
