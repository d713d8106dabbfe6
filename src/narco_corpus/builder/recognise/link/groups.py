"""Groups that a text names a little otherwise than the lists do: `a Metro`, `the Cabrera`, `Grupo Ciclón`."""

from __future__ import annotations

from narco_corpus.builder.knowledge.entries import load_entries
from narco_corpus.builder.recognise.boundaries import ARTICLES
from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.fold import fold
from narco_corpus.builder.recognise.small_words import OF_THE

_SMALL = ARTICLES | OF_THE | {"the", "s", "n"}


class GroupNames:
    """Finds the one group whose name has the same words, but for number, articles and words for a group."""

    def __init__(self) -> None:
        self._bearers: dict[str, set[str]] = {}
        for entry in load_entries():
            if entry.label == "CRIMINAL_ORG":
                for form in (entry.name, *(alias.text for alias in entry.aliases)):
                    self._bearers.setdefault(_key(form), set()).add(entry.id)

    def entity(self, name: str) -> str | None:
        """Its id; None where no group's name or several have these words."""
        bearers = self._bearers.get(_key(name), set())
        return next(iter(bearers)) if len(bearers) == 1 else None


def _key(name: str) -> str:
    """The words of a name in the singular, without those that may be left out; all of them if nothing else is left."""
    general = load_cues().group_name_words
    words = [w for w in fold(name).decode("ascii").split() if w not in _SMALL]
    own = [w for w in words if w not in general] or words
    return " ".join(_singular(w) for w in own)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("es") and word[-3] in "nrlds":
        return word[:-2]
    return word[:-1] if len(word) > 1 and word.endswith("s") else word
