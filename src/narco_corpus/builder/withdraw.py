"""Leave out what was withdrawn on request: which ids, and which comments of an article."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

import msgspec

from narco_corpus.builder.knowledge import is_entity
from narco_corpus.errors import RefusedInputsError, UsageError
from narco_corpus.model.ids import split_comment_id, table_of
from narco_corpus.removals.ledger import Removal, ids_of, read_removals


class Withdrawals(msgspec.Struct, frozen=True):
    """The ids that a build leaves out, by table, sorted."""

    articles: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    """Those of them that the release before states: what it has is none of them."""
    also: tuple[str, ...] = ()
    """Those of them that are further ids of what the ledgers name."""

    @classmethod
    def from_ledgers(
        cls, removals: Iterable[Removal], before: Collection[str] = (), also: Collection[str] = ()
    ) -> Withdrawals:
        """From the lines of ledgers, from what the release before states, and from further ids of the same things."""
        lines, more = tuple(removals), {*before, *also}
        tables = ("articles", "comments", "entities")
        articles, comments, entities = (
            tuple(sorted({*ids_of(lines, t), *(i for i in more if table_of(i) == t)})) for t in tables
        )
        return cls(articles, comments, entities, tuple(sorted(before)), tuple(sorted(also)))


NOTHING = Withdrawals()


def read_ledger(path: str | Path | None) -> tuple[Removal, ...]:
    """The lines of a ledger file; none without a file.

    Raises `UsageError` where the file cannot be read and where a line is not as it should be.
    """
    if path is None:
        return ()
    try:
        raw = Path(path).read_bytes()
    except OSError as error:
        raise UsageError(f"removals {str(path)!r} cannot be read: {error.strerror}") from None
    return read_removals(raw, str(path))


def removed_ids(
    withdrawn: Withdrawals,
    ledger: Sequence[Removal],
    articles: Collection[str],
    comments: Collection[str],
    known_before: Callable[[Collection[str]], Collection[str]] | None = None,
) -> tuple[str, ...]:
    """Ids that the release states as withdrawn: those left out now, and those of the ledgers that are known.

    `articles` and `comments` are what was left out; `known_before` gives those of some ids that an earlier release
    knew. Raises `DataError` where nothing knows an id of `ledger`.
    """
    found = {*articles, *comments, *withdrawn.also, *filter(is_entity, withdrawn.entities)}
    if known_before is not None:
        asked = {*withdrawn.articles, *withdrawn.comments, *withdrawn.entities}
        found.update(known_before(asked - found))
    # The comments of an article that is withdrawn itself are not looked at one by one.
    found.update(id for id in withdrawn.comments if split_comment_id(id)[0] in found)
    unknown = [r.id for r in ledger if r.id not in found]
    if unknown:
        more = f" and {len(unknown) - 5} more" if len(unknown) > 5 else ""
        raise RefusedInputsError(
            f"the removal ledger names {', '.join(unknown[:5])}{more}, which neither the inputs nor the release given "
            "with --against know: nothing was written; correct the ids, or give the release that knows them"
        )
    return tuple(sorted(found))
