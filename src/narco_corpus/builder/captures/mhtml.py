"""Reads a page that a browser saved as one file (MHTML): a MIME message whose root part is the page."""

from __future__ import annotations

import email
import re
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default as modern
from typing import NamedTuple

from narco_corpus.builder.captures.instant import instant
from narco_corpus.builder.post import NotOnePost
from narco_corpus.model.url import archived_at

_PAGES = ("text/html", "application/xhtml+xml")
_ADDRESSES = ("Snapshot-Content-Location", "Content-Location")
_ZONE = re.compile(r"(?:[+-]\d{4}|GMT|UTC)\Z")
_FIRST_HEADER = re.compile(rb"[A-Za-z][A-Za-z-]{1,40}:")
_MIME = re.compile(rb"^MIME-Version:", re.IGNORECASE | re.MULTILINE)
_RELATED = re.compile(rb"^Content-Type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")


class SavedPage(NamedTuple):
    """The page in the file, and what the file says of it."""

    content: bytes
    charset: str | None
    url: str | None
    """A web address, as written."""
    saved_at: str | None
    """As `Capture.retrieved_at`."""


def is_mhtml(head: bytes) -> bool:
    """Whether a file begins as a saved page does: with the headers of a message of related parts."""
    if not _FIRST_HEADER.match(head):
        return False
    headers = _BLANK_LINE.split(head, maxsplit=1)[0]
    return _MIME.search(headers) is not None and _RELATED.search(headers) is not None


def saved_page(content: bytes) -> SavedPage:
    """The page of a file.

    Raises:
        NotOnePost: the file is damaged, or none of its parts is a page.
    """
    try:
        return _read(content)
    except RecursionError:
        raise NotOnePost("a saved page (MHTML) whose parts are nested too deep") from None
    except (MessageError, LookupError, ValueError, TypeError, AttributeError, AssertionError) as error:
        # What the library's parser of headers raises for some that are malformed, instead of noting a defect.
        raise NotOnePost(f"a damaged saved page (MHTML): {error!r}; save it again") from None


def _read(content: bytes) -> SavedPage:
    message = email.message_from_bytes(content, policy=modern)
    if not isinstance(message, EmailMessage) or not message.is_multipart():
        why = ", ".join(sorted(type(defect).__name__ for defect in message.defects)) or "it has no parts"
        raise NotOnePost(f"a damaged saved page (MHTML): {why}; save it again")
    root = message.get_body(("html",)) or next((p for p in message.walk() if p.get_content_type() in _PAGES), None)
    payload = root.get_payload(decode=True) if root is not None else None
    if root is None or not isinstance(payload, bytes):
        raise NotOnePost("a saved page (MHTML) without a part that is a page (text/html)")
    stated = (str(part[name] or "") for name in _ADDRESSES for part in (message, root))
    addresses = ("".join(each.split()) for each in stated)
    url = next((each for each in addresses if each.lower().startswith(("http://", "https://"))), None)
    # As written: the parsed header gives a zone also to a time without one.
    saved = next((" ".join(str(value).split()) for name, value in message.raw_items() if name.lower() == "date"), "")
    return SavedPage(
        content=payload,
        charset=root.get_content_charset(),
        url=url,
        # Of a page in a web archive the archive's own time counts.
        saved_at=instant(saved) if _ZONE.search(saved) and not (url and archived_at(url)) else None,
    )
