"""The choices of one build, as they travel to its workers."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from narco_corpus.builder.captures import ReadOptions
from narco_corpus.builder.withdraw import Withdrawals
from narco_corpus.errors import UsageError
from narco_corpus.model.version import Version

_SHARES = re.compile(r"(\d{1,3})/(\d{1,3})/(\d{1,3})", re.ASCII)
DEFAULT_DATA_VERSION = "0.1.0"


class Splits(msgspec.Struct, frozen=True):
    """Shares of train, validation and test in per cent; they add up to 100."""

    train: int = 100
    validation: int = 0
    test: int = 0

    @classmethod
    def parse(cls, text: str) -> Splits:
        """From `80/10/10`; raises UsageError where the shares do not add up to 100."""
        match = _SHARES.fullmatch(text) if isinstance(text, str) else None
        shares = [int(share) for share in match.groups()] if match else []
        if sum(shares) != 100:
            raise UsageError(f"splits {text!r}: give three whole shares that add up to 100, for example 80/10/10")
        return cls(*shares)

    @classmethod
    def from_shares(cls, shares: Mapping[str, int]) -> Splits:
        """From the shares by split; all in train where there are none."""
        if not shares:
            return cls()
        return cls(*(shares.get(name, 0) for name in cls.__struct_fields__))

    @property
    def shares(self) -> dict[str, int]:
        """The share of each split that has one, in the contract's order."""
        return {name: share for name, share in msgspec.structs.asdict(self).items() if share}

    @property
    def names(self) -> list[str]:
        """The splits that have a share, in the contract's order."""
        return list(self.shares)


class BuildOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What decides the bytes of a release, besides its inputs."""

    recogniser: str | None = None
    knowledge: str | None = None
    """Version of the builder's own entries, which lie in the work folder; None where he has none."""
    data_version: str = DEFAULT_DATA_VERSION
    min_confidence: float = 0.0
    splits: Splits = Splits()
    reading: ReadOptions = ReadOptions()
    withdrawn: Withdrawals = Withdrawals()

    def __post_init__(self) -> None:
        if not isinstance(self.data_version, str) or Version.from_text(self.data_version) is None:
            raise UsageError(f"data version {self.data_version!r}: give three numbers, for example 1.2.0")
        least = self.min_confidence
        if isinstance(least, bool) or not isinstance(least, int | float) or not 0.0 <= least <= 1.0:
            raise UsageError(f"minimum confidence {least!r}: give a number from 0 to 1")
        msgspec.structs.force_setattr(self, "min_confidence", float(least) + 0.0)  # 1 is 1.0, and -0.0 is 0.0
