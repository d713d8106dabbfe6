"""The comments of several captures of a post, from pages and texts to the table."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pyarrow.parquet as pq

from narco_corpus.builder.pipeline import build

URL = "http://border.example/2011/03/mier.html"
PAGE = """<html><head><link rel="canonical" href="http://border.example/2011/03/mier.html"></head><body>
<h2 class="date-header">Thursday, March 10, 2011</h2>
<div class="post hentry"><h3 class="post-title entry-title">Families return to Mier</h3><div class="post-body">
<p>Forty families went back to Ciudad Mier, Tamaulipas.</p><p>Soldiers stood at the bridge all day long.</p></div></div>
<div class="comments" id="comments"><h4>{count} comments:</h4><ol id="top-ra">{comments}</ol></div></body></html>"""
ITEM = """<li class="comment" id="c{id}"><div class="comment-header"><cite class="user">{author}</cite>
<span class="datetime"><a href="#c{id}">March {day}, 2011 at 5:16 PM</a></span></div>
<p class="comment-content">{text}</p></li>"""
TEXT = """Thursday, March 10, 2011

Families return to Mier

Forty families went back to Ciudad Mier, Tamaulipas.

Soldiers stood at the bridge all day long.


"""


def page(*comments: tuple[int, int, str, str]) -> str:
    items = "".join(ITEM.format(id=i, day=d, author=a, text=t) for i, d, a, t in comments)
    return PAGE.format(count=len(comments), comments=items)


def text(*comments: str) -> str:
    return TEXT + "\n\n".join(f"  {n}. {said}" for n, said in enumerate(comments, 1))


def comments_of(release: Path) -> list[dict[str, object]]:
    (path,) = (release / "data/comments").glob("*.parquet")
    return sorted(pq.read_table(path).to_pylist(), key=lambda row: row["position"])


def write(folder: Path, *captures: str) -> Path:
    folder.mkdir()
    names = [f"{n}.{'html' if c.startswith('<') else 'txt'}" for n, c in enumerate(captures)]
    for name, capture in zip(names, captures, strict=True):
        (folder / name).write_text(capture, encoding="utf-8")
    rows = "".join(f"{name},{URL}\n" for name in names)
    (folder / "captures.csv").write_text(f"path,url\n{rows}", encoding="utf-8")
    return folder


THANKS = (101, 10, "Anonymous", "Thanks"), (102, 10, "Anonymous", "Viva Mier.")
LATER = (102, 10, "Anonymous", "Viva Mier."), (108, 20, "Beto", "Thanks"), (109, 21, "Beto", "good bye all")


def test_an_older_capture_adds_what_the_later_one_lost(tmp_path: Path) -> None:
    old, new = page(*THANKS), page(*LATER)
    build([write(tmp_path / "old", old)], tmp_path / "first", recogniser="lexicon", data_version="1.0.0")
    report = build(
        [write(tmp_path / "all", old, new)], tmp_path / "second", recogniser="lexicon", against=tmp_path / "first"
    )
    assert report.manifest.data_version == "1.1.0"
    rows = [(str(r["comment_id"])[-3:], r["number"], r["author"], r["text"]) for r in comments_of(tmp_path / "second")]
    assert rows == [
        ("101", "1", None, "Thanks"),
        ("102", "2", None, "Viva Mier."),
        ("108", "3", "commenter-1", "Thanks"),
        ("109", "4", "commenter-1", "good bye all"),
    ]


def test_a_cut_and_a_removed_comment_give_one_row_whatever_the_order_of_the_files(tmp_path: Path) -> None:
    removed = "This comment has been removed by the author."
    first = text("first of all", "I saw it, my cousin did it", "I think that the army will come back soon", "bye")
    cut = text("first of all", "I saw it, my cousin did it", "I think that the arm")
    later = page((1, 10, "Ana", "first of all"), (2, 11, "Ana", removed))
    found = []
    for number, captures in enumerate(permutations([first, cut, later])):
        out = tmp_path / f"release-{number}"
        build([write(tmp_path / str(number), *captures)], out, recogniser="lexicon")
        found.append(comments_of(out))
    assert [row["text"] for row in found[0]] == [
        "first of all",
        removed,
        "I think that the army will come back soon",
        "bye",
    ]
    assert all(rows == found[0] for rows in found)
