"""Streets and markets lie in the document's town; towns called cities, twin towns, lists with a state in them."""

from __future__ import annotations

import pytest
from marked_names import linked, places


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Smoke at [Ave. Las Palmas|L] at [Moctezuma|L], [Tepic|L].", "Moctezuma"),
        ("Humo en la [Av. Las Palmas|L] con [Moctezuma|L], en [Tepic|L].", "Moctezuma"),
        ("Smoke over [Tepic|L] and on the [11 Sur|L] too.", "11 Sur"),
        ("Smoke over [Tepic|L]. The [Plaza Crystal|L] is shut.", "Plaza Crystal"),
        ("Smoke over [Tepic|L]. The [Central de Abasto|L] is shut.", "Central de Abasto"),
    ],
)
def test_a_street_or_market_of_the_documents_town_that_is_listed_elsewhere(text: str, name: str) -> None:
    assert places(text)[name] == ("Tepic", "MX-NAY")


def test_a_town_after_a_street_is_the_town_where_nothing_says_that_they_meet() -> None:
    assert places("From [Ave. Las Palmas|L] to [Moctezuma|L], [Sonora|L].")["Moctezuma"] == ("Moctezuma", "MX-SON")
    assert places("Smoke in [Tepic|L]. A bus to [Tampico|L] met it at [Moctezuma|L], [Sonora|L].")["Moctezuma"] == (
        "Moctezuma",
        "MX-SON",
    )


def test_a_market_is_the_listed_one_where_the_document_names_its_state() -> None:
    text = "From [Tepic|L] the limes go to [Mexico City|L] and its [Central de Abasto|L]."
    assert dict(linked(text))["Central de Abasto"] == "MX-CMX"


@pytest.mark.parametrize(
    ("name", "town"),
    [
        ("Ciudad Reynosa", ("Reynosa", "MX-TAM")),
        ("Ciudad Culiacan", ("Culiacán", "MX-SIN")),
        ("Cd. Uruapan", ("Uruapan", "MX-MIC")),
        ("Ciudad Mante", ("Ciudad Mante", "MX-TAM")),
    ],
)
def test_a_town_may_be_called_a_city(name: str, town: tuple[str, str]) -> None:
    assert places(f"They knit in [{name}|L] again.")[name] == town


@pytest.mark.parametrize("name", ["Ciudad Dormida", "Ciudad Pacífica"])
def test_a_city_of_no_towns_name_or_of_one_in_the_us_is_none(name: str) -> None:
    assert dict(linked(f"They knit in [{name}|L] again."))[name] is None


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("Rain in [Hermosillo|L], [Texas|L] and [Fort Hancock|L].", "Texas", "US-TX"),
        ("Rain in [Tijuana|L], [California|L] and [Phoenix|L].", "California", "US-CA"),
        ("Rain between [Texas|L] and [Fort Hancock|L].", "Texas", "US-TX"),
        ("Rain in [Tepic|L], [Jalisco|L] and [Torreón|L].", "Jalisco", "MX-JAL"),
    ],
)
def test_a_state_in_a_list_of_towns_is_no_village_of_its_name(text: str, name: str, code: str) -> None:
    assert dict(linked(text))[name] == code


def test_a_village_of_a_states_or_countrys_name_beside_towns_of_its_own_state() -> None:
    text = "Rain as far out as [Anáhuac|L] and [Colombia|L], [Nuevo León|L]. Snow in [Anáhuac|L] and [Colombia|L]."
    assert places(text)["Colombia"] == ("Anáhuac", "MX-NLE")


def test_a_city_of_a_states_name_in_a_list_of_towns_is_the_city() -> None:
    assert places("Rain in [Tepic|L], [Oaxaca|L] and [Torreón|L].")["Oaxaca"][1] == "MX-OAX"
    assert (
        places(
            "Rain in [Copán|L]. Later in [La Entrada|L], [Florida|L], [Santa Rosa de Copán|L] and [San Pedro Sula|L]."
        )["Florida"][1]
        == "HN-CP"
    )


