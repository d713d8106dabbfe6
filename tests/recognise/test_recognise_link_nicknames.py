"""Whom a nickname means that others bear too: who is told beside it, who belongs there, or nobody."""

from __future__ import annotations

import pytest
from marked_names import linked


def links(*texts: str, year: int = 2012) -> dict[str, str | None]:
    return dict(linked(*texts, year=year))


@pytest.mark.parametrize(
    "joint",
    [", 34, alias ", ", de 34 años, alias ", ", aged 34, also known as ", ", mejor conocido como ", ' "N", alias '],
)
def test_a_nickname_after_a_name_and_an_age_is_that_persons(joint: str) -> None:
    there = links(f"In [Mexico City|L] they hold [Ponciano Arvizu Leal|P]{joint}[El Tortas|P].", "poor [El Tortas|P]")
    assert there["El Tortas"] is None
    assert links("In [Mexico City|L] they hold [El Tortas|P].")["El Tortas"] == "jorge-flores-concha"


def test_of_two_nicknames_told_together_both_are_his() -> None:
    text = "In [Ensenada|L] fell [Ponciano Arvizu Leal|P], 34, alias [El Cachas|P]{}[El Aquiles|P]."
    for joint in (", alias ", " or ", " o "):
        there = links(text.format(joint), "who is [El Aquiles|P]?")
        assert there["El Cachas"] is None
        assert there["El Aquiles"] is None
    assert links(text.format(" and "))["El Aquiles"] == "alfonso-arzate-garcia"
    there = links("In [Tijuana|L] fell [Gerardo Álvarez Vázquez|P], alias [El Indio|P], alias [El Chayan|P].")
    assert there["El Chayan"] == there["El Indio"] == "jose-gerardo-alvarez-vazquez"


def test_a_given_name_that_is_not_the_known_bearers_tells_that_another_is_meant() -> None:
    assert links('In [Mexico City|L] is [Ponciano|P] "N", alias [El Tortas|P].')["El Tortas"] is None
    assert links('In [Mexico City|L] is [Jorge|P] "N", alias [El Tortas|P].')["El Tortas"] == "jorge-flores-concha"


def test_one_word_in_common_makes_nobody_of_three_names_the_known_bearer() -> None:
    there = links("[Miguel Arvizu Leal|P], alias [El 40|P], sells ice in [Reynosa|L].")
    assert there["El 40"] is None
    there = links("[Miguel Trebiño|P], alias [El 40|P], sold coal in [Nuevo Laredo|L].")
    assert there["El 40"] == "miguel-trevino-morales"


def test_a_common_nickname_is_nobody_known_where_nothing_else_of_him_is() -> None:
    assert links("The butcher of [Creel|L], [Chihuahua|L], is [La Vaca|P].")["La Vaca"] is None
    assert links("In [Manzanillo|L], [Colima|L], it is [La Vaca|P].")["La Vaca"] == "jose-bernabe-brizuela-meraz"
    assert links("Of [Los Mezcales|G] came [La Vaca|P] to [Creel|L].")["La Vaca"] == "jose-bernabe-brizuela-meraz"
    assert links("In [Creel|L] they sing of [El Mencho|P].")["El Mencho"] == "nemesio-oseguera-cervantes"


def test_a_nickname_said_like_a_given_name_is_another_persons() -> None:
    for said in ("su hermana [Chayo|P]", "doña [Chayo|P]", "Señora [Chayo|P]"):
        there = links(f"The [Knights Templar|G] of [Michoacán|L] took the corn of {said}.")
        assert there["Chayo"] is None
    there = links("The [Knights Templar|G] of [Michoacán|L] prayed to [Chayo|P].")
    assert there["Chayo"] == "nazario-moreno-gonzalez"


def test_who_is_called_by_a_given_name_of_his_own_keeps_it_among_his_people() -> None:
    assert (
        links("The pharmacies of doña [Enedina|P] and the [Tijuana Cartel|G].")["Enedina"] == "enedina-arellano-felix"
    )
    assert links("In [Tijuana|L] doña [Enedina|P] sells bread.")["Enedina"] is None


@pytest.mark.parametrize(
    "said",
    [
        "A cook nicknamed [El Güero|P] said it",
        "Soldiers held a man known only as “[El Güero|P]”",
        "Cayó un hombre al que apodan [El Güero|P]",
        "Somebody called [El Güero|P] paid",
    ],
)
def test_a_common_nickname_that_introduces_somebody_is_nobody_known(said: str) -> None:
    assert links(f"{said}. The [Sinaloa Cartel|G] runs [Culiacán|L].")["El Güero"] is None


def test_who_is_called_so_without_an_article_before_is_the_known_bearer() -> None:
    text = "A man fell. They call the chief of the [Sinaloa Cartel|G] in [Culiacán|L] [El Güero|P]."
    assert links(text, year=1992)["El Güero"] == "hector-luis-palma-salazar"
    assert links("A man called [El Mencho|P] fell in [Tecomán|L].")["El Mencho"] == "nemesio-oseguera-cervantes"


def test_an_or_before_somebody_else_who_is_known_begins_a_new_person() -> None:
    there = links('[Ismael Zambada|P], "[El Mayo|P]", o [El Chapo|P], dieron la orden.', "viva [El Chapo|P]")
    assert there["El Chapo"] == "joaquin-guzman-loera"
    assert links("[Nemesio Oseguera|P], alias [El Mencho|P], o [El Marro|P].")["El Marro"] == "jose-antonio-yepez-ortiz"


def test_a_given_name_whose_surname_is_kept_back_is_the_known_bearers() -> None:
    there = links('In [Culiacán|L] fell [Aureliano|P] "N", alias [El Guano|P].')
    assert there["El Guano"] == there["Aureliano"] == "aureliano-guzman-loera"
    assert links("[Yepes|P], alias [El Marro|P], fell.")["El Marro"] == "jose-antonio-yepez-ortiz"


def test_somebody_of_his_group_is_company_enough() -> None:
    there = links("[El Jardinero|P] is a lieutenant of [El Mencho|P].", year=2022)
    assert there["El Jardinero"] == "audias-flores-silva"
    assert links("[El Jardinero|P] sells plants in [Reynosa|L].", year=2022)["El Jardinero"] is None


@pytest.mark.parametrize("rank", ["Comandante", "commander"])
def test_who_is_known_by_a_rank_and_a_nickname_is_meant_behind_the_rank(rank: str) -> None:
    found = dict(linked(f"{rank} [Toro|P] was seen.", year=2018))
    assert found["Toro"] == "julian-manuel-loisa-salinas"
    assert dict(linked("Doña [Toro|P] was seen.", year=2018))["Toro"] is None
