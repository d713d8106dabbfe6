"""The keys of all captures in a database on disk, so that memory does not grow with the corpus."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from narco_corpus.builder.merge.key import CaptureKey

_COLUMNS = CaptureKey.__struct_fields__


class KeyIndex:
    """Captures by number; numbers follow SHA-256 and path, so they do not depend on the order of the input."""

    def __init__(self, path: Path) -> None:
        path.unlink(missing_ok=True)
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
        self._db.commit()

    def __len__(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM capture").fetchone()[0])

    def total_size(self) -> int:
        """Bytes of all spooled posts."""
        return int(self._db.execute("SELECT coalesce(sum(size), 0) FROM capture").fetchone()[0])

    def shared(self, column: str) -> Iterator[list[int]]:
        """Numbers of the captures that share a value of `identity` or `body`, one list a value, in order."""
        if column not in ("identity", "body"):
            raise ValueError(column)
        rows = self._db.execute(
            f"SELECT {column}, number FROM capture WHERE {column} IN "  # noqa: S608 - checked above
            f"(SELECT {column} FROM capture GROUP BY {column} HAVING count(*) > 1) ORDER BY {column}, number"
        )
        for _, members in groupby(rows, key=lambda row: row[0]):
            yield [number for _, number in members]

    def get(self, numbers: Sequence[int]) -> list[CaptureKey]:
        """The keys of a few captures, in the order asked for."""
        marks = ", ".join("?" * len(numbers))
        found = {
            row[0]: _key(row[1:])
            for row in self._db.execute(f"SELECT * FROM capture WHERE number IN ({marks})", list(numbers))  # noqa: S608
        }
        return [found[n] for n in numbers]

    def all(self) -> Iterator[tuple[int, CaptureKey]]:
        """Every capture with its number, in order."""
        for row in self._db.execute("SELECT * FROM capture ORDER BY number"):
            yield row[0], _key(row[1:])

    def close(self) -> None:
        """Close the database."""
        self._db.close()


def _key(row: Sequence[object]) -> CaptureKey:
    values = dict(zip(_COLUMNS, row, strict=True))
    values["complete"] = bool(values["complete"])
    return CaptureKey(**values)  # type: ignore[arg-type]  # the columns hold what load() put in
