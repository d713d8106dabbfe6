"""The texts of a document, folded and in words, with what stands around a span at hand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from narco_corpus.builder.recognise.fold import fold
from narco_corpus.builder.recognise.mention import Unit

_BETWEEN = "\0"
_OF_WORDS = frozenset(("words", "starts", "ends", "capitals"))


class UnitText:
    """A title, body or comment as the recogniser reads it.

    Words are runs of letters and digits of the folded text; `starts[i]` and `ends[i]` bound `words[i]`.
    """

    __slots__ = (
        "capitals",
        "ends",
        "field",
        "folded",
        "plain",
        "raw",
        "starts",
        "words",
    )

    words: list[str]
    starts: list[int]
    ends: list[int]
    capitals: list[bool]

    def __init__(self, field: str, raw: str, folded: bytes | None = None) -> None:
        self.field = field
        self.raw = raw
        self.folded = fold(raw) if folded is None else folded
        """`fold(raw)`; given by who has it."""
        self.plain = self.folded.decode("ascii")
        """The folded text as str."""

    def __getattr__(self, name: str) -> Any:
        """Words and their places are found when first asked for: lists alone need none of them."""
        if name not in _OF_WORDS:
            raise AttributeError(name)
        self.words = self.plain.split()
        starts: list[int] = []
        ends: list[int] = []
        find, end = self.plain.find, 0
        for word in self.words:
            start = find(word, end)  # nothing but spaces is before it
            end = start + len(word)
            starts.append(start)
            ends.append(end)
        self.starts, self.ends = starts, ends
        self.capitals = list(map(str.isupper, map(self.raw.__getitem__, self.starts)))
        return getattr(self, name)

    def words_of(self, start: int, end: int) -> tuple[int, int]:
        """Indexes of the first and the last word of a span that begins and ends with words."""
        return bisect_left(self.starts, start), bisect_left(self.ends, end)

    def between(self, index: int) -> str:
        """What stands between word `index` and the next one."""
        return self.raw[self.ends[index] : self.starts[index + 1]]

    def before(self, start: int) -> str:
        """The folded word before `start` if nothing but a space is between, else an empty text."""
        if start < 2 or self.raw[start - 1] not in " \n":
            return ""
        plain = self.plain
        begin = plain.rfind(" ", 0, start - 1) + 1
        return plain[begin : start - 1]

    def after(self, end: int) -> str:
        """The folded word after `end` if nothing but a space or hyphen is between, else an empty text."""
        raw = self.raw
        if end + 1 >= len(raw) or raw[end] not in " \n-":
            return ""
        plain = self.plain
        stop = plain.find(" ", end + 1)
        return plain[end + 1 : stop if stop >= 0 else len(plain)]


class DocumentText:
    """All texts of a document in one, so that a step over them is one call and not one for each."""

    __slots__ = ("ends", "units", "whole")

    def __init__(self, units: Sequence[Unit]) -> None:
        raw = _BETWEEN.join([unit.text for unit in units])
        self.whole = UnitText("", raw)
        """The texts after each other, with a character between that no name goes across."""
        self.units: list[UnitText] = []
        self.ends: list[int] = []
        """Where each unit ends in `whole`; the next begins one after."""
        folded, start = self.whole.folded, 0
        for unit in units:
            end = start + len(unit.text)
            self.units.append(UnitText(unit.field, unit.text, folded[start:end]))
            self.ends.append(end)
            start = end + 1
