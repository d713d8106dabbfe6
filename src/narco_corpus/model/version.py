"""Versions: which step of the data version a difference asks for, and how an older schema stands to this one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from narco_corpus.errors import DataError
from narco_corpus.model import layout

Step = Literal["none", "patch", "minor", "major"]

_FORM = re.compile(r"(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})", re.ASCII)


@dataclass(frozen=True, order=True)
class Version:
    """A data version of three numbers."""

    major: int
    minor: int
    patch: int

    @classmethod
    def from_text(cls, text: str) -> Version | None:
        """From `1.2.3`; None for any other text."""
        match = _FORM.fullmatch(text)
        return None if match is None else cls(*map(int, match.groups()))

    @classmethod
    def parse(cls, text: str, origin: str) -> Version:
        """From `1.2.3`; raises `DataError`, which names the origin, for any other text."""
        found = cls.from_text(text)
        if found is None:
            raise DataError(f"{origin}: data version {text!r}: expected three numbers, for example 1.2.0")
        return found

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"

    def after(self, step: Step) -> Version:
        """The next version by a step; the same one without a step."""
        if step == "major":
            return Version(self.major + 1, 0, 0)
        if step == "minor":
            return Version(self.major, self.minor + 1, 0)
        return Version(self.major, self.minor, self.patch + (step == "patch"))


def precedes_schema(schema_version: str) -> bool:
    """Whether a release's schema is an earlier MINOR of this package's: it may lack columns that were added since."""
    theirs, ours = Version.from_text(schema_version), Version.from_text(layout.SCHEMA_VERSION)
    return theirs is not None and ours is not None and theirs.major == ours.major and theirs.minor < ours.minor


def step_of(*, broken: bool, added: bool, other: bool) -> Step:
    """The step that is due.

    MAJOR where anything is changed or removed, MINOR where rows or columns are added, PATCH where the rows are the
    same and something else differs, none where nothing does.
    """
    if broken:
        return "major"
    if added:
        return "minor"
    return "patch" if other else "none"
