"""What can go wrong, by who can mend it: the data, the call, or the installation."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from narco_corpus.model.url import without_password


class NarcoCorpusError(Exception):
    """Base of every error that this package raises on purpose; its text says what, where and what to do.

    Passwords of addresses are left out of it.
    """

    def __init__(self, text: str = "") -> None:
        super().__init__(without_password(text))


class DataError(NarcoCorpusError):
    """The data is at fault: a damaged or foreign release, an invalid row, an input that cannot be read. Exit code 1."""


class RefusedInputsError(DataError):
    """Inputs of which no release can be made."""


class UsageError(NarcoCorpusError, ValueError):
    """The call is at fault: a wrong name, an impossible option, a place that cannot be written. Exit code 2."""


@contextmanager
def opening(place: str | os.PathLike[str]) -> Iterator[None]:
    """A block that looks at a place that the user named: what the system says against it becomes a `UsageError`.

    So for a folder that may not be looked into, a name that is too long, a disk that does not answer.
    """
    try:
        yield
    except OSError as error:
        where = os.fspath(place) if error.filename is None else error.filename
        raise UsageError(
            f"cannot open {where}: {error.strerror or error}; check the name and who may read it"
        ) from None


class NotFoundError(NarcoCorpusError, KeyError):
    """An id or a table that the release does not hold."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class NarcoCorpusWarning(UserWarning):
    """Base of every warning of this package, which the command line shows."""


class WithdrawnWarning(NarcoCorpusWarning):
    """The release holds what was withdrawn on request after it was made."""


class DamageWarning(NarcoCorpusWarning):
    """Rows of the release contradict each other."""


class OfflineWarning(NarcoCorpusWarning):
    """The hub cannot be reached, so a branch is as it was downloaded last."""


class MissingExtraError(NarcoCorpusError, ImportError):
    """A package of an extra is not installed; the text names the command that installs it."""

    def __init__(self, package: str, extra: str, purpose: str) -> None:
        super().__init__(f"{purpose} needs the package {package!r}: pip install 'narco-corpus[{extra}]'")
        self.extra = extra


def missing_extra(error: ModuleNotFoundError, extra: str, purpose: str) -> ImportError:
    """What to raise for a failed import: the extra that brings the package, or the error itself for a part of ours."""
    if (error.name or "").startswith("narco_corpus"):
        return error
    return MissingExtraError(error.name or "", extra, purpose)
