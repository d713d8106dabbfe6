"""Last look at the rows of a build with withdrawals: which texts still hold words of what was withdrawn.

What comments quote of a withdrawn one under the same post is replaced when they are made; what other texts quote is
theirs, and whoever keeps the ledger is told where it stands.
"""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

import msgspec
import pyarrow as pa

from narco_corpus.builder.pipeline.make import withdrawn_name
from narco_corpus.builder.pipeline.plan import Plan, slice_name
from narco_corpus.builder.pipeline.told import Held
from narco_corpus.builder.pipeline.work import Work
from narco_corpus.builder.spool import decode_record
from narco_corpus.removals.quotations import shared
from narco_corpus.removals.wording import RUN, Run, folded, runs, words

HELD = 40
"""Characters of a passage from which on it is told, counted in folded words with single spaces."""
_WORDS = "withdrawn-words"
_TEXTS = {"articles": ("article_id", ("title", "body")), "comments": ("comment_id", ("text",))}


class HeldTask(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of a slice to look through."""

    name: str
    slice_: str
    splits: tuple[str, ...]
    work: Work


class _Words:
    """The runs of words of all that was withdrawn, 8 bytes each."""

    def __init__(self, encoded: bytes) -> None:
        known, hashes = msgspec.msgpack.decode(encoded, type=tuple[frozenset[str], bytes])
        self._known = known
        self._hashes = array("Q", hashes)

    @staticmethod
    def encode(some: Iterable[Run]) -> bytes:
        known: set[str] = set()
        hashes: set[int] = set()
        for run in some:
            known.update(run)
            hashes.add(_hash(run))
        return msgspec.msgpack.encode((sorted(known), array("Q", sorted(hashes)).tobytes()))

    def __contains__(self, run: object) -> bool:
        wanted = _hash(run) if isinstance(run, tuple) else -1
        at = bisect_left(self._hashes, wanted)
        return at < len(self._hashes) and self._hashes[at] == wanted

    def met_in(self, text: str) -> bool:
        """Whether one of the runs is in a text; of most words it is enough that they are in none."""
        some, known, inside = folded(text), self._known, 0
        for end, word in enumerate(some, 1):
            inside = inside + 1 if word in known else 0
            if inside >= RUN and tuple(some[end - RUN : end]) in self:
                return True
        return False


def _hash(run: Run) -> int:
    return int.from_bytes(hashlib.blake2b(" ".join(run).encode(), digest_size=8).digest(), "big")


def held_tasks(plan: Plan, leaving_out: Iterable[str], splits: Sequence[str], work: Work) -> list[HeldTask]:
    """Note the words of withdrawn posts and of the comments that slices left out; what to look through for them.

    None where nothing was withdrawn.
    """
    slices = sorted(leaving_out)
    if not slices and not plan.withdrawn_places:
        return []
    work.put(_WORDS, _Words.encode(_withdrawn(slices, plan.withdrawn_places, work)))
    names = map(slice_name, plan.present)
    return [HeldTask(name=f"held-{n}", slice_=n, splits=tuple(splits), work=work) for n in names]


def _withdrawn(slices: Iterable[str], places: Sequence[tuple[str, int, int]], work: Work) -> Iterator[Run]:
    for name in slices:
        if work.has(withdrawn_name(name)):
            yield from msgspec.msgpack.decode(work.read(withdrawn_name(name)), type=list[Run])
    for spool, offset, length in places:
        (data,) = work.read_ranges(f"{spool}.spool", [(offset, length)])
        post = decode_record(data).post
        for text in (post.body, *(comment.text for comment in post.comments)):
            yield from runs(folded(text))


def find_held(task: HeldTask) -> list[Held]:
    """The articles and comments of a slice that hold a passage of what was noted."""
    said = _Words(task.work.read(_WORDS))
    found = []
    for table, (key, columns) in _TEXTS.items():
        for split in task.splits:
            rows = pa.ipc.open_file(pa.BufferReader(task.work.read(f"{task.slice_}.{table}.{split}.arrow"))).read_all()
            for id, *texts in zip(*(rows.column(name).to_pylist() for name in (key, *columns)), strict=True):
                longest = max(_longest(text or "", said) for text in texts)
                if longest >= HELD:
                    found.append(Held(-longest, id))
    return found


def _longest(text: str, said: _Words) -> int:
    """Characters of the longest passage of a text."""
    if not said.met_in(text):
        return 0
    passages = shared(words(text), said)
    return max((len(" ".join(word.folded for word in passage)) for passage in passages), default=0)
