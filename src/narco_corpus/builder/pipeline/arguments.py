"""Arguments of a build from Python: what is of another type is said before any work, with what is expected."""

from __future__ import annotations

import os
from concurrent.futures import Executor

from narco_corpus.builder.captures import ReadOptions
from narco_corpus.builder.pipeline.watch import Bounds
from narco_corpus.errors import UsageError
from narco_corpus.model.about import About

_EXPECTED: dict[str, tuple[type | tuple[type, ...], str]] = {
    "executor": (Executor, "a concurrent.futures.Executor"),
    "scheduler": (str, "an address such as 'tcp://host:8786'"),
    "about": ((str, os.PathLike, About), "narco_corpus.About, text or a path"),
    "reading": (ReadOptions, "narco_corpus.ReadOptions"),
    "bounds": (Bounds, "narco_corpus.Bounds"),
}


def check_types(*, jobs: object, **others: object) -> None:
    """Raise `UsageError` for an argument of another type than `build` expects; None is one that was not given."""
    if not isinstance(jobs, int) or isinstance(jobs, bool) or jobs < 1:
        raise UsageError(f"jobs={jobs!r}: expected a whole number, 1 or more")
    for name, value in others.items():
        types, expected = _EXPECTED[name]
        if value is not None and not isinstance(value, types):
            raise UsageError(f"{name}={value!r}: expected {expected}")


def check_places(*, out: object, **others: object) -> None:
    """Raise `UsageError` for a place that is neither text nor a path; all but `out` may be None."""
    for name, place in {"out": out, **{name: place for name, place in others.items() if place is not None}}.items():
        if not isinstance(place, str | os.PathLike):
            raise UsageError(f"{name}={place!r}: expected text or a path")
