"""What is said of an id that a release does not hold: how ids look, and what bears such a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from narco_corpus.errors import NotFoundError

if TYPE_CHECKING:
    from narco_corpus.table import Table

_LONGEST = 120
"""Characters that are shown of what was asked for, which may be a whole row."""


def shown(id: object) -> str:
    """What was asked for, as a message has it."""
    text = repr(id)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def not_found(table: Table, id: object, example: str | None = None, kind: str | None = None) -> NotFoundError:
    """The error for an id that a table does not have; where entities bear it as a name, with their ids.

    `example` is how ids look: if it is not given, the one of the data dictionary. `kind` is that of the entities which
    can be meant, if not any.
    """
    key = next(field for field in table.fields if field.key)
    lacks = f"{table.name} has no {key.name} {shown(id)}"
    if table.was_withdrawn(id):
        lacks += " (it was withdrawn)"
    elif table.name == "entities" and isinstance(id, str) and (called := _called(table, id, kind)):
        return NotFoundError(f"{lacks}; did you mean {' or '.join(called)}?")
    # Perhaps what was asked for: one of the release's own would have to be fetched.
    example = example or key.examples[0]
    return NotFoundError(lacks if id == example else f"{lacks}; ids look like {example!r}")


def _called(entities: Table, name: str, kind: str | None) -> list[str]:
    """Ids of the entities of a kind that bear this name or alias, in any case, the most named first: three at most."""
    import polars as pl

    from narco_corpus.model.text import key_text

    wanted = key_text(name)
    rows = entities.where(
        pl.lit(True) if kind is None else pl.col("kind") == kind, ["entity_id", "name", "aliases", "mention_count"]
    )
    found = [
        row
        for row in rows
        if any(key_text(each) == wanted for each in (row["name"], *(a["text"] for a in row["aliases"])))
    ]
    found.sort(key=lambda row: (-row["mention_count"], row["entity_id"]))
    return [repr(row["entity_id"]) for row in found[:3]]
