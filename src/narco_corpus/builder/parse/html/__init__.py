"""Reads saved pages: Blogger and WordPress posts with their comments, by their markup."""

from narco_corpus.builder.parse.html.page import is_fragment, parse_fragment, parse_html

__all__ = ["is_fragment", "parse_fragment", "parse_html"]
