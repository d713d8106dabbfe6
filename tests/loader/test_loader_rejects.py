"""The captures that a release was not made of, and that whoever uses a release opens it once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_type_hints

import pytest

import narco_corpus
import narco_corpus.release
from narco_corpus import DataError
from narco_corpus.evaluate import evaluate
from narco_corpus.explore.site import write_site


def test_captures_that_were_set_aside_are_given(release: Path) -> None:
    corpus = narco_corpus.load(release)
    (entry,) = corpus.rejects()
    assert entry == {"capture": "odd.txt", "reason": "no title and no date", "where": "line 1"}
    assert list(entry) == list(get_type_hints(narco_corpus.RejectRow))
    (release / "rejects.jsonl").write_text('{"capture": "a.txt", "reason": "no title"}\n')
    assert list(corpus.rejects()) == [{"capture": "a.txt", "reason": "no title", "where": None}]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "1",
        "null",
        '{"capture": "a.txt"}',
        '{"capture": "a.txt", "reason": ["x"]}',
        '{"capture": 1, "reason": ""}',
    ],
)
def test_a_line_that_is_no_entry_is_told(line: str, release: Path) -> None:
    (release / "rejects.jsonl").write_text('{"capture": "a.txt", "reason": "no title", "where": null}\n' + line + "\n")
    rejects = narco_corpus.load(release).rejects()
    assert next(rejects)["capture"] == "a.txt", "lines are read one by one"
    with pytest.raises(DataError, match=r"release: rejects\.jsonl, line 2, is no entry; get the release again"):
        next(rejects)


def test_a_missing_list_of_them_is_told(release: Path) -> None:
    (release / "rejects.jsonl").unlink()
    with pytest.raises(DataError, match=r"rejects\.jsonl is missing"):
        next(narco_corpus.load(release).rejects())


def test_a_corpus_knows_its_address(release: Path) -> None:
    assert narco_corpus.load(release).address == str(release)


def test_a_release_is_opened_once(release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A release that is replaced meanwhile would be half the one and half the other."""
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold/odd.gold.json").write_text(json.dumps({"file": "odd.txt", "is_post": False}))
    opened: list[str] = []
    real = narco_corpus.release.parse_manifest

    def counted(raw: bytes, origin: str) -> narco_corpus.Manifest:
        opened.append(origin)
        return real(raw, origin)

    monkeypatch.setattr(narco_corpus.release, "parse_manifest", counted)
    evaluate(release, tmp_path / "gold")
    assert opened == [str(release)]
    write_site(release, tmp_path / "pages")
    assert opened == [str(release)] * 2
