"""The texts of a document, folded and in words, with what stands around a span at hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from narco_corpus.builder.recognise.fold import fold
from narco_corpus.builder.recognise.mention import Unit

_WORD = re.compile(r"[a-z0-9]+")
_BETWEEN = "\0"
_OF_WORDS = frozenset(("words", "starts", "ends", "index_of_start", "index_of_end", "capitals"))


class UnitText:
    """A title, body or comment as the recogniser reads it.

    Words are runs of letters and digits of the folded text; `starts[i]` and `ends[i]` bound `words[i]`.
    """

    __slots__ = (
        "capitals",
        "ends",
        "field",
        "folded",
        "index_of_end",
        "index_of_start",
        "plain",
        "raw",
        "starts",
        "words",
    )

    words: list[str]
    starts: list[int]
    ends: list[int]
    index_of_start: dict[int, int]
    index_of_end: dict[int, int]
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
        spans = [m.span() for m in _WORD.finditer(self.plain)]
        self.starts = [s for s, _ in spans]
        self.ends = [e for _, e in spans]
        self.index_of_start = {s: i for i, s in enumerate(self.starts)}
        self.index_of_end = {e: i for i, e in enumerate(self.ends)}
        self.capitals = [self.raw[s].isupper() for s in self.starts]
        return getattr(self, name)

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
