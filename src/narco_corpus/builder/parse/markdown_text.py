"""The words of a Markdown text without its marks, as a parser of CommonMark reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from narco_corpus.builder.parse.html.blocks import fragment_text
from narco_corpus.builder.post import NotOnePost
from narco_corpus.model.text import normalise

_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")
_NESTING = 100
"""Quotations and lists within each other; the parser reads no deeper."""
_TAGS = frozenset((
    "a", "abbr", "b", "big", "br", "cite", "code", "del", "em", "font", "i", "img", "ins", "kbd", "mark", "q", "s",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "wbr",
))  # fmt: skip
"""Elements within a line; any other word in angle brackets is the writer's."""


class Block(NamedTuple):
    """A heading, a paragraph or another piece of a text that stands for itself."""

    start: int
    """Its first line, from 0."""
    end: int
    """The line behind it; the same of an item without words of its own."""
    text: str
    """Its words."""
    lead: str
    """The words in bold that it begins with."""
    heading: str
    """What makes it a heading: `##`, or `=` and `-` under it; empty for other blocks."""
    mark: str
    """Of the item of a list that it begins: `-`, `12.`; empty for other blocks."""
    depth: int
    """How many lists it is in."""
    quotation: int
    """Which quotation of the text it is in, from 1; 0 for other blocks."""

    @property
    def level(self) -> int:
        """Of a heading, from 1; 0 for other blocks."""
        return {"=": 1, "-": 2}.get(self.heading, len(self.heading))


def read_blocks(markdown: str) -> list[Block]:
    """The blocks of a text without their marks: headings, paragraphs, items of lists, quotations, HTML as its text.

    Raises:
        NotOnePost: quotations or lists lie deeper within each other than can be read.
    """
    tokens = _parser().parse(markdown)
    if any(token.nesting == 1 and token.level >= _NESTING - 1 for token in tokens):
        raise NotOnePost(f"quotations or lists lie some {_NESTING} levels deep, which is more than is read")
    return list(_blocks(tokens))


def text_of(blocks: Iterable[Block]) -> str:
    """Blocks as text, items of lists behind their marks; as far apart as they are written: a line, or a blank line."""
    parts: list[str] = []
    end = 0
    for block in blocks:
        if block.end == block.start:
            continue
        mark = f"{'  ' * (block.depth - 1)}{block.mark} " if block.mark else ""
        if (text := mark + block.text).strip():
            parts += ["\n" if block.start <= end else "\n\n"] if parts else []
            parts.append(text)
        end = block.end
    return normalise("".join(parts))


def inline_text(markdown: str) -> str:
    """The same of one line, whatever block it is in."""
    (token,) = _parser().parseInline(markdown)
    return normalise(_words(token))


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"maxNesting": _NESTING})


def _blocks(tokens: list[Token]) -> Iterator[Block]:
    depth = quotation = begun = begin = 0
    mark = heading = ""
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
        elif token.type == "blockquote_open" and not token.level:
            quotation += 1
            begun = quotation
        elif token.type == "blockquote_close" and not token.level:
            begun = 0
        elif token.type == "heading_open":
            heading = token.markup
        elif token.type in ("list_item_open", "list_item_close"):
            if mark:
                yield Block(begin, begin, "", "", "", mark, depth - (token.type == "list_item_open"), begun)
            mark = ""
            if token.type == "list_item_open" and token.map is not None:
                mark, begin = f"{token.info}{token.markup}", token.map[0]
        elif token.map is not None and (text := _text(token)) is not None:
            lead = _lead(token, text)
            yield Block(token.map[0], token.map[1], text, lead, heading, mark, depth, begun)
            mark = heading = ""


def _lead(token: Token, text: str) -> str:
    """The words in bold that a block begins with."""
    children = [child for child in token.children or () if child.type != "text" or child.content]
    if not children or children[0].type != "strong_open":
        return ""
    end = next((n for n, child in enumerate(children) if child.type == "strong_close"), 0)
    lead = "".join(map(_word, children[1:end])).strip()
    return lead if text.startswith(lead) else ""


def _text(token: Token) -> str | None:
    """The text of a token that has one."""
    if token.type == "inline":
        return _words(token)
    if token.type in ("fence", "code_block"):
        return _close_up(token.content)
    return fragment_text(token.content) if token.type == "html_block" else None


def _words(inline: Token) -> str:
    words = "".join(_word(token) for token in inline.children or ())
    return _close_up("\n".join(line.strip() for line in words.split("\n")))


def _close_up(text: str) -> str:
    """A block's text without the blank lines at its ends, as a picture on a line of its own leaves one, and with one
    where several stand in it."""
    return _BLANK_LINES.sub("\n\n", text.strip("\n"))


def _word(token: Token) -> str:
    if token.type in ("text", "text_special", "code_inline"):
        return token.content
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type != "html_inline":
        return ""
    name = token.content.strip("</>").partition(" ")[0].lower()
    if name == "br":
        return "\n"
    return "" if name in _TAGS or token.content.startswith("<!--") else token.content
