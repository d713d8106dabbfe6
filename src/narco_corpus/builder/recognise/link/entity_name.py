"""What a listed name of an organisation or person can mean, whatever text it stands in."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from narco_corpus.builder.knowledge.entries import CLEAR, NICKNAMES
from narco_corpus.builder.recognise.lexicon import Sense
from narco_corpus.builder.recognise.link.names import Names, name_words

_NO_FAMILY: frozenset[str] = frozenset()


class EntityName(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a listed name of an organisation or person can mean."""

    sure: str | None
    """The one entity that it names wherever it stands."""
    candidates: tuple[str, ...]
    """Those that it can mean with support, sorted; empty where it is sure or means none."""
    lone: bool
    """Whether the one candidate is taken without support, unless it did not exist yet."""
    family: frozenset[str]
    """The two surnames that it says and nothing else: `Beltrán Leyva`."""
    part: bool
    """Whether it may be a person's whom the document names in full: it is not sure, or one word of a name."""
    shared_nickname: bool
    """Whether it is a nickname or code of persons that others bear too."""
    own: bool
    """Whether it is a nickname that holds a word of the one person's name."""


def entity_name(senses: tuple[Sense, ...], names: Names) -> EntityName:
    """What a name of these senses can mean; nothing where it has none."""
    entities = sorted({s.entity_id for s in senses if s.entity_id})
    one = len(entities) == 1
    sure = entities[0] if one and senses[0].ambiguity in CLEAR else None
    own = one and _holds_word_of_name(senses, entities[0], names)
    return EntityName(
        sure=sure,
        candidates=() if sure else tuple(entities),
        lone=sure is None and one and _is_enough(senses[0]),
        family=next((f for s in senses if (f := names.as_family(s.text))), _NO_FAMILY),
        part=sure is None or all(" " not in s.text and s.kind in ("short", "variant") for s in senses),
        shared_nickname=_is_shared_nickname(senses, entities) and (not own or _is_one_word(senses)),
        own=own,
    )


def _is_shared_nickname(senses: Sequence[Sense], entities: Sequence[str]) -> bool:
    """Whether a name is nothing but a nickname of persons, and not of one alone."""
    return bool(entities) and all(
        s.label == "PERSON" and s.kind in NICKNAMES and s.ambiguity != "unique" for s in senses
    )


def _is_one_word(senses: Sequence[Sense]) -> bool:
    """Whether a name has one word beside articles and the like."""
    return len(name_words(senses[0].text).all) == 1


def _holds_word_of_name(senses: Sequence[Sense], person: str, names: Names) -> bool:
    """Whether a nickname holds a word of the name of the one person who bears it."""
    if not _is_shared_nickname(senses, (person,)):
        return False
    return not name_words(senses[0].text).all.isdisjoint(name_words(names.name(person)).all)


def _is_enough(sense: Sense) -> bool:
    """Whether a name that asks for support is enough where it can mean one entity of its label alone: a group's,
    since its label has been decided already, and a person's of more than one word."""
    if sense.label != "PERSON":
        return True
    return sense.ambiguity in ("shared", "cued") and sense.kind not in NICKNAMES and " " in sense.text
