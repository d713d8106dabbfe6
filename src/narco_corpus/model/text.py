"""Rules that every text of a release has been through; offsets count code points of their result."""

from __future__ import annotations

import re
import unicodedata

_REMOVED = re.compile("[\u200b\u2060\ufeff]")
_SUSPECT = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
"""A UTF-8 lead byte and a continuation byte, both read as windows-1252 or latin-1."""
_SPACE = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[\W_]+")


def normalise(text: str) -> str:
    r"""NFC, `\n` line ends, plain spaces for no-break ones, no zero-width characters, mojibake repaired.

    Joiners inside emoji (U+200D) stay. Wrongly decoded UTF-8 is repaired line by line with `ftfy.fix_encoding`, and
    only in lines that hold the trace of it.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        if _SUSPECT.search(text):
            text = "\n".join(_repair(line) if _SUSPECT.search(line) else line for line in text.split("\n"))
        text = _REMOVED.sub("", text).replace("\u00a0", " ")
        text = unicodedata.normalize("NFC", text)
    return text


def _repair(line: str) -> str:
    import ftfy

    return ftfy.fix_encoding(line)


def squeeze(text: str) -> str:
    """The text with each run of white space as one space, none at its ends."""
    return _SPACE.sub(" ", text).strip()


def key_text(text: str) -> str:
    """Letters and digits in lower case without accents, single spaces between words: what equal titles share."""
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        for char in set(plain):  # few are not ASCII, so one pass for each is cheaper than one step for each character
            if char > "\x7f":
                if unicodedata.combining(char):
                    plain = plain.replace(char, "")
                elif not char.isalnum():
                    plain = plain.replace(char, " ")
        if not plain.isascii():
            return _NOT_WORD.sub(" ", plain).strip()
    return " ".join(plain.encode().translate(_PLAIN).decode().split())


_PLAIN = bytes(code if chr(code).isalnum() and code < 128 else 32 for code in range(256))
