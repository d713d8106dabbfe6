"""Names that are written nearly like a listed one: misspellings, found by sound and a bounded number of edits."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz.distance.OSA import distance
from rapidfuzz.process import extract_iter

from narco_corpus.builder.recognise.boundaries import ARTICLES
from narco_corpus.builder.recognise.fold import fold

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
        ends = [end for length in _ENDS for end in _ends(heard, length)]
        others = {other for end in ends for other in self._by_end.get(end, ())}
        found: dict[str, int] = {}
        for other, edits, _ in extract_iter(heard, others, scorer=distance, processor=None, score_cutoff=most):
            if heard[:1] == other[:1] and heard not in (f"{other}s", f"{other}es"):
                for thing in self._ids[other]:
                    found[thing] = min(edits, found.get(thing, edits))
        return dict(sorted(found.items(), key=lambda item: (item[1], item[0])))


def _end(heard: str) -> int:
    """Letters of the beginning and end by which a sound is found."""
    return _ENDS[len(heard) >= 2 * _ENDS[1]]


def _ends(heard: str, length: int) -> tuple[str, str]:
    return f"{heard[:length]}-", f"-{heard[-length:]}"
