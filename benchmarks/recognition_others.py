"""What ours is compared with: a gazetteer of the same names, and spaCy models their labels read in their favour."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from narco_corpus.builder.recognise.case import written_as
from narco_corpus.builder.recognise.fold import fold
from narco_corpus.builder.recognise.matcher import load_matcher
from narco_corpus.builder.recognise.mention import Mention
from recognition_scores import Document

PRIOR = ("CRIMINAL_ORG", "PLACE", "AUTHORITY", "PERSON", "MEDIA", "ORG")
"""Where one listed form has several labels, the commonest label wins."""
BODIES = ("CRIMINAL_ORG", "AUTHORITY", "MEDIA", "ORG")
MEANING = {
    "PERSON": ("PERSON",),
    "GPE": ("PLACE", *BODIES),
    "LOC": ("PLACE",),
    "FAC": ("PLACE", "ORG"),
    "ORG": BODIES,
    "NORP": BODIES,
    "PRODUCT": BODIES,
    "WORK_OF_ART": BODIES,
}
"""What a spaCy label may stand for: whichever of these is annotated at that very span. Other labels are left out."""
OPENING = ("the ", "The ", '"', "“", "‘", "'")
CLOSING = ("'s", "’s", "'", "’", '"', "”", ".", ",")

Spans = list[list[list[Mention]]]
"""Mentions by document and unit."""


class Gazetteer:
    """The lexicon's names, longest match, nothing else."""

    def __init__(self, as_written: bool) -> None:
        self._as_written = as_written
        """Whether a name counts only where it has the capitals that it is listed with."""
        self._matcher = load_matcher()

    def run(self, documents: Sequence[Document]) -> tuple[Spans, float]:
        """The mentions and the seconds that they took."""
        start = time.process_time()
        found = [[self._unit(unit.text) for unit in document.units] for document in documents]
        return found, time.process_time() - start

    def _unit(self, text: str) -> list[Mention]:
        taken: list[Mention] = []
        end = 0
        for match in sorted(self._matcher.find(text, fold(text)), key=lambda m: (m.start, -m.end)):
            if match.start < end:
                continue
            raw = text[match.start : match.end]
            senses = [s for s in match.senses if not self._as_written or written_as(raw, s.text)]
            if senses:
                label = min((s.label for s in senses), key=PRIOR.index)
                taken.append(Mention(match.start, match.end, label, None, 1.0, "gazetteer"))
                end = match.end
        return taken


class Spacy:
    """A spaCy model in another environment, kept running between rounds."""

    def __init__(self, python: Path, module: str) -> None:
        script = Path(__file__).with_name("recognition_spacy.py")
        self._process = subprocess.Popen(
            [str(python), str(script), module],
            env={"OMP_NUM_THREADS": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.model: str = self._answer()["model"]

    def _answer(self) -> Any:
        assert self._process.stdout
        return json.loads(self._process.stdout.readline())

    def run(self, documents: Sequence[Document]) -> tuple[Spans, float]:
        """The mentions under the annotated labels that suit them best, and the seconds that they took."""
        assert self._process.stdin
        texts = [u.text for d in documents for u in d.units]
        self._process.stdin.write(json.dumps(texts) + "\n")
        self._process.stdin.flush()
        answer = self._answer()
        spans = iter(answer["spans"])
        found = [
            [_favoured(unit.text, gold, next(spans)) for unit, gold in zip(d.units, d.gold, strict=True)]
            for d in documents
        ]
        return found, answer["seconds"]

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()


def _favoured(text: str, gold: Sequence[Any], spans: Sequence[tuple[int, int, str]]) -> list[Mention]:
    """Spans without the English article and quotes around them, under the annotated label wherever it is allowed."""
    labels = {(m.start, m.end): m.label for m in gold}
    found = []
    for start, end, label in spans:
        allowed = MEANING.get(label)
        if allowed is None:
            continue
        if (start, end) not in labels:
            start, end = _trimmed(text, start, end)
        wanted = labels.get((start, end))
        found.append(Mention(start, end, wanted if wanted in allowed else allowed[0], None, 1.0, "spacy"))
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    for opening in OPENING:
        if text[start:end].startswith(opening):
            start += len(opening)
    for closing in CLOSING:
        if text[start:end].endswith(closing):
            end -= len(closing)
    return start, end
