"""In which town a street or quarter lies that the text names, and when a name is a quarter's at all."""

from __future__ import annotations

from marked_names import linked, places


def test_a_street_is_in_the_town_that_its_paragraph_names_else_in_that_of_the_document() -> None:
    towns = "[Torreón|L] sleeps, [Torreón|L] wakes, [Torreón|L] eats. [Badiraguato|L] knits, says [Badiraguato|L]."
    first = f"{towns} A cat crossed [Calle Corregidora|L]."
    assert places(first)["Calle Corregidora"] == ("Badiraguato", "MX-SIN")
    later = f"{towns}\n\nA cat crossed [Calle Corregidora|L]."
    assert places(later)["Calle Corregidora"] == ("Torreón", "MX-COA")


def test_a_street_is_in_the_town_that_the_document_names_twice_as_often_as_any() -> None:
    fewer = "[Badiraguato|L] knits, says [Badiraguato|L]. A cat crossed [Calle Corregidora|L]."
    assert places("[Torreón|L] sleeps. " * 3 + fewer)["Calle Corregidora"] == ("Badiraguato", "MX-SIN")
    assert places("[Torreón|L] sleeps. " * 4 + fewer)["Calle Corregidora"] == ("Torreón", "MX-COA")


def test_what_a_text_calls_a_quarter_is_that_elsewhere_in_it() -> None:
    there = linked(
        "[Lindavista|L], Saturday. The sweeper of colonia [Lindavista|L] sings. [Tepic|L] listens, [Tepic|L] claps."
    )
    tepic = dict(linked("[Tepic|L]"))["Tepic"]
    assert [place for name, place in there if name == "Lindavista"] == [tepic, tepic]


def test_a_quarters_name_says_nothing_of_a_town_that_its_state_follows_nor_of_a_state() -> None:
    text = "In colonia [Moctezuma|L] of [Tepic|L] they knit, in [Moctezuma|L], [Sonora|L] they do not."
    assert linked(text)[2] == ("Moctezuma", dict(linked("[Moctezuma|L], [Sonora|L]"))["Moctezuma"])
    state = "In colonia [Hidalgo|L] of [Tepic|L] they knit; in [Nayarit|L], [Sonora|L] and [Hidalgo|L] they do not."
    assert linked(state)[-1] == ("Hidalgo", "MX-HID")


def test_a_town_is_likelier_meant_by_its_name_than_a_city_with_a_quarter_of_it() -> None:
    assert places("Masks are carved in [Olinalá|L], say people in the state of [Guerrero|L].")["Olinalá"] == (
        "Olinalá",
        "MX-GRO",
    )
    here = places("Masks are sold in [San Pedro Garza García|L], in the colonia [Olinalá|L].")
    assert here["Olinalá"] == ("San Pedro Garza García", "MX-NLE")


def test_the_capital_is_meant_where_a_text_is_dated_with_the_country() -> None:
    capital = dict(linked("[DURANGO|L], [Durango|L]"))["DURANGO"]
    dated = linked("[DURANGO|L], [Mexico|L] - Snow fell on the state of [Durango|L].")
    assert dated == [("DURANGO", capital), ("Mexico", "MX"), ("Durango", "MX-DUR")]


def test_the_boroughs_of_new_york_are_parts_of_the_city() -> None:
    assert places("He stood trial in [Brooklyn|L], not in [Queens|L].")["Brooklyn"] == ("New York City", "US-NY")
