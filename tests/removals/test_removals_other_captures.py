"""What was withdrawn stays away when later captures would give it another id."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from ledger_posts import post, rows, write_ledger

import narco_corpus
from narco_corpus.builder.pipeline import build
from narco_corpus.errors import DataError

URL = "https://www.borderlandbeat.com/2012/05/zetas-leader-held.html"
DAY = "Friday, May 4, 2012"
TITLE = "Zetas leader held in Saltillo"
BODY = "Soldiers held a leader of Los Zetas in Saltillo, Coahuila, and flew him to Mexico City on Friday."
COMMENTS = ["Good, one less Zeta in Saltillo.", "They will replace him tomorrow.", "Where is Z-40?"]
GONE = COMMENTS[1]


def as_text(folder: Path, comments: list[str] = COMMENTS, body: str = BODY, url: str | None = None) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    lines = [line for n, text in enumerate(comments, 1) for line in (f"  {n}. {text}", "")]
    (folder / "flat.txt").write_text(post(TITLE, body, lines, DAY), encoding="utf-8")
    if url:
        (folder / "captures.csv").write_text(f"path,url\nflat.txt,{url}\n", encoding="utf-8")
    return folder


def as_page(folder: Path) -> Path:
    """The saved page of the same post: its URL and the page's ids of the comments are known."""
    folder.mkdir(parents=True, exist_ok=True)
    items = "".join(
        f'<li class="comment" id="c{n}"><div class="comment-block"><div class="comment-header">'
        f'<cite class="user">Anonymous</cite><span class="datetime"><a href="#c{n}">May 5, 2012 at 1:{n - 990} AM</a>'
        f'</span></div><p class="comment-content">{text}</p></div></li>'
        for n, text in enumerate(COMMENTS, 1001)
    )
    (folder / "page.html").write_text(
        f'<!DOCTYPE html><html><head><title>Blog: {TITLE}</title><link rel="canonical" href="{URL}"/></head>'
        f'<body class="item-view"><div class="widget Blog"><h2 class="date-header"><span>{DAY}</span></h2>'
        f'<div class="post hentry"><h3 class="post-title entry-title">{TITLE}</h3>'
        f'<div class="post-body entry-content" id="post-body-1"><p>{BODY}</p></div></div>'
        '<div class="comments" id="comments"><div class="comments-content"><div class="comment-thread">'
        f"<ol>{items}</ol></div></div></div></div></body></html>",
        encoding="utf-8",
    )
    return folder


def made(inputs: list[Path], out: Path, *withdrawn: tuple[str, str], **chosen: Any) -> Path:
    if withdrawn:
        chosen["removals"] = write_ledger(out.with_suffix(".jsonl"), *withdrawn)
    build(list(inputs), out, recogniser="lexicon", **chosen)
    return out


def texts(release: Path) -> list[str]:
    return [row["text"] for row in sorted(rows(release, "comments"), key=lambda row: row["position"])]


def comment_id(release: Path, text: str) -> str:
    return next(str(row["comment_id"]) for row in rows(release, "comments") if row["text"] == text)


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return made([as_text(tmp_path / "text")], tmp_path / "first", data_version="1.0.0")


def test_a_comment_stays_away_when_its_page_gives_it_an_id(tmp_path: Path, first: Path) -> None:
    gone = comment_id(first, GONE)
    both = [tmp_path / "text", as_page(tmp_path / "page")]
    second = made(both[:1], tmp_path / "second", ("comments", gone), against=first)
    for name, inputs in (("both", both), ("page", both[1:])):
        for at_once, before in (("later", second), ("at once", first), ("alone", None)):
            chosen = {"against": before} if before else {}
            out = made(inputs, tmp_path / f"{name} {at_once}", ("comments", gone), **chosen)
            assert texts(out) == [COMMENTS[0], COMMENTS[2]], (name, at_once)
            removals = json.loads((out / "manifest.json").read_text())["removals"]
            assert gone in removals
            assert any(id.endswith("-1002") for id in removals), "and under the page's id"
    out = made(both, tmp_path / "no ledger", against=second)
    assert GONE not in texts(out), "what the release before states is enough"


@pytest.mark.parametrize("seen", [True, False], ids=["while the page is there", "after the page was lost"])
def test_a_comment_stays_away_when_only_its_text_is_left(tmp_path: Path, seen: bool) -> None:
    page, text = as_page(tmp_path / "page"), as_text(tmp_path / "text")
    other = as_text(tmp_path / "other", [], "Farmers blocked the bridge and asked for water.")
    first = made([page, other], tmp_path / "first")
    gone = comment_id(first, GONE)
    assert gone.endswith("-1002")
    second = made([page, other] if seen else [other], tmp_path / "second", ("comments", gone), against=first)
    third = made([text, other], tmp_path / "third", against=second)
    assert GONE not in texts(third)
    assert len(texts(third)) == 2


