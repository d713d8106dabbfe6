"""`narco-corpus push`: a release to a dataset hub."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from narco_corpus.cli.terminal import safe


@click.command("push")
@click.argument("release")
@click.argument("repository", metavar="ORG/NAME")
@click.option("--tag/--no-tag", default=True, show_default=True, help="Tag the commit v<data version>.")
@click.option("--public", is_flag=True, help="Let everybody read the repository.  [default: private]")
@click.option("--dry-run", is_flag=True, help="Say what would be done and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(release: str, repository: str, *, tag: bool, public: bool, dry_run: bool, as_json: bool) -> None:
    """Upload a release folder as a dataset repository of Hugging Face, or of the hub that HF_ENDPOINT names.

    All files go up in one commit, each is verified by the hub's listing, then the commit is tagged with the data
    version. Files of a release that is there already are left alone, and what else is asked for is done: --public
    publishes what was pushed privately. Another release under the same tag is refused, and so is a repository that
    holds files of anything else. The token is taken from HF_TOKEN or `hf auth login`.
    """
    from narco_corpus.hub.push import push

    done = push(release, repository, tag=tag, public=public, dry_run=dry_run)
    if as_json:
        click.echo(json.dumps({**asdict(done), "dry_run": dry_run}, indent=2))
        return
    if not done.steps:
        click.echo(safe("nothing to do: the repository holds this release"))
    for step in done.steps:
        click.echo(safe(f"{'would ' if dry_run else ''}{step}"))
    click.echo(safe(done.url))
