"""Types of the rows of the four tables, as the loader gives them.

`scripts/render_row_types.py` writes this file. A row is a plain dict, and these types say which columns it has. One
that may be null has `None` in its type, and is null in releases of an earlier schema that lack it; one that a later
schema added stands in the row too, unknown here. That columns have their types is checked when a release is read, nulls
and the values of closed lists are not: for these, the types are those of a release that `narco-corpus validate` passes.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, TypedDict

ContentWarning = Literal["graphic_violence", "hate_speech", "profanity"]
Label = Literal["CRIMINAL_ORG", "PERSON", "PLACE", "AUTHORITY", "MEDIA", "ORG"]
MentionField = Literal["title", "body", "comment"]
Split = Literal["train", "validation", "test"]
Status = Literal[
    "designated",
    "delisted",
    "convicted",
    "indicted",
    "arrested",
    "deceased",
    "office_holder",
    "public_figure",
    "reported",
]


class ArticleRow(TypedDict):
    """A row of `articles`."""

    article_id: str
    """Stable id of the post: `a-` and the first 16 hex digits of a SHA-256 of the canonical URL; without a URL, of date
    and normalised title; without those, of the normalised body."""
    alias_ids: list[str]
    """Other ids under which captures of the same post would be known; `get()` finds the article by any of them."""
    title: str | None
    """Headline as printed; null where the capture has none."""
    byline: str | None
    """Author line as printed, several lines joined by a newline."""
    published_on: date | None
    """Date of publication that the page prints (local, no zone)."""
    body: str
    """Text of the article, paragraphs joined by a blank line; offsets of title and body mentions count Unicode code
    points from 0."""
    language: str | None
    """BCP 47 tag of the body's main language; null where it cannot be told."""
    source: str | None
    """Host of the site that published the post, without `www.`."""
    url: str | None
    """Canonical URL of the post (https, no `www.`, no mobile, comment or tracking parameters)."""
    comment_count: int
    """Number of this article's rows in `comments`."""
    duplicate_of: str | None
    """The article that this one re-posts; null for an original."""
    split: Split
    """Part of the release that the row is in; all rows of one post, and of posts that repeat it, share it."""
    license: str
    """SPDX expression or LicenseRef of the text's rights; `LicenseRef-unknown` where nobody granted any."""
    content_warnings: list[ContentWarning]
    """What a reader should know before opening the text, where a word list finds it: graphic violence in title and
    body, the others in comments too; empty: none found."""
    capture_path: str
    """Where the capture was read: path relative to the input, `/` between parts, `#` and the record's place for files
    of many records."""
    capture_sha256: str
    """SHA-256 of what the article was read from: the bytes of a page or text, of the page in a record of a web archive,
    of the text in a row of a table, of the entry of a feed with its comments."""
    retrieved_at: datetime | None
    """When the page was fetched, UTC; null where nobody recorded it."""
    capture_complete: bool
    """False where the capture breaks off before the end of its page or text, has comments that could not be read, or
    has fewer than it states or numbers."""
    duplicate_captures: list[str]
    """SHA-256 of the further captures of the same post that were merged into this row."""


class CommentRow(TypedDict):
    """A row of `comments`."""

    comment_id: str
    """Stable id of the comment: the article's id and 12 hex digits of a SHA-256 of its normalised text (with its masks,
    and `commenter` for each pseudonym) and ordinal among equal texts, or the page's own comment id, under which
    `url#c…` leads to it."""
    article_id: str
    """The article that the comment is under."""
    number: str
    """Number as printed: `5`; `1.2` is the second reply to comment 1; by position where the page prints none or repeats
    one."""
    position: int
    """Reading order in the article, from 0."""
    depth: int
    """Levels above it in the reply tree; 0 = top level."""
    parent_id: str | None
    """The comment that it hangs under; null at top level."""
    addressed_id: str | None
    """The comment that it answers by clock time, where exactly one can be meant."""
    addressed_time: str | None
    """The clock time that it answers, as written."""
    author: str | None
    """Pseudonym within this article; null for anonymous writers, who are not one person."""
    posted_on: date | None
    """Date that the page prints with the comment (local, no zone)."""
    text: str
    """Text of the comment with personal contact details masked (`[account]`, `[address]`, `[email]`, `[handle]`,
    `[id]`, `[ip]`, `[phone]`, `[plate]`, `[profile]`); offsets of its mentions count Unicode code points from 0."""
    language: str | None
    """BCP 47 tag of the comment's main language; null where nobody could tell."""
    split: Split
    """Part of the release that the row is in; all rows of one post, and of posts that repeat it, share it."""


