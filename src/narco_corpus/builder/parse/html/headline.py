"""What a page prints around the headline of its post: the lines up to its text, and the days and writers in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from narco_corpus.builder.parse.bylines import is_byline
from narco_corpus.builder.parse.dates import CLOCK, ORDINAL
from narco_corpus.builder.parse.html.blocks import element_text, line_text
from narco_corpus.builder.parse.html.people import writer
from narco_corpus.builder.parse.html.select import SITE_HEADERS, above, classes, each
from narco_corpus.builder.parse.html.times import printed_days
from narco_corpus.builder.parse.phrases import folded, words

_FAR = 30_000
"""Characters of markup behind a headline in which the text has begun, also where no element is known to hold it."""
_MOST_LINES = 40
_PROSE, _DECK = 300, 150
"""Characters of a line with which a text has begun; from the second on the second is enough: a deck is one line."""
_LONGEST = 160
_LONGEST_NAME = 60
_SHORT = 15
"""Characters of a headline that can be the name of a site, which many stated titles begin or end with."""
_MOST_WORDS = 8
_OTHERS = (
    "aside, nav, footer, figure, figcaption, #comments, .commentlist, .comment-list, [itemtype$='/Comment'], "
    "[class*='related' i], [class*='widget' i], [class*='sidebar' i], [class*='caption' i], "
    ".updated:not(.published), .modified:not(.published), [itemprop='dateModified']"
)
"""Elements before a text that are of other posts, of pictures or of the last change."""
_WRITER = "[rel~='author'], [itemprop='author'], .byline"
_HEADER = ("header", "hgroup")
_MONTH = r"[^\W\d_]{3,10}\.?"
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    r"(?<![\w/.-])(?:"
    rf"\d{{1,2}}(?:{ORDINAL}|\.)?[ /-](?:de |of )?{_MONTH},?[ /-](?:de |del )?{_YEAR}|"
    rf"{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,?(?: de| del)? {_YEAR}|"
    rf"{_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|"
    rf"\d{{1,2}}(?P<sign>[-/.])\d{{1,2}}(?P=sign){_YEAR})(?![^\WT_]|[/-])",
    re.IGNORECASE,
)
_PART = re.compile(r"\s*[|·•»\n]\s*|\s[/–—-]\s")
"""Between the parts of a line under a headline."""
_SIDE_BY_SIDE = re.compile(
    r"(</(?:a|abbr|b|cite|em|i|li|small|span|strong|time)>)(?=(?:<\w[^<>]*>){1,9}\w)", re.IGNORECASE
)
"""Elements that only a style keeps apart."""
_CLOCK = re.compile(CLOCK, re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_CAPITALS = r"[^\W\d_a-záéíóúñü][\w.'’-]*"
_NAME = rf"{_CAPITALS}(?: (?:(?:de|del|la|las|los|y|and|&) ){{0,2}}{_CAPITALS}){{1,5}}"
_SIGNED = re.compile(rf"(?:^|[\s,:])(?:[Bb]y|[Pp]or|BY|POR):? ({_NAME})(?=,?$|,? (?:on|el|en|in)\b)")


class _Dated(NamedTuple):
    text: str
    published: bool
    """Whether it is said to be the day of publication."""


class Headline:
    """The lines around a headline, read when they are first asked for: most pages say what they are otherwise."""

    def __init__(
        self, around: LexborNode, heading: LexborNode | None, content: LexborNode | None, title: str | None
    ) -> None:
        """Lines within one element, up to the one that holds the text; without that, up to the first that is prose.

        A headline in a site's header counts where it is the title that the page states of its post.
        """
        self._around, self._heading, self._content, self._title = around, heading, content, title

    @cached_property
    def days(self) -> list[str]:
        """What is printed as the day of the post; those that are said to be of its publication, where any is."""
        found = list(_dates(self._lines))
        return [each.text for each in found if each.published] or [each.text for each in found]

    @cached_property
    def day(self) -> str | None:
        """The one day that is printed."""
        return self.days[0] if len({tuple(printed_days(text)) for text in self.days}) == 1 else None

    @cached_property
    def writer(self) -> str | None:
        """The name that stands there as who wrote the post."""
        nodes = each(self._tree, _WRITER) if self._tree is not None else []
        texts = [text for node in nodes if any((text := line_text(node)) in line for line in self._lines)]
        named = (writer(_PART.split(text, 1)[0]) for text in texts)
        signed = (match[1] for line in self._lines if len(line) <= _LONGEST and (match := _signed(line)))
        return next((name for name in (*named, *signed) if name and _can_be_a_name(name)), None)

    @cached_property
    def _tree(self) -> LexborHTMLParser | None:
        """The markup before and after the headline, without elements that are of something else."""
        if self._heading is None or self._is_of_site(self._heading) or not (markup := self._markup()):
            return None
        tree = LexborHTMLParser(_SIDE_BY_SIDE.sub(r"\1 ", markup))
        for other in each(tree, _OTHERS):
            other.decompose()
        return tree

    @cached_property
    def _lines(self) -> list[str]:
        tree = self._tree
        lines = [line for line in element_text(tree.body).split("\n") if line] if tree and tree.body else []
        return _before_prose(lines[:_MOST_LINES]) if self._content is None else lines[:_MOST_LINES]

    def _is_of_site(self, heading: LexborNode) -> bool:
        """Whether a headline is in the part over all pages, which has the site's name and often the day of today."""
        text, title = line_text(heading).casefold(), (self._title or "").casefold()
        if text == title or (len(text) > _SHORT and title.startswith(text)):
            return False
        for outer in above(heading):
            if outer.mem_id == self._around.mem_id or outer.tag in ("article", "main"):
                return False
            if not SITE_HEADERS.isdisjoint([*classes(outer), outer.id or ""]):
                return True
        return False

    def _markup(self) -> str:
        heading, page = self._heading, self._around.html or ""
        own = (heading.html or "") if heading is not None else ""
        if heading is None or not own:
            return ""
        end = page.find(self._content.html or "\0") if self._content is not None else -1
        start = page.rfind(own, 0, end) if end >= 0 else page.find(own)
        if start < 0:
            return ""
        start += len(own)
        return _right_before(heading) + page[start : min(end, start + _FAR) if end >= 0 else start + _FAR]


