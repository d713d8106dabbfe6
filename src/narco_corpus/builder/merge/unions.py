"""Disjoint sets of numbers; only numbers that were joined take memory."""

from __future__ import annotations

from array import array


class Unions:
    """Union-find in which the smallest member stands for its set."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}
        self._roots = array("I")

    def find(self, number: int) -> int:
        """The smallest member of the number's set."""
        root = number
        while (parent := self._parent.get(root, root)) != root:
            root = parent
        while number != root:  # point the whole way at the root, so that later walks are short
            self._parent[number], number = root, self._parent.get(number, number)
        return root

    def join(self, a: int, b: int) -> None:
        """Make one set of two."""
        a, b = sorted((self.find(a), self.find(b)))
        if a != b:
            self._parent[b] = a
            self._roots = array("I")

    def roots(self, count: int) -> array[int]:
        """The smallest member of the set of each number from 0, so many of them; 4 bytes each."""
        if len(self._roots) != count:
            self._roots = array("I", range(count))
            for number in self._parent:
                self._roots[number] = self.find(number)
        return self._roots

    def sets(self) -> dict[int, list[int]]:
        """The sets of more than one member, sorted, by their smallest."""
        found: dict[int, list[int]] = {}
        for number in sorted(self._parent):
            found.setdefault(self.find(number), []).append(number)
        for root, members in found.items():
            if root not in members:
                members.insert(0, root)
        return {root: sorted(members) for root, members in found.items() if len(members) > 1}
