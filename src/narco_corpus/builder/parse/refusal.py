"""Which pages are not one post: home pages, archives, labels, listings; by address, standing phrases and structure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl, urlsplit

from narco_corpus.builder.parse.bylines import is_byline
from narco_corpus.builder.parse.dates import date_line
from narco_corpus.builder.parse.lines import Line
from narco_corpus.builder.parse.phrases import is_phrase, words
from narco_corpus.builder.post import NotOnePost

_YEAR = r"(?:199\d|20[0-3]\d)"
"""A year of blogs; other numbers of four digits are posts' as well as shorter and longer ones."""
_PATHS = (
    (
        re.compile(
            rf"/{_YEAR}(?:/(?:0?[1-9]|1[0-2])(?:/(?:0?[1-9]|[12]\d|3[01]))?)?/?"
            rf"|/{_YEAR}_\d\d(?:_\d\d)?_archive\.html"
        ),
        "an archive",
    ),
    (re.compile(r"/search/label/.*"), "a label page"),
    (re.compile(r"/search/?|/(?:.*/)?page/\d+/?"), "a listing"),
    (re.compile(r"/(?:author|autor)/[^/]*/?"), "an author's page"),
    (re.compile(r"/(?:.*/)?feeds?(?:/.*)?"), "an archive"),
)
_LONG_NAME = re.compile(r"(?:[^-_]+[-_]+){4,}[^-_]+|(?!(?:19|20)\d\d\D)\d{3,}[-_].+")
_ARCHIVED_NAME = re.compile(r"\d+|(?:[^-_]+[-_]+){2,}[^-_]+")
_BELOW = (
    (
        re.compile(r"/(?:label|labels|tag|tags|etiqueta|etiquetas|topic|topics)(?:/(.*))?"),
        "a label page",
        _LONG_NAME,
    ),
    (re.compile(r"/(?:category|categories|categoria|categorias)/(.*)"), "a category page", _LONG_NAME),
    (re.compile(r"/(?:archive|archives|archivo|archivos)(?:/([^/]*))?/?"), "an archive", _ARCHIVED_NAME),
)
"""Paths below which blogs have listings and some have posts too, and names right below them that may be a post's:
labels and categories have names of a few words."""
_FURTHER_NAME = re.compile(r"\d{3,}|(?=.*\d)(?=.*[^\W\d]).+|(?:[^-_]+[-_]+){2,}[^-_]+")
"""What may be a post's name in a folder below such a path, where sections have their names too."""
_SUFFIX = re.compile(r"\.(?:s?html?|php|aspx?)$", re.IGNORECASE)
_OF_MANY = re.compile(
    rf"(?:[^\W\d]+[-_]?)?{_YEAR}(?:[-_]?(?:0[1-9]|1[0-2])(?:[-_]?[0-3]\d)?)?|(?:page|pagina)[-_]?\d+|index",
    re.IGNORECASE,
)
"""The last part of the address of a year, a month or a day, or of one of several pages."""
_NUMBER = re.compile(r"\d+(?![^:-])")
_HOME = re.compile(r"/?(?:index\.(?:html?|php)|default\.aspx|home/?)?")
_LISTING_KEYS = {
    "cat": "a category page",
    "tag": "a label page",
    "s": "a search page",
    "paged": "a listing",
    "author": "an author's page",
}
_POSTED = re.compile(
    r"(?:posted|publicado) (?:by|por) .{1,60}(?: (?:at|a las?|en|on) |\d{1,2}:\d\d).{0,60}", re.IGNORECASE
)
_PAGE_OF = re.compile(r"(?:page|p[aá]gina) \d{1,5} (?:of|de) \d{1,5}", re.IGNORECASE)
_TEASERS = 3
_PARAGRAPH = 80
"""Characters from which on a line is of a text, and no title or menu."""
_CLOSED = re.compile(r"[.!?:;»”\"')\]](?<!\.\.)(?<!\[\.{3}\])(?<!\(\.{3}\))(?<!\[…\])(?<!\(…\))$")
"""How a text ends that is whole: not in `…`, nor in the middle of a sentence."""
_FEET = "feet of several posts (Posted by …)"
_PARTS = frozenset("pPrRlLcCsSkKfF")
_LEAD_ON = "teasers that lead on to other pages"
_HEAD_LINES = 14


def refuse_url(url: str) -> None:
    """Raises `NotOnePost` where the address is that of a home page, an archive or a listing."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return
    if not parts.netloc:
        return
    query = dict(parse_qsl(parts.query[:2000]))
    path = parts.path
    if _HOME.fullmatch(path):
        if query.get("p") or query.get("page_id"):
            return
        for key, what in _LISTING_KEYS.items():
            if key in query:
                raise NotOnePost(f"the address is that of {what}: {url}", "url")
        if len(query.get("m", "")) >= 4:
            raise NotOnePost(f"the address is that of an archive: {url}", "url")
        if not _names_post(query):
            raise NotOnePost(f"the address is that of a home page: {url}", "url")
    for pattern, what in _PATHS:
        if pattern.fullmatch(path):
            raise NotOnePost(f"the address is that of {what}: {url}", "url")
    for pattern, what, own_name in _BELOW:
        if (below := pattern.fullmatch(path)) and not _may_be_post(below[1] or "", own_name):
            raise NotOnePost(f"the address is that of {what}: {url}", "url")


def _names_post(query: Mapping[str, str]) -> bool:
    """Whether a query names one article by its number, as `id=7` or Joomla's `view=article&id=7:name` do."""
    if query.get("view", "article") != "article":
        return False
    return any(key.lower() in words("post-number") and _NUMBER.match(value) for key, value in query.items())


