"""Whom a name means: nicknames joined to names, namesakes, relatives of the writer, misspellings; else nobody."""

from __future__ import annotations

import pytest
from marked_names import linked

from narco_corpus.builder.knowledge import entity_row
from narco_corpus.builder.recognise.link.like import Likeness, sound


def links(*texts: str, year: int = 2012) -> dict[str, str | None]:
    return dict(linked(*texts, year=year))


@pytest.mark.parametrize("joint", [", ", ", alias ", " (", ", aka "])
def test_a_nickname_beside_the_name_of_somebody_unknown_is_his(joint: str) -> None:
    there = links(f"Teodosia Ibáñez sells tamales. [Ponciano Arvizu Leal|P]{joint}[El Mencho|P], sings rancheras.")
    assert there["El Mencho"] is None


def test_it_stays_his_throughout_the_document() -> None:
    there = links("The baker [Ponciano Arvizu Leal|P], [El Mencho|P], was fined.", "poor [El Mencho|P], good bread")
    assert there["El Mencho"] is None


def test_a_nickname_beside_the_name_of_who_bears_it_is_his() -> None:
    there = links("Police hold [Gerardo Álvarez|P], [El Indio|P], since April.")
    assert there["El Indio"] == there["Gerardo Álvarez"] == "jose-gerardo-alvarez-vazquez"


def test_a_nickname_is_not_that_of_whom_the_next_sentence_names() -> None:
    there = links('It named [Teodoro García Simental|P], "[El Teo|P]". [Ponciano Arvizu Leal|P] signed it.')
    assert there["El Teo"] == there["Teodoro García Simental"] == "teodoro-garcia-simental"


def test_nicknames_told_in_turn_are_not_all_of_the_last_name() -> None:
    there = links('[Ponciano Arvizu|P] and [Eleuterio Arvizu Leal|P], "[El Mencho|P]" and "[El Mayo|P]", sing.')
    assert there["El Mencho"] == "nemesio-oseguera-cervantes"


def test_persons_in_a_list_keep_their_names() -> None:
    there = links("The poster shows [Ponciano Arvizu Leal|P], [El Mencho|P] and [El Mayo|P].")
    assert there["El Mencho"] == "nemesio-oseguera-cervantes"
    there = links("The poster shows [Nacho Coronel|P], [El Mencho|P].")
    assert there["El Mencho"] == "nemesio-oseguera-cervantes"


def test_a_relative_of_the_writer_is_nobody_known() -> None:
    assert links("my cousin [Nazario|P] stayed in the desert")["Nazario"] is None
    assert links("mi primo [Osiel|P] vende autos")["Osiel"] is None


def test_a_name_of_one_group_alone_needs_no_support() -> None:
    assert links("The men of [Milenio|G] left in two trucks.", year=2009)["Milenio"] == "milenio-cartel"
    assert links("The men of [Milenio|G] were a memory by then.", year=2015)["Milenio"] == "milenio-cartel"


def test_a_group_is_not_meant_years_before_it_was_there() -> None:
    assert links("A cell called [Escorpiones|G] was in the paper.", year=1995)["Escorpiones"] is None


def test_a_full_name_of_one_known_person_links_and_a_bare_nickname_of_several_does_not() -> None:
    assert links("Governor [Rodrigo Medina|P] spoke.")["Rodrigo Medina"] == "rodrigo-medina-de-la-cruz"
    assert links("They call him [El Ingeniero|P].")["El Ingeniero"] is None


@pytest.mark.parametrize(
    ("wrong", "label", "entity"),
    [
        ("Nemesio Oseguerra Cerbantes", "P", "nemesio-oseguera-cervantes"),
        ("Eriberto Lascano", "P", "heriberto-lazcano"),
        ("Caballeros Templarrios", "G", "knights-templar-cartel"),
        ("Guerreros Hunidos", "G", "guerreros-unidos"),
    ],
)
def test_misspelt_names_link(wrong: str, label: str, entity: str) -> None:
    assert links(f"It was [{wrong}|{label}].")[wrong] == entity


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Nemesia Oseguera", "P"),
        ("Gilberto Lazcano", "P"),
        ("Daciel López", "P"),
        ("Ismaela Zambrano García", "P"),
        ("Los Templados", "G"),
        ("FUNDEC", "O"),
    ],
)
def test_namesakes_and_other_names_stay_without_link(name: str, label: str) -> None:
    assert links(f"It was [{name}|{label}].")[name] is None


@pytest.mark.parametrize(("one", "other"), [("Vallarta", "Bayarta"), ("Jalapa", "Xalapa"), ("Celaya", "Zelalla")])
def test_names_that_are_heard_alike_have_one_sound(one: str, other: str) -> None:
    assert sound(one) == sound(other)
    assert sound(one) != sound("Zihuatanejo")


