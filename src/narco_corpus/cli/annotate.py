"""`narco-corpus annotate`: articles of a release as files in which people mark names."""

from __future__ import annotations

import click

from narco_corpus.cli.terminal import counted, safe


@click.command("annotate")
@click.argument("release")
@click.option("--out", required=True, metavar="DIR", help="Folder to write; it must be new or empty.")
@click.option("--articles", metavar="N", type=click.IntRange(1), help="Draw so many by chance.  [default: all]")
@click.option("--seed", default=0, show_default=True, help="Another number draws others.")
def command(release: str, out: str, articles: int | None, seed: int) -> None:
    """Write articles of RELEASE with their comments as text files to mark names in.

    A file is named by its article and states the capture that this was made of. Articles that re-post another one are
    left out, as their texts would count twice. Mark each name as
    ⟦Los Zetas¦CRIMINAL_ORG¦los-zetas⟧, then make gold files of the folder with `narco-corpus gold`.
    """
    from narco_corpus.corpus import load
    from narco_corpus.evaluate.marked import write_to_mark

    written = write_to_mark(load(release), out, articles, seed)
    for own in written.left_out:
        click.echo(
            f"left out: {safe(own)}: its text holds a sign or a line that the form of marked files uses", err=True
        )
    if written.reposts:
        click.echo(
            f"left out: {counted(written.reposts, 'article')} that re-post another one, whose texts would count twice",
            err=True,
        )
    click.echo(f"{safe(out)}: {written.files:,} articles to mark")
