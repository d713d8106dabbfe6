"""Captures of a few posts with comments that answer and quote each other, and ledgers over them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

SECRET = "My uncle Ramiro drove the grey truck on the Saltillo road that night"
BODY = (
    "Residents of the Las Torres quarter of Saltillo heard shots for two hours. Soldiers of the 69th battalion closed "
    "the road to Monclova and found nine vehicles, four of them burned, beside the old brick factory. The state police "
    "of Coahuila gave no number of dead, and the mayor asked everybody to stay inside until the morning."
)


def post(title: str, body: str, comments: list[str], day: str = "Monday, March 7, 2011") -> str:
    return "\n".join([day, "", title, "", body, "", "", *comments, ""])


def write_captures(folder: Path) -> Path:
    """One post with a tree of comments, a re-post of it under another title and address, and one post apart."""
    folder.mkdir(parents=True)
    tree = [
        "  1. A quiet street until that week, says the baker.",
        "",
        f"  2. {SECRET}.",
        "",
        "    1. I know that road well and nobody drives there now.",
        "",
        f"    2. You wrote “{SECRET}” but to the Zetas it was white, and Monclova saw it in Saltillo.",
        "",
        "  3. The Zetas came back to Saltillo after this.",
        "",
    ]
    (folder / "torres.txt").write_text(post("Two hours of shots in Saltillo", BODY, tree), encoding="utf-8")
    (folder / "again.txt").write_text(
        post("Saltillo: night of gunfire", BODY, tree[2:4], "Wednesday, March 9, 2011"), encoding="utf-8"
    )
    other = "Los Zetas and the Gulf Cartel fought over Reynosa, and Heriberto Lazcano was named in a banner there."
    (folder / "other.txt").write_text(
        post("A banner in Reynosa", other, ["  1. Seen it.", ""], "Friday, April 1, 2011"), encoding="utf-8"
    )
    return folder


def write_ledger(path: Path, *lines: tuple[str, str]) -> Path:
    """A ledger of (table, id)."""
    rows = [{"id": id, "table": table, "date": "2026-11-23", "reason": "author"} for table, id in lines]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def rows(release: Path, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for path in sorted((release / "data" / table).glob("*.parquet")):
        found += pq.read_table(path).to_pylist()
    return found


def all_texts(release: Path) -> dict[str, str]:
    """Every file of a release as text; of Parquet all values, uncompressed, with its metadata."""
    texts = {}
    for path in sorted(p for p in release.rglob("*") if p.is_file()):
        if path.suffix == ".parquet":
            file = pq.ParquetFile(path)
            texts[str(path)] = (
                f"{file.read().to_pylist()!r} {file.metadata.metadata!r} {file.schema_arrow!r}"
                + "".join(
                    str(file.metadata.row_group(g).column(c).statistics)
                    for g in range(file.num_row_groups)
                    for c in range(file.metadata.num_columns)
                )
            )
            texts[f"{path} raw"] = path.read_bytes().decode("latin-1")
        else:
            texts[str(path)] = path.read_text(encoding="utf-8")
    return texts


def runs_left(text: str, release: Path, length: int = 20) -> list[str]:
    """Runs of characters of a text that stand in any file of a release."""
    runs = [text[at : at + length] for at in range(len(text) - length + 1)]
    assert runs
    return [f"{name}: {run}" for name, content in all_texts(release).items() for run in runs if run in content]
