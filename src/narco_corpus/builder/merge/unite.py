"""Unite the posts of several captures of one article."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from narco_corpus.builder.merge.reading_order import in_reading_order, woven
from narco_corpus.builder.merge.same_comments import Side, is_removed, same_comments
from narco_corpus.builder.parse.clock import address_comments
from narco_corpus.builder.parse.zone import infer_local_times
from narco_corpus.builder.post import Comment, Post
from narco_corpus.model.text import squeeze


def unite(posts: Sequence[Post]) -> Post:
    """One post of several, the best first: its text and order, with what only the others have.

    Which comments are the same says `same_comments`; one that only another capture holds goes behind what stands before
    it there. What hangs under what is taken of the capture that shows it best. A comment that is removed in one of them
    is removed.
    """
    best = posts[0]
    if len(posts) == 1:
        return best
    united = _United(best)
    for other in posts[1:]:
        united.add(other)
    _hang(united.comments, posts, united.places)
    comments = in_reading_order(united.comments, united.places)
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


class _United:
    """The comments of captures; each keeps the place that it is first given."""

    def __init__(self, best: Post) -> None:
        self._known = Side()
        self.places: list[list[int]] = []
        """Of each capture the places of its comments, in its order."""
        self._ends: set[int] = set()
        self._cut: set[int] = set()
        """Those of the ends that are of captures which break off."""
        self.add(best)

    @property
    def comments(self) -> list[Comment]:
        """All comments, by their places."""
        return self._known.comments

    def add(self, post: Post) -> None:
        """Take what a capture has more."""
        same = same_comments(self._known, self._ends, Side(post.comments))
        places: list[int] = []
        for index, comment in enumerate(post.comments):
            place = same.places.get(index)
            if place is None:
                place = len(self.comments)
                self._known.append(msgspec.structs.replace(comment, parent=None))
            else:
                self._fill_text(place, comment.text, is_half=index in same.halves)
                _fill(self.comments[place], comment)
            places.append(place)
        self.places.append(places)
        self._known.order = woven(self._known.order, places, self.comments)
        if places:
            self._ends.add(places[-1])
            if not post.complete:
                self._cut.add(places[-1])

    def _fill_text(self, place: int, text: str, *, is_half: bool) -> None:
        """Take the words that stand for a removed comment, and the rest of a half one."""
        if place in self._known.removed:
            return
        if is_removed(squeeze(text)):
            self._known.set_text(place, text)
        elif (is_half or place in self._cut) and _goes_on(self.comments[place].text, text):
            self._known.set_text(place, text)
            self._ends.discard(place)
            self._cut.discard(place)


def _goes_on(half: str, text: str) -> bool:
    """Whether a text goes on where another one ends."""
    return squeeze(half) != squeeze(text) and squeeze(text).startswith(squeeze(half))


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


def best_of(values: Sequence[str | None]) -> str | None:
    """The first value that is there."""
    return next((v for v in values if v is not None), None)
