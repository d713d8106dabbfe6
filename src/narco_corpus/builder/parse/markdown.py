"""Reads Markdown captures as news crawls write them: `# Title`, a line with the day, paragraphs."""

from __future__ import annotations

import re

from narco_corpus.builder.parse.bylines import SENTENCE_END, is_byline
from narco_corpus.builder.parse.clock import address_comments
from narco_corpus.builder.parse.cut import skips_numbers
from narco_corpus.builder.parse.dates import AGO, date_line, vague_date, written_date
from narco_corpus.builder.parse.front_matter import read_front_matter
from narco_corpus.builder.parse.html.days import Day, day_as_written
from narco_corpus.builder.parse.html.people import writer
from narco_corpus.builder.parse.html.times import printed_days, says_utc, stated_time
from narco_corpus.builder.parse.joined import part_byline
from narco_corpus.builder.parse.markdown_comments import part_comments
from narco_corpus.builder.parse.markdown_text import inline_text, read_blocks, text_of
from narco_corpus.builder.parse.printed_comment import to_comments
from narco_corpus.builder.post import NotOnePost, Post
from narco_corpus.model.text import normalise

_TITLE = re.compile(r"\A\s*#[ \t]+(?P<title>.+?)[ \t]*#*[ \t]*(?:\n|\Z)")
_LABELLED = re.compile(
    r"(?P<label>published|date|posted|publicado|fecha|by|author|por|autor|source|url|link|fuente|retrieved|scraped)"
    r"(?: (?:on|at|el|date))?(?: ?: ?| (?=https?:|www\.))(?P<value>\S.*)",
    re.IGNORECASE,
)
_MARKS = "*_> -"
"""What may stand around a line over the text: emphasis, a quotation, an item."""
_WEB = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_ONLY_DAY = re.compile(r"[\dT:/.,+ -]+(?:[ap]\.? ?m\.?)? ?(?:Z|UTC|GMT)?", re.IGNORECASE)
_SINCE = re.compile(AGO, re.IGNORECASE)
_RULE = re.compile(r"[ \t]*(?:[-*_][ \t]*){3,}")
_HEAD_LINES = 12
_NAME = 80
"""Characters of the name of a writer or a source at most."""
_INITIALS = 4
"""Words of a name that may end in a full stop."""
_KINDS = {
    "title": "title", "headline": "title", "published": "day", "date": "day", "posted": "day", "publish": "day",
    "publicado": "day", "fecha": "day", "by": "byline", "author": "byline", "por": "byline", "autor": "byline",
    "pubdate": "day", "publishdate": "day", "datepublished": "day", "authors": "byline", "autores": "byline",
    "url": "url", "canonical": "url", "source": "other", "link": "other", "fuente": "other", "retrieved": "other",
    "scraped": "other",
}  # fmt: skip


def parse_markdown(text: str, *, url: str | None = None, title: str | None = None) -> Post:
    """The article of a Markdown capture, and the comments under a heading that says so. `title` is for one that states
    none.

    Raises:
        NotOnePost: there is no title or no text, there are several articles, or it is nested too deep to be read.
    """
    head, text = read_head(text, url)
    head.title = head.title or title
    if not head.title:
        raise NotOnePost("no title: a Markdown capture begins with `# Title`", "line 1")
    blocks, found, all_read = part_comments(read_blocks(text))
    if others := sum(block.heading == "#" for block in blocks):
        raise NotOnePost(f"{others + 1} titles (`# …`): more than one article")
    body = text_of(blocks)
    if not (body or found):
        raise NotOnePost("no text under the title")
    comments = to_comments(found)
    address_comments(comments)
    return Post(
        title=head.title,
        byline=head.byline,
        published_on=head.day.on,
        day_in_utc=head.day.in_utc,
        unclear_day=head.day.unclear,
        unread_day=head.day.unread,
        body=body,
        comments=comments,
        complete=all_read and not skips_numbers(found),
        layout="markdown",
    )


def read_head(text: str, url: str | None = None) -> tuple[Head, str]:
    """What stands over the text, and the text."""
    text = normalise(text).lstrip("\n")
    head = Head(url)
    fields, text = read_front_matter(text)
    for name, value in fields:
        head.take_field(name.replace("_", " "), inline_text(value))
    if title := _TITLE.match(text):
        head.title = inline_text(title["title"])
        text = text[title.end() :]
    lines = text.split("\n")
    taken = 0
    for number, line in enumerate(lines[:_HEAD_LINES]):
        below = lines[number + 1 : number + 2]
        if line.strip() and not (head.take_line(line, "".join(below)) or head.take_undated(line, lines[number + 1 :])):
            break
        taken = number + 1
    return head, "\n".join(lines[taken:])


