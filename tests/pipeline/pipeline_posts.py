"""Numbered posts as text captures, and the rows that a release has of them."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq


def post_text(number: int, comments: int = 3) -> str:
    lines = [f"Monday, March {number % 28 + 1}, 2011", "", f"Shooting number {number} in Reynosa", ""]
    lines += [
        f"Gunmen of the Gulf Cartel and Los Zetas fought in Reynosa, Tamaulipas, for the {number}th time.",
        "",
        "",
    ]
    for n in range(1, comments + 1):
        lines += [f"  {n}. Comment {n} on post {number}: the zetas will be back, ask in matamoros.", ""]
    return "\n".join(lines)


def rows(release: Path, table: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for path in sorted((release / "data" / table).glob("*.parquet")):
        found += pq.read_table(path).to_pylist()
    return found
