"""Names that a document joins to a nickname: `Teodosia Peralta, La Teo`; and relatives of whoever writes."""

from __future__ import annotations

from collections.abc import Sequence

from narco_corpus.builder.knowledge.entries import NICKNAMES
from narco_corpus.builder.recognise.boundaries import ARTICLES
from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.link.document import LinkedUnit, Position
from narco_corpus.builder.recognise.link.names import Names, Words, name_words
from narco_corpus.builder.recognise.small_words import IN_LIST

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
_OR = frozenset(("o", "or", "u"))
_MINE = frozenset(("my", "mi", "mis", "our", "nuestro", "nuestra"))
_CLOSE = frozenset(',.;:)"”»!?\n')

Told = dict[tuple[str, ...], set[str | None]]
"""Whose each nickname is in a document, by its words; None for somebody of whom the knowledge base has nothing."""


class Aliases:
    """Links names and nicknames that stand side by side, and unlinks what is thereby another's."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def link(self, persons: Sequence[Position]) -> set[Position]:
        """Fill in and take back links of the document's persons, which are in order; returned are those of whom it is
        known that no entity is meant."""
        told = self._pair_up(persons)
        others = {(unit, index) for unit, index in persons if _is_of_mine(unit, index)}
        if told:
            for unit, index in persons:
                bearers = told.get(name_words(unit.written(index)).order, set())
                if len(bearers) == 1:
                    (unit.links[index],) = bearers
                    if unit.links[index] is None:
                        others.add((unit, index))
        for unit, index in others:
            unit.links[index] = None
        return others

    def _pair_up(self, persons: Sequence[Position]) -> Told:
        """Link names and nicknames of one person that follow each other; returned is whose the nicknames are."""
        told: Told = {}
        previous: Position | None = None
        nickname: Position | None = None
        """The last one that stands after a name or another nickname of the same person."""
        for at in persons:
            unit, index = at
            if previous == (unit, index - 1):
                if nickname == previous and _is_further(unit, index - 1):
                    unit.links[index] = unit.links[index - 1]
                    _tell(unit, index, told)
                    nickname = at
                elif self._pair(unit, index - 1, told):
                    nickname = at
            previous = at
        return told

    def _pair(self, unit: LinkedUnit, index: int, told: Told) -> bool:
        """Link a mention and the next one if they are a name and a nickname of one person; returned is whether they are
        and the second one is the nickname."""
        sure = _joined(unit, index)
        if sure is None:
            return False
        follows = _is_nickname(unit, index + 1)
        if follows == _is_nickname(unit, index):
            return False
        name, nickname = (index, index + 1) if follows else (index + 1, index)
        if len(name_words(unit.written(name)).all - _KEPT_BACK) == 1:
            same, person = self._bearer_of_one_word(unit, name, nickname) if sure else (False, None)
        else:
            same, person = self._bearer_of_name(unit, name, nickname, sure=sure)
        if same:
            unit.links[name] = unit.links[nickname] = person
            _tell(unit, nickname, told)
        return same and follows

    def _bearer_of_one_word(self, unit: LinkedUnit, name: int, nickname: int) -> tuple[bool, str | None]:
        """Whether a given name or surname alone and a nickname are one person's, and whose: it tells too little unless
        one who bears the nickname has it in his name, or its surname is kept back."""
        known = _known_by(unit, nickname)
        if not known or unit.mentions[name].senses:
            return False, None
        own = name_words(unit.written(name)).all - _KEPT_BACK
        bearers = [person for person in sorted(known) if own <= self._names.words(person)]
        if bearers:
            return len(bearers) == 1, bearers[0]
        return name < nickname and _is_surname_kept_back(unit, name), None

    def _bearer_of_name(self, unit: LinkedUnit, name: int, nickname: int, *, sure: bool) -> tuple[bool, str | None]:
        """Whether a name of several words and a nickname are one person's, and whose; `sure` says that more than a
        comma joins them."""
        words, known = name_words(unit.written(name)), _known_by(unit, nickname)
        person = unit.links[name] or self._names.one_bearer(words.order)
        if person is not None:
            return sure or not known or person in known, person  # else two persons in a list
        person = self._bearer_of_both(words, name_words(unit.written(nickname)), known)
        if person is not None:
            return True, person
        alike = _ALIKE if len(words.all) > _ALIKE else 1
        others = any(len(words.all & self._names.words(each)) >= alike for each in known)
        return not others, None  # else a bearer of the nickname has a name like this one

    def _bearer_of_both(self, words: Words, nickname: Words, known: set[str]) -> str | None:
        """The one person who bears the name as well as the nickname, which the `known` bear."""
        bearers = sorted(person for person in known if words.all <= self._names.words(person))
        if len(bearers) == 1:
            return bearers[0]
        return None if known else self._names.one_bearer((*words.order, *nickname.order))


def _tell(unit: LinkedUnit, nickname: int, told: Told) -> None:
    """Note whose, or nobody's of the knowledge base, a nickname is said to be: the one to whom it is linked."""
    told.setdefault(name_words(unit.written(nickname)).order, set()).add(unit.links[nickname])


