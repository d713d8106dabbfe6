"""How long a field of CSV may be: the csv module has one limit for a whole process, whatever its threads read."""

from __future__ import annotations

import csv
import threading
from collections.abc import Iterator
from contextlib import contextmanager

LEAST = 1 << 17
"""Characters that a field may have at least: while a table is read in one thread, another one may read a manifest."""
_lock = threading.Lock()
_asked: list[int] = []
"""The limits that are asked for at the moment."""
_before = LEAST


@contextmanager
def fields_up_to(characters: int = LEAST) -> Iterator[None]:
    """Within this context the csv module reads fields of so many characters; after the last one its limit is as before.

    Of contexts at the same time, and of the limit before, the highest holds for all, so that none cuts what another one
    reads.
    """
    global _before
    with _lock:
        if not _asked:
            _before = csv.field_size_limit()
        _asked.append(max(characters, LEAST))
        csv.field_size_limit(max((_before, *_asked)))
    try:
        yield
    finally:
        with _lock:
            _asked.remove(max(characters, LEAST))
            csv.field_size_limit(max((_before, *_asked)))
