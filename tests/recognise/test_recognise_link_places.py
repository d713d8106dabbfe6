"""Which place a name means: quarters and villages, city or state, parts of names, misspellings; else none."""

from __future__ import annotations

import pytest
from marked_names import linked, places, where

LONG = (
    "Nobody said a word about it for weeks, and those who could have said one had left long before the rains came. " * 2
)


def test_a_quarter_that_bears_a_towns_name_is_in_the_town_of_the_text() -> None:
    there = places(
        "A man was shot in [Celaya|L]. In colonia [Guadalupe|L] two cars burned, on [Matamoros|L] street a third."
    )
    assert there["Guadalupe"] == there["Matamoros"] == ("Celaya", "MX-GUA")


def test_a_quarter_is_in_the_town_that_it_is_said_to_be_of() -> None:
    there = places(
        "The mayor of [Tepic|L] spoke. It rained in the [Valle Dorado|L] neighbourhood of [Reynosa|L].",
        "and in [Las Cumbritas|L], [Linares|L].",
    )
    assert there["Valle Dorado"] == ("Reynosa", "MX-TAM")
    assert there["Las Cumbritas"] == ("Linares", "MX-NLE")


def test_a_quarter_stands_after_the_word_for_it_too() -> None:
    there = places("In [La Paz|L], [BCS|L], people stand in the neighborhood of [El Progreso|L] at sunset.")
    assert there["El Progreso"] == ("La Paz", "MX-BCS")
    assert places("Fire in the [Obrera|L] neighborhood of [Celaya|L].")["Celaya"] == ("Celaya", "MX-GUA")


@pytest.mark.parametrize(
    ("name", "town"),
    [
        ("Hospital General de Empalme", ("Empalme", "MX-SON")),
        ("Hospital Regional de Guerrero", ("Ciudad Guerrero", "MX-CHH")),
        ("Hospital del Niño", ("Guaymas", "MX-SON")),
    ],
)
def test_a_facility_that_is_named_for_its_town_is_there(name: str, town: tuple[str, str]) -> None:
    about = "[Chihuahua|L] is far." if town[1] == "MX-CHH" else "[Guaymas|L] is quiet; [Guaymas|L] sleeps."
    assert places(f"{about} He died at the [{name}|L].")[name] == town


def test_quarters_of_mexico_city_link_to_it() -> None:
    there = places("He sold phones in [Mexico City|L]. They took him on [Calle Lagartijas|L].")
    assert (
        dict(linked("He sold phones in [Mexico City|L]. They took him on [Calle Lagartijas|L]."))["Calle Lagartijas"]
        == "MX-CMX"
    )
    assert there["Calle Lagartijas"] == there["Mexico City"]


def test_a_facility_before_any_town_is_named_is_in_the_town_of_the_text() -> None:
    assert places("Riot at the [Cereso|L].", "The prison of [Fresnillo|L] is calm, says [Fresnillo|L].")["Cereso"] == (
        "Fresnillo",
        "MX-ZAC",
    )


@pytest.mark.parametrize("name", ["Highway 97", "Carretera Ribereña Vieja", "Rancho El Lucero", "85D"])
def test_roads_and_ranches_lie_in_no_town(name: str) -> None:
    text = f"[Reynosa|L] is quiet, [Reynosa|L] sleeps. They drove on [{name}|L] for an hour."
    assert dict(linked(text))[name] is None


def test_a_name_before_a_river_is_no_town() -> None:
    there = dict(linked("In [Reynosa|L], in [Reynosa|L] again. At the [Tecolotera|L] creek nobody fishes."))
    assert there["Tecolotera"] is None


@pytest.mark.parametrize(
    "text",
    [
        "In [Saltillo|L] it rained. They crossed the [Sabinas|L] river at night.",
        "In [Saltillo|L] it rained. Lo hallaron en el río [Sabinas|L].",
        "In [Saltillo|L] it rained. Found in the river [Sabinas|L], on the far side.",
        "In [Reynosa|L] it rained. The [San Lorenzo|L] river is dry.",
    ],
)
def test_a_towns_name_beside_river_is_the_rivers_and_links_to_nothing(text: str) -> None:
    (name,) = {found for found, _ in linked(text)} - {"Saltillo", "Reynosa"}
    assert dict(linked(text))[name] is None


def test_a_large_city_after_river_is_the_city() -> None:
    assert places("across the river [Reynosa|L] is worse")["Reynosa"] == ("Reynosa", "MX-TAM")


