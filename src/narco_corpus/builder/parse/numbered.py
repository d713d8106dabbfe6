"""Comments in numbered lists: Blogger flat and threaded, WordPress; the widgets' leftovers go."""

from __future__ import annotations

import re
from collections.abc import Sequence

from narco_corpus.builder.parse.buttons import BUTTONS, REPLIES, SHORT
from narco_corpus.builder.parse.dates import Stamp, stamp_line
from narco_corpus.builder.parse.joined import named_stamp, stamp_before
from narco_corpus.builder.parse.lines import Line, paragraphs
from narco_corpus.builder.parse.numbering import introduced, is_apart, lists_within
from narco_corpus.builder.parse.phrases import folded, is_anonymous, is_phrase
from narco_corpus.builder.parse.printed_comment import PrintedComment

_ITEM = re.compile(r"(\d{1,6})\.(?:\s+|$)")
_SAYS = re.compile(r"(?P<author>\S.{0,60}?)(?:,)? (?:said|says|dijo|dice)(?:\.\.\.|…|:)?", re.IGNORECASE)
_SAYS_END = re.compile(r"(?:said|says|dijo|dice)(?:\.\.\.|…|:)?$", re.IGNORECASE)
_SAYS_MARKS = (":", "...", "…")
"""What a line that says who wrote a comment ends in where no time stands below it."""
_PICTURE = re.compile(r"\[[^\]\s]*\]")
"""The name of a picture, which browsers of text print for the writer's."""
_HEADER = 110
"""Characters of a line that says who wrote a comment and when."""
_NAME = 50
"""Characters of a name."""
_DEEPER = 5
"""Columns by which replies stand further right at most: four, and one where numbers of two digits were aligned."""
_PARTS = ("reply", "delete")


def item_number(text: str) -> str | None:
    """The number of a line that begins a list item (`12. …`)."""
    found = _ITEM.match(text)
    return found[1] if found else None


def read_numbered(lines: Sequence[Line]) -> tuple[list[PrintedComment], str]:
    """The comments of lines that begin with one, and the family: `blogger`, `blogger-threaded` or `wordpress`.

    A number at the list's own indent begins a comment. A deeper one begins a reply where it goes on from the last
    reply or is 1; any other deeper line is text of the comment above it. So is a list that a reader wrote.
    """
    items = [_ITEM.match(line.text) if line.text[0].isdigit() else None for line in lines]
    base = min(line.indent for line, item in zip(lines, items, strict=True) if item)
    own_items: list[tuple[int, int]] = []
    deeper: list[tuple[int, str]] = []
    for index, item in enumerate(items):
        if item and lines[index].indent > base:
            deeper.append((index, item[1]))
        elif item:
            own_items.append((index, int(item[1])))
    for index in (within := lists_within(lines, own_items)):
        items[index] = None
    if deeper:
        spaced = len(own_items) > len(within) + 1 and all(
            is_apart(lines, index) for index, _ in own_items[1:] if index not in within
        )
        for index, number in deeper:
            is_close = spaced and not is_apart(lines, index)
            if is_close or (number == "1" and introduced(lines, index)):
                items[index] = None
    widgets = any(len(line.text) < SHORT and folded(line.text) in BUTTONS for line in lines)
    found: list[PrintedComment] = []
    owned: list[list[Line]] = []
    open_at: list[tuple[int, int, int]] = []  # indent, index, last reply's number; outermost first
    awaited = False  # a "Replies" line came last
    for line, match in zip(lines, items, strict=True):
        if match:
            depth = _depth(line, int(match[1]), open_at, awaited) if line.indent > base else 0
            if depth is not None:
                parent: int | None = None
                if depth:
                    indent, parent, _ = open_at[depth - 1]
                    open_at[depth - 1] = (indent, parent, int(match[1]))
                del open_at[depth:]
                open_at.append((line.indent, len(found), 0))
                found.append(PrintedComment(number=match[1], parent=parent))
                rest = line.text[match.end() :]
                owned.append([Line(line.number, 0, line.indent, rest)] if rest else [])
                awaited = 0 < len(rest) < 16 and folded(rest) in REPLIES
                continue
        awaited = len(line.text) < 16 and folded(line.text) in REPLIES
        owned[-1].append(line)
    _drop_pictures(owned)
    parents = {f.parent for f in found}
    buttons = sum(len(own) > 1 and len(own[-1].text) < 20 and is_phrase("widget", own[-1].text) for own in owned)
    strips = widgets or buttons * 2 > len(owned)
    for index, own in enumerate(owned):
        if own and len(own[-1].text) <= SHORT:
            _strip_widgets(own, strips, index in parents)
    stamped = _read_stamps(found, owned)
    for comment, own in zip(found, owned, strict=True):
        comment.text = own[0].text if len(own) == 1 else paragraphs(own)
    if stamped and not widgets:
        return found, "wordpress"
    return found, "blogger-threaded" if widgets or parents != {None} else "blogger"


def _drop_pictures(owned: Sequence[list[Line]]) -> None:
    """Takes the writers' pictures off the comments that begin with one, where a header follows it or most comments have
    one: else a reader may have written it."""
    first = [own for own in owned if len(own) > 1 and _PICTURE.fullmatch(own[0].text)]
    most = len(first) > 1 and len(first) * 2 > len(owned)
    for own in first:
        if most or _named(own[1:], dated=True) is not None:
            del own[0]


