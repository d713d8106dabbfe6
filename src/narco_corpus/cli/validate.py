"""`narco-corpus validate`: whether the rows of a release keep the schema and its rules."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from narco_corpus.cli.terminal import counted, safe
from narco_corpus.errors import missing_extra


@click.command("validate")
@click.argument("release")
@click.option("--limit", default=100, show_default=True, type=click.IntRange(1), help="Faults that are listed.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(release: str, limit: int, as_json: bool) -> None:
    """Check every row of a release against the JSON Schemas and the rules beyond them.

    RELEASE is a release folder or an address (https://, s3://, hf://). Each fault is listed with table,
    key of the row and JSON Pointer to the value. Exit code 1 where there is any. Also says how many articles repeat
    another one, by `duplicate_of` or by the same words, and how many of them are in another split, which is a fault.
    `verify` checks whether the files are unchanged.
    """
    from narco_corpus.release import open_release

    try:
        from narco_corpus.builder.check.release import validate_release
    except ModuleNotFoundError as error:
        raise missing_extra(error, "build", "narco-corpus validate") from error

    opened = open_release(release)
    found = validate_release(opened.manifest, opened.storage.location, limit)
    if as_json:
        report = {
            "ok": found.ok,
            "rows": found.rows,
            "copies": found.copies,
            "copies_across_splits": found.copies_across_splits,
            "faults_in_all": found.faults_in_all,
            "faults": [asdict(fault) for fault in found.faults],
        }
        click.echo(json.dumps(report, indent=2))
    elif found.ok:
        rows = ", ".join(f"{n:,} {table}" for table, n in found.rows.items())
        click.echo(f"narco-corpus {safe(opened.manifest.data_version)}: {rows}, no fault")
        copies = "article repeats" if found.copies == 1 else "articles repeat"
        click.echo(f"{found.copies:,} {copies} another one, {found.copies_across_splits:,} of them across splits")
    for fault in found.faults:
        click.echo(safe(str(fault)), err=True)
    if not found.ok:
        listed = f", the first {len(found.faults)} are listed" if len(found.faults) < found.faults_in_all else ""
        click.echo(f"{counted(found.faults_in_all, 'fault')}{listed}", err=True)
        raise SystemExit(1)
