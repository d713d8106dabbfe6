"""What an update takes over from an earlier release: the mentions of texts that are word for word the same.

A recogniser reads the texts of one document and its date, and nothing else. So a document whose texts and date stand in
the earlier release has the mentions that stand there, if recogniser and options are the same; all else of a row costs
little and is made anew. The result is that of a full build, whatever the earlier release is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import msgspec

from narco_corpus._version import __version__
from narco_corpus.builder.knowledge.version import knowledge_version
from narco_corpus.builder.pipeline.options import BuildOptions
from narco_corpus.builder.pipeline.plan import slice_name, slice_of
from narco_corpus.builder.pipeline.work import Work
from narco_corpus.builder.recognise import Chosen
from narco_corpus.builder.recognise.mention import Mention, Recogniser, Unit
from narco_corpus.builder.shard_rows import rows_of
from narco_corpus.errors import DataError, UsageError
from narco_corpus.model.ids import table_of
from narco_corpus.release import Release, open_release, verify_release

Recalled = dict[bytes, list[list[Mention]]]


class RecallTask(msgspec.Struct, frozen=True, kw_only=True):
    """The shards of one number and split of a release, to be sorted into the slices of a build."""

    name: str
    articles: str
    """Place of the articles' shard."""
    comments: str
    mentions: str
    slices: int
    work: Work


def open_earlier(address: str | Path, recogniser: Chosen, options: BuildOptions) -> Release:
    """The release that a build updates.

    Raises `UsageError` where its mentions cannot be those of this build, `DataError` where it is none or is damaged.
    """
    release = open_release(address)
    known = release.manifest
    theirs = {
        "min_confidence": "0.0",
        **known.recogniser,
        "package": known.package_version,
        "knowledge": known.knowledge_version,
    }
    mine = {"name": recogniser.name, "version": recogniser.version, "package": __version__}
    mine |= {"knowledge": knowledge_version(), "min_confidence": repr(options.min_confidence)}
    if differing := [name for name in mine if mine[name] != theirs.get(name)]:
        name = differing[0]
        raise UsageError(
            f"{address} cannot be updated: its mentions were made with another {name} ({theirs.get(name)}, "
            f"here {mine[name]}). Build without --update"
        )
    # Withdrawn articles and comments are not there at all; of entities the mentions are missing in texts that are.
    if missing := sorted({id for id in known.removals if table_of(id) == "entities"} - {*options.withdrawn.entities}):
        raise UsageError(
            f"{address} cannot be updated: it leaves out mentions of {missing[0]}, this build does not. Build without "
            "--update, or with the same --removals"
        )
    if problems := verify_release(release).problems:
        raise DataError(f"{address} is damaged and cannot be updated: {problems[0]}. Build without --update")
    return release


def recall_tasks(release: Release, slices: int, work: Work) -> list[RecallTask]:
    """One task for each shard number and split of a release."""
    tasks = []
    for shard in release.manifest.shards("articles"):
        places = {t: shard.path.replace("/articles/", f"/{t}/") for t in ("articles", "comments", "entity_mentions")}
        articles, comments, mentions = (release.storage.location(path) for path in places.values())
        name = f"recall-{shard.path.rpartition('/')[2].removesuffix('.parquet')}"
        tasks.append(
            RecallTask(name=name, articles=articles, comments=comments, mentions=mentions, slices=slices, work=work)
        )
    return tasks


def recall(task: RecallTask) -> str:
    """Write what is known of each slice that the shards touch as `<slice>.known-<name>`."""
    part: Recalled = {}
    current = -1
    for article, comments, mentions in _documents(task):
        number = slice_of(article["article_id"], task.slices)
        if number != current and part:
            _write(part, current, task)
            part = {}
        current = number
        key, found = _known(article, comments, mentions)
        part[key] = found
    if part:
        _write(part, current, task)
    return task.name


def remembering(recogniser: Recogniser, slice_: str, work: Work) -> Recogniser:
    """The recogniser, asked only for documents that no earlier release knows of this slice."""
    known: Recalled = {}
    for name in work.names(f"{slice_}.known-"):
        known.update(msgspec.msgpack.decode(work.read(name), type=Recalled))
    return _Remembering(recogniser, known) if known else recogniser


class _Remembering:
    def __init__(self, recogniser: Recogniser, known: Recalled) -> None:
        self.name, self.version = recogniser.name, recogniser.version
        self._recogniser = recogniser
        self._known = known

    def recognise(self, units: Sequence[Unit], published_on: date | None) -> list[list[Mention]]:
        """The mentions of each unit."""
        found = self._known.get(_key([(u.field, u.text) for u in units], published_on))
        return found if found is not None else self._recogniser.recognise(units, published_on)


def _key(units: Sequence[tuple[str, str]], published_on: date | None) -> bytes:
    return hashlib.sha256(msgspec.msgpack.encode((units, published_on))).digest()


def _known(article: Any, comments: Sequence[Any], mentions: Sequence[Any]) -> tuple[bytes, list[list[Mention]]]:
    ordered = sorted(comments, key=itemgetter("position"))
    units = [("title", article["title"] or ""), ("body", article["body"]), *(("comment", c["text"]) for c in ordered)]
    place = {(None, "title"): 0, (None, "body"): 1}
    place |= {(c["comment_id"], "comment"): n for n, c in enumerate(ordered, 2)}
    found: list[list[Mention]] = [[] for _ in units]
    for m in mentions:
        found[place[m["comment_id"], m["field"]]].append(
            Mention(m["start"], m["end"], m["label"], m["entity_id"], round(m["confidence"], 3), m["method"])
        )
    for unit in found:
        unit.sort()
    return _key(units, article["published_on"]), found


def _documents(task: RecallTask) -> Iterator[tuple[Any, list[Any], list[Any]]]:
    """The documents of shards that are all sorted by article."""
    comments = _by_article(task.comments, ["article_id", "comment_id", "position", "text"])
    mentions = _by_article(
        task.mentions,
        ["article_id", "comment_id", "field", "start", "end", "label", "entity_id", "confidence", "method"],
    )
    comment, mention = next(comments, None), next(mentions, None)
    for article in rows_of(task.articles, ["article_id", "title", "published_on", "body"]):
        own: list[list[Any]] = [[], []]
        if comment is not None and comment[0] == article["article_id"]:
            own[0], comment = comment[1], next(comments, None)
        if mention is not None and mention[0] == article["article_id"]:
            own[1], mention = mention[1], next(mentions, None)
        yield article, own[0], own[1]


def _by_article(place: str, columns: list[str]) -> Iterator[tuple[str, list[Any]]]:
    for article, rows in groupby(rows_of(place, columns), key=itemgetter("article_id")):
        yield article, list(rows)


def _write(part: Recalled, number: int, task: RecallTask) -> None:
    task.work.put(f"{slice_name(number)}.known-{task.name}", msgspec.msgpack.encode(part))
