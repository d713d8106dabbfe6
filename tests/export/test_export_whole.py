"""Output appears whole or not at all, and never in the place of what came there meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from narco_corpus.errors import UsageError
from narco_corpus.whole import whole


def test_a_place_that_is_taken_meanwhile_is_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(UsageError, match="left alone"), whole(out) as place:
        place.mkdir()
        (place / "new.txt").write_text("new")
        out.mkdir()
        (out / "mine.txt").write_text("mine")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert [path.read_text() for path in out.iterdir()] == ["mine"]


def test_a_file_that_came_meanwhile_is_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "out.duckdb"
    with pytest.raises(UsageError, match="a file is there"), whole(out) as place:
        place.write_text("new")
        out.write_text("mine")
    assert out.read_text() == "mine"


def test_what_a_block_leaves_unfinished_vanishes(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), whole(tmp_path / "out") as place:
        place.write_text("half")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []
