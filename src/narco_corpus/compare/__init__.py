"""What differs between two releases, row by row, and which step of the data version that asks for."""

from narco_corpus.compare.differences import Change, Comparison, TableDifference, compare
from narco_corpus.compare.sides import Side, side_of
from narco_corpus.model.version import Version

__all__ = ["Change", "Comparison", "Side", "TableDifference", "Version", "compare", "side_of"]