class Head:
    """What stands over the text: title, day, byline, the article's own address."""

    def __init__(self, url: str | None) -> None:
        self._url = url
        self.title: str | None = None
        self.byline: str | None = None
        self.own_url: str | None = None
        self.day = Day()

    def take_line(self, line: str, below: str) -> bool:
        """Takes a line that states something of the article and no more; False for the first line of its text."""
        if _RULE.fullmatch(line):
            return True
        plain = " ".join(inline_text(line).strip(_MARKS).split())
        runs_on = below[:1].islower() and not _WEB.match(below)  # the first line of a paragraph of several
        if not runs_on and (joined := part_byline(plain)) and (day := self._day_of(joined.day)):
            self._add_byline(writer(joined.byline) or joined.byline)
            self._take_day(day)
            return True
        if match := _LABELLED.fullmatch(plain):
            return self._take_labelled(_KINDS[match["label"].lower()], match["value"])
        if runs_on:
            return False
        found = date_line(plain)
        if found and found.label == "capture":
            return True
        if day := self._day_of(plain):
            # Another day than the one that is known is where the text begins: `May 3` over what happened on it.
            if not (found and found.label) and self.day.on not in (None, day.on, *printed_days(plain)):
                return False
            self._take_day(day)
            return True
        if self._take_vague(plain, stands_out=plain != line.strip()):
            return True
        if is_byline(plain):
            self._add_byline(writer(plain) or plain)
            return True
        return False

    def _take_labelled(self, kind: str, value: str) -> bool:
        """Takes the value behind a label and a colon; False where it is more than a day, a name or an address."""
        if kind == "day":
            if (day := self._day_of(value, labelled=True)) is None:
                return False
            self._take_day(day)
            return True
        if kind == "url" and self._take_url(value):
            return True
        if kind == "other" and (_WEB.fullmatch(value) or self._day_of(value)):
            return True
        is_short = len(value.split()) <= _INITIALS and value.endswith(".")
        if len(value) >= _NAME or (value.endswith(SENTENCE_END) and not is_short):
            return False
        if kind == "byline":
            self._add_byline(value)
        return True

    def _take_url(self, value: str) -> bool:
        address = value.strip("<>")
        if not _WEB.fullmatch(address):
            return False
        self.own_url = self.own_url or address
        return True

    def _add_byline(self, name: str) -> None:
        if self.byline is None:
            self.byline = name
        elif name.casefold() not in self.byline.casefold():
            self.byline += f"\n{name}"

    def take_field(self, name: str, value: str) -> None:
        """Takes a field of the front matter."""
        kind = _KINDS.get(name.lower().strip().partition(" ")[0])
        if kind == "title":
            self.title = value
        elif kind == "day":
            if stated := stated_time(value):
                self._take_day(Day(stated.on, stated.in_utc))
            elif any(c.isdigit() for c in value):  # `published: true` says that it is no draft
                self._take_day(day_as_written(value, self._url))
        elif kind == "url":
            self._take_url(value)
        elif kind == "byline" and len(value) < _NAME:
            self._add_byline(value)

    def _day_of(self, value: str, *, labelled: bool = False) -> Day | None:
        """The day of a value that is written as one, with or without a clock time, and nothing else.

        It can be two days, or none that can be read.
        """
        is_stamp = _ONLY_DAY.fullmatch(value)
        if is_stamp and (stated := stated_time(value)):
            return Day(stated.on, stated.in_utc)
        if (found := date_line(value)) is not None:
            return Day(found.on, says_utc(value))
        if (written := written_date(value, labelled=labelled)) is not None:
            return day_as_written(written, self._url)
        day = day_as_written(value, self._url) if is_stamp else Day()
        return day if day.on or day.unclear else None

    def _take_vague(self, plain: str, *, stands_out: bool) -> bool:
        """Takes a line that is a date by its words alone; a month and its year can head a chronicle, if it stands in
        the text as all other lines do."""
        written = vague_date(plain)
        if written is None or not (stands_out or _SINCE.fullmatch(written)):
            return False
        self._take_day(day_as_written(written, self._url))
        return True

    def take_undated(self, line: str, below: list[str]) -> bool:
        """Takes a line that is a date by its words and stands alone; several such lines are a chronicle's."""
        plain = " ".join(line.split())
        if self.day.on or (below and below[0].strip()) or vague_date(plain) is None:
            return False
        return not any(vague_date(other.strip(f"{_MARKS}#")) for other in below) and self._take_vague(
            plain, stands_out=True
        )

    def _take_day(self, day: Day) -> None:
        if self.day.on is None and (day.on or day.unclear or not self.day.unclear):
            self.day = day
