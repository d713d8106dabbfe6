"""Rules of an article that no schema can say and for which its row is enough."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narco_corpus.builder.json_rows import ArticleJson
from narco_corpus.builder.license import expression_of, is_expression
from narco_corpus.model.ids import article_id_of
from narco_corpus.model.url import canonical_url, site_of

_ABSOLUTE = re.compile(r"/|[A-Za-z]:[/\\]")


def article_faults(article: ArticleJson) -> Iterator[tuple[str, str]]:
    """Columns at fault, each with what is wrong and what it should be."""
    own, url = article["article_id"], article["url"]
    if article["duplicate_of"] == own:
        yield "duplicate_of", "is the article itself"
    if own in article["alias_ids"]:
        yield "alias_ids", "holds the article's own id"
    if article["capture_sha256"] in article["duplicate_captures"]:
        yield "duplicate_captures", "holds the capture of the row itself: take it out"
    if not _has_paragraphs(article["body"]):
        yield "body", "should be paragraphs with one blank line between them: take the other blank lines away"
    if not is_expression(article["license"]):
        yield "license", f"should be an SPDX expression or a LicenseRef-…: {expression_of(article['license'])!r}"
    path = article["capture_path"]
    if _ABSOLUTE.match(path) or ".." in path.split("/"):
        yield "capture_path", "should be relative to the input"
    if url is None:
        return
    if (canonical := canonical_url(url)) != url:
        yield "url", f"should be the canonical {canonical!r}" if canonical else "is no web address"
    elif article["source"] != site_of(url):
        yield "source", f"should be the host of the address, {site_of(url)!r}"
    elif (due := article_id_of(url)) != own and due not in article["alias_ids"]:
        yield "alias_ids", f"lacks {due!r}, the id by the article's address"


def _has_paragraphs(body: str) -> bool:
    return "\n\n\n" not in body and not body.startswith("\n") and not body.endswith("\n")
