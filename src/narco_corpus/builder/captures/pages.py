"""Makes the capture of a file that is one page, with what the page states of itself."""

from __future__ import annotations

from narco_corpus.builder.captures.capture import Capture, Form
from narco_corpus.builder.captures.mhtml import saved_page
from narco_corpus.builder.captures.own_url import own_url
from narco_corpus.builder.post import NotOnePost


def page_capture(path: str, content: bytes, form: Form, url: str | None = None) -> Capture:
    """The capture of a page; the URL is what somebody else says of it, and goes before its own."""
    capture = Capture(path=path, content=content, form=form, url=url)
    if form != "mhtml":
        capture.url = url or own_url(content, form)
        return capture
    try:
        page = saved_page(content)
    except NotOnePost:
        return capture  # whoever parses it says so
    capture.url = url or page.url or own_url(page.content, "html")
    capture.retrieved_at = page.saved_at
    return capture
