"""The day of a WordPress post: of the elements that print or state one, the one that is of its publication."""

from __future__ import annotations

from collections.abc import Iterable

from selectolax.lexbor import LexborNode

from narco_corpus.builder.parse.html.blocks import line_text
from narco_corpus.builder.parse.html.days import Day, day_of_post, is_near
from narco_corpus.builder.parse.html.headline import Headline
from narco_corpus.builder.parse.html.metadata import is_of_article
from narco_corpus.builder.parse.html.select import SITE_HEADERS, above, classes, each
from narco_corpus.builder.parse.html.times import Stated, printed_days, stated_time
from narco_corpus.builder.parse.html.wordpress_comments import in_comments

_DATE = "time, .entry-date, .post-date, .published, .date, .wp-block-post-date"
_MICRODATA = "[itemprop='datePublished']:not(meta)"
_LINES = "h1 + small, h2 + small, h3 + small, .postmetadata"
"""The line under a title, and the one below a text that says when it was posted, as early themes have them."""
_OF_POST = ("entry", "post", "article")


def published_day(
    around: LexborNode, page: LexborNode | None, headline: Headline, stated: Stated | None, url: str | None
) -> Day:
    """The first day that an element around the post prints, else states; `published` goes before others.

    Then comes what the page's head states, by the help of what is printed around the headline; then what is printed
    there alone, then what is said to be of the last change, then what is elsewhere on the page.
    """
    dates = _date_nodes(around)
    changed = [node for node in dates if _is_of_change(node)]
    ids = {node.mem_id for node in changed}
    kept = [node for node in dates if node.mem_id not in ids]
    kept.sort(key=lambda node: "published" not in classes(node))
    lines = [node for node in each(around, _LINES) if not _is_outside(node, around)]
    day = _first_day(kept, url, lines)
    if day.on is not None:
        return day
    if stated is not None:
        near = _near([*headline.days, *map(line_text, changed)], stated)
        return day_of_post([day.unclear or "", *near], stated, url)
    if headline.day and not day.unclear:
        day = day_of_post([headline.day], None, url)
        if day.on is not None:
            return day
    if page is not None:
        changed += _date_nodes(page)
    last = _first_day(changed, url)
    return last if last.on is not None or (last.unclear and not day.unclear) else day


def day_beside(page: LexborNode, headline: Headline, stated: Stated | None, url: str | None) -> Day:
    """The day that the head of a page of no known template states; else the first that the page prints.

    A UTC time is of the day that the page prints, if it prints one that can be of that moment.
    """
    if stated is None:
        return published_day(page, None, headline, None, url)
    if not stated.in_utc:
        return Day(stated.on)
    texts = [line_text(node) for node in _date_nodes(page) if not _is_of_change(node)]
    return day_of_post(_near(texts, stated) or _near(headline.days, stated), stated, url)


def _date_nodes(around: LexborNode) -> list[LexborNode]:
    """The elements whose class or markup says that they are a day, none of a comment's nor of another post's."""
    found = [node for node in each(around, f"{_DATE}, {_MICRODATA}") if not _is_outside(node, around)]
    return [node for node in found if node.css_matches(_DATE) or is_of_article(node)]


def _near(texts: Iterable[str], stated: Stated) -> list[str]:
    """Those that print a day which can be of a moment."""
    return [text for text in texts if any(is_near(on, stated) for on in printed_days(text))]


def _first_day(dates: Iterable[LexborNode], url: str | None, lines: Iterable[LexborNode] = ()) -> Day:
    """The first day that an element prints, else states; where there is none, the first that can be two, else the first
    that cannot be read. Lines may hold other things than a date.
    """
    unclear = unread = None
    for nodes, are_dates in ((dates, True), (lines, False)):
        for node in nodes:
            values = [value for name in ("datetime", "title", "content") if (value := node.attributes.get(name))]
            stated = next(filter(None, map(stated_time, values)), None)
            day = day_of_post([line_text(node)] if stated else [line_text(node), *values], stated, url)
            if day.on is not None:
                return day
            unclear = unclear or day.unclear
            unread = unread or (day.unread if are_dates else None)
    return Day(unclear=unclear, unread=None if unclear else unread)


def _is_of_change(node: LexborNode) -> bool:
    """Whether a day is said to be that of the last change, and of nothing else."""
    names = classes(node)
    if "published" in names:
        return False
    if node.attributes.get("itemprop") == "dateModified":
        return True
    return any("updated" in name or "modified" in name for name in names + classes(node.parent))


def _is_outside(node: LexborNode, around: LexborNode) -> bool:
    """Whether a day is of a comment or, where the whole page is around the post, of what stands beside it."""
    if around.tag != "body":
        return in_comments(node)
    return in_comments(node) or any(_is_beside(outer) for outer in above(node))


def _is_beside(node: LexborNode) -> bool:
    names = [*classes(node), node.id or ""]
    if node.tag == "header":
        return not any(mark in name for name in names for mark in _OF_POST)
    if node.tag in ("body", "html"):
        return False
    return node.tag == "aside" or any(
        name in SITE_HEADERS or name.startswith(("widget", "sidebar", "related")) for name in names
    )
