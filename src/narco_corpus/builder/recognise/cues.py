"""Words beside and in a name that tell what it is, as `knowledge/cues.json` lists them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec


class Units(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Folded words in names that bear a number: of units of the armed forces, and of prisons."""

    ordinals: frozenset[str]
    arms: frozenset[str]
    """What serves there: `infantry`, `militar`."""
    bodies: frozenset[str]
    areas: frozenset[str]
    """What an arm's name makes a unit: `zona` of `zona militar`."""
    prisons: frozenset[str]


class Level(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Folded words that tell whether a name of a state and a city is here the one or the other."""

    state_beside: frozenset[str]
    """Right before or after the name, or before `of` and it; after it also with an article: `Zacatecas, el estado`."""
    state_of: frozenset[str]
    """Before `of` and the name, where it may be a country's besides: `the state of Mexico`."""
    city_before: frozenset[str]
    city_after: frozenset[str]
    city_of: frozenset[str]
    city_in: frozenset[str]
    """Before `of` or `in` and the name, besides words for quarters and buildings."""
    cities: frozenset[str]
    """What a name is called after it: `China is a town`."""
    municipality: frozenset[str]
    """Before `of` and the name of a municipality, which no village has; `municipality` also after it."""
    flights: frozenset[str]
    """Before `to` and the name: one flies to no state."""
    roads: frozenset[str]
    """Beside the ends of a road: `the Mexico-Toluca highway`."""


class Government(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Folded words that tell whether a capital's name is that of the government there; `governs` says what one does."""

    names: frozenset[str]
    """Names that are the government's wherever nothing says that the city is meant; of others it takes a verb."""
    subject_after: frozenset[str]
    """Before the name, if what a government does follows it."""
    auxiliaries: frozenset[str]
    """Between the name and that."""
    object_of: frozenset[str]
    """Before the name of a government."""
    agent_of: frozenset[str]
    """Before `by` and its name."""
    where: frozenset[str]
    """Before a city where one is or goes; without it, and in no chain, `Washington` is the government."""
    city_after: frozenset[str]
    """After the name of a city or state, and not of the government."""


class Villages(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a place is called that lies in a municipality, as it is written: `a small town in`, `, ranchería de`."""

    english: frozenset[str]
    spanish: frozenset[str]


class Cues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Folded words, by what they are evidence of."""

    group_words: frozenset[str]
    """Beside a name: it is a criminal group's."""
    group_name_words: frozenset[str]
    """In a group's name, which may be said without them or with another of them: `Grupo Ciclón`, `the Cabrera`."""
    group_before: frozenset[str]
    """Before a name that may be a group or a place: it is the group."""
    group_after: frozenset[str]
    place_before: frozenset[str]
    place_after: frozenset[str]
    place_of: frozenset[str]
    """Before `of` or `de` and a name: it is a place."""
    level: Level
    another: frozenset[str]
    """Before the name of a twin of the town that the dateline names: `the other Nogales`."""
    villages: Villages
    no_town_after: frozenset[str]
    """Before a name that a river or region bears too: it is that, and not the town's."""
    capitals: dict[str, str]
    """Ids of the capitals that are named for their government, and its country."""
    called_states: dict[str, str]
    """Codes of the countries that a state is called like, and the state's: `the state of Mexico`."""
    called_cities: dict[str, str]
    """The same of cities, as ends of roads: `the Mexico-Toluca highway`."""
    city_states: dict[str, str]
    """Codes of the cities that are a state of their own, which is their link, and the gazetteer's ids of the cities."""
    rather_cities: dict[str, str]
    """Codes of the states whose name means a city in doubt, and the name: `Washington`."""
    governs: frozenset[str]
    """Words after a capital's name that say what a government does, and a town hardly."""
    government: Government
    offices: frozenset[str]
    """Before a surname, or behind it after a comma: it is that of somebody who held an office."""
    offices_of: dict[str, frozenset[str]]
    """Those of them by the offices of which the terms are listed."""
    before_office: frozenset[str]
    """What may stand before an office that follows a surname: `Durazo, the former governor`."""
    ranks: dict[str, str]
    """Before names by which persons are known together with them, `Comandante Ardilla`; in other words the same one."""
    state_offices: frozenset[str]
    """Before `of` and a name: it is that of a state, of which somebody holds the office."""
    generals: frozenset[str]
    """Before `general` and that: `attorney general of Guerrero`."""
    group_places: dict[str, str]
    """Names of places that stand for a group, and its id."""
    lower_heads: frozenset[str]
    """Words that a name follows also where it is written without capitals."""
    owned: frozenset[str]
    """Words that go on a name after a possessive: `Sheriff's Office`."""
    calendar: frozenset[str]
    """Months, days and times of day: no name begins or ends with them unless it is listed."""
    months_of_years: frozenset[str]
    """Months, which before `de` and a year are nobody: `el mayo de 2012`."""
    calendar_forenames: frozenset[str]
    """Those of them that persons are called."""
    run_links: frozenset[str]
    """Small words in lower case that may stand inside a name of any kind."""
    abbreviations: frozenset[str]
    """Words that a name goes on after, though a point follows them."""
    stop: frozenset[str]
    """Words that no name begins or ends with unless it is listed."""
    local: frozenset[str]
    """Words in or before names of quarters, streets and facilities, which lie in a town."""
    quarter_before: frozenset[str]
    """Right before a name: it is a street or quarter, not the town of that name; `quarter_after` right after it."""
    quarter_after: frozenset[str]
    quarter_of: frozenset[str]
    """Before `of` and a name: it is a quarter's."""
    everywhere: frozenset[str]
    """Names of markets, squares and the like that many towns have."""
    facilities: frozenset[str]
    """Words in names of facilities, which may end with their town's: `Hospital General de Jerez`."""
    wild: frozenset[str]
    """Words in or beside names of roads across the country, rivers, mountains and ranches, which lie in no town."""
    highways: frozenset[str]
    """Numbers of federal highways of Mexico that a name alone means: `por la 57`. Lower ones are streets as often."""
    numbered_roads: frozenset[str]
    """What stands before the number of a road: `Federal 15`."""
    river_before: frozenset[str]
    """Right before a name: it is a river's, not the town's of that name; `river_after` right after it."""
    river_after: frozenset[str]
    within: frozenset[str]
    """Words that stand between the name of a quarter and that of the town that it belongs to."""
    name_links: frozenset[str]
    """Small words in names of towns, with which no part of a name begins or ends."""
    name_saints: frozenset[str]
    """Words that so many names of towns begin with that they are not said for one; the rest may be."""
    unmarked: frozenset[str]
    """Words that alone are never marked: networks that serve as a channel, saints, peoples, devices."""
    arms: frozenset[str]
    """Designations of weapons, vehicles and aircraft, in one word: `ak47`; they look like the codes of persons."""
    makes: frozenset[str]
    """Makers of vehicles, before the name of a model: `Dodge Durango`."""
    makers: frozenset[str]
    """Words with which the name of such a maker goes on, or a town's: `Ford Motor Company`, `Dodge City`."""
    forces: frozenset[str]
    """Words in lower case after `Mexican` and the like that describe a force and name none."""
    operations: frozenset[str]
    """Before the name of an operation, which no guideline marks."""
    prayed_to: frozenset[str]
    """Before `of` and a name: it is that of a saint or of one of her images: `Our Lady of Guadalupe`."""
    units: Units
    close_kin: frozenset[str]
    """Words for relatives of whom a given name alone is said; `kin` of `context` has uncles, in-laws and friends
    besides, whose surname is another."""
    siblings_before: frozenset[str]
    """Before a surname that several bear, which means none of them and no group; `siblings_after` after it."""
    siblings_after: frozenset[str]
    civil_titles: frozenset[str]
    """Before a given name: titles that everybody has, and no rank: `Doña Chayo`."""
    called: frozenset[str]
    """Words of naming before a nickname, `called_as` between; of an unknown person where `somebody` stands before."""
    called_as: frozenset[str]
    somebody: frozenset[str]
    alias_joints: frozenset[str]
    """All that stands between a name and a nickname that is the same person's: `also known as`."""
    alias_ages: frozenset[str]
    """What besides stands between them with an age, or for a surname that is kept back: `Édgar "N", 34, alias`."""
    small_heads: frozenset[str]
    """Words that a listed name may end with and that are no part of it in lower case: `18th Street gang`."""
    formal: frozenset[str]
    """Words that make a group's name a full formal one, which takes no article."""
    context: dict[str, frozenset[str]]
    """Words beside a name, by class."""
    heads: dict[str, frozenset[str]]
    """Words in a name, by the kind of name they head."""

    def context_classes(self) -> dict[str, tuple[str, ...]]:
        """The classes of each word that may stand beside a name."""
        return _inverted(self.context)

    def head_classes(self) -> dict[str, tuple[str, ...]]:
        """The classes of each word that may stand in a name."""
        return _inverted(self.heads)


def _inverted(classes: dict[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name in sorted(classes):
        for word in sorted(classes[name]):
            found[word] = (*found.get(word, ()), name)
    return found


@cache
def load_cues() -> Cues:
    """The cues of the package."""
    data = (files("narco_corpus.builder.knowledge") / "cues.json").read_bytes()
    return msgspec.json.decode(data, type=Cues)


@cache
def load_head_words() -> frozenset[str]:
    """Words that head a name, of any kind."""
    return frozenset().union(*load_cues().heads.values())
