"""One digest of all rows that a client read, whatever form it gave them in."""

from __future__ import annotations

import datetime
import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

TABLES = ("articles", "comments", "entity_mentions", "entities")


def files(release: str, table: str) -> list[str]:
    """The Parquet files of a table."""
    return [str(path) for path in sorted((Path(release) / "data" / table).glob("*.parquet"))]


def answer(version: str, rows: Mapping[str, Iterable[Mapping[str, Any]]], note: str) -> None:
    """Print what was read: the number of rows and a digest that does not depend on their order."""
    lines = [f"{table} {json.dumps(plain(row), sort_keys=True)}" for table in TABLES for row in rows[table]]
    digest = hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
    print(json.dumps({"version": version, "rows": str(len(lines)), "digest": digest, "note": note}))


def plain(value: Any) -> Any:
    """A value as JSON has it: NaN as null, whole floats and times in one form, float32 to six digits."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if value is None or str(value) in ("NaT", "<NA>"):
        return None
    if isinstance(value, float):
        return None if math.isnan(value) else f"{value:.6g}"
    if isinstance(value, datetime.datetime):
        return (
            value.replace(tzinfo=None).strftime("%Y-%m-%dT%H:%M:%S")
            if value.time() != datetime.time()
            else (value.date().isoformat())
        )
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value
