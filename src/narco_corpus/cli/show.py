"""`narco-corpus show`: an article and its reply tree in the terminal, names in colour."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from narco_corpus.cli.terminal import coloured, columns, counted, lines, safe
from narco_corpus.errors import DataError, NotFoundError, UsageError

if TYPE_CHECKING:
    from narco_corpus.corpus import Corpus
    from narco_corpus.explore.article import Passage

_COLOURS = {
    "CRIMINAL_ORG": "red",
    "PERSON": "yellow",
    "PLACE": "green",
    "AUTHORITY": "blue",
    "MEDIA": "cyan",
    "ORG": "magenta",
}
_DEEPEST_INDENT = 24
"""Columns; deeper replies are told by their number."""
_ID_LENGTH = 18
_FEWEST = 5
"""Characters of an id by which others that begin so are offered."""
_OFFERED = 3
_LIKE = 0.85
"""Least likeness, by `difflib`, of an id to what was asked for: two characters of it may be others."""


@click.command("show")
@click.argument("article_id", required=False)
@click.option("--release", help="Release folder or address.  [default: the one in the package]")
@click.option("--json", "as_json", is_flag=True, help="Print article, comments and mentions as JSON.")
def command(article_id: str | None, release: str | None, as_json: bool) -> None:
    """Show an article with its comments as a tree.

    ARTICLE_ID is an article's id or alias id; without it the first article is shown. Names are coloured by label in a
    terminal, the output is plain when piped, and control characters in the texts are shown, not obeyed.
    """
    import polars as pl

    from narco_corpus.corpus import load
    from narco_corpus.explore.article import article_view

    corpus = load(release)
    if article_id is None:
        first = next(iter(corpus.articles), None)
        if first is None:
            raise DataError("the release holds no article")
        article_id = first["article_id"]
    try:
        thread = corpus.thread(article_id)
    except NotFoundError as error:
        meant = f"; to show an article of the folder of that name: --release {article_id}"
        near = f"; did you mean {' or '.join(map(repr, found))}?" if (found := _near(corpus, article_id)) else ""
        raise UsageError(f"{error}{meant if _is_folder(article_id) else near}") from None
    own_id = thread.article["article_id"]
    mentions = corpus.entity_mentions.where(pl.col("article_id") == own_id)
    mentions.sort(key=lambda m: m["start"])
    if as_json:
        document = {"article": thread.article, "comments": [row for _, row in thread.walk()], "mentions": mentions}
        click.echo(json.dumps(document, indent=2, default=_json_value))
        return

    limit, colour = columns(), coloured()

    def text_lines(passage: Passage, indent: str = "") -> Iterator[str]:
        spans = [(m["start"], m["end"], _COLOURS.get(m["label"], "white")) for m in passage.mentions]
        return lines(passage.text, spans, limit, indent, colour)

    view = article_view(thread, mentions)
    article = view.row
    for line in text_lines(view.title) if view.title else ["(no title)"]:
        click.echo(line)
    about = [article["published_on"], article["source"], article["url"], own_id]
    click.echo(safe(" · ".join(str(part) for part in about if part is not None)))
    if article["byline"]:
        click.echo(safe(article["byline"]))
    click.echo(safe(f"Content warnings: {', '.join(article['content_warnings']) or 'none found by a word list'}"))
    click.echo("")
    for line in text_lines(view.body):
        click.echo(line)
    click.echo(f"\n{counted(len(thread), 'comment')}")
    for comment in view.comments:
        indent = " " * min(2 * comment.depth, _DEEPEST_INDENT)
        answers = comment.addressed and f"answers {comment.addressed}"
        head = [comment.row["number"], comment.row["author"] or "anonymous", comment.row["posted_on"], answers]
        click.echo(f"\n{indent}{safe(' · '.join(str(part) for part in head if part is not None))}")
        for line in text_lines(comment.passage, indent + "  "):
            click.echo(line)
    if colour:
        click.echo("\n" + "  ".join(click.style(label, fg=shade, bold=True) for label, shade in _COLOURS.items()))


def _near(corpus: Corpus, asked: str) -> list[str]:
    """Ids of articles that may be meant: that of a comment's article, those that begin so, those spelt nearly so."""
    import polars as pl

    own = asked[:_ID_LENGTH]
    if not own.startswith("a-") or len(own) < _FEWEST or corpus.articles.was_withdrawn(asked):
        return []
    if own in corpus.articles:
        return [own]
    ids = pl.col("article_id").str
    third = _ID_LENGTH // 3  # two wrong characters leave one of the thirds, so not all ids need be compared
    alike = ids.starts_with(own[:third]) | ids.contains(own[third:-third], literal=True) | ids.ends_with(own[-third:])
    condition = alike if len(own) > 2 * third else ids.starts_with(own)
    found = sorted(row["article_id"] for row in corpus.articles.where(condition, ["article_id"]))
    return [id for id in found if id.startswith(own)][:_OFFERED] or get_close_matches(own, found, _OFFERED, _LIKE)


def _is_folder(text: str) -> bool:
    try:
        return bool(text) and Path(text).is_dir()
    except (OSError, ValueError):  # too long for a name, or none
        return False


def _json_value(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds") + "Z"
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no JSON form")
