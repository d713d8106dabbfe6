"""Papers of one name are told apart by their towns; persons whose names are places' or come with a title are known."""

from __future__ import annotations

import pytest
from marked_names import linked


@pytest.mark.parametrize(
    ("text", "paper", "entity"),
    [
        ("In [Mier|L], [Tamaulipas|L] nobody reads [El Mañana|M] of [Nuevo Laredo|L].", "El Mañana", "el-manana"),
        ("They left [Reynosa|L]. [El Mañana|M] of that day is silent.", "El Mañana", "el-manana-de-reynosa"),
        ("They left [Torreón|L], [Coahuila|L]. [El Siglo|M] is silent.", "El Siglo", "el-siglo-de-torreon"),
        ("They left [Durango|L], [Durango|L]. [El Siglo|M] is silent.", "El Siglo", "el-siglo-de-durango"),
        (
            "[Altar|L] and [Caborca|L], [Sonora|L], not [Oaxaca|L]: [El Imparcial|M].",
            "El Imparcial",
            "el-imparcial",
        ),
    ],
)
def test_a_paper_is_that_of_the_town_behind_it_or_in_the_document(text: str, paper: str, entity: str) -> None:
    assert (dict(linked(text))[paper] or "").removesuffix("-hermosillo") == entity


def test_without_a_town_of_one_of_them_a_paper_links_to_none() -> None:
    assert dict(linked("In [Mier|L], [Tamaulipas|L] nobody reads [El Mañana|M]."))["El Mañana"] is None


@pytest.mark.parametrize(
    ("name", "person"),
    [("Benito Juárez", "benito-juarez"), ("Lázaro Cárdenas", "lazaro-cardenas-del-rio")],
)
def test_a_person_whose_name_a_place_bears_is_known(name: str, person: str) -> None:
    assert dict(linked(f"[{name}|P] would weep."))[name] == person


def test_a_title_does_not_hide_a_name() -> None:
    assert dict(linked("Judge [Brian Cogan|P] thanked the jurors."))["Brian Cogan"] == "brian-cogan"
