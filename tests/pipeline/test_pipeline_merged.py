"""What a row says of its capture when several captures of a post are merged."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from narco_corpus.builder.pipeline import build

TEXT = """Friday, May 4, 2012

Five arrested in Saltillo

Soldiers arrested five men of Los Zetas in Saltillo, Coahuila, on Friday morning, the army said.


  1. Good, one less Zeta in Saltillo.

"""


def test_retrieval_and_licence_are_of_the_capture_that_the_row_names(tmp_path: Path) -> None:
    captures = tmp_path / "captures"
    captures.mkdir()
    (captures / "long.txt").write_text(TEXT + "  2. They will replace him tomorrow.\n")
    (captures / "short.txt").write_text(TEXT)
    (captures / "captures.csv").write_text(
        "path,retrieved_at,license\nshort.txt,2015-01-01T00:00:00Z,CC-BY-4.0\n", encoding="utf-8"
    )
    build([captures], tmp_path / "release", recogniser="lexicon")
    (path,) = (tmp_path / "release/data/articles").glob("*.parquet")
    (article,) = pq.read_table(path).to_pylist()
    assert article["capture_path"] == "long.txt"
    assert (article["retrieved_at"], article["license"]) == (None, "LicenseRef-unknown")
