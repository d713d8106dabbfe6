"""Replaces commenters' handles in the comments of their page by the pseudonyms that the authors have.

Only a handle surely means its writer, and can be followed from page to page: letters with digits, `_` or a capital
inside (`ElRegio81`) that no list knows as a name or word and that the article does not use. Other names stay as they
are written, after `@` too: "@Havana" addresses somebody whom nobody finds by that, and "Chapo" or "Texas" in a comment
is hardly ever the reader who bears that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from narco_corpus.builder.knowledge.entries import load_entries
from narco_corpus.builder.knowledge.in_use import per_knowledge
from narco_corpus.builder.knowledge.names import load_names, load_words
from narco_corpus.builder.knowledge.places import load_place_forms, load_places
from narco_corpus.builder.privacy.handles import is_handle
from narco_corpus.model.text import key_words, squeeze

NAMES = "commenter"
"""How these replacements are counted among the masks."""

_PART = re.compile(r"\d+|[^\W\d_]+")
_HUMP = re.compile(r"(?<=[^\W\d_A-ZÀ-ÖØ-Þ])(?=[A-ZÀ-ÖØ-Þ])")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_GAP = r"[\s._-]?"
_LETTERS = 4
"""Letters that a handle has at least: `AK47` and `CDG2020` are no readers."""


def hide_names(
    texts: Sequence[str], authors: Sequence[str | None], pseudonyms: Sequence[str | None], story: str
) -> tuple[list[str], int]:
    """The comments of one page without their writers' printed names, and how many places were replaced.

    `authors` and `pseudonyms` are of all its comments, `story` is its title and body.
    """
    known: dict[str, str] = {}
    for author, pseudonym in zip(authors, pseudonyms, strict=True):
        if pseudonym is not None:
            known.setdefault(squeeze(author or ""), pseudonym)
    if not known:
        return list(texts), 0
    said = _key("\n".join(texts))
    told = _key(story)
    names = [n for n in sorted(known, key=lambda n: (-len(n), n)) if _key(n) in said and _is_handle_only(n, told)]
    if not names:
        return list(texts), 0
    of_key: dict[str, str] = {}
    for name in sorted(names, key=lambda n: int(known[n].rpartition("-")[2])):
        of_key.setdefault(_key(name), known[name])
    exact = {name.casefold(): known[name] for name in names}
    pattern = _pattern(names)
    count = 0

    def pseudonym_of(match: re.Match[str]) -> str:
        nonlocal count
        sign, name = match["at"] or "", match["name"] or match["bare"]
        found = exact.get(squeeze(name).casefold()) or of_key.get(_key(name))
        if found is None:  # letters that expressions take for equal and keys do not: a dotless i
            return match[0]
        count += 1
        return sign + found

    return [pattern.sub(pseudonym_of, text) for text in texts], count


def _pattern(names: Sequence[str]) -> re.Pattern[str]:
    addressed = "|".join(_loose(_parts(name), _GAP) for name in names)
    bare = "|".join(form for name in names for form in _bare_forms(name))
    return re.compile(
        rf"(?P<at>(?<![\w@.])@\s?)(?P<name>(?i:{addressed}))(?!\w)"
        rf"|(?<![\w@./-])(?P<bare>{bare})(?![\w@])(?!\.\w)"
    )


def _bare_forms(name: str) -> Iterator[str]:
    """As printed in any case; and written apart (`El Regio 81`), with its capitals, where no such phrase is likely."""
    yield rf"(?i:{re.escape(_EDGES.sub('', name))})"
    parts = _parts(name)
    if len(parts) > 2 and parts[-1].isdigit() and parts[0][0].isupper():
        yield _loose(parts, r"[\s._-]")


def _is_handle_only(name: str, story: str) -> bool:
    """Whether a name is a handle that means nothing else, and so the commenter wherever it stands."""
    plain, key = _EDGES.sub("", name), _key(name)
    if re.search(r"\s", plain) or sum(map(str.isalpha, plain)) < _LETTERS:
        return False
    has_sign = "_" in plain or any(map(str.isdigit, plain)) or _HUMP.search(plain) is not None
    return has_sign and is_handle(plain) and key not in story and key not in _listed()


@per_knowledge
def _listed() -> frozenset[str]:
    """Keys of all names and words that the lists have, as they are when written in one."""
    texts = {word.text for word in load_words()} | {name.text for name in load_names()}
    for entry in load_entries():
        texts.update((entry.name, *(alias.text for alias in entry.aliases)))
    for place in load_places():
        texts.update((place.name, *(alias.text for alias in place.aliases)))
    texts.update(form.text for form in load_place_forms())
    return frozenset(map(_key, texts))


def _parts(name: str) -> list[str]:
    """`ElRegio81` → El, Regio, 81."""
    return [piece for part in _PART.findall(name) for piece in _HUMP.split(part)]


def _loose(parts: Sequence[str], gap: str) -> str:
    """An expression for the parts of a name with something between them, accents left out or not."""
    return gap.join("".join(map(_letter, part)) for part in parts)


@cache
def _letter(letter: str) -> str:
    plain = _key(letter)
    return f"[{letter}{plain}{plain.upper()}]" if len(plain) == 1 and not letter.isascii() else re.escape(letter)


def _key(text: str) -> str:
    """Letters and digits of a text in lower case, without accents: the same however a name is written apart."""
    return "".join(key_words(text))
