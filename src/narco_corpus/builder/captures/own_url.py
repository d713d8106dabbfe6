"""The address that a saved page, a Markdown or a text capture states of itself."""

from __future__ import annotations

import codecs
import html
import re

from narco_corpus.builder.captures.decode import decode
from narco_corpus.builder.parse.refusal import refuse_url
from narco_corpus.builder.post import NotOnePost

_LINK = re.compile(rb"<(?:link|meta)\b[^>]{0,1000}>", re.IGNORECASE)
_CANONICAL = re.compile(rb"\b(?:rel\s*=\s*[\"']?canonical|property\s*=\s*[\"']?og:url)\b", re.IGNORECASE)
_ADDRESS = re.compile(rb"\b(?:href|content)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_HEAD = 1 << 17
_TEXT_HEAD = 1 << 11
"""Bytes of a text in which its head ends."""
_LONGEST_HEAD = 1 << 20
"""Some pages have styles and data of this size before their links."""
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PERMALINK = re.compile(
    rb"<a\b(?=[^<>]{0,300}\bclass\s*=\s*[\"'][^\"'<>]*\btimestamp-link\b)[^<>]{0,300}?\bhref\s*=\s*[\"']([^\"'>]+)[\"']",
    re.IGNORECASE,
)
"""Blogger's link of a post to itself, for the years before pages named their canonical address."""

_STATES = re.compile(rb"ld\+json|saved from url|-title\b", re.IGNORECASE)
"""Part of each further thing that can state the address of a page."""


def own_url(content: bytes, form: str) -> str | None:
    """The address that a capture of this form states of itself; None where it states none."""
    if form == "html":
        # Browsers on Windows save pages in UTF-16 too ("Unicode"); all other charsets have addresses as ASCII has them.
        return _of_page(decode(content, None).encode() if content.startswith(_UTF16) else content)
    if form == "markdown":
        return _of_markdown(content)
    return _of_text(content) if form == "text" and b"://" in content[:_TEXT_HEAD] else None


def _of_markdown(content: bytes) -> str | None:
    """The URL of the front matter, else of a line `URL: …` over the text."""
    from narco_corpus.builder.parse.markdown import read_head

    try:
        url = _web_address((read_head(decode(content[:_HEAD], None))[0].own_url or "").encode())
        refuse_url(url or "")
    except NotOnePost:
        # What the text states cannot be read, which is said when it is parsed; or the URL is the site's, as some tools
        # write it: all its articles would be one.
        return None
    return url


def _of_text(content: bytes) -> str | None:
    """The address of a line over the text that states it."""
    from narco_corpus.builder.parse.lines import read_lines
    from narco_corpus.builder.parse.own_address import address_line

    head = content[:_TEXT_HEAD].decode("utf-8-sig", "replace")
    if len(content) > _TEXT_HEAD:
        head = head.rpartition("\n")[0]
    found = address_line(read_lines(head))
    url = _web_address(found[1].encode()) if found else None
    try:
        refuse_url(url or "")
    except NotOnePost:
        return None
    return url


def _of_page(content: bytes) -> str | None:
    """The URL of the canonical link in a page's head, else of its `og:url`, else of its one post's permalink, else
    the one that other parts of it state."""
    head = content[: max(_HEAD, content.find(b"</head", 0, _LONGEST_HEAD))]
    found: dict[bool, str] = {}
    if b"canonical" in head or b"og:url" in head:
        for link in _LINK.finditer(head):
            kind = _CANONICAL.search(link[0])
            address = _ADDRESS.search(link[0]) if kind else None
            if kind and address and (url := _web_address(address[1] or address[2] or b"")):
                found.setdefault(kind[0].lower().startswith(b"rel"), url)
    if found:
        return found.get(True) or found.get(False)
    links = set(_PERMALINK.findall(content)) if b"timestamp-link" in content else set()
    if len(links) == 1 and (url := _web_address(links.pop())):
        return url
    if links or not _STATES.search(content):
        return None
    from narco_corpus.builder.captures.page_links import address_of  # here, since most pages state theirs in the head

    return address_of(decode(content, None))


def _web_address(value: bytes) -> str | None:
    text = html.unescape(value.decode("utf-8", "replace")).strip()
    return text if text.lower().startswith(("http://", "https://")) else None
