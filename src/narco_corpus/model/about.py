"""Who made a release, as they state it themselves, and what a release is called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlsplit

from narco_corpus.errors import UsageError

UNTITLED = "Narco-blog corpus"
"""What a release is called for short that was given no title."""
SUBJECT = "Narco-blog posts with reader comments, entity mentions and linked entities"
"""The title of such a release."""

CREATORS = 100
_LENGTHS = {"title": 200, "creators": 200, "persons": 200, "contact": 300, "funding": 1000, "url": 500}
"""Characters that a text may have, each of the creators by itself."""
_NOT_IN_URLS = re.compile(r'[\s<>"{}|\\^`]')


@dataclass(frozen=True, kw_only=True)
class About:
    """What those who build a release state of themselves; all of it may be left out.

    Each text is one line of printable characters. Raises `UsageError` for another one, for one that is too long, for a
    `url` that is no web address and for `persons` who are no creators.
    """

    title: str | None = None
    """Name of the corpus; what stands before a colon is its short name. Up to 200 characters."""
    creators: tuple[str, ...] = ()
    """Persons or bodies that made it, in the order of citation: up to 100, of 200 characters each."""
    persons: tuple[str, ...] = ()
    """Those of the creators who are persons, written alike; the others are bodies."""
    contact: str | None = None
    """How they can be reached, also for removals: up to 300 characters."""
    funding: str | None = None
    """Who paid for it: up to 1000 characters."""
    url: str | None = None
    """Web address where the corpus is found: up to 500 characters."""

    def __post_init__(self) -> None:
        for name in ("creators", "persons"):
            self._take_names(name)
        for name in ("title", "contact", "funding", "url"):
            if (text := getattr(self, name)) is not None:
                _check(name, text)
        if unknown := [name for name in self.persons if name not in self.creators]:
            raise UsageError(f"persons has {unknown[0]!r}: expected names that stand in creators, written alike")
        if self.url is not None and not _is_web_address(self.url):
            raise UsageError(f"url is {self.url!r}: expected a web address such as https://example.org/corpus")

    def _take_names(self, key: str) -> None:
        names = getattr(self, key)
        if not isinstance(names, list | tuple):
            raise UsageError(f"{key} is {names!r}: expected a list of names")
        if len(names) > CREATORS:
            raise UsageError(f"{key} has {len(names)} names: expected {CREATORS} at most")
        for text in names:
            _check(key, text)
        object.__setattr__(self, key, tuple(names))

    @property
    def short_name(self) -> str | None:
        """The title up to a colon."""
        return None if self.title is None else self.title.partition(": ")[0]

    def to_json(self) -> dict[str, Any]:
        """What is stated, by its name, in a fixed order; `creators` is a list."""
        stated = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: list(v) if isinstance(v, tuple) else v for name, v in stated.items() if v not in (None, ())}

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> About:
        """Read what `to_json` gave, also that of a later version, which may state more."""
        return cls(**{field.name: content[field.name] for field in fields(cls) if field.name in content})


NOTHING_STATED = About()
KEYS = tuple(field.name for field in fields(About))


def _check(name: str, text: object) -> None:
    if not isinstance(text, str):
        raise UsageError(f"{name} has {text!r}: expected text")
    if not text.isprintable() or text != text.strip() or not text:
        raise UsageError(f"{name} has {text[:80]!r}: expected one line of printable characters, no spaces around it")
    if len(text) > _LENGTHS[name]:
        raise UsageError(f"{name} has a text of {len(text)} characters: expected {_LENGTHS[name]} at most")


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not _NOT_IN_URLS.search(text)
