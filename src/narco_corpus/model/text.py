"""Rules that every text of a release has been through; offsets count code points of their result."""

from __future__ import annotations

import re
import unicodedata

_REMOVED = ("\u200b", "\u2060", "\ufeff")
_CONTINUING = "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
_SUSPECT = re.compile(f"[\u00c2-\u00f4]{_CONTINUING}")
"""A UTF-8 lead byte and a continuation byte, both read as windows-1252 or latin-1."""
_SUSPECT_UTF8 = re.compile(
    b"\xc3[\x82-\xb4](?:\xc2[\x80-\xbf]|\xc5[\x92\x93\xa0\xa1\xb8\xbd\xbe]|\xc6\x92|\xcb[\x86\x9c]|"
    b"\xe2\x80[\x93-\xba]|\xe2\x82\xac|\xe2\x84\xa2)"
)
"""The same in UTF-8: looked for from one byte to the next of its kind, which is quicker."""
_NOT_WORD = re.compile(r"[\W_]+")


def normalise(text: str) -> str:
    r"""NFC, `\n` line ends, plain spaces for no-break ones, no zero-width characters, mojibake repaired.

    Joiners inside emoji (U+200D) stay. Wrongly decoded UTF-8 is repaired line by line with `ftfy.fix_encoding`, and
    only in lines that hold the trace of it.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        if _SUSPECT_UTF8.search(text.encode("utf-8", "surrogatepass")):
            text = "\n".join(_repair(line) if _SUSPECT.search(line) else line for line in text.split("\n"))
        for char in _REMOVED:
            text = text.replace(char, "")
        text = text.replace("\u00a0", " ")
        try:
            text.encode("latin-1")  # of such characters alone a text is composed as it is
        except UnicodeEncodeError:
            text = unicodedata.normalize("NFC", text)
    return text


def _repair(line: str) -> str:
    import ftfy

    return ftfy.fix_encoding(line)


def squeeze(text: str) -> str:
    """The text with each run of white space as one space, none at its ends."""
    if text.isprintable() and "  " not in text and text == text.strip():
        return text  # printable text has no white space but plain spaces, and of that no more than is to stay
    return " ".join(text.split())  # the white space of str.split is that of \s


def key_text(text: str) -> str:
    """Letters and digits in lower case without accents, single spaces between words: what equal titles share."""
    return " ".join(key_words(text))


def key_words(text: str) -> list[str]:
    """The words of a text's key."""
    if text.isascii():
        return text.encode().translate(_LOWER).decode().split()
    try:
        coded = text.encode("cp1252").translate(_PLAIN_1252)
    except UnicodeEncodeError:
        return _untabled(text).split()
    return _untabled(text).split() if _RARE in coded else coded.decode().split()


def _untabled(text: str) -> str:
    """The key of any text, with spaces where there were other characters."""
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
            return _NOT_WORD.sub(" ", plain)
    return plain.encode().translate(_PLAIN).decode()


_RARE = b"\0"
"""Stands for characters that are not one letter or digit in a key."""
_PLAIN = bytes(code if chr(code).isalnum() and code < 128 else 32 for code in range(256))
_LOWER = _PLAIN.lower()


def _table_1252() -> bytes:
    """What each byte of windows-1252 is in a key: most texts that are not ASCII have no other characters."""
    table = bytearray(_LOWER)
    for code in range(128, 256):
        key = _untabled(bytes([code]).decode("cp1252", "ignore")).strip()
        table[code] = 32 if not key else ord(key) if len(key) == 1 and key.isascii() else _RARE[0]
    return bytes(table)


_PLAIN_1252 = _table_1252()