def test_a_plural_and_a_number_are_no_misspellings() -> None:
    likeness = Likeness([("Tecolotlán", "a"), ("Galeana", "b")])
    assert likeness.near("Tecolotlan") == {"a": 0}
    assert likeness.near("Tecolottlán") == {"a": 0}
    assert likeness.near("Tecolatlán") == {"a": 1}
    assert likeness.near("Galeanas") == {}
    assert likeness.near("Galeana 2") == {}
    assert likeness.near("Gale") == {}


def test_a_given_name_is_a_brother_of_whom_the_document_names() -> None:
    there = links("[Arturo Beltrán Leyva|P] gave the order.", "what about [Alfredo|P]? and [Rigoberto|P]?")
    assert there["Alfredo"] == "alfredo-beltran-leyva"
    assert there["Rigoberto"] is None
    assert links("The mayor spoke.", "what about [Alfredo|P]?")["Alfredo"] is None


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("Z", "los-zetas"),
        ("ciclon", "los-ciclones"),
        ("Grupo Ciclón", "los-ciclones"),
        ("Corona", "la-corona"),
        ("cartel de los caballeros templarios", "knights-templar-cartel"),
    ],
)
def test_a_group_is_named_in_the_singular_without_its_article_or_with_a_word_for_a_group(
    name: str, entity: str
) -> None:
    assert links(f"The market pays the [{name}|G] people.", year=2015)[name] == entity


def test_a_group_is_named_before_the_lists_know_it() -> None:
    assert links("Rice came from the [ciclones|G] again.", year=2011)["ciclones"] == "los-ciclones"


@pytest.mark.parametrize(("name", "label"), [("Beltrán Leyva", "G"), ("Valencia", "G"), ("Zambada", "P")])
def test_a_surname_before_brothers_is_nobody(name: str, label: str) -> None:
    there = links(f"[Ismael Zambada|P] sold cows. The ranch of the [{name}|{label}] brothers burned.")
    assert there[name] is None


def test_brothers_are_told_by_the_surnames_of_their_family() -> None:
    there = links("Of the [Arellano Félix|G] brothers, [Benjamín|P] reads and [Eduardo|P] does not.")
    assert there["Benjamín"] == "benjamin-arellano-felix"
    assert there["Eduardo"] == "eduardo-arellano-felix"


@pytest.mark.parametrize("name", ["State Police", "Policía Ministerial", "SSP"])
def test_a_body_that_each_state_has_is_that_of_the_state_that_the_document_is_about(name: str) -> None:
    text = f"In [Culiacán|L], [Sinaloa|L], the [{name}|A] closed a road; in [Los Mochis|L] it slept."
    entity = links(text)[name]
    assert entity is not None
    assert entity_row(entity)["state"] == "MX-SIN"


def test_a_body_that_each_state_has_is_none_of_them_where_the_document_is_about_two() -> None:
    text = "Between [Culiacán|L], [Sinaloa|L], and [Durango|L], [Durango|L], the [State Police|A] closed a road."
    assert links(text)["State Police"] == "policia-estatal"


def test_the_prosecutor_of_each_state_is_told_by_the_state_named_most() -> None:
    text = "In [Tuxtla Gutiérrez|L], [Chiapas|L], the [PGJE|A] opened a file, as in [Oaxaca|L] and [Tapachula|L]."
    assert links(text)["PGJE"] == "procuraduria-general-de-justicia-del-estado-de-chiapas"


def test_a_surname_after_an_office_is_that_of_the_one_known_to_have_held_one() -> None:
    assert links("It was Governor [Durazo|P] who came.")["Durazo"] == "alfonso-durazo"
    assert links("y el gobernador [durazo|P] que dice")["durazo"] == "alfonso-durazo"
    assert links("My neighbour [Durazo|P] came.")["Durazo"] is None


def test_a_second_given_name_and_the_mothers_surname_are_nobodys_name() -> None:
    assert links("The spokesman [Eduardo Sánchez|P] said so.")["Eduardo Sánchez"] is None


def test_a_given_name_and_a_word_that_is_somebodys_nickname_are_not_his_name() -> None:
    there = links("The mayor, [Manuel del Toro|P], spoke. [Chapo Guzmán|P] did not, nor did [Emiliano Zapata|P].")
    assert there["Manuel del Toro"] is None
    assert there["Chapo Guzmán"] == "joaquin-guzman-loera"
    assert there["Emiliano Zapata"] == "emiliano-zapata"


def test_surnames_of_brothers_are_nobodys_though_one_of_them_is_named() -> None:
    there = links("[La Familia Michoacana|G], of the brothers [Hurtado Olascoaga|P]. [El Pez|P] is one.", year=2022)
    assert there["Hurtado Olascoaga"] is None


def test_a_nickname_is_that_of_whose_group_is_at_home_where_the_document_plays() -> None:
    there = links(
        "Avocado trucks stop in [Uruapan|L], [Michoacán|L].", "since the [Abuelo|P] broke with them", year=2019
    )
    assert there["Abuelo"] == "juan-jose-farias-alvarez"
    there = links("Bananas rot in [Teapa|L], [Chiapas|L].", "since the [Abuelo|P] broke with them", year=2019)
    assert there["Abuelo"] is None


