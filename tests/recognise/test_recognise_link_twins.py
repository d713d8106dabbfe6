"""Places of one name: second entries of a town, and the one of them that the document names beyond doubt."""

from __future__ import annotations

import pytest
from marked_names import linked, places


@pytest.mark.parametrize(
    ("name", "city"),
    [
        ("Córdoba", "geonames:3530240"),  # a town of that name is listed 6 km away
        ("Cadereyta", "geonames:3531862"),  # listed a second time, 2 km away
    ],
)
def test_a_city_is_not_near_its_second_entry(name: str, city: str) -> None:
    assert linked(f"They bake in [{name}|L].") == [(name, city)]


@pytest.mark.parametrize(
    ("name", "state", "other", "meant"),
    [
        ("Allende", "Coahuila", "Veracruz", "MX-COA"),
        ("Camargo", "Tamaulipas", "Chihuahua", "MX-CHH"),  # five times as large
    ],
)
def test_a_town_named_with_its_state_is_meant_again_unless_the_other_is_far_larger(
    name: str, state: str, other: str, meant: str
) -> None:
    there = places(f"[{name}|L], [{state}|L], bakes. The people of [{other}|L] know, and [{name}|L] too.")
    assert there[name] == (name, meant)
