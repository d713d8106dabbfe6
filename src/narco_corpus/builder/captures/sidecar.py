"""Manifests beside captures: `captures.jsonl` or `captures.csv` with path, url, retrieved_at and license."""

from __future__ import annotations

import csv
import os
import posixpath
import unicodedata
from array import array
from collections.abc import Callable, Container, Iterator
from typing import Any, BinaryIO

import msgspec

from narco_corpus.builder.captures.capture import TableRead, Unreadable
from narco_corpus.builder.captures.instant import instant
from narco_corpus.builder.captures.sidecar_columns import COLUMNS, header, said_of_columns
from narco_corpus.builder.captures.storage import is_url, open_binary
from narco_corpus.errors import DataError
from narco_corpus.model.url import canonical_url

NAMES = ("captures.csv", "captures.jsonl")
"""Of two rows for one file in one folder that of the later name counts."""
_FIELD = 1 << 17
"""Characters that a field has at most."""
_PASSED = "The row was passed over; the file lists captures with path, url, retrieved_at and license"
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


class SidecarIndex:
    """Where the rows of one manifest begin, by the path that they speak of.

    `over` is the manifest beside it whose rows count before its own; `present` says whether a name below the root is a
    file, without it the folder is asked.
    """

    def __init__(
        self,
        root: str,
        name: str,
        present: Callable[[str], bool] | None = None,
        over: SidecarIndex | None = None,
    ) -> None:
        self.name = name
        self.folder = name.rpartition("/")[0]
        self.faults: list[tuple[int, str]] = []
        """Line and reason of each row that cannot be used, fits no file, or has a value that cannot be used."""
        self.columns = ""
        """Which of its columns are used and which not, where one is not."""
        self._places: dict[str, int] = {}
        self._folders: set[str] | None = None
        self._present = present or _presence(root, self.folder)
        csv.field_size_limit(_FIELD)  # of the whole process, and a table that was read has set its own
        twice, places, values = array("q"), array("q"), array("q")
        with open_binary(root, name) as stream:
            self.columns = said_of_columns(name, stream)
            stream.seek(0)
            for place, line, (row, faults) in _rows(name, stream):
                self.faults.extend((line, fault) for fault in faults)
                if row is None:
                    continue
                path = self._file(row.path)
                if path is None:
                    said = f"no file {row.path!r} in the folder of this file. {_PASSED}"
                    self.faults.append((line, said))
                elif self._places.setdefault(path, place) != place:
                    self.faults.append((line, f"a second row for {path!r}: the first one counts. {_PASSED}"))
                elif over is not None and (other := over._places.get(path, -1)) >= 0:
                    twice.append(line)
                    places.append(other)
                    values.append(row.stated())
        if over is not None:
            self._tell_of_two(root, over, twice, places, values)

    @property
    def tells(self) -> bool:
        """Whether there is anything to say of it."""
        return bool(self.faults or self.columns)

    def place(self, name: str) -> int:
        """Where the row of a file begins; -1 where there is none. The name is relative to the root."""
        return self._places.get(name[len(self.folder) + 1 :] if self.folder else name, -1)

    def speaks_of(self, folder: str) -> bool:
        """Whether a row is of a file in a folder, or below it. The name is relative to the root."""
        if self._folders is None:
            self._folders = set()
            for path in self._places:
                while (path := path.rpartition("/")[0]) and path not in self._folders:
                    self._folders.add(path)
        return (folder[len(self.folder) + 1 :] if self.folder else folder) in self._folders

    def _tell_of_two(
        self, root: str, over: SidecarIndex, lines: array[int], places: array[int], values: array[int]
    ) -> None:
        """The rows, by their lines, of which the manifest that counts before this one says something else."""
        others = read_rows(root, over.name, places.tobytes())
        for line, value, other in zip(lines, values, others, strict=True):
            if other is not None and other.stated() != value:
                name = over.name.rpartition("/")[2]
                said = f"{name} beside it has a row with other values for {other.path!r}, and that one counts"
                self.faults.append((line, f"{said}. {_PASSED}"))
        self.faults.sort()

    def _file(self, path: str) -> str | None:
        """The name, below the folder, of the file that a path means; None where there is none.

        A manifest that was written on Windows has `\\` between the parts, which elsewhere may be part of a name; and
        files that come from a Mac often have accents as characters of their own, where the manifest has whole letters.
        """
        spellings = [path, path.replace("\\", "/")] if "\\" in path else [path]
        if not path.isascii():
            spellings += [unicodedata.normalize(form, each) for each in spellings for form in ("NFC", "NFD")]
        for written in spellings:
            name = posixpath.normpath(written)
            if not name.startswith(("../", "/")) and self._present(f"{self.folder}/{name}" if self.folder else name):
                return name
        return None


