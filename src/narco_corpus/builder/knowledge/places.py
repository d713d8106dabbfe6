"""The gazetteer as typed records: countries, states, municipalities, towns, their names and how ambiguous these are."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files

import msgspec

FOLDER = "narco_corpus.builder.knowledge"


class PlaceName(msgspec.Struct, frozen=True, gc=False):
    """One name of a place, and what it takes for the text to mean a place."""

    text: str
    ambiguity: str
    """`unique`, `cased` or `cued`; `docs/design.md` says what each asks of a recogniser."""


class Place(msgspec.Struct, frozen=True, gc=False):
    """One row of the gazetteer."""

    id: str
    """ISO 3166 code of a country or state, `geonames:NNN` of any other place."""
    name: str
    """Plain name in English-language reporting."""
    ambiguity: str
    """Class of `name`."""
    kind: str
    """country, state, municipality, borough, county, city or town."""
    parent: str | None
    """Id of the place that it lies in: a town's municipality or county, its state, its country."""
    country: str
    """ISO 3166-1 alpha-2 code."""
    state: str | None
    """ISO 3166-2 code of the first-level division, where the gazetteer has those of the country."""
    iso_3166: str | None
    """The place's own code; of countries and states only."""
    geonames_id: int | None
    inegi_code: str | None
    """Five digits as text; of Mexican municipalities and boroughs only."""
    latitude: float | None
    longitude: float | None
    """Degrees, WGS 84; of a municipality or county those of its seat or largest town."""
    population: int | None
    """Inhabitants by GeoNames; None where unknown."""
    aliases: tuple[PlaceName, ...]


class PlaceForm(msgspec.Struct, frozen=True, gc=False):
    """A form that a text may use for a place, a region or a facility: slang, misspelling, landmark."""

    text: str
    id: str | None
    """Id of the place it links to; None for regions, rivers, seas and roads, which link to nothing."""
    kind: str
    """Of a landmark region, river, road, prison and so on; of slang `slang`, `abbreviation` or `misspelling`."""
    language: str | None
    ambiguity: str
    note: str | None


@cache
def load_places() -> tuple[Place, ...]:
    """All places, sorted by country, state, kind and name."""
    return tuple(_place(line.split("\t")) for line in _lines("places.tsv.gz"))


def _lines(name: str) -> list[str]:
    """Lines of a tab-separated file below its header."""
    data = (files(FOLDER) / name).read_bytes()
    return (gzip.decompress(data) if name.endswith(".gz") else data).decode().splitlines()[1:]


def _place(cells: list[str]) -> Place:
    return Place(
        id=cells[0],
        name=cells[1],
        kind=cells[2],
        parent=cells[3] or None,
        country=cells[4],
        state=cells[5] or None,
        iso_3166=cells[6] or None,
        geonames_id=int(cells[7]) if cells[7] else None,
        inegi_code=cells[8] or None,
        latitude=float(cells[9]) if cells[9] else None,
        longitude=float(cells[10]) if cells[10] else None,
        population=int(cells[11]) if cells[11] else None,
        ambiguity=cells[12] or "unique",
        aliases=tuple(_name(part) for part in cells[13].split("|")) if cells[13] else (),
    )


def _name(part: str) -> PlaceName:
    text, _, ambiguity = part.partition("~")
    return PlaceName(text, ambiguity or "unique")


@cache
def load_place_forms() -> tuple[PlaceForm, ...]:
    """Slang, abbreviations and misspellings of places, then landmarks; each file sorted by text."""
    return tuple(
        PlaceForm(cells[0], cells[1] or None, cells[2], cells[3] or None, cells[4] or "unique", cells[5] or None)
        for name in ("place_slang.tsv", "landmarks.tsv")
        for cells in (line.split("\t") for line in _lines(name))
    )
