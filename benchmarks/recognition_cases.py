"""What the recogniser says of the hard cases in `recognition_cases.txt`, and whether a careful reader agrees."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from narco_corpus.builder.knowledge.places import load_places
from narco_corpus.builder.recognise.mention import Recogniser, Unit
from recognition_scores import parse_unit

CASES = Path(__file__).with_name("recognition_cases.txt")
Marked = tuple[int, int, str, str | None]
"""Start, end, label and entity."""


def read_cases() -> Iterator[tuple[str, int, str, list[Marked]]]:
    """Topic, year, sentence and mentions of each case."""
    topic = ""
    for number, line in enumerate(CASES.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("## "):
            topic = line[3:]
        elif line and not line.startswith("#"):
            year, _, marked_up = line.partition("\t")
            text, mentions = parse_unit(marked_up, f"{CASES.name}:{number}")
            yield topic, int(year), text, [(m.start, m.end, m.label, m.entity_id) for m in mentions]


def show_cases(recogniser: Recogniser) -> list[tuple[str, str, str, str]]:
    """Topic, sentence with its year, what is found and what a reader finds instead; empty where the two agree."""
    names = {p.id: f"{p.name}, {p.state or p.country}" for p in load_places() if p.kind not in ("country", "state")}
    rows = []
    for topic, year, text, wanted in read_cases():
        (mentions,) = recogniser.recognise([Unit("body", text)], date(year, 6, 1))
        found = [(m.start, m.end, m.label, m.entity_id) for m in mentions]
        missed = [_said(text, m, names) for m in wanted if m not in found]
        spurious = [f"{text[m[0] : m[1]]}: nothing" for m in found if m[:2] not in {w[:2] for w in wanted}]
        said = "; ".join(_said(text, m, names) for m in found) or "nothing"
        rows.append((topic, f"{text} ({year})", said, "; ".join(missed + spurious)))
    return rows


def _said(text: str, marked: Marked, names: dict[str, str]) -> str:
    start, end, label, entity = marked
    return f"{text[start:end]}: {label} {names.get(entity or '', entity or 'without link')}"
