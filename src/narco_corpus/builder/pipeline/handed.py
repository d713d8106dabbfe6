"""A builder's own entries on their way to workers: a file of the work folder, since no other file need be there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from narco_corpus.builder.knowledge.in_use import Knowledge, using
from narco_corpus.builder.knowledge.own import knowledge_of
from narco_corpus.builder.pipeline.work import Work


def hand_over(knowledge: Knowledge, work: Work) -> None:
    """Put the entries where workers find them."""
    work.put(_name(knowledge.version), knowledge.content)


@contextmanager
def with_handed(version: str | None, work: Work) -> Iterator[None]:
    """Within this context, in this worker, the entries of that version are in use; None is those of the package."""
    with using(None if version is None else _load(version, work)):
        yield


@lru_cache(2)
def _load(version: str, work: Work) -> Knowledge:
    return knowledge_of(work.read(_name(version)))


def _name(version: str) -> str:
    return f"knowledge-{version}.jsonl"
