"""Comments that end in a line of buttons, as Facebook prints them: a name, the text, `Like · Reply · 3y`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from narco_corpus.builder.parse.lines import Line, paragraphs
from narco_corpus.builder.parse.phrases import is_phrase
from narco_corpus.builder.parse.printed_comment import PrintedComment
from narco_corpus.builder.parse.prose import is_sentence

_FOOT = re.compile(
    r"(?=.*\b(?:reply|responder)\b)(?=.*\b(?:like|me gusta)\b)"
    r"(?:(?:like|me gusta|reply|responder|share|compartir|hide|ocultar|edited|editado|see translation|ver traducción|"
    r"\d{1,5}|\d{1,3} ?(?:y|yrs?|years?|años?|mo|months?|mes(?:es)?|w|wks?|weeks?|sem|semanas?|d|days?|días?|"
    r"h|hrs?|hours?|horas?|m|mins?|minutos?|s))(?:[\W_]+|$)){2,8}",
    re.IGNORECASE,
)
_FIRST = frozenset("lLmMrR0123456789")
_FOOT_LENGTH = 60
"""Characters of a line of buttons at most."""
_NAME = 50
"""Characters of a name."""
_NAME_WORDS = 5


def is_footed(text: str) -> bool:
    """Whether a line is the buttons under a comment."""
    return text[0] in _FIRST and len(text) <= _FOOT_LENGTH and _FOOT.fullmatch(text) is not None


def footed_start(lines: Sequence[Line]) -> int | None:
    """The first comment of a page where at least two end in buttons, and no line stands over them."""
    feet = [index for index, line in enumerate(lines) if line.text[0] in _FIRST and is_footed(line.text)]
    if len(feet) < 2:
        return None
    start = feet[0]
    while start > 1 and not lines[start].gap:
        start -= 1
    # Where blank lines part the name from the text, the name is the next line over the text that can be one.
    above = start - 2 if start == feet[0] else start
    while above > 1 and not (lines[above].text[0].isupper() and _can_be_name(lines[above].text)):
        above -= 1
    return above if above > 1 else start


def read_footed(lines: Sequence[Line]) -> list[PrintedComment]:
    """The comments of lines that end in buttons; what a page has behind the last of them is none."""
    found: list[PrintedComment] = []
    own: list[Line] = []
    for line in lines:
        if not is_footed(line.text):
            own.append(line)
            continue
        while len(own) > 1 and is_phrase("badge", own[0].text):
            del own[0]
        name = own.pop(0).text if own and _can_be_name(own[0].text) else None
        while len(own) > 1 and is_phrase("badge", own[0].text):
            del own[0]
        found.append(PrintedComment(author=name, text=paragraphs(own)))
        own = []
    return found


def _can_be_name(text: str) -> bool:
    return len(text) <= _NAME and len(text.split()) <= _NAME_WORDS and not is_sentence(text) and not is_footed(text)
