"""Which place of a name is meant: chains such as `Apatzingán, Michoacán`, neighbours, distance, population."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from narco_corpus.builder.knowledge.places import Place, load_places
from narco_corpus.builder.recognise.decide import Found
from narco_corpus.builder.recognise.link_local import LocalPlaces, Settled
from narco_corpus.builder.recognise.unit_text import UnitText

_CHAIN = (", ", ",", ",\n", " (", ", in ", ", en ", " ")
_LIST_WORDS = frozenset(("", "and", "y", "or", "o", "e", "&"))
_HOME = {"MX": 1.5, "US": 0.6, "GT": 0.6, "HN": 0.3, "SV": 0.3}
"""How much likelier a place of this country is, in powers of ten of inhabitants."""
_LEVEL = {"country": 9.6, "state": 9.2}
_FOREIGN_STATE = 6.5
_UNKNOWN = {"municipality": 10_000, "borough": 100_000, "county": 10_000}
"""Inhabitants of a place of this kind whose number is not known; 500 for others."""
_FAR = 3.5
"""Least score, in powers of ten, at which a small place is believed without any support."""
_CITY_STATES = {"geonames:3530597": "MX-CMX"}
"""Cities that are a state of their own: the state's code is their link."""
_VILLAGE = 5_000
_NEAR_KM = 90.0
_RANK = itemgetter(0, 1, 2)


class _Open(NamedTuple):
    """A mention that may be several places."""

    unit: int
    number: int
    places: list[Place]
    chain: frozenset[str]
    """Codes of states and countries that stand after it and hold one of the places."""
    leaning: int
    """Whether rather a state (above 0) or rather a city (below) is meant."""


class PlaceLinker:
    """Links the places of one document after another."""

    def __init__(self) -> None:
        self._places: dict[str, Place] = {p.id: p for p in load_places()}
        self._local = LocalPlaces(self._places)
        self._with_seat = {
            p.parent
            for p in self._places.values()
            if p.parent in self._places and self._places[p.parent].name == p.name
        }
        """Municipalities whose seat is listed under the municipality's name."""

    def link(
        self, texts: Sequence[UnitText], found: Sequence[Sequence[Found]], links: list[list[str | None]]
    ) -> Settled:
        """Fill in the links of the mentions that are places; returned is where the document plays."""
        open_ones: list[_Open] = []
        unlisted: list[tuple[int, int]] = []
        settled = Settled()
        for unit, mentions in enumerate(found):
            for index, mention in enumerate(mentions):
                if mention.label != "PLACE":
                    continue
                if any(s.entity_id is None for s in mention.senses) and not self._town(texts[unit], mention):
                    continue  # a region, river, road, or slang for none
                places = [self._places[s.entity_id] for s in mention.senses if s.entity_id in self._places]
                if len(places) == 1 and _large(places[0]) and not _unsure(mention):
                    links[unit][index] = places[0].id
                    settled.add(unit, mention.start, places[0])
                    continue
                if places:
                    open_ones.append(self._open(texts[unit], mentions, unit, index, places))
                else:
                    unlisted.append((unit, index))
        certain = settled
        for _ in range(2 if open_ones else 0):
            now = Settled(certain)
            near = _Nearness(settled)
            decided: dict[tuple[int, int, frozenset[str], int], Place | None] = {}
            for item in open_ones:
                mention = found[item.unit][item.number]
                key = (item.unit, id(mention.senses), item.chain, item.leaning)
                if key in decided:
                    place = decided[key]
                else:
                    place = decided[key] = self._decide(mention, item, settled, near)
                links[item.unit][item.number] = self._level(place) if place else None
                if place:
                    now.add(item.unit, mention.start, place)
            settled = now
        unlisted += [
            (o.unit, o.number)
            for o in open_ones
            if links[o.unit][o.number] is None and not _unsure(found[o.unit][o.number])
        ]
        for unit, index in sorted(unlisted):
            links[unit][index] = self._local.link(texts[unit], unit, found[unit][index], settled)
        return settled

    def _open(self, text: UnitText, mentions: Sequence[Found], unit: int, index: int, places: list[Place]) -> _Open:
        """A mention that may be several places, with what its neighbours say of it."""
        chain = self._chain(text, mentions, index)
        leaning = _leaning(text, mentions, index)
        if chain:
            if any(p.kind == "state" for p in places) and any(c.startswith("MX-") for c in chain):
                chain, leaning = frozenset(), max(leaning, 1)  # a list of states
            if not any(p.state in chain or p.country in chain for p in places):
                chain = frozenset()
        return _Open(unit, index, places, chain, leaning)

    def _decide(self, mention: Found, item: _Open, settled: Settled, near: _Nearness) -> Place | None:
        """The likeliest place of those that the name can mean; None where none is likely."""
        unit, chain, leaning = item.unit, item.chain, item.leaning
        scored = [(_score(p, unit, chain, leaning, settled, near), p.population or 0, p.id, p) for p in item.places]
        best = scored[0] if len(scored) == 1 else max(scored, key=_RANK)
        place = best[3]
        supported = bool(chain) or bool(settled.states[place.state or ""])
        if _unsure(mention) and not supported:
            return None
        if place.kind not in _LEVEL and not supported and best[0] - _HOME.get(place.country, 0.0) < _FAR + 0.5:
            return None
        return place

    def _level(self, place: Place) -> str:
        """The id that a mention of the place bears: a village's is its municipality, a city state's the state."""
        parent = self._places.get(place.parent or "")
        if (
            place.kind == "town"
            and place.country == "MX"
            and (place.population or 0) < _VILLAGE
            and parent is not None
            and parent.kind == "municipality"
            and parent.name != place.name
            and parent.id in self._with_seat
        ):
            return parent.id
        return _CITY_STATES.get(place.id, place.id)

    def _town(self, text: UnitText, mention: Found) -> bool:
        """Whether a name that a river or region bears too can be the town's: no article stands before it."""
        towns = any(s.entity_id in self._places for s in mention.senses)
        return towns and text.before(mention.start) not in ("the", "el", "del", "al", "rio", "river", "banks")

    def _chain(self, text: UnitText, mentions: Sequence[Found], index: int) -> frozenset[str]:
        """Codes of the states and countries that stand right after a place."""
        codes: set[str] = set()
        end = mentions[index].end
        for mention in mentions[index + 1 : index + 3]:
            if mention.label != "PLACE" or text.raw[end : mention.start] not in _CHAIN:
                break
            here = {s.entity_id for s in mention.senses if s.entity_id and not s.entity_id.startswith("geonames")}
            if not here:
                break
            codes |= here
            end = mention.end
        return frozenset(codes)


