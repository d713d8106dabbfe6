"""Compares one annotated post with what the release made of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from narco_corpus.evaluate.align import positions, without_spacing
from narco_corpus.evaluate.gold import Gold, GoldComment, GoldUnit
from narco_corpus.evaluate.linking import Link, figure_of
from narco_corpus.evaluate.predictions import Predictions
from narco_corpus.evaluate.tally import Share, SpanCounts
from narco_corpus.model.text import key_text
from narco_corpus.row import Row

STRUCTURE = ("is_post", "published", "title", "byline", "body", "comment_text", "comment_parent", "comment_addressed")
BINS = 10
"""Bins of confidence, equally wide."""

_Span = tuple[int, int]


@dataclass
class PostScore:
    """All counts of one post; they add up over posts."""

    shares: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    """By name of a structure figure, or of `link_null`."""
    found: dict[str, SpanCounts] = field(default_factory=lambda: defaultdict(SpanCounts))
    """By `mentions`, `spans`, `label X`, `field X`, `listed`, `unlisted`, `method X`."""
    invented: int = 0
    """Comments of the release that the page does not have."""
    links: list[Link] = field(default_factory=list)
    confidences: list[tuple[int, float, bool]] = field(default_factory=list)
    """Of each predicted mention its bin, its confidence and whether span and label are right."""
    confusion: Counter[tuple[str | None, str | None]] = field(default_factory=Counter)
    """Annotated and predicted label of a span; None where one side has no such span."""
    wrong: list[str] = field(default_factory=list)


def score_post(
    gold: Gold,
    index: int,
    article: Row | None,
    release: Predictions,
    known: frozenset[str],
    listed: frozenset[str] | None,
) -> PostScore:
    """The counts of one post and the article that was made of it; None where it was set aside.

    `index` is its place among all, `known` and `listed` come from `known.py`.
    """
    score = PostScore()
    _check(score, "is_post", (article is not None) == gold.is_post, gold.file)
    if gold.is_post:
        _structure(score, gold, article, release.comments(article))
        for unit in gold.units:
            text, rows = release.unit(article, unit.name)
            found = _placed(text, unit.text, rows)
            _mentions(score, gold.file, unit, found, listed)
            _links(score, gold.file, unit, found, index, known)
    return score


def _check(score: PostScore, figure: str, ok: bool, note: str) -> None:
    score.shares[figure].check(ok)
    if not ok:
        score.wrong.append(f"{figure}: {note}"[:200])


def _structure(score: PostScore, gold: Gold, article: Row | None, comments: dict[str, Row]) -> None:
    if article:
        published = article["published_on"]
        ours = {
            "published": published.isoformat() if published else None,
            "title": article["title"],
            "byline": article["byline"],
            "body": article["body"],
        }
        if not gold.states_byline:
            del ours["byline"]
        for figure, text in ours.items():
            got, want = without_spacing(text), without_spacing(getattr(gold, figure))
            _check(score, figure, got == want, f"{gold.file}: {got[:60]!r} for {want[:60]!r}")
    numbers = {row["comment_id"]: number for number, row in comments.items()}
    for comment in gold.comments:
        _comment(score, gold.file, comment, comments.get(comment.number), numbers)
    score.invented += len(comments.keys() - {c.number for c in gold.comments})


def _comment(score: PostScore, file: str, gold: GoldComment, ours: Row | None, numbers: dict[str, str]) -> None:
    where = f"{file} comment {gold.number}"
    same = ours is not None and without_spacing(ours["text"]) == without_spacing(gold.text)
    _check(score, "comment_text", same, where)
    parent = numbers.get(ours["parent_id"]) if ours else None
    _check(score, "comment_parent", ours is not None and parent == gold.parent, where)
    addressed = numbers.get(ours["addressed_id"]) if ours else None
    if gold.states_addresses and (gold.addresses or addressed):
        note = f"{where}: {addressed} for {gold.addresses}"
        _check(score, "comment_addressed", addressed == gold.addresses, note)


def _placed(ours: str, gold: str, rows: list[Row]) -> dict[_Span, Row]:
    """The predicted mentions by their span in the annotated text; a negative span where the texts differ."""
    where = positions(ours, gold) if rows else []
    found: dict[_Span, Row] = {}
    for row in rows:
        start, end = where[row["start"]], where[row["end"]]
        found[(-1, -row["start"] - 1) if start is None or end is None else (start, end)] = row
    return found


def _mentions(
    score: PostScore, file: str, unit: GoldUnit, found: dict[_Span, Row], listed: frozenset[str] | None
) -> None:
    want = {(m.start, m.end, m.label) for m in unit.mentions}
    ours = {(*span, row["label"]) for span, row in found.items()}
    score.found["mentions"].compare(want, ours)
    score.found["spans"].compare({x[:2] for x in want}, {x[:2] for x in ours})
    score.found[f"field {unit.name.partition(' ')[0]}"].compare(want, ours)
    for label in {x[2] for x in want | ours}:
        score.found[f"label {label}"].compare({x for x in want if x[2] == label}, {x for x in ours if x[2] == label})
    if listed is not None:
        known = {x for x in want | ours if x[0] >= 0 and key_text(unit.text[x[0] : x[1]]) in listed}
        score.found["listed"].compare(want & known, ours & known)
        score.found["unlisted"].compare(want - known, ours - known)
    _certainty(score, want, found)
    labels = {x[:2]: x[2] for x in want}
    for span, row in found.items():
        score.confusion[labels.get(span), row["label"]] += 1
    for start, end, label in sorted(want - ours):
        score.wrong.append(f"missed {label} {unit.text[start:end]!r} in {file} {unit.name}")
        score.confusion[label, None] += (start, end) not in found
    for start, end, label in sorted(ours - want):
        text = unit.text[start:end] if start >= 0 else "?"
        score.wrong.append(f"spurious {label} {text!r} in {file} {unit.name}")


def _certainty(score: PostScore, want: set[tuple[int, int, str]], found: dict[_Span, Row]) -> None:
    for span, row in found.items():
        right = (*span, row["label"]) in want
        score.found[f"method {row['method']}"].add(SpanCounts(right, not right))
        confidence = float(row["confidence"])
        score.confidences.append((min(int(confidence * BINS), BINS - 1), confidence, right))


def _links(
    score: PostScore, file: str, unit: GoldUnit, found: dict[_Span, Row], index: int, known: frozenset[str]
) -> None:
    for mention in unit.mentions:
        row = found.get((mention.start, mention.end))
        if row is None:
            continue
        where = f"{file} {unit.name}: {unit.text[mention.start : mention.end]!r}"
        predicted = row["entity_id"]
        if mention.entity is None:
            _check(score, "link_null", predicted is None, f"{where} -> {predicted} for null")
        else:
            figure = figure_of(mention.label, mention.entity, known)
            score.links.append(Link(figure, mention.entity, predicted, mention.label, index, where))
