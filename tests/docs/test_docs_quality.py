"""The figures on the box are of the recognisers in the box."""

from __future__ import annotations

import json
from pathlib import Path

from narco_corpus.builder.knowledge.version import knowledge_version
from narco_corpus.builder.recognise import load_recogniser

ROOT = Path(__file__).resolve().parents[2]


def test_the_measured_recognisers_are_the_shipped_ones() -> None:
    path = ROOT / "src/narco_corpus/builder/recognise/quality.json"
    quality = json.loads(path.read_text(encoding="utf-8"))
    shipped = {r.name: r.version for r in (load_recogniser(None), load_recogniser("lexicon"))}
    assert {row["recogniser"]: row["recogniser_version"] for row in quality["measured"]} == shipped
    assert quality["knowledge_version"] == knowledge_version(), (
        "run scripts/recogniser/measure.py and commit the result"
    )
