"""Chooses captures by URL: patterns on the canonical URL without its scheme."""

from __future__ import annotations

import fnmatch
import re
from functools import lru_cache

from narco_corpus.builder.captures.capture import LeftOut
from narco_corpus.model.url import canonical_url


def wanted(url: str | None, patterns: tuple[str, ...]) -> bool:
    """Whether a capture of this URL is read: each where there are no patterns, else those whose URL fits one.

    A pattern is a glob over the canonical URL without `https://`; one without `/` stands for the whole host.
    """
    if not patterns:
        return True
    if url is None:
        return False
    hosts, matcher = _compiled(patterns)
    if hosts and not any(host in url.lower() for host in hosts):
        return False
    canonical = canonical_url(url)
    return canonical is not None and matcher.match(canonical.removeprefix("https://")) is not None


def left_out(url: str | None) -> LeftOut:
    """One capture that is not wanted, to be counted."""
    return LeftOut(other_url=1) if url else LeftOut(no_url=1)


@lru_cache(maxsize=8)
def _compiled(patterns: tuple[str, ...]) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """Parts of host names of which a URL must hold one (a quick test; empty: none is known), and the patterns."""
    plain = [re.sub(r"^(\w+:)?//|^(?=)", "", pattern).removeprefix("www.") for pattern in patterns]
    plain = [pattern if "/" in pattern else f"{pattern}/*" for pattern in plain]
    # Blogger's country domains are one host in canonical form: only the blog's name is sure to be in the URL.
    hosts = [pattern.partition("/")[0].lower().removesuffix(".blogspot.com") for pattern in plain]
    fixed = [max(re.split(r"[*?\[\]]+", host), key=len) for host in hosts]
    matcher = re.compile("|".join(fnmatch.translate(pattern) for pattern in plain), re.IGNORECASE)
    return (tuple(fixed) if all(fixed) else ()), matcher
