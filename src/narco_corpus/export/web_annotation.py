"""W3C Web Annotation: one annotation a mention as JSON Lines, with the texts that they are in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from narco_corpus.corpus import Corpus
from narco_corpus.export.documents import Unit, documents
from narco_corpus.export.report import Written, about
from narco_corpus.progress import Watcher
from narco_corpus.row_types import MentionRow

CONTEXT_CHARACTERS = 32
"""Characters of the text before and after a mention that its quote selector holds."""

_READING = """
## Read it

`annotations.jsonl` has one annotation (https://www.w3.org/TR/annotation-model/) a line, `texts.jsonl` the texts that
they are in: `id` is what an annotation's `target.source.id` names. `TextPositionSelector` counts Unicode code points of
that text, as the standard wants, not of the web page; in JavaScript, count code points too (`[...text]`).
`TextQuoteSelector` finds the same place in other copies of the text.
"""


def write(corpus: Corpus, folder: Path, watcher: Watcher) -> Written:
    """Write `annotations.jsonl` and `texts.jsonl`."""
    counts = {"texts": 0, "annotations": 0}
    folder.mkdir()
    watcher.step("exporting", len(corpus.articles))
    with (
        (folder / "annotations.jsonl").open("w", encoding="utf-8", newline="\n") as annotations,
        (folder / "texts.jsonl").open("w", encoding="utf-8", newline="\n") as texts,
    ):
        for split in corpus.articles.splits:
            for document in documents(corpus, split):
                for unit in document.units():
                    texts.write(_line(text(unit, corpus.version)))
                    counts["texts"] += 1
                    for mention in unit.mentions:
                        annotations.write(_line(annotation(unit, mention, corpus.version)))
                        counts["annotations"] += 1
                watcher.advance()
    written = Written(
        counts,
        (
            "the tree of comments and the other columns of articles and comments",
            "the table of entities: an annotation names the entity by its id, as a URN",
        ),
    )
    (folder / "README.md").write_text(about(corpus, "W3C Web Annotation", written, _READING), encoding="utf-8")
    return written


def text(unit: Unit, version: str) -> dict[str, Any]:
    """A text as a line of `texts.jsonl`; null values are left out."""
    published = unit.article["published_on"]
    line = {
        "id": _source(unit, version),
        "article_id": unit.article["article_id"],
        "comment_id": unit.comment["comment_id"] if unit.comment else None,
        "field": unit.field,
        "url": unit.article["url"],
        "published_on": published.isoformat() if published else None,
        "language": unit.language,
        "split": unit.article["split"],
        "text": unit.text,
    }
    return {key: value for key, value in line.items() if value is not None}


def annotation(unit: Unit, mention: MentionRow, version: str) -> dict[str, Any]:
    """A mention as an annotation: the label as a tag, the entity (where it is linked) as what identifies it."""
    start, end = mention["start"], mention["end"]
    body: list[dict[str, Any]] = [{"type": "TextualBody", "purpose": "tagging", "value": mention["label"]}]
    if mention["entity_id"]:
        entity = f"urn:narco-corpus:entity:{mention['entity_id']}"
        body.append({"type": "SpecificResource", "purpose": "identifying", "source": entity})
    source: dict[str, Any] = {"id": _source(unit, version), "type": "Text", "format": "text/plain"}
    if unit.language:
        source["language"] = unit.language
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:narco-corpus:{version}:mention:{mention['mention_id']}",
        "type": "Annotation",
        "motivation": "identifying" if mention["entity_id"] else "tagging",
        "generator": {"id": f"urn:narco-corpus:recogniser:{mention['method']}", "type": "Software"},
        "body": body,
        "target": {
            "source": source,
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {
                    "type": "TextQuoteSelector",
                    "exact": unit.text[start:end],
                    "prefix": unit.text[max(start - CONTEXT_CHARACTERS, 0) : start],
                    "suffix": unit.text[end : end + CONTEXT_CHARACTERS],
                },
            ],
        },
        "narco-corpus:confidence": mention["confidence"],
    }


def _source(unit: Unit, version: str) -> str:
    return f"urn:narco-corpus:{version}:text:{unit.id}"


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"
