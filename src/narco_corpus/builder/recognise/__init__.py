"""Find the names in a document and link them to the knowledge base."""

from narco_corpus.builder.recognise.recogniser import load_recogniser

__all__ = ["load_recogniser"]
