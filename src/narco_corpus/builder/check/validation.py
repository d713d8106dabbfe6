"""What a check of a whole release found."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class RowFault:
    """One thing that is wrong with a row, or with a file of rows."""

    table: str
    key: str
    """The row's key, or the path of the file where the fault is the file's."""
    pointer: str
    """JSON Pointer into the row; empty for the whole row or file."""
    message: str

    def __str__(self) -> str:
        return f"{self.table} {self.key}{' ' + self.pointer if self.pointer else ''}: {self.message}"


@dataclass
class Validation:
    """What `validate` found."""

    limit: int
    rows: dict[str, int] = field(default_factory=dict)
    """Rows by table."""
    faults: list[RowFault] = field(default_factory=list)
    """The first faults, at most `limit`."""
    faults_in_all: int = 0
    copies: int | None = None
    """Articles that repeat another one; None where articles could not be compared."""
    copies_across_splits: int | None = None
    """Those of them that are in another split than what they repeat: each is a fault."""

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.faults_in_all

    def add(self, table: str, key: str, pointer: str, message: str) -> None:
        """Take a fault; beyond the limit it is counted only."""
        self.faults_in_all += 1
        if len(self.faults) < self.limit:
            self.faults.append(RowFault(table, key, pointer, message))
