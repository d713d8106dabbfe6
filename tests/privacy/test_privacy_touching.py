"""Contact details that touch each other are all masked, in the rows of a release and its figures."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq

from narco_corpus.builder.pipeline import build

SAID = {
    "Llamen al 614-123-4567-8671234567 de noche.": "Llamen al [phone]-[phone] de noche.",
    "IG @lobo77(81) 8123 4567 pregunten": "IG [handle][phone] pregunten",
    "lobo77@hotmail.com(81) 8123 4567": "[email][phone]",
}


def test_a_detail_behind_a_masked_one_is_masked_too(tmp_path: Path) -> None:
    comments = "\n\n".join(f"  {n}. {text}" for n, text in enumerate(SAID, 1))
    story = "Gunmen of Los Zetas attacked a bar in Saltillo, Coahuila, on Friday morning, the army said."
    (tmp_path / "post.txt").write_text(f"Friday, May 4, 2012\n\nA bar in Saltillo\n\n{story}\n\n\n{comments}\n")
    build([tmp_path / "post.txt"], tmp_path / "release", recogniser="lexicon")
    (shard,) = (tmp_path / "release" / "data" / "comments").glob("*.parquet")
    rows = sorted(pq.read_table(shard).to_pylist(), key=lambda row: row["position"])
    assert [row["text"] for row in rows] == list(SAID.values())
    masks = json.loads((tmp_path / "release" / "manifest.json").read_bytes())["masks"]
    assert masks == {"email": 1, "handle": 1, "phone": 4}
