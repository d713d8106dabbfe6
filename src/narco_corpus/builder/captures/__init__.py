"""Reads captures of any kind: lists inputs as sources, streams captures from a source, turns a capture into a post."""

from narco_corpus.builder.captures.capture import Capture, Unreadable
from narco_corpus.builder.captures.listing import list_sources
from narco_corpus.builder.captures.options import ReadOptions
from narco_corpus.builder.captures.posts import to_post
from narco_corpus.builder.captures.reading import read_source
from narco_corpus.builder.captures.source import Source

__all__ = ["Capture", "ReadOptions", "Source", "Unreadable", "list_sources", "read_source", "to_post"]
