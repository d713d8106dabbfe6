"""The columns of a manifest: those of its first line, or of its first objects, and which of them are used."""

from __future__ import annotations

import csv
import io
from itertools import islice
from typing import BinaryIO

import msgspec

from narco_corpus.builder.captures.columns import not_used
from narco_corpus.builder.captures.sniff import delimiter, stated_delimiter

COLUMNS = ("path", "url", "retrieved_at", "license")
_LINE = 1 << 16
"""Bytes that the line of the columns has at most."""
_ROWS = 1000
"""Objects of which the names are looked at."""


def header(stream: BinaryIO) -> tuple[list[str], str, int]:
    """The columns' names, what stands between them (in many countries Excel has a semicolon), and how many lines that
    took: a line `sep=;` may state it first."""
    line = stream.readline(_LINE)
    if stated := stated_delimiter(line.rstrip(b"\r\n")):
        line = stream.readline(_LINE)
    text, form = line.decode("utf-8-sig", "replace").rstrip("\r\n"), stated or delimiter(line)
    columns = next(csv.reader(io.StringIO(text), delimiter=form), [])
    return [column.strip() for column in columns], form, 2 if stated else 1


def said_of_columns(name: str, stream: BinaryIO) -> str:
    """Which columns are used and which not; empty where all are used."""
    names = header(stream)[0] if name.endswith(".csv") else _names_of_objects(stream)
    own = [column.lower() for column in names] if name.endswith(".csv") else names
    used = [column for column in COLUMNS if column in own]
    rest = not_used([column for column, key in zip(names, own, strict=True) if key not in COLUMNS])
    return f"{', '.join(used)}{rest}" if rest else ""


def _names_of_objects(stream: BinaryIO) -> list[str]:
    names: dict[str, None] = {}
    for line in islice(stream, _ROWS):
        try:
            row = msgspec.json.decode(line)
        except (ValueError, RecursionError):
            continue
        names.update(dict.fromkeys(row if isinstance(row, dict) else ()))
    return list(names)
