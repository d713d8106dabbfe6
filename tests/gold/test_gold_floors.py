"""Floors on gold: the seed's always, the validation posts' where the folder `shared` lies beside the checkout."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from narco_corpus.builder.pipeline import build

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
STRUCTURE = ("is_post", "published", "title", "byline", "body", "comment_text", "comment_parent", "comment_addressed")


def score(release: Path, gold: Path) -> dict[str, Any]:
    command = [sys.executable, str(SHARED / "eval" / "score.py"), str(release), str(gold), "--json"]
    result: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return result


@pytest.mark.skipif(not SHARED.is_dir(), reason="the gold posts lie outside the checkout and are not here")
@pytest.mark.parametrize(("recogniser", "strict"), [("lexicon", 0.60), (None, 0.80)])
def test_gold_posts(tmp_path: Path, recogniser: str | None, strict: float) -> None:
    build([str(SHARED / "gold" / "posts" / "*.txt")], tmp_path / "release", recogniser=recogniser)
    figures = score(tmp_path / "release", SHARED / "gold" / "posts")
    assert {name: row["share"] for name, row in figures["structure"].items()} == dict.fromkeys(STRUCTURE, 1.0)
    assert figures["comments_invented"] == 0
    assert figures["mentions"]["f1"] >= strict


@pytest.mark.skipif(not SHARED.is_dir(), reason="the scorer lies outside the checkout and is not here")
@pytest.mark.parametrize("recogniser", ["lexicon", None])
def test_seed(tmp_path: Path, recogniser: str | None) -> None:
    build(None, tmp_path / "release", recogniser=recogniser)
    figures = score(tmp_path / "release", SHARED / "gold" / "seed")
    assert all(row["share"] == 1.0 for row in figures["structure"].values())
    assert figures["comments_invented"] == 0
    assert figures["mentions"]["f1"] >= 0.95
    right, of = (sum(row[k] for row in figures["linking"].values()) for k in ("right", "of"))
    assert right / of >= 0.95
