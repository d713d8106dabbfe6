"""The removal ledger: ids of articles, comments and entities that were withdrawn on request, without any content."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from narco_corpus.errors import UsageError
from narco_corpus.model.day import is_day

REASONS = ("author", "named_person", "rights_holder", "safety", "legal", "maintainer")
"""Who or what asked: the writer, somebody named in the text, whoever holds its rights, danger to somebody, an order of
a court or authority, the maintainers themselves."""

_IDS = {
    "articles": re.compile(r"a-[0-9a-f]{16}"),
    "comments": re.compile(r"a-[0-9a-f]{16}-[0-9A-Za-z]{1,40}"),
    "entities": re.compile(r"[A-Za-z0-9][A-Za-z0-9:-]{0,99}"),
}
_KEYS = {"id", "table", "date", "reason"}
_SHOWN = 20
"""Faults that are listed."""


@dataclass(frozen=True, order=True)
class Removal:
    """One line of a ledger."""

    id: str
    """Of an article (its own or an alias id), a comment or an entity."""
    table: str
    """`articles`, `comments` or `entities`."""
    date: str
    """Day of the decision, ISO 8601."""
    reason: str
    """One of `REASONS`."""


def read_removals(raw: bytes, origin: str) -> tuple[Removal, ...]:
    """The lines of a ledger sorted by id, each id once; `origin` names the file in errors.

    Raises `UsageError` for lines that are not exactly `{"id", "table", "date", "reason"}` in their forms, and for ids
    that stand under two tables: it names each.
    """
    found: dict[str, Removal] = {}
    faults: list[str] = []
    try:
        text = raw.decode().removeprefix("\ufeff")  # Notepad writes one
    except UnicodeDecodeError as error:
        raise UsageError(f"{origin}: byte {error.start} is not UTF-8; a ledger is JSON Lines in UTF-8") from None
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            removal = _removal(line)
        except UsageError as error:
            faults.append(f"line {number}: {error}")
            continue
        other = found.setdefault(removal.id, removal)
        if other.table != removal.table:
            faults.append(f"line {number}: {removal.id!r} stands under {other.table} too; keep one of them")
    if len(faults) == 1:
        raise UsageError(f"{origin}: {faults[0]}")
    if faults:
        more = [f"and {len(faults) - _SHOWN} more"] if len(faults) > _SHOWN else []
        raise UsageError("\n  ".join([f"{origin}: {len(faults)} lines are at fault:", *faults[:_SHOWN], *more]))
    return tuple(sorted(found.values()))


def _removal(line: str) -> Removal:
    try:
        content: Any = json.loads(line)
    except ValueError as error:
        raise UsageError(f"not JSON ({error})") from None
    if not isinstance(content, dict) or set(content) != _KEYS or not all(isinstance(v, str) for v in content.values()):
        raise UsageError("expected an object of the texts id, table, date and reason, and nothing else")
    removal = Removal(content["id"], content["table"], content["date"], content["reason"])
    if removal.table not in _IDS:
        raise UsageError(f"table {removal.table!r}: expected one of {', '.join(_IDS)}")
    if not _IDS[removal.table].fullmatch(removal.id):
        raise UsageError(f"{removal.id!r} is no id of {removal.table}")
    if removal.reason not in REASONS:
        raise UsageError(f"reason {removal.reason!r}: expected one of {', '.join(REASONS)}")
    if not is_day(removal.date):
        raise UsageError(f"date {removal.date!r}: expected a day like 2026-11-23")
    return removal


@cache
def package_removals() -> tuple[Removal, ...]:
    """The ledger that the package carries."""
    file = Path(__file__).parents[1] / "data" / "removals.jsonl"
    return read_removals(file.read_bytes(), file.name)


def ledger_hash(removals: Iterable[Removal]) -> str:
    """What two ledgers share exactly when they name the same ids."""
    names = "".join(f"{removal.table} {removal.id}\n" for removal in sorted(removals))
    return hashlib.sha256(names.encode()).hexdigest()


def ids_of(removals: Iterable[Removal], table: str) -> frozenset[str]:
    """The ids that a ledger has for a table."""
    return frozenset(r.id for r in removals if r.table == table)
