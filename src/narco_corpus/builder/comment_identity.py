"""Which id each comment of an article has, and which comments are the ones that were withdrawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from itertools import count

import msgspec

from narco_corpus.builder.merge.earlier import EarlierComment
from narco_corpus.builder.post import Comment
from narco_corpus.model.ids import comment_id, comment_ids, comment_part, is_from_text, split_comment_id, text_part
from narco_corpus.model.protected import STANDS_FOR, identifying
from narco_corpus.model.text import squeeze
from narco_corpus.removals.quotations import OWN, with_equals

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
    anywhere; by the id that its text gives; and by what the masks of the earlier release leave of it. Of equal ones the
    first in reading order is taken. `masked` are the texts and `numbers` the numbers as they are released. A new id is
    made of nothing that the texts hide; one that an earlier package made of the text as captured is known and kept.
    """
    texts = [identifying(c.text, text) for c, text in zip(comments, masked, strict=True)]
    own_ids = [c.own_id for c in comments]
    natural = comment_ids(article_id, texts, own_ids)
    if not earlier:
        return Identified(natural, [False] * len(natural))
    captured = comment_ids(article_id, (squeeze(c.text) for c in comments), own_ids)
    parts = [[split_comment_id(id)[1] for id in ids] for ids in (natural, captured)]
    found = _found_again(comments, parts, masked, numbers, earlier)
    used = {comment.own for comment in earlier}
    ids: list[str] = []
    for comment, text, mine in zip(comments, texts, found, strict=True):
        own = mine.own if mine else comment.own_id
        if own is None or (mine is None and own in used):
            own = next(part for n in count() if (part := comment_part(n, text)) not in used)
        used.add(own)
        ids.append(comment_id(article_id, own))
    return Identified(ids, [mine is not None for mine in found])


def _found_again(
    comments: Sequence[Comment],
    natural: Sequence[Sequence[str]],
    masked: Sequence[str],
    numbers: Sequence[str],
    earlier: Sequence[EarlierComment],
) -> list[EarlierComment | None]:
    """The earlier comment that each is; `natural` are the own parts that their texts give, as released and captured."""
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
        *((lambda e: (e.own, e.number), lambda n, own=own: (own[n], numbers[n])) for own in natural),
        (lambda e: (e.text, e.parent), lambda n: (texts[n], parent(n))),
        *((lambda e: e.own, lambda n, own=own: own[n]) for own in natural),
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
    masked_before = [comment for comment in earlier if comment.masked is not None]
    for n in range(len(comments)) if masked_before else ():
        for comment in masked_before if found[n] is None else ():
            if comment.own not in taken and may_be(n, comment) and _is_behind(squeeze(comments[n].text), comment):
                found[n] = comment
                taken.add(comment.own)
                break
    return found


def _is_behind(captured: str, earlier: EarlierComment) -> bool:
    """Whether a text is that of an earlier comment but for what is masked there; other masks are now."""
    first, *others = STANDS_FOR.split(squeeze(earlier.masked or ""))
    if not others or len(first) + sum(map(len, others)) < OWN or not captured.startswith(first):
        return False
    at = len(first)
    for piece in others[:-1]:
        if (at := captured.find(piece, at)) < 0:
            return False
        at += len(piece)
    return captured.endswith(others[-1]) and len(captured) - len(others[-1]) >= at


class Gone(msgspec.Struct, frozen=True):
    """What was withdrawn of an article's comments."""

    comments: frozenset[str]
    """Ids that they have here."""
    ids: frozenset[str]
    """All ids under which they are to be known as withdrawn: these, those of the ledger and those of other captures."""


def find_withdrawn_comments(
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
        meant = [
            n for n in equal if not identified.kept[n] or (texts[n] == masked[n] and len(squeeze(texts[n])) >= OWN)
        ]
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
            parts |= {own, text_part(masked[n])}
    also = {comment_id(article, part) for article in article_ids for part in parts}
    ids = frozenset(identified.ids[n] for n in left_out)
    return Gone(ids, ids | also | met)


def _by_text(texts: Sequence[str], masked: Sequence[str]) -> dict[str, list[int]]:
    """Own parts that an id may have by its text → the comments of that text.

    Those of texts as captured are what earlier packages made.
    """
    found: dict[str, list[int]] = {}
    released = [identifying(text, shown) for text, shown in zip(texts, masked, strict=True)]
    captured = list(map(squeeze, texts))
    for forms in (released, captured) if captured != released else (released,):
        places: dict[str, list[int]] = {}
        for n, text in enumerate(forms):
            places.setdefault(text, []).append(n)
        for plain, equal in places.items():
            for part in (text_part(plain), *(comment_part(ordinal, plain) for ordinal in range(_ORDINALS))):
                known = found.get(part, equal)
                found[part] = known if known == equal else sorted({*known, *equal})
    return found
