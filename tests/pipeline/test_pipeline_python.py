"""The build as Python users call it: by the names that the package exports, wrong calls as UsageError."""

from __future__ import annotations

from pathlib import Path

import pytest
from pipeline_posts import post_text

from narco_corpus import Bounds, BuildReport, ReadOptions, UsageError, build


def test_options_and_report_are_public_names(tmp_path: Path) -> None:
    (tmp_path / "posts.csv").write_text(
        f'page,words\nhttps://b.example/a,"{post_text(1)}"\nhttps://c.example/b,"{post_text(2)}"\n', encoding="utf-8"
    )
    reading = ReadOptions(text_column="words", url_column="page", urls=("b.example/*",))
    report = build(
        tmp_path / "posts.csv", tmp_path / "r", recogniser="lexicon", reading=reading, bounds=Bounds(seconds=30)
    )
    assert isinstance(report, BuildReport)
    assert report.manifest.captures == {"read": 1, "taken": 1, "rejected": 0, "merged": 0, "not_matching": 1}


@pytest.mark.parametrize("jobs", [0, -1])
def test_a_build_needs_a_worker(jobs: int, tmp_path: Path) -> None:
    (tmp_path / "post.txt").write_text(post_text(1), encoding="utf-8")
    with pytest.raises(UsageError, match=f"jobs={jobs}: expected a whole number, 1 or more"):
        build(tmp_path / "post.txt", tmp_path / "r", jobs=jobs)
    assert not (tmp_path / "r").exists()
