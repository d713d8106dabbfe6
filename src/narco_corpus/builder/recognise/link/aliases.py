"""Names that a document joins to a nickname: `Teodosia Peralta, La Teo`; and relatives of whoever writes."""

from __future__ import annotations

from collections.abc import Sequence

from narco_corpus.builder.knowledge.entries import NICKNAMES
from narco_corpus.builder.recognise.boundaries import ARTICLES
from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.decide import Found
from narco_corpus.builder.recognise.link.names import Names, Words, name_words
from narco_corpus.builder.recognise.small_words import IN_LIST
from narco_corpus.builder.recognise.unit_text import UnitText

_GAP = 32
"""Characters between a name and its nickname at most."""
_ALIKE = 2
"""Words that a longer name has in common with that of one who bears the nickname and may be written otherwise."""
_KEPT_BACK = frozenset(("n",))
"""What stands for a surname that is kept back: `Édgar "N"`."""
_OLDEST = 2
"""Digits of an age."""
_MARKS = frozenset('"“”«»(')
_ENDS = frozenset(".!?;:")
"""What ends what is said of a person, if no word joins the next one."""
_MINE = frozenset(("my", "mi", "mis", "our", "nuestro", "nuestra"))
_CLOSE = frozenset(',.;:)"”»!?\n')


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
        nicknamed = (-1, -1)
        for unit, index in persons:
            if before == (unit, index - 1):
                text, mentions = texts[unit], found[unit]
                if nicknamed == before and _is_further(text, mentions, index - 1, links[unit]):
                    self._tell(text, mentions[index], links[unit][index - 1], told)
                    links[unit][index] = links[unit][index - 1]
                    nicknamed = (unit, index)
                elif self._pair(text, unit, index - 1, mentions, links, told):
                    nicknamed = (unit, index)
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
    ) -> bool:
        """Link a name and a nickname that are the same person's; returned is whether the second one is the nickname."""
        one, other = mentions[index], mentions[index + 1]
        sure = _joined(text, mentions, index)
        if sure is None:
            return False
        if _is_nickname(text, other) and not _is_nickname(text, one):
            name, nickname, at, nick_at = one, other, index, index + 1
        elif _is_nickname(text, one) and not _is_nickname(text, other):
            name, nickname, at, nick_at = other, one, index + 1, index
        else:
            return False
        words = name_words(text.raw[name.start : name.end])
        alias = name_words(text.raw[nickname.start : nickname.end])
        known = {s.entity_id for s in nickname.senses if s.entity_id}
        own = words.all - _KEPT_BACK
        if len(own) == 1:
            if not sure or not known or name.senses:
                return False  # a given name or surname alone tells too little
            bearers = [k for k in sorted(known) if own <= self._names.words(k)]
            if len(bearers) > 1 or (not bearers and not _is_surname_kept_back(text, name, mentions[index + 1])):
                return False
            links[unit][at] = links[unit][nick_at] = bearers[0] if bearers else None
            self._tell(text, nickname, links[unit][at], told)
            return nickname is other
        entity = links[unit][at] or self._names.everywhere(words.order)
        if entity is None:
            entity = self._both(words, alias, known)
            alike = _ALIKE if len(words.all) > _ALIKE else 1
            if entity is None and any(len(words.all & self._names.words(k)) >= alike for k in known):
                return False  # a bearer of the nickname has a name like this one
        elif known and entity not in known and not sure:
            return False  # two persons in a list
        links[unit][at] = links[unit][nick_at] = entity
        self._tell(text, nickname, entity, told)
        return nickname is other

    @staticmethod
    def _tell(
        text: UnitText, nickname: Found, entity: str | None, told: dict[tuple[str, ...], set[str | None]]
    ) -> None:
        """Note for whom, or for nobody of the knowledge base, the document has a nickname."""
        told.setdefault(name_words(text.raw[nickname.start : nickname.end]).order, set()).add(entity)

    def _both(self, words: Words, alias: Words, known: set[str]) -> str | None:
        """The one person who bears the name as well as the nickname."""
        bearers = sorted(k for k in known if words.all <= self._names.words(k))
        if len(bearers) == 1:
            return bearers[0]
        return None if known else self._names.everywhere((*words.order, *alias.order))


def _is_nickname(text: UnitText, mention: Found) -> bool:
    first = text.plain[mention.start : mention.end].split()[:1]
    if mention.senses:
        return all(s.kind in NICKNAMES for s in mention.senses)
    return bool(first) and first[0] in ARTICLES


def _joined(text: UnitText, mentions: Sequence[Found], index: int) -> bool | None:
    """Whether a person and the next one are said to be the same: True by a word, brackets or quotation marks, False
    by a comma alone, None if they are not."""
    one, other = mentions[index], mentions[index + 1]
    if other.start - one.end > _GAP:
        return None
    gap = text.raw[one.end : other.start]
    words = _without_age(text.plain[one.end : other.start].split())
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


def _is_surname_kept_back(text: UnitText, name: Found, other: Found) -> bool:
    """Whether a surname is kept back or an age told between a given name and what follows: `Édgar "N", 34, alias`."""
    words = text.plain[name.start : other.start].split()
    return not _KEPT_BACK.isdisjoint(words) or any(word.isdigit() for word in words)


def _without_age(words: list[str]) -> list[str]:
    """The words without an age and what stands with it, if others are left."""
    if all(word in load_cues().alias_joints for word in words):
        return words
    cues = load_cues()
    left = [w for w in words if w not in cues.alias_ages and not (w.isdigit() and len(w) <= _OLDEST)]
    return left or words


def _are_told_in_turn(text: UnitText, mentions: Sequence[Found], index: int) -> bool:
    """Whether a person ends a list of persons and the next one begins a list of nicknames: `Ana y Luis Paz, "La A" y
    "El B"`."""
    if not index or index + 2 >= len(mentions) or not _listed(text, mentions[index - 1], mentions[index]):
        return False
    return _listed(text, mentions[index + 1], mentions[index + 2]) and _is_nickname(text, mentions[index + 2])


_OR = frozenset(("o", "or", "u"))


def _is_further(text: UnitText, mentions: Sequence[Found], index: int, links: Sequence[str | None]) -> bool:
    """Whether a nickname is followed by another one of the same person: `alias "El A" o "El B"`, `alias El A, alias
    El B`."""
    one, other = mentions[index], mentions[index + 1]
    gap = text.raw[one.end : other.start]
    words = text.plain[one.end : other.start].split()
    if len(gap) > _GAP or "\n" in gap or not words or not _is_nickname(text, other):
        return False
    if _OR.issuperset(words) and links[index] and links[index + 1] not in (None, links[index]):
        return False  # `alias El Mencho o El Marro`: the second one is known to be another
    return (load_cues().alias_joints | _OR).issuperset(words)


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
