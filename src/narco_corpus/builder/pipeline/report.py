"""What a build tells of itself."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from narco_corpus.builder.captures import LeftOut
from narco_corpus.builder.pipeline.ingest import Reject
from narco_corpus.builder.pipeline.told import Held, Told, Unused
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
    partial: Told
    """Captures that hold less than a whole post and its comments; path of one."""
    told_apart: Told
    """Posts whose id is made from their body, because another post has their date and title; path of one."""
    unlike: Told
    """Captures that were merged into an article for its URL alone, as neither title nor text is its; path of one."""
    missing: Told
    """Articles of the release before that none of the inputs gives, withdrawn ones aside; id of the first."""
    held: list[Held]
    """Articles and comments that still hold a passage of what was withdrawn, those that hold most first."""
    left_out: LeftOut
    """Captures that no `--url` pattern fits; they are not among those read."""


def nothing_taken(rejects: Sequence[Reject], left_out: LeftOut) -> str:
    """The message of a build that took no capture."""
    captures = sum(reject.is_capture for reject in rejects)
    if left_out and captures:  # these may be of any address
        said = f"no capture of a wanted URL could be taken: {left_out}, {captures:,} set aside; nothing was written"
    elif left_out:
        said = f"no capture has a URL that is wanted: {left_out}; nothing was written"
    elif captures:
        which = f"none of {captures:,} captures" if captures > 1 else "not even the one capture"
        said = f"{which} could be taken, nothing was written"
    else:
        said = "the inputs hold no capture: nothing was written"
    if not rejects:
        return said
    shown = "; ".join(f"{r.capture}: {r.reason}" for r in sorted(rejects)[:5])
    more = f"; and {len(rejects) - 5} more" if len(rejects) > 5 else ""
    return f"{said} ({shown}{more})"
