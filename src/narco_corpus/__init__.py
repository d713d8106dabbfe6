"""Corpora of narco-blog posts: `load` a release, `build` one from captures.

    import narco_corpus

    corpus = narco_corpus.load()
    for mention in corpus.entity_mentions:
        print(mention["text"], mention["entity_id"])

Importing this package imports nothing else; each name below is loaded when it is first used.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from narco_corpus._version import __version__ as __version__
    from narco_corpus.builder.captures import LeftOut as LeftOut
    from narco_corpus.builder.captures import ReadOptions as ReadOptions
    from narco_corpus.builder.pipeline import Bounds as Bounds
    from narco_corpus.builder.pipeline import BuildReport as BuildReport
    from narco_corpus.builder.pipeline import Held as Held
    from narco_corpus.builder.pipeline import Reject as Reject
    from narco_corpus.builder.pipeline import Told as Told
    from narco_corpus.builder.pipeline import Unused as Unused
    from narco_corpus.builder.pipeline import build as build
    from narco_corpus.corpus import Corpus as Corpus
    from narco_corpus.corpus import load as load
    from narco_corpus.counts import By as By
    from narco_corpus.counts import Of as Of
    from narco_corpus.errors import DamageWarning as DamageWarning
    from narco_corpus.errors import DataError as DataError
    from narco_corpus.errors import MissingExtraError as MissingExtraError
    from narco_corpus.errors import NarcoCorpusError as NarcoCorpusError
    from narco_corpus.errors import NarcoCorpusWarning as NarcoCorpusWarning
    from narco_corpus.errors import NotFoundError as NotFoundError
    from narco_corpus.errors import OfflineWarning as OfflineWarning
    from narco_corpus.errors import UsageError as UsageError
    from narco_corpus.errors import WithdrawnWarning as WithdrawnWarning
    from narco_corpus.model.about import About as About
    from narco_corpus.model.manifest import Manifest as Manifest
    from narco_corpus.model.manifest import ReleaseFile as ReleaseFile
    from narco_corpus.model.manifest import TableFacts as TableFacts
    from narco_corpus.model.measured import Measured as Measured
    from narco_corpus.model.schema import Field as Field
    from narco_corpus.progress import Watcher as Watcher
    from narco_corpus.rejects import RejectRow as RejectRow
    from narco_corpus.release import Problem as Problem
    from narco_corpus.release import Verification as Verification
    from narco_corpus.row import Row as Row
    from narco_corpus.row_types import ArticleRow as ArticleRow
    from narco_corpus.row_types import CommentRow as CommentRow
    from narco_corpus.row_types import ContentWarning as ContentWarning
    from narco_corpus.row_types import EntityAlias as EntityAlias
    from narco_corpus.row_types import EntityRow as EntityRow
    from narco_corpus.row_types import Label as Label
    from narco_corpus.row_types import MentionField as MentionField
    from narco_corpus.row_types import MentionRow as MentionRow
    from narco_corpus.row_types import Split as Split
    from narco_corpus.row_types import Status as Status
    from narco_corpus.table import Table as Table
    from narco_corpus.thread import Thread as Thread

_HOME = {
    "About": "model.about",
    "ArticleRow": "row_types",
    "Bounds": "builder.pipeline",
    "BuildReport": "builder.pipeline",
    "By": "counts",
    "CommentRow": "row_types",
    "ContentWarning": "row_types",
    "Corpus": "corpus",
    "DamageWarning": "errors",
    "DataError": "errors",
    "EntityAlias": "row_types",
    "EntityRow": "row_types",
    "Field": "model.schema",
    "Held": "builder.pipeline",
    "Label": "row_types",
    "LeftOut": "builder.captures",
    "Manifest": "model.manifest",
    "Measured": "model.measured",
    "MentionField": "row_types",
    "MentionRow": "row_types",
    "MissingExtraError": "errors",
    "NarcoCorpusError": "errors",
    "NarcoCorpusWarning": "errors",
    "NotFoundError": "errors",
    "Of": "counts",
    "OfflineWarning": "errors",
    "Problem": "release",
    "ReadOptions": "builder.captures",
    "Reject": "builder.pipeline",
    "RejectRow": "rejects",
    "ReleaseFile": "model.manifest",
    "Row": "row",
    "Split": "row_types",
    "Status": "row_types",
    "Table": "table",
    "TableFacts": "model.manifest",
    "Thread": "thread",
    "Told": "builder.pipeline",
    "Unused": "builder.pipeline",
    "UsageError": "errors",
    "Verification": "release",
    "Watcher": "progress",
    "WithdrawnWarning": "errors",
    "__version__": "_version",
    "build": "builder.pipeline",
    "load": "corpus",
}
"""Name → the module of this package that holds it; what type checkers are told above is the same."""

if not TYPE_CHECKING:  # they read no other list than one that is written out, and would take any name to be here
    __all__ = [*_HOME]

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
    return sorted({*globals(), *_HOME})
