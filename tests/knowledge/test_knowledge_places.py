"""The gazetteer: codes, tree, coordinates, ambiguity, slang and landmarks."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections import Counter, defaultdict
from importlib.resources import files
from pathlib import Path

import pytest

from narco_corpus.builder.knowledge.places import Place, load_place_forms, load_places
from narco_corpus.model.iso_codes import iso_codes
from narco_corpus.model.text import key_text

FOLDER = files("narco_corpus.builder.knowledge")
SCHEMA = json.loads((Path(__file__).parents[2] / "schema" / "entities.schema.json").read_text(encoding="utf-8"))
AMBIGUITIES = {"unique", "cased", "cued"}

# South, north, west and east of a country's places.
BOXES = {
    "MX": (14.3, 32.8, -118.5, -86.6),
    "GT": (13.7, 17.9, -92.3, -88.2),
    "HN": (12.9, 17.5, -89.4, -83.1),
    "SV": (13.1, 14.5, -90.2, -87.6),
    "BZ": (15.8, 18.6, -89.3, -87.4),
    "CO": (-4.3, 13.5, -81.8, -66.8),
    "US": (18.9, 71.5, -179.2, -66.9),
}

# Official codes of INEGI's catalogue, above all of the four states that GeoNames numbers otherwise.
INEGI = {
    ("MX-CHP", "Tuxtla Gutiérrez"): "07101",
    ("MX-CHP", "Tapachula"): "07089",
    ("MX-CHP", "San Cristóbal de las Casas"): "07078",
    ("MX-CHP", "Frontera Comalapa"): "07034",
    ("MX-CHP", "Comitán de Domínguez"): "07019",
    ("MX-CHH", "Juárez"): "08037",
    ("MX-CHH", "Chihuahua"): "08019",
    ("MX-CHH", "Parral"): "08032",
    ("MX-CHH", "Guadalupe y Calvo"): "08029",
    ("MX-COA", "Saltillo"): "05030",
    ("MX-COA", "Torreón"): "05035",
    ("MX-COA", "Piedras Negras"): "05025",
    ("MX-COA", "Acuña"): "05002",
    ("MX-COL", "Colima"): "06002",
    ("MX-COL", "Manzanillo"): "06007",
    ("MX-COL", "Tecomán"): "06009",
    ("MX-JAL", "Guadalajara"): "14039",
    ("MX-JAL", "Jocotepec"): "14050",
    ("MX-TAM", "Nuevo Laredo"): "28027",
    ("MX-TAM", "Reynosa"): "28032",
    ("MX-NLE", "Monterrey"): "19039",
    ("MX-SIN", "Culiacán"): "25006",
    ("MX-GRO", "Acapulco"): "12001",
    ("MX-MIC", "Apatzingán"): "16006",
    ("MX-BCN", "Tijuana"): "02004",
    ("MX-CMX", "Cuauhtémoc"): "09015",
}


def fold(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).casefold()


@pytest.fixture(scope="module")
def by_id() -> dict[str, Place]:
    return {place.id: place for place in load_places()}


@pytest.fixture(scope="module")
def by_name() -> dict[str, list[tuple[Place, str]]]:
    found: dict[str, list[tuple[Place, str]]] = defaultdict(list)
    for place in load_places():
        found[fold(place.name)].append((place, place.ambiguity))
        for alias in place.aliases:
            found[fold(alias.text)].append((place, alias.ambiguity))
    return found


def test_ids_are_unique_and_valid_by_the_schema() -> None:
    properties = SCHEMA["properties"]
    ids = [place.id for place in load_places()]
    assert len(set(ids)) == len(ids)
    checks = {
        "id": "entity_id",
        "kind": "kind",
        "country": "country",
        "state": "state",
        "iso_3166": "iso_3166",
        "inegi_code": "inegi_code",
    }
    for field, column in checks.items():
        pattern = re.compile(properties[column]["pattern"])
        wrong = [p.id for p in load_places() if getattr(p, field) is not None and not pattern.search(getattr(p, field))]
        assert wrong == [], field
    assert all(p.id == p.iso_3166 for p in load_places() if p.kind in {"country", "state"})
    assert all(p.id == f"geonames:{p.geonames_id}" for p in load_places() if p.kind not in {"country", "state"})


def test_the_loader_knows_the_codes_of_all_countries_and_states() -> None:
    assert iso_codes() == {p.id for p in load_places() if p.kind in {"country", "state"}}


def test_every_inegi_code_is_one_step_away() -> None:
    """Counts by municipality look at a place and at its parent."""
    known = {p.id: p for p in load_places()}
    for place in known.values():
        above = known[place.parent] if place.parent else None
        if place.inegi_code:
            assert place.country == "MX" and above is not None and above.kind == "state"
        elif place.country == "MX" and place.kind in {"city", "town"}:
            assert above is not None and (above.inegi_code or above.kind == "state"), place


def test_counts() -> None:
    kinds = Counter((place.country, place.kind) for place in load_places())
    assert kinds["MX", "state"] == 32
    assert kinds["MX", "municipality"] + kinds["MX", "borough"] == 2471
    assert kinds["MX", "borough"] == 16
    assert kinds["US", "state"] >= 51
    assert sum(n for (_, kind), n in kinds.items() if kind == "country") >= 249
    assert kinds["MX", "city"] + kinds["MX", "town"] > 8000
    for country, states in {"GT": 22, "HN": 18, "SV": 14, "NI": 17, "BZ": 6, "CR": 7, "CO": 33}.items():
        assert kinds[country, "state"] == states, country


def test_every_parent_resolves_and_leads_to_the_country(by_id: dict[str, Place]) -> None:
    for place in by_id.values():
        chain = [place]
        while chain[-1].parent is not None:
            chain.append(by_id[chain[-1].parent])
            assert len(chain) < 6, place
            assert chain[-1].country == place.country
        assert chain[-1].kind == "country"
        assert chain[-1].id == place.country
        if place.state:
            assert place.state in by_id
            assert any(p.id == place.state for p in chain), place


@pytest.mark.parametrize("name", ["place_slang.tsv", "landmarks.tsv"])
def test_forms_of_places_are_sorted_and_stand_once(name: str) -> None:
    rows = (FOLDER / name).read_text("utf-8").splitlines()[1:]
    assert rows == sorted(set(rows), key=lambda row: (key_text(row.partition("\t")[0]), row))


@pytest.mark.parametrize(("state", "name"), INEGI)
def test_inegi_codes(state: str, name: str) -> None:
    found = {
        place.inegi_code
        for place in load_places()
        if place.state == state
        and place.kind in {"municipality", "borough"}
        and fold(name) in {fold(place.name), *(fold(a.text) for a in place.aliases)}
    }
    assert found == {INEGI[state, name]}


def test_inegi_codes_are_unique_and_agree_with_the_state() -> None:
    codes = {p.inegi_code: p.state for p in load_places() if p.inegi_code}
    assert len(codes) == 2471
    states = defaultdict(set)
    for code, state in codes.items():
        states[code[:2]].add(state)
    assert sorted(states) == [f"{n:02}" for n in range(1, 33)]
    assert all(len(found) == 1 for found in states.values())
    assert (states["05"], states["06"], states["07"], states["08"]) == ({"MX-COA"}, {"MX-COL"}, {"MX-CHP"}, {"MX-CHH"})


def test_coordinates_lie_in_their_country() -> None:
    for place in load_places():
        assert (place.latitude is None) == (place.longitude is None)
        if place.latitude is None or place.longitude is None:
            assert place.kind not in {"city", "town"}, place
        elif place.country in BOXES:
            south, north, west, east = BOXES[place.country]
            assert south <= place.latitude <= north, place
            assert west <= place.longitude <= east, place


def test_nearly_all_municipalities_have_coordinates() -> None:
    municipalities = [p for p in load_places() if p.kind == "municipality"]
    assert sum(p.latitude is not None for p in municipalities) > 0.95 * len(municipalities)


@pytest.mark.parametrize(
    ("text", "state", "kind"),
    [
        ("Acapulco", "MX-GRO", "city"),
        ("Iguala", "MX-GRO", "city"),
        ("Matamoros", "MX-TAM", "city"),
        ("H. Matamoros", "MX-TAM", "city"),
        ("Heroica Matamoros", "MX-TAM", "city"),
        ("Cd. Juárez", "MX-CHH", "city"),
        ("juarez", "MX-CHH", "city"),
        ("Ciudad Mier", "MX-TAM", "town"),
        ("Tuxtla", "MX-CHP", "city"),
        ("Coalcoman", "MX-MIC", "city"),
        ("Tamps.", "MX-TAM", "state"),
        ("N.L.", "MX-NLE", "state"),
        ("Edomex", "MX-MEX", "state"),
        ("Ciudad de México", "MX-CMX", "state"),
        ("Michoacan", "MX-MIC", "state"),
        ("McAllen", "US-TX", "city"),
        ("Rio Grande City", "US-TX", "town"),
        ("Calexico", "US-CA", "city"),
        ("Nogales", "US-AZ", "city"),
        ("Hidalgo County", "US-TX", "county"),
        ("Huehuetenango", "GT-13", "state"),
    ],
)
def test_names_that_texts_use(by_name: dict[str, list[tuple[Place, str]]], text: str, state: str, kind: str) -> None:
    assert any(p.state == state and p.kind == kind for p, _ in by_name[fold(text)])


@pytest.mark.parametrize(
    ("text", "code"), [("USA", "US"), ("Estados Unidos", "US"), ("México", "MX"), ("España", "ES")]
)
def test_names_of_countries(by_name: dict[str, list[tuple[Place, str]]], text: str, code: str) -> None:
    assert code in {p.id for p, _ in by_name[fold(text)]}


def test_a_seat_and_its_municipality_are_two_places_joined_by_parent(by_id: dict[str, Place]) -> None:
    seats = [
        p
        for p in by_id.values()
        if p.country == "MX" and p.kind in {"city", "town"} and p.parent and by_id[p.parent].name == p.name
    ]
    assert len(seats) > 1000
    guadalajara = next(p for p in seats if p.name == "Guadalajara" and p.state == "MX-JAL")
    assert by_id[guadalajara.parent or ""].inegi_code == "14039"


def test_ambiguity_belongs_to_the_text(by_name: dict[str, list[tuple[Place, str]]]) -> None:
    mixed = {
        text: {ambiguity for _, ambiguity in found}
        for text, found in by_name.items()
        if len({ambiguity for _, ambiguity in found}) > 1
    }
    assert mixed == {}
    assert {ambiguity for found in by_name.values() for _, ambiguity in found} == AMBIGUITIES


@pytest.mark.parametrize(
    ("text", "ambiguity"),
    [
        *((t, "unique") for t in ("Guadalajara", "Tamaulipas", "Jocotepec", "Sinaloa", "Reynosa", "Ciudad Victoria")),
        *((t, "unique") for t in ("Juárez", "San Fernando", "Tepetongo", "United States", "Costa Rica", "El Salvador")),
        *((t, "cased") for t in ("China", "Guerrero", "US", "N.L.", "Chile")),
        *((t, "cued") for t in ("Victoria", "Hidalgo", "Progreso", "Paraíso", "General Bravo", "OK")),
    ],
)
def test_ambiguity_classes(by_name: dict[str, list[tuple[Place, str]]], text: str, ambiguity: str) -> None:
    assert {found for _, found in by_name[fold(text)]} == {ambiguity}


@pytest.mark.parametrize("text", ["El Chapo", "Los Aztecas", "La Línea", "El Tigre", "Emiliano Zapata", "La Unión"])
def test_villages_with_names_of_groups_and_persons_are_never_unique(
    by_name: dict[str, list[tuple[Place, str]]], text: str
) -> None:
    assert {ambiguity for _, ambiguity in by_name.get(fold(text), [])} <= {"cued", "cased"}


def test_forms_link_to_places_that_exist(by_id: dict[str, Place]) -> None:
    forms = load_place_forms()
    assert len(forms) > 1000
    assert len({(form.text, form.id) for form in forms}) == len(forms)
    for form in forms:
        assert form.text == form.text.strip() != ""
        assert form.ambiguity in AMBIGUITIES
        assert form.id is None or form.id in by_id, form
        assert form.language in {None, "en", "es"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("gdl", "Guadalajara"),
        ("Tijuas", "Tijuana"),
        ("Mty", "Monterrey"),
        ("Juaritos", "Ciudad Juárez"),
        ("jocotopec", "Jocotepec"),
        ("Ensendada", "Ensenada"),
        ("Micoacan", "Michoacán"),
        ("Tamalipas", "Tamaulipas"),
        ("Jalisquillo", "Jalisco"),
        ("Topo Chico", "Monterrey"),
        ("Tepito", "Mexico City"),
        ("ADX Florence", "Florence"),
    ],
)
def test_slang_misspellings_and_facilities_link(by_id: dict[str, Place], text: str, name: str) -> None:
    assert {by_id[form.id].name for form in load_place_forms() if form.text == text and form.id} == {name}


@pytest.mark.parametrize("text", ["Tierra Caliente", "Frontera Chica", "Sierra Madre", "Gulf of Mexico", "Rio Grande"])
def test_regions_rivers_and_seas_link_to_nothing(text: str) -> None:
    assert [form.id for form in load_place_forms() if form.text == text] == [None]


def test_the_file_is_small_and_carries_no_time_of_writing() -> None:
    data = (FOLDER / "places.tsv.gz").read_bytes()
    assert len(data) < 1_000_000
    assert data[4:8] == bytes(4)
    lines = gzip.decompress(data).decode().splitlines()
    assert lines[0].split("\t")[:3] == ["id", "name", "kind"]
    assert {line.count("\t") for line in lines} == {13}


@pytest.mark.parametrize(
    ("state", "name", "short"),
    [
        ("MX-OAX", "Santa María Huatulco", "Huatulco"),
        ("MX-OAX", "San Pedro Pochutla", "Pochutla"),
        ("MX-OAX", "Santa María Jalapa del Marqués", "Jalapa del Marqués"),
        ("MX-SON", "Miguel Alemán", "La Doce"),
    ],
)
def test_towns_are_listed_by_the_names_that_are_said(state: str, name: str, short: str) -> None:
    (town,) = [p for p in load_places() if (p.state, p.name) == (state, name) and p.kind in ("city", "town")]
    assert short in {alias.text for alias in town.aliases}


def test_names_in_mexico_are_one_name_each() -> None:
    assert not [p.name for p in load_places() if p.country == "MX" and re.search(r"\(| municipality$", p.name)]


def test_municipalities_founded_lately_have_their_towns(by_id: dict[str, Place]) -> None:
    for municipality, name, seat in [
        ("geonames:12514809", "San Quintín", "geonames:3984997"),
        ("geonames:12514808", "San Felipe", "geonames:3987224"),
        ("geonames:12514810", "Seybaplaya", "geonames:3516685"),
    ]:
        district = by_id[municipality]
        assert (district.name, by_id[seat].parent) == (name, municipality)
        assert (district.latitude, district.longitude) == (by_id[seat].latitude, by_id[seat].longitude)
