"""Where everything lies in a release folder."""

from __future__ import annotations

MANIFEST = "manifest.json"
CARD = "README.md"
DATASHEET = "DATASHEET.md"
CROISSANT = "croissant.json"
REJECTS = "rejects.jsonl"
NOTES = "notes.jsonl"
"""What could not be used and is no capture; only in a release of which there is anything to say."""
SCHEMA_FOLDER = "schema"
DATA_FOLDER = "data"
SPLITS = ("train", "validation", "test")
MANIFEST_FORMAT = 1
"""Version of the manifest's own form."""
SCHEMA_VERSION = "1.0.0"
"""Version of the tables: a new column raises the second number, what would mislead an older reader the first."""


def shard_path(table: str, split: str, number: int, total: int) -> str:
    """Path of a shard below the release folder, `/` between its parts."""
    return f"{DATA_FOLDER}/{table}/{split}-{number:05d}-of-{total:05d}.parquet"
