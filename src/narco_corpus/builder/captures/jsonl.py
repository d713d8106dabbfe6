"""Reads JSON Lines, whole or by byte ranges; every row is named by the byte at which it begins."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

import msgspec

from narco_corpus.builder.captures.capture import Item, Unreadable
from narco_corpus.builder.captures.columns import (
    TableColumns,
    TableError,
    check_utf8,
    choose_columns,
    text_column,
    with_others,
)
from narco_corpus.builder.captures.compressed import DamagedError, Stream
from narco_corpus.builder.captures.first_rows import HEAD_BYTES, HEAD_ROWS, with_first_rows
from narco_corpus.builder.captures.lines import lines
from narco_corpus.builder.captures.options import ReadOptions
from narco_corpus.builder.captures.rows import capture_of, has, too_large

_decode = msgspec.json.Decoder(dict[str, Any]).decode
_SAID = 200
"""Characters of an error that are passed on."""
_COUNTED = 8 << 20
"""Bytes of a file whose lines have a number; of a later range nobody knows how many lines stand before it."""
_OVERHEAD = 4
"""How many times larger than its text a row may be: escapes, and the other columns."""


def jsonl_columns(stream: Stream, options: ReadOptions) -> TableColumns:
    """The columns of a file: the text's of the first of its rows that has one, the others of all its first rows.

    Writers that leave out what is empty name a column only where it has a value. Rows of another writer may have other
    columns (`with_others`). Where no row can be read the columns are the usual ones.

    Raises:
        TableError: rows can be read, and none of the first has a text, or the others that the user named; or the file
            is in UTF-16.
    """
    missing: TableError | None = None
    text: str | None = None
    named = set(options.named_columns().values())
    names: dict[str, int] = {}
    kinds: set[tuple[str, ...]] = set()
    rows: list[dict[str, Any]] = []
    try:
        for offset, row in _first_rows(stream, options):
            if offset > HEAD_BYTES and text is not None and named <= names.keys():
                break
            own = _names(row)
            try:
                text = text or text_column(own, options)
            except TableError as error:
                missing = missing or error
            names.update((name, max(own.count(name), names.get(name, 0))) for name in own)
            kinds.add(tuple(own))
            if offset <= HEAD_BYTES:
                rows.append(row)
    except DamagedError:
        if text is None:
            raise  # else whoever reads the rows says so
    if text is not None:
        columns = choose_columns([name for name, times in names.items() for _ in range(times)], options, text)
        return with_first_rows(with_others(columns, kinds, options), rows, options)
    if missing is not None:
        raise missing
    return TableColumns(text=options.text_column or "text")


def _first_rows(stream: Stream, options: ReadOptions) -> Iterator[tuple[int, dict[str, Any]]]:
    """Offset and object of the first lines, of those that hold one."""
    head = lines(stream, 0, -1, _OVERHEAD * options.max_capture_bytes)
    for number, (offset, line) in enumerate(islice(head, HEAD_ROWS)):
        if number == 0 and isinstance(line, bytes):
            check_utf8(line)
        row = None if isinstance(line, int) else json_row(line)
        if isinstance(row, dict):
            yield offset, row


def read_jsonl(
    stream: Stream, path: str, columns: TableColumns, options: ReadOptions, start: int = 0, end: int = -1
) -> Iterator[Item]:
    """The rows that begin in a byte range."""
    limit = _OVERHEAD * options.max_capture_bytes
    for number, (offset, line) in enumerate(lines(stream, start, end, limit), 1):
        where = f"line {number}, byte {offset}" if start == 0 and offset < _COUNTED else f"byte {offset}"
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
        yield capture_of(row, _of_row(columns, row) if columns.others else columns, place, where, options)


def _of_row(columns: TableColumns, row: Mapping[str, Any]) -> TableColumns:
    """The columns with those that stand in for what a row lacks."""
    own = _names(row)
    given: dict[str, str] = {}
    for role, names in columns.others.items():
        chosen = getattr(columns, role)
        is_there = chosen in own or (role == "author" and has(row, chosen))  # a person may be an object
        if not is_there and (name := next((n for n in names if n in own), None)):
            given[role] = name
    return msgspec.structs.replace(columns, **given) if given else columns


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
