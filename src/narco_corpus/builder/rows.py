"""From one merged post to the document that the schema declares: article, comments and mentions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache

import msgspec

from narco_corpus.builder.comment_identity import find_withdrawn_comments, identify
from narco_corpus.builder.document import Columns, Document, to_columns, to_rows
from narco_corpus.builder.json_rows import ArticleJson
from narco_corpus.builder.language import detect
from narco_corpus.builder.license import expression_of
from narco_corpus.builder.merge.earlier import EarlierComment
from narco_corpus.builder.post import Comment, Post
from narco_corpus.builder.privacy import Pseudonyms, count_masks, hide_names, mask_all
from narco_corpus.builder.recognise.mention import Mention, Recogniser, Unit
from narco_corpus.builder.warnings import content_warnings
from narco_corpus.builder.withdraw import NOTHING, Withdrawals
from narco_corpus.model.ids import mention_prefix
from narco_corpus.model.url import site_of
from narco_corpus.removals.quotations import own_runs, quotations, without
from narco_corpus.removals.reply_tree import without_comments
from narco_corpus.removals.wording import Run


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
    earlier: Sequence[EarlierComment] = (),
    withdrawn_comments: Collection[str] = (),
    article_ids: Collection[str] = (),
    withdrawn: Withdrawals = NOTHING,
) -> tuple[Document, frozenset[str]]:
    """The document of one article, and the ids of the comments that are withdrawn from it (`find_withdrawn_comments`).

    Comments keep the ids that they have among the `earlier` ones. Of those that the ids `withdrawn_comments` mean what
    other comments quote is replaced; numbers, pseudonyms and ids are what they are with them. Mentions of withdrawn
    entities are left out.
    """
    pseudonyms = Pseudonyms()
    authors = [pseudonyms.of(c.author) for c in post.comments]
    texts = _protected([c.text for c in post.comments], post, authors)
    numbers = full_numbers(post.comments)
    identified = identify(article.article_id, post.comments, texts, numbers, earlier)
    left_out = find_withdrawn_comments(
        identified, post.comments, texts, withdrawn_comments, withdrawn.before, article_ids
    )
    ids = identified.ids
    days = [c.printed_on or (c.utc and c.utc.date()) for c in post.comments]
    said: Collection[Run] = ()
    if left_out.comments:
        gone = [own in left_out.comments for own in ids]
        said = own_runs([], texts, numbers, days, gone)
        hidden = quotations([post.title or "", post.body], texts, numbers, days, gone)
        texts = [without(text, stretches) for text, stretches in zip(texts, hidden, strict=True)]
        texts = _protected(texts, post, authors)  # what stood behind a repeated stretch can now stand free
    stay = (
        (c.text, text) for c, text, id in zip(post.comments, texts, ids, strict=True) if id not in left_out.comments
    )
    masks = count_masks(stay)
    comments = _comments(post.comments, ids, numbers, authors, days, texts)
    if left_out.comments:
        rows = to_rows("comments", comments, {"article_id": article.article_id, "split": article.split})
        comments = to_columns("comments", without_comments(rows, left_out.comments))
    texts = comments["text"]
    units = [Unit("title", post.title or ""), Unit("body", post.body), *(Unit("comment", text) for text in texts)]
    found = recogniser.recognise(units, post.published_on)
    if min_confidence or withdrawn.entities:
        found = [
            [m for m in unit if m.confidence >= min_confidence and m.entity_id not in withdrawn.entities]
            for unit in found
        ]
    mentions = _mentions(article.article_id, units, [None, None, *comments["comment_id"]], found)
    return Document(_article_row(article, post, texts), comments, mentions, masks, said), left_out.ids


def _article_row(article: Article, post: Post, comment_texts: Sequence[str]) -> ArticleJson:
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
        "license": expression_of(article.license),
        "content_warnings": content_warnings(f"{post.title or ''}\n\n{post.body}", comment_texts),
        "capture_path": article.capture_path,
        "capture_sha256": article.capture_sha256,
        "retrieved_at": article.retrieved_at,
        "capture_complete": post.complete,
        "duplicate_captures": article.duplicate_captures,
    }


def _protected(texts: Sequence[str], post: Post, authors: Sequence[str | None]) -> list[str]:
    """Texts of comments without contact details and commenters' handles; `authors` are their pseudonyms."""
    texts, _ = mask_all(texts)
    story = f"{post.title or ''}\n{post.body}"
    texts, hidden = hide_names(texts, [c.author for c in post.comments], authors, story, post.byline or "")
    if hidden:
        texts, _ = mask_all(texts)  # a name was perhaps all that told a contact detail from plain words
    return texts


def _comments(
    comments: Sequence[Comment],
    ids: Sequence[str],
    numbers: list[str],
    authors: list[str | None],
    days: Sequence[date | None],
    texts: list[str],
) -> Columns:
    depths: list[int] = []
    for comment in comments:
        depths.append(0 if comment.parent is None else depths[comment.parent] + 1)
    return {
        "comment_id": [*ids],
        "number": numbers,
        "position": [*range(len(ids))],
        "depth": depths,
        "parent_id": [None if c.parent is None else ids[c.parent] for c in comments],
        "addressed_id": [None if c.addressed is None else ids[c.addressed] for c in comments],
        "addressed_time": [c.addressed_time for c in comments],
        "author": authors,
        "posted_on": [day.isoformat() if day else None for day in days],
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
    prefixes = [mention_prefix(own or article_id, unit.field) for own, unit in zip(comment_ids, units, strict=True)]
    return {
        "mention_id": [
            f"{prefix}{m.start}-{m.end}" for prefix, mentions in zip(prefixes, found, strict=True) for m in mentions
        ],
        "comment_id": [own for own, mentions in zip(comment_ids, found, strict=True) for _ in mentions],
        "field": [unit.field for unit, mentions in zip(units, found, strict=True) for _ in mentions],
        "start": [m.start for m in flat],
        "end": [m.end for m in flat],
        "text": [unit.text[m.start : m.end] for unit, mentions in zip(units, found, strict=True) for m in mentions],
        "label": [m.label for m in flat],
        "entity_id": [m.entity_id for m in flat],
        "confidence": [_rounded(m.confidence) for m in flat],
        "method": [m.method for m in flat],
    }


@lru_cache(maxsize=1 << 12)
def _rounded(confidence: float) -> float:
    """The few values that there are need not be rounded for each mention."""
    return round(confidence, 3)
