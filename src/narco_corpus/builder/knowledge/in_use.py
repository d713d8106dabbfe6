"""Which entries are in use: those of the package, or these with a builder's own.

What is in use belongs to a thread of work, not to the process: builds with other names may run beside each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from narco_corpus.builder.knowledge.entries import Entry

T = TypeVar("T")
_KEPT = 4
"""Values that are remembered of each function: for the package's entries and for builders' own."""


class Knowledge(NamedTuple):
    """The entries of the package together with a builder's own."""

    entries: tuple[Entry, ...]
    """All of them, organisations first, each part sorted by id."""
    version: str
    """16 hex digits of the hash of `content`."""
    content: bytes
    """The builder's own, as workers are given them: the same whatever the order of the lines in his file."""


_in_use: ContextVar[Knowledge | None] = ContextVar("knowledge", default=None)


def knowledge_in_use() -> Knowledge | None:
    """What `using` was given; None where only the package's entries are in use."""
    return _in_use.get()


@contextmanager
def using(knowledge: Knowledge | None) -> Iterator[None]:
    """Within this context, and in this thread, these entries are loaded; None is those of the package."""
    token = _in_use.set(knowledge)
    try:
        yield
    finally:
        _in_use.reset(token)


def per_knowledge(function: Callable[[], T]) -> Callable[[], T]:
    """`functools.cache` for what is made of entries: a value is remembered with the entries that it is made of."""

    @lru_cache(_KEPT)
    def remembered(_: str | None) -> T:
        return function()

    @wraps(function)
    def load() -> T:
        knowledge = _in_use.get()
        return remembered(knowledge and knowledge.version)

    return load
