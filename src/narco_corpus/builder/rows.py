"""From one merged post to the document that the schema declares: the rows of articles, comments and mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

import msgspec

from narco_corpus.builder.language import detect
from narco_corpus.builder.post import Comment, Post
from narco_corpus.builder.privacy import Pseudonyms, mask
from narco_corpus.builder.recognise.mention import Mention, Recogniser, Unit
from narco_corpus.builder.warnings import content_warnings
from narco_corpus.model.ids import comment_ids, mention_id
from narco_corpus.model.quotations import quotations, without
from narco_corpus.model.reply_tree import without_comments
from narco_corpus.model.url import site_of

Row = dict[str, Any]
Document = dict[str, Any]

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
) -> tuple[Document, Counter[str]]:
    """The document of one article, and how many contact details of each kind were masked in its comments.

    Withdrawn comments are left out and what later comments quote of them is replaced; numbers, pseudonyms and ids are
    what they are with them. Mentions of withdrawn entities are left out.
    """
    masks: Counter[str] = Counter()
    texts = []
    for comment in post.comments:
        text, masked = mask(comment.text)
        texts.append(text)
        masks.update(masked)
    ids = comment_ids(article.article_id, [c.text for c in post.comments], [c.own_id for c in post.comments])
    if withdrawn_comments:
        gone = [own in withdrawn_comments for own in ids]
        hidden = quotations([post.title or "", post.body], texts, gone)
        texts = [without(text, stretches) for text, stretches in zip(texts, hidden, strict=True)]
    comments = _comment_rows(article, post.comments, ids, texts)
    if withdrawn_comments:
        comments = without_comments(comments, withdrawn_comments)
    units = [Unit("title", post.title or ""), Unit("body", post.body), *(Unit("comment", c["text"]) for c in comments)]
    found = recogniser.recognise(units, post.published_on)
    mentions: list[Row] = []
    for unit, unit_id, spans in zip(units, [None, None, *(c["comment_id"] for c in comments)], found, strict=True):
        kept = (m for m in spans if m.confidence >= min_confidence and m.entity_id not in withdrawn_entities)
        mentions.extend(_mention_row(article, unit, unit_id, m) for m in kept)
    row = _article_row(article, post, [c["text"] for c in comments])
    return {"article": row, "comments": comments, "mentions": mentions}, masks


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


def _comment_rows(article: Article, comments: Sequence[Comment], ids: Sequence[str], texts: Sequence[str]) -> list[Row]:
    numbers = full_numbers(comments)
    pseudonyms = Pseudonyms()
    depths: list[int] = []
    rows = []
    for position, comment in enumerate(comments):
        depths.append(0 if comment.parent is None else depths[comment.parent] + 1)
        rows.append(
            {
                "comment_id": ids[position],
                "article_id": article.article_id,
                "number": numbers[position],
                "position": position,
                "depth": depths[position],
                "parent_id": None if comment.parent is None else ids[comment.parent],
                "addressed_id": None if comment.addressed is None else ids[comment.addressed],
                "addressed_time": comment.addressed_time,
                "author": pseudonyms.of(comment.author),
                "posted_on": comment.printed_on.isoformat() if comment.printed_on else None,
                "text": texts[position],
                "language": detect(texts[position]),
                "split": article.split,
            }
        )
    return rows


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


def _mention_row(article: Article, unit: Unit, comment_id: str | None, mention: Mention) -> Row:
    return {
        "mention_id": mention_id(comment_id or article.article_id, unit.field, mention.start, mention.end),
        "article_id": article.article_id,
        "comment_id": comment_id,
        "field": unit.field,
        "start": mention.start,
        "end": mention.end,
        "text": unit.text[mention.start : mention.end],
        "label": mention.label,
        "entity_id": mention.entity_id,
        "confidence": round(mention.confidence, 3),
        "method": mention.method,
        "split": article.split,
    }
