"""Trains the recogniser's models from the annotated posts; the same posts and knowledge give the same bytes."""

from __future__ import annotations

import gzip
import math
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "src")]

from annotations import AnnotatedPost, read_folder  # noqa: E402
from calibration import rising_steps, write_calibration  # noqa: E402

from narco_corpus.builder.knowledge.entries import load_entries  # noqa: E402
from narco_corpus.builder.knowledge.places import load_places  # noqa: E402
from narco_corpus.builder.recognise.boundaries import ARTICLES  # noqa: E402
from narco_corpus.builder.recognise.calibrate import METHODS  # noqa: E402
from narco_corpus.builder.recognise.read.candidates import Candidate  # noqa: E402
from narco_corpus.builder.recognise.read.document import READINESS, Reading, SecondClues, choose  # noqa: E402
from narco_corpus.builder.recognise.read.features import Look  # noqa: E402
from narco_corpus.builder.recognise.read.memory import Memory, remember  # noqa: E402
from narco_corpus.builder.recognise.read.model import LABELS, SCALE, Model, pack, scores  # noqa: E402
from narco_corpus.builder.recognise.read.spans import Scored, SpanReader  # noqa: E402
from narco_corpus.builder.recognise.read.surroundings import Covers  # noqa: E402
from narco_corpus.builder.recognise.unit_text import WordText  # noqa: E402

PACKAGE = HERE.parents[1] / "src/narco_corpus/builder/recognise"
EPOCHS = 8
SETTLING = 3
"""Passes whose weights are not averaged yet."""
RATE = 0.1
DECAY = 0.01
FLOOR = 1.0
"""Keeps the first steps of a rare feature small."""
SEED = 20110921
HIDING = (0.0, 1.0)
"""Shares of the listed entities of a post that one pass over it takes for unlisted."""

PLACES_HIDDEN = 0.5
"""Of places that much less: the list of them is nearly whole."""
NEVER_HIDDEN = ("country", "state", "cartel")
"""Kinds of entities that every list has; they are always listed."""
FAMOUS_SIZE = 200_000
FOLDS = 4
SIZE = len(LABELS)
ZEROS = (0.0,) * SIZE

Example = tuple[list[str], int, Sequence[float]]
"""Features, index of the right label, and scores that are there before."""


class Post:
    """A training post with its texts and, for one share of hidden entities, its candidates and their features."""

    def __init__(self, post: AnnotatedPost, reader: SpanReader, hidden: frozenset[str]) -> None:
        self.texts = [WordText(u.field, u.text) for u in post.units]
        self.gold = [{(m.start, m.end): LABELS.index(m.label) for m in u.mentions} for u in post.units]
        self.covers: list[Covers] = []
        self.candidates: list[list[Candidate]] = []
        self.features: list[list[tuple[Look, list[str]]]] = []
        for text in self.texts:
            candidates, covers = reader.candidates(text, hidden)
            self.covers.append(covers)
            self.candidates.append(candidates)
            self.features.append([reader.features(text, c, covers) for c in candidates])
        for gold, text, found in zip(self.gold, self.texts, self.candidates, strict=True):
            _take_articles(gold, text, {(c.start, c.end) for c in found})

    def span_examples(self) -> Iterator[Example]:
        """Every candidate with its label."""
        for gold, candidates, features in zip(self.gold, self.candidates, self.features, strict=True):
            for candidate, (_, names) in zip(candidates, features, strict=True):
                yield names, gold.get((candidate.start, candidate.end), 0), ()

    def second_reading(self, reader: SpanReader, first: Model) -> list[SecondUnit]:
        """The candidates of the second reading with what a model that never saw the post thinks of them."""
        units = [
            [
                Scored(c, surface, scores(first.add(names)))
                for c, (surface, names) in zip(candidates, features, strict=True)
            ]
            for candidates, features in zip(self.candidates, self.features, strict=True)
        ]
        chosen = [choose(scored) for scored in units]
        memory = remember(reader.lists, self.texts, units, chosen)
        read = []
        for text, gold, covers, scored, indexes in zip(self.texts, self.gold, self.covers, units, chosen, strict=True):
            known = {(s.candidate.first, s.candidate.last) for s in scored}
            more = []
            for candidate in memory.more_candidates(text, known):
                surface, names = reader.features(text, candidate, covers)
                more.append(Scored(candidate, surface, scores(first.add(names))))
            both = [*scored, *more]
            clues = SecondClues(memory, text, scored, indexes)
            features = [clues.features(s) for s in both]
            read.append(SecondUnit(text, gold, both, features, memory))
        return read


@dataclass
class SecondUnit:
    """A unit before its second reading."""

    text: WordText
    gold: dict[tuple[int, int], int]
    scored: list[Scored]
    features: list[list[str]]
    memory: Memory

    def examples(self) -> Iterator[Example]:
        """Every candidate with its label."""
        for item, names in zip(self.scored, self.features, strict=True):
            span = (item.candidate.start, item.candidate.end)
            yield names, self.gold.get(span, 0), [v / SCALE for v in item.values]

    def outcomes(self, second: Model) -> Iterator[tuple[str, float, bool]]:
        """Method, chance and truth of every mention that the second reading makes."""
        for item, names in zip(self.scored, self.features, strict=True):
            item.add(scores(second.add(names)))
        for index in choose(self.scored, READINESS):
            reading = Reading(self.scored[index], self.text, self.memory)
            right = self.gold.get((reading.candidate.start, reading.candidate.end), 0)
            yield reading.method, reading.chance, LABELS[right] == reading.label


