"""Tells the language of an article or a comment."""

from narco_corpus.builder.language.detect import detect

__all__ = ["detect"]
