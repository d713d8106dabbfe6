"""The figures on the box are of the recognisers in the box."""

from __future__ import annotations

import json
from pathlib import Path

import narco_corpus
from narco_corpus.builder.knowledge.version import knowledge_version
from narco_corpus.builder.recognise import load_recogniser
from narco_corpus.builder.write.quality import measured_of
from narco_corpus.cli.info import summary

ROOT = Path(__file__).resolve().parents[2]
FIGURES = ("gold", "gold_sha256", "posts", "mentions", "precision", "recall", "f1", "f1_interval", "span_f1")


def test_the_measured_recognisers_are_the_shipped_ones() -> None:
    path = ROOT / "src/narco_corpus/builder/recognise/quality.json"
    quality = json.loads(path.read_text(encoding="utf-8"))
    shipped = {r.name: r.version for r in (load_recogniser(None), load_recogniser("lexicon"))}
    assert {row["recogniser"]: row["recogniser_version"] for row in quality["measured"]} == shipped
    assert quality["knowledge_version"] == knowledge_version(), (
        "run scripts/recogniser/measure.py and commit the result"
    )


def test_a_release_states_what_was_measured_of_its_recogniser_and_of_no_other() -> None:
    path = ROOT / "src/narco_corpus/builder/recognise/quality.json"
    rows = json.loads(path.read_text(encoding="utf-8"))["measured"]
    manifest = narco_corpus.load().manifest
    mine = [row for row in rows if row["recogniser"] == manifest.recogniser["name"]]
    assert [
        (m.gold, m.gold_sha256, m.posts, m.mentions, m.precision, m.recall, m.f1, [m.f1_low, m.f1_high], m.span_f1)
        for m in manifest.measured
    ] == [
        tuple(
            row[k]
            for k in ["gold", "gold_sha256", "posts", "mentions", "precision", "recall", "f1", "f1_interval", "span_f1"]
        )
        for row in mine
    ]
    assert [[m.links_of_names, m.links_of_places, m.left_unlinked] for m in manifest.measured] == [
        [row["linking_parts"][part] for part in ("link_name", "link_place", "link_null")] for row in mine
    ]
    assert measured_of("lexicon", manifest.recogniser["version"]) != manifest.measured
    assert measured_of("lexicon", "an earlier one") == ()
    lowest, highest = min(row["f1"] for row in mine), max(row["f1"] for row in mine)
    assert f"F1 {lowest:.2f}–{highest:.2f}" in summary(None)
