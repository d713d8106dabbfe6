"""Adds the counts of all annotated posts up to the figures of a release."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

from narco_corpus.corpus import load
from narco_corpus.errors import DataError
from narco_corpus.evaluate.bootstrap import intervals
from narco_corpus.evaluate.gold import read_gold
from narco_corpus.evaluate.join import join
from narco_corpus.evaluate.known import bearers, known_slugs, listed_forms, with_own_names
from narco_corpus.evaluate.linking import FIGURES, verdicts
from narco_corpus.evaluate.posts import BINS, STRUCTURE, PostScore, score_post
from narco_corpus.evaluate.predictions import Predictions
from narco_corpus.evaluate.tally import Share, SpanCounts
from narco_corpus.model.schema import mention_labels

Figure = dict[str, float]
Scores = dict[str, float | None]
"""Precision `p`, recall `r` and `f1`, each None where it has no case, and `gold`, the annotated mentions."""
_T = TypeVar("_T", SpanCounts, Share)


@dataclass(frozen=True)
class Report:
    """The figures of a release, unrounded: whoever shows one rounds it, once; shares have `right` and `of`."""

    posts: int
    """Annotated captures that are one post and that the release was made of."""
    absent: list[str]
    """Annotated captures that are neither an article nor in `rejects.jsonl`: no figure counts them."""
    structure: dict[str, Figure]
    comments_invented: int
    mentions: Scores
    """Same span and same label."""
    spans: Scores
    labels: dict[str, Scores]
    fields: dict[str, Scores]
    """Mentions by the text that they are in: title, body, comment."""
    linking: dict[str, Figure]
    listed: dict[str, Scores] | None
    """Mentions whose folded form the lexicons list, and the others; None without the build extra."""
    methods: dict[str, Figure]
    """Right and all predicted mentions by the recogniser's method."""
    reliability: list[Figure]
    """For each bin of confidence: its lower and upper end, predicted mentions, their mean confidence and precision."""
    calibration_error: float | None
    """Expected calibration error: how far confidence and precision lie apart, over the bins weighted by mentions."""
    confusion: dict[str, dict[str, int]]
    """Annotated label → predicted label → spans; `none` for a span that only one side has."""
    intervals: dict[str, tuple[float, float]]
    """95 % bootstrap intervals over posts; predicted entities stand for the same annotated ones in each draw."""
    wrong: list[str]

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON can hold it."""
        return asdict(self)


def evaluate(
    release: str | os.PathLike[str], gold: Path, kb: Path | None = None, knowledge: Path | None = None
) -> Report:
    """The figures of a release, a folder or an address as `load` takes it, against a folder of annotated posts.

    kb: a folder of `kb_*.jsonl` that says which entities could be known; without it this package's knowledge says so
    (needs the build extra). knowledge: the file of names that the release was built with (`docs/knowledge.md`).
    Annotated captures that the release was not made of are left out and listed. Raises DataError for a damaged release
    or gold file, for a name that several captures have, and where no annotated capture is there; UsageError for a
    folder without gold and for lines of `knowledge` that are no entries.
    """
    annotated = read_gold(gold)
    with with_own_names(knowledge):
        known, listed, borne = known_slugs(kb), listed_forms(), bearers()
    corpus = load(release)
    joined = join(corpus, annotated)
    absent = [one.file for index, one in enumerate(annotated) if index not in joined]
    if not joined:
        raise DataError(_none_there(corpus.address, absent))
    predictions = Predictions(corpus, [id for id in joined.values() if id is not None])
    annotated = [annotated[index] for index in joined]
    scores = [
        score_post(one, index, predictions.article(id), predictions, known, listed)
        for index, (one, id) in enumerate(zip(annotated, joined.values(), strict=True))
    ]
    wrong = [line for score in scores for line in score.wrong]
    for link, right in verdicts([link for s in scores for link in s.links], predictions.entities, borne):
        scores[link.post].shares[link.figure].check(right)
        if not right:
            wrong.append(f"{link.figure}: {link.where} -> {link.predicted} for {link.gold}"[:200])
    real = [s for s, g in zip(scores, annotated, strict=True) if g.is_post]
    shares, found = _sum(scores, lambda s: s.shares, Share), _sum(scores, lambda s: s.found, SpanCounts)
    label_names = mention_labels()
    reliability = _reliability(scores)
    return Report(
        posts=len(real),
        absent=absent,
        structure={name: shares[name].row() for name in STRUCTURE if name in shares},
        comments_invented=sum(s.invented for s in scores),
        mentions=found.get("mentions", SpanCounts()).row(),
        spans=found.get("spans", SpanCounts()).row(),
        labels={name: found.get(f"label {name}", SpanCounts()).row() for name in label_names},
        fields={name: found.get(f"field {name}", SpanCounts()).row() for name in ("title", "body", "comment")},
        linking={name: shares[name].row() for name in FIGURES if name in shares},
        listed=None if listed is None else {n: found.get(n, SpanCounts()).row() for n in ("listed", "unlisted")},
        methods={
            name.removeprefix("method "): Share(f.true_positives, f.predicted).row()
            for name, f in sorted(found.items())
            if name.startswith("method ")
        },
        reliability=reliability,
        calibration_error=_calibration_error(reliability),
        confusion=_confusion(scores, label_names),
        intervals=intervals(real, _resampled),
        wrong=wrong,
    )


def _none_there(release: str, absent: Sequence[str]) -> str:
    some = ", ".join(absent[:3]) + (", …" if len(absent) > 3 else "")
    return (
        f"{release}: none of the {len(absent)} annotated captures ({some}) is an article there or in rejects.jsonl; "
        "build a release of them first, or give the one that was built of them"
    )


def _sum(
    scores: Sequence[PostScore], part: Callable[[PostScore], Mapping[str, _T]], kind: Callable[[], _T]
) -> dict[str, _T]:
    total: dict[str, _T] = defaultdict(kind)
    for score in scores:
        for name, tally in part(score).items():
            total[name].add(tally)
    return dict(total)


def _resampled(scores: Sequence[PostScore]) -> dict[str, float | None]:
    """The figures that get an interval; None where the draw has no case."""
    figures: dict[str, float | None] = {}
    for name, tally in _sum(scores, lambda s: s.found, SpanCounts).items():
        if not name.startswith("method "):
            for figure, value in tally.figures().items():
                figures[f"{name} {figure}"] = value
    for name, share in _sum(scores, lambda s: s.shares, Share).items():
        if name in FIGURES:
            figures[name] = share.right / share.of if share.of else None
    return dict(sorted(figures.items()))


def _reliability(scores: Sequence[PostScore]) -> list[Figure]:
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for score in scores:
        for number, confidence, right in score.confidences:
            bins[number].append((confidence, right))
    return [
        {
            "from": number / BINS,
            "to": (number + 1) / BINS,
            "mentions": len(found),
            "confidence": sum(c for c, _ in found) / len(found),
            "precision": sum(right for _, right in found) / len(found),
        }
        for number, found in enumerate(bins)
        if found
    ]


def _calibration_error(bins: Sequence[Figure]) -> float | None:
    total = sum(b["mentions"] for b in bins)
    if not total:
        return None
    return sum(b["mentions"] * abs(b["confidence"] - b["precision"]) for b in bins) / total


def _confusion(scores: Sequence[PostScore], labels: Sequence[str]) -> dict[str, dict[str, int]]:
    counts = sum((s.confusion for s in scores), Counter[tuple[str | None, str | None]]())
    names = [*labels, None]
    table = {gold: {ours: counts[gold, ours] for ours in names if counts[gold, ours]} for gold in names}
    return {gold or "none": {ours or "none": n for ours, n in row.items()} for gold, row in table.items() if row}
