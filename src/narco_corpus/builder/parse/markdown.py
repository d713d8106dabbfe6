"""Reads Markdown captures as news crawls write them: `# Title`, a line with the day, paragraphs."""

from __future__ import annotations

import re

from narco_corpus.builder.parse.html.days import Day, day_of_post
from narco_corpus.builder.parse.html.times import stated_time
from narco_corpus.builder.post import NotOnePost, Post
from narco_corpus.model.text import normalise

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<fields>(?:.*\n)*?)---[ \t]*\n")
_FIELD = re.compile(r"^(?P<name>[\w-]+):[ \t]*(?P<value>.+?)[ \t]*$", re.MULTILINE)
_TITLE = re.compile(r"\A\s*#[ \t]+(?P<title>.+?)[ \t]*#*[ \t]*(?:\n|\Z)")
_LABELLED = re.compile(
    r"^[*_>\-\s]*(?P<label>published|date|posted|publicado|fecha|by|author|por|autor|source|url|link|fuente|retrieved|scraped)"
    r"(?:[ ]+(?:on|at|el|date))?[*_]*(?:[ ]*:[*_]*[ ]*|[ ]+)(?P<value>\S.*?)[*_\s]*$",
    re.IGNORECASE,
)
_LINK = re.compile(r"!?\[(?P<text>[^\]\n]*)\]\((?:[^()\n]|\([^()\n]*\))*\)")
_EMPHASIS = re.compile(r"(?<![\w\\])(\*\*\*|\*\*|__|\*|_)(?=\S)(?P<text>[^\n]*?[^\s\\])\1(?!\w)")
_HEADING = re.compile(r"^#{1,6}[ \t]+(.*?)[ \t]*#*$", re.MULTILINE)
_QUOTE = re.compile(r"^>[ \t]?", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$", re.MULTILINE)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>|~])")
_BLANK = re.compile(r"\n[ \t]*\n\s*")
_OTHER_TITLE = re.compile(r"^#[ \t]+\S", re.MULTILINE)
_HEAD_LINES = 12
_DAY_LINE = 80
"""Characters of a line over the text that may be a day or a name."""
_KINDS = {
    "title": "title", "headline": "title", "published": "day", "date": "day", "posted": "day", "publish": "day",
    "publicado": "day", "fecha": "day", "by": "byline", "author": "byline", "por": "byline", "autor": "byline",
    "source": "other", "url": "other", "link": "other", "fuente": "other", "retrieved": "other", "scraped": "other",
}  # fmt: skip


def parse_markdown(text: str, *, url: str | None = None) -> Post:
    """The article of a Markdown capture; the format has no place for comments.

    Raises:
        NotOnePost: there is no title or no text, or there are several articles.
    """
    text = normalise(text).lstrip("\n")
    head = _Head(url)
    if front := _FRONT_MATTER.match(text):
        for field in _FIELD.finditer(front["fields"]):
            head.take(field["name"].replace("_", " "), field["value"].strip("\"'"))
        text = text[front.end() :]
    if title := _TITLE.match(text):
        head.title = _inline(title["title"])
        text = text[title.end() :]
    if not head.title:
        raise NotOnePost("no title: a Markdown capture begins with `# Title`", "line 1")
    if others := len(_OTHER_TITLE.findall(text)):
        raise NotOnePost(f"{others + 1} titles (`# …`): more than one article")
    lines = text.split("\n")
    taken = 0
    for number, line in enumerate(lines[:_HEAD_LINES]):
        if line.strip() and not head.take_line(line):
            break
        taken = number + 1
    body = _plain("\n".join(lines[taken:]))
    if not body:
        raise NotOnePost("no text under the title")
    return Post(
        title=head.title,
        byline=head.byline,
        published_on=head.day.on,
        day_in_utc=head.day.in_utc,
        unclear_day=head.day.unclear,
        body=body,
        layout="markdown",
    )


class _Head:
    """What stands over the text: title, day, byline."""

    def __init__(self, url: str | None) -> None:
        self._url = url
        self.title: str | None = None
        self.byline: str | None = None
        self.day = Day()

    def take_line(self, line: str) -> bool:
        """Takes a line that states something of the article; False for the first line of its text."""
        if _RULE.match(line):
            return True
        if match := _LABELLED.match(line):
            return self.take(match["label"], _inline(match["value"]))
        plain = _inline(line).strip("*_ ")
        return len(plain) < _DAY_LINE and self._take_day(day_of_post([plain], None, self._url))

    def take(self, label: str, value: str) -> bool:
        """Takes a labelled value; False where it cannot be one."""
        kind = _KINDS.get(label.lower().split()[0])
        if kind == "title":
            self.title = value
        elif kind == "day":
            stated = stated_time(value)
            return self._take_day(day_of_post([] if stated else [value], stated, self._url))
        elif kind == "byline":
            if not 0 < len(value) < _DAY_LINE:
                return False
            self.byline = self.byline or value
        return kind is not None

    def _take_day(self, day: Day) -> bool:
        """Takes a day, or a date that can be two; False where there is neither."""
        if self.day.on is None and (day.on or day.unclear):
            self.day = day
        return day.on is not None or day.unclear is not None


def _plain(text: str) -> str:
    """The text without its marks: headings, quotations, emphasis and links are left as their words."""
    text = _RULE.sub("", text)
    text = _QUOTE.sub("", _HEADING.sub(r"\1", text))
    text = _inline(text)
    paragraphs = [paragraph.strip("\n").rstrip() for paragraph in _BLANK.split(text)]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph.strip())


def _inline(text: str) -> str:
    text = _LINK.sub(lambda match: "" if match[0].startswith("!") else match["text"], text)
    return _ESCAPE.sub(r"\1", _EMPHASIS.sub(r"\g<text>", text))
