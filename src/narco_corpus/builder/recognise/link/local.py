"""Places that no gazetteer lists as written: short forms of the document's towns, their streets and quarters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from narco_corpus.builder.knowledge.places import Place
from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.fold import fold
from narco_corpus.builder.recognise.link.document import MentionInText
from narco_corpus.builder.recognise.link.settled import Ground
from narco_corpus.builder.recognise.small_words import AND, IN_LIST, OF_THE

_KINDS = ("city", "town", "municipality", "borough", "state")
_SURE = 0.6
"""Confidence from which a name that no list has is taken for a quarter of the town that a document is about."""
_CLIPPED = 4
"""Letters that a clipped name keeps at least."""
_IN_ROW = AND | {""}
"""What stands between two places of which neither lies in the other, commas and spaces aside."""
_CODE = re.compile(r"\d+[a-z]?")
_BEFORE = 25
"""Characters that stand at most between a place and the town that its sentence has named before."""
_ENDS = re.compile(r"(?:[.;!?\n–—]|[.] ?-)\s")
_JOINED = re.compile(r"[ ,\n]{1,3}")
_FAR = 40
"""Characters that stand at most between a quarter and the town that it is said to be of."""


def local_town(at: MentionInText, ground: Ground, *, quarter: bool) -> str | None:
    """The town whose short form a mention is, or in which it lies; None where the document does not tell.

    `quarter` says that the words beside it make it a street or quarter, whatever town bears its name.
    """
    words = _words(at)
    within = _town_around(at, ground)
    if not quarter:
        if is_wild(at):
            return within
        short = _one(p for p in ground.named.values() if _shortens(words, _full(p.name)))
        if short:
            return short
        if any(s.entity_id is None for s in at.mention.senses):
            return None
    if within or _is_highway(words):
        return within
    if quarter or is_local(at):
        start = at.mention.start
        return ground.focus(at.unit.number, start, at.text.raw.rfind("\n", 0, start) + 1)
    if at.mention.confidence < _SURE:
        return None
    return ground.main() or _said_before(at, ground)


def is_wild(at: MentionInText) -> bool:
    """Whether a name is that of a road across the country, a river, a mountain or a ranch, which lie in no town."""
    words = _words(at)
    numbered = bool(_CODE.fullmatch(words[-1])) and words[0] in load_cues().numbered_roads
    if numbered or _CODE.fullmatch(words[0]):
        return True
    return not load_cues().wild.isdisjoint((*words, at.before, at.after, _head(at)))


def is_local(at: MentionInText) -> bool:
    """Whether a name is that of a street, quarter or building."""
    return not load_cues().local.isdisjoint((*_words(at), at.before, at.after))


def _is_highway(words: Sequence[str]) -> bool:
    """Whether a name is a highway's number, with the letter of a toll road or without: `la 57`, `la 40D`."""
    return len(words) == 1 and words[0].rstrip("d") in load_cues().highways


def _one(places: Iterable[Place]) -> str | None:
    """The id of the places if they are one; of a town and its municipality the town."""
    found = {p.id: p for p in places}
    if len({p.name for p in found.values()}) != 1 or len({p.state for p in found.values()}) != 1:
        return None
    return min(found.values(), key=lambda p: (_KINDS.index(p.kind), p.id)).id


def _town_around(at: MentionInText, ground: Ground) -> str | None:
    """The town right after a place that it is said to be in: `the Obrera quarter of Celaya`, `El Sauz, Celaya`."""
    mentions, index, start = at.unit.mentions, at.index, at.mention.end
    if index + 1 >= len(mentions) or mentions[index + 1].start - start > _FAR:
        return None
    following, between = mentions[index + 1], at.unit.between(index)
    town = ground.at(at.unit.number, following.start)
    if town is None or not load_cues().within.issuperset(at.text.plain[start : following.start].split()):
        return None
    if any(c in between for c in ".;:/()-"):
        return None
    if between.strip():
        if between.strip() != ",":
            return town
    elif not _JOINED.fullmatch(between):
        return None
    return None if _is_listed(at) else town


def _is_listed(at: MentionInText) -> bool:
    """Whether a place and the one after it stand in a list of places, which says nothing of what lies in what."""
    mentions, index = at.unit.mentions, at.index
    if index + 2 < len(mentions):
        further = mentions[index + 2]
        codes = any(s.entity_id and not s.entity_id.startswith("geonames") for s in further.senses)
        if further.label == "PLACE" and not codes and at.unit.between(index + 1).strip(" ,") in _IN_ROW:
            return True
    return index > 0 and mentions[index - 1].label == "PLACE" and at.unit.between(index - 1).strip() == ","


def _said_before(at: MentionInText, ground: Ground) -> str | None:
    """The town that the same sentence has named before; one beside it in a list of places says nothing."""
    for earlier in reversed(at.unit.mentions[: at.index]):
        between = at.text.raw[earlier.end : at.mention.start]
        if len(between) > _BEFORE or _ENDS.search(between):
            return None
        town = ground.at(at.unit.number, earlier.start)
        if town is not None:
            return None if between.strip(" ,/") in IN_LIST else town
    return None


def _head(at: MentionInText) -> str:
    """The word before `of` or `de` before a name: `cerro` of `cerro de Ocolome`."""
    return at.second_before() if at.before in OF_THE else ""


def _words(at: MentionInText) -> list[str]:
    return at.folded().split() or [""]


@lru_cache(10_000)
def _full(name: str) -> tuple[frozenset[str], str]:
    """The words of a town's name, and these in one."""
    words = fold(name).decode("ascii").split()
    return frozenset(words), "".join(words)


def _shortens(words: list[str], full: tuple[frozenset[str], str]) -> bool:
    """Whether a name is a town's with words left out, or clipped: `Mier`, `Zihua`, `san fer`."""
    short = "".join(words)
    if full[0].issuperset(words):
        return len(words[-1]) >= _CLIPPED and short != full[1]
    return len(short) >= _CLIPPED and full[1].startswith(short)
