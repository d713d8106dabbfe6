"""The address that a saved page states of itself."""

from __future__ import annotations

import html
import re

_LINK = re.compile(rb"<(?:link|meta)\b[^>]{0,1000}>", re.IGNORECASE)
_CANONICAL = re.compile(rb"\b(?:rel\s*=\s*[\"']?canonical|property\s*=\s*[\"']?og:url)\b", re.IGNORECASE)
_ADDRESS = re.compile(rb"\b(?:href|content)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_HEAD = 1 << 17


def own_url(content: bytes) -> str | None:
    """The URL of the canonical link in a page's head, else of its `og:url`; None for none."""
    head = content[:_HEAD]
    if b"canonical" not in head and b"og:url" not in head:
        return None
    found: dict[bool, str] = {}
    for link in _LINK.finditer(head):
        kind = _CANONICAL.search(link[0])
        address = _ADDRESS.search(link[0]) if kind else None
        if kind and address:
            text = html.unescape((address[1] or address[2] or b"").decode("utf-8", "replace")).strip()
            if text.lower().startswith(("http://", "https://")):
                found.setdefault(kind[0].lower().startswith(b"rel"), text)
    return found.get(True) or found.get(False)
