"""Decide which captures are one article, and which article repeats another."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import msgspec

from narco_corpus.builder.merge.alike import compare
from narco_corpus.builder.merge.earlier import EarlierComment, EarlierIndex
from narco_corpus.builder.merge.index import ComparedCapture, KeyIndex
from narco_corpus.builder.merge.key import BY_BODY, CaptureKey
from narco_corpus.builder.merge.sketch import TELLING_SHINGLES, containment
from narco_corpus.builder.merge.unions import Unions
from narco_corpus.model.ids import apart_id


class Group(msgspec.Struct, kw_only=True):
    """The captures of one article, the best first."""

    article_id: str
    alias_ids: list[str]
    captures: list[CaptureKey]
    told_apart: bool = False
    """Another post has the same date and title, so this one's id is made from its body; or, without these, the same few
    words, so it is made from its title."""
    split: str | None = None
    """The split that it has in the earlier release."""
    released: list[str] = []
    """Its article there, and others that turned out to be the same post."""
    names: list[str] = []
    """Ids that these have there."""
    comments: list[EarlierComment] = []
    """Its comments there."""
    unlike: list[str] = []
    """Paths of the captures that have its URL and neither its title nor its wording."""


UNLIKE = 0.1
"""Containment below which two texts at one URL are hardly one post."""


def group_captures(index: KeyIndex, withdrawn: Collection[str] = ()) -> Groups:
    """Unite captures of one post; find re-posts. `withdrawn` are ids of articles that are withdrawn.

    One post is what has the same URL, or the same title and nearly the same text where site and date do not contradict,
    or, where captures have neither URL nor date and title, the same text. Nearly equal text under another title, on
    another site, or without title and date is a re-post: an article of its own. An equal text of few words says neither
    without an equal title. What an earlier release has keeps its id and its aliases: they are given to no other post as
    long as a capture of it is among the inputs.
    """
    same, repeats = Unions(), Unions()
    for captures in index.shared("identity"):
        first: dict[tuple[int, str | None], int] = {}
        for capture in captures:
            same.join(first.setdefault((capture.basis, _told_by(capture)), capture.number), capture.number)
    for number, holder, _, basis in index.earlier.held() if index.earlier else ():
        if basis == 0:  # the address leads to that article, though no capture of it here states it
            same.join(number, holder)
    for column in ("body", "title"):
        for captures in index.shared(column):
            compare(captures, index, same, repeats)
    # Who shares a title has been compared by now, so in bands only re-posts that are not yet known can be found.
    for captures in index.sharing_a_band(same, repeats):
        if len({repeats.find(c.number) for c in captures}) > 1:
            compare(captures, index, same, repeats)
    return Groups(index, same, repeats, withdrawn)


class Groups:
    """The articles of a build; walks the index, so memory holds only what was joined."""

    def __init__(self, index: KeyIndex, same: Unions, repeats: Unions, withdrawn: Collection[str]) -> None:
        self._index = index
        self._members = same.sets()
        self._same = same
        self._withdrawn = frozenset(withdrawn)
        self._held = self._find_held()
        self._from_body, self._shared_ids = self._told_apart()
        self._originals = self._find_originals(repeats)

    def __iter__(self) -> Iterator[tuple[Group, str | None]]:
        """Each article with the id of the one that it repeats, in no particular order of ids."""
        for number, key in self._index.all():
            if self._same.find(number) == number and key.is_capture:
                group = self._group(number, key)
                if group.released:
                    group.comments = self._earlier().comments(group.released)
                if len(group.captures) > 1 and len({capture.title for capture in group.captures}) > 1:
                    group.unlike = self._unlike(number, group.captures[0])
                yield group, self._originals.get(number)

    def _group(self, root: int, key: CaptureKey) -> Group:
        apart = root in self._from_body
        if root not in self._members and key.released is None and not apart:
            return Group(article_id=key.identity, alias_ids=[], captures=[key])
        keys = self._index.get(self._members[root]) if root in self._members else [key]
        captures = sorted((k for k in keys if k.is_capture), key=_worth)
        ids = [k.identity for k in sorted(captures, key=_claim)]
        released = sorted({k.released for k in keys if k.released})
        if not released:
            own = self._from_body.get(root, ids[0])
            others = set() if apart else set(ids) - self._shared_ids
            return Group(article_id=own, alias_ids=sorted(others - {own}), captures=captures, told_apart=apart)
        # Where several articles of the earlier release turn out to be one, it has the id that it would have anyhow.
        own = ids[0] if ids[0] in released else released[0]
        released.sort(key=lambda id: id != own)
        before = [self._earlier().names(id) for id in released]
        names = {name for article in before for name in article.names}
        others = names | (set(ids) - self._shared_ids - self._held.get(root, set()) - self._withdrawn)
        return Group(
            article_id=own,
            alias_ids=sorted(others - {own}),
            captures=captures,
            told_apart=any(own in k.apart_identities() for k in captures),
            split=before[0].split,
            released=released,
            names=sorted(names),
        )

    def _unlike(self, root: int, best: CaptureKey) -> list[str]:
        """Paths of the captures of a post that share neither title nor wording with the best one."""
        members = self._members[root]
        keys = self._index.get(members)
        compared = dict(zip(members, self._index.known(members), strict=True))
        first = compared[members[keys.index(best)]]
        others = [(compared[n], key.path) for n, key in zip(members, keys, strict=True) if key.is_capture]
        return [path for other, path in others if other.title != first.title and self._is_unlike(first, other)]

    def _is_unlike(self, a: ComparedCapture, b: ComparedCapture) -> bool:
        """Whether two posts of different titles share hardly any wording; of one too short to say the titles count."""
        if a.sketch is None or b.sketch is None:
            return a.body != b.body and a.title not in b.title and b.title not in a.title  # "" is in every title
        shared = containment(self._index.sketch(a.sketch), a.shingles, self._index.sketch(b.sketch), b.shingles)
        return shared < UNLIKE

    def _earlier(self) -> EarlierIndex:
        assert self._index.earlier is not None  # noqa: S101 - nothing is released without
        return self._index.earlier

    def _find_held(self) -> dict[int, set[str]]:
        """Ids that a post would have, but that are of another one in the earlier release."""
        held: dict[int, set[str]] = {}
        for number, holder, name, _ in self._index.earlier.held() if self._index.earlier else ():
            root, other = self._same.find(number), self._same.find(holder)
            # A post that is no more among the inputs holds nothing: one of its date and title is taken for it.
            if root != other and self._index.is_capture(other):
                held.setdefault(root, set()).add(name)
        return held

    def _told_apart(self) -> tuple[dict[int, str], set[str]]:
        """For the posts that share date and title with another one of other text: the id made from their body.

        That is the body of a capture with this date and title: it tells later builds which post the id means, even if
        that post shares them with none any more. Of posts that share nothing but a few words it is their title. And the
        ids that several posts could have, so that none has it as an alias: one of them bears it as its own, unless all
        have addresses or one of them is withdrawn.
        """
        ids: dict[int, str] = {}
        shared: set[str] = set()
        for captures in self._index.shared("identity"):
            identity, basis = captures[0].identity, captures[0].basis
            told: dict[int, str] = {}
            for capture in captures:
                if self._index.is_capture(root := self._same.find(capture.number)):
                    told.setdefault(root, _told_by(capture) or "")
            roots = self._index.known(list(told)) if basis else []
            posts = sorted((told[c.number], c.number) for c in roots if self._basis(c) == basis)
            free = [(text, root) for text, root in posts if not self._is_released(root)]
            if len(posts) == 1 or identity not in self._withdrawn:
                del free[:1]  # that one keeps it
            ids.update({root: self._apart(root, identity, text) for text, root in free})
            if len(told) > 1:
                shared.add(identity)
        for root in sorted(self._held):
            if root not in ids and not self._is_released(root):
                natural = min(self._of(root), key=_claim)
                if natural.identity in self._held[root]:
                    ids[root] = self._apart(root, natural.identity, _told_by(natural) or natural.body)
        return ids, shared

    def _apart(self, root: int, identity: str, told: str) -> str:
        """The id that a post has instead of one that another has: made with what tells it, again if that is another's.

        An id that was made so can be of another post of the earlier release, in which this one was merged.
        """
        own = apart_id(identity, told)
        while self._is_of_another(own, root):
            own = apart_id(own, told)
        return own

    def _is_of_another(self, name: str, root: int) -> bool:
        """Whether the earlier release has an id for another post that is among the inputs."""
        holder = self._index.earlier.holder(name) if self._index.earlier else None
        return (
            holder is not None and self._same.find(holder) != root and self._index.is_capture(self._same.find(holder))
        )

    def _is_released(self, root: int) -> bool:
        """Whether the post is in the earlier release, so that it has its id there."""
        return any(c.released for c in self._of(root))

    def _of(self, root: int) -> list[ComparedCapture]:
        """The captures of a post, and the articles of the earlier release that it is."""
        return self._index.known(self._members.get(root, [root]))

    def _basis(self, root: ComparedCapture) -> int:
        """What the id of the post rests on: the best that any of its captures has."""
        return min(c.basis for c in self._of(root.number)) if root.number in self._members else root.basis

    def _find_originals(self, repeats: Unions) -> dict[int, str]:
        """For each post that repeats another one the id of that one: the likeliest original of all that hang together.

        `repeats` joins captures of nearly equal text; here it also joins the captures of each post, so that all that
        repeat either text of a post of two hang together.
        """
        for members in self._members.values():
            for number in members:
                repeats.join(members[0], number)
        originals: dict[int, str] = {}
        for captures in repeats.sets().values():
            posts = self._posts_of(captures)
            if len(posts) > 1:
                keys = dict(zip(posts, self._index.get(posts), strict=True))
                original = min(posts, key=lambda post: _originality(keys[post]))
                own = self._group(original, keys[original]).article_id
                originals.update((post, own) for post in posts if post != original)
        return originals

    def _posts_of(self, numbers: Sequence[int]) -> list[int]:
        """The posts of some captures, each once, in order; what only the earlier release has is none of this one's."""
        return sorted(root for root in {self._same.find(number) for number in numbers} if self._index.is_capture(root))


