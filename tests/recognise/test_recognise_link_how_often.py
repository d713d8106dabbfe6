"""How often a document must name a person, or places of a country, before other names of it lean on them."""

from __future__ import annotations

import pytest
from marked_names import linked

ARTURO, HECTOR = "[Arturo Beltrán Leyva|P]", "[Héctor Beltrán Leyva|P]"


@pytest.mark.parametrize(
    ("body", "meant"),
    [
        (f"{ARTURO} and {HECTOR} met.", None),
        (f"{ARTURO} and {HECTOR} met. {ARTURO} left, {HECTOR} stayed.", None),
        (f"{ARTURO} and {HECTOR} met. {ARTURO}, said {HECTOR}, left. {ARTURO} is dead.", None),
        (f"{ARTURO} and {HECTOR} met. {ARTURO} left.", "arturo-beltran-leyva"),
        (f"{ARTURO} and {HECTOR} met. {HECTOR} left.", "hector-beltran-leyva"),
    ],
    ids=["once each", "twice each", "thrice and twice", "the one twice", "the other twice"],
)
def test_a_surname_in_a_comment_means_who_is_named_at_least_twice_as_often(body: str, meant: str | None) -> None:
    assert linked(body, "[Beltrán|P] will pay for it.")[-1] == ("Beltrán", meant)


@pytest.mark.parametrize(
    ("places", "navy"),
    [
        ("", "semar"),
        ("A bus left [Cobán|L].", "semar"),
        ("A bus left [Guatemala|L] for [Cobán|L].", "semar"),
        ("A bus left [Guatemala|L] for [Cobán|L] and [Flores|L].", None),
        ("A bus left [Guatemala|L] for [Cobán|L] and [Flores|L], and [Celaya|L], [León|L] and [Puebla|L].", "semar"),
    ],
    ids=["none", "one", "two", "three", "three of six"],
)
def test_a_document_plays_abroad_from_three_places_that_are_most_of_its_own(places: str, navy: str | None) -> None:
    """Abroad `the Navy` is not Mexico's."""
    assert linked(f"{places} The [Navy|A] knows why.")[-1] == ("Navy", navy)