def test_what_a_document_calls_a_river_is_one_after_an_article_and_else_the_town() -> None:
    text = "Two banks of the [Sabinas|L]. The [Sabinas|L] river floods; in [Sabinas|L], [Coahuila|L], it took a bridge."
    assert [where(entity) for name, entity in linked(text) if name == "Sabinas"] == [None, None, ("Sabinas", "MX-COA")]


def test_a_well_known_rivers_bare_name_after_an_article_is_the_river() -> None:
    there = dict(linked("[Torreón|L], [Coahuila|L], and [Lerdo|L], [Durango|L]: the [Nazas|L] has been dry for years."))
    assert there["Nazas"] is None
    assert places("A man of [Nazas|L], [Durango|L], was found.")["Nazas"] == ("Nazas", "MX-DUR")


def test_an_unlisted_name_is_in_the_town_that_the_document_is_about_and_else_in_none() -> None:
    about = ("[Saltillo|L] wakes early. The market of [Saltillo|L] opened.", "my aunt lives in [Las Moritas|L]")
    assert places(*about)["Las Moritas"] == ("Saltillo", "MX-COA")
    several = ("[Saltillo|L], [Celaya|L] and [Reynosa|L] wake early.", "my aunt lives in [Las Moritas|L]")
    assert places(*several)["Las Moritas"] is None


def test_a_list_of_towns_says_nothing_of_what_lies_in_what() -> None:
    there = places("They held [Las Moritas|L], [Linares|L] and [Montemorelos|L] for a day.")
    assert there["Las Moritas"] is None


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("The road from [Tecomán|L] to [Colima|L].", "Colima", "MX-COL"),
        ("Banners in [Jalisco|L], [Colima|L] and [Nayarit|L].", "Colima", "MX-COL"),
        ("A house in [Coquimatlán|L], [Colima|L], burned.", "Colima", "MX-COL"),
    ],
)
def test_a_name_of_both_is_the_state(text: str, name: str, code: str) -> None:
    assert dict(linked(text))[name] == code


@pytest.mark.parametrize(
    ("text", "name", "city"),
    [
        ("[ZACATECAS|L], [Zac|L].- A meeting was held.", "ZACATECAS", ("Zacatecas", "MX-ZAC")),
        ("[DURANGO|L] (Staff) A meeting was held.", "DURANGO", ("Durango", "MX-DUR")),
        ("They spoke in the state capital, [Zacatecas|L], at noon.", "Zacatecas", ("Zacatecas", "MX-ZAC")),
        ("Trucks wait on the [Durango|L]-[Mazatlán|L] highway.", "Durango", ("Durango", "MX-DUR")),
        ("He left downtown [Chihuahua|L].", "Chihuahua", ("Chihuahua", "MX-CHH")),
        ("The governor flew to [Colima|L] at noon.", "Colima", ("Colima", "MX-COL")),
    ],
)
def test_a_name_of_both_is_the_city_where_a_point_is_meant(text: str, name: str, city: tuple[str, str]) -> None:
    entity = dict(linked(text))[name]
    assert entity is not None
    assert entity.startswith("geonames:")
    assert where(entity) == city


def test_a_town_that_bears_a_states_name_is_told_by_the_state_after_it() -> None:
    assert places("A dance in [Hidalgo|L], [Nuevo León|L], ended early.")["Hidalgo"] == ("Hidalgo", "MX-NLE")
    assert dict(linked("In [Sonora|L], [Hidalgo|L], [Nuevo León|L] and [Puebla|L] it rained."))["Hidalgo"] == "MX-HID"


def test_a_state_stands_behind_the_town_that_a_village_lies_in() -> None:
    there = places("The union hall of [Palaú|L], [Múzquiz|L], [Coahuila|L], is closed.")
    assert there["Palaú"] == ("Palaú", "MX-COA")


@pytest.mark.parametrize(
    ("name", "state"),
    [("La Paz", "MX-BCS"), ("Córdoba", "MX-VER"), ("Loreto", "MX-ZAC"), ("Santa Ana", "MX-SON")],
)
def test_a_mexican_town_comes_before_a_province_of_another_country(name: str, state: str) -> None:
    capital = {"MX-BCS": "Los Cabos", "MX-VER": "Orizaba", "MX-ZAC": "Fresnillo", "MX-SON": "Magdalena de Kino"}[state]
    assert places(f"Buses leave [{capital}|L] for [{name}|L] at six.")[name] == (name, state)


