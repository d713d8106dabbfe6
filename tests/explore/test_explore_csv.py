"""The CSV of the pages marks and quotes the same cells as `narco-corpus export csv`."""

from __future__ import annotations

import random
from itertools import product
from pathlib import Path

from chromium import Visit

from narco_corpus.export.csv_bundle import escaped, quoted

PARTS = (
    "=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠", "'", "’", '"', ",", ".", ":", ";", "/", "\\", "$", "€",
    "(", ")", "\t", "\n", "\r", " ", "\x0b", "\x1c", "\x1f", "\x01", "\x85", "\xa0", "\u1680", "\u2003",
    "\u2028", "\u3000", "\ufeff", "\u200b", "0", "1", "05", "12", "2011", "1234567890", "٣", "５", "²", "½", "e",
    "E", "a.m.", "PM", "p.m", "de", "DE", "st", "nd", "rd", "th", "t", "z", "Z", "T", "jan", "January", "Sept",
    "sep", "setiembre", "septiembre", "may", "Mayo", "MARZO", "mar", "ene", "enero", "dic", "diciembre", "ago",
    "oct", "true", "FALSE", "Verdadero", "falso", "é", "ñ", "\u0301", "ſ", "_", "x", "Zetas", "😀",
)  # fmt: skip


def hard_cells() -> list[str]:
    chance = random.Random(3)
    drawn = ["".join(chance.choices(PARTS, k=chance.randint(3, 7))) for _ in range(20_000)]
    edges = [f"{'1' * n}{end}" for n in (9, 10, 11, 59, 60, 61) for end in ("", "\n", "\r", "😀", ".5")]
    return ["", *PARTS, *map("".join, product(PARTS, PARTS)), *drawn, *edges, "😀" * 59 + "1", "5:16 PM " * 8]


def test_a_cell_of_the_pages_is_that_of_the_export(visit: Visit, seed_pages: Path) -> None:
    cells = hard_cells()
    marked = sum(escaped(cell) != cell for cell in cells)
    assert 5_000 < marked < len(cells) - 5_000
    found = visit(seed_pages).evaluate("cells => cells.map((cell) => NC.csv(['x'], [[cell]], []))", cells)
    wrong = [
        (cell, text)
        for cell, text in zip(cells, found, strict=True)
        if text != f"\ufeffx\r\n{quoted(escaped(cell))}\r\n"
    ]
    assert wrong == []


def test_null_is_empty_and_a_column_that_is_no_text_stays(visit: Visit, seed_pages: Path) -> None:
    found = visit(seed_pages).evaluate("NC.csv(['day', 'x'], [['2011-09-21', '2011-09-21'], [null, null]], ['day'])")
    assert found == "\ufeffday,x\r\n2011-09-21,'2011-09-21\r\n,\r\n"
