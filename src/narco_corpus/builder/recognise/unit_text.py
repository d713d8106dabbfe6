"""One text of a document, folded, with its words around a span at hand."""

from __future__ import annotations

from narco_corpus.builder.recognise.fold import fold


class UnitText:
    """A title, body or comment as the recogniser reads it."""

    __slots__ = ("field", "folded", "raw")

    def __init__(self, field: str, raw: str) -> None:
        self.field = field
        self.raw = raw
        self.folded = fold(raw)

    def before(self, start: int) -> str:
        """The folded word before `start` if nothing but a space is between, else an empty text."""
        raw = self.raw
        if start < 2 or raw[start - 1] not in " \n":
            return ""
        folded = self.folded
        begin = folded.rfind(b" ", 0, start - 1) + 1
        return folded[begin : start - 1].decode("ascii")

    def after(self, end: int) -> str:
        """The folded word after `end` if nothing but a space is between, else an empty text."""
        raw = self.raw
        if end + 1 >= len(raw) or raw[end] not in " \n-":
            return ""
        folded = self.folded
        stop = folded.find(b" ", end + 1)
        return folded[end + 1 : stop if stop >= 0 else len(folded)].decode("ascii")
