"""Labels that the post's date rules out: a body of the state is not meant years before it was made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from narco_corpus.builder.knowledge.entries import Entry
from narco_corpus.builder.recognise.decide import strongest_label
from narco_corpus.builder.recognise.lexicon import Sense

_PLANNED = 1
"""Years before it works in which a body is spoken of: it is planned, and voted on."""


class Years:
    """Knows since when there are bodies of a state; groups are named long before anyone dates them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._since = {e.id: e.active_from for e in entries if e.label == "AUTHORITY" and e.active_from}

    def settle(self, label: str, listed: Sequence[Sense], year: int | None) -> str:
        """The label of a name that is listed as `listed` and was read as `label`: another that it is listed under,
        where every body of its name was made after the year; `GN` is no National Guard in 2010."""
        if label != "AUTHORITY" or year is None:
            return label
        bodies = [s for s in listed if s.label == label]
        others = [s for s in listed if s.label != label]
        if not bodies or not others or not all(self._is_later(s, year) for s in bodies):
            return label
        return strongest_label(others)

    def _is_later(self, sense: Sense, year: int) -> bool:
        since = self._since.get(sense.entity_id or "")
        return since is not None and year < since - _PLANNED
