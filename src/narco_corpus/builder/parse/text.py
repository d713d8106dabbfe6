"""Reads text captures of blog posts: head, body and comments of every family of pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from msgspec.structs import replace

from narco_corpus.builder.parse.body import body_lines, take_foot
from narco_corpus.builder.parse.bylines import part_count
from narco_corpus.builder.parse.clock import address_comments
from narco_corpus.builder.parse.comments_bulleted import read_bulleted
from narco_corpus.builder.parse.comments_footed import read_footed
from narco_corpus.builder.parse.comments_said import read_said
from narco_corpus.builder.parse.comments_stamped import read_stamped
from narco_corpus.builder.parse.cut import breaks_off, skips_numbers
from narco_corpus.builder.parse.dates import date_line, is_in_numbers, names_day, vague_date, written_date
from narco_corpus.builder.parse.head import Head, read_head
from narco_corpus.builder.parse.html.days import Day, day_as_written
from narco_corpus.builder.parse.html.times import stated_time
from narco_corpus.builder.parse.joined import part_byline
from narco_corpus.builder.parse.lines import Line, paragraphs, read_lines
from narco_corpus.builder.parse.numbered import read_numbered
from narco_corpus.builder.parse.numbering import left_aligned
from narco_corpus.builder.parse.own_address import address_line
from narco_corpus.builder.parse.phrases import MODERATION, is_phrase
from narco_corpus.builder.parse.printed_comment import PrintedComment, to_comments
from narco_corpus.builder.parse.prose import is_sentence
from narco_corpus.builder.parse.refusal import refuse_parts, refuse_phrases, refuse_several, refuse_url
from narco_corpus.builder.parse.section import find_section
from narco_corpus.builder.post import NotOnePost, Post
from narco_corpus.model.text import normalise, squeeze

FEWEST_CHARACTERS = 20
"""A text without date, title and comments needs as many to be taken for a post."""
_HEAD = 8
"""Lines among which one that is written as a date is the post's, also where it cannot be read."""
_TOP = 2000
"""Characters in which a line that states the page's address stands."""
_FEED = "(Atom)"
"""Part of the link to a feed: few texts need a further look."""
_LINK = re.compile(r"\d+\. [a-z][a-z+.-]{1,20}:.+")
"""An address in the list of a page's links."""
_LINKS = frozenset(("references", "visible links", "hidden links"))
"""Headings of that list."""
_FORMS = {"none": "plain", "said": "blogger-said"}


def parse_text(text: str, *, url: str | None = None, titled: bool = False) -> Post:
    """The post of a text capture.

    Args:
        text: the decoded capture; it need not be normalised.
        url: the page's address, where it is known: some listings can only be told by it.
        titled: whether its title stands elsewhere, so that a few words are a post too.

    Raises:
        NotOnePost: the page is a home page, an archive, a label page or another listing, or holds no text.
    """
    if url:
        refuse_url(url)
    text = normalise(text)
    lines = left_aligned(read_lines(text))
    if not lines:
        raise NotOnePost("the capture holds no text")
    if "://" in text[:_TOP] and (address := address_line(lines)):
        del lines[address[0]]
    if not lines:
        raise NotOnePost("the capture holds no text but an address")
    refuse_phrases(lines)
    closed = _cut_tail(lines, text)
    section = find_section(lines)
    form, stated = "plain", None
    found: list[PrintedComment] = []
    before = lines
    if section:
        before, comment_lines = lines[: section.start], lines[section.first :]
        if MODERATION in text:
            comment_lines = [line for line in comment_lines if not is_phrase("moderation", line.text)]
        form, stated = _FORMS.get(section.form, section.form), section.stated
        if section.form == "numbered":
            _cut_number(comment_lines)
            found, form = read_numbered(comment_lines)
        elif section.form == "said":
            found = read_said(comment_lines)
        elif section.form == "bulleted":
            found = read_bulleted(comment_lines)
        elif section.form == "stamped":
            found = read_stamped(comment_lines)
        elif section.form == "footed":
            found = read_footed(comment_lines)
    page, before = before, list(before)
    foot = take_foot(before)
    head, day = _read_head(before, url)
    head.byline, beside = part_count(head.byline) if head.byline else (None, None)
    stated = next((count for count in (stated, foot.stated, beside) if count is not None), None)
    refuse_several(head.body, comments=bool(found))
    refuse_parts(page)
    body = paragraphs(body_lines(head.body))
    if not (body or found or (head.title and head.published_on)):
        raise NotOnePost("the capture holds no text of an article")
    if not (titled or found or head.title or head.published_on) and len(body) < FEWEST_CHARACTERS:
        raise NotOnePost(f"no date, no title, no comments and fewer than {FEWEST_CHARACTERS} characters")
    comments = to_comments(found)
    address_comments(comments)
    return Post(
        title=head.title,
        byline=head.byline or foot.byline,
        published_on=head.published_on or (foot.when.on if foot.when else None),
        unclear_day=day.unclear,
        unread_day=day.unread,
        body=body,
        comments=comments,
        complete=not (skips_numbers(found) or breaks_off(text, body, comments, stated=stated, closed=closed)),
        layout=form,
    )


