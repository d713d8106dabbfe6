"""What is known of a capture when articles are decided: its identity, its worth and where its post is spooled."""

from __future__ import annotations

import hashlib

import msgspec

from narco_corpus.builder.merge.sketch import TELLING_SHINGLES, sketch
from narco_corpus.builder.spool import Ingested
from narco_corpus.model.ids import apart_id, article_id, article_id_of, dated_id
from narco_corpus.model.text import key_text, key_words, squeeze
from narco_corpus.model.url import site_of

BY_BODY = 2
"""What the id of a post rests on that has neither a URL nor date and title."""
NO_BODY = hashlib.sha256(b"").hexdigest()[:32]
"""Hash of the body of a post that is a video or a photo alone."""


class CaptureKey(msgspec.Struct, array_like=True, frozen=True):
    """About a thousand bytes a capture, whatever the size of its post."""

    path: str
    sha256: str
    identity: str
    """The article id that this capture alone would give."""
    basis: int
    """What the identity rests on: 0 URL, 1 date and title, 2 body."""
    url: str | None
    site: str | None
    title: str
    """Normalised title, empty without one."""
    published_on: str | None
    day_in_utc: bool
    body: str
    """Hash of the normalised body; its first 16 digits are the id of a post without URL, date and title."""
    sketch: bytes
    shingles: int
    complete: bool
    structured: bool
    """Whether markup or a feed says what is what in it."""
    comments: int
    length: int
    """Characters of body and comments."""
    spool: str
    offset: int
    size: int
    released: str | None = None
    """The article of the earlier release that this capture was found to be of."""

    @property
    def is_capture(self) -> bool:
        """False for an article of the earlier release that stands here without a capture of its own."""
        return bool(self.spool)

    @property
    def body_identity(self) -> str:
        """The article id that the text alone would give."""
        return f"a-{self.body[:16]}"

    @property
    def is_telling(self) -> bool:
        """Whether an equal text is by itself of the same post or a re-post; one of few words is not."""
        return self.shingles >= TELLING_SHINGLES

    @property
    def titled_identity(self) -> str | None:
        """The article id that a title gives to a text of few words, where another post bears the text's."""
        return apart_id(self.body_identity, self.title) if self.title and not self.is_telling else None

    def text_identities(self) -> list[str]:
        """The article ids that no other post's text gives: by a telling text, or by few words and a title alone."""
        if self.is_telling:
            return [self.body_identity]
        return [self.titled_identity] if self.titled_identity and self.basis == BY_BODY else []

    def identities(self) -> list[str]:
        """All article ids that a capture of this post may have: by its URL, by date and title, by its text."""
        found = [article_id_of(self.url)] if self.url else []
        if self.published_on and self.title:
            found.append(dated_id(self.published_on, self.title))
        if self.basis == BY_BODY and not self.is_telling:
            found.append(self.body_identity)
        return [*found, *self.text_identities()]

    def apart_identities(self) -> list[str]:
        """All article ids that it may have where another post has one of those."""
        by_title = [] if self.is_telling else self.text_identities()
        return [*by_title, *(apart_id(id, self.body) for id in self.identities())]

    def later_identities(self) -> list[str]:
        """All article ids that another capture of it may have, one that states less too."""
        return [*self.identities(), *([self.titled_identity] if self.titled_identity else [])]


def capture_key(record: Ingested, spool: str, offset: int, size: int) -> CaptureKey:
    """The key of a spooled capture."""
    post = record.post
    title = key_text(post.title) if post.title else ""
    words = key_words(post.body)
    sketched, shingles = sketch(words)
    basis = 0 if record.url else 1 if post.published_on and title else BY_BODY
    return CaptureKey(
        path=record.path,
        sha256=record.sha256,
        identity=article_id(record.url, post.published_on, post.title, post.body),
        basis=basis,
        url=record.url,
        site=site_of(record.url) if record.url else None,
        title=title,
        published_on=post.published_on.isoformat() if post.published_on else None,
        day_in_utc=post.day_in_utc,
        body=hashlib.sha256((" ".join(words) or squeeze(post.body)).encode()).hexdigest()[:32],
        sketch=sketched,
        shingles=shingles,
        complete=post.complete,
        structured=post.structured,
        comments=len(post.comments),
        length=len(post.body) + sum(len(c.text) for c in post.comments),
        spool=spool,
        offset=offset,
        size=size,
    )
