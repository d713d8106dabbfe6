"""Misspelt names of persons and organisations that the knowledge base knows: null rather than a namesake."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance.OSA import distance

from narco_corpus.builder.knowledge.entries import LABELS, load_entries
from narco_corpus.builder.knowledge.names import load_names
from narco_corpus.builder.recognise.fold import fold
from narco_corpus.builder.recognise.link.like import Likeness, sound
from narco_corpus.builder.recognise.link.names import Names, name_words

_WORDS = 2
"""Words that a person's name has at least to be compared with those that no text names."""


class Misspelt:
    """Finds the one entity of whose name a name that no list has is a misspelling."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._known: frozenset[str] = frozenset()
        self._like: dict[str, Likeness] = {}

    def load_spellings(self) -> None:
        """Load the names that misspelt ones are compared with; else that is done for the first of them."""
        self._known = frozenset(word for name in load_names() for word in fold(name.text).decode("ascii").split())
        self._like = {label: Likeness(_spellings(label)) for label in LABELS}

    def entity(self, label: str, name: str) -> str | None:
        """Its id; None where several come near, or where the name may as well be another's or is an acronym."""
        if name.isupper() and " " not in name:
            return None
        if not self._like:
            self.load_spellings()
        near = self._like[label].near(name)
        if len(near) != 1:
            return None
        ((entity, edits),) = near.items()
        if label == "PERSON":
            return entity if self._same_person(name, entity) else None
        return entity if edits <= 1 else None

    def _same_person(self, name: str, entity: str) -> bool:
        """Whether each word is the person's or sounds like it; a letter but the last may differ in what is no name."""
        own = self._names.words(entity)
        heard = {sound(word) for word in own}
        words = name_words(name).order
        if len(words) < _WORDS:
            return False
        strange = [w for w in words if w not in own and sound(w) not in heard]
        if len(strange) == len(words) or not self._known.isdisjoint(strange):
            return False
        return all(any(distance(w, known) == 1 and w[:-1] != known[:-1] for known in own) for w in strange)


def _spellings(label: str) -> Iterator[tuple[str, str]]:
    """Names and ids of the entities of a label: of persons those of several words, of others those that need no cue."""
    for entry in load_entries():
        if entry.label != label:
            continue
        forms = [(entry.name, entry.name_ambiguity), *((a.text, a.ambiguity) for a in entry.aliases)]
        for text, ambiguity in forms:
            if " " in text if label == "PERSON" else ambiguity == "unique":
                yield text, entry.id
