"""A release of some MB, and a cache of each test's own."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from narco_corpus.builder.write import parquet
from sample_release import FIRST, Row, article, sample_rows, write_release


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NARCO_CORPUS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """200 more posts with bodies that no compression makes small: shards of about 300 kB."""
    return write_release(tmp_path_factory.mktemp("large") / "re lease", many_rows())


@pytest.fixture(scope="session")
def grouped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same in row groups of ten rows."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parquet, "ROW_GROUP_ROWS", 10)
        return write_release(tmp_path_factory.mktemp("grouped") / "release", many_rows())


def many_rows() -> dict[str, list[Row]]:
    rows = sample_rows()
    draw = random.Random(1)
    for number in range(200):
        row = article(FIRST, f"Post {number}", draw.randbytes(2_000).hex(), 0)
        article_id = f"a-{draw.randbytes(8).hex()}"
        rows["articles"].append(row | {"article_id": article_id, "url": f"https://example.org/{number}"})
    rows["articles"].sort(key=lambda row: row["article_id"])
    return rows
