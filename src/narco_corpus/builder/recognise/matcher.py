"""Finding of listed names in a text: Aho-Corasick over the folded text, whole words only, overlapping."""

from __future__ import annotations

from collections.abc import Container, Sequence

import msgspec
from ahocorasick_rs import BytesAhoCorasick

from narco_corpus.builder.knowledge.in_use import per_knowledge
from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.lexicon import Sense, load_lexicon

_JOINTS = frozenset(" -\n‐‑–.")
"""Characters that may stand between the words of a name; a point only where it joins them without a space."""
_QUOTES = frozenset("'’`´")
_SURNAMES = frozenset(("variant", "short", "misspelling"))
"""Kinds of a person's names that are no nickname."""
_KEPT = 50_000
"""Spellings that are remembered."""


class Match(msgspec.Struct, frozen=True, gc=False):
    """A listed form in a text: code points `[start, end)` and all it can mean."""

    start: int
    end: int
    senses: tuple[Sense, ...]


class Matcher:
    """The automaton over all forms of the lexicon."""

    def __init__(self) -> None:
        lexicon = load_lexicon()
        self._senses = lexicon.senses
        self._several = [b" " in form for form in lexicon.forms]
        """Whether a form has several words."""
        self._spellings: dict[str, tuple[Sense, ...]] = {}
        """What the spellings met so far of forms of several words can mean."""
        titles = load_cues().context["title"]
        self._skip = [
            4 if form.startswith(b"the ") else _title(form, senses, titles)
            for form, senses in zip(lexicon.forms, lexicon.senses, strict=True)
        ]
        """The English article is never part of a mention, nor is a title or rank."""
        self._automaton = BytesAhoCorasick([b" " + form + b" " for form in lexicon.forms])

    def hits(self, folded: bytes) -> list[tuple[int, int, int]]:
        """The number of each listed form in a folded text, where it starts and two more than where it ends, by end."""
        return self._automaton.find_matches_as_indexes(b" " + folded + b" ", overlapping=True)

    def meaning(self, index: int, raw: str) -> tuple[tuple[Sense, ...], int]:
        """What a form can mean in one spelling, and how many code points before its mention it has."""
        return (self._spelt(index, raw) if self._several[index] else self._senses[index]), self._skip[index]

    def find(self, text: str, folded: bytes) -> list[Match]:
        """Every listed form in the text, also those inside longer ones; `folded` is `fold(text)`.

        Of a name with a small head it is the words before the head, which mean what the whole does; these come first.
        """
        found = []
        headed = []
        several, spellings = self._several, self._spellings
        for index, start, end in self.hits(folded):
            if not several[index]:
                senses = self._senses[index]
            else:
                raw = text[start : end - 2]
                known = spellings.get(raw)
                senses = self._spelt(index, raw) if known is None else known
                if not senses:
                    if (head := _small_head(raw)) and (senses := self._senses_joined_alike(index, raw)):
                        headed.append(Match(start + self._skip[index], end - 3 - len(head), senses))
                    continue
            found.append(Match(start + self._skip[index], end - 2, senses))
        return headed + found

    def _spelt(self, index: int, raw: str) -> tuple[Sense, ...]:
        """What a form of several words can mean in one spelling; remembered."""
        if len(self._spellings) >= _KEPT:
            self._spellings.clear()
        senses = self._spellings[raw] = () if _small_head(raw) else self._senses_joined_alike(index, raw)
        return senses

    def _senses_joined_alike(self, index: int, raw: str) -> tuple[Sense, ...]:
        """What a form of several words can mean in a spelling that joins them as the lists do."""
        return tuple(s for s in self._senses[index] if _joined_alike(raw, s.text))


def _title(form: bytes, senses: Sequence[Sense], titles: Container[str]) -> int:
    """Length of the titles that a person's surname is listed with: `General Cienfuegos`, but not `Don Neto`."""
    if any(s.label != "PERSON" or s.kind not in _SURNAMES for s in senses):
        return 0
    *words, _ = form.decode("ascii").split(" ")
    length = 0
    for word in words:
        if word and word not in titles:
            break
        length += len(word) + 1
    return length


def _small_head(raw: str) -> str:
    """The last word of a capitalised name that only says what is named, which is no part of a mention: `18th Street
    gang`, `Nazas river`; empty without one."""
    head = raw.rpartition(" ")[2]
    return head if head in load_cues().small_heads and not raw.islower() else ""


def _joined_alike(raw: str, form: str) -> bool:
    """Whether a match joins its words as the listed form does: no clause ends between them."""
    if raw.isascii() and raw.replace(" ", "a").isalnum() and "'" not in form and "." not in form:
        return True
    same_length = len(raw) == len(form)
    for position, char in enumerate(raw):
        if char.isalnum():
            continue
        expected = form[position] if same_length else " "
        if char == expected or (char in _QUOTES and expected in _QUOTES):
            continue
        if char not in _JOINTS or expected in _QUOTES:
            return False
        if expected == "." and char not in " -":
            return False
    return True


@per_knowledge
def load_matcher() -> Matcher:
    """The matcher of this process for the names in use."""
    return Matcher()
