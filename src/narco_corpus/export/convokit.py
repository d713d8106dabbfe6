"""ConvoKit: a corpus folder in which an article is a conversation's first utterance and comments reply to it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TextIO

from narco_corpus.corpus import Corpus
from narco_corpus.export.documents import Document, Unit, documents
from narco_corpus.export.report import Written, about
from narco_corpus.progress import Watcher
from narco_corpus.row import Row

_UTTERANCE_META = {
    "mentions": "list",
    "title": "str",
    "title_mentions": "list",
    "byline": "str",
    "number": "str",
    "position": "int",
    "posted_on": "str",
    "addressed_id": "str",
    "addressed_time": "str",
    "language": "str",
}
_SPEAKER_META = {"article_id": "str", "pseudonym": "str", "role": "str"}
_CONVERSATION_META = {
    "title": "str",
    "published_on": "str",
    "source": "str",
    "url": "str",
    "split": "str",
    "license": "str",
    "content_warnings": "list",
    "duplicate_of": "str",
    "capture_complete": "bool",
}

_READING = """
## Read it

```python
from convokit import Corpus

corpus = Corpus(filename="path/to/this/folder")
```

A conversation is an article with its comments and has the article's id; its first utterance, under the same id, is the
body. An utterance's `meta["mentions"]` lists its mentions with `start` and `end` in code points of `text`; those of the
title are in `title_mentions`.

**A `timestamp` is an order, no time**: ConvoKit sorts by it and cannot do without, and pages print neither zone nor,
mostly, a date with comments. It is midnight (UTC) of the article's day, 0 where that is not known, and one second more
for each utterance in reading order. What the page printed is in `published_on` of the conversation and `posted_on` of
the utterance.

A pseudonym holds within one article, so it is a speaker of that conversation only. Anonymous writers are not one
person: each anonymous comment has a speaker of its own.
"""


def write(corpus: Corpus, folder: Path, watcher: Watcher) -> Written:
    """Write `utterances.jsonl`, `speakers.json`, `conversations.json`, `corpus.json` and `index.json`."""
    counts = {"conversations": 0, "utterances": 0, "mentions": 0}
    folder.mkdir()
    watcher.step("exporting", len(corpus.articles))
    with (
        _open(folder / "utterances.jsonl") as utterances,
        _object(folder / "speakers.json") as speakers,
        _object(folder / "conversations.json") as conversations,
    ):
        for split in corpus.articles.splits:
            for document in documents(corpus, split):
                known: set[str] = set()
                for utterance, speaker_meta in _utterances(document):
                    utterances.write(json.dumps(utterance, ensure_ascii=False) + "\n")
                    if utterance["speaker"] not in known:
                        known.add(utterance["speaker"])
                        speakers.add(utterance["speaker"], {"meta": speaker_meta, "vectors": []})
                    counts["utterances"] += 1
                meta = {key: _plain(value) for key, value in _chosen(document.article, _CONVERSATION_META).items()}
                conversations.add(document.article["article_id"], {"meta": meta, "vectors": []})
                counts["conversations"] += 1
                counts["mentions"] += len(document.mentions)
                watcher.advance()
    overall = {"name": "narco-corpus", "data_version": corpus.version, "alias_lists": corpus.alias_list_version}
    _dump(folder / "corpus.json", overall)
    index = {
        "utterances-index": {name: [f"<class '{kind}'>"] for name, kind in _UTTERANCE_META.items()},
        "speakers-index": {name: [f"<class '{kind}'>"] for name, kind in _SPEAKER_META.items()},
        "conversations-index": {name: [f"<class '{kind}'>"] for name, kind in _CONVERSATION_META.items()},
        "overall-index": {name: ["<class 'str'>"] for name in overall},
        "version": 1,
        "vectors": [],
    }
    _dump(folder / "index.json", index)
    written = Written(
        counts,
        (
            "undated utterances as such: ConvoKit wants a timestamp, which here is an order and no time",
            "the table of entities: a mention names the entity by its id",
            "columns of articles on captures (path, hashes, time of retrieval) and alias ids",
        ),
    )
    (folder / "README.md").write_text(about(corpus, "ConvoKit corpus", written, _READING), encoding="utf-8")
    return written


def _utterances(document: Document) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each utterance of a conversation with what is known of its speaker."""
    article = document.article
    article_id = article["article_id"]
    units = {unit.id: unit for unit in document.units()}
    body = units[f"{article_id}:body"]
    title = units.get(f"{article_id}:title")
    meta = {
        "mentions": _mentions(body),
        "title": article["title"],
        "title_mentions": _mentions(title) if title else [],
        "byline": article["byline"],
        "position": -1,
        "posted_on": _plain(article["published_on"]),
        "language": article["language"],
    }
    first = _midnight(article["published_on"])
    speaker = f"{article_id}:author"
    yield (
        _utterance(article_id, article_id, None, speaker, body.text, first, meta),
        {"article_id": article_id, "pseudonym": None, "role": "author"},
    )
    for order, comment in enumerate(document.comments, start=1):
        meta = {
            "mentions": _mentions(units[f"{comment['comment_id']}:comment"]),
            **{key: comment[key] for key in ("number", "position", "addressed_id", "addressed_time", "language")},
            "posted_on": _plain(comment["posted_on"]),
        }
        pseudonym = comment["author"]
        speaker = f"{article_id}:{pseudonym}" if pseudonym else f"{comment['comment_id']}:anonymous"
        reply_to = comment["parent_id"] or article_id
        yield (
            _utterance(comment["comment_id"], article_id, reply_to, speaker, comment["text"], first + order, meta),
            {"article_id": article_id, "pseudonym": pseudonym, "role": "commenter" if pseudonym else "anonymous"},
        )


def _midnight(day: date | None) -> int:
    return 0 if day is None else int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def _utterance(
    id: str, conversation: str, reply_to: str | None, speaker: str, text: str, timestamp: int, meta: dict[str, Any]
) -> dict[str, Any]:
    return {
        "id": id,
        "conversation_id": conversation,
        "text": text,
        "speaker": speaker,
        "meta": meta,
        "reply-to": reply_to,
        "timestamp": timestamp,
        "vectors": [],
    }


def _mentions(unit: Unit) -> list[dict[str, Any]]:
    columns = ("mention_id", "start", "end", "text", "label", "entity_id", "confidence")
    return [_chosen(mention, columns) for mention in unit.mentions]


def _chosen(row: Row, columns: Iterable[str]) -> dict[str, Any]:
    return {column: row[column] for column in columns}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


@contextmanager
def _open(path: Path) -> Iterator[TextIO]:
    with path.open("w", encoding="utf-8", newline="\n") as sink:
        yield sink


class _Object:
    """One JSON object, written key by key."""

    def __init__(self, sink: TextIO) -> None:
        self._sink = sink
        self._mark = "{"

    def add(self, key: str, value: dict[str, Any]) -> None:
        self._sink.write(f"{self._mark}{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
        self._mark = ",\n"

    def end(self) -> None:
        self._sink.write("{}\n" if self._mark == "{" else "}\n")


@contextmanager
def _object(path: Path) -> Iterator[_Object]:
    with _open(path) as sink:
        written = _Object(sink)
        yield written
        written.end()


def _dump(path: Path, value: dict[str, Any]) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
