"""The words of a Markdown text without its marks, as a parser of CommonMark reads them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from narco_corpus.builder.parse.html.blocks import fragment_text
from narco_corpus.builder.post import NotOnePost
from narco_corpus.model.text import normalise

_NESTING = 100
"""Quotations and lists within each other; the parser reads no deeper."""
_TAGS = frozenset((
    "a", "abbr", "b", "big", "br", "cite", "code", "del", "em", "font", "i", "img", "ins", "kbd", "mark", "q", "s",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "wbr",
))  # fmt: skip
"""Elements within a line; any other word in angle brackets is the writer's."""


class MarkdownText(NamedTuple):
    """A text without its marks, and how many headings `# …` it has."""

    text: str
    titles: int


def markdown_text(markdown: str) -> MarkdownText:
    """Headings, quotations, emphasis and links as their words, items of lists behind their marks, HTML as its text.

    Blocks are as far apart as they are written: a line, or a blank line.

    Raises:
        NotOnePost: quotations or lists lie deeper within each other than can be read.
    """
    tokens = _parser().parse(markdown)
    if any(token.nesting == 1 and token.level >= _NESTING - 1 for token in tokens):
        raise NotOnePost(f"quotations or lists lie some {_NESTING} levels deep, which is more than is read")
    parts: list[str] = []
    end = 0
    for block in _blocks(tokens):
        if block.text.strip():
            parts += ["\n" if block.start <= end else "\n\n"] if parts else []
            parts.append(block.text)
        end = block.end
    titles = sum(token.type == "heading_open" and token.markup == "#" for token in tokens)
    return MarkdownText(normalise("".join(parts)), titles)


def inline_text(markdown: str) -> str:
    """The same of one line, whatever block it is in."""
    (token,) = _parser().parseInline(markdown)
    return normalise(_words(token))


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"maxNesting": _NESTING})


class _Block(NamedTuple):
    start: int
    """Its first line."""
    end: int
    text: str


def _blocks(tokens: list[Token]) -> Iterator[_Block]:
    depth = 0
    mark = ""
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
        elif token.type == "list_item_open":
            mark = f"{'  ' * (depth - 1)}{token.info}{token.markup} "
        elif token.map is not None and (text := _text(token)) is not None:
            yield _Block(token.map[0], token.map[1], mark + text)
            mark = ""


def _text(token: Token) -> str | None:
    """The text of a token that has one."""
    if token.type == "inline":
        return _words(token)
    if token.type in ("fence", "code_block"):
        return token.content.rstrip("\n")
    return fragment_text(token.content) if token.type == "html_block" else None


def _words(inline: Token) -> str:
    words = "".join(_word(token) for token in inline.children or ())
    return "\n".join(line.strip() for line in words.split("\n"))


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
