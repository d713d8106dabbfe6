"""How far two annotators of the same captures agree: counts of what both marked, and what either marked alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from narco_corpus.errors import DataError
from narco_corpus.evaluate.align import positions
from narco_corpus.evaluate.gold import Gold, GoldMention, GoldUnit, read_gold
from narco_corpus.evaluate.tally import Share, SpanCounts
from narco_corpus.model.schema import mention_labels


@dataclass
class Agreement:
    """The counts over all captures that both annotated; false negatives are marked by the first annotator alone, false
    positives by the second, and F1 is the same whichever of them is taken for gold."""

    captures: int = 0
    units: int = 0
    """Texts that both annotated."""
    alone: list[str] = field(default_factory=list)
    """Captures and texts that one annotated alone: they count in no figure."""
    is_post: Share = field(default_factory=Share)
    """Captures of which both say that they are one post, or that they are not."""
    found: dict[str, SpanCounts] = field(default_factory=lambda: defaultdict(SpanCounts))
    """By `mentions` (same span and label), `spans` and each label."""
    entities: Share = field(default_factory=Share)
    """Mentions of same span and label that have the same `entity`, as it is written, null too."""
    differences: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """The figures as JSON can hold them; null: the `f1` where neither marked any, the share of no entities."""
        labels = mention_labels()
        rows = {name: self.found[name] for name in ("mentions", "spans", *labels)}
        return {
            "captures": self.captures,
            "units": self.units,
            "alone": self.alone,
            "is_post": self.is_post.row(),
            "found": {
                name: {"both": f.true_positives, "first": f.false_negatives, "second": f.false_positives}
                | {"f1": f.figures()["f1"]}
                for name, f in rows.items()
            },
            "entities": self.entities.row() if self.entities.of else {"right": 0, "of": 0, "share": None},
            "differences": self.differences,
        }


def agreement(first: Path, second: Path) -> Agreement:
    """How far two folders of gold files agree on the captures that both have, by their `file`.

    Raises UsageError for a folder without gold, DataError for a gold file with a fault, for two of one `file` in a
    folder and where no `file` is in both.
    """
    ours, theirs = _by_file(first), _by_file(second)
    common = sorted(ours.keys() & theirs.keys())
    if not common:
        raise DataError(f"{first} and {second} have no `file` in common: give two folders of the same captures")
    result = Agreement(len(common), alone=sorted(ours.keys() ^ theirs.keys()))
    for file in common:
        one, other = ours[file], theirs[file]
        result.is_post.check(one.is_post == other.is_post)
        if one.is_post != other.is_post:
            result.differences.append(f"{file}: is_post is {one.is_post} | {other.is_post}")
            continue
        left, right = ({unit.name: unit for unit in gold.units} for gold in (one, other))
        result.alone += [f"{file} {name}" for name in sorted(left.keys() ^ right.keys())]
        for name in (name for name in left if name in right):
            result.units += 1
            result.differences += [f"{file} {name}: {what}" for what in _compare(left[name], right[name], result)]
    return result


def _by_file(folder: Path) -> dict[str, Gold]:
    found: dict[str, Gold] = {}
    for gold in read_gold(folder):
        if found.setdefault(gold.file, gold) is not gold:
            raise DataError(f"{folder}: two gold files are of {gold.file!r}; state the whole path of each as `file`")
    return found


def _compare(one: GoldUnit, other: GoldUnit, result: Agreement) -> Iterator[str]:
    """Count a text that both annotated; what they do not agree on. Spans are those in the first one's text."""
    places = positions(other.text, one.text)
    left: dict[tuple[int, int], GoldMention] = {(m.start, m.end): m for m in one.mentions}
    right: dict[tuple[int, int], GoldMention] = {}
    for m in other.mentions:
        start, end = places[m.start], places[m.end]
        right[(-1, -m.start - 1) if start is None or end is None else (start, end)] = m  # none where the texts differ
    ours, theirs = ({(span, m.label) for span, m in marks.items()} for marks in (left, right))
    result.found["spans"].compare(left.keys(), right.keys())
    result.found["mentions"].compare(ours, theirs)
    for label in {label for _, label in ours | theirs}:
        result.found[label].compare({m for m in ours if m[1] == label}, {m for m in theirs if m[1] == label})
    for span in sorted(left.keys() | right.keys()):
        a, b = left.get(span), right.get(span)
        if a and b and a.label == b.label:
            result.entities.check(a.entity == b.entity)
        if not a or not b or (a.label, a.entity) != (b.label, b.entity):
            text = one.text[slice(*span)] if a or span[0] >= 0 else other.text[b.start : b.end] if b else ""
            yield f"{text!r} {_named(a)} | {_named(b)}"


def _named(mention: GoldMention | None) -> str:
    return "not marked" if mention is None else f"{mention.label} {mention.entity or 'null'}"
