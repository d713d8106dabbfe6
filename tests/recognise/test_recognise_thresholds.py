"""Pairs of nearly the same words on either side of what decides whether a name is one, and of what.

The sentences lie near the thresholds of the weights that are shipped: after a training others may be needed.
"""

from __future__ import annotations

from datetime import date

import pytest

from narco_corpus.builder.recognise import load_recogniser
from narco_corpus.builder.recognise.mention import Unit


def labels(text: str) -> dict[str, str]:
    """The label of each mention by its text."""
    (mentions,) = load_recogniser().recognise([Unit("body", text)], date(2012, 6, 1))
    return {text[m.start : m.end]: m.label for m in mentions}


@pytest.mark.parametrize(
    ("likely", "unlikely"),
    [("Roo said 1500.", "Roo again?"), ("Princess said 1500.", "My boss at the Princess laid off ten.")],
)
def test_a_name_is_one_where_its_label_has_a_fair_chance(likely: str, unlikely: str) -> None:
    assert list(labels(likely).values()) == ["PERSON"]
    assert labels(unlikely) == {}


def test_a_group_in_lower_case_takes_words_that_speak_for_one() -> None:
    assert labels("aztecas killed him") == {"aztecas": "CRIMINAL_ORG"}
    assert labels("aztecas r the worst") == {}


def test_a_name_of_both_is_the_place_where_little_speaks_for_the_group() -> None:
    assert labels("Out with Sinaloa!") == {"Sinaloa": "CRIMINAL_ORG"}
    assert labels("Long live Jalisco!") == {"Jalisco": "PLACE"}


def test_letters_of_a_country_are_it_where_no_word_speaks_for_a_person() -> None:
    assert labels("USA vs CDG") == {"USA": "PLACE", "CDG": "CRIMINAL_ORG"}
    assert labels("El US manda.") == {}
