"""The texts of a document, folded and in words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from operator import add

from narco_corpus.builder.recognise.fold import fold
from narco_corpus.builder.recognise.mention import Unit

_BETWEEN = "\0"


class UnitText:
    """A title, body or comment, with the words beside a span at hand."""

    __slots__ = ("field", "folded", "plain", "raw")

    def __init__(self, field: str, raw: str, folded: bytes | None = None) -> None:
        self.field = field
        self.raw = raw
        self.folded = fold(raw) if folded is None else folded
        """`fold(raw)`; given by who has it."""
        self.plain = self.folded.decode("ascii")
        """The folded text as str."""

    def before(self, start: int) -> str:
        """The folded word before `start` if nothing but a space is between, else an empty text."""
        if start < 2 or self.raw[start - 1] not in " \n":
            return ""
        plain = self.plain
        begin = plain.rfind(" ", 0, start - 1) + 1
        return plain[begin : start - 1]

    def second_before(self, start: int, first: str) -> str:
        """The folded word before `first`, which is the word before `start`."""
        return self.before(start - len(first) - 1)

    def after(self, end: int) -> str:
        """The folded word after `end` if nothing but a space or hyphen is between, else an empty text."""
        raw = self.raw
        if end + 1 >= len(raw) or raw[end] not in " \n-":
            return ""
        plain = self.plain
        stop = plain.find(" ", end + 1)
        return plain[end + 1 : stop if stop >= 0 else len(plain)]


class WordText(UnitText):
    """A text in words, which are runs of letters and digits of the folded text."""

    __slots__ = ("capitals", "ends", "starts", "words")

    def __init__(self, field: str, raw: str, folded: bytes | None = None) -> None:
        super().__init__(field, raw, folded)
        parts = self.plain.split(" ")
        begins = accumulate(map(len, parts), lambda begin, length: begin + length + 1, initial=0)
        self.words = [part for part in parts if part]
        self.starts = [begin for begin, part in zip(begins, parts, strict=False) if part]
        """Where each word begins."""
        self.ends = list(map(add, self.starts, map(len, self.words)))
        self.capitals = list(map(str.isupper, map(raw.__getitem__, self.starts)))
        """Whether each word begins with a capital."""

    def words_of(self, start: int, end: int) -> tuple[int, int]:
        """Indexes of the first and the last word of a span that begins and ends with words."""
        return bisect_left(self.starts, start), bisect_left(self.ends, end)

    def between(self, index: int) -> str:
        """What stands between word `index` and the next one."""
        return self.raw[self.ends[index] : self.starts[index + 1]]


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
