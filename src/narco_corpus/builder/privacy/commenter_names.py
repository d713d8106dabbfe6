"""Which printed names of commenters mean nobody but them, and how others may write such a name.

Two kinds do. A handle: letters with digits, `_` or a capital inside (`ElRegio81`) that no list knows as a name or word
and that the article does not use. And a name of several words (`Maria Elena Rodriguez`) that is no entity's of the
knowledge base, not generic (`A Reader`) and not in title, body or byline, where it may be somebody else's. A name of
one word (`Maria`) means its bearer only right after `@`; "Maria" and "Chapo" in a comment are hardly ever the readers
who bear these names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from narco_corpus.builder.knowledge.entries import load_entries
from narco_corpus.builder.knowledge.in_use import per_knowledge
from narco_corpus.builder.knowledge.names import load_names
from narco_corpus.builder.knowledge.places import load_place_forms, load_places
from narco_corpus.builder.privacy.handles import is_handle
from narco_corpus.builder.privacy.public import is_public
from narco_corpus.builder.privacy.word_weights import joined_key, word_weight, word_weights
from narco_corpus.model.text import key_text, key_words

_PART = re.compile(r"\d+|[^\W\d_]+")
_HUMP = re.compile(r"(?<=[^\W\d_A-ZÀ-ÖØ-Þ])(?=[A-ZÀ-ÖØ-Þ])")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_WORD = re.compile(r"[^\W_]+")
_GAP = r"[\s._-]?"
_BETWEEN = r"[\W_]{0,2}"
_APART = r"[\W_]{1,2}"
_HANDLE_LETTERS = 4
"""Letters that a handle has at least: `AK47` and `CDG2020` are no readers."""
_LETTERS = 3
"""Letters that a name of several words has at least: `5:16 PM` is a time."""
_FREQUENT = 8
"""Weight from which on a word says nothing of a name: 350 uses in a million words (`just`, `old`, `people`)."""


class Told(NamedTuple):
    """What a page tells apart from its comments."""

    story: str
    """Key of title and body, written in one."""
    words: str
    """The words of title, body and byline, each between spaces."""


def told(story: str, byline: str) -> Told:
    """The page's own texts as `addressed_forms` and `bare_forms` look into them."""
    return Told(joined_key(story), f" {key_text(story)} {key_text(byline)} ")


def is_plain_word(name: str) -> bool:
    """Whether a name is of one word without a sign of a handle."""
    return len(key_words(name)) <= 1 and not _has_sign(name)


def addressed_forms(name: str, page: Told) -> list[str]:
    """Expressions for a name right after `@`; none where it may mean somebody else."""
    forms = []
    if _is_handle_only(name, page.story):
        forms.append(rf"\s?(?i:{_loose(_parts(name), _GAP)})")
    if _is_own(name, page.words):
        words = _WORD.findall(name)
        space = "" if len(words) == 1 and joined_key(name) in word_weights() else r"\s?"  # `@ home` is where, not who
        forms.append(rf"{space}(?i:{_loose(words, _BETWEEN)})")
    return forms


def bare_forms(name: str, page: Told) -> list[str]:
    """Expressions for a name without `@`; none where it may mean somebody else."""
    forms: list[str] = []
    if _is_handle_only(name, page.story):
        forms += _handle_forms(name)
    words = _WORD.findall(name)
    if len(words) > 1 and _is_own(name, page.words):
        if _is_telling(words):
            forms.append(rf"(?i:{_loose(words, _BETWEEN)})")
        else:  # such words stand together by chance too: only with capitals
            forms.append(_APART.join(_capital(word) for word in words))
            if any(word[0].isupper() and word_weight(word) < _FREQUENT for word in words):
                forms.append(re.escape(_EDGES.sub("", name)))
    return forms


def _handle_forms(name: str) -> Iterator[str]:
    """As printed in any case; and written apart (`El Regio 81`), with its capitals, where no such phrase is likely."""
    yield rf"(?i:{re.escape(_EDGES.sub('', name))})"
    parts = _parts(name)
    if len(parts) > 2 and parts[-1].isdigit() and parts[0][0].isupper():
        yield _loose(parts, r"[\s._-]")