@pytest.mark.parametrize("url", [None, URL])
def test_an_article_stays_away_when_its_url_becomes_known_or_is_lost(tmp_path: Path, url: str | None) -> None:
    """And the other way round: by all ids that a capture of it can have."""
    other = as_text(tmp_path / "other", [], "Farmers blocked the bridge and asked for water.")
    (other / "flat.txt").write_text(post("A bridge is blocked", "Farmers blocked it.", [], DAY), encoding="utf-8")
    before = [as_text(tmp_path / "before", url=url), other]
    after = [as_text(tmp_path / "after", url=None if url else URL, comments=COMMENTS[:2]), other]
    first = made(before, tmp_path / "first")
    (gone,) = (row["article_id"] for row in rows(first, "articles") if row["title"] == TITLE)
    second = made(before, tmp_path / "second", ("articles", gone), against=first)
    without = made([other], tmp_path / "without", ("articles", gone), against=first)
    for name, against in (("second", second), ("without", without), ("first", first)):
        out = made(after, tmp_path / f"against {name}", ("articles", gone), against=against)
        assert [row["title"] for row in rows(out, "articles")] == ["A bridge is blocked"], name
        assert gone in narco_corpus.load(out).manifest.removals
    if url is None:
        out = made(after, tmp_path / "alone", ("articles", gone))
        assert [row["title"] for row in rows(out, "articles")] == ["A bridge is blocked"]
    else:  # an address cannot be told from a text: the build is refused
        with pytest.raises(DataError, match="neither the inputs nor the release"):
            made(after, tmp_path / "alone", ("articles", gone))


def test_of_posts_that_share_date_and_title_the_one_that_bore_the_id_goes(tmp_path: Path) -> None:
    bodies = [f"Post {n} of the day: {n + 2} trucks were burnt near the market of town number {n}." for n in range(2)]
    folders = [as_text(tmp_path / str(n), [], body) for n, body in enumerate(bodies)]
    for gone, stays in ((0, 1), (1, 0)):
        place = tmp_path / f"without {gone}"
        place.mkdir()
        first = made(folders, place / "first")
        id = next(row["article_id"] for row in rows(first, "articles") if row["body"] == bodies[gone])
        second = made(folders, place / "second", ("articles", id), against=first)
        third = made(folders, place / "third", ("articles", id), against=second)
        fourth = made(folders[stays : stays + 1], place / "fourth", ("articles", id), against=third)
        for release in (second, third, fourth):
            assert [row["body"] for row in rows(release, "articles")] == [bodies[stays]]
    first = made(folders[:1], tmp_path / "first")
    id = rows(first, "articles")[0]["article_id"]
    second = made(folders[:1], tmp_path / "second", ("articles", id), against=first)
    third = made(folders, tmp_path / "third", ("articles", id), against=second)
    assert [row["body"] for row in rows(third, "articles")] == [bodies[1]], "another one that came after the withdrawal"


def test_a_short_comment_that_others_repeat(tmp_path: Path) -> None:
    """Its ordinal moves with later captures, so it is known by its place in the release before, or all of them go."""
    place = tmp_path / "captures"
    early = ["1. Good.", "2. Viva!"]
    late = ["1. Good.", "  1. Viva!", "2. Viva!"]

    def written(lines: list[str]) -> Path:
        place.mkdir(exist_ok=True)
        indented = [part for line in lines for part in (f"  {line}", "")]
        (place / "flat.txt").write_text(post(TITLE, BODY, indented, DAY), encoding="utf-8")
        return place

    first = made([written(early)], tmp_path / "first")
    gone = comment_id(first, "Viva!")
    stated = made([place], tmp_path / "stated", ("comments", gone), against=first)
    written(late)
    second = made([place], tmp_path / "second", against=first)
    (same,) = (row for row in rows(second, "comments") if row["comment_id"] == gone)
    assert same["number"] == "2", "the reply that came later has an id of its own"
    known = made([place], tmp_path / "known", ("comments", gone), against=first)
    later = made([place], tmp_path / "later", ("comments", gone), against=second)
    for release in (known, later):
        (left,) = (row for row in rows(release, "comments") if row["text"] == "Viva!")
        assert left["number"] == "1.1"
    assert "Viva!" not in texts(made([place], tmp_path / "unknown", ("comments", gone), against=stated))
    assert "Viva!" not in texts(made([place], tmp_path / "alone", ("comments", gone)))
