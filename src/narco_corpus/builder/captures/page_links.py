"""The address of a page by what stands in it: its linked data, the link of its title, who saved it."""

from __future__ import annotations

import re
from collections import Counter

from selectolax.lexbor import LexborHTMLParser

from narco_corpus.builder.parse.html.bounds import check_bounds
from narco_corpus.builder.parse.html.metadata import Metadata
from narco_corpus.builder.parse.html.select import above, each, is_aside
from narco_corpus.builder.parse.refusal import refuse_url
from narco_corpus.builder.post import NotOnePost
from narco_corpus.model.url import canonical_url, site_of

_SAVED = re.compile(r"<!--\s*saved from url=\(\d{4,}\)(\S+?)\s*-->", re.IGNORECASE)
"""How browsers begin a page that they save: with the number of characters of its address, and the address."""
_BEGIN = 4096
_TITLE_LINKS = ".post-title a[href], .entry-title a[href]"
_SERVICES = frozenset({"blogger.com", "facebook.com", "twitter.com", "x.com", "pinterest.com", "plus.google.com"})
"""Sites to which a page may have a link a comment, or several a post."""


def address_of(text: str) -> str | None:
    """The address that the linked data of a page's one article states, else that to which its one title links, else
    that from which it was saved; none on another site than the page's own, nor one of a home page or a listing.
    """
    try:
        check_bounds(text)
    except NotOnePost:
        return None  # whoever parses it says so
    tree = LexborHTMLParser(text)
    saved = [found[1]] if (found := _SAVED.search(text[:_BEGIN])) else []
    own = _own_site(tree, saved)
    for stated in (Metadata(tree).addresses, _of_titles(tree), saved):
        # A page with several is of several posts.
        addresses = {canonical: url for url in reversed(stated) if (canonical := canonical_url(url))}
        if len(addresses) == 1:
            (canonical, url), *_ = addresses.items()
            if _are_one(site_of(canonical), own) and _is_one_page(url):
                return url
    return None


def _own_site(tree: LexborHTMLParser, saved: list[str]) -> str | None:
    """The site of a page: from which it was saved, if it links there (copies in caches do not), else the one to which
    most of its links lead; None for a page without links to any.
    """
    sites = list(filter(None, (_site(link.attributes.get("href") or "") for link in tree.css("a[href]"))))
    came_from = _site(saved[0]) if saved else None
    if came_from and (came_from in sites or not sites):
        return came_from
    counts = Counter(site for site in sites if site not in _SERVICES)
    return counts.most_common(1)[0][0] if counts else None


def _of_titles(tree: LexborHTMLParser) -> list[str]:
    """The addresses to which titles of posts link, none of a list beside the page's own."""
    links = (link for link in each(tree, _TITLE_LINKS) if not any(map(is_aside, above(link))))
    return [link.attributes.get("href") or "" for link in links]


def _are_one(site: str, own: str | None) -> bool:
    return own is None or site == own or site.endswith(f".{own}") or own.endswith(f".{site}")


def _site(url: str) -> str | None:
    canonical = canonical_url(url)
    return site_of(canonical) if canonical else None


def _is_one_page(url: str) -> bool:
    """Whether an address is none of a home page or a listing, which would be that of many articles."""
    try:
        refuse_url(url)
    except NotOnePost:
        return False
    return True
