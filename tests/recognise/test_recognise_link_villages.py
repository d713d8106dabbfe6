"""Villages that bear the name of a metropolis, a country or a town of another state."""

from __future__ import annotations

import pytest
from marked_names import places


def test_a_village_is_not_meant_by_the_name_of_a_metropolis_though_the_text_speaks_of_its_town() -> None:
    text = (
        "[San Diego|L]: lawyers spoke. In [Culiacan|L] they fight, from [Costa Rica|L] to [Elota|L] and [Culiacan|L]."
    )
    there = places(text)
    assert there["San Diego"] == ("San Diego", "US-CA")
    there = places("From [Elota|L] he went to [San Diego|L], [Culiacan|L], [Sinaloa|L], where his mother lives.")
    assert there["San Diego"] == ("Culiacán", "MX-SIN")


@pytest.mark.parametrize(
    "said", ["[Holanda|L], municipio de [Apatzingán|L]", "[Holanda|L], a village in the municipality of [Apatzingán|L]"]
)
def test_a_village_of_a_municipality_is_no_country_of_its_name(said: str) -> None:
    assert places(f"They found him in {said}, on Friday.")["Holanda"] == ("Apatzingán", "MX-MIC")


def test_a_village_of_a_municipality_is_none_of_another_state() -> None:
    there = places("Hubo fiesta en [La Concha|L], en el municipio de [Acaponeta|L]. Llovió en [Creel|L].")
    assert there["La Concha"] == ("Acaponeta", "MX-NAY")
    assert places("Nevó en [Creel|L], municipio de [Bocoyna|L].")["Creel"] == ("Creel", "MX-CHH")


@pytest.mark.parametrize("said", ["a hamlet of", "a village in", "a town in", "comunidad de", "ejido de"])
def test_a_village_of_a_municipality_is_none_of_another_one_of_the_state(said: str) -> None:
    there = places(f"The band comes from [Rosa Morada|L], {said} [Mocorito|L], and rehearses in [Navolato|L].")
    assert there["Rosa Morada"] == ("Mocorito", "MX-SIN")


@pytest.mark.parametrize(
    "said", ["[Monterrey|L], [Veracruz|L] and half of [Guatemala|L]", "[Monterrey|L], [Veracruz|L]"]
)
def test_a_metropolis_in_a_list_is_no_village_of_the_state_after_it(said: str) -> None:
    assert places(f"The [Zetas|G] have {said}.")["Monterrey"] == ("Monterrey", "MX-NLE")


def test_a_city_abroad_is_not_meant_by_another_name_that_is_a_towns_at_home() -> None:
    assert places("They changed diapers in [Roma|L].")["Roma"] == ("Roma", "US-TX")
    assert places("The pope spoke in [Rome|L].")["Rome"] == ("Rome", None)


@pytest.mark.parametrize("road", ["Federal 15", "Mexico 15D", "Mex 200"])
def test_a_numbered_road_lies_in_no_town(road: str) -> None:
    assert places(f"My cousin in [Caborca|L] says that the [{road}|L] is empty. [Caborca|L] is far.")[road] is None
