"""Spans that may be mentions: listed names, and runs of capitalised words with their parts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from narco_corpus.builder.recognise.boundaries import ARTICLES, takes_article
from narco_corpus.builder.recognise.cues import load_cues, load_head_words
from narco_corpus.builder.recognise.lexicon import Sense
from narco_corpus.builder.recognise.matcher import Match
from narco_corpus.builder.recognise.read.lower_case import lower_case_spans
from narco_corpus.builder.recognise.read.numbered_names import numbered_names
from narco_corpus.builder.recognise.read.runs import capital_runs, is_day
from narco_corpus.builder.recognise.read.unmarked import Unmarked
from narco_corpus.builder.recognise.unit_text import WordText
from narco_corpus.builder.recognise.words import WordLists

_QUOTES_OPEN = frozenset((' "', " “", " '", " ‘", " (", ' ("', " (“", " «", ' "', ', "', ", “", " ‘"))
_QUOTES_CLOSE = frozenset(('" ', "” ", "' ", "’ ", ") ", '") ', "”) ", "» ", '", ', "”, "))
_MOST_WORDS = 9
"""Words of a name that no list has, at most, small ones within it too."""
_SHORT = 4
"""Words of a part in the middle of a run at most; those at either end of it may be longer."""
_SETTLEMENTS = ("city", "town", "municipality", "borough", "county")


class Candidate:
    """Words `first` to `last` of a unit, which are its code points `[start, end)`."""

    __slots__ = ("end", "first", "last", "nickname_inside", "run", "senses", "start")

    def __init__(self, text: WordText, first: int, last: int, senses: tuple[Sense, ...] = ()) -> None:
        self.first = first
        self.last = last
        self.start = text.starts[first]
        self.end = text.ends[last]
        self.senses = senses
        """What the lexicon lists for exactly this span."""
        self.nickname_inside = False
        self.run: tuple[int, int] | None = None
        """First and last of the capitalised words that hang together where the span begins."""
        if text.raw[self.end : self.end + 1] == "." and _keeps_point(text, first, last, senses):
            self.end += 1


def _keeps_point(text: WordText, first: int, last: int, senses: tuple[Sense, ...]) -> bool:
    """Whether the point after the span is that of an abbreviation: `N.L.`, `Gro.`, `Rigoberto N.`"""
    if len(text.words[last]) == 1 and text.capitals[last] and last > first:
        return text.between(last - 1) == "." or (len(text.words[last - 1]) > 2 and text.capitals[last - 1])
    if not any(s.text.endswith(".") or s.kind == "abbreviation" for s in senses):
        return False
    raw = text.raw[text.starts[first] : text.ends[last]]
    return len(raw) > 2 or not raw.isupper()


def find_candidates(text: WordText, matches: Sequence[Match], lists: WordLists) -> list[Candidate]:
    """Candidates sorted by start, then end; each span once."""
    table: dict[tuple[int, int], Candidate] = {}
    for match in matches:
        first, last = text.words_of(match.start, match.end)
        if not _misread(text, match, first, last, lists):
            # Of matches that end together the longest comes first: a surname with its title counts before the word.
            table.setdefault((first, last), Candidate(text, first, last, match.senses))
    for first, last in list(table):
        _listed_with_article(text, table[first, last], table)
    previous: list[int] = []
    before_previous: list[int] = []
    run_of: dict[int, tuple[int, int]] = {}
    heads = load_head_words()
    for run in capital_runs(text):
        begin = run[0]
        if text.words[begin] not in heads and lists.kind(text.words[begin]) in "FW" and _opens_sentence(text, begin):
            begin = run[min(1, len(run) - 1)]
        if begin < run[-1]:
            run_of.update((index, (begin, run[-1])) for index in run)
        for first, last in _parts(text, run, lists):
            if (first, last) not in table:
                table[first, last] = Candidate(text, first, last)
            if first == run[0] and (first == last or last == run[-1]):
                _with_article(text, first, last, table)
        if previous and before_previous:
            _nickname_inside(text, before_previous, previous, run, table)
        before_previous, previous = previous, run
    for first, last in chain(lower_case_spans(text, lists), numbered_names(text)):
        if (first, last) not in table:
            table[first, last] = Candidate(text, first, last)
    unmarked = Unmarked(text)
    found = [table[key] for key in sorted(table) if not unmarked.has(*key)]
    for candidate in found:
        candidate.run = run_of.get(candidate.first)
    return found


def _with_article(text: WordText, first: int, last: int, table: dict[tuple[int, int], Candidate]) -> None:
    """The span with the Spanish article before it: `los zetas`, `el Pez`."""
    if (
        first
        and text.words[first - 1] in ARTICLES
        and (first - 1, last) not in table
        and text.between(first - 1) == " "
    ):
        table[first - 1, last] = Candidate(text, first - 1, last)


def _listed_with_article(text: WordText, candidate: Candidate, table: dict[tuple[int, int], Candidate]) -> None:
    """A listed nickname or short group name takes the article before it; where it can be nothing else, always."""
    first, last = candidate.first, candidate.last
    if not first or text.words[first - 1] not in ARTICLES or text.between(first - 1) != " ":
        return
    raw = text.raw[candidate.start : candidate.end]
    taking = tuple(s for s in candidate.senses if takes_article(raw, s.label, (s,)))
    if not taking:
        return
    if (first - 1, last) not in table:
        table[first - 1, last] = Candidate(text, first - 1, last, taking)
    if len(taking) == len(candidate.senses):
        del table[first, last]


def _misread(text: WordText, match: Match, first: int, last: int, lists: WordLists) -> bool:
    """Whether a listed name is only part of a number, a time, a dotted abbreviation, or a small word."""
    word = text.words[first]
    if word.isdigit() and _within_number(text, first, last):
        return True
    if first < last and word in load_cues().context["cheer"] and all(s.label == "PLACE" for s in match.senses):
        return True  # there are villages of that name: `Viva México`
    if first == last:
        if word in load_cues().unmarked:
            return True
        if word in load_cues().calendar:
            places = all(s.label == "PLACE" for s in match.senses)
            return places or (first > 0 and text.words[first - 1][-1].isdigit())
        if not text.capitals[first] and all(s.label == "PLACE" for s in match.senses):
            kind = lists.kind(word)
            if kind == "F":
                return not first or text.words[first - 1] != "the"
            if kind == "W" and all(s.kind in _SETTLEMENTS for s in match.senses):
                return not first or text.words[first - 1] not in load_cues().place_before
    if len(word) == 1 or len(text.words[last]) == 1:
        before, after = text.raw[text.starts[first] - 1 : text.starts[first]], text.raw[text.ends[last] :][:2]
        return before == "." or (after[:1] == "." and after[1:].isalpha())
    return False


def _within_number(text: WordText, first: int, last: int) -> bool:
    """Whether digits are part of a longer number, a time or a share."""
    start, end = text.starts[first], text.ends[last]
    return text.raw[start - 1 : start] in (",", ".", ":", "$", "#", "/") or text.raw[end : end + 1] in ("%", ":")


def _parts(text: WordText, run: list[int], lists: WordLists) -> list[tuple[int, int]]:
    """The spans of a run that begin and end with a word that a name can begin or end with."""
    kinds = [lists.kind(text.words[i]) for i in run]
    cues = load_cues()
    calendar = [_dated(text, run, position, kinds) for position in range(len(run))]
    titles = cues.context["title"]
    parts = []
    size = len(run)
    for a in range(size):
        opening = text.words[run[a]] in ARTICLES
        stops = kinds[a] == "N" or (text.words[run[a]] in cues.stop and not _country(text, run[a]))
        if stops and not opening and not (kinds[a] == "N" and a + 1 < size and is_day(text, run[a], run[a + 1])):
            continue
        if a + 1 < size and text.words[run[a]] in titles:
            continue  # a title before a name is not part of it; listed names that begin so are candidates anyway
        for b in range(a, size):
            if b - a >= _SHORT and not (a == 0 or b == size - 1):
                continue
            if run[b] - run[a] >= _MOST_WORDS:
                break
            if text.words[run[b]] in cues.stop or (opening and b == a):
                continue
            if a == b and (kinds[a] == "F" or (kinds[a] == "W" and _opens_sentence(text, run[a]))):
                continue
            bare = a + 1 if opening else a
            if calendar[a] or calendar[b] or (bare == b and text.words[run[b]] in cues.unmarked):
                continue
            parts.append((run[a], run[b]))
    return parts


def _dated(text: WordText, run: list[int], position: int, kinds: list[str]) -> bool:
    """Whether a word of a run is a month or day: not where it is a person's or a street's."""
    index = run[position]
    if text.words[index] not in load_cues().calendar:
        return False
    if text.words[index] in load_cues().calendar_forenames and position + 1 < len(run) and kinds[position + 1] in "GSB":
        return False
    return not (position and is_day(text, run[position - 1], index))


def _country(text: WordText, index: int) -> bool:
    return text.raw[text.starts[index] : text.ends[index]] == "US"


def _opens_sentence(text: WordText, index: int) -> bool:
    if index == 0:
        return True
    gap = text.between(index - 1)
    return "." in gap or "!" in gap or "?" in gap or "\n" in gap


def _nickname_inside(
    text: WordText, name: list[int], nickname: list[int], rest: list[int], table: dict[tuple[int, int], Candidate]
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