def _take_articles(gold: dict[tuple[int, int], int], text: WordText, found: set[tuple[int, int]]) -> None:
    """Where only the span with its Spanish article is a candidate, that is the mention; the English one never is."""
    for start, end in list(gold):
        if text.plain.startswith("the ", start) and end > start + 4:
            gold[start + 4, end] = gold.pop((start, end))
    for start, end in list(gold):
        longer = (start - len(text.before(start)) - 1, end)
        if (start, end) not in found and text.before(start) in ARTICLES and longer in found:
            gold[longer] = gold.pop((start, end))


def read_posts(posts: Sequence[AnnotatedPost], reader: SpanReader) -> list[Post]:
    """Each post once for each share of hidden entities."""
    chance = random.Random(SEED)
    famous = {e.id for e in load_entries() if e.kind in NEVER_HIDDEN}
    famous |= {p.id for p in load_places() if p.kind in NEVER_HIDDEN or (p.population or 0) > FAMOUS_SIZE}
    places = {p.id for p in load_places()}
    read = []
    for post in posts:
        texts = [WordText(u.field, u.text) for u in post.units]
        senses = {s for t in texts for c in reader.candidates(t)[0] for s in c.senses}
        ids = sorted({s.entity_id for s in senses if s.entity_id and s.entity_id not in famous})
        for share in HIDING:
            hidden = (i for i in ids if chance.random() < (share if i not in places else share * PLACES_HIDDEN))
            read.append(Post(post, reader, frozenset(hidden)))
    return read


def train(examples: Sequence[Example], epochs: int, least: int = 2) -> dict[str, list[float]]:
    """Weights by feature: log-linear model, AdaGrad, one pass after another in an order drawn with a fixed seed.

    The weights after each pass but the first few are averaged.
    """
    seen = Counter(f for features, _, _ in examples for f in features)
    index = {f: i for i, f in enumerate(sorted(f for f, n in seen.items() if n >= least))}
    rows = [([index[f] for f in features if f in index], label, start) for features, label, start in examples]
    weights = [[0.0] * SIZE for _ in index]
    sums = [[0.0] * SIZE for _ in index]
    squares = [[FLOOR] * SIZE for _ in index]
    chance = random.Random(SEED)
    order = list(range(len(rows)))
    sqrt = math.sqrt
    for epoch in range(epochs):
        chance.shuffle(order)
        for row in order:
            features, label, start = rows[row]
            t0, t1, t2, t3, t4, t5, t6 = start or ZEROS
            for f in features:
                w0, w1, w2, w3, w4, w5, w6 = weights[f]
                t0 += w0
                t1 += w1
                t2 += w2
                t3 += w3
                t4 += w4
                t5 += w5
                t6 += w6
            totals = (t0, t1, t2, t3, t4, t5, t6)
            top = max(totals)
            powers = [math.exp(t - top) for t in totals]
            whole = sum(powers)
            slopes = [p / whole - (k == label) for k, p in enumerate(powers)]
            if abs(slopes[label]) < 0.01:
                continue
            for f in features:
                own, square = weights[f], squares[f]
                for k, slope in enumerate(slopes):
                    step = slope + DECAY * own[k]
                    square[k] = sum_of = square[k] + step * step
                    own[k] -= RATE * step / sqrt(sum_of)
        if epoch >= SETTLING:
            for total, own in zip(sums, weights, strict=True):
                for k in range(SIZE):
                    total[k] += own[k]
    return {f: [v / (epochs - SETTLING) for v in sums[i]] for f, i in index.items()}


def rounded(weights: dict[str, list[float]]) -> dict[str, list[int]]:
    """Weights as whole numbers; features that have none left are dropped."""
    found = {}
    for feature in sorted(weights):
        numbers = [max(-32000, min(32000, round(w * SCALE))) for w in weights[feature]]
        if any(abs(n) > 2 for n in numbers):
            found[feature] = numbers
    return found


def write_weights(path: Path, weights: dict[str, list[int]]) -> None:
    """A line a feature, sorted; read by `model.read_weights`."""
    lines = [f"{feature}\t{' '.join(map(str, numbers))}\n" for feature, numbers in weights.items()]
    path.write_bytes(gzip.compress("".join(lines).encode(), 9, mtime=0))


Weights = dict[str, list[int]]


def train_all(posts: Sequence[AnnotatedPost], reader: SpanReader) -> tuple[Weights, Weights, dict[str, Any]]:
    """Weights of the first and of the second reading, and the calibration of the chances."""
    read = read_posts(posts, reader)
    per_post = len(HIDING)
    units: list[SecondUnit] = []
    for fold in range(FOLDS):
        inside = [p for i, p in enumerate(read) if i // per_post % FOLDS == fold]
        outside = [p for i, p in enumerate(read) if i // per_post % FOLDS != fold]
        weights = rounded(train([e for p in outside for e in p.span_examples()], EPOCHS))
        model = Model({f: pack(w) for f, w in weights.items()})
        units += [u for p in inside for u in p.second_reading(reader, model)]
    examples = [e for p in read for e in p.span_examples()]
    print(f"{len(posts)} posts, {len(examples)} candidates", file=sys.stderr)
    second = rounded(train([e for u in units for e in u.examples()], EPOCHS, 3))
    model = Model({f: pack(w) for f, w in second.items()})
    outcomes = [o for u in units for o in u.outcomes(model)]
    steps = {name: rising_steps([(c, right) for m, c, right in outcomes if m == name]) for name in METHODS}
    return rounded(train(examples, EPOCHS)), second, steps


def main() -> int:
    reader = SpanReader()
    posts = read_folder(HERE / "training" / "train")
    first, second, steps = train_all(posts, reader)
    write_weights(PACKAGE / "spans.weights.gz", first)
    write_weights(PACKAGE / "document.weights.gz", second)
    write_calibration(PACKAGE / "calibration.json", steps)
    return 0


if __name__ == "__main__":
    sys.exit(main())
