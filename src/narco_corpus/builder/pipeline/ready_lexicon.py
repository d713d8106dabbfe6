"""Imported where local workers are forked from: they share code, tables and the lexicon recogniser."""

from __future__ import annotations

from narco_corpus.builder.pipeline.ready import make_ready

make_ready("lexicon")
