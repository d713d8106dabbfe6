"""Check a document: against the JSON Schemas, then against the rules that no schema can say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import jsonschema_rs
import msgspec

from narco_corpus.builder.check.article import article_faults
from narco_corpus.builder.check.texts import are_masked, are_normal, mask_fault, text_fault
from narco_corpus.builder.json_rows import ArticleJson, CommentJson, DocumentJson, MentionJson
from narco_corpus.model.ids import mention_id
from narco_corpus.model.schema import TABLES, load_schema
from narco_corpus.row import Row

_EXCERPT = 80


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with a document or a row."""

    pointer: str
    """JSON Pointer to the value at fault."""
    message: str
    value: str
    """The value, shortened, in Python's notation."""

    def __str__(self) -> str:
        return f"{self.pointer or '/'}: {self.message} (found {self.value})"


def validator(name: str) -> jsonschema_rs.Draft202012Validator:
    """The validator of a table's rows or of `document`, formats checked, without any access to the network."""
    registry = jsonschema_rs.Registry([(load_schema(t)["$id"], load_schema(t)) for t in TABLES])
    return jsonschema_rs.Draft202012Validator(load_schema(name), validate_formats=True, registry=registry, offline=True)


class DocumentChecker:
    """Checks documents; made once, used for many."""

    def __init__(self) -> None:
        self._validator = validator("document")

    def check(self, document: DocumentJson, *, gaps: bool = False) -> list[Fault]:
        """Every fault of a document; an empty list where there is none.

        `gaps` says that comments of it were withdrawn: the replies below them moved up and kept their numbers. The
        rules beyond the schema are checked only where the schema is kept, since they rely on it.
        """
        return schema_faults(self._validator, document) or list(_rule_faults(document, gaps))


def schema_faults(schema: jsonschema_rs.Draft202012Validator, value: Any) -> list[Fault]:
    """What a value has against a schema; text that is no Unicode (lone surrogates) counts."""
    try:
        msgspec.json.encode(value)
    except UnicodeEncodeError:
        return list(_surrogate_faults(value, ""))
    if schema.is_valid(value):
        return []
    return [
        Fault(_pointer(error.instance_path), error.message[:200], _excerpt(error.instance))
        for error in schema.iter_errors(value)
    ]


def _rule_faults(document: DocumentJson, gaps: bool) -> Iterator[Fault]:
    article, comments, mentions = document["article"], document["comments"], document["mentions"]
    yield from _article_faults(article, comments)
    yield from _comment_faults(article, comments, gaps)
    yield from _text_faults(article, comments)
    texts: dict[str | None, Row] = {None: article, **{row["comment_id"]: row for row in comments}}
    spans: dict[tuple[str | None, str], list[tuple[int, int, int]]] = {}
    for index, row in enumerate(mentions):
        if not _is_same(row, article):
            yield from _same_faults(row, article, f"/mentions/{index}")
        comment_id, field, start, end = row["comment_id"], row["field"], row["start"], row["end"]
        if (field == "comment") != (comment_id is not None):
            yield Fault(f"/mentions/{index}/comment_id", f"does not go with field {field!r}", _excerpt(comment_id))
        elif comment_id not in texts:
            yield Fault(f"/mentions/{index}/comment_id", "is no comment of this document", _excerpt(comment_id))
        else:
            text = texts[comment_id]["text" if comment_id else field] or ""
            if not start < end <= len(text) or text[start:end] != row["text"]:
                yield _slice_fault(row, text, f"/mentions/{index}")
            expected = mention_id(comment_id or article["article_id"], field, start, end)
            if row["mention_id"] != expected:
                yield Fault(f"/mentions/{index}/mention_id", f"should be {expected!r}", _excerpt(row["mention_id"]))
            spans.setdefault((comment_id, field), []).append((start, end, index))
        if (due := round(row["confidence"], 3)) != row["confidence"]:
            yield Fault(f"/mentions/{index}/confidence", f"has three decimals, should be {due}", str(row["confidence"]))
    for unit in spans.values():
        yield from _overlap_faults(unit)


def _slice_fault(row: MentionJson, text: str, at: str) -> Fault:
    start, end = row["start"], row["end"]
    if not start < end <= len(text):
        return Fault(f"{at}/end", f"[{start}, {end}) does not lie in the {len(text)} characters", str(end))
    return Fault(f"{at}/text", f"is not the text there, {_excerpt(text[start:end])}", _excerpt(row["text"]))


def _article_faults(article: ArticleJson, comments: list[CommentJson]) -> Iterator[Fault]:
    count = article["comment_count"]
    if count != len(comments):
        yield Fault("/article/comment_count", f"there are {len(comments)} comments", str(count))
    row: Row = article
    for column, reason in article_faults(article):
        yield Fault(f"/article/{column}", reason, _excerpt(row[column]))


