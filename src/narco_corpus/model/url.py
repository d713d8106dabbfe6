"""Canonical URLs: one form for all the addresses under which a post is served."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlencode, urlsplit

_BLOGGER = re.compile(r"^(?P<blog>[a-z0-9-]+)\.blogspot\.(com?\.)?[a-z]{2,3}$")
_WEB = re.compile(r"^(www\d?|m|mobile)\.(?=[^.]+\.)")
_USUAL = re.compile(r"https?://([a-z0-9-]+(?:\.[a-z0-9-]+)+)((?:/[A-Za-z0-9_.~-]+)*/?)")
"""Most addresses: nothing in them needs to be quoted, dropped or put in order."""
_HOST = re.compile(r"https://([a-z0-9.-]+)(?:/|$)")
_DROPPED = re.compile(r"^(m|showcomment|commentpage|spref|utm_.*|fbclid|gclid|mc_cid|mc_eid|amp|ref|replytocom|share)$")
_PASSWORD = re.compile(r"(?<=://)([^/?#@\s:]*):[^/?#\s]*@")
_PATH_SAFE = "/%:@!$&'()*+,;=~-._"


def canonical_url(url: str) -> str | None:
    """The https URL without `www.`, port, fragment, mobile, comment and tracking parameters; None for no web address.

    Blogger's country domains become `.blogspot.com`; the other parameters stay, sorted.
    """
    if (usual := _USUAL.fullmatch(url)) is not None:
        return f"https://{_host(usual[1])}{(usual[2] or '').rstrip('/') or '/'}"
    try:
        url.encode()
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".")
        if not host.isascii():
            host = host.encode("idna").decode()
    except ValueError:  # an impossible port or address, half a surrogate pair, a name that no domain can have
        return None
    if parts.scheme.lower() not in ("http", "https") or "." not in host or re.search(r"[\s\x00-\x1f]", url.strip()):
        return None
    host = _host(host)
    path = quote(unquote_to_bytes(parts.path) if "%" in parts.path else parts.path, safe=_PATH_SAFE)
    path = re.sub(r"/{2,}", "/", path)
    path = path.rstrip("/") or "/"
    # Bytes that are no UTF-8 stay what they are, so that no two addresses become one.
    fields = parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape")
    query = sorted((k, v) for k, v in fields if not _DROPPED.match(k.lower()))
    return f"https://{host}{path}" + (f"?{urlencode(query, errors='surrogateescape')}" if query else "")


def without_password(text: str) -> str:
    """A text with `***` for the password of each address in it: messages and paths of captures are passed on."""
    return _PASSWORD.sub(r"\1:***@", text)


def _host(host: str) -> str:
    """A host without what says that it is the web or a phone, of Blogger's countries the first."""
    host = _WEB.sub("", host)
    blogger = _BLOGGER.match(host)
    return f"{blogger['blog']}.blogspot.com" if blogger else host


def site_of(url: str) -> str:
    """The host of a canonical URL."""
    if (plain := _HOST.match(url)) is not None:
        return plain[1]
    return urlsplit(url).hostname or ""
