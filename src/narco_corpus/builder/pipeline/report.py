"""What a build tells of itself."""

from __future__ import annotations

import msgspec

from narco_corpus.builder.captures import LeftOut
from narco_corpus.builder.pipeline.ingest import Reject
from narco_corpus.builder.pipeline.told import Told, Unused
from narco_corpus.model.manifest import Manifest


class BuildReport(msgspec.Struct, kw_only=True):
    """What a build did."""

    manifest: Manifest
    rejects: list[Reject]
    """The captures that were set aside, sorted."""
    notes: list[Reject]
    """What is no capture and could not be used, sorted: rows of manifests, folders that cannot be looked into."""
    tables: dict[str, Told]
    """Tables that were read, by the columns that were read of them: `text: content, url: link`."""
    unused: dict[Unused, Told]
    """Captures that were taken without a value that they state, by the reason; path and value of the first."""
    passed: dict[str, Told]
    """What is no capture or was never seen by readers, by what it is (`drafts`); path of a file that holds it."""
    told_apart: int
    """Posts whose id is made from their body, because another post has their date and title."""
    unlike: Told
    """Captures that were merged into an article for its URL alone, as neither title nor text is its; path of one."""
    left_out: LeftOut
    """Captures that no `--url` pattern fits; they are not among those read."""