def _is_handle_only(name: str, story: str) -> bool:
    """Whether a name is a handle that means nothing else, and so the commenter wherever it stands."""
    plain, key = _EDGES.sub("", name), joined_key(name)
    if re.search(r"\s", plain) or sum(map(str.isalpha, plain)) < _HANDLE_LETTERS:
        return False
    return _has_sign(plain) and is_handle(plain) and key not in story and key not in _listed()


def _has_sign(name: str) -> bool:
    return "_" in name or any(map(str.isdigit, name)) or _HUMP.search(name) is not None


def _is_own(name: str, story_words: str) -> bool:
    """Whether a name is the commenter's own: nobody's whom the lists know, not generic and not in the article."""
    key, words = joined_key(name), key_words(name)
    if sum(map(str.isalpha, key)) < (_LETTERS if len(words) > 1 else 2) or key in _entities() or is_public(name):
        return False
    if f" {' '.join(words)} " in story_words:
        return False
    return not all(word.isdigit() or word in _generic() or _names_entity(word) for word in words)


def _is_telling(words: Sequence[str]) -> bool:
    """Whether words together can hardly be anything but a name: two that are not frequent, or one with a figure."""
    keys = [joined_key(word) for word in words]
    if any(any(map(str.isdigit, key)) and sum(map(str.isalpha, key)) >= _LETTERS for key in keys):
        return True
    content = [key for key in keys if len(key) > 1 and word_weight(key) < _FREQUENT and not _names_entity(key)]
    return len(content) > 1


def _names_entity(key: str) -> bool:
    """Whether a word names an entity and is no given name or surname: `Reynosa`, not `Flores`."""
    return key in _entities() and key not in _personal()


@per_knowledge
def _entities() -> frozenset[str]:
    """Keys of all names of entities; villages are left out that are called like persons and common things."""
    texts: set[str] = set()
    for entry in load_entries():
        texts.update((entry.name, *(alias.text for alias in entry.aliases)))
    for place in load_places():
        texts.update(alias.text for alias in place.aliases if alias.ambiguity != "cued")
        if place.ambiguity != "cued":
            texts.add(place.name)
    texts.update(form.text for form in load_place_forms())
    return frozenset(map(joined_key, texts))


@per_knowledge
def _listed() -> frozenset[str]:
    """Keys of all names and words that the lists have, as they are when written in one."""
    places = (text for place in load_places() for text in (place.name, *(alias.text for alias in place.aliases)))
    return _entities() | _personal() | word_weights().keys() | frozenset(map(joined_key, places))


@cache
def _personal() -> frozenset[str]:
    return frozenset(joined_key(name.text) for name in load_names())


@cache
def _generic() -> frozenset[str]:
    lines = (files(__package__) / "generic_names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def _parts(name: str) -> list[str]:
    """`ElRegio81` → El, Regio, 81."""
    return [piece for part in _PART.findall(name) for piece in _HUMP.split(part)]


def _loose(parts: Sequence[str], gap: str) -> str:
    """An expression for the parts of a name with something between them, accents left out or added or not."""
    return gap.join("".join(map(_letter, part)) for part in parts)


def _capital(word: str) -> str:
    """An expression for a word that begins with a capital, if it begins with a letter."""
    first = "".join(c for c in _letter(word[0].upper()) if not c.islower())
    return first + (f"(?i:{''.join(map(_letter, word[1:]))})" if word[1:] else "")


_ACCENTED = {"a": "áàâäã", "e": "éèêë", "i": "íìîï", "o": "óòôöõ", "u": "úùûü", "n": "ñ", "c": "ç"}


@cache
def _letter(letter: str) -> str:
    plain = joined_key(letter)
    if len(plain) != 1 or (letter.isascii() and plain not in _ACCENTED):
        return re.escape(letter)
    forms = plain + _ACCENTED.get(plain, "")
    return f"[{''.join(sorted({letter, *forms, *forms.upper()}))}]"
