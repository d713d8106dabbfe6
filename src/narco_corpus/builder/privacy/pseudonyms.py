"""Names of commenters as pseudonyms that hold within one article and nowhere else."""

from __future__ import annotations

from narco_corpus.model.text import squeeze


class Pseudonyms:
    """The pseudonyms of one article: `commenter-1` for the first name met, `commenter-2` for the next, and so on.

    Ask for the comments' authors in reading order, and use a new object for each article: numbers that went on across
    articles would let a reader be followed. Names are the same where they differ in spacing and case only. The blog's
    own staff are commenters here like all others.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def of(self, author: str | None) -> str | None:
        """The pseudonym of a name as printed; None for an anonymous comment, which is not one person."""
        name = squeeze(author or "").casefold()
        if not name:
            return None
        return f"commenter-{self._numbers.setdefault(name, len(self._numbers) + 1)}"
