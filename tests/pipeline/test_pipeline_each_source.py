"""One post with four comments as each source has it: the whole rows that a release has of it.

`sources/` holds the post as a text capture, Markdown, pages of Blogger and WordPress, exports of both, a feed and a row
of a table; below stand the rows that all of them make, and in what one differs.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from pipeline_posts import rows

from narco_corpus.builder.pipeline import build

SOURCES = Path(__file__).parent / "sources"
URL = "https://bordernotes.example/2012/05/two-men.html"
POST = f"a-{hashlib.sha256(URL.encode()).hexdigest()[:16]}"
ARTICLE = {
    "article_id": POST,
    "alias_ids": [],
    "title": "Two men beheaded in Reynosa",
    "byline": "Field Writer",
    "published_on": date(2012, 5, 8),
    "body": "Gunmen of the Gulf Cartel fought Los Zetas in Reynosa, Tamaulipas, on Monday night.\n\n"
    "The army closed the bridge until Tuesday.",
    "language": "en",
    "source": "bordernotes.example",
    "url": URL,
    "comment_count": 4,
    "duplicate_of": None,
    "split": "train",
    "license": "LicenseRef-unknown",
    "content_warnings": ["graphic_violence"],
    "retrieved_at": None,
    "capture_complete": True,
    "duplicate_captures": [],
}
TEXTS = ("They came from Matamoros.", "No, from Camargo.", "I was there.", "@5:16 PM how do you know?")
PRINTED = (date(2012, 5, 8), date(2012, 5, 8), date(2012, 5, 8), date(2012, 5, 9))
IN_UTC = (date(2012, 5, 8), date(2012, 5, 9), date(2012, 5, 9), date(2012, 5, 9))
OWN = ("101", "102", "103", "104")
FROM_TEXT = tuple(hashlib.sha256(f"0\n{text}".encode()).hexdigest()[:12] for text in TEXTS)


def comments(
    own: tuple[str, ...] = OWN, days: tuple[date, ...] = PRINTED, answered: bool = True
) -> list[dict[str, Any]]:
    """The rows of the comments by the own parts of their ids and their days.

    `answered` says whether the source has the clock by which the last one answers the first.
    """
    ids = [f"{POST}-{part}" for part in own]
    numbers, authors = ("1", "1.1", "1.2", "2"), ("commenter-1", None, "commenter-1", None)
    return [
        {
            "comment_id": ids[n],
            "article_id": POST,
            "number": numbers[n],
            "position": n,
            "depth": int(n in (1, 2)),
            "parent_id": ids[0] if n in (1, 2) else None,
            "addressed_id": ids[0] if answered and n == 3 else None,
            "addressed_time": "5:16 PM" if n == 3 else None,
            "author": authors[n],
            "posted_on": days[n],
            "text": TEXTS[n],
            "language": "en",
            "split": "train",
        }
        for n in range(4)
    ]


STATED = {"license": "CC-BY-4.0", "retrieved_at": datetime(2020, 1, 2, 3, 4, 5)}


@pytest.mark.parametrize(
    ("name", "differing", "expected"),
    [
        ("text.txt", {"byline": "By Field Writer"}, comments(FROM_TEXT)),
        ("markdown.md", {}, comments(FROM_TEXT)),
        ("blogger.html", {}, comments()),
        ("wordpress.html", {}, comments()),
        ("takeout.atom", {}, comments(days=IN_UTC, answered=False)),
        ("wxr.xml", {}, comments()),
        ("rss.xml", {"comment_count": 0}, []),
        ("rows.jsonl", STATED, comments(FROM_TEXT)),
    ],
)
def test_a_post_gives_the_same_rows_from_each_source(
    name: str, differing: dict[str, Any], expected: list[dict[str, Any]], tmp_path: Path
) -> None:
    build([SOURCES / name], tmp_path / "release", recogniser="lexicon")
    (article,) = rows(tmp_path / "release", "articles")
    path, sha256 = article.pop("capture_path"), article.pop("capture_sha256")
    assert article == ARTICLE | differing
    assert str(path).partition("#")[0] == name
    if path == name:
        assert sha256 == hashlib.sha256((SOURCES / name).read_bytes()).hexdigest()
    assert sorted(rows(tmp_path / "release", "comments"), key=lambda row: str(row["number"])) == expected


def test_all_captures_of_the_post_are_one_row(tmp_path: Path) -> None:
    build([SOURCES], tmp_path / "release", recogniser="lexicon")
    (article,) = rows(tmp_path / "release", "articles")
    assert {name: article[name] for name in ("article_id", "published_on", "comment_count")} == {
        "article_id": POST,
        "published_on": date(2012, 5, 8),
        "comment_count": 4,
    }
    hashes = {article["capture_sha256"], *article["duplicate_captures"]}  # type: ignore[misc]
    assert len(hashes) == len(list(SOURCES.iterdir()))
    found = sorted(rows(tmp_path / "release", "comments"), key=lambda row: str(row["number"]))
    assert found == comments()
    assert json.loads((tmp_path / "release" / "manifest.json").read_bytes())["captures"] == {
        "read": 8,
        "taken": 8,
        "rejected": 0,
        "merged": 7,
    }
