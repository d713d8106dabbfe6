"""What the steps before writing have come to: which articles a release has, and what their slices count."""

from __future__ import annotations

from collections import Counter

import msgspec

from narco_corpus.builder.pipeline.ingest import Reject
from narco_corpus.builder.pipeline.make import MakeResult
from narco_corpus.builder.pipeline.plan import Plan


class Made:
    """What all slices together count."""

    def __init__(self) -> None:
        self.masks: Counter[str] = Counter()
        self.entities: Counter[str] = Counter()
        self.rejects: list[Reject] = []
        self.withdrawn: list[str] = []
        self.leaving_out: list[str] = []
        """Slices of which comments were left out on request."""

    def add(self, part: MakeResult) -> None:
        """Count a slice too."""
        self.masks.update(part.masks)
        self.entities.update(part.entities)
        self.rejects += part.rejects
        self.withdrawn += part.withdrawn
        if part.withdrawn:
            self.leaving_out.append(part.name)


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """What the release holds."""

    plan: Plan
    made: Made
    inputs_sha256: str
    taken: int
    """Captures that it is made of, withdrawn ones too."""
    excluded: list[Reject]
    """Captures that were refused while their articles were made."""
