"""Reads CSV (comma, tab, semicolon or bar) with a header; every row is named by its number, from 1."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import chain, takewhile

from narco_corpus.builder.captures.capture import Item, Unreadable
from narco_corpus.builder.captures.columns import Columns, TableError, check_utf8, choose_columns
from narco_corpus.builder.captures.compressed import Stream
from narco_corpus.builder.captures.decode import decode
from narco_corpus.builder.captures.first_rows import HEAD_BYTES, with_first_rows
from narco_corpus.builder.captures.lines import lines
from narco_corpus.builder.captures.options import ReadOptions
from narco_corpus.builder.captures.rows import capture_of, too_large
from narco_corpus.builder.captures.sniff import delimiter, header


def csv_columns(stream: Stream, options: ReadOptions) -> Columns:
    """The columns of a file, of its header.

    Raises:
        TableError: the header lacks one, or the file cannot be divided into lines.
    """
    rows = lines(stream, 0, -1, options.max_capture_bytes)
    first = _header(rows)[0]
    names = _cells(first)
    return with_first_rows(choose_columns(names, options), _first_rows(names, rows, first, options), options)


def read_csv(stream: Stream, path: str, columns: Columns, options: ReadOptions) -> Iterator[Item]:
    """All rows; a row of another width than the header's is refused, and a field that never ends ends the reading."""
    limit = options.max_capture_bytes
    # One setting for the whole process; the limit in characters is never more than the limit in bytes.
    csv.field_size_limit(limit)
    rows = lines(stream, 0, -1, limit)
    first, before = _header(rows)
    names = _cells(first)
    form = delimiter(first) if isinstance(first, bytes) else ","
    reader = csv.reader(_texts(rows), delimiter=form)
    number = 0
    while True:
        number += 1
        place, where = f"{path}#{number}", f"row {number}, line {before + reader.line_num + 1}"
        try:
            fields = next(reader, None)
        except csv.Error as error:
            reason = f"{error}; a quotation mark may be missing. The rows from here on were not read"
            yield Unreadable(path=place, reason=reason, where=where)
            return
        except _TooLongError as error:
            reason = f"{too_large(error.size, options)}; reading went on at the next line"
            yield Unreadable(path=place, reason=reason, where=where)
            before += reader.line_num + 1
            reader = csv.reader(_texts(rows), delimiter=form)
            continue
        if fields is None:
            return
        if not fields:
            number -= 1
        elif len(fields) != len(names):
            reason = (
                f"{len(fields)} fields where the header has {len(names)}: mend the row's delimiters or quotation marks"
            )
            yield Unreadable(path=place, reason=reason, where=where)
        else:
            yield capture_of(dict(zip(names, fields, strict=True)), columns, place, where, options)


def _first_rows(
    names: list[str], rows: Iterator[tuple[int, bytes | int]], first: bytes | int, options: ReadOptions
) -> Iterator[dict[str, str]]:
    """The first rows, as far as these can be read."""
    csv.field_size_limit(options.max_capture_bytes)
    start = next(rows, None)
    if start is None:
        return
    head = chain([start], takewhile(lambda row: row[0] - start[0] < HEAD_BYTES, rows))
    reader = csv.reader(_texts(head), delimiter=delimiter(first) if isinstance(first, bytes) else ",")
    try:
        yield from (dict(zip(names, fields, strict=False)) for fields in reader)
    except (csv.Error, _TooLongError):
        return


class _TooLongError(Exception):
    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


def _header(rows: Iterator[tuple[int, bytes | int]]) -> tuple[bytes | int, int]:
    """The first line that is not blank, and how many lines there are up to it.

    Raises:
        TableError: the file is in UTF-16, or has no line feeds.
    """
    first: bytes | int = b""
    before = 0
    for _, first in rows:
        before += 1
        if isinstance(first, int) or first.strip():
            break
    if isinstance(first, bytes):
        check_utf8(first)
        if b"\r" in first.strip():
            raise TableError("its lines end in carriage returns alone; write it with line feeds")
    return first, before


def _cells(first: bytes | int) -> list[str]:
    return [cell.strip() for cell in header(first)] if isinstance(first, bytes) else []


def _texts(rows: Iterator[tuple[int, bytes | int]]) -> Iterator[str]:
    for _, line in rows:
        if isinstance(line, int):
            raise _TooLongError(line)
        # A carriage return within a line would end the row for the csv module, or stop it.
        yield decode(line, None).rstrip("\r").replace("\r", " ") + "\n"
