"""`narco-corpus build`: from captures to a release."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from narco_corpus.cli.progress import Progress
from narco_corpus.cli.terminal import counted, safe
from narco_corpus.errors import missing_extra
from narco_corpus.model.layout import NOTES, REJECTS

if TYPE_CHECKING:
    from narco_corpus.builder.pipeline import BuildReport

SHOWN_REJECTS = 20
SHOWN_COLUMNS = 5
SHOWN_HELD = 20
_UNUSED = {
    "unclear-day": (
        "numeric date is ambiguous (day/month order, which no date in a table's first 1,000 rows tells)",
        "2011-10-03",
    ),
    "unread-day": ("date cannot be read or is not of 1990 to 2100", "2011-10-03"),
    "unread-time": ("time of retrieval cannot be read", "2024-11-05T10:00:00Z"),
    "odd-marks": ("row has quotation marks within a quoted field that are not doubled", '"the ""boss"" fled"'),
    "guessed-charset": ("charset is guessed by the letters of the text", "UTF-8"),
    "bad-url": ("URL is no web address", "https://example.org/2011/10/post.html"),
}
"""What is wrong with a value that is not taken, by the reason, and how to write it."""


@click.command("build")
@click.argument("inputs", nargs=-1, metavar="[INPUT]…")
@click.option("--out", required=True, metavar="DIR", help="Folder or URL that the release is written to.")
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1), help="Worker processes.")
@click.option("--scheduler", metavar="tcp://HOST:PORT", help="Build on the workers of this Dask scheduler.")
@click.option(
    "--work", metavar="DIR", help="Folder or URL to work in, in a folder of its own.  [default: beside --out]"
)
@click.option("--update", metavar="RELEASE", help="Take the mentions of unchanged texts from this earlier release.")
@click.option(
    "--document-seconds",
    default=60.0,
    show_default=True,
    type=click.FloatRange(0, min_open=True),
    help="Time that one document may take.",
)
@click.option(
    "--document-mib",
    default=2048,
    show_default=True,
    type=click.IntRange(16),
    help="Memory that one document may take, in MiB.",
)
@click.option(
    "--capture-mib",
    default=64,
    show_default=True,
    type=click.IntRange(1),
    help="Size that one capture may have, in MiB.",
)
@click.option("--recogniser", metavar="NAME", help="`lexicon` for lists and patterns alone; else the best shipped.")
@click.option("--knowledge", metavar="FILE", help="Names of your own (JSON Lines), used beside the package's.")
@click.option("--data-version", metavar="X.Y.Z", help="Version of the data.  [default: 0.1.0]")
@click.option(
    "--splits",
    metavar="N/N/N",
    help="Shares of train/validation/test in per cent.  [default: those of --against, else 100/0/0]",
)
@click.option("--min-confidence", default=0.0, show_default=True, help="Leave out mentions below this confidence.")
@click.option("--against", metavar="RELEASE", help="The release before this one: sets version, keeps ids and splits.")
@click.option("--about", type=click.Path(path_type=Path), metavar="FILE", help="TOML file that says who makes this.")
@click.option("--removals", type=click.Path(path_type=Path), help="Ledger of withdrawn ids (JSON Lines) to leave out.")
@click.option(
    "--url", "urls", multiple=True, metavar="PATTERN", help="Take only pages whose URL fits, none without (repeatable)."
)
@click.option("--text-column", help="Column of the text in JSON Lines, CSV and Parquet.  [default: guessed]")
@click.option("--url-column", help="Column of the URL.  [default: guessed]")
@click.option("--date-column", help="Column of the date of publication.  [default: guessed]")
@click.option("--title-column", help="Column of the title.  [default: guessed]")
@click.option("--author-column", help="Column of the author, for posts that print none.  [default: guessed]")
@click.option(
    "--strict",
    is_flag=True,
    help="Exit with 1 when a capture was set aside, anything was not used or an article of --against is missing.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the manifest instead of a table.")
def command(
    inputs: tuple[str, ...],
    out: str,
    jobs: int,
    scheduler: str | None,
    work: str | None,
    update: str | None,
    document_seconds: float,
    document_mib: int,
    capture_mib: int,
    recogniser: str | None,
    knowledge: str | None,
    data_version: str | None,
    splits: str | None,
    min_confidence: float,
    against: str | None,
    about: Path | None,
    removals: Path | None,
    urls: tuple[str, ...],
    text_column: str | None,
    url_column: str | None,
    date_column: str | None,
    title_column: str | None,
    author_column: str | None,
    strict: bool,
    as_json: bool,
) -> None:
    """Read captures of blog posts and write a release.

    INPUT is any mix of files, folders, globs and URLs: text captures, saved pages (HTML, MHTML), JSON Lines, CSV,
    Parquet, Markdown, exports of Blogger and WordPress, Atom and RSS feeds, WARC and WET, recognised by content.
    Without INPUT the `seeds/` of the checkout are built.

    A capture that is not one post is set aside in `rejects.jsonl` with the reason; the build goes on. Rows of
    captures.csv and captures.jsonl that cannot be used are listed in `notes.jsonl`. A document that takes too long or
    too much memory, or at which a worker dies twice, is set aside too. The folder appears whole or not at all; a
    release that is there is replaced, unless it is that of --against or --update. A build that was stopped goes on from
    what is finished, which lies in a hidden folder beside --out or in --work, when the same command is run again;
    nothing else that lies there is changed.
    """
    try:
        from narco_corpus.builder.captures import ReadOptions
        from narco_corpus.builder.pipeline import Bounds, build
    except ModuleNotFoundError as error:
        raise missing_extra(error, "build", "narco-corpus build") from error
    from narco_corpus.cli.info import summary
    from narco_corpus.model.manifest import dump_manifest

    reading = ReadOptions(
        text_column=text_column,
        url_column=url_column,
        date_column=date_column,
        title_column=title_column,
        author_column=author_column,
        urls=urls,
        max_capture_bytes=capture_mib << 20,
    )
    replaced = _release_at(out)
    with Progress() as progress, _told_how_to_go_on():
        report = build(
            inputs or None,
            out,
            recogniser=recogniser,
            knowledge=knowledge,
            data_version=data_version,
            splits=splits,
            min_confidence=min_confidence,
            about=about,
            against=against,
            removals=removals,
            reading=reading,
            jobs=jobs,
            scheduler=scheduler,
            work=work,
            update=update,
            bounds=Bounds(seconds=document_seconds, memory=document_mib << 20),
            watcher=progress,
        )
    if replaced is not None:
        click.echo(safe(f"{replaced} was replaced"), err=True)
    for what, rejects, file in (("set aside", report.rejects, REJECTS), ("not used", report.notes, NOTES)):
        for reject in rejects[:SHOWN_REJECTS]:
            where = f" ({reject.where})" if reject.where else ""
            click.echo(safe(f"{what}: {reject.capture}{where}: {reject.reason}"), err=True)
        if len(rejects) > SHOWN_REJECTS:
            click.echo(safe(f"… {len(rejects)} in all, see {out.rstrip('/')}/{file}"), err=True)
    for said in _told(report):
        click.echo(safe(said), err=True)
    if report.left_out:
        click.echo(f"skipped by --url: {report.left_out}", err=True)
    if as_json:
        click.echo(dump_manifest(report.manifest).decode(), nl=False)
    elif "://" in out:
        rows = ", ".join(f"{table.rows:,} {name}" for name, table in report.manifest.tables.items())
        click.echo(safe(f"{out}: {rows}"))
    else:
        click.echo(summary(Path(out)))
    if strict and (report.rejects or report.notes or report.unused or report.unlike.count or report.missing.count):
        raise SystemExit(1)


def _release_at(out: str) -> str | None:
    """The release that is at the output before the build, where there is one."""
    from narco_corpus.builder.pipeline.place import release_at

    if (present := release_at(out)) is None:
        return None
    articles = counted(present.tables["articles"].rows, "article")
    return f"release {present.data_version} of {articles} in {out}"


def _told(report: BuildReport) -> Iterator[str]:
    """What holds for many captures, said once."""
    for columns, tables in list(report.tables.items())[:SHOWN_COLUMNS]:
        more = f" and {tables.count - 1} more" if tables.count > 1 else ""
        yield f"columns read of {tables.first}{more}: {columns}"
    if len(report.tables) > SHOWN_COLUMNS:
        others = [str(tables.first) for tables in list(report.tables.values())[SHOWN_COLUMNS:]]
        more = ", …" if len(others) > SHOWN_COLUMNS else ""
        kinds = counted(len(others), "other kind")
        yield f"… other columns of {kinds} of tables, as {', '.join(others[:SHOWN_COLUMNS])}{more}"
    for what, told in report.passed.items():
        yield f"passed over: {what}: {told.count:,} (the first in {told.first})"
    for why, told in report.unused.items():
        said, remedy = _UNUSED[why]
        yield f"captures whose {said}: {told.count:,} (the first: {told.first}); write it as {remedy}"
    if report.told_apart.count:
        yield (
            "posts told apart by their text, as another one has the same date and title, or by their title, as "
            f"another one has the same few words: {report.told_apart.count:,} (the first: {report.told_apart.first})"
        )
    if report.partial.count:
        yield (
            f"captures not whole: {report.partial.count:,} (the first: {report.partial.first}); capture_complete "
            "is false of their articles, unless another capture is whole"
        )
    if report.unlike.count:
        yield (
            f"captures merged for their URL alone, as neither title nor text is the article's: {report.unlike.count:,} "
            f"(the first: {report.unlike.first}); if they are posts of their own, give each its address"
        )
    if report.held:
        shown = ", ".join(f"{held.id} ({held.characters:,} characters)" for held in report.held[:SHOWN_HELD])
        more = f" and {len(report.held) - SHOWN_HELD:,} more" if len(report.held) > SHOWN_HELD else ""
        yield (
            f"still hold a passage of what was withdrawn: {shown}{more}; add to the ledger what quotes it, and leave "
            "what it quoted"
        )
    if report.missing.count:
        yield (
            f"articles of the release before that none of these inputs gives: {report.missing.count:,} (the first: "
            f"{report.missing.first}); they are left out, since --against carries no rows over: give all captures, "
            "new and old"
        )


@contextmanager
def _told_how_to_go_on() -> Iterator[None]:
    """After Ctrl-C say where the finished parts lie, if there are any."""
    try:
        yield
    except KeyboardInterrupt as interrupt:
        if interrupt.args:
            click.echo(str(interrupt), err=True)
        raise
