"""`narco-corpus info`: what a release holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from narco_corpus.cli.terminal import safe, size
from narco_corpus.model.about import About
from narco_corpus.model.measured import measured_to_json


@click.command("info")
@click.argument("release", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(release: str | None, as_json: bool) -> None:
    """Show what a release holds: versions, tables, labels, captures.

    RELEASE is a release folder or an address (https://, s3://, hf://); without it the release in the package is
    shown.
    """
    click.echo(json.dumps(facts(release), indent=2) if as_json else summary(release))


def facts(release: str | Path | None) -> dict[str, Any]:
    """What `--json` prints: the manifest's facts without its list of files, counts of rows and of mentions.

    What was withdrawn since the release was made is not counted; its ids are listed by table.
    """
    import polars as pl

    from narco_corpus.corpus import load
    from narco_corpus.storage.scanning import scanning

    corpus = load(release)
    manifest = corpus.manifest
    linked = pl.col("entity_id").count()
    by_label = corpus.entity_mentions.scan().group_by("label").agg(mentions=pl.len(), linked=linked).sort("label")
    with scanning(f"entity_mentions of {release or 'the release in the package'}"):
        labels = by_label.collect()
    return {
        "data_version": manifest.data_version,
        "schema_version": manifest.schema_version,
        "package_version": manifest.package_version,
        **({} if manifest.about is None else {"about": manifest.about.to_json()}),
        "recogniser": manifest.recogniser,
        "measured": [measured_to_json(each) for each in manifest.measured],
        "knowledge_version": manifest.knowledge_version,
        "captures": manifest.captures,
        "masks": manifest.masks,
        "removals": len(manifest.removals),
        "withdrawn": corpus.withdrawn,
        "tables": {
            name: {
                "rows": len(corpus.table(name)),
                "splits": corpus.table(name).split_sizes,
                "files": len(manifest.shards(name)),
                "bytes": sum(f.bytes for f in manifest.shards(name)),
                "content_hash": table.content_hash,
            }
            for name, table in manifest.tables.items()
        },
        "labels": {row["label"]: {"mentions": row["mentions"], "linked": row["linked"]} for row in labels.to_dicts()},
    }


def summary(release: str | Path | None) -> str:
    """What a release holds, as text for people."""
    known = facts(release)
    splits = list(known["tables"]["articles"]["splits"])
    tables = [["table", *splits, "rows", "files", "size"]]
    for name, table in known["tables"].items():
        counts = [_number(table["splits"].get(split, 0)) for split in splits]
        tables.append([name, *counts, _number(table["rows"]), str(table["files"]), size(table["bytes"])])
    labels = [["label", "mentions", "linked"]]
    labels += [[name, _number(n["mentions"]), _number(n["linked"])] for name, n in known["labels"].items()]
    captures = known["captures"]
    masked = ", ".join(f"{n} {kind}" for kind, n in known["masks"].items()) or "none"
    head = [
        f"{About.from_json(known.get('about', {})).short_name or 'narco-corpus'} {known['data_version']}",
        f"built with narco-corpus {known['package_version']}, schema {known['schema_version']}, "
        f"recogniser {known['recogniser']['name']}"
        + (", with names of the builder's own" if "knowledge" in known["recogniser"] else "")
        + (f", mentions from confidence {least}" if (least := known["recogniser"].get("min_confidence")) else ""),
    ]
    tail = [
        f"captures: {captures['read']} read, {captures['taken']} taken, {captures['merged']} merged, "
        f"{captures['rejected']} set aside"
        + (f", {captures['withdrawn']} withdrawn" if "withdrawn" in captures else "")
        + (f", {captures['not_matching']} not matching" if "not_matching" in captures else ""),
        f"masked in comments: {masked}",
    ]
    if known["measured"]:
        tail.append(_error_rate(known["measured"], own_names="knowledge" in known["recogniser"]))
    return safe("\n".join([*head, "", *_align(tables), "", *_align(labels), "", *tail]))


def _error_rate(measured: list[dict[str, Any]], *, own_names: bool) -> str:
    posts = sum(row["posts"] for row in measured)
    without = " without the builder's own names" if own_names else ""
    return (
        f"measured{without} on {posts} annotated posts that are not these (DATASHEET.md): F1 {_range(measured, 'f1')}, "
        f"links right: {_range(measured, 'links_of_names')} of names, {_range(measured, 'links_of_places')} of places"
    )


def _range(measured: list[dict[str, Any]], key: str) -> str:
    values = [row[key] for row in measured if row[key] is not None]
    return f"{min(values):.2f}–{max(values):.2f}" if values else "not measured"


def _align(rows: list[list[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join([row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))])
        for row in rows
    ]


def _number(n: int) -> str:
    return f"{n:,}"