def test_a_province_of_another_country_is_meant_where_the_country_says_so() -> None:
    assert dict(linked("A farm in the department of [Santa Ana|L], [El Salvador|L]."))["Santa Ana"] == "SV-SA"


def test_part_of_a_towns_name_is_the_town_where_its_state_is_named() -> None:
    there = places("Families left [Jalpa|L], [Zacatecas|L], for [Tlaltenango|L] and [Fresnillo|L].")
    assert there["Tlaltenango"] == ("Tlaltenango de Sánchez Román", "MX-ZAC")
    there = places("In [Durango|L] they reached [Santiago Papasquiaro|L] by night.", "is [Papasquiaro|L] quiet?")
    assert there["Papasquiaro"] == ("Santiago Papasquiaro", "MX-DUR")


def test_a_place_named_with_its_state_is_the_same_without_it() -> None:
    there = places("A fair in [Guadalupe|L], [Zacatecas|L].", "I was born in [Guadalupe|L]")
    assert there["Guadalupe"] == ("Guadalupe", "MX-ZAC")


def test_a_large_town_is_not_taken_for_a_small_one_of_which_it_is_part_of_the_name() -> None:
    there = places("[Tampico Alto|L], [Veracruz|L], lies south of [Tampico|L].")
    assert there["Tampico"] == ("Tampico", "MX-TAM")


def test_a_municipality_counts_all_its_towns() -> None:
    assert places("The mayor of [Benito Juárez|L] came to [Cancún|L].")["Benito Juárez"] == ("Benito Juárez", "MX-ROO")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Jocotopeck", ("Jocotepec", "MX-JAL")),
        ("Guanajuatto", ("Guanajuato", "MX-GUA")),
        ("Tlakepake", ("Tlaquepaque", "MX-JAL")),
        ("Puerto Ballarta", ("Puerto Vallarta", "MX-JAL")),
        ("Zapotlanejjo", ("Zapotlanejo", "MX-JAL")),
    ],
)
def test_misspelt_names_of_places_link(wrong: str, right: tuple[str, str]) -> None:
    assert places(f"They drove through [Jalisco|L] and on to [{wrong}|L].")[wrong] == right


@pytest.mark.parametrize(
    ("wrong", "state"), [("Micoacana", "MX-MIC"), ("Guanahuato", "MX-GUA"), ("Chihauhua", "MX-CHH")]
)
def test_a_states_long_name_links_with_two_letters_wrong(wrong: str, state: str) -> None:
    assert dict(linked(f"i drove from [Chapala|L] and then to [{wrong}|L] last week"))[wrong] == state


def test_a_short_misspelling_links_only_to_what_the_document_names() -> None:
    assert places("The governor of [Jalisco|L].", "yo vivo en [Zapopam|L]")["Zapopam"] is None
    there = places("The market of [Ocotlán|L], [Jalisco|L], burned.", "todos en [Ocotlam|L] lo saben")
    assert there["Ocotlam"] == ("Ocotlán", "MX-JAL")


@pytest.mark.parametrize("name", ["Valdemorillo", "Peñaranda", "Tuxpans", "Xicotzin"])
def test_unlisted_names_that_are_like_none_stay_without_link(name: str) -> None:
    assert dict(linked(f"He came from [{name}|L] in [Veracruz|L]."))[name] is None


def test_two_letters_are_a_state_only_after_a_town() -> None:
    assert dict(linked("He drove from [Baton Rouge|L], [LA|L], home."))["LA"] == "US-LA"
    assert places("He drove from [Chicago|L] to [LA|L] in two days.")["LA"] == ("Los Angeles", "US-CA")


def test_a_name_of_both_within_a_list_of_towns_is_the_town() -> None:
    there = places("In [Tamaulipas|L] they hold [Camargo|L], [Guerrero|L] and [Miguel Alemán|L].")
    assert there["Guerrero"] is not None
    assert there["Guerrero"][1] == "MX-TAM"


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        (
            "They fired in [Toluca|L]. " + LONG + "Buses pass [Santa Ana|L], [Hermosillo|L] and [Guaymas|L].",
            "Santa Ana",
            "MX-SON",
        ),
        (
            "In [Saltillo|L] it rained. " + LONG + "From [Nueva Italia|L] down to [Arteaga|L] ask first.",
            "Arteaga",
            "MX-MIC",
        ),
        (
            "In [Monterrey|L] it rained. " + LONG + "The base of [Guadalupe|L], [Fresnillo|L] and [Calera|L].",
            "Guadalupe",
            "MX-ZAC",
        ),
        ("In [Saltillo|L] it rained. We went by [Padilla|L], [Jiménez|L] and [Abasolo|L].", "Jiménez", "MX-TAM"),
    ],
)
def test_towns_of_one_name_are_told_apart_by_those_named_just_before_and_after(
    text: str, name: str, place: str
) -> None:
    there = places(text)[name]
    assert there is not None
    assert there[1] == place


