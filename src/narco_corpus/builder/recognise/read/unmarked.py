"""Spans that look like names and are never marked: weapons, vehicles, operations, clock times, forces that are only
described, and those to whom people pray."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from narco_corpus.builder.recognise.boundaries import ARTICLES
from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.small_words import OF_THE
from narco_corpus.builder.recognise.unit_text import WordText

_QUOTES = frozenset("\"“'‘«")
_CLOSING = frozenset("\"”'’»")
_BEFORE_ONE = frozenset(("a", "an", "the", "this", "that", "una", "un", "la", "el", "esa", "ese"))
"""What stands before one vehicle of a model."""
_THE = frozenset(("la", "las", "los", "el", "the"))
_OUR = frozenset(("our", "nuestra"))
_WOMEN = frozenset(("lady", "senora"))
"""Words for anybody, but for the one to whom people pray after `our`."""
_OPERATION_WORDS = 3
"""Words of an operation's name at most."""
_QUOTED_WORDS = 5
_CLOCK = re.compile(r"(?<![\w:.,-])\d{1,2}:\d\d(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")


class Unmarked:
    """What of a text is no mention by the guidelines, whatever list has it."""

    def __init__(self, text: WordText) -> None:
        self._text = text
        self._shares = "%" in text.raw
        self._starts: set[int] = set()
        """Words with which no mention begins."""
        self._ends: set[int] = set()
        """Words with which none ends."""
        self._models: dict[int, int] = {}
        """The model of the vehicle whose name begins with a word: the maker's, or the model's own."""
        self._alone: set[int] = set()
        """Models without the maker, of which the text has said it: `the Durango was stolen`."""
        words, cues = text.words, load_cues()
        if not cues.makes.isdisjoint(words):
            self._find_vehicles(cues.makes)
        if not cues.operations.isdisjoint(words):
            self._find_operations(cues.operations)
        if not cues.prayed_to.isdisjoint(words):
            self._find_prayed_to(cues.prayed_to)
        if ":" in text.raw:
            self._find_clocks()
        if not cues.months_of_years.isdisjoint(words):
            self._find_months(cues.months_of_years)

    def has(self, first: int, last: int) -> bool:
        """Whether words `first` to `last` are no mention."""
        if first in self._starts or last in self._ends or (first == last and first in self._alone):
            return True
        if first in self._models and load_cues().makers.isdisjoint(
            self._text.words[self._models[first] : max(self._models[first], last) + 2]
        ):
            return True
        if self._shares and self._text.raw.startswith("%", self._text.ends[last]):
            return True  # `el 40%` is no code of a person
        return _is_arm(self._text, first, last) or (last > first and self._is_described(first, last))

    def _is_described(self, first: int, last: int) -> bool:
        """Whether a country's forces or people are described and not named: `Mexican marines`, `el mexicano`."""
        words, capitals, cues = self._text.words, self._text.capitals, load_cues()
        if capitals[last]:
            return False
        if words[last] in cues.forces:
            return words[first] in cues.unmarked
        return words[last] in cues.unmarked and words[first] in ARTICLES and last == first + 1 and not capitals[first]

    def _find_vehicles(self, makes: frozenset[str]) -> None:
        """Makers' names before a model's, as of `a Dodge Durango`; not where they go on as a company's or a town's:
        `Ford Motor Company`, `Dodge City`."""
        text = self._text
        models = [i + 1 for i, word in enumerate(text.words[:-1]) if word in makes and self._is_model(i + 1)]
        for model in models:
            self._models[model - 1] = self._models[model] = model
        named = {text.words[model] for model in models}
        if named:
            words = text.words
            bodies = load_cues().forces | load_cues().group_after | load_cues().offices
            self._alone = {
                i
                for i, word in enumerate(words)
                if i and word in named and words[i - 1] in _BEFORE_ONE and bodies.isdisjoint(words[i + 1 : i + 2])
            }

    def _is_model(self, model: int) -> bool:
        """Whether a word after a maker's name is written as a model's."""
        text = self._text
        if text.between(model - 1) not in (" ", "-") or not text.capitals[model - 1]:
            return False
        return (text.capitals[model] or text.words[model][0].isdigit()) and text.words[model] not in load_cues().makers

    def _find_operations(self, operations: frozenset[str]) -> None:
        """The capitalised words after `Operation`, `Operativo Conjunto Chihuahua`, and quoted ones before or after it:
        `the "Safe Harbour" operation`."""
        text = self._text
        for at, word in enumerate(text.words):
            if word not in operations:
                continue
            if self._is_quoted_title(at - 1):
                self._ends.add(at - 1)
            if at + 1 == len(text.words):
                continue
            after = text.between(at)
            if after[:1] == " " and after[1:] in _QUOTES:
                self._starts.add(at + 1)
            if text.capitals[at]:
                self._starts.update(self._name_of_operation(at + 1))

    def _name_of_operation(self, first: int) -> Iterator[int]:
        """The capitalised words from `first` on, which a word that begins no name ends: `OPERATIVO EN REYNOSA`."""
        text, cues = self._text, load_cues()
        for at in range(first, min(first + _OPERATION_WORDS, len(text.words))):
            ended = text.words[at] in cues.stop or text.words[at] in cues.operations
            if ended or text.between(at - 1) != " " or not text.capitals[at]:
                return
            yield at

    def _find_clocks(self) -> None:
        """Clock times, by which readers call each other: `el 8:15 miente` names no El 8."""
        for clock in _CLOCK.finditer(self._text.raw):
            hour = bisect_left(self._text.starts, clock.start())
            self._starts.update((hour, hour + 1))
            self._ends.update((hour, hour + 1))

    def _find_months(self, months: frozenset[str]) -> None:
        """Months with their year: `el mayo de 2012`."""
        words = self._text.words
        for at, word in enumerate(words[:-2]):
            if word in months and words[at + 1] in OF_THE and _YEAR.fullmatch(words[at + 2]):
                self._starts.add(at)
                self._ends.add(at)

    def _is_quoted_title(self, last: int) -> bool:
        """Whether a quotation ends with a word that an article stands before: `the "Safe Harbour" operation`, and not
        `killed "El Lazca" operation chief`."""
        text = self._text
        if last < 0 or text.between(last)[:1] not in _CLOSING or text.between(last)[1:] != " ":
            return False
        for first in range(last, max(0, last - _QUOTED_WORDS), -1):
            before = text.between(first - 1)
            if before[-1:] in _QUOTES:
                return before[:-1] == " " and text.words[first - 1] in _BEFORE_ONE
        return False

    def _find_prayed_to(self, prayed_to: frozenset[str]) -> None:
        """What follows `Our Lady of` and the like."""
        words = self._text.words
        for at, word in enumerate(words[:-2]):
            if word in _WOMEN and (not at or words[at - 1] not in _OUR):
                continue
            if word in prayed_to and words[at + 1] in OF_THE:
                self._starts.add(at + 3 if words[at + 2] in _THE else at + 2)


def _is_arm(text: WordText, first: int, last: int) -> bool:
    """Whether a span is the designation of a weapon or vehicle: `an AK-47`, `los R-15`; a person may be called so."""
    if text.words[first] in ARTICLES and not text.capitals[first]:
        first += 1
    if not text.words[last][-1:].isdigit() and not text.words[last].endswith("s"):
        return False
    joined = "".join(text.words[first : last + 1])
    if joined not in load_cues().arms and joined.removesuffix("s") not in load_cues().arms:
        return False
    quoted = text.raw[text.starts[first] - 1 : text.starts[first]] in _QUOTES
    return not quoted and (not first or text.words[first - 1] not in load_cues().context["alias"])
