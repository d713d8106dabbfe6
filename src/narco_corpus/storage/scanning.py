"""Queries over the tables of a release: what a damaged or missing file makes of one becomes a `DataError`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from narco_corpus.errors import DataError


@contextmanager
def scanning(place: str) -> Iterator[None]:
    """A block that runs polars queries over `place`, or opens it with pyarrow; the error names it."""
    import polars as pl
    import pyarrow as pa

    try:
        yield
    except (pl.exceptions.PolarsError, pa.ArrowException, OSError) as error:
        reason = str(error).partition("\n")[0]
        raise DataError(
            f"{place} cannot be read: {reason}; `narco-corpus verify` lists all files that are damaged"
        ) from None