def _text_faults(article: ArticleJson, comments: list[CommentJson]) -> Iterator[Fault]:
    parts = [("/article", column, article[column]) for column in ("title", "byline", "body")]
    for index, row in enumerate(comments):
        parts += [(f"/comments/{index}", column, row[column]) for column in ("text", "addressed_time")]
    if not are_normal([text for _, _, text in parts if text]):
        for at, column, text in parts:
            if text and (reason := text_fault(text)) is not None:
                yield Fault(f"{at}/{column}", reason, _excerpt(text))
    if not are_masked([row["text"] for row in comments]):
        for index, row in enumerate(comments):
            if (reason := mask_fault(row["text"])) is not None:
                yield Fault(f"/comments/{index}/text", reason, f"{len(row['text'])} characters")


def number_follows(number: str, above: str | None, gaps: bool) -> bool:
    """Whether a comment's number is one part more than that of the comment above it; with `gaps`, at least one."""
    own = number if above is None else number.removeprefix(f"{above}.")
    return (above is None or own != number) and (gaps or "." not in own)


def _comment_faults(article: ArticleJson, comments: list[CommentJson], gaps: bool) -> Iterator[Fault]:
    depths: dict[str, int] = {}
    every = {row["comment_id"]: row for row in comments}
    numbered: dict[str, str] = {}
    for index, row in enumerate(comments):
        at = f"/comments/{index}"
        if not _is_same(row, article):
            yield from _same_faults(row, article, at)
        own, parent = row["comment_id"], row["parent_id"]
        if own in depths:
            yield Fault(f"{at}/comment_id", "stands twice", _excerpt(own))
        if not own.startswith(article["article_id"] + "-"):
            yield Fault(f"{at}/comment_id", "does not begin with the article's id", _excerpt(own))
        if row["position"] != index:
            yield Fault(f"{at}/position", f"should be {index}", str(row["position"]))
        if parent is not None and parent not in depths:
            reason = "does not stand before it" if parent in every else "is no comment of this document"
            yield Fault(f"{at}/parent_id", reason, _excerpt(parent))
        else:
            depth = 0 if parent is None else depths[parent] + 1
            if row["depth"] != depth:
                yield Fault(f"{at}/depth", f"should be {depth}", str(row["depth"]))
            above = None if parent is None else every[parent]["number"]
            if not number_follows(row["number"], above, gaps):
                due = "one number, as at top level" if above is None else f"{above!r}, a point and one number"
                yield Fault(f"{at}/number", f"should be {due}", _excerpt(row["number"]))
        if (other := numbered.setdefault(row["number"], own)) != own:
            yield Fault(f"{at}/number", f"is that of {other} too: number them by position", _excerpt(row["number"]))
        addressed = row["addressed_id"]
        if addressed is not None:
            if addressed not in every or addressed == own:
                yield Fault(f"{at}/addressed_id", "is no other comment of this document", _excerpt(addressed))
            elif addressed not in depths:
                yield Fault(
                    f"{at}/addressed_id", "does not stand before it, so it cannot be meant", _excerpt(addressed)
                )
            if row["addressed_time"] is None:
                yield Fault(f"{at}/addressed_id", "stands without the clock time that it answers", _excerpt(addressed))
        depths.setdefault(own, row["depth"])


def _is_same(row: CommentJson | MentionJson, article: ArticleJson) -> bool:
    return row["article_id"] == article["article_id"] and row["split"] == article["split"]


def _same_faults(row: Row, article: Row, at: str) -> Iterator[Fault]:
    for column in ("article_id", "split"):
        if row[column] != article[column]:
            yield Fault(f"{at}/{column}", f"the article has {article[column]!r}", _excerpt(row[column]))


def _overlap_faults(spans: list[tuple[int, int, int]]) -> Iterator[Fault]:
    spans.sort()
    reach, before = 0, None
    for start, end, index in spans:
        if before is not None and start < reach:
            yield Fault(f"/mentions/{index}/start", f"overlaps /mentions/{before}", str(start))
        if end > reach:
            reach, before = end, index


def _surrogate_faults(value: Any, at: str) -> Iterator[Fault]:
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError as error:
            yield Fault(at, f"holds a lone surrogate at character {error.start}", _excerpt(value[error.start :]))
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _surrogate_faults(name, at)
            yield from _surrogate_faults(part, f"{at}/{_escape(name)}")
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _surrogate_faults(part, f"{at}/{index}")


def _pointer(path: list[str | int]) -> str:
    return "".join(f"/{_escape(str(part))}" for part in path)


def _escape(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1").encode("ascii", "backslashreplace").decode()


def _excerpt(value: Any) -> str:
    shown = ascii(value) if isinstance(value, str) and not value.isprintable() else repr(value)
    return shown if len(shown) <= _EXCERPT else shown[:_EXCERPT] + "…"
