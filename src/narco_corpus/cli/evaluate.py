"""`narco-corpus evaluate`: figures of a release against annotated posts."""

from __future__ import annotations

import json
from pathlib import Path

import click

from narco_corpus.cli.terminal import safe

SHOWN_ABSENT = 20


@click.command("evaluate")
@click.argument("release")
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--wrong", default=0, metavar="N", type=click.IntRange(0), help="Also list the first N errors.")
@click.option(
    "--kb",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of kb_*.jsonl that says which entities could be known; else this package's knowledge.",
)
@click.option("--knowledge", type=click.Path(path_type=Path), help="The file that the release was built with, if any.")
def command(release: str, gold: Path, as_json: bool, wrong: int, kb: Path | None, knowledge: Path | None) -> None:
    """Score a release against posts that people annotated.

    RELEASE is a release folder or an address (https://, s3://, hf://), GOLD a folder of *.gold.json files, each naming
    the capture that it describes. Captures that the release was not made of are named and count in no figure; where it
    was made of none of them, the exit code is 1. Figures are structure, mentions (same span and label), spans alone,
    each label and kind of text, mentions that the lexicons list and do not list, links, label confusion and how far
    confidences can be trusted. In brackets stand 95 % bootstrap intervals over posts.
    """
    from narco_corpus.evaluate import evaluate
    from narco_corpus.evaluate.text import lines

    report = evaluate(release, gold, kb, knowledge)
    for file in report.absent[:SHOWN_ABSENT]:
        click.echo(safe(f"not in the release: {file}"), err=True)
    if report.absent:
        click.echo(
            f"neither articles nor in rejects.jsonl, so in no figure: {len(report.absent)} annotated captures; where "
            "one was merged into another, state its SHA-256 as `capture_sha256` in the gold file",
            err=True,
        )
    if as_json:
        click.echo(json.dumps(report.to_dict(), indent=1))
        return
    for line in lines(report):
        click.echo(safe(line))
    for error in report.wrong[:wrong]:
        click.echo(safe(f" - {error}"))
