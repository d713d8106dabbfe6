"""Relatives by their given names are not the person whose relatives they are."""

from __future__ import annotations

from marked_names import linked

CHAPO = "joaquin-guzman-loera"


def test_sons_of_one_name_are_not_the_father() -> None:
    there = linked("[Joaquín Guzmán Loera|P] has sons [Iván|P], [Alfredo|P] and [Joaquín|P]. [Joaquín|P] gave up.")
    assert there == [
        ("Joaquín Guzmán Loera", CHAPO),
        ("Iván", "ivan-archivaldo-guzman-salazar"),
        ("Alfredo", "jesus-alfredo-guzman-salazar"),
        ("Joaquín", "joaquin-guzman-lopez"),
        ("Joaquín", "joaquin-guzman-lopez"),
    ]


def test_a_relative_is_told_by_what_stands_after_the_name_too() -> None:
    there = dict(linked("[Alfredo|P], the son of [El Chapo|P], is at large. [Joaquín Guzmán Loera|P] is in prison."))
    assert there["Alfredo"] == "jesus-alfredo-guzman-salazar"
    assert there["Joaquín Guzmán Loera"] == CHAPO


def test_a_relative_is_not_who_bears_the_name_in_the_document() -> None:
    there = dict(linked("[Nemesio Oseguera Cervantes|P] spoke. His daughter [Griselda|P] and his son [Rubén|P] left."))
    assert there["Griselda"] is None
    assert there["Rubén"] != there["Nemesio Oseguera Cervantes"] == "nemesio-oseguera-cervantes"


def test_a_brother_who_is_named_in_full_is_meant() -> None:
    there = dict(
        linked("[Arturo Beltrán Leyva|P] and [Alfredo Beltrán Leyva|P] ruled. His brother [Alfredo|P] was caught.")
    )
    assert there["Alfredo"] == "alfredo-beltran-leyva"


def test_a_brother_has_both_surnames_rather_than_one_of_somebody_elses() -> None:
    text = "Mayor [Benjamín Galván Gómez|P] left. [Miguel Treviño Morales|P] and his brother [Omar|P], [Z-42|P], stay."
    there = dict(linked(text))
    assert there["Omar"] == there["Z-42"] == "omar-trevino-morales"


def test_a_given_name_that_is_nobodys_relative_is_explained_by_the_full_name() -> None:
    there = dict(linked("[Joaquín Guzmán Loera|P] escaped again. [Joaquín|P] laughs at all of them."))
    assert there["Joaquín"] == CHAPO


def test_two_given_names_are_one_brothers_who_is_listed_by_both() -> None:
    there = dict(linked("The brothers [Miguel Angel|P] and [Omar Treviño Morales|P] left. [Miguel Angel|P] came back."))
    assert there["Miguel Angel"] == "miguel-trevino-morales"
    there = dict(linked("[Benjamín Arellano Félix|P] pleaded. His brother [Francisco Javier|P] had done so before."))
    assert there["Francisco Javier"] == "francisco-javier-arellano-felix"


def test_two_given_names_of_nobody_in_the_document_are_nobody() -> None:
    assert dict(linked("[Francisco Javier|P] sells bread."))["Francisco Javier"] is None


def test_a_brothers_first_given_name_goes_before_anothers_second() -> None:
    for brother in ("Benjamín Arellano Félix", "Ramón Arellano Félix"):
        there = dict(linked(f"[{brother}|P] is dead. [Eduardo|P], once a doctor, awaits his trial."))
        assert there["Eduardo"] == "eduardo-arellano-felix"
    assert dict(linked("[Ramón Arellano Félix|P] is dead. [Ramón|P] had a dog."))["Ramón"] == "ramon-arellano-felix"


def test_given_names_of_two_families_of_the_document_are_not_told_apart_by_their_order() -> None:
    text = "[Arturo Beltrán Leyva|P] and [Iván Archivaldo Guzmán Salazar|P] met. [Alfredo|P] did not come."
    assert dict(linked(text))["Alfredo"] is None
