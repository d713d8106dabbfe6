"""MinHash sketches of texts: how much of their wording two posts share, without the posts.

Broder (1997), "On the resemblance and containment of documents": shingles of three words, 128 permutations (by
`rensa`), found in 32 bands of 4 rows. Two texts that share half of their shingles meet in a band with probability 0.87,
two that share 3 % (other posts on the same day's shooting) with 0.00003.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from operator import eq
from struct import Struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

PERMUTATIONS = 128
BANDS = 32
SKETCH = 4 * PERMUTATIONS
"""Bytes of a sketch."""
_MINIMA = Struct("4s" * PERMUTATIONS)
LEAST_SHINGLES = 20
"""Below this many shingles resemblance says nothing; such texts are compared whole."""
TELLING_SHINGLES = 10
"""Below this many an equal text says nothing by itself: what stands beside a video has fewer (`Source: Milenio`, `This
video contains graphic material. Viewer discretion is advised.`), a sentence of news has more."""

_ODD = 0x9E3779B97F4A7C15
"""Odd, so that multiplying by it loses nothing; two bands of one hash cost a comparison and no more."""


def sketch(words: Sequence[str]) -> tuple[bytes, int]:
    """The sketch of a text of these words (`key_words`), and the number of its shingles.

    The sketch of a text too short for one is empty.
    """
    import rensa

    shingles = _shingles(words)
    different = len(set(shingles))
    if different < LEAST_SHINGLES:
        return b"", different
    minhash = rensa.RMinHash(num_perm=PERMUTATIONS, seed=1)
    minhash.update(shingles)
    return array("I", minhash.digest()).tobytes(), different


def is_telling(words: Sequence[str]) -> bool:
    """Whether a text of these words (`key_words`) has so many that an equal one is a re-post of it."""
    return len(set(_shingles(words))) >= TELLING_SHINGLES


def _shingles(words: Sequence[str]) -> list[str]:
    return list(map(" ".join, zip(words, words[1:], words[2:], strict=False)))


def bands(sketches: bytes, number: int) -> pl.Series:
    """One 64-bit hash for each of some sketches, of their band of that number."""
    import polars as pl
    import pyarrow as pa

    buffers = [None, pa.py_buffer(sketches)]
    words = pl.Series(pa.Array.from_buffers(pa.uint64(), len(sketches) // 8, buffers))
    first, second = (words.gather_every(SKETCH // 8, number * 2 + n) for n in range(2))
    return first * _ODD + second


def minima(sketch: bytes) -> tuple[bytes, ...]:
    """The parts of a sketch, one for each permutation; not as numbers, since bytes are compared in a third of the
    time."""
    return _MINIMA.unpack(sketch)


def resemblance(a: Sequence[bytes], b: Sequence[bytes]) -> float:
    """Share of the shingles of both texts together that both have (Jaccard), as estimated from their minima."""
    same: int = sum(map(eq, a, b))
    return same / PERMUTATIONS


def containment(a: Sequence[bytes], a_shingles: int, b: Sequence[bytes], b_shingles: int) -> float:
    """Share of the shorter text's shingles that the longer one has: 1 for a capture cut short."""
    jaccard = resemblance(a, b)
    common = jaccard * (a_shingles + b_shingles) / (1 + jaccard)
    return min(1.0, common / max(1, min(a_shingles, b_shingles)))
