"""What a build tells once for many captures: how many they are, and the first of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec


class Told(msgspec.Struct):
    """A number of captures or files, and the first as an example."""

    count: int = 0
    first: str | None = None

    def add(self, example: str | None, count: int = 1) -> None:
        """Some more; the example counts if there is none yet."""
        self.count += count
        self.first = self.first or example


def together(parts: Iterable[Told]) -> Told:
    """What several parts of a build tell, in their order."""
    whole = Told()
    for part in parts:
        whole.add(part.first, part.count)
    return whole


def by_text(parts: Iterable[Mapping[str, Told]]) -> dict[str, Told]:
    """The same of each text, the one told most often first."""
    found: dict[str, Told] = {}
    for part in parts:
        for text, told in part.items():
            found.setdefault(text, Told()).add(told.first, told.count)
    return dict(sorted(found.items(), key=lambda item: (-item[1].count, item[0])))
