"""Places of one name: second entries of a town, and the one of them for which the document speaks."""

from __future__ import annotations

import pytest
from marked_names import linked, places


@pytest.mark.parametrize(
    ("name", "city"),
    [
        ("Córdoba", "geonames:3530240"),  # a town of that name is listed 6 km away
        ("Cadereyta", "geonames:3531862"),  # listed a second time, 2 km away
    ],
)
def test_a_city_is_not_near_its_second_entry(name: str, city: str) -> None:
    assert linked(f"They bake in [{name}|L].") == [(name, city)]


@pytest.mark.parametrize(
    ("name", "state", "other", "meant"),
    [
        ("Allende", "Coahuila", "Veracruz", "MX-COA"),
        ("Camargo", "Tamaulipas", "Chihuahua", "MX-CHH"),  # five times as large
    ],
)
def test_a_town_named_with_its_state_is_meant_again_unless_the_other_is_far_larger(
    name: str, state: str, other: str, meant: str
) -> None:
    there = places(f"[{name}|L], [{state}|L], bakes. The people of [{other}|L] know, and [{name}|L] too.")
    assert there[name] == (name, meant)


@pytest.mark.parametrize(
    ("body", "name", "state"),
    [
        ("GOPES Tamaulipas|A", "Ocampo", "MX-TAM"),
        ("Zócalo Monclova|M", "Allende", "MX-COA"),
        ("NTR Zacatecas|M", "Guadalupe", "MX-ZAC"),
    ],
)
def test_authorities_and_media_speak_for_the_towns_of_their_state(body: str, name: str, state: str) -> None:
    text = f"Rain in [{name}|L]."
    assert (places(text)[name] or ("", ""))[1] != state
    assert places(f"[{body}] came. {text}")[name] == (name, state)


def test_a_document_of_towns_of_a_state_means_the_state_rather_than_its_capital() -> None:
    text = "It rained on [Cholula|L] and [Tepeaca|L]. Rain in [Puebla|L]."
    assert linked(text)[-1] == ("Puebla", "MX-PUE")
    assert linked("It rained on [Cholula|L] and [Tlaxcala|L]. Rain in [Puebla|L].")[-1][1] != "MX-PUE"


def test_a_town_that_lends_its_name_to_a_prison_is_meant_unless_the_text_says_another() -> None:
    assert places("He was moved to [Florence|L].")["Florence"] == ("Florence", "US-CO")
    assert places("[Florence|L], [Arizona|L] is dry.")["Florence"] == ("Florence", "US-AZ")
    assert places("The dome of [Florence|L] in [Italy|L], then [Rome|L].")["Florence"] == ("Florence", None)


@pytest.mark.parametrize("text", ["The [Colombia|L] bridge is open.", "El puente [Colombia|L] está abierto."])
def test_a_bridge_of_a_countrys_name_is_the_one_at_a_town(text: str) -> None:
    assert places(f"Rain in [Laredo|L]. {text}")["Colombia"] == ("Anáhuac", "MX-NLE")
    assert linked("Rain in [Laredo|L]. [Colombia|L] is open.")[-1] == ("Colombia", "CO")


def test_the_name_of_a_metropolis_is_no_part_of_a_towns_that_the_document_does_not_name() -> None:
    text = "[Toluca|L] and in [Zinacantepec|L]. In [San Francisco|L] it snowed."
    assert places(f"Rain in {text}")["San Francisco"] == ("San Francisco", "US-CA")
    town = "San Francisco Tlalcilalcalpan"
    assert places(f"Rain in [{town}|L], {text}")["San Francisco"] == (town, "MX-MEX")


def test_part_of_a_towns_name_means_it_only_where_its_state_is_named() -> None:
    assert places("In [Valle|L] they pay too.")["Valle"] is None
    assert places("Rain in [Celaya|L]. In [Valle|L] they pay too.")["Valle"] == ("Valle de Santiago", "MX-GUA")
