"""The texts of a release, for tests of every form."""

from __future__ import annotations

from narco_corpus import Corpus


def texts_of(corpus: Corpus) -> dict[str, str]:
    """Every text of a release by what the ids of its mentions begin with."""
    texts = {}
    for row in corpus.articles:
        for field in ("title", "body"):
            if row[field] is not None:
                texts[f"{row['article_id']}:{field}"] = row[field]
    return texts | {f"{row['comment_id']}:comment": row["text"] for row in corpus.comments}
