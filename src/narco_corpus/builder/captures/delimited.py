"""Reads CSV (comma, tab, semicolon or bar) with a header; every row is named by its number, from 1."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from narco_corpus.builder.captures.capture import Capture, Unreadable
from narco_corpus.builder.captures.columns import Columns, choose_columns
from narco_corpus.builder.captures.compressed import Stream
from narco_corpus.builder.captures.decode import decode
from narco_corpus.builder.captures.lines import lines
from narco_corpus.builder.captures.options import ReadOptions
from narco_corpus.builder.captures.rows import capture_of, too_large
from narco_corpus.builder.captures.sniff import delimiter, header


def csv_columns(stream: Stream, options: ReadOptions) -> Columns:
    """The columns of a file, of its header.

    Raises:
        MissingColumnError: the header lacks one.
    """
    return choose_columns(_cells(next(lines(stream, 0, -1, options.max_capture_bytes), (0, b""))[1]), options)


def read_csv(stream: Stream, path: str, columns: Columns, options: ReadOptions) -> Iterator[Capture | Unreadable]:
    """All rows; a row of another width than the header's is refused, and a field that never ends ends the reading."""
    limit = options.max_capture_bytes
    # One setting for the whole process; the limit in characters is never more than the limit in bytes.
    csv.field_size_limit(limit)
    rows = lines(stream, 0, -1, limit)
    first = next(rows, (0, b""))[1]
    names = _cells(first)
    reader = csv.reader(_texts(rows, limit), delimiter=delimiter(first) if isinstance(first, bytes) else ",")
    number = 0
    while True:
        number += 1
        place, where = f"{path}#{number}", f"row {number}, line {reader.line_num + 2}"
        try:
            fields = next(reader, None)
        except csv.Error as error:
            reason = f"{error}; a quotation mark may be missing. The rows from here on were not read"
            yield Unreadable(path=place, reason=reason, where=where)
            return
        except _TooLongError as error:
            yield Unreadable(path=place, reason=too_large(error.size, options), where=where)
            return
        if fields is None:
            return
        if not fields:
            number -= 1
        elif len(fields) != len(names):
            reason = f"{len(fields)} fields where the header has {len(names)}"
            yield Unreadable(path=place, reason=reason, where=where)
        elif capture := capture_of(dict(zip(names, fields, strict=True)), columns, place, where, options):
            yield capture


class _TooLongError(Exception):
    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


def _cells(first: bytes | int) -> list[str]:
    return [cell.strip() for cell in header(first)] if isinstance(first, bytes) else []


def _texts(rows: Iterator[tuple[int, bytes | int]], limit: int) -> Iterator[str]:
    for _, line in rows:
        if isinstance(line, int):
            raise _TooLongError(line)
        # A carriage return within a line would end the row for the csv module, or stop it.
        yield decode(line, None).rstrip("\r").replace("\r", " ") + "\n"
