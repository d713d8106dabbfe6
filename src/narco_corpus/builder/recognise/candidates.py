"""Spans that may be mentions: listed names, and runs of capitalised words with their parts."""

from __future__ import annotations

from collections.abc import Sequence

from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.fold import fold
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
_SETTLEMENTS = ("city", "town", "municipality", "borough", "county")


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
        first, last = text.words_of(match.start, match.end)
        if not _misread(text, match, first, last, lists):
            table[first, last] = Candidate(text, first, last, match.senses)
    for first, last in list(table):
        _listed_with_article(text, table[first, last], table)
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


def _listed_with_article(text: UnitText, candidate: Candidate, table: dict[tuple[int, int], Candidate]) -> None:
    """A listed nickname or short group name takes the article before it; where it can be nothing else, always."""
    first, last = candidate.first, candidate.last
    if not first or text.words[first - 1] not in ARTICLES or text.between(first - 1) != " ":
        return
    raw = text.raw[candidate.start : candidate.end]
    taking = tuple(s for s in candidate.senses if takes_article(s, raw))
    if not taking:
        return
    if (first - 1, last) not in table:
        table[first - 1, last] = Candidate(text, first - 1, last, taking)
    if len(taking) == len(candidate.senses):
        del table[first, last]


def takes_article(sense: Sense, raw: str) -> bool:
    """Whether a Spanish article before this name is part of it: nicknames and short group names, but no acronyms."""
    if sense.label == "PERSON":
        return sense.kind in ("nickname", "code")
    if sense.label != "CRIMINAL_ORG" or sense.kind not in ("short", "nickname", "slang"):
        return False
    letters = [c for c in raw if c.isalpha()]
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return False
    return load_cues().formal.isdisjoint(fold(raw).decode("ascii").split())


def _misread(text: UnitText, match: Match, first: int, last: int, lists: WordLists) -> bool:
    """Whether a listed name is only part of a number, a time, a dotted abbreviation, or a small word."""
    word = text.words[first]
    if word.isdigit() and _within_number(text, first, last):
        return True
    if first == last:
        if word in load_cues().unmarked:
            return True
        if word in load_cues().calendar and first and text.words[first - 1][-1].isdigit():
            return True
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


def _within_number(text: UnitText, first: int, last: int) -> bool:
    """Whether digits are part of a longer number, a time or a share."""
    start, end = text.starts[first], text.ends[last]
    return text.raw[start - 1 : start] in (",", ".", ":", "$", "#", "/") or text.raw[end : end + 1] in ("%", ":")


def _runs(text: UnitText) -> list[list[int]]:
    """Indexes of the capitalised words that hang together, run by run."""
    runs: list[list[int]] = []
    words, capitals = text.words, text.capitals
    calendar = load_cues().calendar
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
            if words[following] in calendar and words[following - 1] != "de":
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
    cues = load_cues()
    calendar = [text.words[i] in cues.calendar for i in run]
    titles = cues.context["title"] - {"don", "dona"}
    parts = []
    size = len(run)
    for a in range(size):
        opening = text.words[run[a]] in ARTICLES
        if (kinds[a] == "N" or text.words[run[a]] in cues.stop) and not opening:
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
            if calendar[a] or calendar[b] or (a == b and text.words[run[a]] in cues.unmarked):
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
