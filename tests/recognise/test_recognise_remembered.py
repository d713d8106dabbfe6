"""What is found in a document does not depend on what is remembered of others: workers read them in any order."""

from __future__ import annotations

from datetime import date

import pytest

from narco_corpus.builder.recognise.link import memo, toponym
from narco_corpus.builder.recognise.mention import Mention, Recogniser, Unit
from narco_corpus.builder.recognise.read import model, spans
from narco_corpus.builder.recognise.read.remembered import Remembered
from narco_corpus.builder.recognise.recogniser import FullRecogniser, LexiconRecogniser


def found(recogniser: Recogniser, *texts: str) -> list[list[Mention]]:
    units = [Unit(field="comment" if number else "body", text=text) for number, text in enumerate(texts)]
    return recogniser.recognise(units, date(2012, 6, 1))


def test_a_name_is_as_sure_whatever_was_read_before() -> None:
    titled, alone = "President Trump said so.", "Then Trump said so."
    one, other = FullRecogniser(), FullRecogniser()
    first = [found(one, titled), found(one, alone)]
    second = [found(other, alone), found(other, titled)]
    assert first == second[::-1]


def test_a_place_is_the_same_where_names_are_forgotten_within_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = "Uruachi 3\nMorelos 3\nNuevo Casas", "morelos"
    remembered = found(LexiconRecogniser(), *texts)
    monkeypatch.setattr(memo, "_KEPT", 2)
    monkeypatch.setattr(toponym, "_KEPT", 1)
    assert found(LexiconRecogniser(), *texts) == remembered


def test_names_are_the_same_where_looks_and_clues_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = (
        "Marines took Zarco Ledesma, aka El Turbo, of Los Grises in Tepic, Nayarit. Zarco says nothing.",
        "zarco and el turbo are from tepic. puro grises",
        "Zarco Ledesma again",
    )
    remembered = found(FullRecogniser(), *texts)
    monkeypatch.setattr(model, "_KEPT", 2)
    monkeypatch.setattr(spans, "_KEPT", 2)
    assert found(FullRecogniser(), *texts) == remembered


def test_what_is_met_again_stays_and_what_is_not_is_forgotten() -> None:
    known: Remembered[str, int, int] = Remembered(2)
    for key in (1, 2, 3):
        known.remember("a", key, 10 * key)
    assert known.now == {"a": {3: 30}}
    assert (known.recall("a", 1), known.recall("b", 1)) == (10, None)
    known.remember("b", 4, 40)
    assert known.now == {"b": {4: 40}}
    assert [known.recall("a", key) for key in (2, 3)] == [None, 30]


def test_a_name_that_a_document_repeats_keeps_its_quotation_marks_outside() -> None:
    texts = 'El "Marro", José Antonio Yépez Ortiz, líder del CSRL, fue detenido. El "Marro" cayó.', "y el “Marro” qué"
    named = [m for mentions in found(FullRecogniser(), *texts) for m in mentions if m.entity_id is not None]
    assert sum(m.entity_id == "jose-antonio-yepez-ortiz" for m in named) == 4
    units = [text[m.start : m.end] for text, ms in zip(texts, found(FullRecogniser(), *texts), strict=True) for m in ms]
    assert not any(mark in name for name in units for mark in '"“”')


def test_the_full_name_of_one_person_is_found_after_an_office_in_a_list() -> None:
    text = "Governor Rodrigo Medina de la Cruz and Attorney General Adrián de la Garza Santos said so."
    names = {text[m.start : m.end]: m.entity_id for m in found(FullRecogniser(), text)[0]}
    assert names["Adrián de la Garza Santos"] == "adrian-de-la-garza"
