"""Which place of a name is meant: chains such as `Apatzingán, Michoacán`, neighbours, distance, population."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from narco_corpus.builder.knowledge.places import Place, load_places
from narco_corpus.builder.recognise.decide import Found
from narco_corpus.builder.recognise.unit_text import UnitText

_CHAIN = (", ", ",", ",\n", " (", " ")
_LIST_WORDS = frozenset(("", "and", "y", "or", "o", "e", "&"))
_HOME = {"MX": 1.5, "US": 0.3, "GT": 0.3}
"""How much likelier a place of this country is, in powers of ten of inhabitants."""
_LEVEL = {"country": 9.6, "state": 9.2}
_CITY_STATES = {"geonames:3530597": "MX-CMX"}
"""Cities that are a state of their own: the state's code is their link."""
_NEAR_KM = 90.0


class PlaceLinker:
    """Links the places of one document after another."""

    def __init__(self) -> None:
        self._places: dict[str, Place] = {p.id: p for p in load_places()}

    def link(
        self, texts: Sequence[UnitText], found: Sequence[Sequence[Found]], links: list[list[str | None]]
    ) -> Counter[str]:
        """Fill in the links of the mentions that are places; the states that they lie in are returned, counted."""
        open_ones: list[tuple[int, int, list[Place]]] = []
        settled = _Settled()
        for unit, mentions in enumerate(found):
            for index, mention in enumerate(mentions):
                if mention.label != "PLACE":
                    continue
                if any(s.entity_id is None for s in mention.senses) and not self._town(texts[unit], mention):
                    continue  # a region, river, road, or slang for none
                places = [self._places[s.entity_id] for s in mention.senses if s.entity_id in self._places]
                if len(places) > 1 or (places and _unsure(mention)):
                    open_ones.append((unit, index, places))
                elif places:
                    links[unit][index] = places[0].id
                    settled.add(unit, places[0])
        for _ in range(2 if open_ones else 0):
            now = _Settled(settled)
            for unit, index, places in open_ones:
                chain = self._chain(texts[unit], found[unit], index)
                leaning = _leaning(texts[unit], found[unit], index)
                if any(p.kind == "state" for p in places) and any(c.startswith("MX-") for c in chain):
                    chain, leaning = frozenset(), max(leaning, 1)  # a list of states
                if not any(p.state in chain or p.country in chain for p in places):
                    chain = frozenset()
                scored = [(_score(p, unit, chain, leaning, settled), p.population or 0, p.id, p) for p in places]
                best = max(scored, key=lambda s: s[:3])[3]
                if _unsure(found[unit][index]) and not (chain or settled.states[best.state or ""]):
                    links[unit][index] = None
                    continue
                links[unit][index] = _CITY_STATES.get(best.id, best.id)
                now.add(unit, best)
            settled = now
        return settled.states

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
            here = {s.entity_id for s in mention.senses if s.entity_id and s.kind in ("state", "country")}
            here |= {s.entity_id for s in mention.senses if s.entity_id and not s.entity_id.startswith("geonames")}
            if not here:
                break
            codes |= here
            end = mention.end
        return frozenset(codes)


def _unsure(mention: Found) -> bool:
    """Whether a name may be a river as well, or letters that may stand for something else."""
    if any(s.entity_id is None for s in mention.senses):
        return True
    return all(s.kind == "abbreviation" and s.ambiguity == "cued" for s in mention.senses)


class _Settled:
    """Where the document is: the places that it names, by unit."""

    def __init__(self, other: _Settled | None = None) -> None:
        self.states: Counter[str] = Counter(other.states if other else ())
        self.points: list[tuple[int, float, float]] = list(other.points) if other else []

    def add(self, unit: int, place: Place) -> None:
        if place.state:
            self.states[place.state] += 1
        if place.latitude is not None and place.longitude is not None and place.kind not in ("state", "country"):
            self.points.append((unit, place.latitude, place.longitude))


def _score(place: Place, unit: int, chain: frozenset[str], leaning: int, settled: _Settled) -> float:
    """How likely a place is meant, in powers of ten."""
    score = _LEVEL.get(place.kind) or math.log10((place.population or 500) + 1)
    score += _HOME.get(place.country, 0.0)
    if place.kind in ("city", "town"):
        score += 1.0
    if place.kind in _LEVEL:
        score += 2.0 * leaning
    if chain:
        if place.state in chain and place.kind != "state":
            score += 9.0
        elif place.country in chain and place.kind != "country":
            score += 4.0
        else:
            score -= 3.0
    if place.state and place.kind != "state" and settled.states[place.state]:
        score += 1.2
    if place.latitude is not None and place.longitude is not None and place.kind not in _LEVEL:
        score += _nearness(unit, place.latitude, place.longitude, settled.points)
    return score


def _nearness(unit: int, latitude: float, longitude: float, points: Sequence[tuple[int, float, float]]) -> float:
    """From 0 to 2.5: how near the nearest other place of the document is, of the same unit first."""
    best = 0.0
    scale = math.cos(math.radians(latitude))
    for other, lat, lon in points:
        km = 111.0 * math.hypot(lat - latitude, (lon - longitude) * scale)
        near = (2.5 if other == unit else 1.5) * math.exp(-km / _NEAR_KM)
        best = max(best, near)
    return best


def _leaning(text: UnitText, mentions: Sequence[Found], index: int) -> int:
    """Whether a name of a state and a city is rather the state (1), rather the city (-1), or undecided (0)."""
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
        if earlier in ("city", "ciudad", "capital", "port", "puerto", "streets", "outskirts"):
            return -2
    if index and mentions[index - 1].label == "PLACE":
        previous = mentions[index - 1]
        between = raw[previous.end : mention.start]
        kinds = {s.kind for s in previous.senses}
        if between in _CHAIN[:4] and not kinds & {"state", "country"}:
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
