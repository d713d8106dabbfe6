"""Turns a capture into a post: decodes it and gives it to the parser of its form."""

from __future__ import annotations

from narco_corpus.builder.captures.capture import Capture
from narco_corpus.builder.post import NotOnePost, Post


def to_post(capture: Capture) -> Post:
    """The post of a capture.

    Raises:
        NotOnePost: it is no text, or not one post.
    """
    from narco_corpus.builder.parse import parse_text

    try:
        text = capture.content.decode(capture.charset or "utf-8-sig")
    except (UnicodeDecodeError, LookupError):
        text = capture.content.decode("windows-1252", "replace")
    if "\0" in text:
        raise NotOnePost("binary, not text", f"character {text.index(chr(0))}")
    return parse_text(text, url=capture.url)
