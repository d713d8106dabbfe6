"""What it takes for a name to mean its entity where a builder's own list does not say: rather too much."""

from __future__ import annotations

from functools import cache

from narco_corpus.builder.knowledge.names import load_names, load_words
from narco_corpus.builder.knowledge.places import load_place_forms, load_places
from narco_corpus.model.text import key_words

_JOINTS = frozenset(("el", "la", "los", "las", "de", "del", "y", "the", "of", "and", "en"))
_COMMON = 3
"""Weight from which a word of the lists is met often in lower case."""
_FULL = 3
"""Words of a person's name that no namesake is likely to bear."""


def careful_class(label: str, text: str) -> str:
    """The ambiguity of a name: `cued` for one word that is also a common word, a given name, a surname or a place, with
    an article or not; `cased` for any other single word and for several common ones; `shared` for a person's name of
    two words; else `unique`."""
    words = key_words(text)
    own = [word for word in words if word not in _JOINTS]
    if len(own) < 2:
        if not own or own[0] in _common() or own[0] in _names() or not _places().isdisjoint((own[0], " ".join(words))):
            return "cued"
        return "cased" if len(words) == 1 else "unique"
    if all(word in _common() for word in own):
        return "cased"
    if label == "PERSON" and len(own) < _FULL:
        return "shared"
    return "cued" if label != "PERSON" and " ".join(words) in _places() else "unique"


@cache
def _common() -> frozenset[str]:
    return frozenset(word for each in load_words() if each.weight >= _COMMON for word in key_words(each.text))


@cache
def _names() -> frozenset[str]:
    return frozenset(word for name in load_names() for word in key_words(name.text))


@cache
def _places() -> frozenset[str]:
    texts = {form.text for form in load_place_forms()}
    for place in load_places():
        texts.update((place.name, *(alias.text for alias in place.aliases)))
    return frozenset(" ".join(key_words(text)) for text in texts)
