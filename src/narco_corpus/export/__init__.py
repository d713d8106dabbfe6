"""Other forms of a release, for the tools that people work with."""

from __future__ import annotations

import os
from importlib import import_module

from narco_corpus.corpus import Corpus
from narco_corpus.errors import UsageError
from narco_corpus.export.report import Written
from narco_corpus.progress import Watcher, watched
from narco_corpus.storage.whole import check_absent, check_free, whole

FORMATS = {
    "conll": "conll",
    "convokit": "convokit",
    "csv": "csv_bundle",
    "duckdb": "duckdb_file",
    "spacy": "docbin",
    "web-annotation": "web_annotation",
}
"""Name of a format → its module here; each has `write(corpus, place, watcher)`."""
FILES = frozenset({"duckdb"})
"""Formats that are one file; the others are folders."""


def export(corpus: Corpus, form: str, out: str | os.PathLike[str], watcher: Watcher | None = None) -> Written:
    """Write a release in another form to the folder `out` (for `duckdb` a file), whole or not at all.

    Says what was written and what the form cannot hold. One article or a few thousand rows are in memory at a time.
    Raises `UsageError` for an unknown form and a place that is taken or cannot be written, `DataError` for a damaged
    release, `MissingExtraError` where spaCy or DuckDB is needed and not installed.
    """
    if not isinstance(corpus, Corpus):
        raise UsageError(f"cannot export {corpus!r}: expected a corpus, as narco_corpus.load() gives it")
    if not isinstance(form, str) or form not in FORMATS:
        raise UsageError(f"no format {form!r}; there are: {', '.join(FORMATS)}")
    module = import_module(f"narco_corpus.export.{FORMATS[form]}")
    with whole(out, check_absent if form in FILES else check_free) as place:
        written: Written = module.write(corpus, place, watched(watcher))
    return written
