"""Parsers: from the text of one capture to one post, or the reason why it is none."""

from __future__ import annotations

from narco_corpus.builder.parse.bylines import is_byline
from narco_corpus.builder.parse.dates import parse_date
from narco_corpus.builder.parse.text import parse_text

__all__ = ["is_byline", "parse_date", "parse_text"]