def _may_be_post(below: str, own_name: re.Pattern[str]) -> bool:
    """Whether what follows `/tag/`, `/category/` or `/archives/` in an address may name a post: its content tells."""
    *sections, last = below.strip("/").split("/")
    name = _SUFFIX.sub("", last)
    if not name or _OF_MANY.fullmatch(name):
        return False
    if sections and name != last:
        return True
    return (_FURTHER_NAME if sections else own_name).fullmatch(name) is not None


def refuse_phrases(lines: Sequence[Line]) -> None:
    """Raises `NotOnePost` where a line of the page says that it is a listing."""
    for line in lines[:_HEAD_LINES]:
        if line.indent < 8 and is_phrase("listing", line.text):
            raise NotOnePost(f"a listing, by its line {line.text!r}", f"line {line.number}")
    for line in lines[-_HEAD_LINES:]:
        if (
            line.indent < 2
            and len(line.text) < 40
            and (is_phrase("onward", line.text) or _PAGE_OF.fullmatch(line.text))
        ):
            raise NotOnePost(f"a listing, by its line {line.text!r}", f"line {line.number}")


def refuse_several(body: Sequence[Line], *, comments: bool) -> None:
    """Raises `NotOnePost` where the part before the comments holds the heads or the feet of several posts."""
    heads: list[Line] = []
    strong: list[Line] = []
    feet: list[Line] = []
    teasers: list[Line] = []
    for index, line in enumerate(body):
        text = line.text
        if len(text) > 110:
            continue
        if text[0] in "pP" and _POSTED.fullmatch(text):
            feet.append(line)
        elif text[0] in "rRlLcCsSkKfF" and is_phrase("teaser", text):
            teasers.append(line)
        elif line.gap and index + 2 < len(body) and _is_head(body, index):
            heads.append(line)
            if any(is_byline(after.text) for after in body[index + 2 : index + 4]):
                strong.append(line)
    for found, enough, what in (
        (strong, 2 if comments else 1, "heads of further posts (date, title, byline)"),
        (heads, 3 if comments else 2, "heads of further posts (date and title)"),
        (feet, 2, _FEET),
        (teasers, _TEASERS, _LEAD_ON),
    ):
        if len(found) >= enough:
            raise NotOnePost(f"a listing: it holds {what}", f"line {found[0].number}")


def refuse_parts(page: Sequence[Line]) -> None:
    """Raises `NotOnePost` where what stands before the comments is a row of teasers, or two posts with their feet."""
    feet: list[int] = []
    teasers: list[int] = []
    for index, line in enumerate(page):
        text = line.text
        if text[0] not in _PARTS or len(text) > 110 or not index:
            continue
        if text[0] in "pP":
            if _POSTED.fullmatch(text):
                feet.append(index)
        elif is_phrase("teaser", text):
            teasers.append(index)
    if len(teasers) > 1 and _is_row(page, teasers):
        raise NotOnePost(f"a listing: it holds {_LEAD_ON}", f"line {page[teasers[0]].number}")
    if len(feet) > 1 and _ends_post(page, feet[0], feet[1]):
        raise NotOnePost(f"a listing: it holds {_FEET}", f"line {page[feet[0]].number}")


def _is_row(page: Sequence[Line], teasers: Sequence[int]) -> bool:
    """Whether the page is nothing but texts that links to more of them end: an article has such links among others."""
    ends = [page[index - 1].text for index in teasers]
    if any(len(text) <= _PARAGRAPH for text in ends):
        return False
    texts = sum(len(line.text) > _PARAGRAPH for line in page)
    others = texts - len(ends)
    if not others or (others == 1 and len(ends) >= _TEASERS):
        return True
    return others <= len(ends) and not any(map(_CLOSED.search, ends))


def _ends_post(page: Sequence[Line], foot: int, last: int) -> bool:
    """Whether a foot stands under a text, and over a title with a text and a foot of its own."""
    title = foot + 1
    while title < last and is_phrase("foot", page[title].text):
        title += 1
    if title + 1 >= last or not page[title].gap or not page[title + 1].gap:
        return False
    text = page[title].text
    return (
        len(text) <= 150
        and text[-1] not in ".,;:"
        and any(len(line.text) > _PARAGRAPH for line in page[:foot])
        and any(len(line.text) > _PARAGRAPH for line in page[title + 1 : last])
    )


def _is_head(body: Sequence[Line], index: int) -> bool:
    """Of a line that stands apart: whether it is one of date, and below it, apart, is what can be a title."""
    line, below = body[index], body[index + 1]
    if not below.gap or len(below.text) > 150 or below.text[-1] in ".,;:":
        return False
    found = date_line(line.text)
    return found is not None and found.label is None
