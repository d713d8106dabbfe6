"""MinHash sketches of texts: how much of their wording two posts share, without the posts.

Broder (1997), "On the resemblance and containment of documents": shingles of three words, 128 permutations (by
`rensa`), found in 32 bands of 4 rows. Two texts that share half of their shingles meet in a band with probability 0.87,
two that share 3 % (other posts on the same day's shooting) with 0.00003.
"""

from __future__ import annotations

from array import array
from hashlib import blake2b

PERMUTATIONS = 128
BANDS = 32
ROWS = PERMUTATIONS // BANDS
LEAST_SHINGLES = 20
"""Below this many shingles resemblance says nothing; such texts are compared whole."""


def sketch(plain: str) -> tuple[bytes, int]:
    """The sketch of a text that went through `key_text`, and the number of its shingles.

    The sketch of a text too short for one is empty.
    """
    import rensa

    words = plain.split()
    shingles = set(map(" ".join, zip(words, words[1:], words[2:], strict=False)))
    if len(shingles) < LEAST_SHINGLES:
        return b"", len(shingles)
    minhash = rensa.RMinHash(num_perm=PERMUTATIONS, seed=1)
    minhash.update(list(shingles))
    return array("I", minhash.digest()).tobytes(), len(shingles)


def bands(sketched: bytes) -> bytes:
    """One 64-bit hash a band, in order."""
    width = ROWS * 4
    return b"".join(blake2b(sketched[i : i + width], digest_size=8).digest() for i in range(0, PERMUTATIONS * 4, width))


def resemblance(a: bytes, b: bytes) -> float:
    """Share of the shingles of both texts together that both have (Jaccard), as estimated from two sketches."""
    if not a or not b:
        return 0.0
    same = sum(x == y for x, y in zip(memoryview(a).cast("I"), memoryview(b).cast("I"), strict=True))
    return same / PERMUTATIONS


def containment(a: bytes, a_shingles: int, b: bytes, b_shingles: int) -> float:
    """Share of the shorter text's shingles that the longer one has: 1 for a capture cut short."""
    jaccard = resemblance(a, b)
    common = jaccard * (a_shingles + b_shingles) / (1 + jaccard)
    return min(1.0, common / max(1, min(a_shingles, b_shingles)))
