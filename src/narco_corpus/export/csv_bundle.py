"""CSV: one file a table that spreadsheets open right, without running or changing what a cell holds."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from narco_corpus.corpus import Corpus
from narco_corpus.export.report import Written, about
from narco_corpus.model.arrow import arrow_schema
from narco_corpus.model.schema import TABLES
from narco_corpus.progress import Watcher
from narco_corpus.table import Row

MARK = "'"
"""Set before a cell that a spreadsheet would take for something else than text."""
LONGEST_CELL = 32_767
"""UTF-16 code units that Excel keeps of a cell."""
MOST_ROWS = 1_048_576
"""Rows that Excel and LibreOffice open, the head included."""

_FORMULA = re.compile(r"[\t\r\n]|[\s\x00-\x1f]*[=+\-@|%＝＋－＠]")
_MONTHS = (
    "jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|"
    "dec(ember)?|enero?|febrero|marzo|abr(il)?|mayo|junio|julio|ago(sto)?|sep?tiembre|octubre|noviembre|dic(iembre)?"
)
_NO_TEXT = re.compile(
    rf"(?!(0|[1-9]\d{{0,9}})$)(?=.*\d)([\d\s.,:;/\\%$€£¥()'’-]|e(?=[+-]?\d)|\+|a\.?m\.?|p\.?m\.?|de\b|st\b|nd\b|rd\b|th\b|t(?=\d)|z\b|{_MONTHS})+"
    r"|true|false|verdadero|falso",
    re.IGNORECASE,
)
"""A whole cell that reads as a number (a plain whole one aside), a date, a time or a truth value."""

_READING = """
## Read it

UTF-8 with a byte order mark, commas, double quotes, CR LF between records. An empty cell is null, `""` an empty text.
Dates are `2011-09-21`, times `2024-11-05 10:00:00.000` (UTC), truth values `true` and `false`, lists JSON.

A text cell that a spreadsheet would run as a formula or turn into a number, a date or a truth value begins with an
apostrophe (`'`) that is no part of the text; so does one that begins with an apostrophe by itself. To undo it, take one
apostrophe from the beginning of every text cell that begins with one. Offsets of mentions count in the text without it,
in Unicode code points:

```python
import csv

with open("comments.csv", encoding="utf-8-sig", newline="") as file:
    for row in csv.DictReader(file):
        text = row["text"].removeprefix("'")
```
"""


def write(corpus: Corpus, folder: Path, watcher: Watcher) -> Written:
    """Write `articles.csv`, `comments.csv`, `entity_mentions.csv` and `entities.csv`."""
    counts: dict[str, int] = {}
    marked = long = 0
    folder.mkdir()
    watcher.step("exporting", sum(len(corpus.table(table)) for table in TABLES))
    for table in TABLES:
        schema = arrow_schema(table)
        texts = [pa.types.is_string(f.type) or pa.types.is_large_string(f.type) for f in schema]
        with (folder / f"{table}.csv").open("w", encoding="utf-8-sig", newline="") as sink:
            sink.write(",".join(schema.names) + "\r\n")
            for row in corpus.table(table):
                cells = _cells(row, schema.names, texts)
                sink.write(",".join(quoted(cell) for cell in cells) + "\r\n")
                marked += sum(
                    cell is not None and cell[:1] == MARK for cell, is_text in zip(cells, texts, strict=True) if is_text
                )
                long += sum(len(cell) * 2 > LONGEST_CELL and _units(cell) > LONGEST_CELL for cell in cells if cell)
                watcher.advance()
        counts[table] = len(corpus.table(table))
    over = [table for table, rows in counts.items() if rows >= MOST_ROWS]
    lost = [
        f"cells longer than the {LONGEST_CELL:,} characters that Excel keeps (whole in the file): {long:,}",
        f"types of columns: everything is text; {marked:,} cells begin with an apostrophe that is no part of them",
        "keys and references between the tables",
    ]
    if over:
        lost.append(f"spreadsheets open the first {MOST_ROWS - 1:,} rows alone of: {', '.join(over)}")
    written = Written(counts, tuple(lost))
    (folder / "README.md").write_text(about(corpus, "CSV tables", written, _READING), encoding="utf-8")
    return written


def escaped(text: str) -> str:
    """The text as a spreadsheet may have it: with an apostrophe before what is no text to it.

    The pages of `browse` do the same (`explore/assets/csv.js`).
    """
    if text[:1] == MARK or _FORMULA.match(text) or (len(text) <= 60 and _NO_TEXT.fullmatch(text)):
        return MARK + text
    return text


def quoted(cell: str | None) -> str:
    """A cell as it stands in the file: null as nothing, everything that needs it in quotes."""
    if cell is None:
        return ""
    if not cell or any(c in cell for c in ',"\r\n') or cell != cell.strip():
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _cells(row: Row, names: list[str], texts: list[bool]) -> list[str | None]:
    return [
        escaped(row[name]) if is_text and row[name] is not None else _plain(row[name])
        for name, is_text in zip(names, texts, strict=True)
    ]


def _plain(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="milliseconds")
    return str(value)


def _units(cell: str) -> int:
    return len(cell.encode("utf-16-le")) // 2
