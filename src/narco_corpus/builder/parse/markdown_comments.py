"""The comments of a Markdown capture: what stands under a heading like `## 2 comments` and not in the article."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from narco_corpus.builder.parse.buttons import hang_replies
from narco_corpus.builder.parse.comments_said import DOTS
from narco_corpus.builder.parse.dates import stamp_line
from narco_corpus.builder.parse.lines import Line, paragraphs
from narco_corpus.builder.parse.markdown_header import Header, header_at
from narco_corpus.builder.parse.markdown_names import name_nobody, names_openings, opening
from narco_corpus.builder.parse.markdown_text import Block
from narco_corpus.builder.parse.phrases import is_phrase
from narco_corpus.builder.parse.printed_comment import PrintedComment
from narco_corpus.builder.parse.prose import is_sentence
from narco_corpus.builder.parse.section import is_heading, marker_count

_COUNTED = re.compile(r"\d{1,5} (?:comment|comentario)s?\b|(?:comments?|comentarios?):? ?\(?\d", re.IGNORECASE)
"""Other headings with a count can be the article's: `3 controversial comments`, `3 respuestas`."""
_OF_TITLE = re.compile(r"\d{1,5} .*(?: (?:to|on|a|en|para) [\"'“‘«])")
_ABOUT = re.compile(r" (?:to|on|a|en|para) (?![\"'“‘«])", re.IGNORECASE)
_PARAGRAPH = 80
"""Characters of a paragraph of an article at least."""
_NO_HEADING = 6
"""Level of a line over comments that is no heading: every heading ends them."""


class Parted(NamedTuple):
    """A text without its comments."""

    blocks: list[Block]
    """Of the article."""
    found: list[PrintedComment]
    all_read: bool
    """Whether all comments could be read, and are as many as the page says."""


class _Marker(NamedTuple):
    level: int
    stated: int | None
    sure: bool
    """Whether it says by itself that comments follow, whatever they look like."""


class _Start(NamedTuple):
    """A comment's first block, and the comment that it hangs under."""

    block: int
    parent: int | None
    number: str | None


def part_comments(blocks: Sequence[Block]) -> Parted:
    """The blocks of the article, and the comments under headings that say so.

    What cannot be read as comments under a heading that states their number is left out with all that follows:
    readers' contact details would else stand in the body.
    """
    article: list[Block] = []
    found: list[PrintedComment] = []
    all_read = True
    headings = [index for index, block in enumerate(blocks) if block.heading]
    index = 0
    while index < len(blocks):
        marker = _marker(blocks[index])
        # Over the text pages count comments too.
        read = None
        if marker and (article or marker.sure):
            end = _end(blocks, headings, index + 1, marker.level)
            read = _read(blocks, index + 1, end, marker)
        if marker is None or (read is None and not (marker.sure and (article or not _has_prose(blocks, index + 1)))):
            article.append(blocks[index])
            index += 1
            continue
        if read is None or len(read) < (marker.stated or 0):
            all_read = False
        if read is None:
            break
        found += _moved(read, len(found))
        if end < len(blocks) and is_phrase("tail", blocks[end].text):
            break  # a form to reply, and what stands below it
        index = end
    return Parted(article, found, all_read)


def _has_prose(blocks: Sequence[Block], start: int) -> bool:
    """Whether an article stands below a count of its comments."""
    return any(len(block.text) > _PARAGRAPH and is_sentence(block.text) for block in blocks[start:])


def _marker(block: Block) -> _Marker | None:
    """What a block says of the comments under it; None for others."""
    text = block.text
    if not text or "\n" in text or block.depth or block.quotation:
        return None
    stands_out = bool(block.heading) or block.lead == text
    count = marker_count(text)
    if not count and not (stands_out and is_heading(text)):
        return None
    stated = count[0] if count else None
    if stated == 0:
        return None
    sure = stated is not None and (
        (_COUNTED.match(text) is not None and not _ABOUT.search(text)) or _OF_TITLE.match(text) is not None
    )
    return _Marker(block.level or _NO_HEADING, stated, sure and (stands_out or text.endswith(":")))


