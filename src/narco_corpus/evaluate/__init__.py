"""Figures of a release against texts that people annotated: structure, mentions, links, and how sure these are."""

from narco_corpus.evaluate.gold import Gold, read_gold
from narco_corpus.evaluate.report import Report, evaluate

__all__ = ["Gold", "Report", "evaluate", "read_gold"]
