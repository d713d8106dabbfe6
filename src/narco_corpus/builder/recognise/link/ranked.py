"""Persons who are known by a rank with a nickname: of `Comandante Ardilla` the name alone is marked."""

from __future__ import annotations

from collections.abc import Iterable

from narco_corpus.builder.knowledge.entries import CLEAR, Entry
from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.fold import fold
from narco_corpus.builder.recognise.unit_text import UnitText
from narco_corpus.builder.recognise.unlinked import UnlinkedMention


class Ranked:
    """Finds who is known by a rank and the name behind it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._ranks = load_cues().ranks
        bearers: dict[tuple[str, str], set[str]] = {}
        for entry in entries:
            for alias in entry.aliases if entry.label == "PERSON" else ():
                rank, _, name = fold(alias.text).decode("ascii").partition(" ")
                if rank in self._ranks and name and alias.ambiguity in CLEAR:
                    bearers.setdefault((self._ranks[rank], name), set()).add(entry.id)
        self._one = {key: next(iter(of)) for key, of in bearers.items() if len(of) == 1}

    def bearer(self, text: UnitText, mention: UnlinkedMention) -> str | None:
        """The one person of that rank and name, if a rank stands before it."""
        rank = self._ranks.get(text.before(mention.start))
        return self._one.get((rank, text.plain[mention.start : mention.end])) if rank else None
