"""Finds elements by selectors in order of preference, each element once."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

SITE_HEADERS = frozenset({"header", "site-header", "masthead", "topbar", "top-bar"})
"""Ids and classes of the part over all pages of a site: many print there the day on which the page was asked for."""

BLOGGER_POSTS = frozenset({"widget", "Blog"})
"""Classes of the part of a Blogger page that holds its posts."""


def first(node: LexborNode | LexborHTMLParser, *selectors: str) -> LexborNode | None:
    """The first element that the first selector with any finds; one selector with commas goes by the page's order."""
    for selector in selectors:
        found = node.css_first(selector)
        if found is not None:
            return found
    return None


def each(node: LexborNode | LexborHTMLParser, selector: str) -> list[LexborNode]:
    """All elements that the selector finds, once each though several of its parts fit, in the page's order."""
    found = {element.mem_id: element for element in node.css(selector)}
    return list(found.values())


def above(node: LexborNode) -> Iterator[LexborNode]:
    """The elements around an element, from the nearest."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def outermost(nodes: list[LexborNode]) -> list[LexborNode]:
    """Those that are in no other of them, once each: what is taken out of a page takes all within it along."""
    found = {node.mem_id: node for node in nodes}
    return [node for node in found.values() if not any(outer.mem_id in found for outer in above(node))]


def classes(node: LexborNode | None) -> list[str]:
    """The classes of an element."""
    return (node.attributes.get("class") or "").split() if node is not None else []


def is_aside(node: LexborNode) -> bool:
    """Whether an element is beside the page's own post: a sidebar, a widget or a list of related posts.

    The widget around the posts themselves, which all pages of Blogger have, is none.
    """
    if node.tag in ("aside", "footer", "nav"):
        return True
    name = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
    if node.tag in ("body", "html") or not any(mark in name for mark in ("widget", "sidebar", "related")):
        return False
    return not {*classes(node)} >= BLOGGER_POSTS
