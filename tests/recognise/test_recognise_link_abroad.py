"""Documents that play in other countries: what is named there lies there, and bodies that each has are not Mexico's."""

from __future__ import annotations

import pytest
from marked_names import linked, places

from narco_corpus.builder.recognise import load_recogniser
from narco_corpus.builder.recognise.mention import Unit


def test_a_town_after_which_another_country_stands_is_no_state_of_its_name() -> None:
    assert places("[CALI|L], [Colombia|L] - It rained all week.")["CALI"] == ("Cali", "CO-VAC")


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        ("In [Colombia|L] buses leave [Bogotá|L] and [Pereira|L]. Who was seen in [San Martín|L]?", "San Martín", "CO"),
        ("In [Nicaragua|L] buses leave [Managua|L] and [Masaya|L]. Who was seen in [Granada|L]?", "Granada", "NI"),
        ("In [Mexico|L] buses leave [Puebla|L] and [Tehuacán|L]. Who was seen in [San Martín|L]?", "San Martín", "MX"),
        ("The firm is from [Vancouver|L].", "Vancouver", "CA-BC"),
        ("He flew from [Madrid|L] and [Buenos Aires|L]. Who was seen in [Granada|L]?", "Granada", "ES"),
    ],
)
def test_most_places_of_a_document_draw_the_others_into_their_country(text: str, name: str, state: str) -> None:
    found = places(text)[name]
    assert found is not None
    assert (found[1] or "").startswith(state)


@pytest.mark.parametrize(
    "text",
    [
        "In [Honduras|L] the road from [Tocoa|L] to [La Ceiba|L] is closed. Trucks left [Colón|L].",
        "In [Honduras|L] the road from [Tocoa|L] is closed. [Mexico|L] and [Texas|L] look on. Trucks left [Colón|L].",
    ],
)
def test_a_department_of_the_country_of_which_a_document_tells_comes_before_a_town_of_mexico(text: str) -> None:
    assert dict(linked(text))["Colón"] == "HN-CL"


GUATEMALA = "In [Guatemala|L] the road from [Cobán|L] to [Flores|L] is closed."


@pytest.mark.parametrize("name", ["Navy|A", "Supreme Court of Justice|A"])
def test_a_body_that_each_country_has_is_not_mexicos_in_another(name: str) -> None:
    said, _, _ = name.partition("|")
    assert dict(linked(f"{GUATEMALA} The [{name}] knows why."))[said] is None
    assert dict(linked(f"In [Mexico|L] the road from [Celaya|L] to [León|L] is closed. The [{name}] knows why."))[said]


def test_a_body_that_each_state_of_mexico_has_is_none_of_theirs_in_another_country() -> None:
    text = f"{GUATEMALA} Men from [Jalisco|L] were seen. The [Fiscalía General|A] knows why."
    assert dict(linked(text, year=2020))["Fiscalía General"] is None


def test_a_body_that_is_listed_for_each_country_is_that_of_the_one_where_the_document_plays() -> None:
    there = dict(linked(f"{GUATEMALA} The [Public Ministry|A] knows why."))
    assert there["Public Ministry"] == "guatemalan-public-ministry"


@pytest.mark.parametrize("name", ["Mexican Navy", "SEDENA"])
def test_a_body_that_says_whose_it_is_stays_its_own(name: str) -> None:
    assert dict(linked(f"{GUATEMALA} The [{name}|A] knows why."))[name] is not None


@pytest.mark.parametrize(
    ("owner", "name", "entity"),
    [
        ("Guatemala", "National Civil Police", "pnc-guatemala"),
        ("El Salvador", "National Civil Police", "pnc-el-salvador"),
        ("Ecuador", "Attorney General's Office", "ecuadorian-attorney-general-s-office"),
        ("Mexico", "Supreme Court", "scjn"),
        ("Mexico", "Navy", "semar"),
        ("Colombia", "Foreign Ministry", None),
    ],
)
@pytest.mark.parametrize("joint", ["'s", "’s"])
def test_a_body_after_its_owner_is_the_owners(owner: str, name: str, entity: str | None, joint: str) -> None:
    text = f"[Mexico|L] and [Tijuana|L]. It was said by [{owner}|L]{joint} [{name}|A]."
    assert dict(linked(text))[name] == entity


def test_the_owner_of_a_body_is_no_part_of_its_name() -> None:
    units = [Unit("body", "Mexico's Federal Police and Guatemala's Public Ministry met in Tapachula.")]
    ((*found,),) = load_recogniser().recognise(units, None)
    assert [units[0].text[m.start : m.end] for m in found] == [
        "Mexico",
        "Federal Police",
        "Guatemala",
        "Public Ministry",
        "Tapachula",
    ]


@pytest.mark.parametrize(
    ("text", "name", "entity"),
    [
        (f"{GUATEMALA} The [Army|A] knows why.", "Army", "guatemalan-army"),
        ("In [Colombia|L] the [Navy|A] closed [Cali|L] and [Buenaventura|L].", "Navy", "colombian-navy"),
        ("The [Army|A] came to [Killeen|L], [Houston|L] and [Dallas|L].", "Army", "us-army"),
        ("The [Marines|A] came to [San Antonio|L], [Houston|L] and [Dallas|L].", "Marines", "us-marine-corps"),
        ("The [Army|A] came to [Houston|L], [Dallas|L] and [El Paso|L] from [Saltillo|L].", "Army", "mexican-army"),
        ("The [Military Police|A] of [Honduras|L] sleeps.", "Military Police", "military-police-of-public-order"),
        ("The [Supreme Court|A] of [Guatemala|L] sleeps.", "Supreme Court", None),
    ],
)
def test_a_body_that_each_country_has_is_that_of_the_country_where_the_document_plays(
    text: str, name: str, entity: str | None
) -> None:
    assert dict(linked(text))[name] == entity
