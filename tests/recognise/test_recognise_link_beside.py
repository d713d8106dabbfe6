"""Which place a name means by the words around it: capitals as governments, cities and states of one name, states
within or after a name; and in which town lies what no list has."""

from __future__ import annotations

import pytest
from marked_names import linked, places, where

from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.lexicon import Sense
from narco_corpus.builder.recognise.link.document import LinkedUnit, mention_in_text
from narco_corpus.builder.recognise.link.gazetteer import Gazetteer
from narco_corpus.builder.recognise.link.streets_and_rivers import is_quarter, is_river, telling_words
from narco_corpus.builder.recognise.link.toponym import Toponym
from narco_corpus.builder.recognise.unit_text import UnitText
from narco_corpus.builder.recognise.unlinked import UnlinkedMention


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("[Washington|L] wants the ledgers by Friday.", "Washington", "US"),
        ("The lawyers say that [Tegucigalpa|L] refused twice.", "Tegucigalpa", "HN"),
        ("[Mexico City|L] has promised new boats.", "Mexico City", "MX"),
        ("The flour was never paid by [Bogotá|L].", "Bogotá", "CO"),
        ("It all depends on [Washington|L].", "Washington", "US"),
        ("It all depends on [Washington|L], said a clerk.", "Washington", "US"),
        ("This is the rule which [Washington|L] last month announced.", "Washington", "US"),
        ("The miners called on [Ottawa|L] to count the trees.", "Ottawa", "CA"),
        ("The port asked [Beijing|L] for the papers.", "Beijing", "CN"),
    ],
)
def test_a_capital_that_acts_is_its_country(text: str, name: str, code: str) -> None:
    assert dict(linked(text))[name] == code


def test_a_capital_where_something_is_is_the_city() -> None:
    assert places("He sold maps in [Washington|L] and paid rent.")["Washington"] == ("Washington, D.C.", "US-DC")
    assert dict(linked("The buses to [Mexico City|L] have no brakes."))["Mexico City"] == "MX-CMX"
    for text in (
        "[WASHINGTON|L] - The snow came early.",
        "[Washington|L], May 3. The snow came early.",
        "The snow came early, from [Washington|L] to [Boston|L].",
    ):
        assert places(text)[text[text.index("[") + 1 : text.index("|")]] == ("Washington, D.C.", "US-DC")


def test_the_state_of_washington_stands_after_a_town_of_it_or_is_called_a_state() -> None:
    assert dict(linked("They pick hops in [Yakima|L], [Washington|L], until October."))["Washington"] == "US-WA"
    assert dict(linked("They pick hops in [Washington|L] state."))["Washington"] == "US-WA"


@pytest.mark.parametrize(
    ("name", "town"),
    [("roma tx", ("Roma", "US-TX")), ("Santa Fe New Mexico", ("Santa Fe", "US-NM"))],
)
def test_a_name_may_hold_its_state(name: str, town: tuple[str, str]) -> None:
    assert places(f"My aunt knits in [{name}|L].")[name] == town


@pytest.mark.parametrize("link", [" in ", " of "])
def test_a_state_stands_after_a_small_word(link: str) -> None:
    there = places(f"[Allende|L], [Nuevo León|L], bakes more than the [Allende|L]{link}[Coahuila|L].")
    assert there["Allende"] == ("Allende", "MX-COA")


@pytest.mark.parametrize(
    "text",
    [
        "[Zacatecas|L] the city has no more ice.",
        "A bench on the malecón de [Campeche|L].",
        "A bench in front of the palace of [Durango|L].",
        "The baker was arrested in [Chihuahua|L].",
        "The van was lost between [Zacatecas|L] and [Fresnillo|L].",
    ],
)
def test_a_name_of_both_is_the_city_where_it_is_called_so_or_has_buildings(text: str) -> None:
    name, entity = linked(text)[0]
    assert where(entity) is not None
    assert entity is not None
    assert entity.startswith("geonames:")
    assert where(entity)[0] == name  # type: ignore[index]


def test_a_town_that_bears_a_countrys_name_is_meant_where_it_is_called_a_town() -> None:
    of_the_town = [
        "[Monterrey|L] is quiet. [Costa Rica|L] is a town, people.",
        "[Monterrey|L] is quiet. [Costa Rica|L], the town, is not.",
        "[Monterrey|L] is quiet. [Costa Rica|L] es un pueblo.",
    ]
    assert {where(dict(linked(text))["Costa Rica"]) for text in of_the_town} == {("Costa Rica", "MX-SIN")}
    assert dict(linked("[Monterrey|L] is quiet. [Costa Rica|L] is far away."))["Costa Rica"] == "CR"


def test_a_name_of_both_is_the_state_where_it_is_called_so() -> None:
    assert dict(linked("The streets of [Zacatecas|L], el estado, are dry."))["Zacatecas"] == "MX-ZAC"


def test_a_country_that_is_a_town_of_the_documents_state_is_the_town() -> None:
    there = places("They grow cane in [Culiacán|L], [Navolato|L], [El Dorado|L] and, they say, at [Costa Rica|L] too.")
    assert there["Costa Rica"] == ("Costa Rica", "MX-SIN")
    assert dict(linked("The coffee of [Guatemala|L] and of [Costa Rica|L]."))["Costa Rica"] == "CR"


