"""Unite the posts of several captures of one article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from narco_corpus.builder.parse.clock import address_comments
from narco_corpus.builder.parse.zone import infer_local_times
from narco_corpus.builder.post import Comment, Post
from narco_corpus.model.text import squeeze


def unite(posts: Sequence[Post]) -> Post:
    """One post of several, the best first: its text and order, with what only the others have added.

    Comments are the same where the page's id, or text and ordinal among equal texts, are; a comment that only a later
    capture holds goes after the ones that both hold. What hangs under what is taken of the capture that shows it best.
    """
    best = posts[0]
    if len(posts) == 1:
        return best
    comments = [msgspec.structs.replace(c, parent=None) for c in best.comments]
    places = [[*range(len(comments))], *(_add(comments, other.comments) for other in posts[1:])]
    _hang(comments, posts, places)
    comments = _in_reading_order(comments)
    infer_local_times(comments)
    # Anew: each capture had found whom a comment answers by its own times and threads alone.
    address_comments(comments)
    dated = min(posts, key=lambda p: (p.published_on is None, p.day_in_utc))
    return msgspec.structs.replace(
        best,
        title=best_of([p.title for p in posts]),
        byline=best_of([p.byline for p in posts]),
        published_on=dated.published_on,
        day_in_utc=dated.day_in_utc,
        unclear_day=dated.unclear_day,
        unread_day=dated.unread_day,
        complete=any(p.complete for p in posts),
        comments=comments,
    )


def _add(known: list[Comment], others: Sequence[Comment]) -> list[int]:
    """Add what others have more; the place of each of them among the known ones."""
    by_id = {c.own_id: place for place, c in enumerate(known) if c.own_id}
    by_text = {key: place for place, key in enumerate(_keys(known))}
    found: dict[int, int] = {
        index: by_id[comment.own_id] for index, comment in enumerate(others) if comment.own_id in by_id
    }
    taken = set(found.values())
    for index, key in enumerate(_keys(others)):
        if index not in found and (place := by_text.get(key)) is not None and place not in taken:
            found[index] = place
    for index, comment in enumerate(others):
        if index in found:
            _fill(known[found[index]], comment)
        else:
            found[index] = len(known)
            known.append(msgspec.structs.replace(comment, parent=None))
    return [found[index] for index in range(len(others))]


def _fill(mine: Comment, other: Comment) -> None:
    """Give a comment what another capture of it has more."""
    mine.author = mine.author or other.author
    mine.own_id = mine.own_id or other.own_id
    mine.utc = mine.utc or other.utc
    if mine.printed_on is None and other.printed_on is not None:
        mine.printed_on, mine.printed_at = other.printed_on, other.printed_at or mine.printed_at
    elif mine.printed_at is None and other.printed_on in (None, mine.printed_on):
        mine.printed_at = other.printed_at


def _hang(comments: Sequence[Comment], posts: Sequence[Post], places: Sequence[Sequence[int]]) -> None:
    """Hang each comment under the one that the best tree has it under.

    A tree of markup or of a feed goes before one that is read of a text's indents, and any tree before a list, which
    does not say that nobody replied. All comments of a tree get their place by it before the next one is looked at,
    so no comment comes to hang under itself.
    """
    has_tree = [any(c.parent is not None for c in post.comments) for post in posts]
    if not any(has_tree):
        return
    hung: set[int] = set()
    ranked = sorted(range(len(posts)), key=lambda n: (not has_tree[n], not posts[n].structured))
    for number in ranked:
        place = places[number]
        for comment, at in zip(posts[number].comments, place, strict=True):
            if at not in hung:
                hung.add(at)
                comments[at].parent = None if comment.parent is None else place[comment.parent]
                # Others count otherwise: a list counts replies among the rest, another tree other siblings.
                comments[at].number = comment.number if number == ranked[0] else None


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
    return [comments[index] for index in order]


def _keys(comments: Sequence[Comment]) -> list[tuple[str, int]]:
    seen: Counter[str] = Counter()
    keys = []
    for comment in comments:
        text = squeeze(comment.text)
        keys.append((text, seen[text]))
        seen[text] += 1
    return keys


def best_of(values: Sequence[str | None]) -> str | None:
    """The first value that is there."""
    return next((v for v in values if v is not None), None)
