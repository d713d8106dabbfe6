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


@pytest.mark.parametrize("said", ["The war of [La Laguna|L]", "Cabreras are [Durango|L] and [La Laguna|L]"])
def test_a_village_is_not_meant_by_a_regions_name_because_its_state_is_named(said: str) -> None:
    assert places(f"{said} goes on, says [Fresnillo|L], [Zacatecas|L].")["La Laguna"] is None


def test_a_town_is_meant_by_a_regions_name_where_its_state_follows() -> None:
    there = places("He was born in [Tierra Colorada|L], [Guerrero|L].")
    assert there["Tierra Colorada"] == ("Tierra Colorada", "MX-GRO")


def test_a_lake_is_no_state_abroad() -> None:
    assert places("They fish bass on [Falcon|L], near [Zapata|L], [Texas|L].")["Falcon"] is None


def test_a_town_of_a_state_of_the_us_where_none_is_listed_is_none_of_another() -> None:
    there = places("A ranch outside [Lexington|L], [Oklahoma|L].")
    assert there["Lexington"] is None
    assert places("A ranch outside [Lexington|L], [Kentucky|L].")["Lexington"] == ("Lexington", "US-KY")
    listed = places("He lived in [Lexington|L], [Oklahoma|L] and [Nevada|L].")
    assert listed["Lexington"] == ("Lexington", "US-KY")


@pytest.mark.parametrize("said", ["of", "de", "in", "en"])
def test_a_facility_of_another_town_lies_there(said: str) -> None:
    there = places(f"Police raided the [Central de Abasto|L] {said} [Huixcolotla|L].")
    assert there["Central de Abasto"] == ("Huixcolotla", "MX-PUE")
    assert places("Police raided the [Central de Abasto|L].")["Central de Abasto"] == ("Mexico City", "MX-CMX")


def test_municipalities_of_guatemala_that_no_town_is_named_like_are_known() -> None:
    assert places("The army reopens a base in [Ixcan|L].")["Ixcan"] == ("Ixcán", "GT-14")


@pytest.mark.parametrize("name", ["Buenos Aires", "Reforma", "ortiz rubio", "12"])
def test_what_stands_after_a_spanish_article_is_a_quarter_or_street_of_the_town(name: str) -> None:
    there = places(f"Tiros en [Nogales|L], [Sonora|L]: fue en la [{name}|L], dicen en [Nogales|L].")
    assert there[name] == ("Nogales", "MX-SON")


def test_a_state_after_a_spanish_article_is_still_one() -> None:
    assert places("La gente de [Nogales|L] recuerda la [Sonora|L] de antes.")["Sonora"] == ("Sonora", "MX-SON")


def test_a_street_that_another_town_is_listed_with_lies_in_the_documents_town() -> None:
    there = places("Two were shot on [Avenida Constitución|L], [Apatzingán|L], say people of [Apatzingán|L].")
    assert there["Avenida Constitución"] == ("Apatzingán", "MX-MIC")
    there = places("Two were shot on [Avenida Constitución|L], say people of [Linares|L], [Nuevo León|L].")
    assert there["Avenida Constitución"] == ("Monterrey", "MX-NLE")


@pytest.mark.parametrize("said", ["in [Tamazula|L] municipality", "with the mayor of [Tamazula|L]"])
def test_what_is_called_a_municipality_is_no_village_of_another(said: str) -> None:
    assert places(f"Soldiers spoke {said}, near [Culiacán|L].")["Tamazula"] == ("Tamazula", "MX-DUR")
    assert places("Soldiers came to [Tamazula|L], near [Culiacán|L].")["Tamazula"] == ("Guasave", "MX-SIN")


def test_a_village_abroad_is_no_less_likely_for_a_hamlet_of_its_name_at_home() -> None:
    there = places("The road goes from [Frontera Comalapa|L], [Chiapas|L] to the other side, to [La Mesilla|L].")
    assert there["La Mesilla"] == ("La Democracia", "GT-13")


def test_the_village_of_a_cartel_lies_in_its_municipality() -> None:
    there = places("Marines came to [Celaya|L], [Guanajuato|L], and to [Santa Rosa de Lima|L] on Friday.")
    assert there["Santa Rosa de Lima"] == ("Villagrán", "MX-GUA")


def test_a_city_of_a_million_is_meant_by_its_short_name_unless_a_neighbour_says_otherwise() -> None:
    there = places("[Saltillo|L], [Coahuila|L]: [Torreón|L] and [Juárez|L] are one war.")
    assert there["Juárez"] == ("Ciudad Juárez", "MX-CHH")
    there = places("They watched taxis in [Guadalupe|L], [Juárez|L] and [Apodaca|L], all in [Nuevo León|L].")
    assert there["Juárez"] == ("Juárez", "MX-NLE")


@pytest.mark.parametrize(
    ("chain", "town"),
    [
        ("[San Simón|L], [Choix|L], [Sinaloa|L]", ("Choix", "MX-SIN")),
        ("[Holanda|L], [Tumbiscatío|L], [Michoacán|L]", ("Tumbiscatío de Ruiz", "MX-MIC")),
        ("[La Concepción|L], [Tamazula|L], [Durango|L]", ("Tamazula", "MX-DUR")),
    ],
)
def test_a_village_before_its_municipality_and_state_is_none_of_its_name_elsewhere(
    chain: str, town: tuple[str, str]
) -> None:
    village = chain.partition("|")[0].strip("[")
    assert places(f"They danced in {chain}.")[village] == town


def test_towns_of_a_list_before_a_state_are_no_villages_of_each_other() -> None:
    there = places("It rained in [Uruapan|L], [Apatzingán|L], [Michoacán|L].")
    assert there["Uruapan"] == ("Uruapan", "MX-MIC")
    assert places("It rained in [Tijuana|L], [Choix|L], [Sinaloa|L].")["Tijuana"] == ("Tijuana", "MX-BCN")


@pytest.mark.parametrize("said", ["in [Amacuzac|L]", "en [Amacuzac|L]", "by the mayor of [Amacuzac|L]"])
def test_a_town_that_a_river_is_named_like_is_meant_behind_in_and_a_mayor(said: str) -> None:
    assert places(f"He was seen {said}.")["Amacuzac"] == ("Amacuzac", "MX-MOR")
    assert places("He swam across the [Amacuzac|L].")["Amacuzac"] is None
