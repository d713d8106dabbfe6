"""`narco-corpus verify`: whether the files of a release are those that its manifest lists."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from narco_corpus.cli.terminal import counted, safe


@click.command("verify")
@click.argument("release", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(release: str | None, as_json: bool) -> None:
    """Compare every file of a release with its manifest: none missing, changed or extra.

    RELEASE is a release folder or an address (https://, s3://, hf://); without it the release in the package is
    verified. Exit code 1 where a file is not as the manifest says. `validate` checks the rows themselves.
    """
    from narco_corpus.corpus import load

    corpus = load(release)
    found = corpus.verify()
    if as_json:
        problems = [asdict(problem) for problem in found.problems]
        click.echo(json.dumps({"ok": found.ok, "files": found.files, "problems": problems}, indent=2))
    elif found.ok:
        click.echo(f"narco-corpus {safe(corpus.version)}: {found.files} files, all as the manifest says")
    for problem in found.problems:
        click.echo(safe(f"{problem.kind}: {problem}"), err=True)
    if not found.ok:
        extra = sum(problem.kind == "extra" for problem in found.problems)
        if number := len(found.problems) - extra:
            differ = "differs" if number == 1 else "differ"
            click.echo(f"{number} of {found.files} files {differ} from the manifest: get the release again", err=True)
        if extra:
            them = "it" if extra == 1 else "them"
            click.echo(f"{counted(extra, 'file')} more than the manifest lists: remove {them}", err=True)
        raise SystemExit(1)
