"""The rows of manifests: what each says of one capture, and what is wrong with it."""

from __future__ import annotations

import csv
from array import array
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from narco_corpus.builder.captures.field_limit import fields_up_to
from narco_corpus.builder.captures.instant import instant
from narco_corpus.builder.captures.sidecar_columns import COLUMNS, header
from narco_corpus.builder.captures.storage import open_binary
from narco_corpus.errors import DataError
from narco_corpus.model.url import canonical_url

PASSED = "The row was passed over; the file lists captures with path, url, retrieved_at and license"
_ROW = 1 << 17
"""Bytes that a row of CSV has at most: a field that nothing closes would be all of the file from there on."""
_PARTLY = "The row's other values were taken"


class SidecarRow(msgspec.Struct):
    """What a manifest says of one capture; the path is relative to the manifest's folder."""

    path: str
    url: str | None = None
    retrieved_at: str | None = None
    license: str | None = None

    def checked(self) -> tuple[SidecarRow, list[str]]:
        """The row with its time in one form and None for values that are empty or at fault, and what is at fault."""
        faults = []
        moment = instant(self.retrieved_at)
        if self.retrieved_at and moment is None:
            faults.append(f"retrieved_at {self.retrieved_at!r} is no time such as 2024-11-05T10:00:00Z. {_PARTLY}")
        url = self.url or None
        if url is not None and canonical_url(url) is None:
            faults.append(f"url {url!r} is no web address. {_PARTLY}")
            url = None
        return SidecarRow(self.path, url, moment, self.license or None), faults

    def stated(self) -> int:
        """A hash of all but the path, to compare rows in one process."""
        return hash((self.url, self.retrieved_at, self.license))


_Read = tuple[SidecarRow | None, list[str]]
"""A row, None where it cannot be used, and what is wrong with it."""
_decode = msgspec.json.Decoder(SidecarRow).decode
_OTHERS = COLUMNS[1:]


def read_rows(root: str, name: str, places: bytes) -> Iterator[SidecarRow | None]:
    """The rows that begin at the places, in their order; None for each -1."""
    offsets = array("q", places)
    with open_binary(root, name) as stream, fields_up_to():
        columns, form, _ = csv_columns(stream) if name.endswith(".csv") else (None, "", 0)
        for offset in offsets:
            if offset < 0:
                yield None
                continue
            stream.seek(offset)
            try:
                if columns is None:
                    row, faults = _row_of(stream.readline())
                else:
                    row, faults = _row_of_fields(columns, next(csv.reader(_Lines(stream), delimiter=form)))
            except (StopIteration, csv.Error) as error:
                row, faults = None, [str(error)]
            if row is None:
                raise DataError(f"{name}: changed while it was read ({faults[0]}). Begin again.")
            yield row


def rows_in(name: str, stream: BinaryIO) -> Iterator[tuple[int, int, _Read]]:
    """Place and line number of each line that is not empty, its row and what is wrong with it."""
    if not name.endswith(".csv"):
        place = 0
        for line, text in enumerate(stream, start=1):
            if text.strip():
                yield place, line, _row_of(text)
            place += len(text)
        return
    columns, form, before = csv_columns(stream)
    lines = _Lines(stream)
    reader = csv.reader(lines, delimiter=form)
    while True:
        place = stream.tell()
        lines.begin_row()
        try:
            fields = next(reader, None)
        except csv.Error as error:
            yield place, lines.number + before, (None, [f"{error}. {PASSED}"])
            continue
        if fields is None:
            return
        if fields:
            yield place, lines.number + before, _row_of_fields(columns, fields)


def csv_columns(stream: BinaryIO) -> tuple[list[str], str, int]:
    """The columns in lower case, what stands between them, and how many lines there are up to the first row."""
    columns, form, before = header(stream)
    return [column.lower() for column in columns], form, before


class _Lines:
    """The lines of a manifest for the csv module, which goes on at the next one where a row is too long."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._size = 0
        self.number = 0
        """How many were read."""

    def begin_row(self) -> None:
        """The next line begins a row."""
        self._size = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if not (line := self._stream.readline()):
            raise StopIteration
        self.number += 1
        self._size += len(line)
        if self._size > _ROW:
            raise csv.Error(f"the row is longer than {_ROW:,} bytes; a quotation mark may be missing")
        return line.decode("utf-8", "replace").rstrip("\r\n") + "\n"


def _row_of(text: bytes) -> _Read:
    try:
        try:
            return _decode(text).checked()
        except msgspec.ValidationError as error:
            return _valid_part(text, str(error))
    except (ValueError, RecursionError) as error:
        return None, [f"the line is no JSON object: {error}. {PASSED}"]


def _valid_part(text: bytes, why: str) -> _Read:
    """The values of an object that are of their kind, where its path is."""
    values: Any = msgspec.json.decode(text)
    if not isinstance(values, dict) or not isinstance(values.get("path"), str):
        return None, [f"{why}. {PASSED}"]
    odd = [name for name in _OTHERS if not isinstance(values.get(name), str | None)]
    row, faults = SidecarRow(values["path"], *(None if n in odd else values.get(n) for n in _OTHERS)).checked()
    return row, [f"{', '.join(odd)}: no text. {_PARTLY}", *faults]


def _row_of_fields(columns: list[str], fields: list[str]) -> _Read:
    values = dict(zip(columns, fields, strict=False))
    if not values.get("path"):
        return None, [f"no path; the columns are {', '.join(columns)}. {PASSED}"]
    if any(field.strip() for field in fields[len(columns) :]):
        # A comma within a value: no telling which value was cut by it.
        return None, [f"{len(fields)} fields where the header has {len(columns)}: put the values in quotes. {PASSED}"]
    return SidecarRow(values["path"], *(values.get(name) for name in _OTHERS)).checked()