def test_a_capital_is_not_meant_rather_than_its_state_for_the_towns_beside_it() -> None:
    assert (
        dict(linked("[Zacatecas|L] is the crossroads: [Fresnillo|L], [Jerez|L], [Calera|L]."))["Zacatecas"] == "MX-ZAC"
    )


def test_an_unlisted_name_is_in_the_town_that_its_sentence_has_named_before() -> None:
    several = "[Saltillo|L], [Celaya|L] and [Reynosa|L] wake early. "
    assert places(several + "They live in [Mérida|L], near [Las Moritas|L].")["Las Moritas"] == ("Mérida", "MX-YUC")
    assert places(several + "They live in [Mérida|L]. Not in [Las Moritas|L].")["Las Moritas"] is None
    assert places(several + "They live in [Mérida|L] and [Las Moritas|L].")["Las Moritas"] is None


@pytest.mark.parametrize(
    ("name", "town"),
    [("Cajeme", "Ciudad Obregón"), ("Pungarabato", "Ciudad Altamirano"), ("Chinicuila", "Villa Victoria")],
)
def test_a_municipality_is_its_seat_of_another_name(name: str, town: str) -> None:
    there = places(f"The mayor of [{name}|L] spoke.")[name]
    assert there is not None
    assert there[0] == town


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        (
            "Ten bodies in [Cuauhtémoc|L] and four in [Namiquipa|L]. " + LONG + "In [Guerrero|L], six. " + LONG
            + "[Bachíniva|L] and [Temósachic|L] had none.",
            "Guerrero",
            "MX-CHH",
        ),
        (
            "Checkpoints in [Villanueva|L] and [Jerez|L], Zacatecas. " + LONG + "The arch of [Tabasco|L] was shot at. "
            + LONG + "[Jalpa|L] and [Juchipila|L] are quiet.",
            "Tabasco",
            "MX-ZAC",
        ),
        ("He was last seen in [Texas|L]. The rest is in [Fresnillo|L] and [Charcas|L].", "Texas", "US-TX"),
        ("They come from [Durango|L]. The rest is in [Tepic|L].", "Durango", "MX-DUR"),
    ],
)  # fmt: skip
def test_that_a_name_was_taken_for_a_state_is_no_reason_for_it(text: str, name: str, place: str) -> None:
    there = places(text)[name]
    assert there is not None
    assert there[1] == place


def test_a_small_town_that_shares_its_name_with_a_far_one_is_known() -> None:
    there = places("In [Cuencamé|L] the market is closed. In [Pasaje|L] two trucks burned.")
    assert there["Pasaje"] == ("Pasaje", "MX-DUR")


def test_the_state_of_mexico_is_not_the_country() -> None:
    assert dict(linked("Police in the state of [Mexico|L] said so."))["Mexico"] == "MX-MEX"
    assert dict(linked("The state in [Mexico|L] said so."))["Mexico"] == "MX"


def test_streets_that_cross_are_in_the_town_of_the_text() -> None:
    there = places(
        "[Reynosa|L], [Reynosa|L]: on the corner of [Hidalgo|L] and [Bolivia|L] a car burned in [Reynosa|L]."
    )
    assert there["Hidalgo"] == there["Bolivia"] == ("Reynosa", "MX-TAM")


def test_an_arrest_in_a_state_that_has_no_city_of_its_name_is_in_the_state() -> None:
    assert dict(linked("Two men were arrested in [Sinaloa|L] on Friday."))["Sinaloa"] == "MX-SIN"
    assert places("Two men were arrested in [Durango|L] on Friday.")["Durango"] == ("Durango", "MX-DUR")


def test_places_that_can_be_nothing_else_tell_where_the_others_are() -> None:
    assert places("The debt of [Coahuila|L]. In [Allende|L] they took three hundred.")["Allende"] == (
        "Allende",
        "MX-COA",
    )
