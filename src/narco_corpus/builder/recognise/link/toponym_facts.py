"""What a toponym, a place name, tells in any text: what lists have it, whether a place is meant, where bearers lie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

import msgspec

from narco_corpus.builder.knowledge.places import Place
from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.lexicon import Sense
from narco_corpus.builder.recognise.link.bearers import Bearers
from narco_corpus.builder.recognise.link.weights import AT_HOME, LEVEL, VILLAGE

SETTLEMENTS = frozenset(("country", "state", "municipality", "borough", "county", "city", "town"))
"""Kinds of places whose own name a form is, and not that of a street, quarter or building in them."""
_SHORT_FORMS = frozenset(("abbreviation", "slang", "misspelling"))
_INITIALS = 2
"""Letters at most of an abbreviation that hardly stands alone."""
_CITY = 10_000
"""Inhabitants of a town that may be meant where the name is its state's too."""
_LARGE = 100_000
_LONG = 8
"""Letters of a misspelling that may mean what the document does not name otherwise."""
_MISSPELT = 15_000
"""Inhabitants that such a town has."""


class Kind(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What the lists have under a name."""

    codes: frozenset[str]
    """Codes of the countries and states that it can mean."""
    names_state: bool
    names_level: bool
    """Whether it is a state's or country's."""
    initials: bool
    """Whether it abbreviates a state, as it does after a town rather than alone."""
    settlement: bool
    """Whether no list of streets, quarters, prisons and the like has the name."""
    street: Place | None
    """The one town of which a list has the street or market; others may have one of its name."""
    quarter: bool
    """Whether it begins with a word for a street or quarter: `Colonia Progreso`."""


class Belief(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What it takes to believe that a place is meant by a name at all."""

    nameless: bool
    """Whether it is a river's, region's or road's name as well."""
    region: bool
    """Whether it is a region's."""
    faint: bool
    """Whether only a place that the document names otherwise can be meant."""
    unsure: bool
    """Whether it may be a river as well, letters that may stand for something else, or a part of a name."""
    certain: Place | None
    """The one place that it means wherever it stands."""


class Bearing(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Which states and towns bear a name, and where these lie."""

    all_states: frozenset[str]
    """Codes of the states that bear the name."""
    states: frozenset[str]
    """Those of Mexico and the US."""
    capital: bool
    """Whether one of these and a city in it bear the name."""
    town: bool
    """Whether a town in Mexico or the US bears the name, and not only villages."""
    large: bool
    """Whether a large city bears the name."""
    leans: bool
    """Whether it matters that the words beside it ask for a state or for a city."""
    lies_in: frozenset[str]
    """Codes of the states that have a town of the name."""
    districts: frozenset[str]
    """Codes of the states that have a district of the name, or, in the US, a town."""
    abroad: frozenset[str]
    """Codes of the countries that have a town of the name and no state."""
    states_abroad: frozenset[str]
    """Codes of the states of these countries that have one."""


class StandsFor(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What else than itself the name of a capital, country or state can mean."""

    governs: str | None
    """The country whose capital it can be, and not a quarter of it."""
    as_state: str | None
    """The state that it names where the text says that it is one."""
    as_city: str | None
    """The city that it names at the end of a road."""


def kind_of(senses: Sequence[Sense], places: Sequence[Place], forms: Set[str]) -> Kind:
    """What the lists have under a name of these senses and folded forms, which `places` bear."""
    cues, kinds = load_cues(), {s.kind for s in senses}
    settlement = kinds <= SETTLEMENTS
    common = not settlement and not forms.isdisjoint(cues.everywhere)
    first = {form.partition(" ") for form in forms}
    return Kind(
        codes=frozenset(s.entity_id for s in senses if s.entity_id and not s.entity_id.startswith("geonames")),
        names_state="state" in kinds,
        names_level="state" in kinds or "country" in kinds,
        initials=any(s.kind == "state" and len(s.text.replace(".", "")) <= _INITIALS for s in senses),
        settlement=settlement,
        street=places[0] if len(places) == 1 and (kinds == {"street"} or common) else None,
        quarter=settlement and any(rest and word in cues.quarter_before for word, _, rest in first),
    )


def belief_in(senses: Sequence[Sense], bearers: Bearers, people: Mapping[str, int], forms: Set[str]) -> Belief:
    """What it takes to believe that a place is meant by a name of these senses and folded forms."""
    places = bearers.places
    edits = bearers.less if bearers.misspelt else {}
    faint = bool(edits) and min(edits.values()) > 0 and not _tells_enough(places, people, forms)
    nameless = any(s.entity_id is None for s in senses)
    abbreviated = all(s.kind == "abbreviation" and s.ambiguity == "cued" for s in senses)
    unsure = nameless or (abbreviated and not edits and not bearers.whole) or faint
    only = places[0] if len(places) == 1 else None
    large = only is not None and (only.kind in LEVEL or (only.population or 0) > _LARGE)
    return Belief(
        nameless=nameless,
        region=any(s.entity_id is None and s.kind == "region" for s in senses),
        faint=faint,
        unsure=unsure,
        certain=only if large and not unsure and not edits else None,
    )


def bearing_of(places: Sequence[Place], people: Mapping[str, int]) -> Bearing:
    """Which of the places that bear a name are states and towns, and where the towns lie."""
    towns = [p for p in places if p.kind not in LEVEL]
    states = frozenset(p.id for p in places if p.kind == "state" and p.country in AT_HOME)
    abroad = frozenset(p.country for p in towns) - {s[:2] for s in states}
    return Bearing(
        all_states=frozenset(p.id for p in places if p.kind == "state"),
        states=states,
        capital=any(p.state in states and p.kind in ("city", "town") and people.get(p.id, 0) > _CITY for p in places),
        town=any(p.country in AT_HOME and people.get(p.id, 0) >= VILLAGE for p in towns),
        large=any((p.population or 0) > _LARGE for p in places),
        leans=0 < len(towns) < len(places),
        lies_in=frozenset(p.state for p in towns if p.state),
        districts=frozenset(p.state for p in places if p.state and (p.kind == "municipality" or p.country == "US")),
        abroad=abroad,
        states_abroad=frozenset(p.state for p in towns if p.state and p.country in abroad),
    )


def stands_for(senses: Sequence[Sense], places: Sequence[Place]) -> StandsFor | None:
    """What else than one of these places a name of these senses can mean; None for nothing, as most."""
    cues = load_cues()
    own = [s.entity_id for s in senses if s.kind in SETTLEMENTS or s.kind in _SHORT_FORMS]
    states, cities = cues.called_states, cues.called_cities
    governs = next((cues.capitals[id] for id in own if id in cues.capitals), None)
    as_state = next((states[p.id] for p in places if p.id in states), None)
    as_city = next((cities[p.id] for p in places if p.id in cities), None)
    return StandsFor(governs=governs, as_state=as_state, as_city=as_city) if governs or as_state or as_city else None


def _tells_enough(places: Sequence[Place], people: Mapping[str, int], forms: Set[str]) -> bool:
    """Whether a misspelling is long enough, and one of the places known enough, to be meant where the document does not
    name it otherwise."""
    return min(map(len, forms)) >= _LONG and any(_is_widely_known(p, people) for p in places)


def _is_widely_known(place: Place, people: Mapping[str, int]) -> bool:
    """Whether a misspelling can mean a place by what is known of it."""
    if place.kind in LEVEL:
        return place.kind == "country" or place.country in AT_HOME
    return place.country == "MX" and people.get(place.id, 0) > _MISSPELT
