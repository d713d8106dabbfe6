"""Manifests beside captures: `captures.jsonl` or `captures.csv` with path, url, retrieved_at and license."""

from __future__ import annotations

import csv
import io
from array import array
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from narco_corpus.builder.captures.capture import Unreadable
from narco_corpus.builder.captures.instant import instant
from narco_corpus.builder.captures.storage import open_binary
from narco_corpus.errors import DataError

NAMES = ("captures.csv", "captures.jsonl")
_FIELD = 1 << 17
"""Characters that a field has at most."""


class SidecarRow(msgspec.Struct):
    """What a manifest says of one capture; the path is relative to the manifest's folder."""

    path: str
    url: str | None = None
    retrieved_at: str | None = None
    license: str | None = None

    def checked(self) -> SidecarRow:
        """The row with its time in one form and empty values as None; raises ValueError for what is no time."""
        moment = instant(self.retrieved_at)
        if self.retrieved_at and moment is None:
            raise ValueError(f"retrieved_at {self.retrieved_at!r} is no ISO 8601 time")
        return SidecarRow(self.path, self.url or None, moment, self.license or None)


_decode = msgspec.json.Decoder(SidecarRow).decode


class SidecarIndex:
    """Where the rows of one manifest begin, by the path that they speak of."""

    def __init__(self, root: str, name: str) -> None:
        self.name = name
        self.folder = name.rpartition("/")[0]
        self.faults: list[tuple[int, str]] = []
        """Line and reason of each row that cannot be used."""
        self._places: dict[str, int] = {}
        csv.field_size_limit(_FIELD)  # of the whole process, and a table that was read has set its own
        with open_binary(root, name) as stream:
            for place, line, row in _rows(name, stream):
                if isinstance(row, str):
                    self.faults.append((line, row))
                    continue
                path = row.path.removeprefix("./")
                if self._places.setdefault(path, place) != place:
                    self.faults.append((line, f"a second row for {path!r}: the first one counts"))

    def place(self, name: str) -> int:
        """Where the row of a file begins; -1 where there is none. The name is relative to the root."""
        return self._places.get(name[len(self.folder) + 1 :] if self.folder else name, -1)


def read_rows(root: str, name: str, places: bytes) -> Iterator[SidecarRow | None]:
    """The rows that begin at the places, in their order; None for each -1."""
    offsets = array("q", places)
    with open_binary(root, name) as stream:
        header = _header(stream) if name.endswith(".csv") else None
        for offset in offsets:
            if offset < 0:
                yield None
                continue
            stream.seek(offset)
            try:
                if header is None:
                    row = _row_of(stream.readline())
                else:
                    row = _row_of_fields(header, next(csv.reader(_lines(stream))))
            except (StopIteration, csv.Error) as error:
                row = str(error)
            if isinstance(row, str):
                raise DataError(f"{name}: changed while it was read ({row}). Begin again.")
            yield row


def is_sidecar(root: str, name: str) -> bool:
    """Whether a file of a manifest's name is one: its rows have a path, and no text of their own.

    What cannot be read is none: reading it as a capture says why.
    """
    try:
        stream = open_binary(root, name)
    except OSError:
        return False
    with stream:
        if name.endswith(".csv"):
            try:
                columns = _header(stream)
            except csv.Error:
                return False
            return "path" in columns and "text" not in columns
        try:
            first = msgspec.json.decode(stream.readline(1 << 20))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return True
        return not isinstance(first, dict) or "text" not in first


def faults_of(root: str, name: str, path: str) -> Iterator[Unreadable]:
    """The rows of a manifest that cannot be used."""
    for line, reason in SidecarIndex(root, name).faults:
        said = f"{reason}. The row was passed over; the file lists captures with path, url, retrieved_at and license"
        yield Unreadable(path=path, reason=said, where=f"line {line}")


def _rows(name: str, stream: BinaryIO) -> Iterator[tuple[int, int, SidecarRow | str]]:
    """Place, line number and row of each line that is not empty, or what is wrong with it."""
    if not name.endswith(".csv"):
        place = 0
        for line, text in enumerate(stream, start=1):
            if text.strip():
                yield place, line, _row_of(text)
            place += len(text)
        return
    header = _header(stream)
    reader = csv.reader(_lines(stream))
    while True:
        place = stream.tell()
        try:
            fields = next(reader, None)
        except csv.Error as error:
            yield place, reader.line_num + 1, str(error)
            continue
        if fields is None:
            return
        if fields:
            yield place, reader.line_num + 1, _row_of_fields(header, fields)


def _header(stream: BinaryIO) -> list[str]:
    text = stream.readline(1 << 16).decode("utf-8-sig", "replace").rstrip("\r\n")
    return [column.strip() for column in next(csv.reader(io.StringIO(text)), [])]


def _lines(stream: BinaryIO) -> Iterator[str]:
    while line := stream.readline():
        yield line.decode("utf-8", "replace").rstrip("\r\n") + "\n"


def _row_of(text: bytes) -> SidecarRow | str:
    try:
        return _decode(text).checked()
    except (ValueError, RecursionError) as error:
        return str(error)


def _row_of_fields(header: list[str], fields: list[str]) -> SidecarRow | str:
    values = dict(zip(header, fields, strict=False))
    if not values.get("path"):
        return f"no path; the columns are {', '.join(header)}"
    row = SidecarRow(values["path"], values.get("url"), values.get("retrieved_at"), values.get("license"))
    try:
        return row.checked()
    except ValueError as error:
        return str(error)
