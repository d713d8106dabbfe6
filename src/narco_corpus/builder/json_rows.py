"""Types of rows in JSON form, as the builder makes and checks them.

`scripts/render_row_types.py` writes this file. Dates and times are ISO 8601 text. Such rows are still to be checked, so
what will be a value of a closed list is any text.
"""

from __future__ import annotations

from typing import TypedDict


class ArticleJson(TypedDict):
    """A row of `articles` in JSON form."""

    article_id: str
    alias_ids: list[str]
    title: str | None
    byline: str | None
    published_on: str | None
    body: str
    language: str | None
    source: str | None
    url: str | None
    comment_count: int
    duplicate_of: str | None
    split: str
    license: str
    content_warnings: list[str]
    capture_path: str
    capture_sha256: str
    retrieved_at: str | None
    capture_complete: bool
    duplicate_captures: list[str]


class CommentJson(TypedDict):
    """A row of `comments` in JSON form."""

    comment_id: str
    article_id: str
    number: str
    position: int
    depth: int
    parent_id: str | None
    addressed_id: str | None
    addressed_time: str | None
    author: str | None
    posted_on: str | None
    text: str
    language: str | None
    split: str


class MentionJson(TypedDict):
    """A row of `entity_mentions` in JSON form."""

    mention_id: str
    article_id: str
    comment_id: str | None
    field: str
    start: int
    end: int
    text: str
    label: str
    entity_id: str | None
    confidence: float
    method: str
    split: str


class EntityAliasJson(TypedDict):
    """One of an entity's other names, in JSON form."""

    text: str
    kind: str | None
    language: str | None


class EntityJson(TypedDict):
    """A row of `entities` in JSON form."""

    entity_id: str
    name: str
    label: str
    kind: str | None
    aliases: list[EntityAliasJson]
    parent_id: str | None
    country: str | None
    state: str | None
    iso_3166: str | None
    geonames_id: int | None
    inegi_code: str | None
    ucdp_actor_id: int | None
    ofac_id: int | None
    latitude: float | None
    longitude: float | None
    active_from: int | None
    active_to: int | None
    statuses: list[str]
    sources: list[str]
    mention_count: int


class DocumentJson(TypedDict):
    """An article with its comments and their mentions, as `schema/document.schema.json` declares it."""

    article: ArticleJson
    comments: list[CommentJson]
    mentions: list[MentionJson]
