"""Canonical URLs: one form for all the addresses under which a post is served."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlencode, urlsplit

_BLOGGER = re.compile(r"^(?P<blog>[a-z0-9-]+)\.blogspot\.(com?\.)?[a-z]{2,3}$")
_WEB = re.compile(r"^(?:(?:www\d?|m|mobile)\.(?=[^.]+\.))+")
_LEFT_OUT = r"(?:m=[01]?(?![^&#])|(?:showComment|spref|utm_[a-z]+|fbclid)=[A-Za-z0-9_.~-]*)"
_USUAL = re.compile(
    r"https?://([a-z0-9-]+(?:\.[a-z0-9-]+)+)((?:/[A-Za-z0-9_.~-]+)*/?)"
    rf"(\?{_LEFT_OUT}(?:&{_LEFT_OUT})*)?(?:#[A-Za-z0-9_.~-]*)?"
)
"""Most addresses: nothing in them needs to be quoted or put in order, and what is dropped is their end."""
_HOST = re.compile(r"https://([a-z0-9.-]+)(?:/|$)")
_DROPPED = re.compile(
    r"^(showcomment|commentpage|spref|utm_.*|fbclid|gclid|mc_cid|mc_eid|amp|amp_js_v|amp_gsa|usqp|replytocom)$"
)
_SWITCHES = {
    "m": re.compile(r"[01]?(?:[^\w-].*)?", re.DOTALL),
    "ref": re.compile(r"[^0-9]*"),
    "share": re.compile(r"(?![0-9]+\Z)[\w-]*"),
}
"""Parameters of which these values say nothing of the post: Blogger's switch for phones, where a link was found, and
where WordPress is to share it. Elsewhere a number in them is the post's."""
_SCRIPT = re.compile(r"\.(?:php\d?|aspx?|jspx?|cgi|cfm)/*\Z", re.IGNORECASE)
"""The end of a path that says of no post which one it is."""
_ARCHIVED = re.compile(
    r"https?://(?:(?:(?:web|www|wayback)\.)?archive\.org/(?:web|wayback)/(?P<digits>\d{1,14})(?:[a-z]{2}_)?"
    r"|(?:www\.)?archive\.(?:today|ph|is|li|md|vn|fo)/(?P<stamp>\d{14}|\d{4}\.\d\d\.\d\d-\d{6}))/"
    r"(?:(?P<scheme>https?)(?::|%3a)/{1,2})?(?P<address>[^/?#\s:]+\.[^/?#\s]+.*)",
    re.IGNORECASE | re.DOTALL,
)
_AMP_CACHED = re.compile(
    r"https?://(?:(?:[a-z0-9-]+\.)?cdn\.ampproject\.org/[cv]|(?:www\.)?google\.[a-z.]{2,6}/amp)/"
    r"(?P<secure>s/)?(?P<address>[^/?#\s:]+\.[^/?#\s]+.*)",
    re.IGNORECASE | re.DOTALL,
)
_STAMP = len("20120101000000")
_PASSWORD = re.compile(r"(?<=://)([^/?#@\s:]*):[^/?#\s]*@")
_PATH_SAFE = "/:@!$&'()*+,;=~-._"


def canonical_url(url: str) -> str | None:
    """The https URL without `www.`, port, fragment, mobile, comment and tracking parameters; None for no web address.

    Blogger's country domains become `.blogspot.com`; the other parameters stay, sorted; what can be the number of a
    post stays too. An address within an archive is that of the page there. A canonical URL is its own.
    """
    while True:
        url = original_url(url)
        if (usual := _USUAL.fullmatch(url)) is not None and not (usual[3] and _SCRIPT.search(usual[2])):
            found: str | None = f"https://{_host(usual[1])}{(usual[2] or '').rstrip('/') or '/'}"
        else:
            found = _quoted(url)
        if found is None or ("archive." not in found and "amp" not in found):
            return found
        # Without what was dropped it may be one within an archive, which it was not known to be before.
        if (url := original_url(found)) == found:
            return found


def _quoted(url: str) -> str | None:
    """A canonical URL whose parts may need to be quoted, unquoted or put in order."""
    try:
        url.encode()
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".")
        if not host.isascii():
            host = host.encode("idna").decode().rstrip(".")  # dots of other scripts are dots by now
    except ValueError:  # an impossible port or address, half a surrogate pair, a name that no domain can have
        return None
    if parts.scheme.lower() not in ("http", "https") or "." not in host or ":" in host:
        return None
    if re.search(r"[\s\x00-\x1f]", url.strip() + host):
        return None
    host = _host(host)
    path = quote(unquote_to_bytes(parts.path) if "%" in parts.path else parts.path, safe=_PATH_SAFE)
    path = re.sub(r"/{2,}", "/", path)
    path = path.rstrip("/") or "/"
    # Bytes that are no UTF-8 stay what they are, so that no two addresses become one.
    fields = parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape")
    query = sorted((k, v) for k, v in fields if not _DROPPED.match(k.lower()))
    if query and ((telling := [(k, v) for k, v in query if not _is_switch(k, v)]) or not _SCRIPT.search(path)):
        query = telling
    return f"https://{host}{path}" + (f"?{urlencode(query, errors='surrogateescape')}" if query else "")


def _is_switch(name: str, value: str) -> bool:
    values = _SWITCHES.get(name.lower())
    return values is not None and values.fullmatch(value) is not None


def original_url(url: str) -> str:
    """The address behind that of a web archive's or of an AMP cache's copy; any other as it is."""
    while True:
        if "archive." in url and (archived := _ARCHIVED.fullmatch(url.strip())):
            url = f"{archived['scheme'] or 'http'}://{archived['address']}"
        elif ("ampproject.org/" in url or "/amp/" in url) and (cached := _AMP_CACHED.fullmatch(url.strip())):
            url = f"{'https' if cached['secure'] else 'http'}://{cached['address']}"
        else:
            return url


def archived_at(url: str) -> str | None:
    """The 14 digits, in UTC, of the time at which a web archive fetched the copy of this address."""
    archived = _ARCHIVED.fullmatch(url.strip()) if "archive." in url else None
    digits = re.sub(r"\D", "", archived["digits"] or archived["stamp"]) if archived else ""
    return digits if len(digits) == _STAMP else None


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