def headline_of(tree: LexborHTMLParser, title: str | None) -> LexborNode | None:
    """The element that prints a title; else the only `h1`."""
    for node in each(tree, "h1, h2, [itemprop='headline']"):
        if title and " ".join(node.text().split()).casefold() == title.casefold():
            return node
    headings = tree.css("h1")
    return headings[0] if len(headings) == 1 else None


def says_only_day(line: str, on: date | None) -> bool:
    """Whether a line is nothing but the day of publication, or that of a change."""
    found = _DATE.search(line) if len(line) <= _LONGEST else None
    if found is None:
        return False
    before, after = line[: found.start()], line[found.end() :]
    beside = _WORD.findall(folded(_CLOCK.sub(" ", f"{before} {after}")))
    return all(word in words("day_beside") for word in beside) and (
        on in printed_days(found[0]) or _last_label(before) == "changed"
    )


def _before_prose(lines: list[str]) -> list[str]:
    long = [place for place, line in enumerate(lines) if len(line) > _DECK]
    return lines[: next((place for place in long if len(lines[place]) > _PROSE or place != long[0]), len(lines))]


def _right_before(heading: LexborNode) -> str:
    """The markup of the nearest element before a headline, in the header of the post too."""
    node: LexborNode | None = heading
    while node is not None and node.parent is not None and node.parent.tag != "body":
        before = node.prev
        while before is not None and not before.is_element_node:
            before = before.prev
        if before is not None:
            markup = before.html or ""
            return "" if before.tag in (*_HEADER, "nav", "ul") or len(markup) > _FAR else markup
        node = node.parent if node.parent.tag in _HEADER else None
    return ""


def _dates(lines: list[str]) -> Iterator[_Dated]:
    label = None
    for line in lines:
        if len(line) > _LONGEST:
            continue
        for part in _PART.split(line):
            found = list(_DATE.finditer(part))
            if not found:
                label = _last_label(part)
                continue
            rest, end = "", 0
            dated: list[_Dated] = []
            for day in found:
                before = part[end : day.start()]
                label = _last_label(before) or label
                if label in (None, "published") and printed_days(day[0]):
                    dated.append(_Dated(day[0], label == "published"))
                rest, end, label = f"{rest} {before}", day.end(), None
            if _says_no_more(f"{rest} {part[end:]}") and not _tells_of(part[: found[0].start()]):
                yield from dated


def _last_label(text: str) -> str | None:
    """What the last label in a text says of the day behind it: of the last change, of publication, of another thing."""
    for word in reversed(_WORD.findall(folded(text))):
        for label in ("changed", "published"):
            if word in words(f"day_{label}"):
                return label
    return "other" if text.rstrip().endswith(":") else None


def _says_no_more(text: str) -> bool:
    """Whether what stands beside a date is names and words that stand there: no sentence and no caption."""
    found = _WORD.findall(_CLOCK.sub(" ", text))
    others = [word for word in found if folded(word) not in words("day_beside")]
    if len(others) > _MOST_WORDS or "©" in text:
        return False
    return not any(word[0].islower() or folded(word) in words("day_of_other") for word in others)


def _tells_of(before: str) -> bool:
    """Whether what stands before a date is of something else of that day: `Massacre of May 3, 2009`, `Muere el 3 …`."""
    said = _WORD.findall(folded(before))
    named = any(word not in words("day_beside") for word in said)
    return named and said[-1] in words("day_of") and _signed(before) is None


def _signed(line: str) -> re.Match[str] | None:
    """The name behind `by` in a part of a line: before it is nothing but what stands beside a day, as a deck (`Twelve
    killed by Los Zetas`) and a credit (`Photo by …`) have more.
    """
    for part in _PART.split(line):
        text = _CLOCK.sub("", _DATE.sub("", part)).strip()
        match = _SIGNED.search(text)
        if match and all(word in words("day_beside") for word in _WORD.findall(folded(text[: match.start()]))):
            return match
    return None


def _can_be_a_name(text: str) -> bool:
    if len(text) > _LONGEST_NAME or any(map(str.isdigit, text)):
        return False
    return text[0].isupper() and is_byline(f"By {text}")
