"""Which columns of a table hold text, URL, date, title and author: as named by the user, else by the usual names."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from importlib import resources
from itertools import takewhile

import msgspec

from narco_corpus.builder.captures.foreign_release import table_of_release
from narco_corpus.builder.captures.options import ReadOptions


def _usual_names() -> dict[str, tuple[str, ...]]:
    rows = resources.files(__package__).joinpath("column_names.tsv").read_text(encoding="utf-8").splitlines()
    usual: dict[str, tuple[str, ...]] = {}
    for role, name in (row.split("\t") for row in rows if not row.startswith("#")):
        usual[role] = (*usual.get(role, ()), name)
    return usual


_USUAL = _usual_names()
TEXT_NAMES = _USUAL.pop("text")

_SOURCE = "source"
"""The page's address in trafilatura's JSON, elsewhere the name of a data set or site: the first rows tell."""
_OTHER_THINGS = frozenset({
    "image", "images", "author", "authors", "creator", "publisher", "logo", "thumbnail", "media", "avatar", "source",
    "sourceorganization", "video", "breadcrumb", "ispartof",
})  # fmt: skip
"""Objects whose address, date and title are not those of the page; Elasticsearch's `_source` is the page itself."""
_WRAPPERS = (".rendered", ".@id")
"""Where WordPress's REST interface has the text of `content`, and JSON-LD the address that is `mainEntityOfPage`."""
_PERSON = ".name"
"""Where JSON-LD has the name of its `author`."""
_SHOWN = 20
_LONG_NAME = 60
"""Names of columns that a message shows, and characters of each."""
_REST = 100
"""Characters of the names of columns that are not used."""
_ROLES = ("text", "url", "date", "title", "author", "retrieved_at", "license")
_OPTIONS = {role: f"--{role}-column" for role in ("text", "url", "date", "title", "author")}


class TableColumns(msgspec.Struct, frozen=True, kw_only=True):
    """The columns that a table is read by; a dot leads into an object of a row (`metadata.url`)."""

    text: str
    url: str | None = None
    date: str | None = None
    title: str | None = None
    author: str | None = None
    retrieved_at: str | None = None
    license: str | None = None
    others: dict[str, tuple[str, ...]] = {}
    """Columns that rows of JSON Lines have in place of one of these, by what they hold, the likeliest first."""
    day_first: dict[str, dict[str, bool]] = {}
    """Whether the day goes before the month in the dates of a column, by its name and their form in numbers."""
    charset: str | None = None
    """What the rows of CSV are in that are not UTF-8, as guessed of the first of them; None for windows-1252."""
    quoted: bool = True
    """Whether quotation marks around a field of CSV are not part of it."""
    names: tuple[str, ...] = ()
    """Names of all columns of the table."""

    def used(self) -> list[str]:
        """Names of all columns that are read."""
        return [name for name in self._by_role().values() if name is not None]

    def _by_role(self) -> dict[str, str | None]:
        return {role: getattr(self, role) for role in _ROLES}

    def __str__(self) -> str:
        read = ", ".join(
            f"{role}: {' or '.join([name, *self.others.get(role, ())])}"
            for role, name in self._by_role().items()
            if name is not None
        )
        used = {*self.used(), *(name for names in self.others.values() for name in names)}
        return f"{read}{not_used([name for name in self.names if name not in used])}"


def not_used(names: Sequence[str]) -> str:
    """What is said of columns that are not used, after those that are; empty where there are none."""
    rest = [name[:_LONG_NAME] for name in dict.fromkeys(names) if name]
    shown = list(takewhile(lambda number: len(", ".join(rest[:number])) <= _REST, range(1, len(rest) + 1)))
    more = f" and {len(rest) - len(shown):,} more" if len(rest) > len(shown) else ""
    return f"; not used: {', '.join(rest[: len(shown)])}{more}" if rest else ""


class TableError(Exception):
    """A table lacks a column, or is not written as the others are; the text says what it has."""


class NoTextError(TableError):
    """No column has a usual name of the text's."""

    def __init__(self, found: str) -> None:
        super().__init__(f"no text column; {found}. Name the one that holds the text with {_OPTIONS['text']}")
        self.found = found


def text_column(names: Sequence[str], options: ReadOptions) -> str:
    """The column of the text in a table with these names.

    Raises:
        TableError: the one that the user named is not there, or none has a usual name.
    """
    text = options.text_column or _first(names, TEXT_NAMES)
    if text is None:
        raise NoTextError(_found(names))
    if text not in names:
        raise TableError(f"no column {text!r}, which {_OPTIONS['text']} asks for; {_found(names)}. Correct the option")
    return text


