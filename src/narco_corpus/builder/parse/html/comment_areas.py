"""Parts of a page that hold readers' comments, by what sites call them: none of it is text of the page's post."""

from __future__ import annotations

import re
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from narco_corpus.builder.parse.html.blocks import UNSEEN, element_text, line_text
from narco_corpus.builder.parse.html.select import above, classes, each, is_aside, outermost
from narco_corpus.builder.parse.phrases import folded, is_phrase, words

_NAMED = ", ".join(
    f"[{attribute}*='{part}']"
    for attribute in ("class", "id")
    for part in ("omment", "omentario", "respuestas", "opiniones")
)
_LABELLED = "section[aria-label], div[aria-label], aside[aria-label]"
_BLOCKS = frozenset({"div", "section", "ul", "ol", "dl", "aside", "article", "li", "table", "details", "p"})
_HEADINGS = "h2, h3, h4, h5, h6"
_OF_POST = "h1, [itemprop='headline'], [itemprop='articleBody']"
"""What no part of comments has."""
_FRAME = ["form", "button", "label", "h1", "h2", "h3", "h4", "h5", "h6", "a", "time"]
"""What a part of comments has without any comment in it."""
_WORDS = re.compile(r"[^\W\d_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_COUNT = re.compile(r"[\d.,()\[\]:]+")
_SHORTEST = 250
"""Characters of text between a headline and a heading under which its comments begin."""
_FEWEST_WORDS = 3


class Cut(NamedTuple):
    """What was taken out of a page."""

    lines: list[str]
    """Without those of forms and headings."""
    unread: bool
    """Whether they are comments, as far as can be told, and none of a list of recent ones beside the post."""


def cut_comments(within: LexborNode, headline: LexborNode | None, content: LexborNode | None = None) -> Cut:
    """Takes the parts of comments out of a page's body, or out of the element of its text.

    No part that has the headline or the known element of the text is one of comments. Where that element is not known,
    what labels and headings say counts as well as names.
    """
    around = {outer.mem_id for node in (headline, content) if node is not None for outer in (node, *above(node))}
    areas = outermost([node for node in _areas(within, content) if node.mem_id not in around])
    parts = [area for area in areas if area.css_first(_OF_POST) is None]
    if content is None and headline is not None and (heading := _heading_below(within, headline)) is not None:
        parts = outermost([*parts, *_from_heading(heading, around)])
    cut = Cut([], unread=False)
    for part in parts:
        of_page = not any(map(is_aside, (part, *above(part))))
        lines = _cut(part)
        cut.lines.extend(lines)
        cut = cut._replace(unread=cut.unread or (of_page and any(map(_may_be_comment, lines))))
    return cut


def _areas(within: LexborNode, content: LexborNode | None) -> list[LexborNode]:
    named = [node for node in each(within, _NAMED) if node.tag in _BLOCKS and _is_named(node)]
    labelled = each(within, _LABELLED) if content is None else []
    return named + [node for node in labelled if _is_heading(node.attributes.get("aria-label") or "")]


def _is_named(node: LexborNode) -> bool:
    """Whether a class or the id says `comments` and nothing but where: `fb-comments`, not `comment-count`."""
    for name in (*classes(node), node.id or ""):
        parts = [part.lower() for part in _WORDS.findall(_CAMEL.sub(" ", name))]
        if any(part in words("comment_name") for part in parts) and all(
            part in words("comment_name") or part in words("comment_part") for part in parts
        ):
            return True
    return False


def _is_heading(text: str) -> bool:
    """Whether a text is all that a page prints over comments: `Comentarios (2)`."""
    plain = " ".join(_COUNT.sub(" ", text).split())
    return bool(plain) and is_phrase("comment_heading", plain)


def _heading_below(within: LexborNode, headline: LexborNode) -> LexborNode | None:
    """The first heading of comments that has a text between the headline and itself."""
    headings = {node.mem_id: node for node in each(within, _HEADINGS) if _is_heading(line_text(node))}
    length, below = 0, False
    for node in within.traverse(include_text=True) if headings else ():
        if length >= _SHORTEST and node.mem_id in headings:
            return headings[node.mem_id]
        if node.mem_id == headline.mem_id:
            below = True
        elif below and node.is_text_node and (node.parent is None or node.parent.tag not in UNSEEN):
            length += len(node.text().strip())
    return None


def _from_heading(heading: LexborNode, around: set[int]) -> list[LexborNode]:
    """A heading and what follows it in its container; it may be alone in an element of its own there."""
    node = heading
    while (
        node.parent is not None
        and node.parent.mem_id not in around
        and line_text(node.parent) == line_text(heading)
        and node.parent.tag != "body"
    ):
        node = node.parent
    found: list[LexborNode] = []
    following: LexborNode | None = node
    while following is not None:
        if following.is_element_node and (following.mem_id in around or following.css_first(_OF_POST) is not None):
            return []
        found.append(following)
        following = following.next
    return found


def _cut(node: LexborNode) -> list[str]:
    """Takes a part out; its lines."""
    lines = [node.text().strip()] if node.is_text_node else []
    if node.is_element_node:
        node.strip_tags(_FRAME, recursive=True)
        lines = element_text(node).split("\n")
    node.decompose()
    return list(filter(None, lines))


def _may_be_comment(line: str) -> bool:
    """Whether a line is none of the page's own about comments: rules, who may write, that there are none."""
    found = _WORDS.findall(folded(line))
    return len(found) >= _FEWEST_WORDS and words("comment_frame").isdisjoint(found)
