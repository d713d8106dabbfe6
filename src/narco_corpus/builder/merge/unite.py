"""Unite the posts of several captures of one article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from narco_corpus.builder.merge.group import best_of
from narco_corpus.builder.post import Comment, Post
from narco_corpus.model.text import squeeze


def unite(posts: Sequence[Post]) -> Post:
    """One post of several, the best first: its text and order, with what only the others have added.

    Comments are the same where the page's id, or text and ordinal among equal texts, are; a comment that only a later
    capture holds goes after the ones that both hold.
    """
    best = posts[0]
    if len(posts) == 1:
        return best
    comments = [msgspec.structs.replace(c) for c in best.comments]
    for other in posts[1:]:
        _add(comments, other.comments)
    return msgspec.structs.replace(
        best,
        title=best_of([p.title for p in posts]),
        byline=best_of([p.byline for p in posts]),
        published_on=next((p.published_on for p in posts if p.published_on), None),
        complete=any(p.complete for p in posts),
        comments=_in_reading_order(comments),
    )


def _add(known: list[Comment], others: Sequence[Comment]) -> None:
    place_of = {key: place for place, key in enumerate(_keys(known))}
    by_id = {c.own_id: place for place, c in enumerate(known) if c.own_id}
    place: dict[int, int] = {}  # index among the others → index among the known ones
    for index, (comment, key) in enumerate(zip(others, _keys(others), strict=True)):
        found = by_id.get(comment.own_id) if comment.own_id else None
        found = place_of.get(key) if found is None else found
        if found is None:
            found = len(known)
            known.append(
                msgspec.structs.replace(
                    comment,
                    parent=None if comment.parent is None else place[comment.parent],
                    addressed=None if comment.addressed is None else place[comment.addressed],
                )
            )
        else:
            mine = known[found]
            mine.author = mine.author or comment.author
            mine.printed_on = mine.printed_on or comment.printed_on
            mine.own_id = mine.own_id or comment.own_id
        place[index] = found


def _in_reading_order(comments: Sequence[Comment]) -> list[Comment]:
    """Each reply below its parent, after the replies that were there before it."""
    replies: dict[int | None, list[int]] = {}
    for index, comment in enumerate(comments):
        replies.setdefault(comment.parent, []).append(index)
    order: list[int] = []
    waiting = list(reversed(replies.get(None, [])))
    while waiting:
        index = waiting.pop()
        order.append(index)
        waiting.extend(reversed(replies.get(index, [])))
    place = {old: new for new, old in enumerate(order)}
    for comment in comments:
        comment.parent = None if comment.parent is None else place[comment.parent]
        comment.addressed = None if comment.addressed is None else place[comment.addressed]
    return [comments[index] for index in order]


def _keys(comments: Sequence[Comment]) -> list[tuple[str, int]]:
    seen: Counter[str] = Counter()
    keys = []
    for comment in comments:
        text = squeeze(comment.text)
        keys.append((text, seen[text]))
        seen[text] += 1
    return keys
