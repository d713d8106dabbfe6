"""Imported where local workers are forked from: they share code, tables and a recogniser with a builder's own names."""

from __future__ import annotations

import os

from narco_corpus.builder.knowledge.in_use import Knowledge
from narco_corpus.builder.knowledge.own import read_knowledge
from narco_corpus.builder.pipeline.ready import make_ready
from narco_corpus.builder.pipeline.workers import OWN_NAMES
from narco_corpus.errors import UsageError


def _read(path: str) -> Knowledge | None:
    try:
        return read_knowledge(path)
    except UsageError:  # the file is gone or has changed since: each worker loads what it is handed
        return None


_name, _, _path = os.environ.get(OWN_NAMES, "").partition(":")
make_ready("lexicon" if _name == "lexicon" else None, _read(_path))
