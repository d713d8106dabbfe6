"""What kind of word a word is: given name, surname, common word, code; the lists are in `knowledge/`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from narco_corpus.builder.knowledge.names import load_names, load_words
from narco_corpus.builder.recognise.fold import fold_all

_NAME_FLOOR = 3
"""Class from which a name is no rare one."""
_WORD_FLOOR = 4
"""Class from which a word is a common one."""
_KEPT = 200_000
"""Words whose kinds are remembered."""


class WordLists:
    """Frequency classes (0 for unlisted, 9 the commonest) of folded words."""

    def __init__(self) -> None:
        self.given: dict[str, int] = {}
        self.surname: dict[str, int] = {}
        self.common: dict[str, int] = {}
        names, words = load_names(), load_words()
        for name, text in zip(names, fold_all(n.text for n in names), strict=True):
            _raise(self.given if name.kind == "given" else self.surname, text, name.weight)
        for word, text in zip(words, fold_all(w.text for w in words), strict=True):
            _raise(self.common, text, word.weight)
        self._classes: dict[str, str] = {}

    def kind(self, word: str) -> str:
        """One letter: G given name, S surname, B both, each in lower case where it is a common word too;
        F function word, W common word, w rare word, n rare name, N number, C code of letters and digits, U unlisted.
        """
        found = self._classes.get(word)
        if found is None:
            if len(self._classes) >= _KEPT:
                self._classes.clear()
            found = self._classes[word] = self._kind(word)
        return found

    def kinds(self, words: Sequence[str]) -> list[str]:
        """The kind of each word."""
        known = self._classes.get
        return [known(word) or self.kind(word) for word in words]

    def _kind(self, word: str) -> str:
        if not word.isalpha():
            return "N" if word.isdigit() else "C"
        given, surname, common = self.given.get(word, 0), self.surname.get(word, 0), self.common.get(word, 0)
        name = max(given, surname)
        if common >= 8 and name < 7:
            return "F"
        if name >= _NAME_FLOOR and name + 2 >= common:
            letter = "B" if abs(given - surname) < 3 else "G" if given > surname else "S"
            return letter.lower() if common >= _WORD_FLOOR else letter
        if common >= _WORD_FLOOR:
            return "W"
        if name:
            return "n"
        return "w" if common else "U"


def _raise(table: dict[str, int], text: bytes, weight: int) -> None:
    word = text.decode("ascii").strip()
    if weight > table.get(word, 0):
        table[word] = weight


@cache
def load_word_lists() -> WordLists:
    """The word lists of this process."""
    return WordLists()
