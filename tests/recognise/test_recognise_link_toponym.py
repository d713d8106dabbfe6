"""Leaving out places that cannot win, and remembering what a name can mean, changes no link."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from msgspec.structs import replace

from narco_corpus.builder.knowledge.places import Place
from narco_corpus.builder.recognise.lexicon import Sense, load_lexicon
from narco_corpus.builder.recognise.link import likeliest as link_likeliest
from narco_corpus.builder.recognise.link import toponym as link_toponym
from narco_corpus.builder.recognise.link.candidate import PlaceCandidate
from narco_corpus.builder.recognise.link.gazetteer import Gazetteer
from narco_corpus.builder.recognise.link.linker import Linker
from narco_corpus.builder.recognise.link.meaning import PlaceMeaning
from narco_corpus.builder.recognise.link.memo import BySenses
from narco_corpus.builder.recognise.link.near import NO_TOWNS, Nearness, Towns
from narco_corpus.builder.recognise.link.settled import Plays, Settled
from narco_corpus.builder.recognise.unit_text import UnitText
from narco_corpus.builder.recognise.unlinked import UnlinkedMention

JOINTS = (", ", " and ", ". Then in ", " (", ". The state of ", ", in ", " near the city of ")


def ambiguous_names() -> list[tuple[Sense, ...]]:
    """Every ninth of the names that several places bear, and every state's."""
    names = [tuple(s for s in senses if s.label == "PLACE") for senses in load_lexicon().senses]
    several = [senses for senses in names if len(senses) > 1]
    states = [senses for senses in several if any((s.entity_id or "").startswith("MX-") for s in senses)]
    return several[::9] + states


def document(names: list[tuple[Sense, ...]], first: int) -> tuple[list[UnitText], list[list[UnlinkedMention]]]:
    """Three units that name seven places each, joined in turn by the joints."""
    texts, found = [], []
    for unit in range(3):
        raw, mentions = "In ", []
        for number in range(7):
            senses = names[(first + 5 * unit + 11 * number * (unit + 1)) % len(names)]
            start = len(raw)
            raw += senses[0].text
            mentions.append(UnlinkedMention(start, len(raw), "PLACE", senses, "lexicon", 0.9))
            raw += JOINTS[(first + unit + number) % len(JOINTS)]
        texts.append(UnitText("body", raw))
        found.append(mentions)
    return texts, found


def test_places_that_are_left_out_never_win(monkeypatch: pytest.MonkeyPatch) -> None:
    everything: dict[int, tuple[PlaceMeaning, tuple[PlaceCandidate, ...]]] = {}
    read, possible = link_toponym.Toponym._read, link_toponym.possible
    decide, usual, best = link_likeliest._decide, link_likeliest._as_usual, link_likeliest._best
    decided: dict[int, dict[str, int]] = {}
    last: list[tuple[PlaceCandidate, ...]] = []
    asked = []

    def remember(candidates: Sequence[PlaceCandidate], told: bool) -> tuple[PlaceCandidate, ...]:
        last.append(tuple(candidates))
        return possible(candidates, told)

    def read_all(toponym: link_toponym.Toponym, chain: frozenset[str], leaning: int) -> PlaceMeaning:
        meaning = read(toponym, chain, leaning)
        everything[id(meaning)] = (meaning, last[-1])
        return meaning

    def note(
        meaning: PlaceMeaning, settled: Settled, plays: Plays, own: dict[str, int], near: Nearness
    ) -> list[tuple[float, float, PlaceCandidate]]:
        decided[id(meaning)] = own
        return best(meaning, settled, plays, own, near)

    def both(
        meaning: PlaceMeaning,
        scored: list[tuple[float, float, PlaceCandidate]],
        unit: int,
        around: Towns,
        settled: Settled,
        near: Nearness,
    ) -> Place | None:
        chosen = decide(meaning, scored, unit, around, settled, near)
        whole = replace(meaning, candidates=everything[id(meaning)][1])
        patient = best(whole, settled, settled.plays(frozenset()), decided[id(meaning)], near)
        assert chosen == decide(meaning, patient, unit, around, settled, near)
        asked.append(chosen)
        return chosen

    def both_usual(meaning: PlaceMeaning, settled: Settled, bodies: frozenset[str]) -> Place | None:
        place = usual(meaning, settled, bodies)
        if place is not None:
            near = Nearness(settled)
            left = best(meaning, settled, settled.plays(frozenset()), {}, near)
            assert decide(meaning, left, 0, NO_TOWNS, settled, near) == place
        return place

    monkeypatch.setattr(link_toponym, "possible", remember)
    monkeypatch.setattr(link_toponym.Toponym, "_read", read_all)
    monkeypatch.setattr(link_likeliest, "_best", note)
    monkeypatch.setattr(link_likeliest, "_decide", both)
    monkeypatch.setattr(link_likeliest, "_as_usual", both_usual)
    names = ambiguous_names()
    linker = Linker()
    for first in range(0, len(names), 3):
        linker.link(*document(names, first), date(2012, 6, 1))
    assert len(asked) > len(names)


def test_places_far_from_all_that_a_document_names_never_win(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ambiguous_names()
    linker = Linker()
    documents = [document(names, first) for first in range(0, len(names), 2)]
    quick = [linker.link(*each, date(2012, 6, 1)) for each in documents]
    monkeypatch.setattr(Nearness, "can_add", lambda *_: True)
    assert quick == [linker.link(*each, date(2012, 6, 1)) for each in documents]


def test_few_of_many_bearers_of_a_name_are_weighed() -> None:
    gazetteer = Gazetteer()
    names = [s for s in load_lexicon().senses if len(s) > 20 and all(sense.label == "PLACE" for sense in s)]
    assert names
    for senses in names:
        toponym = link_toponym.Toponym(senses, gazetteer)
        state = next(p.state for p in toponym.places if p.state and p.kind != "state")
        meaning = toponym.meaning(frozenset((state,)), 0)
        assert {c.place.state for c in meaning.candidates} == {state}


def test_what_is_remembered_of_equal_senses_is_the_same() -> None:
    made: list[int] = []
    memo = BySenses(lambda senses: made.append(len(senses)) or len(made))
    first = (Sense("PLACE", "MX-JAL", "unique", "state", "Jalisco"),)
    again = (Sense("PLACE", "MX-JAL", "unique", "state", "Jalisco"),)
    other = (Sense("PLACE", "MX-SON", "unique", "state", "Sonora"),)
    assert [memo[first], memo[again], memo[other], memo[first]] == [1, 1, 2, 1]
