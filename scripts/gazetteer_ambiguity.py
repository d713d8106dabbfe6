"""Ambiguity classes of place names, from the lists of names and common words and from hand-made exceptions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from build_gazetteer import Place


class Classifier:
    """Says which class a place's name has: unique (empty), cased or cued."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def of(self, text: str, place: Place) -> str:
        """Class of one name of a place; empty for unique."""
        return ""

    def marked(self, place: Place) -> tuple[str, list[str]]:
        """The class of the place's name, and its aliases with theirs after a tilde; a class given by hand stays."""
        out = []
        for alias in place.aliases:
            text, _, given = alias.partition("~")
            given = given or self.of(text, place)
            out.append(f"{text}~{given}" if given not in {"", "unique"} else text)
        return place.ambiguity or self.of(place.name, place), out
