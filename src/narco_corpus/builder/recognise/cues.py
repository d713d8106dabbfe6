"""Words beside a name that tell what it is, as `knowledge/cues.json` lists them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec


class Cues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Folded words, by what they are evidence of."""

    group_words: frozenset[str]
    """Beside a name: it is a criminal group's."""
    group_before: frozenset[str]
    """Before a name that may be a group or a place: it is the group."""
    group_after: frozenset[str]
    place_before: frozenset[str]
    place_after: frozenset[str]
    place_of: frozenset[str]
    """Before `of` or `de` and a name: it is a place."""
    group_places: dict[str, str]
    """Names of places that stand for a group, and its id."""


@cache
def load_cues() -> Cues:
    """The cues of the package."""
    data = (files("narco_corpus.builder.knowledge") / "cues.json").read_bytes()
    return msgspec.json.decode(data, type=Cues)
