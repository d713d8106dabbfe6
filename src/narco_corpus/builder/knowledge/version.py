"""The version of the alias lists: a hash of the files that name entities."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from narco_corpus.builder.knowledge.in_use import knowledge_in_use

NAMING_FILES = (
    "landmarks.tsv",
    "offices.tsv",
    "organisations.jsonl",
    "persons.jsonl",
    "place_slang.tsv",
    "places.tsv.gz",
)


def knowledge_version() -> str:
    """16 hex digits that change whenever an entity, an alias or a fact of one does; `+` and 16 for a builder's own."""
    own = knowledge_in_use()
    return _shipped_version() if own is None else f"{_shipped_version()}+{own.version}"


@cache
def _shipped_version() -> str:
    digest = hashlib.sha256()
    for name in NAMING_FILES:
        content = (files("narco_corpus.builder.knowledge") / name).read_bytes()
        digest.update(f"{name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:16]
