"""Texts in lower case as expressions that ignore case see them: to look for the words that such an expression needs."""

from __future__ import annotations


def lower_case(text: str) -> str:
    """The text in lower case; the dotless and the dotted I of Turkish and the long s are `i` and `s`."""
    if text.isascii():
        return text.lower()
    return text.replace("İ", "i").lower().replace("ı", "i").replace("ſ", "s")
