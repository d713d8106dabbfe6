"""From one merged post to the document that the schema declares: article, comments and mentions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

import msgspec

from narco_corpus.builder.document import Columns, Document, Row, to_columns, to_rows
from narco_corpus.builder.language import detect
from narco_corpus.builder.post import Comment, Post
from narco_corpus.builder.privacy import Pseudonyms, mask_all
from narco_corpus.builder.recognise.mention import Mention, Recogniser, Unit
from narco_corpus.builder.warnings import content_warnings
from narco_corpus.model.ids import comment_ids, mention_ids
from narco_corpus.model.quotations import quotations, without
from narco_corpus.model.reply_tree import without_comments
from narco_corpus.model.url import site_of

UNKNOWN_LICENSE = "LicenseRef-unknown"


class Article(msgspec.Struct, kw_only=True):
    """What is decided of an article across its captures, before its text is read."""

    article_id: str
    alias_ids: list[str] = []
    duplicate_of: str | None = None
    split: str = "train"
    url: str | None = None
    license: str | None = None
    retrieved_at: str | None = None
    capture_path: str
    capture_sha256: str
    duplicate_captures: list[str] = []


def make_document(
    article: Article,
    post: Post,
    recogniser: Recogniser,
    min_confidence: float = 0.0,
    *,
    withdrawn_comments: Collection[str] = (),
    withdrawn_entities: Collection[str] = (),
) -> Document:
    """The document of one article.

    Withdrawn comments are left out and what later comments quote of them is replaced; numbers, pseudonyms and ids are
    what they are with them. Mentions of withdrawn entities are left out.
    """
    texts, masks = mask_all([c.text for c in post.comments])
    ids = comment_ids(article.article_id, [c.text for c in post.comments], [c.own_id for c in post.comments])
    if withdrawn_comments:
        gone = [own in withdrawn_comments for own in ids]
        hidden = quotations([post.title or "", post.body], texts, gone)
        texts = [without(text, stretches) for text, stretches in zip(texts, hidden, strict=True)]
    comments = _comments(post.comments, ids, texts)
    if withdrawn_comments:
        rows = to_rows("comments", comments, {"article_id": article.article_id, "split": article.split})
        comments = to_columns("comments", without_comments(rows, withdrawn_comments))
    texts = comments["text"]
    units = [Unit("title", post.title or ""), Unit("body", post.body), *(Unit("comment", text) for text in texts)]
    found = recogniser.recognise(units, post.published_on)
    if min_confidence or withdrawn_entities:
        found = [
            [m for m in unit if m.confidence >= min_confidence and m.entity_id not in withdrawn_entities]
            for unit in found
        ]
    mentions = _mentions(article.article_id, units, [None, None, *comments["comment_id"]], found)
    return Document(_article_row(article, post, texts), comments, mentions, masks)


def _article_row(article: Article, post: Post, comment_texts: Sequence[str]) -> Row:
    return {
        "article_id": article.article_id,
        "alias_ids": article.alias_ids,
        "title": post.title,
        "byline": post.byline,
        "published_on": post.published_on.isoformat() if post.published_on else None,
        "body": post.body,
        "language": detect(post.body),
        "source": site_of(article.url) if article.url else None,
        "url": article.url,
        "comment_count": len(comment_texts),
        "duplicate_of": article.duplicate_of,
        "split": article.split,
        "license": article.license or UNKNOWN_LICENSE,
        "content_warnings": content_warnings(f"{post.title or ''}\n\n{post.body}", comment_texts),
        "capture_path": article.capture_path,
        "capture_sha256": article.capture_sha256,
        "retrieved_at": article.retrieved_at,
        "capture_complete": post.complete,
        "duplicate_captures": article.duplicate_captures,
    }


def _comments(comments: Sequence[Comment], ids: Sequence[str], texts: list[str]) -> Columns:
    pseudonyms = Pseudonyms()
    depths: list[int] = []
    for comment in comments:
        depths.append(0 if comment.parent is None else depths[comment.parent] + 1)
    return {
        "comment_id": [*ids],
        "number": full_numbers(comments),
        "position": [*range(len(ids))],
        "depth": depths,
        "parent_id": [None if c.parent is None else ids[c.parent] for c in comments],
        "addressed_id": [None if c.addressed is None else ids[c.addressed] for c in comments],
        "addressed_time": [c.addressed_time for c in comments],
        "author": [pseudonyms.of(c.author) for c in comments],
        "posted_on": [day.isoformat() if (day := c.printed_on or (c.utc and c.utc.date())) else None for c in comments],
        "text": texts,
        "language": [*map(detect, texts)],
    }


def full_numbers(comments: Sequence[Comment]) -> list[str]:
    """The numbers of an article's comments, `1.2` for the second reply to comment 1.

    As printed; siblings of which one has no number, or two have the same, are all numbered by their order, so that
    no number stands twice.
    """
    siblings: dict[int | None, list[int]] = {}
    for index, comment in enumerate(comments):
        siblings.setdefault(comment.parent, []).append(index)
    numbers = [""] * len(comments)
    for parent, indexes in siblings.items():  # a parent stands before its replies, so its number is there already
        printed = [(comments[i].number or "").rpartition(".")[2].lstrip("0") for i in indexes]
        if "" in printed or len(set(printed)) < len(printed):
            printed = [str(n) for n in range(1, len(indexes) + 1)]
        prefix = "" if parent is None else numbers[parent] + "."
        for index, number in zip(indexes, printed, strict=True):
            numbers[index] = prefix + number
    return numbers


def _mentions(
    article_id: str, units: Sequence[Unit], comment_ids: Sequence[str | None], found: Sequence[Sequence[Mention]]
) -> Columns:
    flat = [mention for mentions in found for mention in mentions]
    own: list[str] = []
    comments: list[str | None] = []
    fields: list[str] = []
    texts: list[str] = []
    all_starts: list[int] = []
    all_ends: list[int] = []
    for unit, comment_id, mentions in zip(units, comment_ids, found, strict=True):
        if mentions:
            starts, ends, text = [m.start for m in mentions], [m.end for m in mentions], unit.text
            all_starts += starts
            all_ends += ends
            own += mention_ids(comment_id or article_id, unit.field, starts, ends)
            texts += [text[start:end] for start, end in zip(starts, ends, strict=True)]
            comments += [comment_id] * len(mentions)
            fields += [unit.field] * len(mentions)
    return {
        "mention_id": own,
        "comment_id": comments,
        "field": fields,
        "start": all_starts,
        "end": all_ends,
        "text": texts,
        "label": [m.label for m in flat],
        "entity_id": [m.entity_id for m in flat],
        "confidence": [_rounded(m.confidence) for m in flat],
        "method": [m.method for m in flat],
    }


@lru_cache(maxsize=1 << 12)
def _rounded(confidence: float) -> float:
    """The few values that there are need not be rounded for each mention."""
    return round(confidence, 3)