def test_a_state_that_ends_a_list_of_towns_of_another_is_the_town_of_its_name_there() -> None:
    there = places("Nobody sells ice in [Mier|L], [Camargo|L] and [Guerrero|L].")
    assert there["Guerrero"] == ("Nueva Ciudad Guerrero", "MX-TAM")
    assert dict(linked("Ore goes to [Manzanillo|L], [Uruapan|L], [China|L]."))["China"] == "CN"


def test_what_no_list_has_lies_in_the_town_of_the_title() -> None:
    body = "Buses from [Saltillo|L] and [Monclova|L] wait. On [Calle Lagartijas|L] a kiosk burned."
    assert places("A kiosk in [Parras|L]", body)["Calle Lagartijas"] == ("Parras de la Fuente", "MX-COA")


def test_what_no_list_has_lies_in_the_capital_that_its_states_name_may_be() -> None:
    body = "The market of [Durango|L] pays, and so does [Calle Lagartijas|L]. In [Lerdo|L] nobody does."
    assert places("Who pays", body)["Calle Lagartijas"] == ("Durango", "MX-DUR")


def test_a_hill_lies_in_the_town_that_it_is_said_to_be_in() -> None:
    there = places("An antenna stood in the ejido [La Cruz del Cerro|L], in [Padilla|L], until May.")
    assert there["La Cruz del Cerro"] == ("Padilla", "MX-TAM")


def test_a_quarter_is_told_by_a_word_in_its_name() -> None:
    there = places("The bars of [Acapulco|L] are shut. In [Colonia Progreso|L] a baker sings.")
    assert there["Colonia Progreso"] == ("Acapulco", "MX-GRO")


def test_a_town_of_the_document_is_meant_by_its_first_words() -> None:
    there = places("A purse was lost in [San Miguel de Allende|L].", "everyone in [San Miguel|L] knows")
    assert there["San Miguel"] == ("San Miguel de Allende", "MX-GUA")


def test_clipped_names_are_towns_of_the_document_or_large_ones() -> None:
    there = places("The road to [San Cristóbal de las Casas|L] is shut.", "they ask in [sancris|L]")
    assert there["sancris"] == ("San Cristóbal de las Casas", "MX-CHP")
    assert places("the best ice of [Morelos|L] is in [cuerna|L]")["cuerna"] == ("Cuernavaca", "MX-MOR")


def test_a_name_of_both_right_after_a_town_of_the_state_is_the_state() -> None:
    there = dict(linked("soy de [jimenez|L] [chihuahua|L] y allá hay nieve"))
    assert there["chihuahua"] == "MX-CHH"


def test_no_name_is_a_rivers_or_a_quarters_without_a_telling_word_beside_it() -> None:
    cues, telling = load_cues(), telling_words()
    befores = {"", "in", "the", "river", "corner of", "the corner of Allende and", "esquina con", "esquina de Mina y"}
    befores |= cues.river_before | cues.quarter_before | {f"{word} of" for word in cues.quarter_of}
    afters = {"", "was", "of"} | cues.river_after | cues.quarter_after
    senses = (Sense("PLACE", "MX-HID", "unique", "town", "Hidalgo"),)
    toponym = Toponym(senses, Gazetteer())
    told = 0
    for before in sorted(befores):
        for after in sorted(afters):
            for joint in (" ", "\n", ", ", " (", "-"):
                raw = f"Bread {before}{joint}Hidalgo {after} bread"
                start = raw.index("Hidalgo")
                mention = UnlinkedMention(start, start + 7, "PLACE", senses, "lexicon", 0.9)
                at = mention_in_text(LinkedUnit(0, UnitText("body", raw), [mention]), 0)
                if is_river(at, toponym) or is_quarter(at, toponym):
                    told += 1
                    assert at.before in telling.before or at.after in telling.after
    assert told > len(befores) + len(afters)


@pytest.mark.parametrize(
    "office", ["the governor of", "attorney general of", "el fiscal de", "el procurador general de"]
)
def test_what_has_a_governor_or_prosecutor_is_a_state(office: str) -> None:
    there = places(f"[Reynosa|L] is quiet, said {office} [Guerrero|L] in [Matamoros|L].")
    assert there["Guerrero"] == ("Guerrero", "MX-GRO")
    assert places("The mayor of [Guerrero|L] was in [Reynosa|L].")["Guerrero"] == ("Nueva Ciudad Guerrero", "MX-TAM")


@pytest.mark.parametrize("road", ["la carretera [México|L]-[Cuernavaca|L]", "the [Mexico|L]-[Toluca|L] highway"])
def test_a_countrys_name_at_the_end_of_a_road_is_its_capital(road: str) -> None:
    assert linked(f"Bloquearon {road}.")[0][1] == "MX-CMX"
    assert linked("They left [Mexico|L]-[Toluca|L] unsaid.")[0][1] == "MX"


def test_a_port_is_no_state() -> None:
    assert linked("[Veracruz|L] puerto, [Xalapa|L], [Poza Rica|L], all theirs")[0][1] == "geonames:3514783"


def test_a_quarter_of_a_capital_is_no_government() -> None:
    assert linked("[Tepito|L] announced nothing.")[0][1] == "MX-CMX"
    assert linked("[Washington|L] counts 52,000 children.")[0][1] == "US"