def _read_head(lines: list[Line], url: str | None) -> tuple[Head, Day]:
    """The head of a post, and the day of the line that dates it where that can be two days or cannot be read."""
    # A line that also names the writer and is a date all the same loses the name to no paragraph; others are taken
    # apart only where no line dates the post: a source of the text is written so too.
    lines, byline = _without_byline(lines, lambda text: date_line(text) is not None)
    head, day = read_head(lines, _site(url)), Day()
    if head.published_on is None and byline is None:
        lines, byline = _without_byline(lines, lambda _: True)
        if byline:
            head = read_head(lines, _site(url))
    if head.published_on is None:
        for index, line in enumerate(lines[:_HEAD]):
            if (written := written_date(line.text)) is not None:
                head = read_head([*lines[:index], *lines[index + 1 :]], _site(url))
                day = day_as_written(written, url)
                head.published_on = head.published_on or day.on
                head.byline = head.byline or byline
                return head, Day() if head.published_on else day
        if dated := _vaguely_dated(lines, url):
            head, day = dated
        elif head.title and is_in_numbers(lines[0].text):
            day = Day(unread=lines[0].text)
        elif over := _dated_over(lines, head):
            day = Day(unread=over)
    head.byline = head.byline or byline
    return head, day


def _vaguely_dated(lines: list[Line], url: str | None) -> tuple[Head, Day] | None:
    """The head beside a line that is a date by its words alone and stands where a date does: over the text.

    Several such lines are the days of a chronicle, and one without a title above or below it can be the title.
    """
    index = next((index for index, line in enumerate(lines[:_HEAD]) if vague_date(line.text)), None)
    if index is None or any(vague_date(line.text) for line in lines[index + 1 :]):
        return None
    head = read_head([*lines[:index], *lines[index + 1 :]], _site(url))
    if head.title is None or (head.body and head.body[0].number < lines[index].number):
        return None
    written = vague_date(lines[index].text) or ""
    stated = stated_time(written)
    day = Day(stated.on) if stated else day_as_written(written, url)
    head.published_on = day.on
    return head, Day() if day.on else day


def _dated_over(lines: list[Line], head: Head) -> str | None:
    """The line over the title that is a date in a form that is not known; it is in no text either."""
    title = next((index for index, line in enumerate(lines[:_HEAD]) if line.text == head.title), 0)
    return next((line.text for line in lines[:title] if names_day(line.text) and not is_sentence(line.text)), None)


def _without_byline(lines: list[Line], fits: Callable[[str], bool]) -> tuple[list[Line], str | None]:
    """The lines with the day alone in the first one that names the writer beside it, and how it names him."""
    for index, line in enumerate(lines[:_HEAD]):
        if fits(line.text) and (joined := part_byline(line.text)):
            return [*lines[:index], replace(line, text=joined.day), *lines[index + 1 :]], joined.byline
    return lines, None


def _cut_tail(lines: list[Line], text: str) -> bool:
    """Takes the standing phrases of a page's end off the lines, and what stands below the link to the feed of a post's
    comments, which Blogger's pages end in; True if there were any."""
    count = len(lines)
    _cut_links(lines)
    if _FEED in text:
        end = next((n for n, line in enumerate(lines) if n and is_phrase("end", line.text)), count)
        # A template may have the link over its text.
        above, below = (any(is_sentence(line.text) for line in part) for part in (lines[:end], lines[end:]))
        if above or not below:
            del lines[end:]
    while len(lines) > 1 and lines[-1].indent < 2 and is_phrase("tail", squeeze(lines[-1].text)):
        lines.pop()
    return len(lines) < count


def _cut_links(lines: list[Line]) -> None:
    """Takes off the addresses of a page's links, which lynx prints under it, numbered, below `References`."""
    index = len(lines)
    while index and (_LINK.fullmatch(lines[index - 1].text) or lines[index - 1].text.casefold().rstrip(":") in _LINKS):
        index -= 1
    if index < len(lines) and lines[index].text.casefold() == "references":
        del lines[index:]


def _cut_number(lines: list[Line]) -> None:
    """Takes off a last line that is the beginning of a next item's number, which the capture's end cut."""
    last = lines[-1]
    if len(lines) > 1 and last.text.isdigit() and last.indent == lines[0].indent and last.gap:
        lines.pop()


def _site(url: str | None) -> str | None:
    """The name in a host: `borderlandbeat` of `www.borderlandbeat.com`."""
    if not url:
        return None
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    return host.removeprefix("www.").partition(".")[0] or None
