"""Names that many people bear: what names somebody of whom crimes are told must not be one, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from narco_corpus.builder.knowledge.entries import CLEAR, NICKNAMES, Entry
from narco_corpus.builder.knowledge.names import load_names
from narco_corpus.model.text import key_text, key_words

_COMMON = 4
"""Class from which on a given name or surname is common."""
_GIVEN_AND_SURNAME = 2
"""Words of such a name."""
_ACCUSED = "organised_crime"


def bare_names(entries: Sequence[Entry]) -> Iterator[str]:
    """Faults of persons of whom crimes are told, who are meant by a common given name and a common surname alone."""
    for entry in entries:
        if entry.label != "PERSON" or entry.kind != _ACCUSED:
            continue
        named = [(entry.name, entry.name_ambiguity)]
        named += [(alias.text, alias.ambiguity) for alias in entry.aliases if alias.kind not in NICKNAMES]
        yield from (
            f"{entry.id}: {text!r} is a common name; mark it shared, or add it to everyday_names.txt if the press means"
            " this person by it wherever it stands"
            for text, ambiguity in named
            if ambiguity in CLEAR and _is_common(text) and key_text(text) not in _everyday()
        )


def _is_common(text: str) -> bool:
    words = key_words(text)
    return len(words) == _GIVEN_AND_SURNAME and words[0] in _of("given") and words[1] in _of("surname")


@cache
def _of(kind: str) -> frozenset[str]:
    """The common given names, or surnames, folded."""
    return frozenset(key_text(name.text) for name in load_names() if name.kind == kind and name.weight >= _COMMON)


@cache
def _everyday() -> frozenset[str]:
    lines = (files(__package__) / "everyday_names.txt").read_text("utf-8").splitlines()
    return frozenset(key_text(line) for line in lines if line and not line.startswith("#"))
