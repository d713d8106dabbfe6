"""`narco-corpus gold`: gold files of posts in which people marked names."""

from __future__ import annotations

from pathlib import Path

import click

from narco_corpus.cli.terminal import counted, safe

SHOWN = 100


@click.command("gold")
@click.argument("marked", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--out", required=True, metavar="DIR", help="Folder to write; it must be new or empty.")
def command(marked: Path, out: str) -> None:
    """Make gold files, which `narco-corpus evaluate` reads, of the marked posts in the folder MARKED.

    MARKED holds files as `narco-corpus annotate` writes them. What is malformed is named, and nothing written then;
    codes and numbers that no place has, and files without a mark, are named too.
    """
    from narco_corpus.evaluate.marked import MarkedFilesError, write_gold

    try:
        written, doubts = write_gold(marked, out)
    except MarkedFilesError as error:
        for fault in error.faults[:SHOWN]:
            click.echo(safe(fault), err=True)
        raise
    for doubt in doubts[:SHOWN]:
        click.echo(f"warning: {safe(doubt)}", err=True)
    if len(doubts) > SHOWN:
        click.echo(f"warning: and {counted(len(doubts) - SHOWN, 'doubt')} more", err=True)
    click.echo(f"{safe(out)}: {written:,} gold files")
