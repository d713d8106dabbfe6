"""Posts of a release as files in which people mark names, and the gold files that these become."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from narco_corpus.corpus import Corpus
from narco_corpus.errors import DataError, UsageError, opening
from narco_corpus.evaluate.known import is_no_place
from narco_corpus.evaluate.marks import (
    ENTITY_ID,
    AnnotatedUnit,
    AnnotationError,
    mention_faults,
    parse_sections,
    section_faults,
)
from narco_corpus.row_types import ArticleRow, CommentRow
from narco_corpus.storage.scanning import scanning
from narco_corpus.storage.whole import whole
from narco_corpus.thread import Thread

_HEADER = ("article", "file", "sha256", "date", "lang")
_ARTICLES = 256
"""Articles whose threads are in memory at a time."""
_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
_IDS = re.compile(rf"{ENTITY_ID.pattern}|geonames:\d+")


class MarkedFilesError(DataError):
    """Marked files are malformed."""

    def __init__(self, faults: list[str]) -> None:
        told = "1 fault" if len(faults) == 1 else f"{len(faults):,} faults"
        super().__init__(f"{told} in the marked files; nothing was written. Correct them")
        self.faults = faults


class ToMark(NamedTuple):
    """What was written to mark."""

    files: int
    left_out: list[str]
    """Ids of articles whose text holds one of the signs of the form."""
    reposts: int
    """Articles that re-post another one and so are not there: their texts would count twice."""


def write_to_mark(corpus: Corpus, out: str | os.PathLike[str], articles: int | None = None, seed: int = 0) -> ToMark:
    """Write a file to mark for each article, `<article_id>.txt`, into a new folder that appears whole.

    Of `articles` so many are drawn; the same seed draws the same ones of a release. Raises `DataError` for what is no
    id, and as the loader does.
    """
    with scanning("articles"):
        rows = corpus.articles.scan().select("article_id", "duplicate_of").collect()
    ids = sorted(rows.filter(rows["duplicate_of"].is_null())["article_id"])
    reposts = len(rows) - len(ids)
    if articles is not None:
        ids = sorted(sorted(ids, key=lambda own: hashlib.sha256(f"{seed} {own}".encode()).digest())[:articles])
    left_out = []
    with whole(out) as place:
        place.mkdir()
        for thread in _threads(corpus, ids):
            own = thread.article["article_id"]
            if not _PLAIN.fullmatch(own):  # as a name of a file it could lead anywhere
                raise DataError(
                    f"{own!r} is no id of an article: nothing was written; do not trust this release, `narco-corpus "
                    "validate` lists what is wrong"
                )
            content = to_mark(thread.article, (comment for _, comment in thread.walk()))
            if content is None:
                left_out.append(own)
            else:
                (place / f"{own}.txt").write_text(content, encoding="utf-8")
    return ToMark(len(ids) - len(left_out), left_out, reposts)


def _threads(corpus: Corpus, ids: Sequence[str]) -> Iterator[Thread]:
    """The threads of the articles with these ids, which are sorted; so many at a time, as each scan takes its time."""
    import polars as pl

    for start in range(0, len(ids), _ARTICLES):
        inside = pl.col("article_id").is_in(ids[start : start + _ARTICLES])
        comments: dict[str, list[CommentRow]] = {}
        for row in sorted(corpus.comments.where(inside), key=lambda row: row["position"]):
            comments.setdefault(row["article_id"], []).append(row)
        for article in sorted(corpus.articles.where(inside), key=lambda row: row["article_id"]):
            yield Thread(article, tuple(comments.get(article["article_id"], ())))


def to_mark(article: ArticleRow, comments: Iterable[CommentRow]) -> str | None:
    """The file of one article without marks; None where its texts would be read as something else."""
    stated = {
        "article": article["article_id"],
        "file": article["capture_path"],
        "sha256": article["capture_sha256"],
        "date": article["published_on"],
        "lang": article["language"],
    }
    texts = [("title", article["title"])] if article["title"] else []
    texts += [("body", article["body"]), *((f"comment {row['number']}", row["text"]) for row in comments)]
    lines = [f"{key}: {value}" for key, value in stated.items() if value is not None]
    for heading, text in texts:
        lines += ["", f"# {heading}", text]
    content = "\n".join(lines) + "\n"
    try:
        header, units = parse_sections(content, "", _HEADER)
    except AnnotationError:
        return None
    same = [unit.text for unit in units] == [text for _, text in texts] and not any(unit.mentions for unit in units)
    return content if same and header["file"] == article["capture_path"] else None


def write_gold(marked: Path, out: str | os.PathLike[str]) -> tuple[int, list[str]]:
    """Write a gold file for each `*.txt` of a folder into a new folder that appears whole.

    Returns how many there are, and what is doubtful: marks with an id of a place that no release can have, and files
    in which nobody has marked a name.

    Raises:
        UsageError: the folder holds none, or the place is taken.
        MarkedFilesError: files are malformed.
    """
    with opening(marked):
        next(marked.iterdir(), None)
    paths = sorted(marked.rglob("*.txt"))
    if not paths:
        raise UsageError(f"{marked}: no *.txt file there; give the folder of the marked posts")
    faults: list[str] = []
    doubts: list[str] = []
    gold: dict[str, str] = {}
    for path in paths:
        name = path.relative_to(marked).as_posix()
        try:
            row, wrong, doubtful = _gold_of(path.read_text(encoding="utf-8-sig"), name)
        except UnicodeDecodeError:
            row, wrong, doubtful = {}, [f"{name}: not in UTF-8; save it again."], []
        except AnnotationError as error:
            row, wrong, doubtful = {}, str(error).split("\n"), []
        faults += wrong
        doubts += doubtful
        target = f"{path.stem}.gold.json"
        if target in gold:
            faults.append(f"{name}: another folder has a file of this name; rename one.")
        gold[target] = json.dumps(row, ensure_ascii=False, indent=1) + "\n"
    if faults:
        raise MarkedFilesError(faults)
    with whole(out) as place:
        place.mkdir()
        for target, content in gold.items():
            (place / target).write_text(content, encoding="utf-8")
    return len(gold), doubts


def _gold_of(content: str, name: str) -> tuple[dict[str, Any], list[str], list[str]]:
    """The gold file of a marked one, what is wrong with it, and what is doubtful.

    What a marked file has no place for is left out.
    """
    header, units = parse_sections(content, name, _HEADER)
    faults = [*section_faults(name, units), *(fault for unit in units for fault in _unit_faults(name, unit))]
    published = header.get("date")
    try:
        published = date.fromisoformat(published).isoformat() if published else None
    except ValueError:
        faults.append(f"{name}: date {published!r} is not a day like 2011-09-21; correct it.")
    texts = {unit.field: unit.text for unit in units if unit.number is None}
    numbers = {unit.number for unit in units}
    parents = {number: number.rpartition(".")[0] for number in numbers if number}
    stated = {"file": header.get("file", f"{Path(name).stem}.txt"), "capture_sha256": header.get("sha256")}
    gold = {key: value for key, value in stated.items() if value is not None} | {
        "is_post": True,
        "published": published,
        "title": texts.get("title"),
        "body": texts.get("body"),
        "comments": [
            {"number": u.number, "text": u.text, "parent": parents[u.number] if parents[u.number] in numbers else None}
            for u in units
            if u.number
        ],
        "units": [gold_unit(unit) for unit in units],
    }
    doubts = [doubt for unit in units for doubt in _unknown_places(name, unit)]
    if not any(unit.mentions for unit in units):
        doubts.append(
            f"{name}: no name is marked; if nobody has read it yet, take it out and make gold again: every name in it "
            "would count as wrong"
        )
    return gold, faults, doubts


def gold_unit(unit: AnnotatedUnit) -> dict[str, Any]:
    """A text and its mentions as a gold file states them."""
    mentions = [
        {
            "start": m.start,
            "end": m.end,
            "text": unit.text[m.start : m.end],
            "label": m.label,
            "entity": m.entity_id,
        }
        for m in unit.mentions
    ]
    heading = unit.field if unit.number is None else f"comment {unit.number}"
    return {"unit": heading, "text": unit.text, "mentions": mentions}


def _unit_faults(name: str, unit: AnnotatedUnit) -> Iterable[str]:
    for mention in unit.mentions:
        yield from (f"{_where(name, unit)}: {fault}" for fault in mention_faults(unit.text, mention, _IDS))


def _unknown_places(name: str, unit: AnnotatedUnit) -> Iterable[str]:
    """Marks with a code or number that no place has; a slug may be a name of the annotator's own."""
    for mention in unit.mentions:
        if mention.entity_id is not None and is_no_place(mention.entity_id):
            text = unit.text[mention.start : mention.end]
            yield (
                f"{_where(name, unit)}: {text!r} has the id {mention.entity_id!r}, which no place of this package has: "
                "no link can be right; correct it, or write name and state as in 'reynosa-tam'"
            )


def _where(name: str, unit: AnnotatedUnit) -> str:
    return f"{name} {unit.field} {unit.number or ''}".rstrip()
