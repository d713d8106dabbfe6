"""A manifest that was damaged after a release was opened, and one that says two things of its splits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import narco_corpus
from narco_corpus import DataError, Problem

CHANGED = "is not as it was written: its checksum does not fit"


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"name": "narco-', b"[" * 100_000, b'{"checksum": "\\ud800"}', b"\xff"]
)
def test_a_manifest_that_is_damaged_while_a_release_is_in_use_is_found(content: bytes, release: Path) -> None:
    corpus = narco_corpus.load(release)
    (release / "manifest.json").write_bytes(content)
    assert corpus.verify().problems == (Problem("manifest.json", "changed", CHANGED),)


def test_a_manifest_that_is_gone_is_a_missing_file(release: Path) -> None:
    corpus = narco_corpus.load(release)
    (release / "manifest.json").unlink()
    assert corpus.verify().problems == (Problem("manifest.json", "missing", "is missing"),)
    (release / "manifest.json").mkdir()
    (release / "manifest.json" / "README").touch()
    assert {(p.path, p.kind) for p in corpus.verify().problems} >= {("manifest.json", "missing")}


@pytest.mark.parametrize("table", ["articles", "entities"])
@pytest.mark.parametrize("change", [lambda splits: splits.update(test=0), lambda splits: splits.pop("train")])
def test_a_split_without_a_file_and_a_file_without_its_split_are_refused(
    table: str, change: object, release: Path
) -> None:
    content = json.loads((release / "manifest.json").read_text(encoding="utf-8"))
    change(content["tables"][table]["splits"])  # type: ignore[operator]
    (release / "manifest.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(DataError, match=rf"manifest\.json states the splits .* of the table {table}, and lists files"):
        narco_corpus.load(release)
