"""Comments under headers of their own: `NAME said...`, `At 5:16 PM, NAME said…`, `NAME says:`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from narco_corpus.builder.parse.buttons import hang_replies
from narco_corpus.builder.parse.dates import A_LAS, stamp_at, stamp_line
from narco_corpus.builder.parse.joined import stamp_before
from narco_corpus.builder.parse.lines import Line, paragraphs
from narco_corpus.builder.parse.phrases import is_phrase
from narco_corpus.builder.parse.printed_comment import PrintedComment

_HEADER = re.compile(
    rf"(?:(?:at|on|{A_LAS}|el) (?P<when>.{{4,40}}?),? )?(?P<author>\S.{{0,70}}?)"
    r"(?:,? (?:on|el) (?P<date>.{6,45}?))?"
    r",? (?:said|says|dijo|dice|wrote|escribió|commented|comentó)(?P<dots> ?\.\.\.| ?…|:)?",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"(?P<author>[^\s.:!?;,\"“”][^.:!?;,\"“”]{0,40}?) (?:said|says|dijo|dice|wrote|escribió|commented|comentó): "
    r"(?P<text>\S.*)",
    re.IGNORECASE,
)
_LONGEST = 130
_STAMP = 90
"""Characters of a line that says when a comment was written."""
DOTS = ("...", "…")
"""What a header ends in that is none in running text."""
_ENDS = (*DOTS, ":")


def said_header(text: str, *, sure: bool) -> re.Match[str] | None:
    """The match of a header; without a comment marker above (`sure` False) only one that ends in dots."""
    if len(text) > _LONGEST:
        return None
    return _HEADER.fullmatch(text) if text.endswith(_ENDS if sure else DOTS) else None


def said_inline(text: str) -> re.Match[str] | None:
    """The match of a line that holds the text beside the name: `Bob says: they will be back`."""
    return _INLINE.fullmatch(text)


def said_by(header: re.Match[str]) -> PrintedComment:
    """The comment that a header begins: its author and its time."""
    end = header.end("author")
    begun = stamp_at(header.string[:end], header.start("when")) if header["when"] else None
    if begun and (name := header.string[begun[1] : end].strip(" ,")):
        return PrintedComment(author=name, stamp=begun[0])
    stamp = None
    for part in (header["when"], header["date"]):
        read = stamp_at(part) if part else None
        stamp = read[0] if read else stamp
    before, author = stamp_before(header["author"])
    return PrintedComment(author=author, stamp=stamp or before)


def read_said(lines: Sequence[Line]) -> list[PrintedComment]:
    """The comments of lines that begin with a header."""
    found: list[PrintedComment] = []
    owned: list[list[Line]] = []
    inline = said_header(lines[0].text, sure=True) is None
    headers = _headers(lines)
    for index, line in enumerate(lines):
        if inline and (said := said_inline(line.text)):
            found.append(PrintedComment(author=said["author"]))
            owned.append([replace(line, text=said["text"])])
        elif header := headers.get(index):
            found.append(said_by(header))
            owned.append([])
        elif found:
            owned[-1].append(line)
    hang_replies(found, owned)
    for comment, own in zip(found, owned, strict=True):
        for place in (-1, 0):
            if not own or comment.stamp or len(own[place].text) >= _STAMP:
                continue
            stamp = stamp_line(own[place].text)
            if stamp and stamp.at:
                comment.stamp = stamp
                del own[place]
        comment.text = paragraphs(own)
    return found


def _headers(lines: Sequence[Line]) -> dict[int, re.Match[str]]:
    """The lines that begin a comment, and not what its writer quotes or begins with (`Like my dad said...`).

    Such a line stands right below a header, or without the blank line or the time above it that the page's own have.
    """
    headers: dict[int, re.Match[str]] = {}
    for index, line in enumerate(lines):
        header = said_header(line.text, sure=True)
        if header and headers and line.gap == 0 and (header["dots"] == ":" or index - 1 in headers):
            header = None
        if header:
            headers[index] = header
    later = [index for index in headers if index]
    timed = [index for index in later if _is_below_time(lines, index)]
    if len(timed) * 2 > len(later):
        quoted = {*later}.difference(timed)
    elif sum(lines[index].gap > 0 for index in later) * 2 >= len(later):
        quoted = {index for index in later if not (lines[index].gap or is_phrase("widget", lines[index - 1].text))}
    else:
        quoted = set()
    return {index: header for index, header in headers.items() if index not in quoted}


def _is_below_time(lines: Sequence[Line], index: int) -> bool:
    """Whether a time closes the comment above a line; buttons may stand between."""
    above = index - 1
    while above and is_phrase("widget", lines[above].text):
        above -= 1
    stamp = stamp_line(lines[above].text) if len(lines[above].text) < _STAMP else None
    return stamp is not None and stamp.at is not None
