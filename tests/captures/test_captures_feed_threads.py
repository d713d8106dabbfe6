"""Whom a comment of a feed or an export answers is what it states, whatever the clocks say."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from narco_corpus import load
from narco_corpus.builder.parse.feed import parse_entries
from narco_corpus.cli import cli

WXR = (
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version><item><title>T</title>'
    "<link>https://x.example/2012/11/t/</link><content:encoded>Words of the post.</content:encoded>"
    "<wp:post_date>2012-11-03 21:30:00</wp:post_date><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>"
    "{}</item></channel></rss>"
)
ATOM = (
    "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'>"
    "<entry><id>tag:blogger.com,1999:blog-7.post-1</id><title>T</title><content>Words of the post.</content>"
    "<published>2012-11-03T21:30:00Z</published></entry>{}</feed>"
)
Stated = tuple[int, int, str, str]
"""Id, id of what is answered, the blog's time, UTC."""


def of_wordpress(comments: list[Stated]) -> str:
    return WXR.format(
        "".join(
            f"<wp:comment><wp:comment_id>{own}</wp:comment_id><wp:comment_date>{local}</wp:comment_date>"
            f"<wp:comment_date_gmt>{utc}</wp:comment_date_gmt><wp:comment_content>Comment {own}.</wp:comment_content>"
            f"<wp:comment_approved>1</wp:comment_approved><wp:comment_parent>{to}</wp:comment_parent></wp:comment>"
            for own, to, local, utc in comments
        )
    )


def of_blogger(comments: list[Stated]) -> str:
    at = "tag:blogger.com,1999:blog-7.post-"
    return ATOM.format(
        "".join(
            f"<entry><id>{at}{own}</id><blogger:inReplyTo>{at}{to}</blogger:inReplyTo><content>Comment {own}.</content>"
            f"<published>{utc.replace(' ', 'T')}Z</published></entry>"
            for own, to, _, utc in comments
        )
    )


def threads(text: str) -> list[tuple[str | None, int | None]]:
    return [(comment.own_id, comment.parent) for comment in parse_entries(text).comments]


DAY = "2012-11-04"
CASES: dict[str, tuple[list[Stated], list[tuple[str, int | None]]]] = {
    "the clock went back between them": (
        [(11, 0, f"{DAY} 01:50:00", f"{DAY} 06:50:00"), (12, 11, f"{DAY} 01:10:00", f"{DAY} 07:10:00")],
        [("11", None), ("12", 0)],
    ),
    "a clock that was set wrong": (
        [(11, 0, f"{DAY} 08:00:00", f"{DAY} 14:00:00"), (12, 11, "2012-11-03 09:00:00", "2012-11-03 15:00:00")],
        [("11", None), ("12", 0)],
    ),
    "one second, the reply first in the file": (
        [(12, 11, f"{DAY} 08:00:00", f"{DAY} 14:00:00"), (11, 0, f"{DAY} 08:00:00", f"{DAY} 14:00:00")],
        [("11", None), ("12", 0)],
    ),
    "replies of one comment, by their times": (
        [
            (13, 11, f"{DAY} 10:00:00", f"{DAY} 16:00:00"),
            (12, 11, f"{DAY} 09:00:00", f"{DAY} 15:00:00"),
            (14, 12, f"{DAY} 07:00:00", f"{DAY} 13:00:00"),
            (10, 0, f"{DAY} 06:00:00", f"{DAY} 12:00:00"),
            (11, 0, f"{DAY} 08:00:00", f"{DAY} 14:00:00"),
        ],
        [("10", None), ("11", None), ("12", 1), ("14", 2), ("13", 1)],
    ),
    "a circle, what hangs on it, and one that answers itself": (
        [
            (11, 13, f"{DAY} 08:00:00", f"{DAY} 14:00:00"),
            (12, 11, f"{DAY} 09:00:00", f"{DAY} 15:00:00"),
            (13, 12, f"{DAY} 10:00:00", f"{DAY} 16:00:00"),
            (14, 13, f"{DAY} 07:00:00", f"{DAY} 13:00:00"),
            (15, 15, f"{DAY} 11:00:00", f"{DAY} 17:00:00"),
        ],
        [("11", None), ("12", 0), ("13", 1), ("14", 2), ("15", None)],
    ),
}


@pytest.mark.parametrize("form", [of_wordpress, of_blogger])
@pytest.mark.parametrize("name", CASES)
def test_a_comment_answers_what_it_states(name: str, form) -> None:  # type: ignore[no-untyped-def]
    comments, expected = CASES[name]
    for order in (comments, comments[::-1]):
        assert threads(form(order)) == expected


def test_without_utc_of_one_comment_all_are_in_the_order_of_the_blogs_clock() -> None:
    comments = [
        (11, 0, f"{DAY} 08:00:00", f"{DAY} 14:00:00"),
        (12, 0, f"{DAY} 09:00:00", "0000-00-00 00:00:00"),
        (13, 0, f"{DAY} 10:00:00", f"{DAY} 16:00:00"),
    ]
    assert threads(of_wordpress(comments)) == [("11", None), ("12", None), ("13", None)]


def test_a_release_has_the_reply_below_what_it_answers(tmp_path: Path) -> None:
    (tmp_path / "wordpress.xml").write_text(of_wordpress(CASES["the clock went back between them"][0]))
    call = ["build", str(tmp_path / "wordpress.xml"), "--out", str(tmp_path / "r"), "--recogniser", "lexicon"]
    assert CliRunner().invoke(cli, call, catch_exceptions=False).exit_code == 0
    rows = sorted(load(tmp_path / "r").comments, key=lambda row: row["position"])
    assert [(row["number"], row["text"], row["depth"]) for row in rows] == [
        ("1", "Comment 11.", 0),
        ("1.1", "Comment 12.", 1),
    ]
    assert rows[1]["parent_id"] == rows[0]["comment_id"]
