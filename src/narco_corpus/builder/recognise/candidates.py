"""Spans that may be mentions: listed names, and runs of capitalised words with their parts."""

from __future__ import annotations

from collections.abc import Sequence

from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.lexicon import Sense
from narco_corpus.builder.recognise.matcher import Match
from narco_corpus.builder.recognise.unit_text import UnitText
from narco_corpus.builder.recognise.words import WordLists

ARTICLES = frozenset(("el", "la", "los", "las"))
_LINKS = frozenset(("de", "del", "la", "las", "los", "el", "y", "e", "of", "the", "and", "for", "al", "en"))
"""Words in lower case that may stand inside a name."""
_JOINTS = frozenset((" ", "-", "\n", ".", "'", "’", " & ", "&", "–"))
_QUOTES_OPEN = frozenset((' "', " “", " '", " ‘", " (", ' ("', " (“", " «", ' "', ', "', ", “", " ‘"))
_QUOTES_CLOSE = frozenset(('" ', "” ", "' ", "’ ", ") ", '") ', "”) ", "» ", '", ', "”, "))
_MOST_WORDS = 9
_SHORT = 4


class Candidate:
    """Words `first` to `last` of a unit, which are its code points `[start, end)`."""

    __slots__ = ("end", "first", "last", "nickname_inside", "senses", "start")

    def __init__(self, text: UnitText, first: int, last: int, senses: tuple[Sense, ...] = ()) -> None:
        self.first = first
        self.last = last
        self.start = text.starts[first]
        self.end = text.ends[last]
        self.senses = senses
        """What the lexicon lists for exactly this span."""
        self.nickname_inside = False
        if text.raw[self.end : self.end + 1] == "." and _keeps_point(text, first, last, senses):
            self.end += 1


def _keeps_point(text: UnitText, first: int, last: int, senses: tuple[Sense, ...]) -> bool:
    """Whether the point after the span is that of an abbreviation: `N.L.`, `Gro.`, `Rigoberto N.`"""
    if len(text.words[last]) == 1 and text.capitals[last] and last > first:
        return text.between(last - 1) == "." or (len(text.words[last - 1]) > 2 and text.capitals[last - 1])
    return (
        any(s.kind == "abbreviation" for s in senses) and not text.raw[text.starts[first] : text.ends[last]].isupper()
    )


def find_candidates(text: UnitText, matches: Sequence[Match], lists: WordLists) -> list[Candidate]:
    """Candidates sorted by start, then end; each span once."""
    table: dict[tuple[int, int], Candidate] = {}
    for match in matches:
        first, last = text.index_of_start[match.start], text.index_of_end[match.end]
        if text.words[first].isdigit() and _within_number(text, first, last):
            continue
        table[first, last] = Candidate(text, first, last, match.senses)
    for first, last in list(table):
        if any(s.label in ("PERSON", "CRIMINAL_ORG") for s in table[first, last].senses):
            _with_article(text, first, last, table)
    previous: list[int] = []
    before_previous: list[int] = []
    for run in _runs(text):
        for first, last in _parts(text, run, lists):
            if (first, last) not in table:
                table[first, last] = Candidate(text, first, last)
            if first == run[0] and (first == last or last == run[-1]):
                _with_article(text, first, last, table)
        if previous and before_previous:
            _nickname_inside(text, before_previous, previous, run, table)
        before_previous, previous = previous, run
    words = text.words
    for index in range(1, len(words)):
        if words[index - 1] in ARTICLES and lists.kind(words[index]) in "Un" and (index, index) not in table:
            _with_article(text, index, index, table)
    return [table[key] for key in sorted(table)]


def _with_article(text: UnitText, first: int, last: int, table: dict[tuple[int, int], Candidate]) -> None:
    """The span with the Spanish article before it: `los zetas`, `el Pez`."""
    if (
        first
        and text.words[first - 1] in ARTICLES
        and (first - 1, last) not in table
        and text.between(first - 1) == " "
    ):
        table[first - 1, last] = Candidate(text, first - 1, last)


def _within_number(text: UnitText, first: int, last: int) -> bool:
    """Whether digits are part of a longer number, a time or a share."""
    start, end = text.starts[first], text.ends[last]
    return text.raw[start - 1 : start] in (",", ".", ":", "$", "#", "/") or text.raw[end : end + 1] in ("%", ":")


def _runs(text: UnitText) -> list[list[int]]:
    """Indexes of the capitalised words that hang together, run by run."""
    runs: list[list[int]] = []
    words, capitals = text.words, text.capitals
    index, count = 0, len(words)
    while index < count:
        if not capitals[index] and not _is_code(words[index]):
            index += 1
            continue
        run = [index]
        following = index + 1
        while following < count:
            gap = text.between(following - 1)
            if gap not in _JOINTS and not (gap == ". " and _abbreviates(words[following - 1])):
                break
            if capitals[following] or words[following][0].isdigit():
                run.append(following)
                following += 1
                continue
            ahead = following
            while ahead < count and ahead - following < 3 and words[ahead] in _LINKS and not capitals[ahead]:
                if text.between(ahead - 1) not in (" ", "\n"):
                    break
                ahead += 1
            if (
                ahead == following
                or ahead >= count
                or not capitals[ahead]
                or text.between(ahead - 1) not in (" ", "\n")
            ):
                break
            run.append(ahead)
            following = ahead + 1
        runs.append(run)
        index = run[-1] + 1
    return runs


def _abbreviates(word: str) -> bool:
    return len(word) == 1 or word in (
        "st",
        "sta",
        "sto",
        "gral",
        "lic",
        "dr",
        "dra",
        "ing",
        "cd",
        "col",
        "ma",
        "fco",
        "gpe",
        "jr",
        "sr",
    )


def _is_code(word: str) -> bool:
    return word[0].isdigit() and not word.isdigit()


def _parts(text: UnitText, run: list[int], lists: WordLists) -> list[tuple[int, int]]:
    """The spans of a run that begin and end with a word that a name can begin or end with."""
    kinds = [lists.kind(text.words[i]) for i in run]
    calendar_words = load_cues().calendar
    calendar = [text.words[i] in calendar_words for i in run]
    parts = []
    size = len(run)
    for a in range(size):
        opening = text.words[run[a]] in ARTICLES
        if kinds[a] in "FN" and not opening:
            continue
        for b in range(a, size):
            if b - a >= _SHORT and not (a == 0 or b == size - 1):
                continue
            if run[b] - run[a] >= _MOST_WORDS:
                break
            if kinds[b] == "F" or (opening and b == a):
                continue
            if a == b and kinds[a] == "W" and _opens_sentence(text, run[a]):
                continue
            if calendar[a] or calendar[b]:
                continue
            parts.append((run[a], run[b]))
    return parts


def _opens_sentence(text: UnitText, index: int) -> bool:
    if index == 0:
        return True
    gap = text.between(index - 1)
    return "." in gap or "!" in gap or "?" in gap or "\n" in gap


def _nickname_inside(
    text: UnitText, name: list[int], nickname: list[int], rest: list[int], table: dict[tuple[int, int], Candidate]
) -> None:
    """A name with its nickname inside quotes or brackets: `Joaquín "El Chapo" Guzmán`."""
    opens = name[-1] + 1 == nickname[0] and text.between(name[-1]) in _QUOTES_OPEN
    if not opens or nickname[-1] + 1 != rest[0] or text.between(nickname[-1]) not in _QUOTES_CLOSE:
        return
    for first in name[-3:]:
        for last in rest[:3]:
            candidate = table.get((first, last)) or Candidate(text, first, last)
            candidate.nickname_inside = True
            table[first, last] = candidate
