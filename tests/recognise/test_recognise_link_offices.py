"""Surnames and rare given names of who governed where and when a document plays."""

from __future__ import annotations

import pytest
from marked_names import linked


def links(*texts: str, year: int = 2012) -> dict[str, str | None]:
    return dict(linked(*texts, year=year))


@pytest.mark.parametrize(
    ("state", "year", "person"),
    [
        ("Veracruz", 2014, "javier-duarte"),
        ("Chihuahua", 2014, "cesar-duarte"),
        ("Chihuahua", 2009, "cesar-duarte"),
        ("Veracruz", 2017, "javier-duarte"),
        ("Chihuahua", 2021, None),
        ("Sonora", 2014, None),
    ],
)
def test_a_surname_means_who_governs_the_state_in_the_year(state: str, year: int, person: str | None) -> None:
    assert links(f"Teachers march in [{state}|L].", "[duarte|P] says nothing", year=year)["duarte"] == person


def test_of_two_governors_of_a_surname_it_is_that_of_the_state_named_oftenest() -> None:
    there = links("[Chihuahua|L] is not [Veracruz|L]. In [Chihuahua|L] it snows.", "[Duarte|P] sleeps", year=2014)
    assert there["Duarte"] == "cesar-duarte"
    assert links("[Chihuahua|L] is not [Veracruz|L].", "[Duarte|P] sleeps", year=2014)["Duarte"] is None


def test_a_president_is_meant_where_the_document_plays_in_his_country() -> None:
    assert links("Taxes rise in [Saltillo|L].", "[peña|P] signs it", year=2014)["peña"] == "enrique-pena-nieto"
    assert links("Taxes rise in [Quetzaltenango|L].", "[peña|P] signs it", year=2014)["peña"] is None


def test_who_is_named_in_full_is_meant_and_no_governor() -> None:
    there = links("[Ponciano Duarte|P] bakes in [Xalapa|L].", "[duarte|P] bakes well", year=2014)
    assert there["duarte"] is None


@pytest.mark.parametrize("said", ["los [Duarte|P]", "the [Duarte|P]"])
def test_a_family_is_no_governor(said: str) -> None:
    assert links(f"In [Xalapa|L] {said} own the bakery.", year=2014)["Duarte"] is None


def test_a_rare_given_name_means_a_governor_and_a_common_one_nobody() -> None:
    there = links("It rained in [Morelia|L].", "[silvano|P] sits on his bench", year=2019)
    assert there["silvano"] == "silvano-aureoles"
    assert links("It rained in [Nuevo Laredo|L].", "[francisco|P] laughs", year=2019)["francisco"] is None


def test_brothers_and_twins_are_nobody() -> None:
    assert links("[Duarte|P] twins sing in [Xalapa|L].", year=2014)["Duarte"] is None


@pytest.mark.parametrize(
    ("said", "where", "person"),
    [
        ("President [Castro|P] of [Honduras|L] spoke", "[Tegucigalpa|L]", "xiomara-castro"),
        ("Governor [Castro|P] of [Baja California Sur|L] spoke", "[La Paz|L]", "victor-manuel-castro-cosio"),
        ("[Castro|P], the governor of [Baja California Sur|L], spoke", "[La Paz|L]", "victor-manuel-castro-cosio"),
    ],
)
def test_an_office_beside_a_surname_means_its_holder_and_no_namesake(said: str, where: str, person: str) -> None:
    assert links(f"{said} in {where}.", year=2024)["Castro"] == person


def test_a_relative_of_who_holds_an_office_holds_none() -> None:
    there = links(
        "[Castro|P], the governor's cousin in [Baja California Sur|L], sang. [Fidel Castro|P] did not.", year=2024
    )
    assert there["Castro"] == "fidel-castro"


@pytest.mark.parametrize("said", ["Secretary [Durazo|P]", "[Durazo|P], the security secretary,"])
def test_an_office_before_or_behind_a_surname_is_enough_where_one_known_bearer_held_one(said: str) -> None:
    assert links(f"{said} said no.", year=2019)["Durazo"] == "alfonso-durazo"
    assert links("[Durazo|P], who told a secretary so, said no.", year=2019)["Durazo"] is None
