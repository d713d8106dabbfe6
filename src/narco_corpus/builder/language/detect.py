"""Tells the language of a text, also of a short and careless one.

Each known word costs each language as much as it is less likely there than in its likeliest language; the language
with the least cost is the text's, so that of a mixed text the one with more and clearer words. Capitalised words in
the middle of a sentence are names to the model and tell nothing, and where no word tells enough, nobody could tell.
"""

from __future__ import annotations

import re
from itertools import repeat
from struct import Struct

from narco_corpus.builder.language.model import ENCODING, LANE, LANGUAGES, STEP, gram_weights, word_weights

_SAMPLE = 300
"""Of a text longer than three samples its beginning, middle and end are looked at: a language shows long before."""
_WORD = re.compile("[a-zA-Z\u00c0-\u024f]+(?:'[a-z]+)?")
"""Words of other scripts are told by their script."""
_APART = bytes(
    ord("'") if char in "'’" else code if _WORD.match(char) else ord(" ")
    for code, char in enumerate(bytes(range(256)).decode(ENCODING, "replace"))
)
"""Leaves letters and apostrophes of an encoded text: split at its spaces, it falls into the same words in a third of
the time, unless an apostrophe is odd."""
_ODD = re.compile(rb"'(?:(?<![^ ']')|(?![a-z])|[a-z]+[^ a-z])")
"""An apostrophe that is not in a word, or not before small letters to its end."""
_LINK_OR_ACCOUNT = re.compile(r"(?:https?://|www\.|@)\S+")
_INITIALS = re.compile(r"\b(?:\w\.){2,}")
_ENOUGH = round(3.0 / STEP)
"""What the words must tell, in steps."""
_RARE = round(4.0 / STEP)
"""What a language other than English and Spanish costs beforehand: such comments are rare here."""
_PRIOR = sum(_RARE << LANE * lane for lane in range(2, len(LANGUAGES)))
_LANES = Struct(f"<{len(LANGUAGES)}HQ")
_WORD_GRAMS_CAP = round(2.5 / STEP)
_SCRIPTS = (
    ("ja", re.compile("[\u3041-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("uk", re.compile("[іїєґІЇЄҐ]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
)
_OTHER_SCRIPT = re.compile("[\u0370-\u1cff\u3041-\ud7a3]")


def detect(text: str) -> str | None:
    """The BCP 47 tag of the text's main language; None where the text does not tell (`CDG!!!`, `lol`, names alone)."""
    if len(text) > 3 * _SAMPLE:
        middle = (len(text) - _SAMPLE) // 2
        text = f"{text[:_SAMPLE]}\n{text[middle : middle + _SAMPLE]}\n{text[-_SAMPLE:]}"
    encoded = _encoded(text)
    if encoded is None and _OTHER_SCRIPT.search(text) and (found := _by_script(text)):
        return found
    if "http" in text or "@" in text or "www." in text:
        text = _LINK_OR_ACCOUNT.sub(" ", text)
        encoded = _encoded(text)
    shouted = text.isupper()
    if shouted:
        text = _INITIALS.sub(" ", text).lower()
        encoded = _encoded(text)
    total = sum(map(word_weights().get, _words(text, encoded), repeat(0)), _PRIOR)
    *costs, told = _LANES.unpack(total.to_bytes(_LANES.size, "little"))
    if told >= _ENOUGH:
        return LANGUAGES[costs.index(min(costs))]
    # An acronym's letters tell nothing.
    return None if shouted else _by_letters(_WORD.findall(text.replace("’", "'")), costs[1] - costs[0])


def _encoded(text: str) -> bytes | None:
    """The text in one byte a character; None where it has others, as scripts but the Latin one have."""
    if text.isascii():
        return text.encode()
    try:
        return text.encode(ENCODING)
    except UnicodeEncodeError:
        return None


def _words(text: str, encoded: bytes | None) -> list[bytes]:
    if encoded is not None:
        apart = encoded.translate(_APART)
        if not _ODD.search(apart):
            return apart.split()
    return [word.encode(ENCODING, "replace") for word in _WORD.findall(text.replace("’", "'"))]


def _by_letters(words: list[str], english: int) -> str | None:
    """English or Spanish by the letters of the unknown words, added to what the known ones tell."""
    weights, known = gram_weights(), word_weights()
    for word in words:
        if len(word) > 3 and word.islower() and word.encode(ENCODING, "replace") not in known:
            marked = f"^{word}$"
            told = sum(weights.get(marked[i : i + 3], 0) for i in range(len(marked) - 2))
            english += max(-_WORD_GRAMS_CAP, min(_WORD_GRAMS_CAP, told))
    if abs(english) < _ENOUGH:
        return None
    return "en" if english > 0 else "es"


def _by_script(text: str) -> str | None:
    """The language that most letters' script stands for, where that is not the Latin one."""
    letters = sum(c.isalpha() for c in text)
    counts = {language: len(script.findall(text)) for language, script in _SCRIPTS}
    if 2 * sum(counts.values()) <= letters:
        return None
    if counts["ja"] and counts["ja"] * 10 > counts["zh"]:
        return "ja"
    if counts["uk"] * 20 > counts["ru"]:
        return "uk"
    return max(counts, key=lambda x: counts[x]) if any(counts.values()) else None
