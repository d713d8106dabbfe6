"""A line of a builder's own file: an entry as `organisations.jsonl` has it, without what is not known."""

from __future__ import annotations

from typing import Annotated

import msgspec

from narco_corpus.builder.knowledge.entries import STATUSES

Id = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Code = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
Page = Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]
Number = Annotated[int, msgspec.Meta(ge=1, le=2**63 - 1)]
Pages = Annotated[tuple[Page, ...], msgspec.Meta(max_length=200)]


class OwnAlias(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Another name; see `entries.Alias`."""

    text: Name
    kind: Code
    language: Code | None = None
    ambiguity: Code | None = None
    """None lets `careful_class` decide."""


class OwnEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """A new entry, or names for one that the package has; see `entries.Entry`."""

    id: Id
    label: Code
    name: Name | None = None
    """None only with an id of the package."""
    name_ambiguity: Code | None = None
    kind: Code | None = None
    """None only with an id of the package."""
    aliases: Annotated[tuple[OwnAlias, ...], msgspec.Meta(max_length=1000)] = ()
    parent: Id | None = None
    related: Annotated[tuple[Id, ...], msgspec.Meta(max_length=200)] = ()
    country: Code | None = None
    states: Annotated[tuple[Code, ...], msgspec.Meta(max_length=200)] = ()
    ucdp_actor_id: Number | None = None
    ofac_id: Number | None = None
    active_from: int | None = None
    active_to: int | None = None
    statuses: Annotated[tuple[Code, ...], msgspec.Meta(max_length=20)] = ()
    sources: Pages = ()
    references: Pages = ()
    note: Page | None = None


def in_order(entry: OwnEntry) -> OwnEntry:
    """The entry with what has no order of its own in the order of the package's files."""
    order = {status: number for number, status in enumerate(STATUSES)}
    statuses = tuple(sorted(entry.statuses, key=lambda status: (order.get(status, len(order)), status)))
    return msgspec.structs.replace(entry, states=tuple(sorted(entry.states)), statuses=statuses)
