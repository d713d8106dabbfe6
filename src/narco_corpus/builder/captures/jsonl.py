"""Reads JSON Lines, whole or by byte ranges; every row is named by the byte at which it begins."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from narco_corpus.builder.captures.capture import Item, Unreadable
from narco_corpus.builder.captures.columns import Columns, TableError, check_utf8, choose_columns
from narco_corpus.builder.captures.compressed import Stream
from narco_corpus.builder.captures.date_order import HEAD_BYTES, with_date_order
from narco_corpus.builder.captures.lines import lines
from narco_corpus.builder.captures.options import ReadOptions
from narco_corpus.builder.captures.rows import capture_of, too_large, value_at

_decode = msgspec.json.Decoder(dict[str, Any]).decode
_SAID = 200
"""Characters of an error that are passed on."""
_COLUMNS_WITHIN = 1000
"""Rows that are looked at for the names of the columns."""
_OVERHEAD = 4
"""How many times larger than its text a row may be: escapes, and the other columns."""


def jsonl_columns(stream: Stream, options: ReadOptions) -> Columns:
    """The columns of a file, of the first of its rows that has a text; the usual ones where no row can be read.

    Raises:
        TableError: rows can be read, and none of the first has a text; or the file is in UTF-16.
    """
    missing: TableError | None = None
    head = lines(stream, 0, -1, _OVERHEAD * options.max_capture_bytes)
    for number, (_, line) in enumerate(head):
        if number == _COLUMNS_WITHIN:
            break
        if number == 0 and isinstance(line, bytes):
            check_utf8(line)
        row = None if isinstance(line, int) else json_row(line)
        if not isinstance(row, dict):
            continue
        try:
            columns = choose_columns(_names(row), options)
            return with_date_order(columns, _dates(row, head, columns.date)) if columns.date else columns
        except TableError as error:
            missing = missing or error
    if missing is not None:
        raise missing
    return Columns(text=options.text_column or "text")


def _dates(first: dict[str, Any], rows: Iterator[tuple[int, bytes | int]], name: str) -> Iterator[Any]:
    """The values of a column in the first rows."""
    yield value_at(first, name)
    for offset, line in rows:
        row = json_row(line) if isinstance(line, bytes) else None
        if isinstance(row, dict):
            yield value_at(row, name)
        if offset > HEAD_BYTES:
            return


def read_jsonl(
    stream: Stream, path: str, columns: Columns, options: ReadOptions, start: int = 0, end: int = -1
) -> Iterator[Item]:
    """The rows that begin in a byte range."""
    limit = _OVERHEAD * options.max_capture_bytes
    for offset, line in lines(stream, start, end, limit):
        where = f"byte {offset}"
        place = f"{path}#{offset}"
        if isinstance(line, int):
            yield Unreadable(path=place, reason=too_large(line, options), where=where)
            continue
        if not line or line.isspace():
            continue
        row = json_row(line)
        if isinstance(row, str):
            yield Unreadable(path=place, reason=f"not a JSON object: {row}. Mend the line", where=where)
            continue
        yield capture_of(row, columns, place, where, options)


def json_row(line: bytes) -> dict[str, Any] | str:
    """The object of a line, or why there is none.

    What other writers put in though JSON has no such thing is taken: NaN and infinity, halves of surrogate pairs.
    """
    line = line.removeprefix(b"\xef\xbb\xbf") if line[:1] == b"\xef" else line
    try:
        return _decode(line)
    except RecursionError:
        return "it is nested too deep"
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            return str(error)[:_SAID]
        return row if isinstance(row, dict) else f"the line holds a value of another kind ({type(row).__name__})"


def _names(row: Mapping[str, Any]) -> list[str]:
    """The names of a row's columns, instead of an object's those within it, after its name and a dot."""
    own = [name for name, value in row.items() if not isinstance(value, Mapping)]
    inner = [f"{name}.{key}" for name, value in row.items() if isinstance(value, Mapping) for key in value]
    return [*own, *inner]