def test_a_states_body_is_not_meant_where_the_document_plays_in_others() -> None:
    body = "Secretaría de Seguridad Ciudadana"
    assert links(f"La [{body}|A] informó en [Gómez Palacio|L], [Durango|L].")[body] is None
    assert links(f"La [{body}|A] informó en [Tepito|L].")[body] == "ssc-cdmx"


def test_a_body_that_each_state_has_is_that_of_where_the_document_plays() -> None:
    body = "Secretaría de Seguridad Pública del Estado"
    there = links(f"Agentes de la [{body}|A] llegaron a [Mazatlán|L], [Sinaloa|L].")
    assert there[body] == "secretaria-de-seguridad-publica-de-sinaloa"


@pytest.mark.parametrize(
    ("town", "court", "congress"),
    [
        ("Saltillo", "scjn", "congreso-de-la-union"),
        ("Phoenix", "us-supreme-court", "us-congress"),
        ("Tegucigalpa", None, None),
    ],
)
def test_courts_and_parliaments_are_those_of_the_country(town: str, court: str | None, congress: str | None) -> None:
    there = links(f"In [{town}|L] they wait for the [Supreme Court|A] and [Congress|A].")
    assert (there["Supreme Court"], there["Congress"]) == (court, congress)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("In [Xalapa|L] the [Procuraduría|A] says nothing.", "procuraduria-general-de-justicia-del-estado-de-veracruz"),
        ("In [Xalapa|L] the [PGR|A] came; the [Procuraduría|A] says nothing.", "pgr"),
        (
            "In [Xalapa|L] they fear the [Procuraduría|A] of [Puebla|L].",
            "procuraduria-general-de-justicia-del-estado-de-puebla",
        ),
        (
            "In [Xalapa|L] they fear [Puebla|L]'s [Procuraduría|A].",
            "procuraduria-general-de-justicia-del-estado-de-puebla",
        ),
        ("In [Tegucigalpa|L] and [Cortés|L] they fear the [Procuraduría|A] of [Honduras|L].", None),
    ],
)
def test_prosecutors_without_their_state_are_those_of_the_state(text: str, body: str | None) -> None:
    assert links(text, year=2011)["Procuraduría"] == body


def test_a_prosecutor_of_later_years_is_the_states_too() -> None:
    there = links("In [Hermosillo|L] the [Fiscalía|A] opens a file.", year=2019)
    assert there["Fiscalía"] == "fiscalia-general-del-estado-de-sonora"
    assert links("The [Fiscalía|A] opens a file.", year=2019)["Fiscalía"] == "fgr"


def test_initials_in_brackets_mean_what_the_name_before_them_does() -> None:
    there = dict(linked("The [United States Drug Enforcement Agency|A] ([DEA|A]) counted the boats."))
    assert there["United States Drug Enforcement Agency"] == "dea"
    there = dict(linked("The [Mill Owners Agency|A] ([DEA|A]) counted the boats."))
    assert there["Mill Owners Agency"] is None
    there = dict(linked("The [Drum Enthusiasts Association|O] ([DEA|A]) counted the boats."))
    assert there["Drum Enthusiasts Association"] is None


def test_a_common_name_of_somebody_accused_takes_more_than_the_name() -> None:
    assert dict(linked("The lawyer [Daniel Pérez|P] spoke in [Tegucigalpa|L]."))["Daniel Pérez"] is None
    assert dict(linked("The baker [Felipe Cabrera|P] sells bread."))["Felipe Cabrera"] is None
    there = dict(linked("[Daniel Pérez|P] of the [Zetas|G], called [Cachetes Pérez|P], was seen."))
    assert there["Daniel Pérez"] == "daniel-perez-rojas"
    assert dict(linked("[Joaquín Guzmán|P] was seen."))["Joaquín Guzmán"] == "joaquin-guzman-loera"


def test_who_bears_a_common_name_of_somebody_accused_is_not_taken_for_him() -> None:
    assert dict(linked("[José Galarza|P], a student of 19, is missing in [Puebla|L]."))["José Galarza"] is None
    there = dict(linked("[José Galarza|P] of [Los Zetas|G] was seen.", year=2011))
    assert there["José Galarza"] == "jose-antonio-galarza-coronado"
    assert dict(linked("[Amado Carrillo|P] was seen."))["Amado Carrillo"] == "amado-carrillo-fuentes"


def test_a_namesake_whose_name_is_written_otherwise_is_not_meant() -> None:
    there = dict(linked("[Iván Velásquez|P] of the [CICIG|A] spoke in [Guatemala|L].", year=2016))
    assert there["Iván Velásquez"] != "ivan-velazquez-caballero"