def choose_columns(names: Sequence[str], options: ReadOptions, text: str | None = None) -> TableColumns:
    """The columns of a table with these names; the text's where it is not known yet.

    Raises:
        TableError: a column that the user named is not there, none has a usual name of a text column, one that is
            to be read stands twice, or it is the table of a release.
    """
    if (table := table_of_release(names)) is not None:
        raise TableError(
            f"it is the table {table} of a release that a build wrote, and no captures: name the captures that the "
            "release was made from"
        )
    text = text or text_column(names, options)
    named = options.named_columns()
    for role, name in named.items():
        if name not in names:
            raise TableError(
                f"no column {name!r}, which {_OPTIONS[role]} asks for; {_found(names)}. Correct the option"
            )
    rest = [name for name in names if name != text and not _is_of_other(name)]
    others = {role: named.get(role) or _first(rest, usual) for role, usual in _USUAL.items()}
    others["url"] = others["url"] or _first(rest, (_SOURCE,))
    others["author"] = others["author"] or _author(names, text)
    columns = msgspec.structs.replace(TableColumns(text=text, names=tuple(names)), **others)
    for name in columns.used():
        if list(names).count(name) > 1:
            raise TableError(f"column {name!r} stands twice; {_found(names)}. Give each its own name")
    return columns


def with_others(columns: TableColumns, rows: Iterable[Collection[str]], options: ReadOptions) -> TableColumns:
    """The columns of a file of rows of several kinds, with those that stand in for one that a row lacks.

    They have usual names too, and no row (of which these are the names of columns) has one beside the column that it
    stands in for: of a row with both, the other may be something else. What stands in for the text does so beside a
    title: comments of posts have texts too.
    """
    kinds = {frozenset(row) for row in rows}
    named = {*options.named_columns(), *(["text"] if options.text_column else [])}
    others: dict[str, tuple[str, ...]] = {}
    for role, usual in (("text", TEXT_NAMES), *_USUAL.items()):
        chosen = getattr(columns, role)
        if chosen is None or role in named:
            continue
        beside = {name for kind in kinds if chosen in kind for name in kind}
        lacking = [kind for kind in kinds if chosen not in kind]
        if role == "text":
            lacking = [kind for kind in lacking if _first(sorted(kind), _USUAL["title"])]
        names = {name for kind in lacking for name in kind} - beside - {*columns.used()}
        if found := tuple(_ranked(sorted(name for name in names if not _is_of_other(name)), usual)):
            others[role] = found
    return msgspec.structs.replace(columns, others=others)


def is_source(name: str | None) -> bool:
    """Whether a column has the name that is the page's address only where its values are."""
    return name is not None and plain(name.rpartition(".")[2]) == _SOURCE


def check_utf8(first: bytes) -> None:
    """Raises `TableError` where the first line of a file says that it is in UTF-16."""
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise TableError("it is in UTF-16; write it in UTF-8")


def _found(names: Sequence[str]) -> str:
    return f"the columns are {_listed(names)}" if names else "it has no columns"


def _listed(names: Sequence[str]) -> str:
    """The first names, in short: the first line of what is no table can be a megabyte."""
    shown = [repr(name if len(name) <= _LONG_NAME else f"{name[:_LONG_NAME]}…") for name in names[:_SHOWN]]
    return ", ".join(shown) + (f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else "")


def plain(name: str) -> str:
    """A column's name in lower case with nothing but letters, without their accents, and digits."""
    name = name if name.isascii() else unicodedata.normalize("NFKD", name)
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _first(names: Sequence[str], usual: Sequence[str]) -> str | None:
    """The name that stands first among the usual ones."""
    return next(iter(_ranked(names, usual)), None)


def _ranked(names: Sequence[str], usual: Sequence[str]) -> list[str]:
    """Those that are usual names, as they stand there; names at the top before those within an object."""
    ranked = [
        (whole.count("."), usual.index(key), place, name)
        for place, name in enumerate(names)
        if "/" not in name  # an address in a first line that is no header
        and (key := plain((whole := _unwrapped(name)).rpartition(".")[2])) in usual
    ]
    return [name for *_, name in sorted(ranked)]


def _unwrapped(name: str) -> str:
    for wrapper in _WRAPPERS:
        name = name.removesuffix(wrapper)
    return name


def _author(names: Sequence[str], text: str) -> str | None:
    """The name within an object that is the page's author."""
    people = {name.removesuffix(_PERSON): name for name in names if name != text and name.endswith(_PERSON)}
    own = _first([person for person in people if not _is_of_other(person)], _USUAL["author"])
    return people[own] if own else None


def _is_of_other(name: str) -> bool:
    """Whether a name leads into an object that is something else than the page."""
    return any(part[:1] != "_" and plain(part) in _OTHER_THINGS for part in name.split(".")[:-1])
