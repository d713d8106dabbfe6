"""What a listed name can mean: by ambiguity class and capitals in any place, by the words beside it in this one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from narco_corpus.builder.knowledge.entries import CLEAR
from narco_corpus.builder.recognise.boundaries import takes_article, takes_point
from narco_corpus.builder.recognise.case import written_as
from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.fold import fold
from narco_corpus.builder.recognise.lexicon import Sense
from narco_corpus.builder.recognise.small_words import OF_THE
from narco_corpus.builder.recognise.unit_text import UnitText


class Outcome:
    """What a name is decided to be."""

    __slots__ = ("label", "senses", "takes_article", "takes_point")

    def __init__(self, raw: str, senses: Sequence[Sense]) -> None:
        self.label = label = strongest_label(senses)
        self.senses = tuple(s for s in senses if s.label == label)
        self.takes_article = takes_article(raw, label, self.senses)
        self.takes_point = takes_point(raw, label, self.senses)


Entities = Callable[[], set[str]]
"""Gives the entities that the document names beyond doubt."""
Cue = Callable[[UnitText, int, int], bool]
"""Whether the words around code points `[start, end)` of a text speak for a sense."""


class _Rule(NamedTuple):
    """What it takes for a spelling to mean a sense."""

    sense: Sense
    cue: Cue | None
    """What must stand beside it; None if nothing need."""
    or_named: bool
    """Whether it will do too that the document names the entity beyond doubt elsewhere."""


class Spelling:
    """What a listed form in one spelling can mean wherever it stands."""

    __slots__ = ("_group", "_outcomes", "_raw", "_rules", "entity", "is_nothing", "outcome", "skip")

    def __init__(self, raw: str, senses: Sequence[Sense], skip: int) -> None:
        self.skip = skip
        """Code points before the mention that the form has and the mention has not."""
        self.entity = _entity_beyond_doubt(raw, senses)
        """What it names beyond doubt."""
        self.outcome: Outcome | None = None
        """What it is whatever stands around it."""
        self._raw = raw
        self._group = _group_called_like_place(raw) if senses else None
        """The group that the name of a place stands for."""
        self._rules: list[_Rule] = []
        """Where what stands around it decides: by which rule it means each of its senses."""
        self._outcomes: dict[int, Outcome] = {}
        """By which of the rules hold, a bit each."""
        if self._group is not None or any(_asks_for_cue(raw, s) for s in senses):
            self._rules = [rule for s in senses if (rule := _rule(raw, s, senses))]
        elif holding := [s for s in senses if s.ambiguity != "cued" and _spelling_holds(raw, s)]:
            self.outcome = Outcome(raw, holding)
        self.is_nothing = self.outcome is None and self._group is None and not self._rules
        """Whether it is no mention anywhere."""

    def decide(self, text: UnitText, start: int, end: int, entities: Entities) -> Outcome | None:
        """What it is at code points `[start, end)` of a text; None for no mention."""
        if self._group is not None and _acts_as_group(text, start, end):
            return self._group
        held = 0
        for bit, (sense, cue, or_named) in enumerate(self._rules):
            if cue is None or cue(text, start, end) or (or_named and sense.entity_id in entities()):
                held |= 1 << bit
        if not held:
            return None
        outcome = self._outcomes.get(held)
        if outcome is None:
            holding = [rule.sense for bit, rule in enumerate(self._rules) if held >> bit & 1]
            outcome = self._outcomes[held] = Outcome(self._raw, holding)
        return outcome


def _entity_beyond_doubt(raw: str, senses: Sequence[Sense]) -> str | None:
    """The entity that a spelling names wherever it stands."""
    if len(senses) == 1 and senses[0].ambiguity in CLEAR and _spelling_holds(raw, senses[0]):
        return senses[0].entity_id
    return None


def _group_called_like_place(raw: str) -> Outcome | None:
    """The group for which a place's name stands where it acts like one: `Sinaloa`."""
    group = load_cues().group_places.get(fold(raw).decode("ascii"))
    return Outcome(raw, [Sense("CRIMINAL_ORG", group, "cued", "short", raw)]) if group is not None else None


def _asks_for_cue(raw: str, sense: Sense) -> bool:
    """Whether a spelling can mean a sense where a cue stands beside it; most ask for their capitals besides."""
    return sense.ambiguity == "cued" and (sense.label == "CRIMINAL_ORG" or written_as(raw, sense.text))


def _spelling_holds(raw: str, sense: Sense) -> bool:
    """Whether a spelling can mean a sense that asks for no cue."""
    if sense.ambiguity == "unique":
        return True
    cased = written_as(raw, sense.text)
    return cased if sense.ambiguity == "cased" else cased or " " in raw.strip()


def _rule(raw: str, sense: Sense, senses: Sequence[Sense]) -> _Rule | None:
    """What it takes for a spelling to mean a sense; None if nothing will do."""
    if sense.ambiguity != "cued":
        return _Rule(sense, None, or_named=False) if _spelling_holds(raw, sense) else None
    cased = written_as(raw, sense.text)
    if sense.label == "CRIMINAL_ORG":
        if any(s.label == "PLACE" and s.ambiguity in CLEAR for s in senses):
            return _Rule(sense, _acts_as_group, or_named=False)
        return _Rule(sense, _is_called_group, or_named=cased)
    if not cased:
        return None
    if sense.label == "PLACE":
        return _Rule(sense, _stands_as_place, or_named=False)
    return _Rule(sense, _never, or_named=True)


def _never(text: UnitText, start: int, end: int) -> bool:
    """That no words beside a name will do."""
    return False


def _stands_as_place(text: UnitText, start: int, end: int) -> bool:
    """Whether a name stands where a place does: `in Valle`, `the town of Valle`, `Valle, Texas`."""
    cues = load_cues()
    before = text.before(start)
    if before in cues.place_before or text.after(end) in cues.place_after:
        return True
    if before in OF_THE and text.second_before(start, before) in cues.place_of:
        return True
    return text.raw[end : end + 2] == ", " and text.raw[end + 2 : end + 3].isupper()


def _is_called_group(text: UnitText, start: int, end: int) -> bool:
    """Whether a word for a group or its article stands beside a name, or a slash as between rivals: `CDG/Zetas`."""
    cues = load_cues()
    before = text.before(start)
    if before in cues.group_words or before in ("los", "las") or text.after(end) in cues.group_words:
        return True
    return text.raw[start - 1 : start] == "/" or text.raw[end : end + 1] == "/"


def _acts_as_group(text: UnitText, start: int, end: int) -> bool:
    """Whether a name that is first of all a place stands where only a group can."""
    cues = load_cues()
    return text.before(start) in cues.group_before or text.after(end) in cues.group_after


_PRIOR = ("CRIMINAL_ORG", "AUTHORITY", "PLACE", "PERSON", "MEDIA", "ORG")
_CLASS = {"unique": 0, "cased": 1, "shared": 2, "cued": 0}


def strongest_label(senses: Iterable[Sense]) -> str:
    """The label of the strongest sense; a cued one that holds has its cue and is as strong as a unique one."""
    best = min(senses, key=lambda s: (_CLASS[s.ambiguity], _PRIOR.index(s.label)))
    return best.label
