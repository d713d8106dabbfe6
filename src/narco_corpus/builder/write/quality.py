"""The measured quality of the shipped recognisers, for the card and the manifest of a release."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from narco_corpus.model.measured import Measured


def load_quality() -> dict[str, Any] | None:
    """What `scripts/recogniser/measure.py` wrote; None where nobody has measured."""
    file = files("narco_corpus.builder.recognise") / "quality.json"
    if not file.is_file():
        return None
    quality: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return quality


def measured_of(name: str, version: str) -> tuple[Measured, ...]:
    """The figures of a recogniser, one for each set of annotated texts; none for a version that was not measured."""
    quality = load_quality()
    if quality is None:
        return ()
    return tuple(
        _measured(row)
        for row in quality["measured"]
        if (row["recogniser"], row["recogniser_version"]) == (name, version)
    )


def _measured(row: dict[str, Any]) -> Measured:
    links = row["linking_parts"]
    return Measured(
        gold=row["gold"],
        gold_sha256=row["gold_sha256"],
        posts=row["posts"],
        mentions=row["mentions"],
        precision=row["precision"],
        recall=row["recall"],
        f1=row["f1"],
        f1_low=row["f1_interval"][0],
        f1_high=row["f1_interval"][1],
        span_f1=row["span_f1"],
        links_of_names=links["link_name"],
        links_of_places=links["link_place"],
        left_unlinked=links["link_null"],
    )
