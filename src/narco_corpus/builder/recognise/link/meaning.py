"""What a place name means before what stands after it, for the rest of the document to decide."""

from __future__ import annotations

import msgspec

from narco_corpus.builder.knowledge.places import Place
from narco_corpus.builder.recognise.link.candidate import PlaceCandidate


class PlaceMeaning(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """What a name means in one chain: a place, or several among which the rest of the document decides."""

    key: str
    """The same for equal meanings: one that was forgotten meanwhile is made again."""
    place: Place | None
    """The place, where nothing else in a document can change it."""
    usual: Place | None
    """The place, where nothing can change it but that the document names one of `rivals` elsewhere beyond doubt, or an
    authority or medium of one of `rival_states`."""
    rivals: frozenset[str]
    """Towns of the other places."""
    rival_states: frozenset[str]
    """Codes of their states but its own."""
    candidates: tuple[PlaceCandidate, ...]
    """Those that can win; of equal score the one with more inhabitants is first."""
    parts: frozenset[str]
    """Ids of the places of whose name it is a part: it takes the state named to believe in one."""
    chained: bool
    unsure: bool
    """Whether it takes a chain, or the state named, to believe that a place is meant at all."""
    faint: bool
    """Whether it takes the place named."""
    region: bool
    """Whether it is a region's name too, which it takes a chain or the place named to be a small town's."""
    or_town: bool
    """Whether a town that needs no support bears the name, and none of the state of the name."""
    names_level: bool
    """Whether a state or country bears the name, though it may not be among those that can win."""

    def elsewhere(self, other: PlaceMeaning) -> PlaceMeaning:
        """What the name means where it is said to be another one than in the other meaning: one of another state."""
        there = other.candidates[0].place.state
        left = tuple(c for c in self.candidates if c.place.state != there)
        if not left:
            return self
        key = f"{self.key} not {there}"
        return msgspec.structs.replace(self, key=key, place=None, usual=None, candidates=left)
