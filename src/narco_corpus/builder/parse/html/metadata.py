"""What a page states of its post for machines: title, day, author, and whether it is one article."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

import msgspec
from selectolax.lexbor import LexborHTMLParser, LexborNode

from narco_corpus.builder.parse.html.blocks import loose_line
from narco_corpus.builder.parse.html.select import above, is_aside
from narco_corpus.builder.parse.html.times import Stated as StatedTime
from narco_corpus.builder.parse.html.times import printed_days, says_utc, stated_time

_TYPES = frozenset({
    "Article", "NewsArticle", "AnalysisNewsArticle", "AskPublicNewsArticle", "BackgroundNewsArticle",
    "OpinionNewsArticle", "ReportageNewsArticle", "ReviewNewsArticle", "BlogPosting", "Report",
})  # fmt: skip
"""Those of schema.org that are one article."""
_LINKED_DATA = "script[type^='application/ld+json']"
_CONTROL = re.compile(r"[\x00-\x1f]")
"""What JSON forbids within strings, where many sites leave line ends; elsewhere it is as good as a space."""
_MOST_AUTHORS = 20
_LONGEST_NUMBER = 8


class Stated(msgspec.Struct):
    """The values that were found; None for the others."""

    title: str | None = None
    published: StatedTime | None = None
    author: str | None = None
    unread: str | None = None
    """A day of publication that cannot be read."""
    for_payers: bool = False
    """Whether the whole text is for readers who pay."""
    words: int | None = None


class Metadata:
    """What a page states for machines, parsed once, when it is first asked for."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self._tree = tree

    @cached_property
    def stated(self) -> Stated:
        """Title, day and author by linked data, then by `meta` elements.

        WordPress writes characters of its linked data by number (`&#8217;`), as in markup, which JSON has no need of.
        """
        stated = Stated()
        for item in self._linked.items:
            title = _line(item.get("headline") or item.get("name"))
            if stated.title and title and title != stated.title:
                continue  # another article that the page names
            stated.title = stated.title or title
            _take_day(stated, _text(item.get("datePublished")))
            stated.author = stated.author or _names(item.get("author"))
            stated.for_payers = stated.for_payers or str(item.get("isAccessibleForFree")).lower() == "false"
            stated.words = stated.words or _number(item.get("wordCount"))
        for name, content in self._meta:
            match name:
                case "og:title":
                    stated.title = stated.title or content
                case "article:published_time":
                    _take_day(stated, content)
        if stated.published is None:
            _take_day(stated, _microdata_day(self._tree))
        return stated

    @property
    def writer(self) -> str | None:
        """Who wrote a page by its `meta` elements, where that is no address of a profile."""
        names = (content for name, content in self._meta if name in ("author", "article:author"))
        return next((name for name in names if name and "://" not in name), None)

    @property
    def site(self) -> str | None:
        """The name of a page's site."""
        return next((content for name, content in self._meta if name == "og:site_name"), None)

    @property
    def addresses(self) -> list[str]:
        """The addresses of a page by the linked data of its articles."""
        found = []
        for item in self._linked.items:
            page = item.get("mainEntityOfPage")
            stated = [item.get("url"), page.get("@id") if isinstance(page, dict) else page]
            found += next(([url] for each in stated if (url := _text(each)) and "://" in url), [])
        return found

    @property
    def no_article(self) -> str | None:
        """Why a page does not say by type, linked data or day of publication that it is an article; None if it does."""
        if any(
            name == "article:published_time" or (name == "og:type" and (content or "").lower() == "article")
            for name, content in self._meta
        ):
            return None
        titles = {_line(item.get("headline") or item.get("name")) for item in self._linked.items} - {None}
        if len(titles) > 1:
            return f"the linked data is of {len(titles):,} articles"
        if self._linked.items:
            return None
        if self._linked.broken:
            return "the linked data, which may state an article, is no JSON"
        return "the head states no article"

    @cached_property
    def _linked(self) -> _Linked:
        return _linked_articles(self._tree)

    @cached_property
    def _meta(self) -> list[tuple[str, str | None]]:
        return _meta(self._tree)


def _meta(tree: LexborHTMLParser) -> list[tuple[str, str | None]]:
    """Name and content of the `meta` elements, also below the head, which ends for a browser at any stray element."""
    found = (meta.attributes for meta in tree.css("meta"))
    return [(each.get("property") or each.get("name") or "", _text(each.get("content"))) for each in found]


def is_of_article(node: LexborNode) -> bool:
    """Whether a property of microdata is one of an article, and stands in no list beside the page's own."""
    around = [node, *above(node)]
    scope = next((outer for outer in around[1:] if "itemscope" in outer.attributes), None)
    kind = (scope.attributes.get("itemtype") or "").rpartition("/")[2] if scope is not None else ""
    return (scope is None or kind in _TYPES) and not any(map(is_aside, around))


def _microdata_day(tree: LexborHTMLParser) -> str | None:
    """The day of publication by microdata, where it states one only."""
    nodes = [node.attributes for node in tree.css("[itemprop='datePublished']") if is_of_article(node)]
    values = {_text(each.get("content") or each.get("datetime")) for each in nodes} - {None}
    return values.pop() if len(values) == 1 else None


def _take_day(stated: Stated, value: str | None) -> None:
    stated.published = stated.published or stated_time(value) or _as_printed(value)
    stated.unread = None if stated.published else stated.unread or value


def _as_printed(value: str | None) -> StatedTime | None:
    """A day that is stated as pages print it: `14 de marzo de 2012`."""
    days = printed_days(value) if value else []
    return StatedTime(days[0], None, says_utc(value)) if value and len(days) == 1 else None


class _Linked(msgspec.Struct):
    items: list[dict[str, Any]]
    broken: bool
    """Whether some linked data is no JSON."""


def _linked_articles(tree: LexborHTMLParser) -> _Linked:
    """The articles among a page's linked data."""
    linked = _Linked([], broken=False)
    for script in tree.css(_LINKED_DATA):
        try:
            data = msgspec.json.decode(_CONTROL.sub(" ", script.text()).encode("utf-8", "replace"))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            linked.broken = True
            continue
        top = data if isinstance(data, list) else data.get("@graph", [data]) if isinstance(data, dict) else []
        items = top if isinstance(top, list) else []
        linked.items += [item for item in items if isinstance(item, dict) and _is_article(item.get("@type"))]
    return linked


def _is_article(kind: object) -> bool:
    return any(each in _TYPES for each in (kind if isinstance(kind, list) else [kind]) if isinstance(each, str))


def _names(author: object) -> str | None:
    """The names of an author or of several."""
    authors = author[:_MOST_AUTHORS] if isinstance(author, list) else [author]
    names = [_line(each.get("name") if isinstance(each, dict) else each) for each in authors]
    return ", ".join(filter(None, names)) or None


def _number(value: object) -> int | None:
    digits = str(value)
    return int(digits) if len(digits) < _LONGEST_NUMBER and digits.isascii() and digits.isdigit() else None


def _line(value: object) -> str | None:
    return loose_line(value) or None if isinstance(value, str) else None


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
