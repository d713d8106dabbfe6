"""What type checkers know of rows and calls, and that rows are as they are told."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints, is_typeddict

import pytest

import narco_corpus
from narco_corpus.model.schema import TABLES, fields

SOURCE = Path(narco_corpus.__file__).parents[1]
ROWS: dict[str, type] = {
    "articles": narco_corpus.ArticleRow,
    "comments": narco_corpus.CommentRow,
    "entity_mentions": narco_corpus.MentionRow,
    "entities": narco_corpus.EntityRow,
}


def told(tmp_path: Path, calls: str) -> dict[int, str]:
    """Line of the calls → what a type checker has against it."""
    file = tmp_path / "calls.py"
    file.write_text(f"import narco_corpus\ncorpus = narco_corpus.load()\n{calls}")
    options = [
        "--strict",
        "--follow-imports=silent",
        "--ignore-missing-imports",
        "--cache-dir",
        str(tmp_path / "cache"),
    ]
    command = [sys.executable, "-m", "mypy", *options, str(file)]
    said = subprocess.run(
        command, cwd=tmp_path, env=os.environ | {"MYPYPATH": str(SOURCE)}, capture_output=True, text=True
    )
    assert said.returncode in (0, 1) and not said.stderr, said.stdout + said.stderr
    found = [line.split(":", 3) for line in said.stdout.splitlines() if ": error:" in line]
    return {int(number) - 2: message.strip() for _, number, _, message in found}


def test_a_type_checker_knows_what_counts_takes(tmp_path: Path) -> None:
    found = told(
        tmp_path,
        'corpus.counts("los-zetas", by="month", of="comments")\n'
        'corpus.counted_mentions("los-zetas", by=["year", "state"])\n'
        'corpus.counts("los-zetas", by="months")\n'
        'corpus.counts("los-zetas", by=("month", "town"))\n'
        'corpus.counted_mentions("los-zetas", of="posts")\n',
    )
    assert list(found) == [3, 4, 5]
    assert all("[arg-type]" in message for message in found.values())


def test_a_type_checker_knows_the_columns(tmp_path: Path) -> None:
    found = told(
        tmp_path,
        "import polars as pl\n"
        "for article in corpus.articles:\n"
        '    article["articel_id"]\n'
        '    article["body"].casefold(), article["comment_count"] + 1\n'
        '    article["title"].casefold()\n'
        '    article["published_on"] and article["published_on"].year\n'
        'corpus.table("comments").split("train").get("x")["text"].casefold()\n'
        'corpus.entities.get("MX-TAM")["aliases"][0]["texts"]\n'
        'corpus.thread("x").article["url"], corpus.thread("x").comments[0]["autor"]\n'
        '[mention["label"] == "PERSONS" for mention in corpus.mentions("x")]\n'
        'corpus.comments.where(pl.col("depth") == 0)[0]["adressed_id"]\n',
    )
    assert {number: message.rpartition("[")[2] for number, message in found.items()} == {
        3: "typeddict-item]",
        5: "union-attr]",
        8: "typeddict-item]",
        9: "typeddict-item]",
        10: "comparison-overlap]",
        11: "typeddict-item]",
    }


def test_a_type_checker_takes_what_is_right(tmp_path: Path) -> None:
    """Some columns of a row, a table whose name is a variable, tables and rows of any kind."""
    assert not told(
        tmp_path,
        "from narco_corpus import Row, Table\n"
        'title: str | None = corpus.articles.get("x", ["title"])["title"]\n'
        "def width(row: Row) -> int:\n"
        "    return len(row)\n"
        "def rows(table: Table) -> int:\n"
        "    return sum(width(row) + len(row['split']) for row in table)\n"
        "def longest(table: Table[narco_corpus.CommentRow]) -> int:\n"
        "    return max(len(row['text']) for row in table)\n"
        "rows(corpus.articles), longest(corpus.comments)\n"
        "[rows(corpus.table(name)) for name in corpus.manifest.tables]\n"
        "def kind(label: narco_corpus.Label) -> str:\n    return label\n"
        '[kind(mention["label"]) for mention in corpus.entity_mentions]\n',
    )


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_of_their_type(table: str, shared_release: Path) -> None:
    hints = get_type_hints(ROWS[table])
    assert list(hints) == [field.name for field in fields(table)]
    assert [name for name in hints if accepts(hints[name], None)] == [f.name for f in fields(table) if f.nullable]
    rows = list(narco_corpus.load(shared_release).table(table))
    assert rows
    for row in rows:
        assert not {name: row[name] for name, hint in hints.items() if not accepts(hint, row[name])}


def accepts(hint: Any, value: object) -> bool:
    """Whether a value is of a type, a whole number no truth value and a moment no day."""
    origin = get_origin(hint)
    if origin is UnionType:
        return any(accepts(each, value) for each in get_args(hint))
    if origin is Literal:
        return value in get_args(hint)
    if origin is list:
        return isinstance(value, list) and all(accepts(get_args(hint)[0], each) for each in value)
    if is_typeddict(hint):
        parts = get_type_hints(hint)
        return isinstance(value, dict) and [*value] == [*parts] and all(accepts(parts[n], value[n]) for n in parts)
    return type(value) is hint
