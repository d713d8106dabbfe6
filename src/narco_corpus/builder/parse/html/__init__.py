"""Reads saved pages: Blogger and WordPress posts with their comments, by their markup."""

from narco_corpus.builder.parse.html.page import parse_html

__all__ = ["parse_html"]
