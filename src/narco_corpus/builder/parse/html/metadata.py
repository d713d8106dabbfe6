"""What a page's head states of its post: title, day, author, address."""

from __future__ import annotations

from typing import Any

import msgspec
from selectolax.lexbor import LexborHTMLParser

from narco_corpus.builder.parse.html.blocks import loose_line
from narco_corpus.builder.parse.html.times import Stated as StatedTime
from narco_corpus.builder.parse.html.times import stated_time

_TYPES = frozenset({"Article", "NewsArticle", "BlogPosting", "Report", "ReportageNewsArticle"})


class Stated(msgspec.Struct):
    """The values that were found; None for the others."""

    title: str | None = None
    published: StatedTime | None = None
    author: str | None = None
    unread: str | None = None
    """A day of publication that cannot be read."""


def stated_by(tree: LexborHTMLParser) -> Stated:
    """Title, day and author by linked data, then by the head's `meta` elements.

    WordPress writes characters of its linked data by number (`&#8217;`), as in markup, which JSON has no need of.
    """
    stated = Stated()
    for script in tree.css("script[type='application/ld+json']"):
        for item in _items(script.text()):
            stated.title = stated.title or _line(item.get("headline") or item.get("name"))
            _take_day(stated, _text(item.get("datePublished")))
            author = item.get("author")
            author = author[0] if isinstance(author, list) and author else author
            stated.author = stated.author or _line(author.get("name") if isinstance(author, dict) else author)
    for meta in tree.css("meta[property]"):  # also below the head, which a browser closes at the first stray element
        attributes = meta.attributes
        match attributes.get("property"):
            case "og:title":
                stated.title = stated.title or _text(attributes.get("content"))
            case "article:published_time":
                _take_day(stated, _text(attributes.get("content")))
    return stated


def states_article(tree: LexborHTMLParser) -> bool:
    """Whether a page says that it is one article: by its type, linked data or a day of publication."""
    kind = tree.css_first("meta[property='og:type']")
    if kind is not None and (kind.attributes.get("content") or "").strip().lower() == "article":
        return True
    if tree.css_first("meta[property='article:published_time']") is not None:
        return True
    return any(_items(script.text()) for script in tree.css("script[type='application/ld+json']"))


def _take_day(stated: Stated, value: str | None) -> None:
    stated.published = stated.published or stated_time(value)
    stated.unread = None if stated.published else stated.unread or value


def _items(text: str) -> list[dict[str, Any]]:
    """The articles among a script's linked data."""
    try:
        data = msgspec.json.decode(text.encode("utf-8", "replace"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return []
    top = data if isinstance(data, list) else data.get("@graph", [data]) if isinstance(data, dict) else []
    items = top if isinstance(top, list) else []
    return [item for item in items if isinstance(item, dict) and _is_article(item.get("@type"))]


def _is_article(kind: object) -> bool:
    return any(each in _TYPES for each in (kind if isinstance(kind, list) else [kind]) if isinstance(each, str))


def _line(value: object) -> str | None:
    return loose_line(value) or None if isinstance(value, str) else None


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
