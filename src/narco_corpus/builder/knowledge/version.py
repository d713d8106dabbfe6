"""The version of the alias lists: a hash of the files that name entities."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

NAMING_FILES = ("landmarks.tsv", "organisations.jsonl", "persons.jsonl", "place_slang.tsv", "places.tsv.gz")


@cache
def knowledge_version() -> str:
    """16 hex digits that change whenever an entity, an alias or a fact of one does."""
    digest = hashlib.sha256()
    for name in NAMING_FILES:
        content = (files("narco_corpus.builder.knowledge") / name).read_bytes()
        digest.update(f"{name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:16]
