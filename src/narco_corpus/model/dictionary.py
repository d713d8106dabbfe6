"""The data dictionary in Markdown, derived from the JSON Schemas."""

from __future__ import annotations

import json
from typing import Any

from narco_corpus.model.arrow import arrow_schema, type_name
from narco_corpus.model.schema import TABLES, fields, load_schema


def dictionary(level: int = 3) -> str:
    """One Markdown section a table, with headings of the given level: column, type, meaning, example."""
    return "\n".join(_section(table, level) for table in TABLES)


def _section(table: str, level: int) -> str:
    schema = load_schema(table)
    types = arrow_schema(table)
    lines = [
        f"{'#' * level} {table}",
        "",
        schema["description"],
        "",
        "| column | type | meaning | example |",
        "|---|---|---|---|",
    ]
    for field in fields(table):
        kind = type_name(types.field(field.name).type) + ("?" if field.nullable else "")
        meaning = field.description
        if field.key:
            meaning += " Key."
        if field.references:
            meaning += f" Refers to `{field.references}`."
        if allowed := _allowed(field.spec):
            meaning += f" One of {', '.join(f'`{value}`' for value in allowed)}."
        example = f"`{_shown(field.examples[0])}`" if field.examples else ""
        lines.append(f"| `{field.name}` | `{_cell(kind)}` | {_cell(meaning)} | {_cell(example)} |")
    return "\n".join([*lines, ""])


def _allowed(spec: dict[str, Any]) -> list[str]:
    values: list[str] = spec.get("enum", spec.get("items", {}).get("enum", []))
    return values


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:59] + "…"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
