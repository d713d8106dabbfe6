"""The seed is read exactly; on the gold posts of the checkout's neighbour figures stay above their floors."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from narco_corpus.builder.recognise import load_recogniser
from narco_corpus.builder.recognise.mention import Recogniser, Unit

GOLD = Path(__file__).parents[2].parent / "shared" / "gold"
Span = tuple[int, int, str]

pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason="no gold beside the checkout")


def posts(folder: str) -> list[dict[str, Any]]:
    read = [json.loads(p.read_text(encoding="utf-8")) for p in sorted((GOLD / folder).glob("*.gold.json"))]
    return [g for g in read if g["is_post"]]


def read(recogniser: Recogniser, gold: dict[str, Any]) -> list[tuple[set[Span], set[Span]]]:
    units = [Unit(u["unit"].split()[0], u["text"]) for u in gold["units"]]
    published = date.fromisoformat(gold["published"]) if gold["published"] else None
    found = recogniser.recognise(units, published)
    return [
        ({(m["start"], m["end"], m["label"]) for m in unit["mentions"]}, {(m.start, m.end, m.label) for m in mentions})
        for unit, mentions in zip(gold["units"], found, strict=True)
    ]


def f1(pairs: list[tuple[set[Any], set[Any]]]) -> float:
    right = sum(len(a & b) for a, b in pairs)
    return 2 * right / sum(len(a) + len(b) for a, b in pairs)


@pytest.mark.parametrize(("name", "seed", "others"), [("lexicon", 0.95, 0.80), (None, 0.98, 0.90)])
def test_floors(name: str | None, seed: float, others: float) -> None:
    recogniser = load_recogniser(name)
    assert f1([pair for gold in posts("seed") for pair in read(recogniser, gold)]) >= seed
    assert f1([pair for gold in posts("posts") for pair in read(recogniser, gold)]) >= others


def test_spans_floor() -> None:
    pairs = [pair for gold in posts("posts") for pair in read(load_recogniser(), gold)]
    assert f1([({s[:2] for s in a}, {s[:2] for s in b}) for a, b in pairs]) >= 0.94


@pytest.mark.parametrize("name", ["lexicon", None])
def test_every_link_of_the_seed_is_right(name: str | None) -> None:
    recogniser = load_recogniser(name)
    (gold,) = posts("seed")
    units = [Unit(u["unit"].split()[0], u["text"]) for u in gold["units"]]
    for unit, mentions in zip(gold["units"], recogniser.recognise(units, date(2011, 9, 21)), strict=True):
        wanted = {(m["start"], m["end"]): m["entity"] for m in unit["mentions"]}
        for mention in mentions:
            entity = wanted.get((mention.start, mention.end), "")
            if entity is None or (
                entity and not entity.endswith(("-jal", "-bcn", "-gro")) and mention.label != "MEDIA"
            ):
                assert mention.entity_id == entity, unit["text"][mention.start : mention.end]


def test_documents_before_do_not_change_what_is_found() -> None:
    recogniser = load_recogniser()
    golds = posts("posts") + posts("seed")
    first = [read(recogniser, gold) for gold in golds]
    assert [read(recogniser, gold) for gold in reversed(golds)] == first[::-1]
