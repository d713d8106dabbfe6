"""Which id each comment of an article has, and which comments are the ones that were withdrawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from itertools import count

import msgspec

from narco_corpus.builder.merge.earlier import EarlierComment
from narco_corpus.builder.post import Comment
from narco_corpus.model.ids import comment_id, comment_ids, comment_part, is_from_text, split_comment_id, text_part
from narco_corpus.model.quotations import OWN, with_equals
from narco_corpus.model.text import squeeze

_ORDINALS = 256
"""Ordinals of equal texts that a withdrawn id is tried with; nobody says the same under one post more often."""


class Identified(msgspec.Struct, frozen=True):
    """The ids of an article's comments."""

    ids: list[str]
    kept: list[bool]
    """Whether the comment has its id from the earlier release."""


def identify(
    article_id: str,
    comments: Sequence[Comment],
    masked: Sequence[str],
    numbers: Sequence[str],
    earlier: Sequence[EarlierComment],
) -> Identified:
    """Give each comment its id: the one that it has in the earlier release, else one that nobody has there.

    A comment is known again by the page's id; by its text, best with the same number, then under the same parent, then
    anywhere; and by the id that its text gives. Of equal ones the first in reading order is taken. `masked` are the
    texts and `numbers` the numbers as they are released.
    """
    natural = comment_ids(article_id, (c.text for c in comments), (c.own_id for c in comments))
    if not earlier:
        return Identified(natural, [False] * len(natural))
    found = _found_again(comments, [split_comment_id(id)[1] for id in natural], masked, numbers, earlier)
    used = {comment.own for comment in earlier}
    ids: list[str] = []
    for comment, mine in zip(comments, found, strict=True):
        own = mine.own if mine else comment.own_id
        if own is None or (mine is None and own in used):
            plain = squeeze(comment.text)
            own = next(part for n in count() if (part := comment_part(n, plain)) not in used)
        used.add(own)
        ids.append(comment_id(article_id, own))
    return Identified(ids, [mine is not None for mine in found])


def _found_again(
    comments: Sequence[Comment],
    natural: Sequence[str],
    masked: Sequence[str],
    numbers: Sequence[str],
    earlier: Sequence[EarlierComment],
) -> list[EarlierComment | None]:
    found: list[EarlierComment | None] = [None] * len(comments)
    taken: set[str] = set()
    texts = [text_part(text) for text in masked]

    def parent(n: int) -> str | None:
        """The own part of the parent's id; of a parent that is new what is no part of any id."""
        above = comments[n].parent
        mine = found[above] if above is not None else None
        return None if above is None else mine.own if mine else "-"

    def may_be(n: int, comment: EarlierComment) -> bool:
        """Not where the page has another id for it."""
        own = comments[n].own_id
        return own is None or own == comment.own or is_from_text(comment.own)

    rules: list[tuple[Callable[[EarlierComment], object], Callable[[int], object]]] = [
        (lambda e: e.own, lambda n: comments[n].own_id),
        (lambda e: (e.text, e.number), lambda n: (texts[n], numbers[n])),
        (lambda e: (e.own, e.number), lambda n: (natural[n], numbers[n])),
        (lambda e: (e.text, e.parent), lambda n: (texts[n], parent(n))),
        (lambda e: e.own, lambda n: natural[n]),
        (lambda e: e.text, lambda n: texts[n]),
    ]
    for of_earlier, of_comment in rules:
        waiting: dict[object, list[EarlierComment]] = defaultdict(list)
        for comment in earlier:
            if comment.own not in taken:  # two articles that turn out to be one can have comments of one own part
                waiting[of_earlier(comment)].append(comment)
        for n in range(len(comments)):
            for comment in waiting.get(of_comment(n), ()) if found[n] is None else ():
                if comment.own not in taken and may_be(n, comment):
                    found[n] = comment
                    taken.add(comment.own)
                    break
    return found


class Gone(msgspec.Struct, frozen=True):
    """What was withdrawn of an article's comments."""

    comments: frozenset[str]
    """Ids that they have here."""
    ids: frozenset[str]
    """All ids under which they are to be known as withdrawn: these, those of the ledger and those of other captures."""


def find_withdrawn(
    identified: Identified,
    comments: Sequence[Comment],
    masked: Sequence[str],
    withdrawn: Collection[str],
    before: Collection[str],
    article_ids: Collection[str],
) -> Gone:
    """Find the comments that ids of a ledger mean, here or under another post of the same text.

    `article_ids` are those that the article could have.

    An id means the comment that has it on the page or in the earlier release. Else it means what has its text: all of
    them, as ordinals of equal texts move. Of short texts, which are nobody's own wording, those that the earlier
    release knows are meant only where there is no other, and not if it states the id (one of `before`) as withdrawn
    already. Comments that say the same as a withdrawn one go with it.
    """
    if not withdrawn:
        return Gone(frozenset(), frozenset())
    before = frozenset(before)
    texts = [c.text for c in comments]
    by_text = _by_text(texts, masked)
    owners: dict[str, list[int]] = {}
    for n, (comment, id, kept) in enumerate(zip(comments, identified.ids, identified.kept, strict=True)):
        for part in {comment.own_id, split_comment_id(id)[1] if kept else None} - {None}:
            owners.setdefault(str(part), []).append(n)
    certain = {n for id in withdrawn for n in owners.get(split_comment_id(id)[1], [])}
    gone = [n in certain for n in range(len(comments))]
    met: set[str] = set()
    for id in withdrawn:
        part = split_comment_id(id)[1]
        equal = by_text.get(part, [])
        if part in owners or (not is_from_text(part) and certain.intersection(equal)):
            met.add(id)  # by itself, or by the page's id that this text was noted with
            continue
        meant = [n for n in equal if not identified.kept[n] or len(squeeze(texts[n])) >= OWN]
        if not meant and id not in before:
            meant = equal
        for n in meant:
            gone[n] = True
        if meant:
            met.add(id)
    gone = with_equals(texts, gone)
    left_out = [n for n, is_gone in enumerate(gone) if is_gone]
    parts = {split_comment_id(identified.ids[n])[1] for n in left_out}
    for n in left_out:
        if own := comments[n].own_id:
            parts |= {own, text_part(texts[n])}
    also = {comment_id(article, part) for article in article_ids for part in parts}
    ids = frozenset(identified.ids[n] for n in left_out)
    return Gone(ids, ids | also | met)


def _by_text(texts: Sequence[str], masked: Sequence[str]) -> dict[str, list[int]]:
    """Own parts that an id may have by its text → the comments of that text."""
    found: dict[str, list[int]] = {}
    places: dict[str, list[int]] = {}
    for n, text in enumerate(texts):
        places.setdefault(squeeze(text), []).append(n)
    for plain, equal in places.items():
        for part in (text_part(plain), *{text_part(masked[n]) for n in equal}):
            found.setdefault(part, []).extend(n for n in equal if n not in found.get(part, []))
        for ordinal in range(_ORDINALS):
            found[comment_part(ordinal, plain)] = equal
    return found