def _worth(key: CaptureKey) -> tuple[bool, bool, int, int, str, str]:
    """Best capture first: whole, with its structure stated, most comments, most text; then by content, so that the
    order of input is no matter."""
    return (not key.complete, not key.structured, -key.comments, -key.length, key.sha256, key.path)


def _told_by(capture: ComparedCapture) -> str | None:
    """What tells a post from others of its id: date and title alone make no one post of two, nor do a few words.

    None where the id itself says that it is one: a URL, and a telling text.
    """
    if capture.basis == BY_BODY:
        return None if capture.shingles >= TELLING_SHINGLES else capture.title
    return capture.body if capture.basis == 1 else None


def _claim(capture: CaptureKey | ComparedCapture) -> tuple[int, bool, str]:
    """Whose id is the post's: by URL, by a printed day and title, by the day of a UTC time and title, by the text."""
    return (capture.basis, capture.basis == 1 and bool(capture.day_in_utc), capture.identity)


def _originality(key: CaptureKey) -> tuple[bool, bool, str, int, bool, int, int, str]:
    """The likeliest original first: with title and date, earliest, with a URL, whole, with most comments, most text."""
    day = key.published_on
    fuller = not key.complete, -key.comments, -key.length
    return (not key.title, day is None, day or "", key.basis, *fuller, key.identity)
