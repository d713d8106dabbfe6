"""CoNLL: one token a line with its place, its entity and an IOB2 tag, one file a split."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from narco_corpus.corpus import Corpus
from narco_corpus.export.documents import Unit, documents
from narco_corpus.export.report import Written, about
from narco_corpus.progress import Watcher

_TOKEN = re.compile(r"\w+|[^\w\s]")
_DOCUMENT = "-DOCSTART- -X- O O\n\n"

_READING = """
## Read it

Four columns, separated by a space: the token, its place, the entity (`_` for none) and the tag (`B-`, `I-`, `O`). The
place is `{comment_id or article_id}:{field}:{start}-{end}` in code points of the release's text, as in a mention's id.
A blank line ends a paragraph, a title and a comment; a line `-DOCSTART- -X- O O` begins an article. Readers of
CoNLL-2003 take the first and the last column.

A token is a run of letters and digits, or any other visible character by itself. It is cut where a mention begins or
ends, so every mention is whole.
"""


def write(corpus: Corpus, folder: Path, watcher: Watcher) -> Written:
    """Write `train.conll`, `validation.conll` and `test.conll`, those that the release has."""
    counts = {"texts": 0, "tokens": 0, "mentions": 0}
    folder.mkdir()
    watcher.step("exporting", len(corpus.articles))
    for split in corpus.articles.splits:
        with (folder / f"{split}.conll").open("w", encoding="utf-8", newline="\n") as sink:
            for document in documents(corpus, split):
                sink.write(_DOCUMENT)
                for unit in document.units():
                    counts["texts"] += 1
                    for line in lines(unit):
                        sink.write(line)
                        counts["tokens"] += line != "\n"
                        counts["mentions"] += " B-" in line
                watcher.advance()
    written = Written(
        counts,
        (
            "white space between tokens (the places show where it was)",
            "sentences: a paragraph is one sequence",
            "the tree of comments and every other column of articles and comments",
            "confidence and method of mentions, and the table of entities",
        ),
    )
    (folder / "README.md").write_text(about(corpus, "CoNLL, IOB2", written, _READING), encoding="utf-8")
    return written


def lines(unit: Unit) -> Iterator[str]:
    """The lines of a text, with an empty one after each paragraph."""
    last = None
    for start, end, entity, tag in _tokens(unit):
        if last is not None and not tag.startswith("I-") and "\n" in unit.text[last:start]:
            yield "\n"
        yield f"{unit.text[start:end]} {unit.id}:{start}-{end} {entity} {tag}\n"
        last = end
    if last is not None:
        yield "\n"


def _tokens(unit: Unit) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, entity and tag of each token."""
    at = 0
    for mention in unit.mentions:
        for match in _TOKEN.finditer(unit.text, at, mention["start"]):
            yield *match.span(), "_", "O"
        prefix = "B-"
        for match in _TOKEN.finditer(unit.text, mention["start"], mention["end"]):
            yield *match.span(), mention["entity_id"] or "_", prefix + mention["label"]
            prefix = "I-"
        at = mention["end"]
    for match in _TOKEN.finditer(unit.text, at):
        yield *match.span(), "_", "O"
