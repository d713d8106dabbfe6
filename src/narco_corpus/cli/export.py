"""`narco-corpus export`: a release in the form that another tool reads."""

from __future__ import annotations

import json

import click

from narco_corpus.cli.progress import Progress
from narco_corpus.cli.terminal import safe

# Listed here and not imported, so that --help stays quick; a test compares them.
FORMATS = ("conll", "convokit", "csv", "duckdb", "spacy", "web-annotation")


@click.command("export")
@click.argument("release", metavar="RELEASE")
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@click.option("--out", required=True, metavar="PLACE", help="Folder to write; for duckdb a file.")
@click.option("--json", "as_json", is_flag=True, help="Print what was written and what was lost as JSON.")
def command(release: str, form: str, out: str, as_json: bool) -> None:
    """Write RELEASE in another FORMAT; what the format cannot hold is said.

    \b
    conll           one token a line with an IOB2 tag, a file a split
    convokit        corpus folder: articles and comments as conversations
    csv             a table a file, for spreadsheets
    duckdb          a database file with keys and views
    spacy           DocBin files by split, for training and reading
    web-annotation  W3C Web Annotations as JSON Lines, with the texts

    The output appears whole or not at all; what is at --out already is left alone.
    """
    from narco_corpus.corpus import load
    from narco_corpus.export import export

    corpus = load(release)
    with Progress() as progress:
        written = export(corpus, form, out, progress)
    if as_json:
        report = {"format": form, "out": out, "counts": written.counts, "lost": list(written.lost)}
        click.echo(json.dumps(report, indent=2))
        return
    click.echo(f"{safe(out)}: {', '.join(f'{n:,} {what}' for what, n in written.counts.items())}")
    for item in written.lost:
        click.echo(f"not exported: {safe(item)}")
