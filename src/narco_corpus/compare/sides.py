"""One side of a comparison: the tables of a release, opened or still in the making, and what it states of itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from narco_corpus.model.manifest import Manifest

if TYPE_CHECKING:
    import polars as pl

    from narco_corpus.release import Release


@dataclass(frozen=True)
class Side:
    """What a comparison needs to know of one release."""

    name: str
    """How messages call it."""
    version: str
    scan: Callable[[str], pl.LazyFrame]
    """Table name → its rows."""
    rows: Mapping[str, int]
    """Table name → how many rows it has."""
    removals: frozenset[str]
    """Ids that it states as withdrawn."""
    origin: Mapping[str, Any]
    """What it was made of and with; a difference here alone is a step of the last number."""


def side_of(release: Release) -> Side:
    """A release that was opened, with all its rows, withdrawn since or not."""
    from narco_corpus.table import Table

    manifest = release.manifest
    return Side(
        name=release.storage.name,
        version=manifest.data_version,
        scan=lambda table: Table(release, table).scan(),
        rows={table: facts.rows for table, facts in manifest.tables.items()},
        removals=frozenset(manifest.removals),
        origin=origin_of(manifest),
    )


def origin_of(manifest: Manifest) -> dict[str, Any]:
    """What decided the rows and files of a release, besides its data version."""
    return {
        "schema_version": manifest.schema_version,
        "package_version": manifest.package_version,
        "about": None if manifest.about is None else manifest.about.to_json(),
        "recogniser": dict(manifest.recogniser),
        "knowledge_version": manifest.knowledge_version,
        "inputs": manifest.inputs_sha256,
        "captures": dict(manifest.captures),
        "masks": dict(sorted(manifest.masks.items())),
        "removals": sorted(manifest.removals),
    }
