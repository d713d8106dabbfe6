"""Stable ids, made from what a thing is and never from its place in a file."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from narco_corpus.model.protected import neutral
from narco_corpus.model.text import key_text, squeeze

_ARTICLE_LENGTH = 18
"""Characters of an article's id; a comment's begins with them."""
_OF_ARTICLE = re.compile(r"a-[0-9a-f]{16}(-|\Z)")
"""How ids of articles and of their comments begin."""


def article_id(url: str | None, published: date | None, title: str | None, body: str) -> str:
    """Id of an article: from its canonical URL; without one from date and title; without those from its body."""
    if url:
        return article_id_of(url)
    if published and title and key_text(title):
        return dated_id(published.isoformat(), key_text(title))
    # A text without any letter or digit is itself all that tells it from another one.
    return article_id_of(key_text(body) or squeeze(body))


def article_id_of(identity: str) -> str:
    """`a-` and 16 hex digits of the SHA-256 of the text that identifies an article."""
    return "a-" + hashlib.sha256(identity.encode()).hexdigest()[:16]


def dated_id(day: str, title: str) -> str:
    """Id of an article by its day, as `2012-05-04`, and the key of its title."""
    return article_id_of(f"{day}\n{title}")


def apart_id(shared: str, body: str) -> str:
    """Id of a post that another one shares the id `shared` with: from that and its own body."""
    return article_id_of(f"{shared}\n{body}")


def comment_ids(article: str, texts: Iterable[str], own_ids: Iterable[str | None]) -> list[str]:
    """Ids of an article's comments in order: the page's own id, else a hash of the text.

    `texts` are what may be known of them (`model.protected.identifying`): a hash of what is masked would give it away
    to who tries all numbers. Equal ones are told apart by their ordinal among each other in reading order. A later one
    that is read after them renames none; one that is read before them, as a reply to an earlier comment is, takes the
    ordinal of the next. Only a build that knows the release before it can keep their ids (`builder.comment_identity`).
    """
    seen: dict[str, int] = {}
    ids = []
    for text, own in zip(texts, own_ids, strict=True):
        if own:
            ids.append(comment_id(article, own))
            continue
        ordinal = seen[text] = seen.get(text, -1) + 1
        ids.append(comment_id(article, comment_part(ordinal, text)))
    return ids


def comment_part(ordinal: int, plain: str) -> str:
    """What the id of a comment says of its squeezed text and of its ordinal among equal texts: 12 hex digits."""
    return hashlib.sha256(f"{ordinal}\n{plain}".encode()).hexdigest()[:12]


def is_from_text(part: str) -> bool:
    """Whether the own part of a comment's id has the form of one that is made from its text."""
    return re.fullmatch(r"[0-9a-f]{12}", part) is not None


def table_of(id: str) -> str:
    """The table of an article's, comment's or entity's id, by its form."""
    if not _OF_ARTICLE.match(id):
        return "entities"
    return "articles" if len(id) == _ARTICLE_LENGTH else "comments"


def split_comment_id(id: str) -> tuple[str, str]:
    """The article's id and the comment's own part, which it also has under a re-post of that article."""
    return id[:_ARTICLE_LENGTH], id[_ARTICLE_LENGTH + 1 :]


def comment_id(article: str, part: str) -> str:
    """Id of a comment, of which `split_comment_id` gives the two parts."""
    return f"{article}-{part}"


def text_part(text: str) -> str:
    """What comments of equal text share, whatever the numbers of pseudonyms: 24 hex digits, so no comment's id."""
    return hashlib.sha256(neutral(text).encode()).hexdigest()[:24]


def mention_id(unit: str, field: str, start: int, end: int) -> str:
    """Id of a mention; `unit` is the comment's id, or the article's for title and body."""
    return f"{mention_prefix(unit, field)}{start}-{end}"


def mention_prefix(unit: str, field: str) -> str:
    """What the ids of a unit's mentions begin with; start and end follow, as in `mention_id`."""
    return f"{unit}:{field}:"


def slug(name: str) -> str:
    """Lower-case ASCII slug of a name: `Los Zetas` → `los-zetas`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
