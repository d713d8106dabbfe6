"""Captures as the index of keys has them, and the articles that they make."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from narco_corpus.builder.merge.group import Group, group_captures
from narco_corpus.builder.merge.index import KeyIndex
from narco_corpus.builder.merge.key import CaptureKey, capture_key
from narco_corpus.builder.post import Comment, Post
from narco_corpus.builder.spool import Ingested
from narco_corpus.model.url import canonical_url

BODY = "Gunmen closed the road between two towns for most of the night, and the mayor asked the state for help."


def capture(
    path: str,
    *,
    url: str | None = None,
    title: str | None = "A road is closed",
    day: int | None = 3,
    body: str = BODY,
    comments: int = 0,
    layout: str = "blogger",
    utc: bool = False,
) -> CaptureKey:
    post = Post(
        title=title,
        published_on=date(2012, 5, day) if day else None,
        day_in_utc=utc,
        body=body,
        comments=[Comment(text=f"comment {n}") for n in range(comments)],
        layout=layout,
    )
    record = Ingested(
        path=path,
        sha256=path.ljust(64, "0"),
        url=canonical_url(url) if url else None,
        retrieved_at=None,
        license=None,
        post=post,
    )
    return capture_key(record, "ingest-000000", 0, 100)


def grouped(folder: Path, keys: list[CaptureKey]) -> list[tuple[Group, str | None]]:
    index = KeyIndex(folder / "keys.sqlite")
    index.load(keys)
    index.close_loading([])
    found = sorted(group_captures(index), key=lambda pair: pair[0].article_id)
    index.close()
    return found
