"""What becomes of an article's comment rows when some comments are withdrawn: the replies below them stay."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any


def without_comments(rows: Sequence[dict[str, Any]], withdrawn: Collection[str]) -> list[dict[str, Any]]:
    """The rows of one article's comments without those of the given ids; `rows` are in reading order.

    A reply moves up to the nearest comment above it that stays, or to the top level; `position` and `depth` follow,
    so the tree is whole. `number` stays as printed. An address to a withdrawn comment is dropped. Rows that nothing
    changes are returned as they are.
    """
    above: dict[str, str | None] = {}
    """Withdrawn comment → the nearest comment above it that stays."""
    depths: dict[str | None, int] = {None: -1}
    kept: list[dict[str, Any]] = []
    for row in rows:
        parent = row["parent_id"]
        parent = above.get(parent, parent)
        if row["comment_id"] in withdrawn:
            above[row["comment_id"]] = parent
            continue
        depth = depths.get(parent, row["depth"] - 1) + 1
        depths[row["comment_id"]] = depth
        kept.append(row | {"parent_id": parent, "position": len(kept), "depth": depth})
    return [r | {"addressed_id": None} if r["addressed_id"] in above else r for r in kept]
