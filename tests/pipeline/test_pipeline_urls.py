"""Captures of wanted addresses alone: which are left out, and what is said where none is wanted."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from click.testing import CliRunner
from pipeline_posts import post_text, rows

from narco_corpus.builder.captures import LeftOut, ReadOptions
from narco_corpus.builder.pipeline import build
from narco_corpus.cli import cli
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
    call = ["build", str(captures), "--out", str(tmp_path / "r3"), "--recogniser", "lexicon"]
    told = CliRunner().invoke(cli, [*call, "--url", "b.example/2012/*"]).stderr
    assert "skipped by --url: 2 have another URL, 1 states none\n" in told
    with pytest.raises(DataError, match=r"^no capture has a URL that is wanted: 5 have another URL, 1 states none;"):
        build([captures], tmp_path / "r2", recogniser="lexicon", reading=ReadOptions(urls=("d.example",)))


def test_a_url_that_fits_nothing_is_said_before_what_was_set_aside(tmp_path: Path) -> None:
    captures = tmp_path / "captures"
    captures.mkdir()
    for number in (1, 2):
        (captures / f"{number}.txt").write_text(post_text(number), encoding="utf-8")
    build([captures], captures / "release", recogniser="lexicon")
    (captures / "broken.txt").write_bytes(b"")
    with pytest.raises(DataError) as caught:
        build([captures], tmp_path / "r", recogniser="lexicon", reading=ReadOptions(urls=("nothing.example",)))
    said = str(caught.value)
    assert said.startswith("no capture of a wanted URL could be taken: 0 have another URL, 2 state none, ")
    assert "set aside; nothing was written (" in said and "broken.txt" in said
