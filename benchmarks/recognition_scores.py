"""Annotated documents, and how well the mentions that a system finds in them fit: F1, unlisted forms, links."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from narco_corpus.builder.knowledge.entries import load_entries
from narco_corpus.builder.knowledge.places import load_places
from narco_corpus.builder.recognise.mention import Mention, Unit
from narco_corpus.evaluate.gold import GoldMention, read_gold
from narco_corpus.evaluate.known import known_slugs, listed_forms
from narco_corpus.evaluate.linking import Link, figure_of, verdicts
from narco_corpus.evaluate.tally import Share, SpanCounts
from narco_corpus.model.schema import mention_labels
from narco_corpus.model.text import key_text

ROOT = Path(__file__).resolve().parents[1]
TRAINING = ROOT / "scripts" / "recogniser" / "training"
sys.path.insert(0, str(TRAINING.parent))

from annotations import parse_unit as parse_unit  # noqa: E402
from annotations import read_folder  # noqa: E402

LABELS = mention_labels()


@dataclass(frozen=True)
class Document:
    """An annotated post: its texts, the mentions of each and its date."""

    units: tuple[Unit, ...]
    gold: tuple[tuple[GoldMention, ...], ...]
    published_on: date | None

    def words(self) -> int:
        return sum(len(u.text.split()) for u in self.units)


def project_set(name: str) -> list[Document]:
    """One of the project's own sets of annotated posts: `train` or one of the folders `heldout*`."""
    return [
        Document(
            tuple(Unit(u.field, u.text) for u in post.units),
            tuple(tuple(GoldMention(m.start, m.end, m.label, m.entity_id) for m in u.mentions) for u in post.units),
            post.published_on,
        )
        for post in read_folder(TRAINING / name)
    ]


def gold_set(folder: Path) -> list[Document]:
    """The posts of a folder of gold files, as `narco-corpus evaluate` reads them."""
    return [
        Document(
            tuple(Unit(u.name.split(" ")[0], u.text) for u in post.units),
            tuple(u.mentions for u in post.units),
            date.fromisoformat(post.published) if post.published else None,
        )
        for post in read_gold(folder)
        if post.is_post
    ]


@dataclass
class Score:
    """Counts over a set; F1 over mentions is strict: same span and same label."""

    mentions: SpanCounts = field(default_factory=SpanCounts)
    spans: SpanCounts = field(default_factory=SpanCounts)
    listed: SpanCounts = field(default_factory=SpanCounts)
    unlisted: SpanCounts = field(default_factory=SpanCounts)
    labels: dict[str, SpanCounts] = field(default_factory=lambda: {label: SpanCounts() for label in LABELS})
    links: Share = field(default_factory=Share)


class Scorer:
    """Scores what systems found; knows which forms and entities this package lists."""

    def __init__(self) -> None:
        self._listed = listed_forms() or frozenset()
        self._known = known_slugs()
        self._entities: dict[str, dict[str, Any]] = {
            e.id: {"name": e.name, "aliases": [a.text for a in e.aliases]} for e in load_entries()
        }
        for p in load_places():
            self._entities[p.id] = {
                "name": p.name,
                "aliases": [a.text for a in p.aliases],
                "kind": p.kind,
                "country": p.country,
                "state": p.state,
                "iso_3166": p.iso_3166,
            }

    def score(self, documents: Sequence[Document], found: Sequence[Sequence[Sequence[Mention]]]) -> Score:
        """The counts of one system on one set; `found` holds mentions by document and unit."""
        score = Score()
        links: list[Link] = []
        for number, (document, units) in enumerate(zip(documents, found, strict=True)):
            for unit, gold, mentions in zip(document.units, document.gold, units, strict=True):
                want = {(m.start, m.end, m.label) for m in gold}
                ours = {(m.start, m.end, m.label) for m in mentions}
                score.mentions.compare(want, ours)
                score.spans.compare({x[:2] for x in want}, {x[:2] for x in ours})
                for label, tally in score.labels.items():
                    tally.compare({x for x in want if x[2] == label}, {x for x in ours if x[2] == label})
                listed = {x for x in want | ours if key_text(unit.text[x[0] : x[1]]) in self._listed}
                score.listed.compare(want & listed, ours & listed)
                score.unlisted.compare(want - listed, ours - listed)
                self._links(score, links, number, gold, mentions)
        for _, right in verdicts(links, self._entities):
            score.links.check(right)
        return score

    def _links(
        self, score: Score, links: list[Link], number: int, gold: Sequence[GoldMention], mentions: Sequence[Mention]
    ) -> None:
        by_span = {(m.start, m.end): m for m in mentions}
        for mention in gold:
            ours = by_span.get((mention.start, mention.end))
            if ours is None:
                continue
            if mention.entity is None:
                score.links.check(ours.entity_id is None)
            else:
                figure = figure_of(mention.label, mention.entity, self._known)
                links.append(Link(figure, mention.entity, ours.entity_id, mention.label, number, ""))
