"""The keys of all captures in a database on disk, so that memory does not grow with the corpus."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import astuple

from narco_corpus.builder.merge.earlier import EarlierIndex, EarlierRelease
from narco_corpus.builder.merge.key import CaptureKey
from narco_corpus.builder.merge.sketch import BANDS, SKETCH, bands, minima
from narco_corpus.builder.merge.unions import Unions

if TYPE_CHECKING:
    import polars as pl

_COLUMNS = CaptureKey.__struct_fields__
_SKETCH = _COLUMNS.index("sketch")
_FLAGS = [_COLUMNS.index(name) for name in ("day_in_utc", "complete", "structured")]
_BLOCK = 8192
"""Sketches that are read at a time."""
_BANDS = 4
"""Bands that are taken out of the sketches at a time."""
_ASKED = 500
"""Captures that are asked for in one query."""


class ComparedCapture(NamedTuple):
    """What is compared of a capture."""

    number: int
    identity: str
    basis: int
    url: str | None
    site: str | None
    title: str
    published_on: str | None
    day_in_utc: int
    body: str
    shingles: int
    sketch: int | None
    """Its place among the sketches; None for a text too short for one."""
    released: str | None
    """The article of the earlier release that it is of."""


class KeyIndex:
    """Captures by number; numbers follow SHA-256 and path, so they do not depend on the order of the input.

    Articles of an earlier release none of whose captures is there have the numbers after all captures.
    """

    def __init__(self, path: Path) -> None:
        self.earlier: EarlierIndex | None = None
        path.unlink(missing_ok=True)
        sketches = path.with_suffix(".sketches")
        self._sketches = sketches.open("wb", buffering=1 << 20)
        self._reader = sketches.open("rb", SKETCH)
        self._sketched = 0
        self._db = sqlite3.connect(path)
        self._db.execute("PRAGMA journal_mode=OFF")
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.execute(f"CREATE TABLE loaded ({', '.join(_COLUMNS)})")
        self._db.execute(f"CREATE TABLE capture (number INTEGER PRIMARY KEY, {', '.join(_COLUMNS)})")

    def load(self, keys: Iterable[CaptureKey]) -> None:
        """Add the keys of one task; their sketches go to a file of their own."""
        marks = ", ".join("?" * len(_COLUMNS))
        rows = (self._row(astuple(key)) for key in keys)
        self._db.executemany(f"INSERT INTO loaded VALUES ({marks})", rows)  # noqa: S608 - names of our own struct

    def _row(self, values: tuple[object, ...]) -> tuple[object, ...]:
        sketch = values[_SKETCH]
        assert isinstance(sketch, bytes)  # noqa: S101 - as declared
        place = None
        if sketch:
            place = self._sketched
            self._sketches.write(sketch)
            self._sketched += 1
        return (*values[:_SKETCH], place, *values[_SKETCH + 1 :])

    def close_loading(self, excluded: Iterable[str], release: EarlierRelease | None = None) -> None:
        """Number the captures, leaving out those whose path is excluded; find the articles of an earlier release."""
        self._db.execute("CREATE TABLE excluded (path PRIMARY KEY)")
        self._db.executemany("INSERT OR IGNORE INTO excluded VALUES (?)", ((p,) for p in excluded))
        names = ", ".join(_COLUMNS)
        self._db.execute(
            f"INSERT INTO capture ({names}) SELECT {names} FROM loaded "  # noqa: S608 - names of our own struct
            "WHERE path NOT IN (SELECT path FROM excluded) ORDER BY sha256, path"
        )
        self._db.execute("DROP TABLE loaded")
        self._captures = int(self._db.execute("SELECT count(*) FROM capture").fetchone()[0])
        if release is not None:
            self.earlier = EarlierIndex(self._db)
            self.earlier.load(release)
            marks = ", ".join("?" * len(_COLUMNS))
            rows = (self._row(astuple(key)) for key in release.keys(self.earlier.is_unmatched))
            self._db.executemany(f"INSERT INTO capture ({names}) VALUES ({marks})", rows)  # noqa: S608
            self._db.execute("CREATE INDEX by_released ON capture (released) WHERE released IS NOT NULL")
        self._numbers = 1 + int(self._db.execute("SELECT count(*) FROM capture").fetchone()[0])
        self._sketches.close()
        self._db.execute("CREATE INDEX by_identity ON capture (identity)")
        self._db.execute("CREATE INDEX by_body ON capture (body)")
        self._db.execute("CREATE INDEX by_title ON capture (title)")
        self._db.commit()

    def __len__(self) -> int:
        return self._captures

    def is_capture(self, number: int) -> bool:
        """Whether a number is a capture's, and not that of an article of the earlier release."""
        return number <= self._captures

    def total_size(self) -> int:
        """Bytes of all spooled posts."""
        return int(self._db.execute("SELECT coalesce(sum(size), 0) FROM capture").fetchone()[0])

    def shared(self, column: str) -> Iterator[list[ComparedCapture]]:
        """The captures that share an `identity`, `body` or `title`, one list a value, in order."""
        place = ComparedCapture._fields.index(column)
        rows = self._db.execute(
            f"SELECT {', '.join(ComparedCapture._fields)} FROM capture WHERE {column} IN "  # noqa: S608 - a field of ours
            f"(SELECT {column} FROM capture WHERE {column} != '' GROUP BY {column} HAVING count(*) > 1) "
            f"ORDER BY {column}, number"
        )
        for _, members in groupby(rows, key=itemgetter(place)):
            yield list(map(ComparedCapture._make, members))

    def sharing_a_band(self, *divisions: Unions) -> Iterator[list[ComparedCapture]]:
        """The captures that meet in a band of their sketches, one list a meeting, in order.

        A meeting of captures that are all in one set of a division already is left out. A few bands are in memory at a
        time: 8 bytes a capture each, and 4 for its number and for each division.
        """
        import polars as pl

        numbers = array("I", bytes(4 * self._sketched))
        for number, place in self._db.execute("SELECT number, sketch FROM capture WHERE sketch NOT NULL"):
            numbers[place] = number
        if not numbers:
            return
        captures = _series("number", numbers)
        number = pl.col("number")
        sets = [f"set {n}" for n in range(len(divisions))]
        for first in range(0, BANDS, _BANDS):
            blocks = [[bands(block, first + n) for n in range(_BANDS)] for block in self._blocks()]
            for hashes in map(pl.concat, zip(*blocks, strict=True)):
                frame = pl.DataFrame({"band": hashes, "number": captures})
                frame = frame.filter((number > 0) & pl.col("band").is_duplicated())
                for name, division in zip(sets, divisions, strict=True):
                    frame = frame.with_columns(_series(name, division.roots(self._numbers)).gather(frame["number"]))
                met = frame.group_by("band").agg(number.sort(), pl.col(sets).n_unique())
                yield from self._met(sorted(met.filter(pl.all_horizontal(pl.col(sets) > 1))["number"].to_list()))

    def _met(self, meetings: Sequence[list[int]]) -> Iterator[list[ComparedCapture]]:
        """What is compared of the captures of some meetings, some hundred captures in one query."""
        first = count = 0
        for last, meeting in enumerate(meetings, 1):
            count += len(meeting)
            if count >= _ASKED or last == len(meetings):
                known = iter(self.known([n for some in meetings[first:last] for n in some]))
                for some in meetings[first:last]:
                    yield list(islice(known, len(some)))
                first, count = last, 0

    def _blocks(self) -> Iterator[bytes]:
        """The sketches, some thousand at a time."""
        self._reader.seek(0)
        while block := self._reader.read(SKETCH * _BLOCK):
            yield block

    def sketch(self, place: int) -> Sequence[bytes]:
        """The sketch at a place, as it is compared with others."""
        self._reader.seek(SKETCH * place)
        return minima(self._reader.read(SKETCH))

    def known(self, numbers: Sequence[int]) -> list[ComparedCapture]:
        """What is compared of some captures, in the order asked for."""
        return list(map(ComparedCapture._make, self._rows(numbers, ", ".join(ComparedCapture._fields))))

    def get(self, numbers: Sequence[int]) -> list[CaptureKey]:
        """The keys of some captures, without their sketches, in the order asked for."""
        return [_key(row[1:]) for row in self._rows(numbers, "*")]

    def _rows(self, numbers: Sequence[int], columns: str) -> list[tuple[object, ...]]:
        found: dict[int, tuple[object, ...]] = {}
        for first in range(0, len(numbers), _ASKED):
            some = list(numbers[first : first + _ASKED])
            marks = ", ".join("?" * len(some))
            rows = self._db.execute(f"SELECT {columns} FROM capture WHERE number IN ({marks})", some)  # noqa: S608
            found.update({row[0]: row for row in rows})
        return [found[n] for n in numbers]

    def all(self) -> Iterator[tuple[int, CaptureKey]]:
        """Every capture and earlier article with its number, in order; without its sketch."""
        for row in self._db.execute("SELECT * FROM capture ORDER BY number"):
            yield row[0], _key(row[1:])

    def contents(self) -> Iterator[tuple[str, str]]:
        """SHA-256 and path of every capture, in order."""
        query = "SELECT sha256, path FROM capture WHERE number <= ? ORDER BY number"
        yield from self._db.execute(query, (self._captures,))

    def close(self) -> None:
        """Close the database, loaded or not."""
        self._db.close()
        self._sketches.close()
        self._reader.close()


def _series(name: str, numbers: array[int]) -> pl.Series:
    """Numbers in Polars, where they stay the same memory."""
    import polars as pl
    import pyarrow as pa

    return pl.Series(name, pa.Array.from_buffers(pa.uint32(), len(numbers), [None, pa.py_buffer(numbers)]))


def _key(row: Sequence[object]) -> CaptureKey:
    values = list(row)
    values[_SKETCH] = b""
    for flag in _FLAGS:
        values[flag] = bool(values[flag])
    return CaptureKey(*values)  # type: ignore[arg-type]  # the columns hold what load() put in
