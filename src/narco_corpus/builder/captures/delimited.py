"""Reads CSV (comma, tab, semicolon or bar) with a header; every row is named by its number, from 1."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from narco_corpus.builder.captures.capture import Item, Unreadable
from narco_corpus.builder.captures.columns import Columns, TableError, check_utf8, choose_columns
from narco_corpus.builder.captures.compressed import DamagedError, Stream
from narco_corpus.builder.captures.decode import decode
from narco_corpus.builder.captures.first_rows import HEAD_BYTES, with_first_rows
from narco_corpus.builder.captures.lines import lines
from narco_corpus.builder.captures.options import ReadOptions
from narco_corpus.builder.captures.rows import capture_of, too_large
from narco_corpus.builder.captures.sniff import delimiter, header

if TYPE_CHECKING:
    from _csv import Reader as CsvReader

_Line = tuple[int, bytes | int]
"""Offset and content of a line, the length of one that is too long."""


def csv_columns(stream: Stream, options: ReadOptions) -> Columns:
    """The columns of a file, of its header.

    Raises:
        TableError: the header lacks one, or the file cannot be divided into lines.
    """
    rows = lines(stream, 0, -1, options.max_capture_bytes)
    first = _header(rows)[0]
    names = _cells(first)
    columns = choose_columns(names, options)
    head = _head(rows)
    if isinstance(first, bytes) and delimiter(first) == "\t":
        kept = list(head)
        columns = msgspec.structs.replace(columns, quoted=_is_quoted([first, *(line for _, line in kept)]))
        head = iter(kept)
    csv.field_size_limit(options.max_capture_bytes)
    return with_first_rows(columns, _first_rows(names, _reader(head, first, columns)), options)


def read_csv(stream: Stream, path: str, columns: Columns, options: ReadOptions) -> Iterator[Item]:
    """All rows; a row of another width than the header's is refused, and a field that never ends ends the reading."""
    limit = options.max_capture_bytes
    # One setting for the whole process; the limit in characters is never more than the limit in bytes.
    csv.field_size_limit(limit)
    rows = lines(stream, 0, -1, limit)
    first, before = _header(rows)
    names = _cells(first)
    reader = _reader(rows, first, columns)
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
            reader = _reader(rows, first, columns)
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


def _head(rows: Iterator[_Line]) -> Iterator[_Line]:
    """The first lines, up to damage: whoever reads the rows says so."""
    begin: int | None = None
    try:
        for row in rows:
            begin = row[0] if begin is None else begin
            if row[0] - begin >= HEAD_BYTES:
                return
            yield row
    except DamagedError:
        return


def _is_quoted(head: list[bytes | int]) -> bool:
    """Whether the fields of a table with tabs are quoted as those of CSV are, by its header and first lines.

    Dumps of databases write quotation marks as they stand: no field begins and ends with one, and each line is a row.
    """
    rows = [line.rstrip(b"\r").split(b"\t") for line in head if isinstance(line, bytes) and line.strip()]
    return any(len(row) != len(rows[0]) for row in rows) or any(
        len(field) > 1 and field[:1] == field[-1:] == b'"' for row in rows for field in row
    )


def _reader(rows: Iterator[_Line], first: bytes | int, columns: Columns) -> CsvReader:
    return csv.reader(
        _texts(rows),
        delimiter=delimiter(first) if isinstance(first, bytes) else ",",
        quoting=csv.QUOTE_MINIMAL if columns.quoted else csv.QUOTE_NONE,
    )


def _first_rows(names: list[str], reader: CsvReader) -> Iterator[dict[str, str]]:
    """The rows of the first lines, as far as these can be read."""
    try:
        yield from (dict(zip(names, fields, strict=False)) for fields in reader)
    except (csv.Error, _TooLongError):
        return


class _TooLongError(Exception):
    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


def _header(rows: Iterator[_Line]) -> tuple[bytes | int, int]:
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


def _texts(rows: Iterator[_Line]) -> Iterator[str]:
    for _, line in rows:
        if isinstance(line, int):
            raise _TooLongError(line)
        # A carriage return within a line would end the row for the csv module, or stop it.
        yield decode(line, None).rstrip("\r").replace("\r", " ") + "\n"
