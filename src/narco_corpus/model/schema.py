"""The tables' fields as `schema/*.schema.json` declares them; everything else about a field is derived from here."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

TABLES = ("articles", "comments", "entity_mentions", "entities")
SCHEMAS = (*TABLES, "document")


@dataclass(frozen=True)
class Field:
    """One column: what the data dictionary says of it and what its types are derived from."""

    name: str
    title: str
    description: str
    nullable: bool
    spec: dict[str, Any]
    """The JSON Schema of one value, as declared."""
    key: bool
    references: str | None
    """`table.column` that the value points into."""
    derived: bool
    """Follows from other rows or from their order (`x-derived`), so that its change alone is no change of the data."""
    provenance: bool
    """Says which captures a row was made of (`x-provenance`), so that its change alone is none of the data either."""
    labels: tuple[str, ...]
    """The closed list of values of a class label, in order; empty for all other fields."""

    @property
    def examples(self) -> list[Any]:
        """Example values as declared, in JSON."""
        return list(self.spec.get("examples", []))


def schema_folder() -> Path:
    """The folder of the JSON Schemas: in the installed package, or at the top of a checkout."""
    # Not importlib.resources: its import takes longer than opening a release.
    package = Path(__file__).resolve().parents[1]
    packaged = package / "schema"
    return packaged if packaged.is_dir() else package.parents[1] / "schema"


@cache
def load_schema(name: str) -> dict[str, Any]:
    """The JSON Schema of a table or of `document`, as a dict that must not be changed."""
    if name not in SCHEMAS:
        raise ValueError(f"no schema {name!r}; there are {', '.join(SCHEMAS)}")
    text = (schema_folder() / f"{name}.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


@cache
def fields(table: str) -> tuple[Field, ...]:
    """The columns of a table in their order."""
    schema = load_schema(table)
    return tuple(
        Field(
            name=name,
            title=spec["title"],
            description=spec["description"],
            nullable="null" in spec["type"],
            spec=spec,
            key=name == schema["x-key"],
            references=spec.get("x-references"),
            derived=spec.get("x-derived", False),
            provenance=spec.get("x-provenance", False),
            labels=tuple(spec["enum"]) if spec.get("x-class-label") else (),
        )
        for name, spec in schema["properties"].items()
    )


def mention_labels() -> tuple[str, ...]:
    """The labels that a mention can have, in order."""
    return next(field.labels for field in fields("entity_mentions") if field.name == "label")


def content_warning_kinds() -> tuple[str, ...]:
    """The warnings that an article can bear, in order."""
    return tuple(load_schema("articles")["properties"]["content_warnings"]["items"]["enum"])


def key_of(table: str) -> str:
    """Name of the column whose values identify the rows of a table."""
    key: str = load_schema(table)["x-key"]
    return key


def value_type(spec: dict[str, Any]) -> str:
    """The JSON type of a value, null aside."""
    types: list[str] = spec["type"] if isinstance(spec["type"], list) else [spec["type"]]
    return next(t for t in types if t != "null")