def _end(blocks: Sequence[Block], headings: Sequence[int], start: int, level: int) -> int:
    """Where the next part of the page begins: a heading as high as that of the comments, which names no reader."""
    for place in range(bisect_right(headings, start), len(headings)):
        index = headings[place]
        if blocks[index].level <= level:
            header = header_at(blocks, index)
            if header is None or header.kind != "dated":
                return index
    return len(blocks)


def _is_tail(block: Block) -> bool:
    return is_phrase("tail", block.text) if block.text else not block.mark


def _read(blocks: Sequence[Block], start: int, end: int, marker: _Marker) -> list[PrintedComment] | None:
    """The comments of the blocks from one to before another; None where they look like none."""
    while start < end and _is_tail(blocks[start]):
        start += 1
    if start == end:
        return []
    first, header = blocks[start], header_at(blocks, start)
    quoted = first.quotation > 0 and all(blocks[index].quotation for index in range(start, end))
    if not (
        header
        or quoted
        or first.mark[:1].isdigit()
        or (first.depth and (marker.stated or _names_nobody(blocks[start:end])))
    ):
        return None
    while _is_tail(blocks[end - 1]):
        end -= 1
    blocks = blocks[start:end]
    if first.depth:
        return _comments(blocks, _items(blocks))
    if quoted:
        starts = [n for n in range(len(blocks)) if _quotes(blocks, n, header)]
        looks_so = header or marker.stated or len(starts) > 1
        return _comments(blocks, [_Start(n, None, None) for n in starts]) if looks_so else None
    if header is None or not _is_readers(first, header, marker):
        return None
    return _comments(blocks, _headed(blocks, header))


def _is_readers(first: Block, header: Header, marker: _Marker) -> bool:
    """Whether the first header is of a comment: without a count above it can be a part of the article."""
    if header.kind == "dated":
        return True
    dotted = header.kind == "said" and _ends_in_dots(first)
    if first.level:
        return (marker.stated is not None or dotted) and first.level > marker.level
    return marker.stated is not None or header.kind == "named" or dotted or (header.kind == "said" and first.lead != "")


def _ends_in_dots(block: Block) -> bool:
    return block.text.partition("\n")[0].endswith(DOTS)


def _names_nobody(blocks: Sequence[Block]) -> bool:
    """Whether most items of a list begin with names, of which one says that there is none."""
    items = [opening(blocks[n : n + 2]) for n, block in enumerate(blocks) if block.mark]
    return name_nobody(names_openings(items, 0))


def _quotes(blocks: Sequence[Block], index: int, first: Header | None) -> bool:
    """Whether a comment begins at a block of quotations: with a new one, or a header of one within another."""
    if not index or blocks[index].quotation != blocks[index - 1].quotation:
        return True
    header = header_at(blocks, index) if not blocks[index].depth else None
    return header is not None and _begins(blocks[index], header, first)


def _begins(block: Block, header: Header, first: Header | None) -> bool:
    """Whether a header begins a comment where the first one has another, or one of its form."""
    if header.kind == "dated":
        return block.lead != "" or (first is not None and first.kind == "dated" and header.blocks <= first.blocks)
    return header.kind == "said" and first is not None and first.kind in ("said", "named") and _ends_in_dots(block)


def _headed(blocks: Sequence[Block], first: Header) -> list[_Start]:
    """The comments that begin as the first one does, or with a name in bold and a date.

    Words over a date are no name where it closes comments.
    """
    starts: list[_Start] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        header = header_at(blocks, index) if not block.depth else None
        if header and (
            (header.kind == first.kind and header.blocks <= first.blocks and (block.lead or not blocks[0].lead))
            or _begins(block, header, first)
            or 0 < block.level == blocks[0].level
        ):
            starts.append(_Start(index, None, None))
            index += header.blocks
        else:
            index += 1
    return starts


