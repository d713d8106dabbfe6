"""Leaving out places that cannot win, and remembering what a name can mean, changes no link."""

from __future__ import annotations

from datetime import date

import pytest

from narco_corpus.builder.knowledge.places import load_places
from narco_corpus.builder.recognise import link_choice
from narco_corpus.builder.recognise.decide import Found
from narco_corpus.builder.recognise.lexicon import Sense, load_lexicon
from narco_corpus.builder.recognise.link import Linker
from narco_corpus.builder.recognise.link_memo import BySenses
from narco_corpus.builder.recognise.unit_text import UnitText

JOINTS = (", ", " and ", ". Then in ", " (", ". The state of ", ", in ", " near the city of ")


def ambiguous_names() -> list[tuple[Sense, ...]]:
    """Every ninth of the names that several places bear, and every state's."""
    names = [tuple(s for s in senses if s.label == "PLACE") for senses in load_lexicon().senses]
    several = [senses for senses in names if len(senses) > 1]
    states = [senses for senses in several if any((s.entity_id or "").startswith("MX-") for s in senses)]
    return several[::9] + states


def document(names: list[tuple[Sense, ...]], first: int) -> tuple[list[UnitText], list[list[Found]]]:
    """Three units that name seven places each, joined in turn by the joints."""
    texts, found = [], []
    for unit in range(3):
        raw, mentions = "In ", []
        for number in range(7):
            senses = names[(first + 5 * unit + 11 * number * (unit + 1)) % len(names)]
            start = len(raw)
            raw += senses[0].text
            mentions.append(Found(start, len(raw), "PLACE", senses, "lexicon", 0.9))
            raw += JOINTS[(first + unit + number) % len(JOINTS)]
        texts.append(UnitText("body", raw))
        found.append(mentions)
    return texts, found


def test_places_that_are_left_out_never_win(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ambiguous_names()
    documents = [document(names, first) for first in range(0, len(names), 3)]
    day = date(2012, 6, 1)
    links = [Linker().link(*documents[0], day)]
    linker = Linker()
    links += [linker.link(*one, day) for one in documents[1:]]
    monkeypatch.setattr(link_choice, "_possible", tuple)
    patient = Linker()
    assert links == [patient.link(*one, day) for one in documents]


def test_few_of_many_bearers_of_a_name_are_weighed() -> None:
    places = {p.id: p for p in load_places()}
    names = [s for s in load_lexicon().senses if len(s) > 20 and all(sense.label == "PLACE" for sense in s)]
    assert names
    for senses in names:
        choice = link_choice.Choice(senses, places)
        state = next(p.state for p in choice.places if p.state)
        reading = choice.reading(frozenset((state,)), 0)
        assert {c.place.state for c in reading.candidates} == {state}


def test_what_is_remembered_of_equal_senses_is_the_same() -> None:
    made: list[int] = []
    memo = BySenses(lambda senses: made.append(len(senses)) or len(made))
    first = (Sense("PLACE", "MX-JAL", "unique", "state", "Jalisco"),)
    again = (Sense("PLACE", "MX-JAL", "unique", "state", "Jalisco"),)
    other = (Sense("PLACE", "MX-SON", "unique", "state", "Sonora"),)
    assert [memo.of(first), memo.of(again), memo.of(other), memo.of(first)] == [1, 1, 2, 1]
