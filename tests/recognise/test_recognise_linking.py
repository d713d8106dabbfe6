"""Traps of linking: the date, the places and the other names of a document decide; else nothing is linked."""

from __future__ import annotations

from datetime import date

import pytest

from narco_corpus.builder.knowledge import entity_row
from narco_corpus.builder.recognise import load_recogniser
from narco_corpus.builder.recognise.mention import Unit

RECOGNISER = load_recogniser()


def links(text: str, year: int = 2012) -> dict[str, str | None]:
    """The entity of each mention by its text; of a name that stands several times the last one's."""
    (mentions,) = RECOGNISER.recognise([Unit("body", text)], date(year, 6, 1))
    return {text[m.start : m.end]: m.entity_id for m in mentions}


def place(entity: str | None) -> tuple[str, str | None]:
    row = entity_row(entity or "")
    return row["name"], row["state"]


def test_a_state_in_the_chain_decides_between_places_of_one_name() -> None:
    assert place(links("Gunmen entered Guadalupe, Zacatecas on Monday.")["Guadalupe"])[1] == "MX-ZAC"
    assert place(links("Gunmen entered Guadalupe, Nuevo León on Monday.")["Guadalupe"])[1] == "MX-NLE"


def test_neighbours_decide_between_places_of_one_name() -> None:
    there = links("They closed the roads at Reynosa, Río Bravo, Valle Hermoso and Camargo.")
    assert place(there["Camargo"])[1] == "MX-TAM"


def test_inhabitants_decide_where_nothing_else_does() -> None:
    assert place(links("He was arrested in Monterrey.")["Monterrey"]) == ("Monterrey", "MX-NLE")


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("the state of Chihuahua", "Chihuahua", "MX-CHH"),
        ("in Jalisco, Colima and Michoacán", "Colima", "MX-COL"),
        ("police in Mexico City", "Mexico City", "MX-CMX"),
        ("he lives in the DF now", "DF", "MX-CMX"),
        ("they crossed into the US", "US", "US"),
    ],
)
def test_states_and_countries_bear_their_codes(text: str, name: str, code: str) -> None:
    assert links(text)[name] == code


def test_chihuahua_after_city_is_the_city() -> None:
    assert place(links("in the streets of Chihuahua")["Chihuahua"]) == ("Chihuahua", "MX-CHH")
    assert links("in the streets of Chihuahua")["Chihuahua"] != "MX-CHH"


def test_a_surname_is_the_person_named_in_full() -> None:
    text = "Edgar Valdez Villarreal was arrested. Valdez smiled."
    assert links(text)["Valdez"] == "edgar-valdez-villarreal"


def test_a_surname_of_an_unknown_person_is_not_a_known_one() -> None:
    text = "The teacher Rubén Calderón Mata was shot. Calderón had taught for thirty years."
    assert links(text)["Calderón"] is None


def test_a_nickname_that_several_bear_needs_support() -> None:
    assert links("They call him El Ingeniero, nobody knows why.", 2011).get("El Ingeniero") is None


def test_names_of_one_group_link_to_it_in_every_spelling() -> None:
    text = "Los Zetas, the Zetas, zetas: CDG says the same of LOS ZETAS."
    assert {v for k, v in links(text).items() if "zetas" in k.lower()} == {"los-zetas"}


def test_the_date_decides_between_groups_of_one_name() -> None:
    text = "La Barredora left four bodies in Acapulco, Guerrero."
    assert links(text, 2011)["La Barredora"] == "la-barredora-acapulco"
    assert links("La Barredora burned cars in Villahermosa, Tabasco.", 2023)["La Barredora"] == "la-barredora-tabasco"


@pytest.mark.parametrize(("year", "group"), [(2011, "la-barredora-acapulco"), (2023, "la-barredora-tabasco")])
def test_the_date_alone_decides_between_groups_of_one_name(year: int, group: str) -> None:
    assert links("Yesterday La Barredora hung a banner.", year)["La Barredora"] == group


def test_regions_rivers_and_roads_link_to_nothing() -> None:
    found = links("From Tierra Caliente to the Rio Grande they drive.")
    assert found["Tierra Caliente"] is None
    assert found["Rio Grande"] is None


def test_group_and_place_of_one_name_are_two_things() -> None:
    found = links("The Sinaloa Cartel and CJNG fight for the state of Sinaloa.")
    assert (found["Sinaloa Cartel"], found["Sinaloa"]) == ("sinaloa-cartel", "MX-SIN")
