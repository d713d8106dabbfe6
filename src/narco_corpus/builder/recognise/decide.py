"""Which listed names of a text are mentions, and of which label: by ambiguity class, capitals and the words beside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

from narco_corpus.builder.recognise.case import written_as
from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.fold import fold
from narco_corpus.builder.recognise.lexicon import Sense
from narco_corpus.builder.recognise.matcher import Match
from narco_corpus.builder.recognise.unit_text import UnitText

_OF = frozenset(("of", "de", "del"))
_ARTICLES = frozenset(("los", "las", "la", "el"))


class Found(NamedTuple):
    """A mention before it is linked."""

    start: int
    end: int
    label: str
    senses: tuple[Sense, ...]
    """What it can mean under its label; empty where no file lists it."""
    method: str
    confidence: float


class Evidence:
    """What the document as a whole says of a name: entities that it names beyond doubt."""

    def __init__(self) -> None:
        self.entities: set[str] = set()

    def note(self, match: Match, raw: str) -> None:
        """Remember what an unambiguous match names."""
        if len(match.senses) == 1 and (entity := _of_spelling(match.senses, raw).entity):
            self.entities.add(entity)


class _Spelt(NamedTuple):
    """What can be said of a form in one spelling wherever it stands."""

    senses: tuple[Sense, ...]
    """All that it can mean; held so that its identity stays its own."""
    needs_context: bool
    label: str
    holding: tuple[Sense, ...]
    """What it means without context, under its label; empty for nothing."""
    entity: str | None
    """What it names beyond doubt."""


_KEPT = 50_000
_spelt: dict[tuple[int, str], _Spelt] = {}
"""By identity of the senses and the spelling: most names are decided once and not once for each mention."""


def _of_spelling(senses: tuple[Sense, ...], raw: str) -> _Spelt:
    known = _spelt.get((id(senses), raw))
    if known is None:
        if len(_spelt) >= _KEPT:
            _spelt.clear()
        known = _spelt[id(senses), raw] = _without_context(senses, raw)
    return known


def _without_context(senses: tuple[Sense, ...], raw: str) -> _Spelt:
    if fold(raw).decode("ascii") in load_cues().group_places or any(_asks_for_cue(raw, s) for s in senses):
        return _Spelt(senses, True, "", (), _named(raw, senses))
    holding = [s for s in senses if s.ambiguity != "cued" and _spelling_holds(raw, s)]
    if not holding:
        return _Spelt(senses, False, "", (), None)
    label = _label(holding)
    return _Spelt(senses, False, label, tuple(s for s in holding if s.label == label), _named(raw, senses))


def _named(raw: str, senses: tuple[Sense, ...]) -> str | None:
    """The one entity that a spelling names wherever it stands."""
    clear = len(senses) == 1 and senses[0].ambiguity in ("unique", "cased") and _spelling_holds(raw, senses[0])
    return senses[0].entity_id if clear else None


def choose(text: UnitText, matches: Sequence[Match], evidence: Evidence) -> list[Found]:
    """The mentions among the matches: without overlap, the longest first, sorted."""
    if not matches:
        return []
    taken: list[Found] = []
    cover = bytearray(len(text.raw))
    ordered = matches if len(matches) == 1 else sorted(matches, key=lambda m: (m.start - m.end, m.start))
    for match in ordered:
        start, end, senses = match
        if cover.find(1, start, end) >= 0:
            continue
        spelt = _of_spelling(senses, text.raw[start:end])
        if spelt.needs_context:
            found = _decide(text, match, evidence)
            if found is None:
                continue
        elif spelt.holding:
            found = Found(start, end, spelt.label, spelt.holding, "lexicon", 0.9)
        else:
            continue
        cover[start:end] = b"\x01" * (end - start)
        taken.append(found)
    return sorted(taken, key=itemgetter(0))


def _decide(text: UnitText, match: Match, evidence: Evidence) -> Found | None:
    raw = text.raw[match.start : match.end]
    holding = [s for s in match.senses if _holds(text, match, raw, s, evidence)]
    group = _group_of_place(text, match, raw)
    if group is not None:
        holding = [group]
    if not holding:
        return None
    label = _label(holding)
    senses = tuple(s for s in holding if s.label == label)
    return Found(match.start, match.end, label, senses, "lexicon", 0.9)


def _asks_for_cue(raw: str, sense: Sense) -> bool:
    """Whether a spelling can mean a sense where a cue stands beside it; most ask for their capitals besides."""
    return sense.ambiguity == "cued" and (sense.label == "CRIMINAL_ORG" or written_as(raw, sense.text))


def _spelling_holds(raw: str, sense: Sense) -> bool:
    """Whether a spelling can mean a sense that asks for no cue."""
    if sense.ambiguity == "unique":
        return True
    cased = written_as(raw, sense.text)
    return cased if sense.ambiguity == "cased" else cased or " " in raw.strip()


def _holds(text: UnitText, match: Match, raw: str, sense: Sense, evidence: Evidence) -> bool:
    """Whether the text may mean this sense here."""
    if sense.ambiguity in ("unique", "cased", "shared"):
        return _spelling_holds(raw, sense)
    cased = written_as(raw, sense.text)
    if sense.label == "PLACE":
        return cased and _placed(text, match)
    if sense.label == "CRIMINAL_ORG":
        if any(s.label == "PLACE" and s.ambiguity in ("unique", "cased") for s in match.senses):
            return _acts_as_group(text, match)
        return _grouped(text, match) or (cased and sense.entity_id in evidence.entities)
    return cased and sense.entity_id in evidence.entities


def _placed(text: UnitText, match: Match) -> bool:
    cues = load_cues()
    before = text.before(match.start)
    if before in cues.place_before or text.after(match.end) in cues.place_after:
        return True
    if before in _OF and text.before(match.start - len(before) - 1) in cues.place_of:
        return True
    return text.raw[match.end : match.end + 2] == ", " and text.raw[match.end + 2 : match.end + 3].isupper()


def _grouped(text: UnitText, match: Match) -> bool:
    cues = load_cues()
    before = text.before(match.start)
    if before in cues.group_words or before in ("los", "las") or text.after(match.end) in cues.group_words:
        return True
    return text.raw[match.start - 1 : match.start] == "/" or text.raw[match.end : match.end + 1] == "/"


def _group_of_place(text: UnitText, match: Match, raw: str) -> Sense | None:
    cues = load_cues()
    folded = text.folded[match.start : match.end].decode("ascii")
    group = cues.group_places.get(folded)
    if group is None:
        return None
    return Sense("CRIMINAL_ORG", group, "cued", "short", raw) if _acts_as_group(text, match) else None


def _acts_as_group(text: UnitText, match: Match) -> bool:
    """Whether a name that is first of all a place stands where only a group can."""
    cues = load_cues()
    return text.before(match.start) in cues.group_before or text.after(match.end) in cues.group_after


_PRIOR = ("CRIMINAL_ORG", "AUTHORITY", "PLACE", "PERSON", "MEDIA", "ORG")
_CLASS = {"unique": 0, "cased": 1, "shared": 2, "cued": 0}


def _label(senses: Iterable[Sense]) -> str:
    """The label of the strongest sense; a cued one that holds has its cue and is as strong as a unique one."""
    best = min(senses, key=lambda s: (_CLASS[s.ambiguity], _PRIOR.index(s.label)))
    return best.label
