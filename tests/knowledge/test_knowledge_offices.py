"""Terms of office: of known persons and places, in order, with a source."""

from __future__ import annotations

from itertools import pairwise

from narco_corpus.builder.knowledge.entries import load_entries
from narco_corpus.builder.knowledge.offices import load_terms
from narco_corpus.builder.knowledge.places import load_places


def test_terms_are_of_office_holders_in_known_places() -> None:
    holders = {e.id for e in load_entries() if "office_holder" in e.statuses}
    codes = {p.id: p.kind for p in load_places() if p.kind in ("country", "state")}
    for term in load_terms():
        assert term.person in holders, term
        assert codes[term.place] == {"president": "country", "governor": "state"}[term.office], term
        assert term.reference.startswith("https://"), term


def test_terms_are_sorted_and_end_after_they_began() -> None:
    terms = load_terms()
    assert all((a.person, a.since) < (b.person, b.since) for a, b in pairwise(terms))
    assert all(term.until is None or term.since <= term.until for term in terms)


def test_no_two_persons_hold_an_office_for_years_at_once() -> None:
    by_place: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for term in load_terms():
        by_place.setdefault((term.office, term.place), []).append((term.since, term.until or 2100))
    for where, years in by_place.items():
        assert all(a[1] <= b[0] for a, b in pairwise(sorted(years))), where


def test_each_state_of_mexico_has_governors() -> None:
    states = {p.id for p in load_places() if p.kind == "state" and p.country == "MX"}
    assert states == {t.place for t in load_terms() if t.place.startswith("MX-")}
