"""Bodies that every state has one of: `the State Police` is that of the state where a document plays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from narco_corpus.builder.knowledge.entries import Entry

_RATIO = 2.0
"""So much more often than any other a document must name the state and its places."""


class StateBodies:
    """The bodies of the states by what kind of body they are, as the knowledge base relates them to it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        bodies = [e for e in entries if e.label == "AUTHORITY"]
        general = {e.id for e in bodies if not e.states}
        self._by_state: dict[str, dict[str, str]] = defaultdict(dict)
        """By the body in general, then by state: that state's own."""
        for entry in bodies:
            if len(entry.states) == 1:
                for other in general.intersection(entry.related):
                    self._by_state[other][entry.states[0]] = entry.id

    def in_main_state(self, entity: str, states: Mapping[str, int]) -> str:
        """Of a body that every state has one of, that of the one state that a document is about, which names `states`
        so often; any other body, and that where it is about none or several, as it is."""
        own = self._by_state.get(entity)
        if own is None:
            return entity
        counted = sorted(((times, state) for state, times in states.items() if state in own), reverse=True)
        if not counted or (len(counted) > 1 and counted[0][0] < _RATIO * counted[1][0]):
            return entity
        return own[counted[0][1]]
