"""How common words are, to tell a word that is also a name from a name."""

from __future__ import annotations

from functools import cache

from narco_corpus.builder.knowledge.names import load_words
from narco_corpus.model.text import key_words


def word_weight(word: str) -> int:
    """Frequency class of a common word, 1 to 9; 0 of one that is not in the list."""
    return word_weights().get(joined_key(word), 0)


@cache
def word_weights() -> dict[str, int]:
    """Common words → how frequent, in the language where they are commoner."""
    weights: dict[str, int] = {}
    for word in load_words():
        key = joined_key(word.text)
        weights[key] = max(word.weight, weights.get(key, 0))
    return weights


def joined_key(text: str) -> str:
    """Letters and digits of a text in lower case, without accents: the same however a name is written apart."""
    return "".join(key_words(text))
