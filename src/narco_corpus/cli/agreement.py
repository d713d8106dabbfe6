"""`narco-corpus agreement`: how far two annotators of the same captures agree."""

from __future__ import annotations

import json
from pathlib import Path

import click

from narco_corpus.cli.terminal import counted, safe

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("agreement")
@click.argument("first", type=_FOLDER)
@click.argument("second", type=_FOLDER)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--differences", default=0, metavar="N", type=click.IntRange(0), help="List the first N differences.")
def command(first: Path, second: Path, as_json: bool, differences: int) -> None:
    """Say how far two annotators of the same captures agree.

    FIRST and SECOND are folders of *.gold.json files, of the same captures by their `file`. A mention is agreed on
    where both marked the same span with the same label (spans: the span alone); F1 is the same whichever side is taken
    for gold. What one side alone annotated is named on stderr and counts in no figure; where they have no capture in
    common, the exit code is 1.
    """
    from narco_corpus.evaluate.agreement import agreement

    found = agreement(first, second)
    for name in found.alone:
        click.echo(safe(f"annotated by one alone, so in no figure: {name}"), err=True)
    figures = found.to_dict()
    if as_json:
        click.echo(json.dumps(figures, indent=1))
        return
    click.echo(f"{counted(found.captures, 'capture')} and {counted(found.units, 'text')} that both annotated")
    click.echo(f"{'':16s} {'both':>6s} {'first':>6s} {'second':>6s}     F1")
    for name, row in figures["found"].items():
        f1 = "    –" if row["f1"] is None else f"{row['f1']:.3f}"
        click.echo(f"{name:16s} {row['both']:6d} {row['first']:6d} {row['second']:6d}  {f1}")
    for name in ("is_post", "entities"):
        row = figures[name]
        share = "    –" if row["share"] is None else f"{row['share']:.3f}"
        click.echo(f"{name:16s} {row['right']:6d} of {row['of']:4d}  {share}")
    for line in found.differences[:differences]:
        click.echo(safe(f" - {line}"))
