"""Corpora of narco-blog posts: `load` a release, `build` one from captures.

    import narco_corpus

    corpus = narco_corpus.load()
    for mention in corpus.entity_mentions:
        print(mention["text"], mention["entity_id"])

Importing this package imports nothing else; each name below is loaded when it is first used.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from narco_corpus._version import __version__
    from narco_corpus.builder.captures import ReadOptions
    from narco_corpus.builder.pipeline import Bounds, BuildReport, build
    from narco_corpus.corpus import Corpus, load
    from narco_corpus.errors import (
        DamageWarning,
        DataError,
        MissingExtraError,
        NarcoCorpusError,
        NarcoCorpusWarning,
        NotFoundError,
        OfflineWarning,
        UsageError,
        WithdrawnWarning,
    )
    from narco_corpus.model.about import About
    from narco_corpus.model.manifest import Manifest
    from narco_corpus.model.schema import Field
    from narco_corpus.release import Problem, Verification
    from narco_corpus.row import Row
    from narco_corpus.table import Table
    from narco_corpus.thread import Thread

_HOME = {
    "About": "model.about",
    "Bounds": "builder.pipeline",
    "BuildReport": "builder.pipeline",
    "Corpus": "corpus",
    "DamageWarning": "errors",
    "DataError": "errors",
    "Field": "model.schema",
    "Manifest": "model.manifest",
    "MissingExtraError": "errors",
    "NarcoCorpusError": "errors",
    "NarcoCorpusWarning": "errors",
    "NotFoundError": "errors",
    "OfflineWarning": "errors",
    "Problem": "release",
    "ReadOptions": "builder.captures",
    "Row": "row",
    "Table": "table",
    "Thread": "thread",
    "UsageError": "errors",
    "Verification": "release",
    "WithdrawnWarning": "errors",
    "__version__": "_version",
    "build": "builder.pipeline",
    "load": "corpus",
}
"""Name → the module of this package that holds it."""

__all__ = [
    "About",
    "Bounds",
    "BuildReport",
    "Corpus",
    "DamageWarning",
    "DataError",
    "Field",
    "Manifest",
    "MissingExtraError",
    "NarcoCorpusError",
    "NarcoCorpusWarning",
    "NotFoundError",
    "OfflineWarning",
    "Problem",
    "ReadOptions",
    "Row",
    "Table",
    "Thread",
    "UsageError",
    "Verification",
    "WithdrawnWarning",
    "__version__",
    "build",
    "load",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'narco_corpus' has no attribute {name!r}")
    from importlib import import_module

    try:
        module = import_module(f"narco_corpus.{_HOME[name]}")
    except ModuleNotFoundError as error:
        # The builder lives on packages of the build extra; a missing one is told with the command that installs it.
        if not _HOME[name].startswith("builder.") or (error.name or "").startswith("narco_corpus"):
            raise
        from narco_corpus.errors import MissingExtraError

        raise MissingExtraError(error.name or "", "build", f"narco_corpus.{name}") from None
    value: object = getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
