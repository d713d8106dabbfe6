"""The captures that a release was not made of, as its `rejects.jsonl` has them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TypedDict

from narco_corpus.errors import DataError
from narco_corpus.model.layout import REJECTS
from narco_corpus.release import Release


class RejectRow(TypedDict):
    """A capture that was not taken."""

    capture: str
    """Its path, relative to the input."""
    reason: str
    """Why it is no post that could be taken."""
    where: str | None
    """Where in it this was seen; None where that is all of it."""


def read_rejects(release: Release) -> Iterator[RejectRow]:
    """The captures in the order of the file, read as they are asked for.

    Raises `DataError` where the file cannot be read or a line of it is no entry.
    """
    with release.storage.open(REJECTS) as file:
        for number, line in enumerate(file, 1):
            try:
                entry = json.loads(line)
                capture, reason, where = entry["capture"], entry["reason"], entry.get("where")
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                capture = reason = where = None
            if not (isinstance(capture, str) and isinstance(reason, str) and isinstance(where, str | None)):
                raise DataError(f"{release.storage.name}: {REJECTS}, line {number}, is no entry; get the release again")
            yield {"capture": capture, "reason": reason, "where": where}
