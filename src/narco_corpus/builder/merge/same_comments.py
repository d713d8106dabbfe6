"""Which comments of a further capture of a post are known already."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, TypeVar

from narco_corpus.builder.merge.comment_clocks import Clocks, moment_of
from narco_corpus.builder.parse.phrases import is_phrase
from narco_corpus.builder.post import Comment
from narco_corpus.model.text import squeeze

Key = TypeVar("Key")

_TRIED = 32
"""Comments of one text that a comment is compared with at most, so that thousands of `RIP` cost no square."""
_OWN_WORDING = 20
"""Characters with which two comments hardly begin by chance."""


class Same(NamedTuple):
    """What `same_comments` finds."""

    places: dict[int, int]
    """Index of a comment of the further capture → its place among the known ones."""
    halves: set[int]
    """Those of these indexes where the text of one is the beginning of the other's."""


def same_comments(known: Side, ends: Collection[int], others: Side) -> Same:
    """Find the comments of a capture among the known ones, none of them twice.

    `ends` are the places of those known ones that are the last of a capture. Comments are the same where the page's id
    is. Where not both have one, they are where the text is and neither writers nor printed times differ, equal ones in
    their order; where what stands for a removed comment is in the place of the other; and where the last one of a
    capture that was cut is the beginning of the other.
    """
    matching = _Matching(known, others)
    matching.by_id()
    matching.by_text()
    if not matching.is_done:
        matching.removed()
        matching.find_halves(ends)
    return Same(matching.places, matching.halves)


def is_removed(text: str) -> bool:
    """Whether a text is what a page prints for a comment that its writer took back or that was deleted."""
    return bool(text) and "\n" not in text and is_phrase("removed", text)


class _Gap(NamedTuple):
    """Where a comment stands that the other side does not have."""

    after: int
    """Place of the last common comment before it; -1 where there is none."""
    offset: int
    """Comments between that one and this."""


class Side:
    """The comments of one side by their numbers: places of the known ones, indexes of the others."""

    def __init__(self, comments: Iterable[Comment] = ()) -> None:
        self.comments: list[Comment] = []
        self.texts: list[str] = []
        """Squeezed."""
        self.removed: set[int] = set()
        for comment in comments:
            self.append(comment)
        self.order: Sequence[int] = range(len(self.comments))
        """Their reading order."""

    def append(self, comment: Comment) -> None:
        """Take one more; its place in the order is for others to say."""
        self.comments.append(comment)
        self.texts.append("")
        self.set_text(len(self.comments) - 1, comment.text)

    def set_text(self, number: int, text: str) -> None:
        """Give a comment another text."""
        self.comments[number].text = text
        self.texts[number] = squeeze(text)
        if is_removed(self.texts[number]):
            self.removed.add(number)

    def set_gaps(self, common: Mapping[int, int]) -> None:
        """Find where those stand that are not among the common ones (number → place)."""
        self.gaps: dict[int, _Gap] = {}
        self.lengths: Counter[int] = Counter()
        self.last = -1
        for number in self.order:
            if number in common:
                self.last = common[number]
            else:
                self.gaps[number] = _Gap(self.last, self.lengths[self.last])
                self.lengths[self.last] += 1

    def in_gaps(self) -> dict[_Gap, int]:
        """Those that are not common by where they stand."""
        return {gap: number for number, gap in self.gaps.items()}

    def can_hold(self, gap: _Gap, other: Side) -> bool:
        """Whether all that the other side has in a gap can have stood here."""
        return gap.after == self.last or self.lengths[gap.after] >= other.lengths[gap.after]


