"""A surname beside `brothers` or `hermanos` is the family's and not that of the group which is called by it."""

from __future__ import annotations

import pytest
from marked_names import linked


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Los hermanos [Beltrán Leyva|G] fueron detenidos en Culiacán.", "Beltrán Leyva"),
        ("The brothers [Beltran Leyva|G] left the city.", "Beltran Leyva"),
        ("Los primos [Arellano Félix|G] no hablan.", "Arellano Félix"),
        ("The [Beltrán Leyva|G] brothers left the city.", "Beltrán Leyva"),
    ],
)
def test_a_surname_beside_brothers_is_no_group(text: str, name: str) -> None:
    assert dict(linked(text))[name] is None


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Gunmen of [Beltrán Leyva|G] left the city.", "beltran-leyva-organization"),
        ("Los hermanos lloran. [Arellano Félix|G] manda en Tijuana.", "tijuana-cartel"),
        ("His brothers joined [Los Zetas|G] in Reynosa.", "los-zetas"),
        ("Los hermanos [Zetas|G] de siempre.", "los-zetas"),
    ],
)
def test_a_group_is_one_where_no_brothers_stand_before_a_familys_surname(text: str, group: str) -> None:
    assert [entity for _, entity in linked(text)] == [group]
