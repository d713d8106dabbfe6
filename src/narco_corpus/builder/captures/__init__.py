"""Reads captures of any kind: lists inputs as sources, streams captures from a source, turns a capture into a post."""

from narco_corpus.builder.captures.capture import Capture, LeftOut, PassedOver, TableRead, Unreadable
from narco_corpus.builder.captures.columns import TableColumns, TableError
from narco_corpus.builder.captures.containers import columns_of
from narco_corpus.builder.captures.listing import list_sources
from narco_corpus.builder.captures.options import ReadOptions
from narco_corpus.builder.captures.posts import to_post
from narco_corpus.builder.captures.reading import read_files, read_source
from narco_corpus.builder.captures.source import Source

__all__ = [
    "Capture",
    "LeftOut",
    "PassedOver",
    "ReadOptions",
    "Source",
    "TableColumns",
    "TableError",
    "TableRead",
    "Unreadable",
    "columns_of",
    "list_sources",
    "read_files",
    "read_source",
    "to_post",
]
