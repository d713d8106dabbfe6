"""Find the names in a document and link them to the knowledge base."""

from narco_corpus.builder.recognise.recogniser import Chosen, choose_recogniser, load_recogniser

__all__ = ["Chosen", "choose_recogniser", "load_recogniser"]
