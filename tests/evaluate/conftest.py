"""Small releases and gold folders for the tests of `evaluate`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from small_release import write_release


@pytest.fixture
def make_release(tmp_path: Path) -> Callable[..., Path]:
    return lambda rows, set_aside=(): write_release(tmp_path / "release", rows, set_aside)


@pytest.fixture
def make_gold(tmp_path: Path) -> Callable[[list[dict[str, Any]]], Path]:
    def make(posts: list[dict[str, Any]]) -> Path:
        folder = tmp_path / "gold"
        folder.mkdir()
        for number, post in enumerate(posts):
            name = f"{number}-{Path(post['file']).stem}" if len(posts) > 1 else Path(post["file"]).stem
            (folder / f"{name}.gold.json").write_text(json.dumps(post), encoding="utf-8")
        return folder

    return make
