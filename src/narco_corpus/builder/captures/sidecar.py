"""Manifests beside captures: `captures.jsonl` or `captures.csv` with path, url, retrieved_at and license."""

from __future__ import annotations

import csv
import io
from array import array
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from narco_corpus.builder.captures.instant import instant
from narco_corpus.builder.captures.storage import open_binary
from narco_corpus.errors import DataError

NAMES = ("captures.csv", "captures.jsonl")


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
        self._places: dict[str, int] = {}
        with _opened(root, name) as stream:
            for place, line, row in _rows(name, stream):
                self._add(line, row, place)

    def _add(self, line: int, row: SidecarRow, place: int) -> None:
        path = row.path.removeprefix("./")
        if self._places.setdefault(path, place) != place:
            raise DataError(f"{self.name}, line {line}: a second row for {path!r}. Keep one of the two.")

    def place(self, name: str) -> int:
        """Where the row of a file begins; -1 where there is none. The name is relative to the root."""
        return self._places.get(name[len(self.folder) + 1 :] if self.folder else name, -1)


def read_rows(root: str, name: str, places: bytes) -> Iterator[SidecarRow | None]:
    """The rows that begin at the places, in their order; None for each -1."""
    offsets = array("q", places)
    with _opened(root, name) as stream:
        header = _header(name, stream) if name.endswith(".csv") else None
        for offset in offsets:
            if offset < 0:
                yield None
                continue
            stream.seek(offset)
            try:
                if header is None:
                    row = _decode(stream.readline()).checked()
                else:
                    row = _of_fields(header, next(csv.reader(_lines(stream)))).checked()
            except (ValueError, RecursionError, StopIteration, csv.Error) as error:
                raise DataError(f"{name}: changed while it was read ({error}). Begin again.") from None
            yield row


def _opened(root: str, name: str) -> BinaryIO:
    try:
        return open_binary(root, name)
    except OSError as error:
        raise DataError(f"{name}: cannot be read ({error}). It lists captures: mend or remove it.") from None


def is_sidecar(root: str, name: str) -> bool:
    """Whether a file of a manifest's name is one: its rows have a path, and no text of their own."""
    with _opened(root, name) as stream:
        if name.endswith(".csv"):
            columns = _header(name, stream)
            return "path" in columns and "text" not in columns
        try:
            first = msgspec.json.decode(stream.readline(1 << 20))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return True
        return not isinstance(first, dict) or "text" not in first


def _rows(name: str, stream: BinaryIO) -> Iterator[tuple[int, int, SidecarRow]]:
    """Place, line number and checked row of each line that is not empty."""
    line = 1
    try:
        if name.endswith(".csv"):
            header = _header(name, stream)
            place, reader = stream.tell(), csv.reader(_lines(stream))
            for fields in reader:
                line = reader.line_num + 1
                if fields:
                    yield place, line, _of_fields(header, fields).checked()
                place = stream.tell()
        else:
            place = 0
            for line, text in enumerate(stream, start=1):
                if text.strip():
                    yield place, line, _decode(text).checked()
                place += len(text)
    except (ValueError, RecursionError, csv.Error) as error:
        raise _damaged(name, line, error) from None


def _header(name: str, stream: BinaryIO) -> list[str]:
    text = stream.readline(1 << 16).decode("utf-8-sig", "replace").rstrip("\r\n")
    try:
        return [column.strip() for column in next(csv.reader(io.StringIO(text)), [])]
    except csv.Error as error:
        raise _damaged(name, 1, error) from None


def _damaged(name: str, line: int, error: Exception) -> DataError:
    return DataError(
        f"{name}, line {line}: {error}. The file lists captures with path, url, retrieved_at and license; mend the "
        "line."
    )


def _lines(stream: BinaryIO) -> Iterator[str]:
    while line := stream.readline():
        yield line.decode("utf-8").rstrip("\r\n") + "\n"


def _of_fields(header: list[str], fields: list[str]) -> SidecarRow:
    values = dict(zip(header, fields, strict=False))
    if not values.get("path"):
        raise ValueError(f"no path; the columns are {', '.join(header)}")
    return SidecarRow(values["path"], values.get("url"), values.get("retrieved_at"), values.get("license"))
