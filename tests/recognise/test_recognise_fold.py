"""Folding keeps offsets and hides case and accents."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from narco_corpus.builder.recognise.fold import fold, fold_all


@given(st.text())
def test_one_byte_a_code_point(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet="abcáéíóúñüÁÉÍÓÚÑÜ’“😀 .-/0123"))
def test_case_does_not_matter(text: str) -> None:
    assert fold(text) == fold(text.upper()) if len(text.upper()) == len(text) else True


@given(st.lists(st.text(alphabet=st.characters(exclude_characters="\n")), min_size=1))
def test_many_texts_are_folded_as_each_alone(texts: list[str]) -> None:
    assert fold_all(texts) == [fold(text) for text in texts]


def test_accents_and_punctuation() -> None:
    assert fold("Cártel’s “Nuevo León”—ñ😀ﬁ") == b"cartel s  nuevo leon  n f"
    assert fold("São Łódź") == b"sao  odz"
