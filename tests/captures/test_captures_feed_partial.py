"""What a Blogger export or Atom feed does not give: what was not public is counted, what lacks is not complete."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from narco_corpus.builder.captures import (
    Capture,
    PassedOver,
    ReadOptions,
    Unreadable,
    list_sources,
    read_files,
    to_post,
)
from narco_corpus.builder.captures.capture import Item
from narco_corpus.builder.parse.feed import parse_entries

BLOG = "tag:blogger.com,1999:blog-1"
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
    'xmlns:blogger="http://schemas.google.com/blogger/2018" xmlns:thr="http://purl.org/syndication/thread/1.0">\n'
)


def entry(number: int, kind: str = "POST", status: str = "LIVE", *, under: int = 0, more: str = "") -> str:
    parent = f"<blogger:parent>{BLOG}.post-{under}</blogger:parent>" if under else ""
    text = more if "<summary" in more else f"<content type='html'>text {number}</content>{more}"
    return (
        f"<entry><id>{BLOG}.post-{number}</id>{parent}<blogger:type>{kind}</blogger:type>"
        f"<blogger:status>{status}</blogger:status><title>T{number}</title>{text}"
        f"<published>2011-09-21T10:00:00Z</published></entry>\n"
    )


def read(place: Path, *entries: str, **options: Any) -> list[Item]:
    (place / "feed.atom").write_text(HEAD + "".join(entries) + "</feed>")
    reading = ReadOptions(**options)
    return [each for s in list_sources([place], reading) for _, items in read_files(s, reading) for each in items]


def test_what_was_not_public_is_counted(tmp_path: Path) -> None:
    items = read(
        tmp_path,
        entry(1),
        entry(2, status="DRAFT"),
        entry(3, more="<blogger:trashed>2012-01-01T00:00:00Z</blogger:trashed>"),
        entry(4, "PAGE"),
        entry(5, "SETTINGS"),
        entry(11, "COMMENT", under=1),
        entry(12, "COMMENT", "SPAM_COMMENT", under=1),
        entry(13, "COMMENT", "PENDING", under=1),
        entry(14, "COMMENT", "SPAM_COMMENT", under=2),
        entry(21, "COMMENT", under=2),
        entry(41, "COMMENT", under=4),
    )
    (capture,) = (each for each in items if isinstance(each, Capture))
    assert [comment.text for comment in to_post(capture).comments] == ["text 11"]
    told = {each.what.partition(" (")[0]: each.count for each in items if isinstance(each, PassedOver)}
    assert told == {
        "posts that were not public": 2,
        "comments that were not public": 3,
        "static pages": 1,
        "comments under posts that were not public and static pages": 2,
    }
    assert len(items) == 1 + len(told)


def test_of_an_export_without_a_public_post_that_is_told_too(tmp_path: Path) -> None:
    counted, told = read(tmp_path, entry(2, status="DRAFT"))
    assert isinstance(counted, PassedOver) and isinstance(told, Unreadable)
    assert "no row, post or page" in told.reason


@pytest.mark.parametrize(
    ("entries", "complete"),
    [
        ([entry(1)], True),
        ([entry(1, more="<thr:total>0</thr:total>")], True),
        ([entry(1, more="<thr:total>3</thr:total>")], False),
        ([entry(1, more="<thr:total>1</thr:total>"), entry(11, "COMMENT", under=1)], True),
        ([entry(1, more="<thr:total>2</thr:total>"), entry(11, "COMMENT", under=1)], False),
        ([entry(1, more=f"<thr:total>{'9' * 5000}</thr:total>")], True),
        ([entry(1, more="<summary type='text'>Gunmen attacked in Reynosa this ...</summary>")], False),
    ],
)
def test_fewer_comments_than_the_entry_states_and_a_summary_are_not_complete(
    tmp_path: Path, entries: list[str], complete: bool
) -> None:
    (capture,) = read(tmp_path, *entries)
    assert isinstance(capture, Capture)
    assert to_post(capture).complete is complete


@pytest.mark.parametrize(
    ("end", "complete"),
    [
        ("the first time that anybody has told the number of drones t", False),
        ("with whom he fought Los Caballeros Temp", False),
        ("the day after the attack in", False),
        ("the first time that anybody has told the number of drones.", True),
        ("which he has told at http://www.milenio.example/drones", True),
    ],
)
def test_the_first_words_of_a_post_in_a_feed_are_not_complete(end: str, complete: bool) -> None:
    text = (
        f"Soldiers of the army said on Thursday at the bridge of the town that they had seen it from afar, it was {end}"
    )
    post = f"<title>T1</title><content type='html'>{text}</content></entry></feed>"
    assert parse_entries(f"{HEAD}<entry>{post}").complete is complete
    assert parse_entries(f"{HEAD}<entry><blogger:status>LIVE</blogger:status>{post}").complete


def test_sources_under_a_post_in_a_feed_are_its_end() -> None:
    papers = "Milenio, Reforma, Proceso, El Universal, El Norte, La Jornada, Zeta Tijuana, Riodoce, Noroeste, El Debate"
    assert parse_entries(
        f"{HEAD}<entry><content type='html'>Sources: {papers}, Zocalo</content></entry></feed>"
    ).complete


def test_a_feed_of_comments_alone_is_told_how_to_join_it(tmp_path: Path) -> None:
    reply = f"<thr:in-reply-to ref='{BLOG}.post-1' href='http://b.example/p.html'/>"
    (told,) = read(tmp_path, entry(11, "COMMENT", more=reply))
    assert isinstance(told, Unreadable)
    assert "their own file only" in told.reason and "into the file of the posts" in told.reason
    (joined,) = read(tmp_path, entry(1), entry(11, "COMMENT", more=reply))
    assert isinstance(joined, Capture) and len(to_post(joined).comments) == 1


@pytest.mark.parametrize(
    ("links", "url"),
    [
        ("<link href='http://b.example/p.html'/>", "http://b.example/p.html"),
        ("<link href='http://b.example/p.html'/><link href='http://b.example/p.pdf'/>", "http://b.example/p.html"),
        ("<link rel='alternate' href='http://b.example/p.html'/><link href='/x'/>", "http://b.example/p.html"),
        ("<link href='/x'/><link rel='alternate' href='http://b.example/p.html'/>", "http://b.example/p.html"),
        ("<link rel='self' href='http://b.example/feeds/1'/>", None),
    ],
)
def test_a_link_without_rel_is_the_address(tmp_path: Path, links: str, url: str | None) -> None:
    (capture,) = read(tmp_path, entry(1, more=links))
    assert isinstance(capture, Capture)
    assert capture.url == url


def test_the_day_of_the_last_change_stands_in_for_that_of_publication(tmp_path: Path) -> None:
    updated = "<updated>2011-09-25T20:00:00-05:00</updated>"
    both = entry(1, more=updated)
    alone = entry(2, more=updated).replace("<published>2011-09-21T10:00:00Z</published>", "")
    reply = entry(11, "COMMENT", under=2, more=updated).replace("<published>2011-09-21T10:00:00Z</published>", "")
    read_posts = [to_post(each) for each in read(tmp_path, both, alone, reply) if isinstance(each, Capture)]
    assert [post.published_on for post in read_posts] == [date(2011, 9, 21), date(2011, 9, 25)]
    assert [comment.printed_on for comment in read_posts[1].comments] == [date(2011, 9, 25)]


@pytest.mark.parametrize(
    ("utc", "address", "day"),
    [
        ("2019-09-01T02:15:00Z", "/2019/08/shootout.html", date(2019, 8, 31)),
        ("2019-12-31T20:15:00Z", "/2020/01/shootout.html", date(2020, 1, 1)),
        ("2019-09-01T02:15:00Z", "/2019/09/shootout.html", date(2019, 9, 1)),
        ("2019-09-02T02:15:00Z", "/2019/08/shootout.html", date(2019, 9, 2)),
        ("2019-09-01T02:15:00Z", "/2018/08/shootout.html", date(2019, 9, 1)),
        ("2019-09-01T02:15:00Z", "/shootout.html", date(2019, 9, 1)),
        ("2019-09-01T02:15:00-05:00", "/2019/08/shootout.html", date(2019, 9, 1)),
    ],
)
def test_the_month_in_the_address_tells_the_day_of_a_utc_time(
    tmp_path: Path, utc: str, address: str, day: date
) -> None:
    link = f"<link rel='alternate' href='http://b.example{address}'/>"
    (capture,) = read(tmp_path, entry(1, more=link).replace("2011-09-21T10:00:00Z", utc))
    assert isinstance(capture, Capture)
    assert to_post(capture).published_on == day
