"""The lexicon recogniser on texts of our own and on the seed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narco_corpus.builder.knowledge import entity_row, parents
from narco_corpus.builder.recognise import choose_recogniser, load_recogniser
from narco_corpus.builder.recognise.mention import Unit
from narco_corpus.errors import UsageError

RECOGNISER = load_recogniser("lexicon")


def found(text: str, year: int = 2012) -> list[tuple[str, str, str | None]]:
    (mentions,) = RECOGNISER.recognise([Unit("body", text)], date(year, 6, 1))
    return [(text[m.start : m.end], m.label, m.entity_id) for m in mentions]


def test_unknown_name_is_refused() -> None:
    with pytest.raises(UsageError, match="no recogniser 'spacy'"):
        load_recogniser("spacy")


def test_a_recogniser_is_loaded_once_whatever_it_is_called_by() -> None:
    assert load_recogniser("lexicon") is RECOGNISER
    assert load_recogniser() is load_recogniser(None) is load_recogniser(choose_recogniser().name)


def test_longest_name_wins_and_accents_do_not_matter() -> None:
    assert found("the cartel de jalisco nueva generacion in Zapopan, Jalisco") == [
        ("cartel de jalisco nueva generacion", "CRIMINAL_ORG", "cjng"),
        ("Zapopan", "PLACE", found("Zapopan, Jalisco")[0][2]),
        ("Jalisco", "PLACE", "MX-JAL"),
    ]


def test_names_do_not_reach_across_a_clause() -> None:
    assert "Laredo" in [t for t, *_ in found("It is all nuevo. Laredo was calm.")]
    assert "nuevo. Laredo" not in [t for t, *_ in found("It is all nuevo. Laredo was calm.")]


def test_a_name_that_is_broken_over_lines_is_one() -> None:
    assert ("Nuevo\nLaredo", "PLACE") in [m[:2] for m in found("back in Nuevo\nLaredo again")]


def test_names_do_not_reach_from_one_text_into_the_next() -> None:
    texts = ["it is Nuevo", "Laredo was calm", "and los", "Zetas", "", "Zapopan", "Jalisco\0", "Nuevo", "\0Laredo"]
    units = [Unit("comment", text) for text in texts]
    mentions = [
        [text[m.start : m.end] for m in row] for text, row in zip(texts, RECOGNISER.recognise(units, None), strict=True)
    ]
    assert mentions == [[], ["Laredo"], [], ["Zetas"], [], ["Zapopan"], ["Jalisco"], [], ["Laredo"]]


def test_a_word_is_a_group_where_another_text_of_the_document_names_it_beyond_doubt() -> None:
    def groups(*texts: str) -> list[str]:
        rows = RECOGNISER.recognise([Unit("comment", text) for text in texts], None)
        return [text[m.start : m.end] for text, row in zip(texts, rows, strict=True) for m in row]

    assert groups("so Familia it is") == []
    assert groups("so Familia it is", "ask La Familia Michoacana") == ["Familia", "La Familia Michoacana"]


TEXTS = st.text(alphabet="abcdeéñ ZzLlosCDGTJ.,'’/-\n\"“”😀()0123456789", max_size=120)


@settings(deadline=None, max_examples=150)
@given(st.lists(TEXTS, max_size=4))
def test_offsets_are_within_the_text_sorted_and_without_overlap(texts: list[str]) -> None:
    units = [Unit("comment", text) for text in texts]
    result = RECOGNISER.recognise(units, None)
    assert len(result) == len(units)
    for unit, mentions in zip(units, result, strict=True):
        end = 0
        for mention in mentions:
            assert end <= mention.start < mention.end <= len(unit.text)
            assert unit.text[mention.start : mention.end].strip() == unit.text[mention.start : mention.end]
            end = mention.end
    assert RECOGNISER.recognise(units, None) == result


def test_every_linked_entity_has_a_row_and_its_parents_too() -> None:
    for entity in ("los-zetas", "MX-JAL", "MX", "cjng"):
        assert entity_row(entity)["entity_id"] == entity
        for parent in parents(entity):
            entity_row(parent)
    assert parents("MX-JAL") == ["MX"]
