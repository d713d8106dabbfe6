"""Which line of a head is the title."""

from __future__ import annotations

from collections.abc import Sequence

from narco_corpus.builder.parse.bylines import is_byline
from narco_corpus.builder.parse.dates import DateLine
from narco_corpus.builder.parse.lines import Line
from narco_corpus.builder.parse.phrases import folded, is_media, words
from narco_corpus.builder.parse.prose import capitals

_NAME = 3
"""Words at most of a line that is rather a name than a title."""
_SITE = 5
"""Words at most of the name of a site that says what it is: `The Daily News of Laredo`."""


def is_title(text: str) -> bool:
    """Whether a line can be a title: neither long nor a sentence."""
    if len(text) > 180 or text[-1] in ",;:":
        return False
    if text[-1] == "." and not text.endswith("..."):
        return len(text) < 80 and len(text.split()) > 2 and ". " not in text and capitals(text) > 0.7
    return any(c.isalpha() for c in text)


def is_deck(line: Line) -> bool:
    """What could be a title and is more than the name of an outlet."""
    return len(line.text.split()) > 6 or capitals(line.text) <= 0.5


def best_title(above: Sequence[Line]) -> Line | None:
    """The title among the lines above a date or body: not a name of one to three words where there is a longer one."""
    if not above:
        return None
    longer = [line for line in above if len(line.text.split()) > _NAME] or list(above[:1])
    best = longer[-1]
    for line in reversed(longer[:-1]):
        if capitals(line.text) - capitals(best.text) > 0.34:
            best = line
    return best


def is_over_date(
    best: Line, above: Sequence[Line], dated: Sequence[Line], after: int, found: DateLine, *, signed: bool
) -> bool:
    """Whether the best line above a date is the title, where the line below the date could be one too.

    A blog's date stands over its posts' titles, and over the date its name: so what can be a name, what stands over a
    weekday, and what has under the date a line with a byline of its own is no title without a byline between.

    Args:
        best: the best of the lines `above` the date.
        above: the lines above the date that can be titles.
        dated: the lines from the date on.
        after: index in `dated` of the line that could be the title too.
        found: what the date's line says.
        signed: whether a byline stands between the best line and the date.
    """
    if signed:
        return True
    below = dated[after + 1] if after + 1 < len(dated) else None
    if below is not None and is_byline(below.text):
        return False
    if found.weekday:
        is_under = not dated[0].gap and dated[after].gap > 0
        return is_under and len(above) == 1 and len(best.text.split()) > _SITE
    if _names_site(best.text):
        return False
    is_all = all(is_media(line.text) for line in dated[after + 1 :])
    over = [line.text for line in above if line.number <= best.number]
    return (is_all and len(over) == 1) or not any(len(text.split()) <= _NAME or _names_site(text) for text in over)


def _names_site(text: str) -> bool:
    """Whether a line is the name of a blog or a paper by its words."""
    parts = text.split()
    return len(parts) <= _SITE and capitals(text) == 1.0 and any(folded(part) in words("site_name") for part in parts)
