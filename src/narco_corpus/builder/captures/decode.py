"""Turns bytes into text: by byte-order mark, by UTF-8 where it fits, by the declared charset, by a sure guess, as
windows-1252."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from narco_corpus.builder.captures.old_charset import old_charset

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_ALLOWED = re.compile(
    r"^(utf-(8|16|16-le|16-be)|cp(125\d|437|850|932|949|950|866|874)|iso8859-\d+|koi8-[ru]|mac-(roman|cyrillic)|gbk|gb2312|gb18030"
    r"|big5(hkscs)?|shift_jis|euc_(jp|kr)|iso2022_jp)$"
)
"""Codecs that decode text; others that Python has (escapes, rot13, utf-7) are declared by mistake or for mischief."""
_ASCII_ONLY = frozenset({"iso2022_jp"})
"""Their text is ASCII to look at, and so passes for UTF-8."""
_LATIN = frozenset({"iso8859-1", "ascii"})
_HEAD = 2048


class Decoded(NamedTuple):
    """A text, and the charset that it was read in where that is a guess other than windows-1252."""

    text: str
    guess: str | None = None


def decode(content: bytes, declared: str | None) -> str:
    """The text of bytes of which some more may be elsewhere, so that none is guessed of them; as `decoded`."""
    return _decoded(content, declared, guesses=False).text


def decoded(content: bytes, declared: str | None) -> Decoded:
    """The text of a capture; never fails, never holds a surrogate.

    UTF-8 that fits is preferred to what is declared: text in another charset all but never happens to be UTF-8, and
    declarations are often wrong. Stray bytes in what is UTF-8 otherwise are read as windows-1252.
    """
    return _decoded(content, declared, guesses=True)


_ACCENTS = tuple("áéíóñ".encode("cp1252")[n : n + 1] for n in range(5))
"""What windows-1252 can end in that begins a character in UTF-8: `para qué`."""


def _decoded(content: bytes, declared: str | None, *, guesses: bool) -> Decoded:
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return Decoded(content[len(mark) :].decode(codec, "replace"))
    codec_declared = _codec(declared)
    if codec_declared in _ASCII_ONLY or (codec_declared and codec_declared.startswith("utf-16") and b"\0" in content):
        return Decoded(content.decode(codec_declared, "replace"))
    try:
        return Decoded(content.decode())
    except UnicodeDecodeError as error:
        cut = error.end == len(content) and error.reason == "unexpected end of data"
        accent = content[error.start :] in _ACCENTS and content[: error.start].isascii()
        if cut and error.start > 0 and not accent:
            return Decoded(content[: error.start].decode())
    codec_declared = codec_declared or _codec(_declaration(content))
    if codec_declared and codec_declared != "utf-8":
        try:
            return Decoded(content.decode(codec_declared))
        except UnicodeDecodeError:
            pass
    kept = content.decode("utf-8", "ignore")
    strays = len(content) - len(kept.encode())
    if len(kept.encode()) - len(kept) > strays:
        return Decoded(content.decode("utf-8", "narco_corpus_windows_1252"))
    if guesses and (guess := old_charset(content)):
        return Decoded(content.decode(guess), guess)
    return Decoded(content.decode("cp1252", "narco_corpus_windows_1252"))


def _declaration(content: bytes) -> str | None:
    match = _DECLARED.search(content[:_HEAD])
    return (match[1] or match[2]).decode("ascii", "replace") if match else None


def _codec(name: str | None) -> str | None:
    """The codec of a charset's name, as browsers take it: Latin-1 is windows-1252."""
    if not name:
        return None
    try:
        codec = codecs.lookup(name.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    if codec in _LATIN:
        return "cp1252"
    return codec if _ALLOWED.match(codec) else None


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Reads the bytes that did not fit as windows-1252, the five without a character as U+FFFD."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("narco_corpus_windows_1252", _as_windows_1252)
