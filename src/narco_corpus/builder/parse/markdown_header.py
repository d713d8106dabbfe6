"""What a block of Markdown says of the comment that it begins: `**Bob** (May 3, 2012 5:16 PM)`, `Bob said:`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from narco_corpus.builder.parse.comments_bulleted import AGO, bullet_header
from narco_corpus.builder.parse.comments_said import said_by, said_header
from narco_corpus.builder.parse.comments_stamped import stamped_header
from narco_corpus.builder.parse.dates import stamp_at, stamp_line
from narco_corpus.builder.parse.joined import WORDS, name_alone, named_stamp
from narco_corpus.builder.parse.lines import Line
from narco_corpus.builder.parse.markdown_text import Block
from narco_corpus.builder.parse.printed_comment import PrintedComment
from narco_corpus.builder.parse.prose import is_sentence

_NAME = 50
"""Characters of a name."""
_LINE = 110
"""Characters of a line that says who wrote a comment and when."""
_JOIN = re.compile(r"[\s,|·•—–:)(-]*")
_SAID = re.compile(r"\s*(?:said|says|wrote|commented|dijo|dice|escribió|comentó)\b[ .…:]*(?=\n|$)|\s*:", re.IGNORECASE)


class Header(NamedTuple):
    """Who wrote a comment and when, and how it is told."""

    comment: PrintedComment
    """Without its text."""
    text: str
    """What stands behind it in the block."""
    blocks: int
    """How many blocks it takes."""
    kind: Literal["dated", "said", "named", "loose"]
    """By a date, by `said`, by a name in bold and a colon or alone, or by words in bold before others."""


def header_at(blocks: Sequence[Block], index: int) -> Header | None:
    """The header that a block begins with, or is; None for text."""
    block = blocks[index]
    lead = block.text if block.heading else block.lead
    line, _, below = block.text.partition("\n")
    named = named_stamp(line, dated=bool(lead)) if len(line) <= _LINE else None
    if named and (named[0] or block.mark):  # a date alone can close a comment as well
        return Header(PrintedComment(author=named[0], stamp=named[1]), below, 1, "dated")
    if lead and (header := _of_bold(block.text, lead)):
        return header
    if said := said_header(line, sure=True):
        return Header(said_by(said), below, 1, "said")
    above, *rest = block.text.split("\n", 2)
    lines = [Line(0, 0, 0, text) for text in (above, *rest[:1]) if text]
    if above and (stamped := stamped_header(lines, 0)):
        return Header(stamped[0], "\n".join([above, *rest][stamped[1] :]), 1, "dated")
    if block.mark and not block.mark[0].isdigit() and (read := bullet_header(f"- {block.text}")):
        return Header(PrintedComment(author=read[0], stamp=read[1]), read[2], 1, "dated")
    below_it = blocks[index + 1 : index + 2]
    if below_it and not below_it[0].mark and 0 < len(block.text) <= _NAME and not is_sentence(block.text):
        stamp = stamp_line(below_it[0].text)
        if stamp and stamp.is_whole and not stamp_line(block.text):
            return Header(PrintedComment(author=block.text.strip(" :"), stamp=stamp), "", 2, "dated")
    return None


def _of_bold(text: str, lead: str) -> Header | None:
    """The header of a block that begins with words in bold."""
    behind = text[len(lead) :]
    if named := named_stamp(lead, dated=True):
        return Header(PrintedComment(author=named[0], stamp=named[1]), behind.lstrip(" :\n"), 1, "dated")
    name = name_alone(bold := lead.strip(" :,—–-"))
    if not 0 < len(name) <= _NAME or "\n" in name or (name[-1] in ".!?" and len(name.split()) > WORDS):
        return None
    begin = _behind(behind, 0)
    if (stamp := stamp_at(behind, begin)) and (stamp[0].on or stamp[0].at):
        return Header(PrintedComment(author=name, stamp=stamp[0]), behind[_behind(behind, stamp[1]) :], 1, "dated")
    if ago := AGO.match(behind, begin):
        return Header(PrintedComment(author=name), behind[_behind(behind, ago.end()) :], 1, "dated")
    said = _SAID.match(behind)
    if said or lead.endswith(":") or not behind or behind[0] == "\n":
        rest = behind[said.end() :] if said else behind
        says = name != bold or (said is not None and said[0].strip() != ":")
        return Header(PrintedComment(author=name), rest.lstrip(), 1, "said" if says else "named")
    return Header(PrintedComment(author=name), behind.lstrip(), 1, "loose")


def _behind(text: str, start: int) -> int:
    found = _JOIN.match(text, start)
    return found.end() if found else start
