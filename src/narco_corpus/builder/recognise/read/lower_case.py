"""Spans in lower case that may be names though no list has them whole: rare words and names of persons, in runs."""

from __future__ import annotations

from collections.abc import Iterator

from narco_corpus.builder.recognise.boundaries import ARTICLES
from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.unit_text import WordText
from narco_corpus.builder.recognise.words import WordLists

_RARE = "GSBUn"
"""Kinds of words that are no common words."""
_NAMES = "GSBgsbUn"
_AFTER_ARTICLE = "GSBgsbUnwN"
_MOST = 3
"""Words of such a name at most."""


def lower_case_spans(text: WordText, lists: WordLists) -> Iterator[tuple[int, int]]:
    """First and last words; sentences without capitals are where these are met."""
    words, capitals = text.words, text.capitals
    cues = load_cues()
    titles, stop, heads, unmarked = cues.context["title"], cues.stop, cues.lower_heads, cues.unmarked
    count = len(words)
    for index, kind in enumerate(lists.kinds(words)):
        word = words[index]
        plain = kind == "F" or (kind in "WN" and (not index or words[index - 1] not in ARTICLES))
        if (plain and word not in heads) or capitals[index] or word in titles or word in stop or word in unmarked:
            continue
        article = index > 0 and words[index - 1] in ARTICLES and text.between(index - 1) == " "
        if (kind in _RARE and len(word) > 2) or (article and kind in _AFTER_ARTICLE):
            for last in _run(text, lists, index):
                yield index, last
                if article:
                    yield index - 1, last
        elif kind in "gsb" and _names_on(text, lists, index):
            yield index, index + 1
        if word in heads and index + 1 < count and text.between(index) == " ":
            yield from _headed(text, lists, index)


def _names_on(text: WordText, lists: WordLists, index: int) -> bool:
    """Whether a name that is a common word too has a rare one after it: `luz maria`."""
    after = index + 1
    if after == len(text.words) or text.capitals[after] or text.between(index) != " ":
        return False
    return lists.kind(text.words[after]) in _RARE


def _run(text: WordText, lists: WordLists, first: int) -> Iterator[int]:
    """Where a name that begins there may end."""
    yield first
    words = text.words
    for last in range(first + 1, min(first + _MOST, len(words))):
        if text.capitals[last] or lists.kind(words[last]) not in _NAMES or text.between(last - 1) not in (" ", "-"):
            return
        yield last


def _headed(text: WordText, lists: WordLists, head: int) -> Iterator[tuple[int, int]]:
    """A name after the word that heads it, with and without that: `hotel verde`, `cartel de los reyes`."""
    first = head + 1
    words = text.words
    while first < len(words) and first - head < 4 and words[first] in ("de", "del", "la", "los", "las", "el"):
        first += 1
    if (
        first >= len(words)
        or lists.kind(words[first]) in "FN"
        or any(text.between(i) != " " for i in range(head, first))
    ):
        return
    if text.capitals[first]:
        if lists.kind(words[first]) != "W":
            yield head, first
        return
    yield head, first
    yield first, first
    if first + 1 < len(words) and lists.kind(words[first + 1]) not in "FN" and text.between(first) == " ":
        yield head, first + 1
        yield first, first + 1
