"""`narco-corpus diff`: what differs between two releases, and which version that asks for."""

from __future__ import annotations

import json

import click

from narco_corpus.cli.terminal import safe
from narco_corpus.errors import UsageError


@click.command("diff")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option(
    "--limit",
    type=click.IntRange(0),
    help="Rows of a kind that are listed for a table.  [default: 20; all with --json]",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--markdown", is_flag=True, help="Print a section for a changelog.")
def command(before: str, after: str, limit: int | None, as_json: bool, markdown: bool) -> None:
    """Show what differs between release A and the later release B.

    A and B are release folders or addresses. Articles, comments, mentions and entities are compared by id: added,
    removed, withdrawn on request, changed with the columns that changed. Exit code 1 where B's version is lower than
    the difference asks for: PATCH for the same rows, MINOR for rows or columns added, MAJOR for anything changed or
    removed. Counts, positions and other derived columns do not count, nor do those that say of
    which captures a row was made.
    """
    from narco_corpus.compare import compare, side_of
    from narco_corpus.compare.render import as_json as to_json
    from narco_corpus.compare.render import as_markdown, as_text, verdict
    from narco_corpus.release import open_release

    if as_json and markdown:
        raise UsageError("--json and --markdown: give one of them")
    shown = limit if limit is not None or as_json else 20
    found = compare(side_of(open_release(before)), side_of(open_release(after)), shown)
    if as_json:
        click.echo(json.dumps(to_json(found), indent=2))
    else:
        click.echo(safe(as_markdown(found) if markdown else as_text(found)))
    if found.understated:
        click.echo(safe(f"{found.after.name}: {verdict(found)}"), err=True)
        raise SystemExit(1)