def _items(blocks: Sequence[Block]) -> list[_Start]:
    """The comments that are items of a list, replies in lists within it.

    A list within a comment is one of replies where its items are numbered or say who wrote them, and not below a colon.
    """
    starts: list[_Start] = []
    open_at: list[int] = []  # the comments that the next one can hang under, outermost first
    own_list = 0  # depth of a list that a reader wrote
    numbered = blocks[0].mark[0].isdigit()
    for index, block in enumerate(blocks):
        if block.depth < own_list:
            own_list = 0
        if not block.mark or own_list:
            continue
        ordered = block.mark[0].isdigit()
        if block.depth > 1 and index:
            if blocks[index - 1].text.endswith(":") or not (ordered or header_at(blocks, index)):
                own_list = block.depth
                continue
        elif ordered != numbered:
            continue
        del open_at[block.depth - 1 :]
        starts.append(_Start(index, open_at[-1] if open_at else None, block.mark[:-1] if ordered else None))
        open_at.append(len(starts) - 1)
    return starts


def _comments(blocks: Sequence[Block], starts: Sequence[_Start]) -> list[PrintedComment]:
    """The comments that begin at some blocks, each with those behind it."""
    ends = [*(start.block for start in starts[1:]), len(blocks)]
    headers = [header_at(blocks[start.block : end], 0) for start, end in zip(starts, ends, strict=True)]
    usual = sum(header is not None for header in headers) * 2 > len(headers)
    openings = [
        None if header else opening(blocks[start.block : end])
        for start, end, header in zip(starts, ends, headers, strict=True)
    ]
    named = sum(header is not None and header.kind in ("said", "named") for header in headers)
    found: list[PrintedComment] = []
    owned: list[list[Line]] = []
    for start, end, header, opened in zip(starts, ends, headers, names_openings(openings, named), strict=True):
        own = blocks[start.block : end]
        # One reader may begin with words in bold, or write nothing but a date.
        if header and (usual or (header.kind != "loose" and (header.text or len(own) > header.blocks))):
            comment, text, taken = header.comment, header.text, header.blocks
        elif opened:
            comment, text, taken = PrintedComment(author=opened.name), opened.text, 1
        else:
            comment, text, taken = PrintedComment(), own[0].text, 1
        comment.number, comment.parent = start.number, start.parent
        lines = _lines(text, own[0], apart=True)
        for above, block in pairwise(own[taken - 1 :]):
            marked = f"{block.mark} {block.text}" if block.mark else block.text
            lines += _lines(marked, block, apart=block.start > above.end)
        found.append(comment)
        owned.append(lines)
    _hang(found, owned)
    for comment, lines in zip(found, owned, strict=True):
        for place in (0, -1):
            stamp = stamp_line(lines[place].text) if comment.stamp is None and len(lines) > 1 else None
            if stamp and stamp.is_whole:
                comment.stamp = stamp
                del lines[place]
        comment.text = paragraphs(lines)
    return found


def _lines(text: str, block: Block, *, apart: bool) -> list[Line]:
    """The lines of a block; `apart` says that a blank line stands over it."""
    return [Line(block.start, int(apart and not n), 0, line) for n, line in enumerate(text.split("\n")) if line]


def _hang(found: Sequence[PrintedComment], owned: Sequence[list[Line]]) -> None:
    """Hangs replies by the page's buttons where no list says what they hang under, and takes the buttons off."""
    parents = [comment.parent for comment in found]
    hang_replies(found, owned)
    if any(parent is not None for parent in parents):
        for comment, parent in zip(found, parents, strict=True):
            comment.parent = parent


def _moved(found: Sequence[PrintedComment], by: int) -> list[PrintedComment]:
    for comment in found:
        comment.parent = None if comment.parent is None else comment.parent + by
    return list(found)
