"""Without an input the seeds of the checkout are built, over no release of anything else."""

from __future__ import annotations

from pathlib import Path

import pytest
from pipeline_posts import post_text

from narco_corpus.builder.pipeline import build
from narco_corpus.errors import UsageError


def test_without_an_input_no_release_of_other_captures_is_replaced(tmp_path: Path) -> None:
    captures, out = tmp_path / "captures", tmp_path / "r"
    captures.mkdir()
    for number in (1, 2):
        (captures / f"{number}.txt").write_text(post_text(number), encoding="utf-8")
    build([captures], out, recogniser="lexicon")
    before = (out / "manifest.json").read_bytes()
    with pytest.raises(UsageError, match=r"no input was named: .* holds a release of 2 captures"):
        build(None, out, recogniser="lexicon")
    assert (out / "manifest.json").read_bytes() == before
    build(None, tmp_path / "seeds", recogniser="lexicon")
    build(None, tmp_path / "seeds", recogniser="lexicon")