def _large(place: Place) -> bool:
    return place.kind in _LEVEL or (place.population or 0) > 100_000


def _unsure(mention: Found) -> bool:
    """Whether a name may be a river as well, or letters that may stand for something else."""
    if any(s.entity_id is None for s in mention.senses):
        return True
    return all(s.kind == "abbreviation" and s.ambiguity == "cued" for s in mention.senses)


def _score(place: Place, unit: int, chain: frozenset[str], leaning: int, settled: Settled, near: _Nearness) -> float:
    """How likely a place is meant, in powers of ten."""
    if place.kind in _LEVEL:
        score = _LEVEL[place.kind]
        if place.kind == "state" and place.country not in _HOME and not settled.countries[place.country]:
            score = _FOREIGN_STATE
        score += 2.0 * leaning
    else:
        score = _size(place.population, place.kind)
        if place.state and settled.states[place.state]:
            score += 1.0
        if place.latitude is not None and place.longitude is not None:
            score += near.of(unit, place)
    score += _HOME.get(place.country, 0.0)
    if chain:
        if place.state in chain and place.kind != "state":
            score += 9.0
        elif place.country in chain and place.kind != "country":
            score += 4.0
        else:
            score -= 3.0
    return score


@lru_cache(50_000)
def _size(population: int | None, kind: str) -> float:
    """Inhabitants in powers of ten, with what speaks for the town against the district of its name."""
    size = math.log10((population or _UNKNOWN.get(kind, 500)) + 1)
    return size + 0.5 if kind in ("city", "town") else size


class _Nearness:
    """How near a place is to the others of the document, of the same unit first; each distance is reckoned once."""

    def __init__(self, settled: Settled) -> None:
        self._everywhere = {place.id: place for _, _, place in settled.points}
        self._of_unit: dict[int, dict[str, Place]] = {}
        for unit, _, place in settled.points:
            self._of_unit.setdefault(unit, {})[place.id] = place
        self._best: dict[str, float] = {}

    def of(self, unit: int, place: Place) -> float:
        """From 0 to 2."""
        anywhere = self._best.get(place.id)
        if anywhere is None:
            anywhere = self._best[place.id] = _closest(place, self._everywhere)
        if not anywhere or unit not in self._of_unit:
            return 1.2 * anywhere
        return max(1.2 * anywhere, 2.0 * _closest(place, self._of_unit[unit]))


_closeness: dict[tuple[str, str], float] = {}
_KEPT = 500_000
"""Pairs of places whose closeness is remembered across documents."""


def _closest(place: Place, others: dict[str, Place]) -> float:
    """From 0 to 1: how near the nearest of some other places is."""
    best = 0.0
    for other in others:
        close = _closeness.get((place.id, other))
        if close is None:
            if len(_closeness) >= _KEPT:
                _closeness.clear()
            close = _closeness[place.id, other] = _close(place, others[other])
        if close > best:
            best = close
    return best


def _close(place: Place, other: Place) -> float:
    if place.latitude is None or place.longitude is None or other.latitude is None or other.longitude is None:
        return 0.0
    scale = math.cos(math.radians(place.latitude))
    km = 111.0 * math.hypot(other.latitude - place.latitude, (other.longitude - place.longitude) * scale)
    return math.exp(-km / _NEAR_KM) if km > 0.5 else 0.0


def _leaning(text: UnitText, mentions: Sequence[Found], index: int) -> int:
    """Whether a name of a state and a city is rather the state (above 0), rather the city (below), or undecided (0)."""
    mention = mentions[index]
    raw = text.raw
    before = text.before(mention.start)
    if before in ("state", "estado") or text.after(mention.end) in ("state", "estado"):
        return 2
    if before in ("city", "ciudad", "downtown") or text.after(mention.end) in ("city", "airport"):
        return -2
    if before in ("of", "de"):
        earlier = text.before(mention.start - len(before) - 1)
        if earlier in ("state", "estado"):
            return 2
        if earlier in ("city", "ciudad", "port", "puerto", "streets", "outskirts", "calles"):
            return -2
    if index and mentions[index - 1].label == "PLACE":
        previous = mentions[index - 1]
        between = raw[previous.end : mention.start]
        kinds = {s.kind for s in previous.senses}
        if between in _CHAIN[:6] and not kinds & {"state", "country"}:
            return 2
        if between.strip(" ,") in _LIST_WORDS:
            if "state" in kinds:
                return 1
            if not kinds & {"state", "country"}:
                return -1
    if index + 1 < len(mentions) and mentions[index + 1].label == "PLACE":
        following = mentions[index + 1]
        kinds = {s.kind for s in following.senses}
        if raw[mention.end : following.start].strip(" ,") in _LIST_WORDS:
            return 1 if "state" in kinds else 0
    return 0
