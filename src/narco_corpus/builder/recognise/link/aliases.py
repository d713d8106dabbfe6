"""Names that a document joins to a nickname: `Teodosia Peralta, La Teo`; and relatives of whoever writes."""

from __future__ import annotations

from collections.abc import Sequence

from narco_corpus.builder.recognise.boundaries import ARTICLES
from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.decide import Found
from narco_corpus.builder.recognise.link.names import Names, Words, name_words
from narco_corpus.builder.recognise.small_words import IN_LIST
from narco_corpus.builder.recognise.unit_text import UnitText

_GAP = 24
"""Characters between a name and its nickname at most."""
_MARKS = frozenset('"“”«»(')
_ENDS = frozenset(".!?;:")
"""What ends what is said of a person, if no word joins the next one."""
_MINE = frozenset(("my", "mi", "mis", "our", "nuestro", "nuestra"))
_CLOSE = frozenset(',.;:)"”»!?\n')
_NICKNAMES = frozenset(("nickname", "code"))


class Aliases:
    """Links names and nicknames that stand side by side, and unlinks what is thereby another's."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def link(
        self,
        texts: Sequence[UnitText],
        found: Sequence[Sequence[Found]],
        links: list[list[str | None]],
        persons: Sequence[tuple[int, int]],
    ) -> set[tuple[int, int]]:
        """Fill in and take back links of the document's persons; returned are those of whom it is known that no entity
        is meant. `persons` and these are unit and index of mentions."""
        others: set[tuple[int, int]] = set()
        told: dict[tuple[str, ...], set[str | None]] = {}
        before = (-1, -1)
        for unit, index in persons:
            if before == (unit, index - 1):
                self._pair(texts[unit], unit, index - 1, found[unit], links, told)
            before = (unit, index)
            if _of_mine(texts[unit], found[unit][index]):
                others.add((unit, index))
        if told:
            for unit, index in persons:
                self._apply(texts[unit], unit, index, found[unit][index], links, told, others)
        for unit, index in others:
            links[unit][index] = None
        return others

    def _apply(
        self,
        text: UnitText,
        unit: int,
        index: int,
        mention: Found,
        links: list[list[str | None]],
        told: dict[tuple[str, ...], set[str | None]],
        others: set[tuple[int, int]],
    ) -> None:
        """Give a nickname the person that the document told it for, if it told but one."""
        persons = told.get(name_words(text.raw[mention.start : mention.end]).order, set())
        if len(persons) == 1:
            (links[unit][index],) = persons
            if links[unit][index] is None:
                others.add((unit, index))

    def _pair(
        self,
        text: UnitText,
        unit: int,
        index: int,
        mentions: Sequence[Found],
        links: list[list[str | None]],
        told: dict[tuple[str, ...], set[str | None]],
    ) -> None:
        one, other = mentions[index], mentions[index + 1]
        sure = _joined(text, mentions, index)
        if sure is None:
            return
        if _is_nickname(text, other) and not _is_nickname(text, one):
            name, nickname, at, nick_at = one, other, index, index + 1
        elif _is_nickname(text, one) and not _is_nickname(text, other):
            name, nickname, at, nick_at = other, one, index + 1, index
        else:
            return
        words = name_words(text.raw[name.start : name.end])
        alias = name_words(text.raw[nickname.start : nickname.end])
        if len(words.all) == 1:
            return  # a given name or surname alone tells too little
        known = {s.entity_id for s in nickname.senses if s.entity_id}
        entity = links[unit][at] or self._names.everywhere(words.order)
        if entity is None:
            entity = self._both(words, alias, known)
            if entity is None and any(words.all & self._names.words(k) for k in known):
                return  # a bearer of the nickname has a name like this one
        elif known and entity not in known and not sure:
            return  # two persons in a list
        links[unit][at] = links[unit][nick_at] = entity
        told.setdefault(alias.order, set()).add(entity)

    def _both(self, words: Words, alias: Words, known: set[str]) -> str | None:
        """The one person who bears the name as well as the nickname."""
        bearers = sorted(k for k in known if words.all <= self._names.words(k))
        if len(bearers) == 1:
            return bearers[0]
        return None if known else self._names.everywhere((*words.order, *alias.order))


def _is_nickname(text: UnitText, mention: Found) -> bool:
    first = text.plain[mention.start : mention.end].split()[:1]
    if mention.senses:
        return all(s.kind in _NICKNAMES for s in mention.senses)
    return bool(first) and first[0] in ARTICLES


def _joined(text: UnitText, mentions: Sequence[Found], index: int) -> bool | None:
    """Whether a person and the next one are said to be the same: True by a word, brackets or quotation marks, False
    by a comma alone, None if they are not."""
    one, other = mentions[index], mentions[index + 1]
    if other.start - one.end > _GAP:
        return None
    gap = text.raw[one.end : other.start]
    words = text.plain[one.end : other.start].split()
    if not load_cues().alias_joints.issuperset(words) or "\n" in gap or (not words and not _ENDS.isdisjoint(gap)):
        return None
    if _are_told_in_turn(text, mentions, index):
        return None
    if words or not _MARKS.isdisjoint(gap):
        return True
    if gap.strip() != ",":
        return None
    if text.raw[other.end : other.end + 1] not in _CLOSE and other.end < len(text.raw):
        return None
    if index and _listed(text, mentions[index - 1], one):
        return None
    if index + 2 < len(mentions) and _listed(text, other, mentions[index + 2]):
        return None
    return False


def _are_told_in_turn(text: UnitText, mentions: Sequence[Found], index: int) -> bool:
    """Whether a person ends a list of persons and the next one begins a list of nicknames: `Ana y Luis Paz, "La A" y
    "El B"`."""
    if not index or index + 2 >= len(mentions) or not _listed(text, mentions[index - 1], mentions[index]):
        return False
    return _listed(text, mentions[index + 1], mentions[index + 2]) and _is_nickname(text, mentions[index + 2])


def _listed(text: UnitText, one: Found, other: Found) -> bool:
    """Whether two mentions stand in one list."""
    gap = text.raw[one.end : other.start]
    return gap.strip(' ,"“”«»') in IN_LIST and "\n" not in gap


def _of_mine(text: UnitText, mention: Found) -> bool:
    """Whether a given name is that of a relative of whoever writes: `mi primo Nazario`."""
    if " " in text.raw[mention.start : mention.end]:
        return False
    kin = text.before(mention.start)
    return kin in load_cues().context["kin"] and text.second_before(mention.start, kin) in _MINE
