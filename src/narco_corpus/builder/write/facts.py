"""What a build knows of itself beyond the rows: goes into manifest, data card and datasheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from narco_corpus.model.about import About


@dataclass(frozen=True, kw_only=True)
class BuildFacts:
    """Everything that a release states and that its rows do not show."""

    data_version: str
    about: About | None = None
    """What those who build the release state of themselves."""
    recogniser: str
    """Name of the recogniser."""
    recogniser_version: str
    min_confidence: float = 0.0
    """Mentions below it were left out."""
    knowledge_version: str | None = None
    """Version of the knowledge base, that is of the alias lists."""
    own_knowledge: str | None = None
    """The part of it that says which names of the builder's own were used beside the package's."""
    inputs_sha256: str
    """Hash of the set of inputs; the same whatever their order."""
    captures_read: int
    captures_taken: int
    captures_merged: int
    captures_withdrawn: int = 0
    """Captures of articles that were withdrawn; they are not among those taken."""
    captures_not_matching: int = 0
    """Captures that no URL pattern of the build fits; they are not among those read."""
    masks: Mapping[str, int] = field(default_factory=dict)
    """What was masked in comments, by kind: contact details, and names of commenters as `commenter`."""
    shares: Mapping[str, int] = field(default_factory=dict)
    """The shares of the splits in per cent; none where all is in one."""
    rejects: Sequence[Mapping[str, str | None]] = ()
    """The captures that were not taken: `capture` (its name), `reason`, `where` in it."""
    notes: Sequence[Mapping[str, str | None]] = ()
    """What is no capture and could not be used, as rows of manifests: `file` (its name), `reason`, `where` in it."""
    removals: Sequence[str] = ()
    """Ids that were withdrawn on request."""
