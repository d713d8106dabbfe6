"""The keys of all captures in a database on disk, so that memory does not grow with the corpus."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from mmap import ACCESS_READ, mmap
from pathlib import Path

from narco_corpus.builder.merge.key import CaptureKey
from narco_corpus.builder.merge.sketch import BANDS, bands

_COLUMNS = CaptureKey.__struct_fields__


class KeyIndex:
    """Captures by number; numbers follow SHA-256 and path, so they do not depend on the order of the input."""

    def __init__(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        self._path = path
        self._db = sqlite3.connect(path)
        self._db.execute("PRAGMA journal_mode=OFF")
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.execute(f"CREATE TABLE loaded ({', '.join(_COLUMNS)})")
        self._db.execute(f"CREATE TABLE capture (number INTEGER PRIMARY KEY, {', '.join(_COLUMNS)})")

    def load(self, keys: Iterable[CaptureKey]) -> None:
        """Add the keys of one task."""
        marks = ", ".join("?" * len(_COLUMNS))
        rows = (tuple(getattr(k, c) for c in _COLUMNS) for k in keys)
        self._db.executemany(f"INSERT INTO loaded VALUES ({marks})", rows)  # noqa: S608 - names of our own struct

    def close_loading(self, excluded: Iterable[str]) -> None:
        """Number the captures, leaving out those whose path is excluded."""
        self._db.execute("CREATE TABLE excluded (path PRIMARY KEY)")
        self._db.executemany("INSERT OR IGNORE INTO excluded VALUES (?)", ((p,) for p in excluded))
        names = ", ".join(_COLUMNS)
        self._db.execute(
            f"INSERT INTO capture ({names}) SELECT {names} FROM loaded "  # noqa: S608 - names of our own struct
            "WHERE path NOT IN (SELECT path FROM excluded) ORDER BY sha256, path"
        )
        self._db.execute("DROP TABLE loaded")
        self._db.execute("CREATE INDEX by_identity ON capture (identity)")
        self._db.execute("CREATE INDEX by_body ON capture (body)")
        self._db.execute("CREATE INDEX by_title ON capture (title)")
        self._db.commit()

    def __len__(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM capture").fetchone()[0])

    def total_size(self) -> int:
        """Bytes of all spooled posts."""
        return int(self._db.execute("SELECT coalesce(sum(size), 0) FROM capture").fetchone()[0])

    def shared(self, column: str) -> Iterator[list[int]]:
        """Numbers of the captures that share an `identity`, `body` or `title`, one list a value, in order."""
        if column not in ("identity", "body", "title"):
            raise ValueError(column)
        rows = self._db.execute(
            f"SELECT {column}, number FROM capture WHERE {column} IN "  # noqa: S608 - checked above
            f"(SELECT {column} FROM capture WHERE {column} != '' GROUP BY {column} HAVING count(*) > 1) "
            f"ORDER BY {column}, number"
        )
        for _, members in groupby(rows, key=lambda row: row[0]):
            yield [number for _, number in members]

    def sharing_a_band(self) -> Iterator[list[int]]:
        """Numbers of the captures that meet in a band of their sketches, one list a meeting, in order.

        One band is in memory at a time: 12 bytes a capture.
        """
        import polars as pl

        numbers, hashes = array("I"), self._path.with_suffix(".bands")
        with hashes.open("wb") as sink:
            for number, sketched in self._db.execute(
                "SELECT number, sketch FROM capture WHERE sketch != x'' ORDER BY number"
            ):
                numbers.append(number)
                sink.write(bands(sketched))
        if numbers:
            with hashes.open("rb") as source, mmap(source.fileno(), 0, access=ACCESS_READ) as mapped:
                for band in range(BANDS):
                    with memoryview(mapped) as view, view.cast("Q") as all_bands:
                        column = array("Q", all_bands[band::BANDS])
                    frame = pl.DataFrame(
                        {"number": numbers, "hash": column}, schema={"number": pl.UInt32, "hash": pl.UInt64}
                    )
                    met = frame.filter(pl.len().over("hash") > 1).group_by("hash").agg(pl.col("number").sort())
                    yield from sorted(met["number"].to_list())
        hashes.unlink()

    def get(self, numbers: Sequence[int]) -> list[CaptureKey]:
        """The keys of some captures, in the order asked for."""
        found: dict[int, CaptureKey] = {}
        for first in range(0, len(numbers), 500):
            some = list(numbers[first : first + 500])
            marks = ", ".join("?" * len(some))
            rows = self._db.execute(f"SELECT * FROM capture WHERE number IN ({marks})", some)  # noqa: S608
            found.update({row[0]: _key(row[1:]) for row in rows})
        return [found[n] for n in numbers]

    def all(self) -> Iterator[tuple[int, CaptureKey]]:
        """Every capture with its number, in order."""
        for row in self._db.execute("SELECT * FROM capture ORDER BY number"):
            yield row[0], _key(row[1:])

    def contents(self) -> Iterator[tuple[str, str]]:
        """SHA-256 and path of every capture, in order."""
        yield from self._db.execute("SELECT sha256, path FROM capture ORDER BY number")

    def close(self) -> None:
        """Close the database."""
        self._db.close()


def _key(row: Sequence[object]) -> CaptureKey:
    values = dict(zip(_COLUMNS, row, strict=True))
    values["complete"] = bool(values["complete"])
    return CaptureKey(**values)  # type: ignore[arg-type]  # the columns hold what load() put in
