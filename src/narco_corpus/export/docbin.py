"""spaCy: DocBin files by split, with entities, their links and exact offsets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from narco_corpus.corpus import Corpus
from narco_corpus.errors import MissingExtraError
from narco_corpus.export.documents import Unit, documents
from narco_corpus.export.report import Written, about
from narco_corpus.progress import Watcher

FOLDERS = {"train": "train", "validation": "dev", "test": "test"}
"""Split → folder, named as spaCy's training names its parts."""
TOKENS_A_FILE = 1_000_000
"""Bounds the memory that writing and reading a file takes (about 50 MB)."""

_READING = """
## Read it

```python
import spacy
from spacy.tokens import DocBin

nlp = spacy.blank("xx")
for doc in DocBin().from_disk("train/00000.spacy").get_docs(nlp.vocab):
    print(doc.user_data["unit"], [(e.start_char, e.end_char, e.label_, e.kb_id_) for e in doc.ents])
```

`spacy train --paths.train train --paths.dev dev` takes the folders as they are. One Doc is one text (a title, a body or
a comment); `doc.text` is the text of the release, `doc.user_data` has ids, language, date and, in the order of
`doc.ents`, `mentions` with confidence and method. A mention's id is `unit`:`start_char`-`end_char`.
"""


def write(corpus: Corpus, folder: Path, watcher: Watcher) -> Written:
    """Write `train/`, `dev/` and `test/` (those that the release has) with `NNNNN.spacy` files of at most some MB."""
    try:
        import spacy
    except ImportError:
        raise MissingExtraError("spacy", "export", "the export to spaCy") from None

    nlp = spacy.blank("xx")
    counts = {"texts": 0, "mentions": 0, "tokens cut in two where a mention begins or ends inside": 0}
    unaligned = 0
    watcher.step("exporting", len(corpus.articles))
    for split in corpus.articles.splits:
        target = folder / FOLDERS[split]
        target.mkdir(parents=True)
        files = _Files(target)
        for document in documents(corpus, split):
            for unit in document.units():
                doc, cuts, missed = make_doc(nlp, unit)
                files.add(doc)
                unaligned += missed
                for name, n in zip(counts, (1, len(doc.ents), cuts), strict=True):
                    counts[name] += n
            watcher.advance()
        files.close()
    missed_mentions = f"mentions that begin or end with a space, which is no token: {unaligned:,}"
    written = Written(
        counts,
        (
            *([missed_mentions] if unaligned else []),
            "the tree of comments, and the columns of articles and comments that `user_data` does not name",
            "the table of entities: `kb_id` is its key",
        ),
    )
    (folder / "README.md").write_text(about(corpus, "spaCy DocBin", written, _READING), encoding="utf-8")
    return written


def make_doc(nlp: Any, unit: Unit) -> tuple[Any, int, int]:
    """The Doc of a text, how many tokens were cut for a mention's sake, and how many mentions have no token."""
    from spacy.tokens import Doc

    doc = nlp.make_doc(unit.text)
    bounds = sorted({offset for m in unit.mentions for offset in (m["start"], m["end"])})
    pieces = list(_pieces(doc, bounds))
    cuts = len(pieces) - len(doc)
    if cuts:
        words = [unit.text[start:end] for start, end, _ in pieces]
        doc = Doc(nlp.vocab, words=words, spaces=[space for _, _, space in pieces])
    spans = [doc.char_span(m["start"], m["end"], m["label"], kb_id=m["entity_id"] or "") for m in unit.mentions]
    held = [(span, mention) for span, mention in zip(spans, unit.mentions, strict=True) if span is not None]
    doc.set_ents([span for span, _ in held])
    published = unit.article["published_on"]
    doc.user_data = {
        "unit": unit.id,
        "article_id": unit.article["article_id"],
        "comment_id": unit.comment["comment_id"] if unit.comment else None,
        "field": unit.field,
        "language": unit.language,
        "published_on": published.isoformat() if published else None,
        "mentions": [{"confidence": m["confidence"], "method": m["method"]} for _, m in held],
    }
    return doc, cuts, len(spans) - len(held)


def _pieces(doc: Any, bounds: list[int]) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each token, cut at the bounds that lie inside it, and whether a space follows."""
    waiting = iter([*bounds, len(doc.text) + 1])
    bound = next(waiting)
    for token in doc:
        start, end = token.idx, token.idx + len(token)
        while bound <= start:
            bound = next(waiting)
        while bound < end:
            yield start, bound, False
            start, bound = bound, next(waiting)
        yield start, end, bool(token.whitespace_)


class _Files:
    """Docs in numbered files, none of more than so many tokens; at least one file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._written = 0
        self._tokens = 0
        self._open()

    def add(self, doc: Any) -> None:
        if self._tokens and self._tokens + len(doc) > TOKENS_A_FILE:
            self.close()
            self._open()
        self._docs.add(doc)
        self._tokens += len(doc)

    def close(self) -> None:
        self._docs.to_disk(self._folder / f"{self._written:05d}.spacy")
        self._written += 1

    def _open(self) -> None:
        from spacy.tokens import DocBin

        self._docs = DocBin(attrs=["ENT_IOB", "ENT_TYPE", "ENT_KB_ID"], store_user_data=True)
        self._tokens = 0
