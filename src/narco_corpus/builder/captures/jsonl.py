"""Reads JSON Lines, whole or by byte ranges; every row is named by the byte at which it begins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from narco_corpus.builder.captures.capture import Capture, Unreadable
from narco_corpus.builder.captures.columns import Columns, MissingColumnError, choose_columns
from narco_corpus.builder.captures.compressed import Stream
from narco_corpus.builder.captures.lines import lines
from narco_corpus.builder.captures.options import ReadOptions
from narco_corpus.builder.captures.rows import capture_of, too_large

_decode = msgspec.json.Decoder(dict[str, Any]).decode
_COLUMNS_WITHIN = 1000
"""Rows that are looked at for the names of the columns."""
_OVERHEAD = 4
"""How many times larger than its text a row may be: escapes, and the other columns."""


def jsonl_columns(stream: Stream, options: ReadOptions) -> Columns:
    """The columns of a file, of the first of its rows that has a text; the usual ones where no row can be read.

    Raises:
        MissingColumnError: rows can be read, and none of the first has a text.
    """
    missing: MissingColumnError | None = None
    for number, (_, line) in enumerate(lines(stream, 0, -1, _OVERHEAD * options.max_capture_bytes)):
        if number == _COLUMNS_WITHIN:
            break
        row = _row(line)
        if row is None:
            continue
        try:
            return choose_columns(_names(row), options)
        except MissingColumnError as error:
            missing = missing or error
    if missing is not None:
        raise missing
    return Columns(text=options.text_column or "text")


def read_jsonl(
    stream: Stream, path: str, columns: Columns, options: ReadOptions, start: int = 0, end: int = -1
) -> Iterator[Capture | Unreadable]:
    """The rows that begin in a byte range."""
    limit = _OVERHEAD * options.max_capture_bytes
    for offset, line in lines(stream, start, end, limit):
        where = f"byte {offset}"
        place = f"{path}#{offset}"
        if isinstance(line, int):
            yield Unreadable(path=place, reason=too_large(line, options), where=where)
            continue
        row = _row(line)
        if row is None:
            if line and not line.isspace():
                yield Unreadable(path=place, reason="not a JSON object: the line is cut or damaged", where=where)
            continue
        if capture := capture_of(row, columns, place, where, options):
            yield capture


def _row(line: bytes | int) -> dict[str, Any] | None:
    if isinstance(line, int):
        return None
    try:
        return _decode(line.removeprefix(b"\xef\xbb\xbf") if line[:1] == b"\xef" else line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _names(row: Mapping[str, Any]) -> list[str]:
    """The names of a row's columns, those within objects after the object's name and a dot."""
    inner = [f"{name}.{key}" for name, value in row.items() if isinstance(value, Mapping) for key in value]
    return [*row, *inner]
