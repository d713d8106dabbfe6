"""Manifests beside captures: `captures.jsonl` or `captures.csv` with path, url, retrieved_at and license."""

from __future__ import annotations

import csv
import os
import posixpath
import unicodedata
from array import array
from collections.abc import Callable, Container, Iterator

import msgspec

from narco_corpus.builder.captures.capture import TableRead, Unreadable
from narco_corpus.builder.captures.field_limit import fields_up_to
from narco_corpus.builder.captures.sidecar_columns import said_of_columns
from narco_corpus.builder.captures.sidecar_rows import PASSED, csv_columns, read_rows, rows_in
from narco_corpus.builder.captures.storage import is_url, open_binary

NAMES = ("captures.csv", "captures.jsonl")
"""Of two rows for one file in one folder that of the later name counts."""


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
        twice, places, values = array("q"), array("q"), array("q")
        with open_binary(root, name) as stream, fields_up_to():
            self.columns = said_of_columns(name, stream)
            stream.seek(0)
            for place, line, (row, faults) in rows_in(name, stream):
                self.faults.extend((line, fault) for fault in faults)
                if row is None:
                    continue
                path = self._file(row.path)
                if path is None:
                    said = f"no file {row.path!r} in the folder of this file. {PASSED}"
                    self.faults.append((line, said))
                elif self._places.setdefault(path, place) != place:
                    self.faults.append((line, f"a second row for {path!r}: the first one counts. {PASSED}"))
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
                self.faults.append((line, f"{said}. {PASSED}"))
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


def is_sidecar(root: str, name: str) -> bool:
    """Whether a file of a manifest's name is one: its rows have a path, and no text of their own.

    What cannot be read is none: reading it as a capture says why.
    """
    try:
        stream = open_binary(root, name)
    except OSError:
        return False
    with stream, fields_up_to():
        if name.endswith(".csv"):
            try:
                columns, _, _ = csv_columns(stream)
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