class MentionRow(TypedDict):
    """A row of `entity_mentions`."""

    mention_id: str
    """`{comment_id or article_id}:{field}:{start}-{end}`."""
    article_id: str
    """The article that the mention is in, or whose comment it is in."""
    comment_id: str | None
    """The comment that the mention is in; null for title and body."""
    field: MentionField
    """The text that `start` and `end` count in: the article's `title` or `body`, or the comment's `text`."""
    start: int
    """First code point of the mention in its text, from 0."""
    end: int
    """Code point after the last one of the mention."""
    text: str
    """The mention as written: always the slice `[start:end]` of its text."""
    label: Label
    """What kind of thing is named."""
    entity_id: str | None
    """The entity that is meant; null where the reader cannot tell or no entry exists."""
    confidence: float
    """Calibrated probability that span and label are right, to three decimals; a fixed 0.9, uncalibrated, in releases
    of the recogniser `lexicon`. The float32 of 0.9 is a little less than 0.9: compare with a float32, or as a double
    rounded to three decimals."""
    method: str
    """How the mention was found."""
    split: Split
    """Part of the release that the row is in; all rows of one post, and of posts that repeat it, share it."""


class EntityAlias(TypedDict):
    """One of an entity's other names."""

    text: str
    """The name as written."""
    kind: str | None
    """full, short, acronym, nickname, variant, slang, misspelling or code."""
    language: str | None
    """BCP 47 tag of the alias."""


class EntityRow(TypedDict):
    """A row of `entities`."""

    entity_id: str
    """Lower-case ASCII slug of the name in English-language reporting; ISO 3166 code for countries and states;
    `geonames:NNN` for other places."""
    name: str
    """Name used in English-language reporting."""
    label: Label
    """Label that mentions of it bear."""
    kind: str | None
    """Finer kind: cartel, faction, armed_wing, gang, state, municipality, city, police, …"""
    aliases: list[EntityAlias]
    """Other names with their kind and language."""
    parent_id: str | None
    """The larger thing that it belongs to: the group of a faction, the state of a municipality, the country of a
    state."""
    country: str | None
    """ISO 3166-1 alpha-2 code."""
    state: str | None
    """ISO 3166-2 code."""
    iso_3166: str | None
    """The place's own ISO 3166-1 or 3166-2 code."""
    geonames_id: int | None
    """Id in the GeoNames gazetteer (CC BY 4.0)."""
    inegi_code: str | None
    """Five-digit code of the Mexican municipality (two digits of the state, three of the municipality), as text."""
    ucdp_actor_id: int | None
    """Id in the Uppsala Conflict Data Program's actor list (CC BY 4.0)."""
    ofac_id: int | None
    """Unique id in the US Treasury's sanctions lists (public domain)."""
    latitude: float | None
    """Degrees north, WGS 84."""
    longitude: float | None
    """Degrees east, WGS 84."""
    active_from: int | None
    """First year of activity or office that a source names."""
    active_to: int | None
    """Last year of activity or office that a source names; null where none is known."""
    statuses: list[Status]
    """Persons only: why the person may be named at all."""
    sources: list[str]
    """Where facts of this row were seen; where no source was consulted yet, a page to read on."""
    mention_count: int
    """Rows of `entity_mentions` in this release that are linked to it."""
