"""Replaces commenters' printed names in the comments of their page by the pseudonyms that the authors have.

Which names, and in which forms, is decided in `commenter_names`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from narco_corpus.builder.privacy.commenter_names import (
    addressed_forms,
    bare_forms,
    is_plain_word,
    told,
)
from narco_corpus.builder.privacy.word_weights import joined_key
from narco_corpus.model.text import squeeze

NAMES = "commenter"
"""How these replacements are counted among the masks."""

_AT = "@\uff20\ufe6b"
"""The sign, and its full-width and small form."""
_ADDRESSED = re.compile(rf"[{_AT}]\s?([^\s{_AT}]{{1,60}})")
_NOTHING = "(?!)"
_LONG = 4
"""Letters and figures from which on a key is in few places; short ones are in so many that a list of all is long."""
_MANY = 100


def hide_names(
    texts: Sequence[str], authors: Sequence[str | None], pseudonyms: Sequence[str | None], story: str, byline: str
) -> tuple[list[str], int]:
    """The comments of one page without their writers' printed names, and how many places were replaced.

    `authors` and `pseudonyms` are of all its comments, `story` is its title and body; who is named there or in the
    `byline` keeps his name.
    """
    known: dict[str, str] = {}
    for author, pseudonym in zip(authors, pseudonyms, strict=True):
        if pseudonym is not None:
            known.setdefault(squeeze(author or ""), pseudonym)
    if not known:
        return list(texts), 0
    names = _met(known, "\n".join(texts))
    if not names:
        return list(texts), 0
    page = told(story, byline)
    addressed = {name: forms for name in names if (forms := addressed_forms(name, page))}
    bare = [form for name in addressed for form in bare_forms(name, page)]
    if not addressed:
        return list(texts), 0
    of_key: dict[str, str] = {}
    for name in sorted(addressed, key=lambda n: int(known[n].rpartition("-")[2])):
        of_key.setdefault(joined_key(name), known[name])
    exact = {name.casefold(): known[name] for name in addressed}
    pattern = re.compile(
        rf"(?P<at>(?<![\w{_AT}.])[{_AT}])(?P<name>{'|'.join(f for forms in addressed.values() for f in forms)})(?!\w)"
        rf"|(?<![\w{_AT}./-])(?P<bare>{'|'.join(bare) or _NOTHING})(?![\w{_AT}])(?!\.\w)"
    )
    count = 0

    def pseudonym_of(match: re.Match[str]) -> str:
        nonlocal count
        name = match["name"] or match["bare"]
        found = exact.get(squeeze(name).casefold()) or of_key.get(joined_key(name))
        if found is None:  # letters that expressions take for equal and keys do not: a dotless i
            return match[0]
        count += 1
        space = name[: len(name) - len(name.lstrip())]
        return (match["at"] or "") + space + found

    return [pattern.sub(pseudonym_of, text) for text in texts], count


def _met(names: Iterable[str], said: str) -> list[str]:
    """The names that the comments seem to hold, the longest first."""
    met = _within(names, joined_key(said))
    if any(is_plain_word(name) for name in met):  # these count after `@` alone, and `Ana` is in many words
        starts = tuple(joined_key(m[1]) for m in _ADDRESSED.finditer(said))
        met = [n for n in met if not is_plain_word(n) or any(s.startswith(joined_key(n)) for s in starts)]
    return sorted(met, key=lambda n: (-len(n), n))


def _within(names: Iterable[str], said: str) -> list[str]:
    """The names whose key is in a key; of many, the long ones are looked for at once, which is quicker."""
    keys = {name: joined_key(name) for name in names}
    long = [key for key in {*keys.values()} if len(key) >= _LONG]
    if len(long) < _MANY:
        return [name for name, key in keys.items() if key in said]
    from ahocorasick_rs import AhoCorasick

    found = {long[n] for n, _, _ in AhoCorasick(long).find_matches_as_indexes(said, overlapping=True)}
    return [name for name, key in keys.items() if key in found or (len(key) < _LONG and key in said)]
