"""Collects the comments of a page in reading order, with what each hangs under."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from narco_corpus.builder.parse.html.blocks import markup_texts
from narco_corpus.builder.parse.phrases import MODERATION, is_phrase
from narco_corpus.builder.post import Comment

_OWN_ID = re.compile(r"^(?:div-|li-)?(?:c|comment-?)(\d{1,40})(?:$|[^\d])")
_LINKED_ID = re.compile(r"#(?:c|comment-?)(\d{1,40})$")
_LONGEST_ID = len("c") + 40
_HOPS = 200
"""Elements between a reply and the comment above it, at most."""


class Thread:
    """Comments added in document order; each knows the element it was found in.

    The area is the element that all of them are in.
    """

    def __init__(self, area: LexborNode | None = None) -> None:
        self._bound = area.mem_id if area is not None else None
        self._comments: list[Comment] = []
        self._places: dict[int, int] = {}
        self._found: dict[int, int | None] = {}

    def add(self, element: LexborNode, comment: Comment) -> None:
        """Adds a comment, with its markup as text, under the comment whose element is around this one."""
        comment.parent = self._above(element)
        self._places[element.mem_id] = len(self._comments)
        self._comments.append(comment)

    def comments(self) -> list[Comment]:
        """The comments with their texts; those without text stay where replies hang under them."""
        texts = markup_texts([comment.text for comment in self._comments])
        if not all(texts) or MODERATION in "".join(texts):
            return self._kept(texts)
        for comment, text in zip(self._comments, texts, strict=True):
            comment.text = text
        drop_repeated_ids(self._comments)
        return self._comments

    def _kept(self, texts: list[str]) -> list[Comment]:
        above = {comment.parent for comment in self._comments}
        kept: dict[int | None, int | None] = {None: None}
        comments: list[Comment] = []
        for number, (comment, text) in enumerate(zip(self._comments, texts, strict=True)):
            own = _without_notice(text) if MODERATION in text else text
            if own or number in above:
                kept[number] = len(comments)
                comment.text, comment.parent = own, kept[comment.parent]
                comments.append(comment)
        drop_repeated_ids(comments)
        return comments

    def _above(self, element: LexborNode) -> int | None:
        outer = element.parent
        if outer is None or not self._places:
            return None
        if outer.mem_id not in self._found:  # what is above a list holds for all of its comments
            self._found[outer.mem_id] = self._search(outer)
        return self._found[outer.mem_id]

    def _search(self, node: LexborNode | None) -> int | None:
        for _ in range(_HOPS):
            if node is None or (identity := node.mem_id) == self._bound:
                return None
            if identity in self._places:
                return self._places[identity]
            node = node.parent
        return None


def _without_notice(text: str) -> str:
    """A comment's text without the line above or below it that says that it waits for approval."""
    lines = text.split("\n")
    for place in (0, -1):
        if lines and lines[place] and is_phrase("moderation", lines[place]):
            del lines[place]
    return "\n".join(lines).strip("\n")


def drop_repeated_ids(comments: list[Comment]) -> None:
    """Leaves an id that a page gives twice with the first comment only: ids made of it would meet."""
    ids = [comment.own_id for comment in comments if comment.own_id is not None]
    if len(set(ids)) == len(ids):
        return
    seen: set[str] = set()
    for comment in comments:
        if comment.own_id in seen:
            comment.own_id = None
        elif comment.own_id is not None:
            seen.add(comment.own_id)


def own_id(element: LexborNode | None, link: LexborNode | None) -> str | None:
    """The page's id of a comment: digits of the element's id (`c123`, `comment-123`), else of its permalink."""
    value = element.id if element is not None else None
    if value and value[0] == "c" and value[1:].isdecimal() and len(value) <= _LONGEST_ID:
        return value[1:]  # as Blogger writes them: quicker than the pattern, which says the same
    if value and (match := _OWN_ID.match(value)):
        return match[1]
    address = link.attributes.get("href") if link is not None else None
    match = _LINKED_ID.search(address) if address else None
    return match[1] if match else None
