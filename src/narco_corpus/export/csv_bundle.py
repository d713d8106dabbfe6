"""CSV: the mentions and each table as files that spreadsheets open right, without running or changing a cell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from narco_corpus.corpus import Corpus
from narco_corpus.export.named import COLUMNS, named
from narco_corpus.export.report import Written, about
from narco_corpus.model.arrow import arrow_schema
from narco_corpus.model.schema import TABLES
from narco_corpus.progress import Watcher
from narco_corpus.row import Row

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

`named.csv` is the one to begin with: a row a mention with its post, the entity's name and 60 characters of the text on
either side (`before`, `after`). Rows of re-posts are those with a `duplicate_of`. The others are the release's tables.

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
    """Write `articles.csv`, `comments.csv`, `entity_mentions.csv`, `entities.csv` and `named.csv`."""
    folder.mkdir()
    watcher.step("exporting", sum(len(corpus.table(table)) for table in (*TABLES, "entity_mentions")))
    sheets = {table: _sheet(folder, table, arrow_schema(table).names, corpus.table(table), watcher) for table in TABLES}
    sheets["named"] = _sheet(folder, "named", COLUMNS, named(corpus), watcher)
    over = [name for name, sheet in sheets.items() if sheet.rows >= MOST_ROWS]
    long, marked = sum(sheet.long for sheet in sheets.values()), sum(sheet.marked for sheet in sheets.values())
    lost = [
        f"types of columns: everything is text; {marked:,} cells begin with an apostrophe that is no part of them",
        "keys and references between the tables",
    ]
    if long:
        kept = f"cells longer than the {LONGEST_CELL:,} characters that Excel keeps (whole in the file): {long:,}"
        lost.insert(0, kept)
    if over:
        lost.append(f"spreadsheets open the first {MOST_ROWS - 1:,} rows alone of: {', '.join(over)}")
    written = Written({name: sheet.rows for name, sheet in sheets.items()}, tuple(lost))
    (folder / "README.md").write_text(about(corpus, "CSV tables", written, _READING), encoding="utf-8")
    return written


@dataclass
class _Sheet:
    """Counts of a file: rows, cells that begin with an apostrophe, and those that are longer than Excel keeps."""

    rows: int = 0
    marked: int = 0
    long: int = 0


def _sheet(folder: Path, name: str, columns: Sequence[str], rows: Iterable[Row], watcher: Watcher) -> _Sheet:
    sheet = _Sheet()
    with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as sink:
        sink.write(",".join(columns) + "\r\n")
        for row in rows:
            cells = [_cell(row[column]) for column in columns]
            sink.write(",".join(quoted(cell) for cell in cells) + "\r\n")
            sheet.rows += 1
            sheet.marked += sum(cell is not None and cell[:1] == MARK for cell in cells)
            sheet.long += sum(len(cell) * 2 > LONGEST_CELL and _units(cell) > LONGEST_CELL for cell in cells if cell)
            watcher.advance()
    return sheet


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


def _cell(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, str):
        return escaped(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="milliseconds")
    return str(value)


def _units(cell: str) -> int:
    return len(cell.encode("utf-16-le")) // 2
