"""A comparison as text for a terminal, as Markdown for a changelog, and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from narco_corpus.compare.differences import KINDS, Change, Comparison, Kind, TableDifference
from narco_corpus.compare.text_difference import text_difference

_TEXTS = ("title", "byline", "body", "text")
_VALUE_LENGTH = 120
_NAMES = {"articles": "articles", "comments": "comments", "entity_mentions": "mentions", "entities": "entities"}
_SIGNS: dict[Kind, str] = {"added": "+", "removed": "-", "withdrawn": "×", "changed": "~"}
_REPLACED = "text: a quotation of a withdrawn comment was replaced"
_STEPS = {
    "none": "nothing differs",
    "patch": "the same rows (PATCH)",
    "minor": "rows or columns are added (MINOR)",
    "major": "rows or columns are changed or removed (MAJOR)",
}


def as_text(found: Comparison) -> str:
    """For a terminal: counts, the listed rows, and the step of the version."""
    lines = [f"{found.before.version} → {found.after.version}", ""]
    for table, difference in found.tables.items():
        lines += [f"{_NAMES[table]}: {_summary(difference)}", *(f"  {line}" for line in _columns(difference))]
        for change in difference.changes:
            lines.append(f"  {_SIGNS[change.kind]} {change.id}{_mention(change)}")
            lines += [f"      {line}" for line in _fields(change)]
        lines += [f"  … {count} {kind} in all" for kind, count in _unlisted(difference)]
    if found.entity_counts:
        width = max(len(each.id) for each in found.entity_counts)
        lines += ["", "mentions of entities that changed most:"]
        lines += [f"  {each.id:{width}}  {each.before:,} → {each.after:,}  {each.name}" for each in found.entity_counts]
    if found.origin:
        lines += ["", "differs in: " + ", ".join(found.origin)]
    return "\n".join([*lines, "", verdict(found)])


def as_markdown(found: Comparison) -> str:
    """For a changelog: a section of the later version with its counts and the listed ids."""
    lines = [f"### Data {found.after.version}", ""]
    lines += [f"Since {found.before.version}: {_STEPS[found.step]}.", ""]
    lines += [f"| | {' | '.join(KINDS)} |", f"|---|{'---:|' * len(KINDS)}"]
    for table, difference in found.tables.items():
        counts = " | ".join(f"{difference.counts[kind]:,}" for kind in KINDS)
        lines.append(f"| {_NAMES[table]} | {counts} |")
    lines.append("")
    for table, difference in found.tables.items():
        about = [f"`{table}`: {line}" for line in _columns(difference)]
        if difference.by_field:
            about.append(f"`{table}` changed in {_by_field(difference.by_field)}")
        for kind in KINDS:
            ids = [f"`{change.id}`" for change in difference.changes if change.kind == kind]
            if ids:
                more = difference.counts[kind] - len(ids)
                about.append(f"{_NAMES[table]} {kind}: {', '.join(ids)}{f' and {more:,} more' if more else ''}")
        lines += [f"- {line}" for line in about]
    if found.entity_counts:
        lines += ["", "| entity | mentions before | after |", "|---|---:|---:|"]
        lines += [f"| `{each.id}` | {each.before:,} | {each.after:,} |" for each in found.entity_counts]
    return "\n".join(lines).rstrip("\n")


def as_json(found: Comparison) -> dict[str, Any]:
    """For programs: everything that was found, dates as ISO 8601."""
    return {
        "before": {"name": found.before.name, "data_version": found.before.version},
        "after": {"name": found.after.name, "data_version": found.after.version},
        "step": found.step,
        "due": found.due,
        "understated": found.understated,
        "origin": {name: {"before": old, "after": new} for name, (old, new) in found.origin.items()},
        "tables": {
            table: {
                "counts": {kind: difference.counts[kind] for kind in KINDS},
                "changed_fields": dict(sorted(difference.by_field.items())),
                "derived_fields": dict(sorted(difference.derived.items())),
                "provenance_fields": dict(sorted(difference.provenance.items())),
                "columns": {
                    "added": difference.columns_added,
                    "removed": difference.columns_removed,
                    "retyped": difference.columns_retyped,
                },
                "changes": [_json_change(change) for change in difference.changes],
            }
            for table, difference in found.tables.items()
        },
        "entity_counts": [asdict(each) for each in found.entity_counts],
    }


def verdict(found: Comparison) -> str:
    """One sentence: which version is due and whether the later release has it."""
    due = f"{_STEPS[found.step]}: at least {found.due} is due after {found.before.version}"
    if found.step == "none":
        due = f"nothing differs: {found.before.version} stays"
    return f"{due}, and {found.after.version} is too low" if found.understated else due


def _summary(difference: TableDifference) -> str:
    counts = [f"{difference.counts[kind]:,} {kind}" for kind in KINDS if difference.counts[kind]]
    fields = f" ({_by_field(difference.by_field)})" if difference.by_field else ""
    return (", ".join(counts) or "no difference") + fields


def _by_field(rows: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in sorted(rows.items()))


def _columns(difference: TableDifference) -> Iterator[str]:
    for what, names in (
        ("added", difference.columns_added),
        ("removed", difference.columns_removed),
        ("of another type", difference.columns_retyped),
    ):
        if names:
            yield f"columns {what}: {', '.join(names)}"
    if difference.provenance:
        yield f"made of other captures, no change of the rows: {_by_field(difference.provenance)}"


def _unlisted(difference: TableDifference) -> Iterator[tuple[Kind, int]]:
    for kind in KINDS:
        count = difference.counts[kind]
        if count > sum(change.kind == kind for change in difference.changes):
            yield kind, count


def _fields(change: Change) -> Iterator[str]:
    if change.quotation_replaced:
        yield _REPLACED
    for name, (old, new) in change.fields.items():
        if name in _TEXTS and old is not None and new is not None:
            yield f"{name}: {' ⏎ '.join(text_difference(old, new).split(chr(10)))}"
        else:
            yield f"{name}: {_value(old, name)} → {_value(new, name)}"


def _mention(change: Change) -> str:
    if change.mention is None:
        return ""
    text, label, entity = (change.mention[name] for name in ("text", "label", "entity_id"))
    return f"  {_value(text)!r} {label} {entity or 'not linked'}"


def _value(value: Any, name: str = "") -> str:
    if name == "confidence" and value is not None:
        return f"{value:.3f}"  # of 32 bits, so that more digits are none of its own
    text = "none" if value is None else str(_plain(value))
    return text if len(text) <= _VALUE_LENGTH else text[: _VALUE_LENGTH - 1] + "…"


def _json_change(change: Change) -> dict[str, Any]:
    row: dict[str, Any] = {"kind": change.kind, "id": change.id}
    if change.fields:
        row["fields"] = {
            name: {"before": _plain(old), "after": _plain(new)} for name, (old, new) in change.fields.items()
        }
    if change.quotation_replaced:
        row["quotation_replaced"] = True
    if change.mention:
        row["mention"] = change.mention
    return row


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds") + "Z"
    if isinstance(value, date):
        return value.isoformat()
    return value
