"""Names that are written nearly like a listed one: misspellings, found by sound and a bounded number of edits."""

from __future__ import annotations

import re
from collections.abc import Iterable

from narco_corpus.builder.recognise.fold import fold
from narco_corpus.builder.recognise.lower_case import ARTICLES

_SHORTEST = 6
"""Letters from which a name may be a misspelling of another; fewer are too like too many."""
_ENDS = (3, 4)
_LONG = 9
"""Letters from which it may be by two edits."""
_SOUNDS = (
    ("sch", "1"),
    ("sh", "1"),
    ("ch", "1"),
    ("h", ""),
    ("que", "ke"),
    ("qui", "ki"),
    ("q", "k"),
    ("gue", "2e"),
    ("gui", "2i"),
    ("ge", "je"),
    ("gi", "ji"),
    ("ce", "se"),
    ("ci", "si"),
    ("z", "s"),
    ("c", "k"),
    ("v", "b"),
    ("w", "b"),
    ("x", "j"),
    ("ll", "i"),
    ("y", "i"),
    ("1", "ch"),
    ("2", "g"),
)
"""Letters that are heard alike in Mexican Spanish, in the order in which they are replaced; digits stand for `ch` and
the hard `g` meanwhile."""
_DOUBLE = re.compile(r"([a-z])\1+")


def sound(name: str) -> str:
    """How a name is heard: names that are spelt by ear have the same sound; no case, accents or spaces."""
    heard = fold(name).decode("ascii")
    for letters, alike in _SOUNDS:
        heard = heard.replace(letters, alike)
    return _DOUBLE.sub(r"\1", heard).replace(" ", "")


class Likeness:
    """Finds the things whose names are written nearly like one; a plural is no misspelling."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """`names` are names and the ids of what bears them."""
        self._ids: dict[str, list[str]] = {}
        self._by_end: dict[str, list[str]] = {}
        """Sounds by how they begin and end: one edit leaves either as it is."""
        for name, thing in names:
            heard = sound(name)
            if len(heard) < _SHORTEST - 1 or not heard.isalpha():
                continue
            known = self._ids.get(heard)
            if known is None:
                known = self._ids[heard] = []
                for end in _ends(heard, _end(heard)):
                    self._by_end.setdefault(end, []).append(heard)
            if thing not in known:
                known.append(thing)
        self._found: dict[str, dict[str, int]] = {}

    def near(self, name: str) -> dict[str, int]:
        """Ids of what bears a name nearly like this one, and how many edits part them; the nearest first."""
        known = self._found.get(name)
        if known is None:
            if len(self._found) >= 10_000:
                self._found.clear()
            known = self._found[name] = self._search(name)
        return known

    def _search(self, name: str) -> dict[str, int]:
        words = [w for w in fold(name).decode("ascii").split() if w not in ARTICLES]
        letters = sum(map(len, words))
        if letters < _SHORTEST or any(c.isdigit() for c in name):
            return {}  # sounds have no digits
        heard = sound(name)
        most = 2 if letters >= _LONG else 1
        letters_heard = frozenset(heard)
        found: dict[str, int] = {}
        ends = [end for length in _ENDS for end in _ends(heard, length)]
        for other in sorted({o for end in ends for o in self._by_end.get(end, ())}):
            if abs(len(other) - len(heard)) > most or heard[:1] != other[:1] or heard in (f"{other}s", f"{other}es"):
                continue
            if len(letters_heard.symmetric_difference(other)) > 2 * most:  # an edit parts two letters at most
                continue
            edits = distance(heard, other, most)
            if edits <= most:
                for thing in self._ids[other]:
                    found[thing] = min(edits, found.get(thing, edits))
        return dict(sorted(found.items(), key=lambda item: (item[1], item[0])))


def _end(heard: str) -> int:
    """Letters of the beginning and end by which a sound is found."""
    return _ENDS[len(heard) >= 2 * _ENDS[1]]


def _ends(heard: str, length: int) -> tuple[str, str]:
    return f"{heard[:length]}-", f"-{heard[-length:]}"


def distance(one: str, other: str, most: int = 99) -> int:
    """Insertions, deletions, substitutions and swaps of neighbours that make one word the other.

    Where they are more than `most`, any number above it.
    """
    while one and other and one[-1] == other[-1]:  # what is alike at the ends needs no edits
        one, other = one[:-1], other[:-1]
    alike = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[alike:], other[alike:]
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row, last = row, [i], before
        for j, b in enumerate(other, 1):
            edits = min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                edits = min(edits, last[j - 2] + 1)
            row.append(edits)
        if min(row) > most and min(before) > most:  # a swap goes on from the row before
            return most + 1
    return row[-1]
