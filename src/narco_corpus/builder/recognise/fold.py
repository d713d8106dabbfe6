"""Folding of text to one byte a character: lower case, no accents, everything but letters and digits a space."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Iterable

SPACE = 32


def _base(char: str) -> int:
    """The byte that stands for a character: its plain letter or digit, else a space."""
    for part in unicodedata.normalize("NFKD", char):
        if part.isascii() and part.isalnum():
            return ord(part.lower())
    return _LETTERS.get(char, SPACE)


_LETTERS = {"ß": ord("s"), "æ": ord("a"), "Æ": ord("a"), "ø": ord("o"), "Ø": ord("o"), "ð": ord("d"), "Ð": ord("d")}
_TABLE = bytes(_base(chr(code)) for code in range(256))
_LINES = _TABLE[:10] + b"\n" + _TABLE[11:]
"""The same, but for the end of a line, which stays."""
_WIDE: dict[str, int] = {}


def _replace(error: UnicodeError) -> tuple[bytes, int]:
    """Bytes for a run of characters outside latin-1, one each."""
    assert isinstance(error, UnicodeEncodeError)  # noqa: S101 - only encoding comes here
    out = bytearray()
    for char in error.object[error.start : error.end]:
        byte = _WIDE.get(char)
        if byte is None:
            byte = _WIDE[char] = _base(char)
        out.append(byte)
    return bytes(out), error.end


codecs.register_error("narco_corpus.fold", _replace)


def fold(text: str) -> bytes:
    """The text with one byte for each code point, so that offsets are the same in both."""
    return text.encode("latin-1", "narco_corpus.fold").translate(_TABLE)


def fold_all(texts: Iterable[str]) -> list[bytes]:
    """`fold` of each of one or more texts without line ends, in a fraction of the time."""
    return "\n".join(texts).encode("latin-1", "narco_corpus.fold").translate(_LINES).split(b"\n")
