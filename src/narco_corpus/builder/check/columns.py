"""Tells at once whether many documents are faultless; where they are not, `document.py` says which one and why.

Every value is checked against the JSON Schema of its column, and every document against the rules of `document.py`.
Column by column this takes a fifth of the time that the rows take.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import jsonschema_rs
import msgspec

from narco_corpus.builder.check.article import article_faults
from narco_corpus.builder.check.document import number_follows
from narco_corpus.builder.check.texts import are_masked, are_normal
from narco_corpus.builder.document import Columns, Document
from narco_corpus.model.ids import mention_prefix
from narco_corpus.model.schema import fields, load_schema

_NO_NEWLINE = r"$(?!\n)"
"""How the schemas say that a text ends, for engines in which `$` also stands before a newline; here it does not."""


class ColumnChecker:
    """Checks documents in columns; made once, used for many."""

    def __init__(self, tables: Sequence[str]) -> None:
        self._validators = {table: _validator(table) for table in tables}
        self._few = {
            table: [f.name for f in fields(table) if not f.key and ("enum" in f.spec or "pattern" in f.spec)]
            for table in tables
        }

    def are_sound(self, documents: Sequence[Document], tables: Mapping[str, Columns]) -> bool:
        """Whether documents have no fault; `tables` are their tables. Of few faultless documents it says False too."""
        return (
            all(map(self._is_valid, tables, tables.values()))
            and _are_texts(tables)
            and all(map(_keeps_rules, documents))
        )

    def _is_valid(self, table: str, columns: Columns) -> bool:
        columns = columns | {name: [*{*columns[name]}] for name in self._few[table]}
        try:
            msgspec.msgpack.encode(columns)
        except UnicodeEncodeError:  # lone surrogates, which the validator lets pass
            return False
        return self._validators[table].is_valid(columns)


def _validator(table: str) -> jsonschema_rs.Draft202012Validator:
    """The validator of a table in columns: each an array of what its values are declared as."""
    columns = {f.name: {"type": "array", "items": _plain(f.spec)} for f in fields(table)}
    schema = {"type": "object", "properties": columns, "required": [*columns], "additionalProperties": False}
    return jsonschema_rs.Draft202012Validator(
        schema | {"$schema": load_schema(table)["$schema"]},
        validate_formats=True,
        offline=True,
        pattern_options=jsonschema_rs.RegexOptions(),  # linear time; refuses what look-around is left
    )


def _plain(spec: Any) -> Any:
    """A declaration with patterns that need no look-around."""
    if isinstance(spec, dict):
        return {
            name: part.replace(_NO_NEWLINE, "$") if name == "pattern" else _plain(part) for name, part in spec.items()
        }
    return spec


def _are_texts(tables: Mapping[str, Columns]) -> bool:
    """Whether the texts of tables keep the rules of text, and the mentions' figures their decimals."""
    articles, comments = tables["articles"], tables["comments"]
    texts = [articles[name] for name in ("title", "byline", "body")] + [comments["text"], comments["addressed_time"]]
    return (
        all(are_normal([text for text in column if text]) for column in texts)
        and are_masked(comments["text"])
        and all(round(value, 3) == value for value in {*tables["entity_mentions"]["confidence"]})
    )


def _keeps_rules(document: Document) -> bool:
    article, comments, mentions = document.article, document.comments, document.mentions
    own = article["article_id"]
    return (
        article["comment_count"] == len(comments["comment_id"])
        and not any(article_faults(article))
        and _are_tree(own, comments)
        and _stand_there(article, comments, mentions)
    )


def _are_tree(own: str, comments: Columns) -> bool:
    """Whether the comments are numbered in order, each below one before it and answering only such a one.

    Where comments were withdrawn, numbers may go down by more than one level; of such a document this says False.
    """
    ids, numbers = comments["comment_id"], comments["number"]
    if comments["position"] != [*range(len(ids))] or len({*numbers}) != len(numbers):
        return False
    prefix = f"{own}-"
    depths: dict[str | None, int] = {None: -1}
    numbered: dict[str | None, str | None] = {None: None}
    columns = (comments[name] for name in ("parent_id", "depth", "addressed_id", "addressed_time"))
    for id, number, parent, depth, other, time in zip(ids, numbers, *columns, strict=True):
        if id in depths or not id.startswith(prefix) or depths.get(parent, -2) + 1 != depth:
            return False
        if not number_follows(number, numbered[parent], gaps=False):
            return False
        if other is not None and (other not in depths or time is None):
            return False
        depths[id], numbered[id] = depth, number
    return True


def _stand_there(article: Mapping[str, Any], comments: Columns, mentions: Columns) -> bool:
    """Whether the mentions are slices of their texts and come text by text, in order and without overlap."""
    texts = dict(zip(comments["comment_id"], comments["text"], strict=True))
    seen = set()
    unit: tuple[str | None, str] | None = None
    text = prefix = ""
    reach = 0
    columns = (mentions[name] for name in ("comment_id", "field", "start", "end", "text", "mention_id"))
    for comment_id, field, start, end, slice_, id in zip(*columns, strict=True):
        if unit is None or unit[0] != comment_id or unit[1] != field:
            unit, reach = (comment_id, field), 0
            if unit in seen or (field == "comment") != (comment_id is not None):
                return False
            seen.add(unit)
            text = texts.get(comment_id, "") if comment_id else article[field] or ""
            prefix = mention_prefix(comment_id or article["article_id"], field)
        if not reach <= start < end <= len(text) or text[start:end] != slice_ or id != f"{prefix}{start}-{end}":
            return False
        reach = end
    return True
