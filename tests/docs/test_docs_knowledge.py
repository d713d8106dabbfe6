"""What docs/knowledge.md shows is what happens: its file of names is read, and finds what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import narco_corpus
from narco_corpus.builder.knowledge.entries import ALIAS_KINDS, AMBIGUITIES, LABELS, STATUSES
from narco_corpus.builder.knowledge.own_entry import OwnAlias, OwnEntry

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "knowledge.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
CAPTURE, PRINTED = (block for kind, block in BLOCKS if kind == "text")
(NAMES,) = (block for kind, block in BLOCKS if kind == "json")


def test_the_example_finds_what_the_page_shows(tmp_path: Path) -> None:
    (tmp_path / "captures").mkdir()
    (tmp_path / "captures" / "reynosa.txt").write_text(CAPTURE, encoding="utf-8")
    (tmp_path / "names.jsonl").write_text(NAMES, encoding="utf-8")
    narco_corpus.build(tmp_path / "captures", tmp_path / "release", knowledge=tmp_path / "names.jsonl")
    corpus = narco_corpus.load(tmp_path / "release")
    (article,) = corpus.articles
    found = [*corpus.mentions(article["article_id"])]
    for _, row in corpus.thread(article["article_id"]).walk():
        found += corpus.mentions(row["comment_id"])
    lines = [f"{m['text']} {m['label']} {m['entity_id']}" for m in found if m["label"] != "PLACE"]
    assert lines == PRINTED.splitlines()


@pytest.mark.parametrize("value", [*OwnEntry.__struct_fields__, *OwnAlias.__struct_fields__])
def test_every_key_is_explained(value: str) -> None:
    assert f"`{value}`" in TEXT


@pytest.mark.parametrize("value", [*ALIAS_KINDS, *AMBIGUITIES, *LABELS, *STATUSES])
def test_every_value_is_listed(value: str) -> None:
    assert f"`{value}`" in TEXT
