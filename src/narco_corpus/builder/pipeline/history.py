"""What was released and withdrawn before a build: it decides what is left out, which ids stay, and the data version."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from narco_corpus.builder.against import Previous
from narco_corpus.builder.pipeline.options import Splits
from narco_corpus.builder.pipeline.told import Told
from narco_corpus.builder.withdraw import Withdrawals, read_ledger, removed_ids
from narco_corpus.model.manifest import Manifest
from narco_corpus.release import Release
from narco_corpus.removals.ledger import package_removals


class History:
    """The release before, if one is given, and all that was withdrawn: by ledgers, or as that release states."""

    previous: Previous | None
    withdrawn: Withdrawals

    def __init__(self, against: str | Path | None, removals: str | Path | None) -> None:
        """Open the release and read the ledger besides the package's own; raises as `build` says."""
        self._ledger = read_ledger(removals)
        self.previous = None if against is None else Previous(against)
        lines = [*package_removals(), *self._ledger]
        self.withdrawn = Withdrawals.from_ledgers(lines)
        if self.previous is not None:
            also = self.previous.also_known_as([*self.withdrawn.articles, *self.withdrawn.comments])
            self.withdrawn = Withdrawals.from_ledgers(lines, self.previous.removals, also)

    def splits(self, asked: str | None) -> Splits:
        """The shares of the splits that are asked for; if none are, those of the release before."""
        if asked is None and self.previous is not None:
            return Splits.from_shares(self.previous.shares())
        return Splits() if asked is None else Splits.parse(asked)

    def removed(self, articles: Collection[str], comments: Collection[str]) -> tuple[str, ...]:
        """What the new release states as withdrawn, where these were left out of it."""
        known_before = self.previous.known if self.previous else None
        return removed_ids(self.withdrawn, self._ledger, articles, comments, known_before)

    def missing(self, made: Release) -> Told:
        """Articles of the release before that the new one lacks without stating them as withdrawn."""
        return Told(*self.previous.missing(made)) if self.previous else Told()

    @property
    def next_version(self) -> Callable[[Path, Manifest], str] | None:
        """Gives the data version that is due, where there is a release before."""
        return self.previous.next_version if self.previous else None
