"""What an earlier release says of its articles and comments, beside the keys of a build's captures.

An id is never changed once it was released. So each article of the earlier release is given to one capture: the one
that it was made of, if that is among the inputs; else the article stands among the keys itself, and whatever captures
are found to be the same post are grouped with it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

import msgspec
from msgspec.structs import astuple

from narco_corpus.builder.merge.key import CaptureKey


class EarlierArticle(msgspec.Struct, frozen=True):
    """An article of the earlier release, without its text."""

    article_id: str
    alias_ids: list[str]
    split: str
    url: str | None
    captures: list[str]
    """SHA-256 of the captures that it was made of, the best first."""


class EarlierComment(msgspec.Struct, array_like=True, frozen=True):
    """A comment of the earlier release; ids without the article's."""

    own: str
    number: str
    parent: str | None
    text: str
    """What equal texts share (`model.ids.text_part`), of the text as released."""
    masked: str | None = None
    """The text as released, if something in it is masked: other masks give it another text and id."""


class EarlierRelease(Protocol):
    """Reads an earlier release row by row."""

    def articles(self) -> Iterator[EarlierArticle]:
        """All articles."""
        ...

    def keys(self, wanted: Callable[[str], bool]) -> Iterator[CaptureKey]:
        """Those articles as if each was a capture, with `released` and without a spool."""
        ...

    def comments(self) -> Iterator[tuple[str, int, EarlierComment]]:
        """All comments with the article's id and the place in its reading order."""
        ...


class EarlierNames(msgspec.Struct, frozen=True):
    """What the earlier release says of an article that is found again."""

    names: list[str]
    """Its own id and its aliases, but for those that lead to another article."""
    split: str


class EarlierIndex:
    """Tables of the earlier release in the database of the keys."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        db.execute("CREATE TABLE earlier (article_id PRIMARY KEY, split)")
        db.execute("CREATE TABLE earlier_name (name PRIMARY KEY, article_id)")
        db.execute("CREATE TABLE earlier_capture (sha256, article_id, url, best)")
        db.execute("CREATE TABLE earlier_comment (article_id, place INTEGER, own, number, parent, text, masked)")
        db.execute("CREATE TABLE matched (number INTEGER PRIMARY KEY, article_id UNIQUE)")

    def load(self, release: EarlierRelease) -> None:
        """Take in the release and give its articles to the captures that they were made of."""
        for article in release.articles():
            names = [article.article_id, *article.alias_ids]
            self._db.execute("INSERT OR IGNORE INTO earlier VALUES (?, ?)", (article.article_id, article.split))
            # An id of its own leads to an article before an alias does, as `get()` finds it.
            self._db.execute("INSERT OR REPLACE INTO earlier_name VALUES (?, ?)", (names[0], names[0]))
            aliases = ((name, names[0]) for name in names[1:])
            self._db.executemany("INSERT OR IGNORE INTO earlier_name VALUES (?, ?)", aliases)
            captures = ((sha, names[0], article.url, not n) for n, sha in enumerate(article.captures))
            self._db.executemany("INSERT INTO earlier_capture VALUES (?, ?, ?, ?)", captures)
        comments = ((id, place, *astuple(c)) for id, place, c in release.comments())
        self._db.executemany("INSERT INTO earlier_comment VALUES (?, ?, ?, ?, ?, ?, ?)", comments)
        self._db.execute("CREATE INDEX earlier_by_holder ON earlier_name (article_id)")
        self._db.execute("CREATE INDEX earlier_by_sha ON earlier_capture (sha256)")
        self._db.execute("CREATE INDEX earlier_by_article ON earlier_comment (article_id, place)")
        # The same bytes may lie at several addresses: each article goes to one capture, at its own address if it can.
        self._db.execute(
            "INSERT OR IGNORE INTO matched SELECT c.number, e.article_id FROM capture c JOIN earlier_capture e "
            "ON e.sha256 = c.sha256 ORDER BY CASE WHEN c.url IS e.url THEN 0 "
            "WHEN c.url IS NULL OR e.url IS NULL THEN 1 ELSE 2 END, e.best DESC, e.article_id, c.number"
        )
        self._db.execute(
            "UPDATE capture SET released = (SELECT article_id FROM matched WHERE matched.number = capture.number) "
            "WHERE number IN (SELECT number FROM matched)"
        )

    def is_unmatched(self, article_id: str) -> bool:
        """Whether none of the captures that an article was made of is among the inputs."""
        return not self._db.execute("SELECT 1 FROM matched WHERE article_id = ?", (article_id,)).fetchone()

    def held(self) -> Iterator[tuple[int, int, str, int]]:
        """Captures that an id of an earlier article would be given to, with the capture that holds the article, the id
        and what it rests on (`CaptureKey.basis`)."""
        yield from self._db.execute(
            "SELECT c.number, m.number, c.identity, c.basis FROM capture c JOIN earlier_name n ON n.name = c.identity "
            "JOIN capture m ON m.released = n.article_id WHERE m.number != c.number ORDER BY c.number, m.number"
        )

    def holder(self, name: str) -> int | None:
        """The capture that holds the article of an id, or the article itself; None where no article has the id."""
        query = "SELECT m.number FROM earlier_name n JOIN capture m ON m.released = n.article_id WHERE n.name = ?"
        found = self._db.execute(query, (name,)).fetchone()
        return None if found is None else int(found[0])

    def names(self, article_id: str) -> EarlierNames:
        """What the earlier release says of an article."""
        (split,) = self._db.execute("SELECT split FROM earlier WHERE article_id = ?", (article_id,)).fetchone()
        names = self._db.execute("SELECT name FROM earlier_name WHERE article_id = ? ORDER BY name", (article_id,))
        return EarlierNames([name for (name,) in names], split)

    def comments(self, article_ids: Iterable[str]) -> list[EarlierComment]:
        """The comments of articles, those of each in order."""
        query = "SELECT own, number, parent, text, masked FROM earlier_comment WHERE article_id = ? ORDER BY place"
        return [EarlierComment(*row) for id in article_ids for row in self._db.execute(query, (id,))]
