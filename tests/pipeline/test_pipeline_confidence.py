"""A build leaves out mentions below the confidence that it is told, and says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from pipeline_posts import rows

from narco_corpus.builder.pipeline import build
from narco_corpus.cli import cli
from narco_corpus.errors import UsageError

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def test_one_number_is_one_confidence_however_it_is_written(tmp_path: Path) -> None:
    for name, least in (("float", 1.0), ("int", 1), ("none", 0.0), ("zero", -0.0)):
        build(SEEDS, tmp_path / name, recogniser="lexicon", min_confidence=least)
    manifests = {path.name: (path / "manifest.json").read_bytes() for path in tmp_path.iterdir()}
    assert manifests["int"] == manifests["float"]
    assert manifests["zero"] == manifests["none"]
    for none in (0, -0.0):
        build(SEEDS, tmp_path / "updated", recogniser="lexicon", min_confidence=none, update=tmp_path / "none")
    for wrong in (True, "1", float("nan")):
        with pytest.raises(UsageError, match=r"minimum confidence .*: give a number from 0 to 1"):
            build(SEEDS, tmp_path / "wrong", min_confidence=wrong)  # type: ignore[arg-type]


def test_mentions_below_a_confidence_are_left_out(tmp_path: Path) -> None:
    for name, options in (("all", []), ("sure", ["--min-confidence", "0.98"])):
        done = CliRunner().invoke(cli, ["build", str(SEEDS), "--out", str(tmp_path / name), *options])
        assert done.exit_code == 0, done.output
    everything, sure = (rows(tmp_path / name, "entity_mentions") for name in ("all", "sure"))
    assert sure == [m for m in everything if round(m["confidence"], 3) >= 0.98]  # type: ignore[call-overload]
    assert 0 < len(sure) < len(everything)
    stated = [json.loads((tmp_path / name / "manifest.json").read_bytes())["recogniser"] for name in ("all", "sure")]
    assert [each.get("min_confidence") for each in stated] == [None, "0.98"]
    for file in ("README.md", "DATASHEET.md"):
        texts = [" ".join((tmp_path / name / file).read_text(encoding="utf-8").split()) for name in ("all", "sure")]
        assert ["confidence below 0.98 were left out." in text for text in texts] == [False, True]
    shown = [CliRunner().invoke(cli, ["info", str(tmp_path / name)]).output for name in ("all", "sure")]
    assert ["recogniser rules+model, mentions from confidence 0.98\n" in text for text in shown] == [False, True]


def test_mentions_of_just_that_confidence_stay(tmp_path: Path) -> None:
    build(SEEDS, tmp_path / "all", recogniser="lexicon")
    everything = rows(tmp_path / "all", "entity_mentions")
    confidence = min(round(m["confidence"], 3) for m in everything)  # type: ignore[call-overload]
    build(SEEDS, tmp_path / "least", recogniser="lexicon", min_confidence=confidence)
    assert rows(tmp_path / "least", "entity_mentions") == everything
