"""`narco-corpus browse`: a release as pages to look into."""

from __future__ import annotations

import tempfile
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from narco_corpus.cli.terminal import safe, size
from narco_corpus.storage.file_address import output_path

if TYPE_CHECKING:
    from narco_corpus.explore.site import Site

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("browse")
@click.argument("release", required=False)
@click.option("--out", metavar="DIR", help="Write the pages to this folder and open nothing.")
@click.option(
    "--with-comments", is_flag=True, help="Search, entity pages and maps cover comments too, not posts alone."
)
@click.option("--quality", type=_FILE, help="Figures to show: the file that `narco-corpus evaluate --json` printed.")
@click.option("--previous", metavar="RELEASE", help="Earlier release whose differences are shown.")
@click.option(
    "--port", default=0, type=click.IntRange(0, 65535), help="Port of the local server.  [default: a free one]"
)
@click.option("--no-open", is_flag=True, help="Print the address and open no browser.")
def command(
    release: str | None,
    out: str | None,
    with_comments: bool,
    quality: Path | None,
    previous: str | None,
    port: int,
    no_open: bool,
) -> None:
    """Look into a release in the browser: articles, entities, figures and search.

    RELEASE is a release folder or an address (https://, s3://, hf://); without it the one in the package is shown. What
    was withdrawn since it was made is left out, and figures count the text of a re-posted article once. The pages are
    served on this machine only, until Ctrl-C. With --out they are written as a folder that opens from disk and from any
    web host; it loads nothing from the network. It replaces pages that were written there before, and nothing else.
    Comments stand under their articles; nothing else leads to them without --with-comments.
    """
    if out is not None:
        site = _write(release, out, with_comments, quality, previous)
        place = safe(str(output_path(out) / "index.html"))
        click.echo(f"{place}: {site.files} files, {size(site.bytes)}, of these {size(site.index_bytes)} index")
        return
    with tempfile.TemporaryDirectory(prefix="narco-corpus-") as scratch:
        folder = Path(scratch) / "pages"
        _write(release, folder, with_comments, quality, previous)
        _serve(folder, port, no_open)


def _write(
    release: str | None, out: str | Path, with_comments: bool, quality: Path | None, previous: str | None
) -> Site:
    from narco_corpus.cli.progress import Progress
    from narco_corpus.explore.site import write_site

    with Progress() as progress:
        return write_site(
            release,
            out,
            with_comments=with_comments,
            quality_file=quality,
            previous=previous,
            watcher=progress,
        )


def _serve(folder: Path, port: int, no_open: bool) -> None:
    from narco_corpus.errors import UsageError
    from narco_corpus.explore.serve import address, page_server

    try:
        server = page_server(folder, port)
    except OSError as error:
        raise UsageError(f"port {port} cannot be used: {error.strerror}; name another, or none") from None
    with server:
        click.echo(f"{address(server)} (Ctrl-C ends it)")
        if not no_open:
            webbrowser.open(address(server))
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("", err=True)
