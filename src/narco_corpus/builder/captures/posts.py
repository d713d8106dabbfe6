"""Turns a capture into a post: decodes it and gives it to the parser of its form."""

from __future__ import annotations

import re
from contextlib import suppress

from narco_corpus.builder.captures.capture import Capture
from narco_corpus.builder.captures.decode import decoded
from narco_corpus.builder.captures.mhtml import saved_page
from narco_corpus.builder.captures.options import ReadOptions
from narco_corpus.builder.captures.sniff import HEAD, kind_of
from narco_corpus.builder.parse.machine_text import refuse_machine_text
from narco_corpus.builder.post import NoKnownPost, NotOnePost, Post
from narco_corpus.model.text import key_text, normalise, squeeze

_YEARS = range(1990, 2101)
"""Years in which a blog post can have been written."""


_REFERENCE = re.compile(r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|amp|quot|apos|nbsp|lt|gt);")
"""A character as markup writes it: dumps of blogs have some also in texts without a tag."""
_CUT = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+\d+ chars\]\Z")
"""What a news service puts at the end of a text that it gives in part."""


def to_post(capture: Capture) -> Post:
    """The post of a capture; title and date that its table states take the place of those in the text.

    An author that the table states is the byline of a text that prints none.

    Raises:
        NotOnePost: it is no text, or not one post.
    """
    content, charset, form = capture.content, capture.charset, str(capture.form)
    if form == "mhtml":
        page = saved_page(content)
        content, charset, form = page.content, page.charset, "html"
    text, guess = decoded(content, charset)
    capture.guessed_charset = capture.guessed_charset or guess
    if capture.form != "feed-entry" and (at := text.find("\0")) >= 0:  # an entry is read without
        raise NotOnePost("not text: a NUL character", f"character {at}")
    if form == "fields":
        form = kind_of(content[:HEAD], "", ReadOptions())
        post = _of_row(text, form, capture)
        if cut := _CUT.search(post.body):
            post.body, post.complete = post.body[: cut.start()], False
    else:
        if form in ("text", "markdown"):
            refuse_machine_text(text)
        post = _parsed(text, form, capture.url)
    if capture.title is not None and (title := _stated(capture.title, post)):
        if form == "text" and post.title and key_text(post.title) != key_text(title):
            # The text begins without a title: what was taken for one is its first line.
            post.body = f"{post.title}\n\n{post.body}".strip()
        post.title = title
    if capture.author is not None and post.byline is None:
        lines = [_stated(line, post) for line in capture.author.split("\n")]
        post.byline = "\n".join(filter(None, lines)) or None
    _take_day(post, capture)
    _drop_impossible_days(post)
    return post


def _stated(value: str, post: Post) -> str:
    """What a table states beside a text, in one line; dumps of blogs have it as the page's markup has it."""
    from narco_corpus.builder.parse.html.blocks import loose_line

    is_markup = post.layout == "html-fragment" or _REFERENCE.search(value) is not None
    return squeeze(normalise(loose_line(value) if is_markup else value))


def _take_day(post: Post, capture: Capture) -> None:
    """The day that the table states; but a UTC time does not say whether the day before or after it was printed.

    The month in the address may.
    """
    stated, printed = capture.published_on, None if post.day_in_utc else post.published_on
    if stated is not None and not (capture.day_in_utc and printed and abs((printed - stated).days) <= 1):
        post.published_on, post.day_in_utc = stated, capture.day_in_utc
    if post.day_in_utc and post.published_on:
        from narco_corpus.builder.parse.html.days import local_day

        post.published_on = local_day(post.published_on, capture.url)
    post.unclear_day = None if post.published_on else post.unclear_day or capture.unclear_day
    post.unread_day = None if post.published_on or post.unclear_day else post.unread_day or capture.unread_day


def _of_row(text: str, form: str, capture: Capture) -> Post:
    """The post of a row of a table: a whole page or text, or the post's own markup beside its title."""
    from narco_corpus.builder.parse.html import is_fragment, parse_fragment
    from narco_corpus.builder.parse.markdown import parse_markdown

    if form == "markdown":
        return parse_markdown(text, url=capture.url, title=capture.title)
    marked = ("<" in text and is_fragment(text)) or (form == "text" and _REFERENCE.search(text) is not None)
    titled = capture.title is not None
    if form not in ("html", "text") or not marked:
        return _parsed(text, form, capture.url, titled=titled)
    if form == "text":
        if not titled:
            return _parsed(text, form, capture.url)
        with suppress(NotOnePost):
            if (post := _parsed(text, form, capture.url)).comments:
                return post  # the text of a page, with a tag in it
        return parse_fragment(text, url=capture.url)
    try:
        return _parsed(text, form, capture.url)
    except NoKnownPost:
        if not titled:
            said = "markup that is no whole page, and no title beside it"
            raise NotOnePost(f"{said}: name the column that has the title with --title-column") from None
        return parse_fragment(text, url=capture.url)


def _drop_impossible_days(post: Post) -> None:
    """A year before blogs, or far from now, is a mistake of the page: it costs the date and not the post.

    That of a post is told like one that cannot be read.
    """
    if post.published_on is not None and post.published_on.year not in _YEARS:
        post.unread_day = post.published_on.isoformat()
        post.published_on = None
    for comment in post.comments:
        if comment.printed_on is not None and comment.printed_on.year not in _YEARS:
            comment.printed_on = comment.printed_at = None
        if comment.utc is not None and comment.utc.year not in _YEARS:
            comment.utc = None


def _parsed(text: str, form: str, url: str | None, *, titled: bool = False) -> Post:
    if form == "html":
        from narco_corpus.builder.parse.html import parse_html

        return parse_html(text, url=url)
    if form == "feed-entry":
        from narco_corpus.builder.parse.feed import parse_entries

        return parse_entries(text)
    if form == "markdown":
        from narco_corpus.builder.parse.markdown import parse_markdown

        return parse_markdown(text, url=url)
    from narco_corpus.builder.parse import parse_text

    return parse_text(text, url=url, titled=titled)