class _Matching:
    """The matches of two captures; each step takes what those before it left."""

    def __init__(self, known: Side, others: Side) -> None:
        self.places: dict[int, int] = {}
        self.halves: set[int] = set()
        self._indexes: dict[int, int] = {}
        self._known, self._others = known, others

    @property
    def is_done(self) -> bool:
        """Whether one side has nothing more that could be matched."""
        return len(self.places) in (len(self._known.comments), len(self._others.comments))

    def by_id(self) -> None:
        """Those of one id of the page; then what else seems to be the same tells how the clocks compare."""
        ids = {c.own_id: place for place, c in enumerate(self._known.comments) if c.own_id}
        for index, comment in enumerate(self._others.comments):
            if comment.own_id in ids:
                self._match(index, ids[comment.own_id])
        # A blog that moved gives all its comments other ids.
        self._is_renumbered = not self.places
        pairs = [*self.places.items(), *self._of_own_text()]
        self._clocks = Clocks((self._known.comments[place], self._others.comments[index]) for index, place in pairs)

    def _of_own_text(self) -> Iterator[tuple[int, int]]:
        """Index and place of those whose text is found once on each side."""
        there = Counter(self._others.texts)
        here = Counter(text for text in self._known.texts if text in there)
        places = {text: place for place, text in enumerate(self._known.texts) if here[text] == there[text] == 1}
        for index, text in enumerate(self._others.texts):
            if text in places:
                yield index, places[text]

    def by_text(self) -> None:
        """First those that have one writer and minute too, then those of which nothing says that they are two."""
        texts, asked = self._known.texts, {self._others.texts[index] for index in self._free_others()}
        met = [place for place in self._free_known() if texts[place] in asked]
        comments = self._known.comments
        exact = _queues((place, (texts[place], _writer(comments[place]), moment_of(comments[place]))) for place in met)
        for index in self._free_others():
            comment = self._others.comments[index]
            if (moment := self._clocks.here(comment)) is not None:
                self._match_first(index, exact.get((self._others.texts[index], _writer(comment), moment)))
        alike = _queues(
            (place, texts[place]) for place in met if place not in self._indexes and place not in self._known.removed
        )
        for index in self._free_others():
            self._match_first(index, alike.get(self._others.texts[index]))

    def removed(self) -> None:
        """Removed comments and what the other side has in their place: of one minute, or between the same comments."""
        if self._known.removed.issubset(self._indexes) and self._others.removed.issubset(self.places):
            return
        known, others = self._known.comments, self._others.comments
        here = _queues((place, moment_of(known[place])) for place in self._free_known())
        there = _queues((index, self._clocks.here(others[index])) for index in self._free_others())
        for moment, indexes in there.items():
            if moment is not None and len(indexes) == len(here.get(moment, ())) == 1:
                self._match_removed(indexes[0], here[moment][0])
        self._set_gaps()
        if self.places or len(known) == len(others) == 1:
            places = self._known.in_gaps()
            for index, gap in self._others.gaps.items():
                if gap in places and self._can_be_one(index, places[gap]):
                    self._match_removed(index, places[gap])
        left = deque(place for place in self._free_known() if place in self._known.removed)
        for index in self._free_others():
            if index in self._others.removed:
                self._match_first(index, left)

    def _can_be_one(self, index: int, place: int) -> bool:
        """Whether the side that has a removed comment somewhere has not less there than the other one."""
        if (is_known := place in self._known.removed) == (index in self._others.removed):
            return is_known
        if is_known:
            return self._known.can_hold(self._known.gaps[place], self._others)
        return self._others.can_hold(self._others.gaps[index], self._known)

    def _match_removed(self, index: int, place: int) -> None:
        if (place in self._known.removed or index in self._others.removed) and not self._are_two(index, place):
            self._match(index, place)

    def find_halves(self, ends: Collection[int]) -> None:
        """The last comment of a capture and what begins with its text: in the same place, or the only one that does."""
        self._set_gaps()
        last = len(self._others.comments) - 1
        if last in self._others.gaps:
            for place in _Beginnings(self._known).of(self._others, last):
                self._match_half(last, place)
        if left := sorted(place for place in ends if place in self._known.gaps):
            beginnings = _Beginnings(self._others)
            for place in left:
                for index in beginnings.of(self._known, place):
                    self._match_half(index, place)

    def _match_half(self, index: int, place: int) -> None:
        if index not in self.places and place not in self._indexes and not self._are_two(index, place):
            self._match(index, place)
            self.halves.add(index)

    def _are_two(self, index: int, place: int) -> bool:
        """Whether ids, printed times or writers say that two comments are not one."""
        mine, other = self._known.comments[place], self._others.comments[index]
        agree = self._clocks.agree(mine, other)
        is_one_minute = bool(agree) and moment_of(mine) is not None and moment_of(other) is not None
        if mine.own_id and other.own_id:
            return not (self._is_renumbered and is_one_minute and _writer(mine) == _writer(other))
        if agree is False:
            return True
        return not is_one_minute and bool(mine.author and other.author) and _writer(mine) != _writer(other)

    def _match(self, index: int, place: int) -> None:
        self.places[index] = place
        self._indexes[place] = index

    def _match_first(self, index: int, queue: deque[int] | None) -> None:
        """Match with the first of those in a queue that can be the same."""
        if queue is None:
            return
        for n, place in enumerate(islice(queue, _TRIED)):
            if not self._are_two(index, place):
                self._match(index, place)
                del queue[n]
                return

    def _free_known(self) -> list[int]:
        return [place for place in self._known.order if place not in self._indexes]

    def _free_others(self) -> list[int]:
        return [index for index in self._others.order if index not in self.places]

    def _set_gaps(self) -> None:
        self._known.set_gaps({place: place for place in self._indexes})
        self._others.set_gaps(self.places)


class _Beginnings:
    """What a half comment of the other side can be of: what is behind the same one, or the only one that begins so."""

    def __init__(self, side: Side) -> None:
        self._texts = side.texts
        self._in_gaps = side.in_gaps()
        self._begun = _queues((number, side.texts[number][:_OWN_WORDING]) for number in side.gaps)

    def of(self, side: Side, half: int) -> Iterator[int]:
        text = side.texts[half]
        if not text or half in side.removed:
            return
        gap = side.gaps[half]
        at = self._in_gaps.get(gap) if gap.offset == 0 else None
        if at is not None and self._texts[at].startswith(text):
            yield at
        begun = self._begun.get(text[:_OWN_WORDING], ()) if len(text) >= _OWN_WORDING else ()
        so = [number for number in begun if self._texts[number].startswith(text)] if len(begun) <= _TRIED else []
        if len(so) == 1:
            yield so[0]


def _queues(numbered: Iterable[tuple[int, Key]]) -> dict[Key, deque[int]]:
    """The numbers of each key, in their order."""
    queues: dict[Key, deque[int]] = {}
    for number, key in numbered:
        queues.setdefault(key, deque()).append(number)
    return queues


def _writer(comment: Comment) -> str:
    return squeeze(comment.author or "").casefold()
