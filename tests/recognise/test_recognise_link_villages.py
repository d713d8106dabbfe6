"""Villages that bear the name of a metropolis, a country or a town of another state."""

from __future__ import annotations

import pytest
from marked_names import places


def test_a_village_is_not_meant_by_the_name_of_a_metropolis_though_the_text_speaks_of_its_town() -> None:
    text = (
        "[San Diego|L]: lawyers spoke. In [Culiacan|L] they fight, from [Costa Rica|L] to [Elota|L] and [Culiacan|L]."
    )
    there = places(text)
    assert there["San Diego"] == ("San Diego", "US-CA")
    there = places("From [Elota|L] he went to [San Diego|L], [Culiacan|L], [Sinaloa|L], where his mother lives.")
    assert there["San Diego"] == ("Culiacán", "MX-SIN")


@pytest.mark.parametrize(
    "said", ["[Holanda|L], municipio de [Apatzingán|L]", "[Holanda|L], a village in the municipality of [Apatzingán|L]"]
)
def test_a_village_of_a_municipality_is_no_country_of_its_name(said: str) -> None:
    assert places(f"They found him in {said}, on Friday.")["Holanda"] == ("Apatzingán", "MX-MIC")


def test_a_village_of_a_municipality_is_none_of_another_state() -> None:
    there = places("Hubo fiesta en [La Concha|L], en el municipio de [Acaponeta|L]. Llovió en [Creel|L].")
    assert there["La Concha"] == ("Acaponeta", "MX-NAY")
    assert places("Nevó en [Creel|L], municipio de [Bocoyna|L].")["Creel"] == ("Creel", "MX-CHH")