def _depth(line: Line, number: int, open_at: list[tuple[int, int, int]], awaited: bool) -> int | None:
    """How deep an item hangs that is not at the list's own indent; None for a line of text that only looks like one."""
    if not open_at:
        return 0
    for depth in range(min(len(open_at), 2), 0, -1):
        indent, _, last = open_at[depth - 1]
        siblings = open_at[depth][0] if depth < len(open_at) else None
        if siblings is not None and line.indent == siblings:
            return depth if last < number <= last + 20 else None
        if siblings is None and indent < line.indent <= indent + _DEEPER:
            if awaited or (number == last + 1 == 1 and depth == 1):
                return depth
            return None
    return None


def _strip_widgets(own: list[Line], widgets: bool, has_replies: bool) -> None:
    buttons = 0
    while own:
        text = own[-1].text
        if len(text) > SHORT or not is_phrase("widget", text):
            return
        plain = folded(text)
        sure = plain in BUTTONS or (plain in REPLIES and has_replies)
        if not (sure or widgets or (len(own) > 1 and has_replies)):
            return
        # A reader may have written "Delete" himself: one button, or the two parts of one, follow a comment.
        if plain not in REPLIES:
            buttons += len(_PARTS) if plain in BUTTONS else 1
            if buttons > len(_PARTS) and plain not in BUTTONS:
                return  # no reader writes `ReplyDelete`
        own.pop()


def _read_stamps(found: Sequence[PrintedComment], owned: Sequence[list[Line]]) -> bool:
    """Takes the lines that say who wrote a comment and when out of the text; True where times close the comments."""
    closing = [stamp_line(own[-1].text) if own and len(own[-1].text) < 90 else None for own in owned]
    # One reader may end on a date of his own; a page that prints times does so under every comment.
    opens = False
    closes = sum(s is not None for s in closing) * 2 > len(owned)
    # One reader may begin by addressing another with his name and time; the page's own lines stand over every comment.
    headers = sum(len(own) > 1 and _named(own, dated=True) is not None for own in owned)
    headed = len(owned) > 1 and headers * 2 > len(owned)
    # So may one quote somebody: `The DEA says:`.
    say = sum(len(own) > 1 and own[0].text.endswith(_SAYS_MARKS) and _says(own[0].text) is not None for own in owned)
    saying = len(owned) > 1 and say * 2 > len(owned)
    below = [_stamp_below(own) for own in owned]
    stamps = sum(stamp is not None for stamp in below)
    if not (stamps > 1 or stamps * 2 > len(owned)):
        below = [None] * len(owned)
    named = closes and sum(_says(own[0].text) is not None for own in owned if own) * 2 > len(owned)
    for comment, own, stamp, second in zip(found, owned, closing, below, strict=True):
        if closes and stamp:
            _take(comment, stamp)
            own.pop()
            if named and own and (says := _says(own[0].text)):
                comment.author = says["author"]
                del own[0]
        elif len(own) > 1:
            opens = _read_opening(comment, own, second, headed=headed, saying=saying) or opens
    return closes or opens


def _named(own: Sequence[Line], *, dated: bool) -> tuple[str | None, Stamp] | None:
    """The name and time that the first of a comment's lines is; with `dated` the time may lack."""
    if len(own[0].text) > _HEADER or own[0].text[-1:] not in "mM.:)0123456789":
        return None
    return named_stamp(own[0].text, dated=dated)


def _stamp_below(own: Sequence[Line]) -> Stamp | None:
    """The whole date and time under the first of a comment's lines, where that can be a name."""
    if len(own) < 3 or len(own[0].text) > _NAME or len(own[1].text) >= 60:
        return None
    stamp = stamp_line(own[1].text)
    return stamp if stamp and stamp.is_whole else None


def _says(text: str) -> re.Match[str] | None:
    """The match of a line `NAME says:`; None for any other."""
    if len(text) > _HEADER or not _SAYS_END.search(text, max(0, len(text) - 8)):
        return None
    return _SAYS.fullmatch(text)


def _read_opening(comment: PrintedComment, own: list[Line], below: Stamp | None, *, headed: bool, saying: bool) -> bool:
    """`NAME says:` and a line of time below it, or `NAMESeptember 22, 2011 at 5:16 PM` above the text.

    True where it was the first, which is how WordPress prints them. `own` is two lines or more; `below` is the time
    under a name alone, `headed` says that most comments have the second, `saying` that most have the first, with or
    without a time.
    """
    first = own[0].text
    if len(first) > _HEADER:
        return False
    if match := _says(first):
        stamp = stamp_line(own[1].text)
        before, author = stamp_before(match["author"])
        if stamp or (first.endswith(_SAYS_MARKS) and (before or saying or is_anonymous(author))):
            comment.author = author
            del own[0]
            if before:
                _take(comment, before)
            if stamp:
                _take(comment, stamp)
                del own[0]
                return True
        return False
    if below:
        comment.author = first
        _take(comment, below)
        del own[:2]
        return True
    if (headed or own[1].gap) and (named := _named(own, dated=headed)):
        comment.author, stamp = named
        _take(comment, stamp)
        del own[0]
    return False


def _take(comment: PrintedComment, stamp: Stamp) -> None:
    comment.stamp = stamp
