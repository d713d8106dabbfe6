"""How well the recogniser finds names in training posts that it was not trained on: k-fold cross-validation.

    python scripts/recogniser/cross_validate.py [--folds K] [--only N]

Whole posts are left out in turn, the models are trained on the rest, and F1 (same span, same label) over all posts left
out is printed by label, for surface forms that the lexicon lists and those that it does not apart. Each fold takes as
long as a training; `--only` does so many of them.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import train
from annotations import LABELS, AnnotatedPost, read_folder

from narco_corpus.builder.recognise.read.document import DocumentReader
from narco_corpus.builder.recognise.read.model import Model, pack
from narco_corpus.builder.recognise.read.spans import SpanReader
from narco_corpus.builder.recognise.unit_text import WordText
from narco_corpus.evaluate.known import listed_forms
from narco_corpus.evaluate.tally import SpanCounts
from narco_corpus.model.text import key_text

ROWS = ("all", "spans", *LABELS)


class Tallies:
    """Counts by row for all, listed and unlisted forms."""

    def __init__(self) -> None:
        self._listed = listed_forms() or frozenset()
        self.rows = {row: (SpanCounts(), SpanCounts(), SpanCounts()) for row in ROWS}

    def unit(self, text: str, gold: set[tuple[int, int, str]], ours: set[tuple[int, int, str]]) -> None:
        """Count a unit in."""
        listed = {m for m in gold | ours if key_text(text[m[0] : m[1]]) in self._listed}
        for row, tallies in self.rows.items():
            for tally, kept in zip(tallies, (gold | ours, listed, (gold | ours) - listed), strict=True):
                pair = [{m for m in side & kept if row not in LABELS or m[2] == row} for side in (gold, ours)]
                if row == "spans":
                    tally.compare({m[:2] for m in pair[0]}, {m[:2] for m in pair[1]})
                else:
                    tally.compare(*pair)


def model(weights: train.Weights) -> Model:
    """The model of freshly trained weights."""
    return Model({feature: pack(numbers) for feature, numbers in weights.items()})


def read_left_out(inside: Sequence[AnnotatedPost], outside: Sequence[AnnotatedPost], tallies: Tallies) -> None:
    """Train on `inside`, count what is found in `outside`."""
    first, second, _ = train.train_all(inside, SpanReader())
    reader = DocumentReader(model(first), model(second))
    for post in outside:
        readings = reader.read([WordText(u.field, u.text) for u in post.units])
        for unit, found in zip(post.units, readings, strict=True):
            ours = {(r.candidate.start, r.candidate.end, r.label) for r in found}
            tallies.unit(unit.text, {(m.start, m.end, m.label) for m in unit.mentions}, ours)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--only", type=int)
    chosen = parser.parse_args()
    posts = read_folder(train.HERE / "training" / "train")
    tallies = Tallies()
    for fold in range(min(chosen.folds, chosen.only or chosen.folds)):
        inside = [p for i, p in enumerate(posts) if i % chosen.folds != fold]
        read_left_out(inside, posts[fold :: chosen.folds], tallies)
    print(f"{'':14s}{'F1':>7s}{'listed':>8s}{'unlisted':>10s}{'mentions':>10s}")
    for row, counts in tallies.rows.items():
        whole, listed, unlisted = (c.figures()["f1"] or 0.0 for c in counts)
        print(f"{row:14s}{whole:7.3f}{listed:8.3f}{unlisted:10.3f}{counts[0].gold:10d}")


if __name__ == "__main__":
    main()