def read_rows(root: str, name: str, places: bytes) -> Iterator[SidecarRow | None]:
    """The rows that begin at the places, in their order; None for each -1."""
    offsets = array("q", places)
    with open_binary(root, name) as stream:
        columns, form, _ = _csv_columns(stream) if name.endswith(".csv") else (None, "", 0)
        for offset in offsets:
            if offset < 0:
                yield None
                continue
            stream.seek(offset)
            try:
                if columns is None:
                    row, faults = _row_of(stream.readline())
                else:
                    row, faults = _row_of_fields(columns, next(csv.reader(_lines(stream), delimiter=form)))
            except (StopIteration, csv.Error) as error:
                row, faults = None, [str(error)]
            if row is None:
                raise DataError(f"{name}: changed while it was read ({faults[0]}). Begin again.")
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
                columns, _, _ = _csv_columns(stream)
            except csv.Error:
                return False
            return "path" in columns and "text" not in columns
        try:
            first = msgspec.json.decode(stream.readline(1 << 20))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return True
        return not isinstance(first, dict) or "text" not in first


def manifests_in(
    root: str, folder: str, names: Container[str], present: Callable[[str], bool] | None = None
) -> list[SidecarIndex]:
    """The manifests of a folder whose files have these names; the rows of a later one count before those of others."""
    found: list[SidecarIndex] = []
    for name in reversed(NAMES):
        path = f"{folder}/{name}" if folder else name
        if name in names and is_sidecar(root, path):
            found.insert(0, SidecarIndex(root, path, present, found[0] if found else None))
    return found


def told_of(root: str, name: str, path: str) -> Iterator[Unreadable | TableRead]:
    """Which columns of a manifest are not used, and what is wrong with its rows."""
    folder, _, own = name.rpartition("/")
    index = manifests_in(root, folder, NAMES[NAMES.index(own) :])[0]
    if index.columns:
        yield TableRead(path, index.columns)
    for line, reason in index.faults:
        yield Unreadable(path=path, reason=reason, where=f"line {line}", is_capture=False)


def _presence(root: str, folder: str) -> Callable[[str], bool]:
    """Whether a name, from the root, below a folder is a file, or a link that leads nowhere: reading that says so."""
    if is_url(root):
        from narco_corpus.builder.captures.remote import names_below

        return frozenset(names_below(root, folder)).__contains__

    def present(name: str) -> bool:
        path = f"{root}/{name}"
        return os.path.isfile(path) or (os.path.islink(path) and not os.path.isdir(path))  # noqa: PTH112, PTH113, PTH114

    return present


def _rows(name: str, stream: BinaryIO) -> Iterator[tuple[int, int, _Read]]:
    """Place and line number of each line that is not empty, its row and what is wrong with it."""
    if not name.endswith(".csv"):
        place = 0
        for line, text in enumerate(stream, start=1):
            if text.strip():
                yield place, line, _row_of(text)
            place += len(text)
        return
    columns, form, before = _csv_columns(stream)
    reader = csv.reader(_lines(stream), delimiter=form)
    while True:
        place = stream.tell()
        try:
            fields = next(reader, None)
        except csv.Error as error:
            yield place, reader.line_num + before, (None, [f"{error}. {_PASSED}"])
            continue
        if fields is None:
            return
        if fields:
            yield place, reader.line_num + before, _row_of_fields(columns, fields)


def _csv_columns(stream: BinaryIO) -> tuple[list[str], str, int]:
    """The columns in lower case, what stands between them, and how many lines there are up to the first row."""
    columns, form, before = header(stream)
    return [column.lower() for column in columns], form, before


def _lines(stream: BinaryIO) -> Iterator[str]:
    while line := stream.readline():
        yield line.decode("utf-8", "replace").rstrip("\r\n") + "\n"


def _row_of(text: bytes) -> _Read:
    try:
        try:
            return _decode(text).checked()
        except msgspec.ValidationError as error:
            return _valid_part(text, str(error))
    except (ValueError, RecursionError) as error:
        return None, [f"the line is no JSON object: {error}. {_PASSED}"]


def _valid_part(text: bytes, why: str) -> _Read:
    """The values of an object that are of their kind, where its path is."""
    values: Any = msgspec.json.decode(text)
    if not isinstance(values, dict) or not isinstance(values.get("path"), str):
        return None, [f"{why}. {_PASSED}"]
    odd = [name for name in _OTHERS if not isinstance(values.get(name), str | None)]
    row, faults = SidecarRow(values["path"], *(None if n in odd else values.get(n) for n in _OTHERS)).checked()
    return row, [f"{', '.join(odd)}: no text. {_PARTLY}", *faults]


def _row_of_fields(columns: list[str], fields: list[str]) -> _Read:
    values = dict(zip(columns, fields, strict=False))
    if not values.get("path"):
        return None, [f"no path; the columns are {', '.join(columns)}. {_PASSED}"]
    if any(field.strip() for field in fields[len(columns) :]):
        # A comma within a value: no telling which value was cut by it.
        return None, [f"{len(fields)} fields where the header has {len(columns)}: put the values in quotes. {_PASSED}"]
    return SidecarRow(values["path"], *(values.get(name) for name in _OTHERS)).checked()
