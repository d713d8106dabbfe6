"""What a build takes of its inputs: pages by URL, and what manifests say of them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from pipeline_posts import post_text, rows

from narco_corpus.builder.captures import LeftOut, ReadOptions, sidecar
from narco_corpus.builder.captures.listing import list_sources
from narco_corpus.builder.pipeline import build
from narco_corpus.errors import DataError


def test_pages_whose_url_is_not_asked_for_or_not_known_are_left_out_and_counted(tmp_path: Path) -> None:
    captures = tmp_path / "captures"
    captures.mkdir()
    head, body = "<link rel='canonical' href='http://{}'>", "<div class='entry-content'>words</div>"
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    for number, name in enumerate(("a.txt", "b.txt", "none.txt"), start=1):
        (captures / name).write_text(post_text(number), encoding="utf-8")
    (captures / "c.html").write_text(page.format("b.example/2012/c.html"))
    (captures / "d.html.gz").write_bytes(gzip.compress(page.format("c.example/2012/d.html").encode()))
    (captures / "e.html.gz").write_bytes(gzip.compress(page.format("c.example/2012/e.html").encode()))
    (captures / "captures.csv").write_text(
        "path,url,license\na.txt,http://b.example/2012/a.html,\nb.txt,http://c.example/2012/b.html,\n"
        "e.html.gz,http://b.example/2012/e.html,CC0-1.0\n"
    )
    report = build([captures], tmp_path / "r", recogniser="lexicon", reading=ReadOptions(urls=("b.example/2012/*",)))
    assert {row["url"]: row["license"] for row in rows(tmp_path / "r", "articles")} == {
        "https://b.example/2012/a.html": "LicenseRef-unknown",
        "https://b.example/2012/c.html": "LicenseRef-unknown",
        "https://b.example/2012/e.html": "CC0-1.0",
    }
    assert report.left_out == LeftOut(other_url=2, no_url=1)
    assert report.manifest.captures == {"read": 3, "taken": 3, "rejected": 0, "merged": 0, "not_matching": 3}
    assert "not asked for by address: 3." in (tmp_path / "r" / "README.md").read_text(encoding="utf-8")
    with pytest.raises(DataError, match="5 have another URL, 1 state none"):
        build([captures], tmp_path / "r2", recogniser="lexicon", reading=ReadOptions(urls=("d.example",)))


def test_rows_of_a_manifest_that_cannot_be_used_are_told_and_are_no_captures(tmp_path: Path) -> None:
    captures = tmp_path / "captures"
    (captures / "sub").mkdir(parents=True)
    (captures / "one.txt").write_text(post_text(1), encoding="utf-8")
    (captures / "sub" / "two.txt").write_text(post_text(2), encoding="utf-8")
    (captures / "captures.csv").write_text(
        "path,url,retrieved_at,license\n"
        "sub\\two.txt,http://b.example/2012/05/two.html,2012-05-05 10:00,CC-BY-4.0\n"
        "one.txt,http://b.example/2012/05/one.html,05/05/2012,\n"
        "missing.txt,http://b.example/2012/05/m.html,,\n"
    )
    report = build([captures], tmp_path / "r", recogniser="lexicon")
    assert report.manifest.captures == {"read": 2, "taken": 2, "rejected": 0, "merged": 0}
    assert {row["url"]: row["license"] for row in rows(tmp_path / "r", "articles")} == {
        "https://b.example/2012/05/two.html": "CC-BY-4.0",
        "https://b.example/2012/05/one.html": "LicenseRef-unknown",
    }
    lines = [json.loads(line) for line in (tmp_path / "r" / "rejects.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(line["capture"], line["where"]) for line in lines] == [
        ("captures.csv", "line 4"),
        ("captures.csv", "line 3"),
    ]
    assert "missing.txt" in lines[0]["reason"]
    assert "05/05/2012" in lines[1]["reason"]
    build([captures], tmp_path / "r2", recogniser="lexicon", jobs=2)
    assert (tmp_path / "r2" / "manifest.json").read_bytes() == (tmp_path / "r" / "manifest.json").read_bytes()


def test_a_manifest_is_read_once_however_many_tasks_its_captures_make(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    captures = tmp_path / "captures"
    captures.mkdir()
    for number in range(600):
        (captures / f"{number}.txt").write_text("no post\n")
    (captures / "0.txt").write_text(post_text(1), encoding="utf-8")
    (captures / "captures.csv").write_text("path,license\n" + "".join(f"{n}.txt,CC0-1.0\n" for n in range(600)))
    assert len(list_sources([captures], ReadOptions())) > 2
    read = []
    of_rows = sidecar._rows  # what goes through all of them
    monkeypatch.setattr(sidecar, "_rows", lambda name, stream: (read.append(name), of_rows(name, stream))[1])
    report = build([captures], tmp_path / "r", recogniser="lexicon")
    assert report.manifest.captures["read"] == 600
    assert read == ["captures.csv"]
