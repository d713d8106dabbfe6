"""Tells text of old Macs and of DOS from windows-1252, by the letters within its words."""

from __future__ import annotations

import re
from typing import NamedTuple

_INNER = re.compile(rb"(?<=[A-Za-z])[\x80-\xff](?=[a-z])")
_LETTERS = "áéíóúñü"
_SIGNS = "ÁÉÍÓÚÑÜ¿¡«»“”‘’–—…ª°•©®™€\xa0"
_BETWEEN = "‘’–—…´·\xa0\xad"
"""Signs that stand between letters in windows-1252, besides its lower-case letters."""
_ASCII = bytes(range(0x80))
_LEAST = 3
"""Letters within words that a text must have to be told."""
_OTHERS = 8
"""How many of them there may be for each that windows-1252 has within no word: others are its apostrophe or dashes."""


class _Charset(NamedTuple):
    name: str
    known: bytes
    """Bytes of letters and signs of Spanish and English; texts with others are left."""
    inner: bytes
    """Those that stand within words."""
    sure: bytes
    """Those of them that do not in windows-1252."""


def _charset(name: str) -> _Charset:
    inner = f"{_LETTERS}’".encode(name, "ignore")
    return _Charset(name, inner + _SIGNS.encode(name, "ignore"), inner, bytes(b for b in inner if not _is_between(b)))


def _is_between(byte: int) -> bool:
    char = bytes([byte]).decode("cp1252", "replace")
    return char.islower() or char in _BETWEEN


_CHARSETS = (_charset("mac-roman"), _charset("cp850"))


def old_charset(content: bytes) -> str | None:
    """The charset of a Mac or of DOS that text is in which is neither UTF-8 nor declared; None where it is not sure.

    All its signs have to be of Spanish or English in that charset, those within words letters; and some of these have
    to be none in windows-1252: `Guti‚rrez`, `a¤o`, `donÕt`.
    """
    high = content.translate(None, _ASCII)
    for charset in _CHARSETS:
        if high.translate(None, charset.known):
            continue
        inner = b"".join(_INNER.findall(content))
        sure = len(inner) - len(inner.translate(None, charset.sure))
        if not inner.translate(None, charset.inner) and len(inner) >= _LEAST and sure * _OTHERS >= len(inner):
            return charset.name
    return None
