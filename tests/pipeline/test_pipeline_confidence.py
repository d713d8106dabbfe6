"""A build leaves out mentions below the confidence that it is told, and says so."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner
from pipeline_posts import rows

from narco_corpus.cli import cli

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


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
