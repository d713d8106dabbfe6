"""Finds telephone numbers that are spelled in words (`ocho siete uno cinco cinco cinco …`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from narco_corpus.builder.privacy.lower_case import lower_case
from narco_corpus.builder.privacy.span import Span
from narco_corpus.builder.privacy.spellings import spellings
from narco_corpus.builder.privacy.traces import Traces

_DIGITS = {
    "es": ("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"),
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "oh"),
}
_TENS_ALONE = {
    "es": r"veinte|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa",
    "en": r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety",
}
_TEENS = {
    "es": r"diez|doce|trece|catorce|quince|dieci\w{3,6}|veinti\w{3,6}",
    "en": r"eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen",
}
_TENS = {
    "es": (
        rf"(?:{_TENS_ALONE['es']})(?:\sy\s(?:un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve))?|{_TEENS['es']}|once"
    ),
    "en": (rf"(?:{_TENS_ALONE['en']})(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?|{_TEENS['en']}|ten"),
}
_GAP = r"(?:[\s,.-]|,\s|\s-\s)"
_CUE = re.compile(
    r"(?<!\w)(?:cel|celular|cell|tel|tel[eé]fono|phone|whats\w*|w[au]sap|mobile|m[oó]vil|n[uú]mero|number|ll[aá]m[ae]n?me|call\s+me"
    r"|text\s+me|m[aá]r[cq]u?[ae]n?me)(?!\w)[^\w\n]{0,3}(?:\w+[\s:]{1,2}){0,3}$"
)
_WINDOW = 40
_ALONE = 7
"""Words of one digit in a row that are a number without a word that says so."""
_ANNOUNCED = 5
_IN_WORDS = 3
"""Words of one digit that such a number has at least."""
_WHOLE = 10
"""Digits of a number of Mexico and North America with its area."""


def _part(language: str) -> str:
    return rf"(?:{_TENS[language]}|{'|'.join(_DIGITS[language])}|\d{{1,7}})(?!\w)"


def _pattern(part: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){part}(?:{_GAP}{part}){{{_ANNOUNCED - 2},14}}")


_PARTS = {language: re.compile(_part(language)) for language in _DIGITS}
_PATTERNS = {language: _pattern(_part(language)) for language in _DIGITS}

_TWO_DIGITS = "|".join(f"(?:{'|'.join(words)}){_GAP}(?:{'|'.join(words)})" for words in _DIGITS.values())
_ANY_TENS = "|".join((*_TENS_ALONE.values(), *_TEENS.values())).replace(r"\w{3,6}", "")
_IN_WORDS_AT_ALL = re.compile(f"{_TWO_DIGITS}|{_ANY_TENS}")
"""What tells a number in words from one in figures with a `once` or `ten` beside it."""
SPELLED_TRACES = (
    Traces(spellings(_TWO_DIGITS)),
    Traces(spellings(_ANY_TENS), re.compile("|".join(pattern.pattern for pattern in _PATTERNS.values()))),
)


def spelled_phones(text: str) -> Iterator[Span]:
    """Numbers in words: seven digits in a row that do not count up or down, or five after a word for telephones; ten in
    all with tens or figures between them (`nine five six 555 0134`)."""
    lower = lower_case(text)
    for language, pattern in _PATTERNS.items():
        names = {word: n for n, word in enumerate(_DIGITS[language])}
        for m in pattern.finditer(lower):
            parts = _PARTS[language].findall(m[0])
            digits = [names[part] for part in parts if part in names]
            if (len(digits) == len(parts) and _counts(digits)) or not _IN_WORDS_AT_ALL.search(m[0]):
                continue
            announced = len(parts) >= _ANNOUNCED and _CUE.search(lower[max(0, m.start() - _WINDOW) : m.start()])
            in_all = len(digits) + sum(len(part) if part.isdigit() else 2 for part in parts if part not in names)
            whole = in_all == _WHOLE and len(digits) >= _IN_WORDS and digits != [*range(digits[0], digits[-1] + 1)]
            if announced or len(digits) == len(parts) >= _ALONE or whole:
                yield Span(m.start(), m.end(), "phone")


def _counts(digits: list[int]) -> bool:
    """Whether it is counting, or one digit again and again: `uno dos tres cuatro …`."""
    steps = [after - before for before, after in pairwise(digits)]
    return len({*steps}) == 1 or steps.count(1) >= len(steps) - 1
