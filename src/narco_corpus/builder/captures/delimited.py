"""Reads CSV (comma, tab, semicolon or bar) with a header; every row is named by its number, from 1."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from narco_corpus.builder.captures.capture import Capture, Item, Unreadable
from narco_corpus.builder.captures.columns import TableColumns, TableError, choose_columns
from narco_corpus.builder.captures.compressed import DamagedError, Stream
from narco_corpus.builder.captures.decode import decode, decoded
from narco_corpus.builder.captures.field_limit import fields_up_to
from narco_corpus.builder.captures.first_rows import HEAD_BYTES, with_first_rows
from narco_corpus.builder.captures.lines import lines
from narco_corpus.builder.captures.options import ReadOptions
from narco_corpus.builder.captures.quotation_marks import QuotationMarks
from narco_corpus.builder.captures.rows import capture_of, too_large
from narco_corpus.builder.captures.sniff import delimiter, header, stated_delimiter
from narco_corpus.builder.captures.utf16 import InUtf8

if TYPE_CHECKING:
    from _csv import Reader as CsvReader

_Line = tuple[int, bytes | int]
"""Offset and content of a line, the length of one that is too long."""


def csv_columns(stream: Stream, options: ReadOptions) -> TableColumns:
    """The columns of a file, of its header.

    Raises:
        TableError: the header lacks one, or the file cannot be divided into lines.
    """
    rows = lines(InUtf8(stream), 0, -1, options.max_capture_bytes)
    header = _header(rows)
    head = list(_head(rows))
    first = [header.line, *(line for _, line in head)]
    charset = _charset(first)
    with fields_up_to(options.max_capture_bytes):
        names = header.names(charset)
        columns = msgspec.structs.replace(
            choose_columns(names, options), charset=charset, quoted=header.between != "\t" or _is_quoted(first)
        )
        reader = _reader(_texts(iter(head), charset), header, columns)
        return with_first_rows(columns, _first_rows(names, reader), options)


def read_csv(stream: Stream, path: str, columns: TableColumns, options: ReadOptions) -> Iterator[Item]:
    """All rows; a row of another width than the header's is refused, and a field that never ends ends the reading."""
    # The limit in characters is never more than the limit in bytes.
    with fields_up_to(options.max_capture_bytes):
        yield from _read_csv(stream, path, columns, options)


def _read_csv(stream: Stream, path: str, columns: TableColumns, options: ReadOptions) -> Iterator[Item]:
    rows = lines(InUtf8(stream), 0, -1, options.max_capture_bytes)
    header = _header(rows)
    names = header.names(columns.charset)
    before = header.before
    marks = QuotationMarks(header.between) if columns.quoted else None
    reader = _reader(_kept(_texts(rows, columns.charset), marks), header, columns)
    number = 0
    while True:
        number += 1
        place, where = f"{path}#{number}", f"row {number}, line {before + reader.line_num + 1}"
        if marks is not None:
            marks.lines.clear()
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
            reader = _reader(_kept(_texts(rows, columns.charset), marks), header, columns)
            continue
        if fields is None:
            return
        fault = marks.fault() if marks is not None else None
        if marks is not None and fault == "within":
            fields = marks.mended(len(names)) or fields
        if not fields:
            number -= 1
        elif fault == "open":
            reason = (
                "a quotation mark opens a field that nothing closes: all from here "
                "to the end of the file would be one row. Close it, or double the marks within fields"
            )
            yield Unreadable(path=place, reason=reason, where=where)
        elif len(fields) != len(names):
            reason = (
                f"{len(fields)} fields where the header has {len(names)}: mend the row's delimiters or quotation marks"
            )
            yield Unreadable(path=place, reason=reason, where=where)
        else:
            capture = capture_of(dict(zip(names, fields, strict=True)), columns, place, where, options)
            if isinstance(capture, Capture):
                capture.odd_marks = where if fault is not None else None
                capture.guessed_charset = columns.charset
            yield capture


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


def _charset(head: list[bytes | int]) -> str | None:
    """The charset of a Mac or of DOS that a table is in, by its header and first lines."""
    content = b"\n".join(line for line in head if isinstance(line, bytes) and not line.isascii())
    return decoded(content, None).guess


def _is_quoted(head: list[bytes | int]) -> bool:
    """Whether the fields of a table with tabs are quoted as those of CSV are, by its header and first lines.

    Dumps of databases write quotation marks as they stand: no field begins and ends with one, and each line is a row.
    """
    rows = [line.rstrip(b"\r").split(b"\t") for line in head if isinstance(line, bytes) and line.strip()]
    return any(len(row) != len(rows[0]) for row in rows) or any(
        len(field) > 1 and field[:1] == field[-1:] == b'"' for row in rows for field in row
    )


def _reader(texts: Iterator[str], header: _Header, columns: TableColumns) -> CsvReader:
    return csv.reader(texts, delimiter=header.between, quoting=csv.QUOTE_MINIMAL if columns.quoted else csv.QUOTE_NONE)


def _kept(texts: Iterator[str], marks: QuotationMarks | None) -> Iterator[str]:
    """The lines, each kept for the look at the marks of its row."""
    if marks is None:
        yield from texts
        return
    for text in texts:
        marks.lines.append(text)
        yield text


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


class _Header(NamedTuple):
    line: bytes | int
    between: str
    """What stands between cells."""
    before: int
    """How many lines there are up to the header, itself among them."""

    def names(self, charset: str | None) -> list[str]:
        """The names of the columns."""
        return (
            [cell.strip() for cell in header(self.line, self.between, charset)] if isinstance(self.line, bytes) else []
        )


def _header(rows: Iterator[_Line]) -> _Header:
    """The first line that is not blank, or the one after it where it states the delimiter.

    Raises:
        TableError: the file has no line feeds.
    """
    first: bytes | int = b""
    before, stated = 0, None
    for _, first in rows:
        before += 1
        if isinstance(first, int):
            break
        if first.strip() and stated is None and (stated := stated_delimiter(first)) is not None:
            continue
        if first.strip():
            break
    if isinstance(first, int):
        return _Header(first, stated or ",", before)
    if b"\r" in first.strip():
        raise TableError("its lines end in carriage returns alone; write it with line feeds")
    return _Header(first, stated or delimiter(first), before)


def _texts(rows: Iterator[_Line], charset: str | None) -> Iterator[str]:
    for _, line in rows:
        if isinstance(line, int):
            raise _TooLongError(line)
        # A carriage return within a line would end the row for the csv module, or stop it.
        yield decode(line, charset).rstrip("\r").replace("\r", " ") + "\n"