def test_a_name_without_its_state_means_the_twin_town_of_the_dateline() -> None:
    text = "[NOGALES|L], [Ariz.|L] - Snow fell on [Nogales|L], and on [Nogales|L], [Sonora|L], none."
    assert [code for name, code in linked(text) if name.lower() == "nogales"] == [
        "geonames:5306611",
        "geonames:5306611",
        "geonames:4004886",
    ]
    other = "[NOGALES|L], [Ariz.|L] - Snow fell on [Tucson|L] and on the other [Nogales|L] none."
    assert linked(other)[-1] == ("Nogales", "geonames:4004886")
    said = "[DURANGO|L], [Colo.|L] - Snow fell on [Durango|L] and on the state of [Durango|L]."
    assert [code for name, code in linked(said) if name == "Durango"] == ["geonames:5420241", "MX-DUR"]
    after_the_twin = "[NOGALES|L], [Ariz.|L] - Snow fell on [Nogales|L], [Sonora|L]. In [Nogales|L] none fell."
    assert linked(after_the_twin)[-1] == ("Nogales", "geonames:4004886")
    plain = "Snow fell on [Nogales|L], [Sonora|L]. In [Nogales|L], [Ariz.|L], too. None fell on [Nogales|L]."
    assert linked(plain)[-1] == ("Nogales", "geonames:4004886")


@pytest.mark.parametrize(
    ("text", "name", "town"),
    [
        (
            "The road to [Minatitlán|L] (the one of [Colima|L], not of [Veracruz|L]).",
            "Minatitlán",
            ("Minatitlán", "MX-COL"),
        ),
        ("La carretera a [Costa Rica|L] (la de [Sinaloa|L]) es recta.", "Costa Rica", ("Costa Rica", "MX-SIN")),
    ],
)
def test_the_one_of_a_state_is_the_town_there(text: str, name: str, town: tuple[str, str]) -> None:
    assert places(text)[name] == town


def test_a_street_meets_no_city() -> None:
    there = places("A man fell on [Avenida Juárez|L] at [Torreón|L]. In [Reynosa|L] five did.")
    assert there["Torreón"] == ("Torreón", "MX-COA")


def test_a_states_name_before_a_department_abroad_is_the_town_there() -> None:
    assert places("They cut cane near [Florida|L], [Copán|L].")["Florida"] == ("Florida", "HN-CP")
    assert dict(linked("Rain in [Florida|L], [Sonora|L] and [Texas|L]."))["Florida"] == "US-FL"


def test_a_heading_after_a_states_name_and_a_department_do_not_say_what_it_is() -> None:
    assert dict(linked("[Acapulco|L], [Guerrero|L]: A Village Takes Up Knitting"))["Guerrero"] == "MX-GRO"
    there = places("In [Washington|L], a State Department clerk counted the boats of [Matamoros|L].")
    assert there["Washington"] == ("Washington, D.C.", "US-DC")


def test_a_document_that_plays_in_a_state_means_the_towns_of_that_state() -> None:
    here = "Rain in [Tamaulipas|L], hail in [Tamaulipas|L], fog in [Tamaulipas|L]"
    assert places(f"{here} and [Tamaulipas|L]. Snow in [Jiménez|L].")["Jiménez"] == ("Jiménez", "MX-TAM")
    too_few = places(f"{here}. Snow in [Jiménez|L].")
    assert too_few["Jiménez"] == ("Jiménez", "MX-CHH")
    elsewhere = "[Oaxaca|L], [Sonora|L], [Puebla|L] and [Nayarit|L]"
    no_main_one = places(f"{here} and [Tamaulipas|L], sun in {elsewhere}. Snow in [Jiménez|L].")
    assert no_main_one["Jiménez"] == ("Jiménez", "MX-CHH")


@pytest.mark.parametrize("road", ["57", "40D", "101"])
def test_a_highways_number_lies_in_no_town(road: str) -> None:
    text = f"Smoke in [Matehuala|L], [San Luis Potosí|L]; [Matehuala|L] is shut. Nadie pasa por la [{road}|L]."
    assert dict(linked(text))[road] is None
    assert places(text.replace(road, "Obrera"))["Obrera"] == ("Matehuala", "MX-SLP")
