"""Finds links to a person's profile or own blog; links to articles, videos and single messages are left, and so is what
they hold but for contact details in them (`linked_details`).

`profile_sites.tsv` says where each site keeps its profiles: `*` right under the host, `@` under the host as `@name`,
`.` in front of it (`name.hi5.com`), anything else below that folder. A link that goes on after the name (`/status/…`,
`/videos/…`) is to a message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from narco_corpus.builder.privacy.linked_details import LINKED_TRACES, linked_details
from narco_corpus.builder.privacy.public import is_public
from narco_corpus.builder.privacy.span import Span
from narco_corpus.builder.privacy.spellings import spellings
from narco_corpus.builder.privacy.traces import Traces

_LINK = re.compile(
    r"(?<![\w@.-])(?:https?://)?((?:[\w-]++\.)+[a-z]{2,})((?::\d+)?/[^\s<>\"“”«»]*|(?![\w@]))", re.IGNORECASE
)
_TAIL = ".,;:!?)]}'…*"
_PREFIX = re.compile(r"^(?:www|m|mobile|web|l|es-la|es|en|mx|old|new|[a-z]{2}-[a-z]{2})\.", re.IGNORECASE)
_BLOGS = r"wordpress|tumblr|livejournal|weebly|wixsite|substack"
_BLOG = re.compile(rf"(?:^|\.)([\w-]+)\.(?:blogspot\.[a-z.]{{2,6}}|(?:{_BLOGS})\.com)$")
_OWN_BLOG = re.compile(
    r"(?<!\w)(?:my|mi)\s+(?:(?:own|new|little|propio|nuevo)\s+)?(?:blog|web\s?(?:site|page)?|site|page|p[aá]gina|sitio|espacio)"
    r"(?:\s+(?:personal|web))?(?:\s+(?:is|es|at|en|on|est[aá]|called|se\s+llama)){0,2}[\s:,(-]{1,3}$",
    re.IGNORECASE,
)
_BEFORE = 40
_NUMBERED = {"signal.me", "signal.group"}
_SCHEMES = re.compile(r"(?<!\w)(?:tg://(?:resolve|join)\?|whatsapp://send\?|sgnl://)[\w.+&=%/#-]{3,}", re.IGNORECASE)
"""Addresses that only the network's own program opens."""
_TABS = {
    "about", "comments", "featured", "followers", "following", "friends", "info", "likes", "media", "overview",
    "photos", "submitted", "with_replies",
}  # fmt: skip
"""Pages of a profile itself."""


def links(text: str) -> Iterator[Span]:
    """Links to profiles, and details in others; all else of links with a path comes without a kind, as nothing more is
    to be looked for in them."""
    for m in _SCHEMES.finditer(text):
        yield Span(m.start(), m.end(), "profile")
    for m in _LINK.finditer(text):
        address = m[0].rstrip(_TAIL)
        path = m[2][: max(0, len(m[2]) - (len(m[0]) - len(address)))]
        if _is_profile(m[1].lower(), path) or _is_own_blog(text, m.start(), m[1].lower()):
            yield Span(m.start(), m.start() + len(address), "profile")
        elif path:  # a bare host may be the end of a written-out e-mail address
            yield from _without(m.start(), address)


def _without(start: int, address: str) -> Iterator[Span]:
    """The details in a link that begins at `start`, and what stands around them."""
    done = 0
    for detail in linked_details(address):
        yield Span(start + done, start + detail.start, "")
        yield Span(start + detail.start, start + detail.end, detail.kind)
        done = detail.end
    if done < len(address):
        yield Span(start + done, start + len(address), "")


def _is_own_blog(text: str, start: int, host: str) -> bool:
    """Whether a commenter gives a blog of a common host as his own."""
    blog = _BLOG.search(host)
    return blog is not None and not is_public(blog[1]) and bool(_OWN_BLOG.search(text[max(0, start - _BEFORE) : start]))


def _is_profile(host: str, path: str) -> bool:
    page, _, hash_bang = path.partition("#!")
    if hash_bang and not page.strip("/"):  # `twitter.com/#!/name`, as both wrote it in 2010 to 2012
        path = hash_bang
    way, _, query = path.lstrip("/").partition("?")
    parts = [p for p in way.partition("#")[0].split("/") if p]
    if host.endswith("whatsapp.com") and host != "chat.whatsapp.com":  # `whatsapp.com/channel/…` is for everybody
        return "phone=" in query or parts[:1] == ["message"]
    if host in _NUMBERED:  # `signal.me/#p/+52867…`
        return bool(way.partition("#")[2])
    if len(parts) == 1 and re.match(r"@\w", parts[0]):  # Mastodon's hosts, Medium and others keep them so too
        return not is_public(parts[0].removeprefix("@"))
    if parts[:1] == ["groups"] and "user" in parts[:-1]:  # a member of a group on Facebook
        return host.endswith("facebook.com")
    site = _sites().get(host) or _sites().get(_PREFIX.sub("", host))
    if site is None:
        name, _, domain = host.removeprefix("www.").partition(".")
        under, not_names = _sites().get(domain) or ((), frozenset())
        return "." in under and name not in not_names and not is_public(name)
    if parts == ["profile.php"]:
        return "id=" in query
    under, not_names = site
    for folder in under:
        names = _after(folder, parts)
        if names and names[0].lower() not in not_names and not is_public(names[0].removeprefix("@")):
            # people/NAME/NUMBER is one profile, not a message in one
            return folder == "people" or len(names) == 1 or names[1].lower() in _TABS
    return False


def _after(folder: str, parts: list[str]) -> list[str]:
    """The path below a folder where profiles lie; nothing where the path does not go there."""
    if folder == "*":
        return parts
    if folder == "@":
        return parts if parts and parts[0].startswith("@") else []
    way = folder.split("/")
    return parts[len(way) :] if [p.lower() for p in parts[: len(way)]] == way else []


@cache
def link_traces() -> tuple[Traces, ...]:
    """By which links are seen: of networks, blogs and the commonest other forms."""
    hosts = [
        trace
        for host, (under, _) in _sites().items()
        for trace in (*([f".{host}"] if "." in under else []), f"{host}/", f"{host}:")
    ]
    numbered = [f"{host}/" for host in sorted(_NUMBERED)]
    return (
        Traces(("://", "www.", ".com/", "/@", *hosts, *numbered, *LINKED_TRACES)),
        Traces(spellings(rf"\.(?:blogspot|{_BLOGS})\.")),
    )


@cache
def _sites() -> dict[str, tuple[tuple[str, ...], frozenset[str]]]:
    sites = {}
    lines = (files(__package__) / "profile_sites.tsv").read_text(encoding="utf-8").splitlines()[1:]
    for line in lines:
        host, under, not_names, _source = line.split("\t")
        folders = under.split(",")
        reserved = {f.split("/")[0] for f in folders} | set(not_names.split(","))
        # the folder's own name is no profile under `*`, so the longer way is tried first
        sites[host] = (tuple(sorted(folders, key=lambda f: f in "*@")), frozenset(reserved))
    return sites