def _known_by(unit: LinkedUnit, nickname: int) -> set[str]:
    """Those whom the lists know by a nickname."""
    return {s.entity_id for s in unit.mentions[nickname].senses if s.entity_id}


def _is_nickname(unit: LinkedUnit, index: int) -> bool:
    mention = unit.mentions[index]
    if mention.senses:
        return all(s.kind in NICKNAMES for s in mention.senses)
    first = unit.text.plain[mention.start : mention.end].split()[:1]
    return bool(first) and first[0] in ARTICLES


def _joined(unit: LinkedUnit, index: int) -> bool | None:
    """Whether a person and the next one are said to be the same: True by a word, brackets or quotation marks, False
    by a comma alone, None if they are not."""
    one, other = unit.mentions[index], unit.mentions[index + 1]
    if other.start - one.end > _GAP:
        return None
    gap = unit.between(index)
    words = _without_age(unit.text.plain[one.end : other.start].split())
    if not load_cues().alias_joints.issuperset(words) or "\n" in gap or (not words and not _ENDS.isdisjoint(gap)):
        return None
    if _are_told_in_turn(unit, index):
        return None
    if words or not _MARKS.isdisjoint(gap):
        return True
    raw = unit.text.raw
    if gap.strip() != "," or (other.end < len(raw) and raw[other.end] not in _CLOSE):
        return None
    return None if _listed(unit, index - 1) or _listed(unit, index + 1) else False


def _is_surname_kept_back(unit: LinkedUnit, name: int) -> bool:
    """Whether a surname is kept back or an age told between a given name and what follows: `Édgar "N", 34, alias`."""
    words = unit.text.plain[unit.mentions[name].start : unit.mentions[name + 1].start].split()
    return not _KEPT_BACK.isdisjoint(words) or any(word.isdigit() for word in words)


def _without_age(words: list[str]) -> list[str]:
    """The words without an age and what stands with it, if others are left."""
    if all(word in load_cues().alias_joints for word in words):
        return words
    cues = load_cues()
    left = [w for w in words if w not in cues.alias_ages and not (w.isdigit() and len(w) <= _OLDEST)]
    return left or words


def _are_told_in_turn(unit: LinkedUnit, index: int) -> bool:
    """Whether a person ends a list of persons and the next one begins a list of nicknames: `Ana y Luis Paz, "La A" y
    "El B"`."""
    return _listed(unit, index - 1) and _listed(unit, index + 1) and _is_nickname(unit, index + 2)


def _is_further(unit: LinkedUnit, index: int) -> bool:
    """Whether a nickname is followed by another one of the same person: `alias "El A" o "El B"`, `alias El A, alias
    El B`."""
    gap = unit.between(index)
    words = unit.text.plain[unit.mentions[index].end : unit.mentions[index + 1].start].split()
    if len(gap) > _GAP or "\n" in gap or not words or not _is_nickname(unit, index + 1):
        return False
    one, other = unit.links[index], unit.links[index + 1]
    if _OR.issuperset(words) and one and other not in (None, one):
        return False  # `alias El Mencho o El Marro`: the second one is known to be another
    return (load_cues().alias_joints | _OR).issuperset(words)


def _listed(unit: LinkedUnit, index: int) -> bool:
    """Whether a mention and the next one stand in one list; not if there is none of either."""
    if index < 0 or index + 1 >= len(unit.mentions):
        return False
    gap = unit.between(index)
    return gap.strip(' ,"“”«»') in IN_LIST and "\n" not in gap


def _is_of_mine(unit: LinkedUnit, index: int) -> bool:
    """Whether a given name is that of a relative of whoever writes: `mi primo Nazario`."""
    text, start = unit.text, unit.mentions[index].start
    if " " in unit.written(index):
        return False
    kin = text.before(start)
    return kin in load_cues().context["kin"] and text.second_before(start, kin) in _MINE
