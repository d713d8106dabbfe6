"""Write the types of the tables' rows from the declarations in `schema/`.

    python scripts/render_row_types.py            write them
    python scripts/render_row_types.py --check    write nothing; exit 1 and say which are out of date

`src/narco_corpus/row_types.py` has rows as the loader gives them, `src/narco_corpus/builder/json_rows.py` rows in JSON
form, as the builder makes and checks them.
"""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from narco_corpus.model.schema import TABLES, fields, load_schema, value_type  # noqa: E402 - the checkout's own package

ROWS = {"articles": "Article", "comments": "Comment", "entity_mentions": "Mention", "entities": "Entity"}
"""Table → what one row of it is."""
PARTS = {"aliases": "EntityAlias"}
"""Column with a list of objects → what one of them is."""
LISTS = {
    "content_warnings": "ContentWarning",
    "field": "MentionField",
    "label": "Label",
    "split": "Split",
    "statuses": "Status",
}
"""Column with a closed list of values → what one of them is."""

_PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}
_BY_FORMAT = {"date": "date", "date-time": "datetime"}
_WIDTH = 120

_LOADED = '''"""Types of the rows of the four tables, as the loader gives them.

`scripts/render_row_types.py` writes this file. A row is a plain dict, and these types say which columns it has. One
that may be null has `None` in its type, and is null in releases of an earlier schema that lack it; one that a later
schema added stands in the row too, unknown here. That columns have their types is checked when a release is read, nulls
and the values of closed lists are not: for these, the types are those of a release that `narco-corpus validate` passes.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, TypedDict

'''
_JSON = '''"""Types of rows in JSON form, as the builder makes and checks them.

`scripts/render_row_types.py` writes this file. Dates and times are ISO 8601 text. Such rows are still to be checked, so
what will be a value of a closed list is any text.
"""

from __future__ import annotations

from typing import TypedDict

'''


def loaded() -> str:
    """The module with rows as the loader gives them: each column with its description."""
    closed: dict[str, list[str]] = {}
    for table in TABLES:
        for field in fields(table):
            if (values := _closed(field.spec)) and closed.setdefault(LISTS[field.name], values) != values:
                sys.exit(f"{table}.{field.name}: another column of this name has another list of values")
    lists = "".join(_literal(name, closed[name]) for name in sorted(closed))
    parts = [_LOADED + lists]
    for table in TABLES:
        for field in fields(table):
            if field.name in PARTS:
                title = "One of an entity's other names."
                parts.append(_class(PARTS[field.name], title, field.spec["items"]["properties"], "", described=True))
        columns = {field.name: field.spec for field in fields(table)}
        parts.append(_class(f"{ROWS[table]}Row", f"A row of `{table}`.", columns, "", described=True))
    return "\n\n".join(parts)


def in_json() -> str:
    """The module with rows, and with documents, in JSON form."""
    parts = [_JSON.rstrip() + "\n"]
    for table in TABLES:
        for field in fields(table):
            if field.name in PARTS:
                title = "One of an entity's other names, in JSON form."
                parts.append(_class(f"{PARTS[field.name]}Json", title, field.spec["items"]["properties"], "Json"))
        columns = {field.name: field.spec for field in fields(table)}
        parts.append(_class(f"{ROWS[table]}Json", f"A row of `{table}` in JSON form.", columns, "Json"))
    title = "An article with its comments and their mentions, as `schema/document.schema.json` declares it."
    parts.append(_class("DocumentJson", title, load_schema("document")["properties"], "Json"))
    return "\n\n".join(parts)


def _class(name: str, title: str, columns: dict[str, Any], form: str, *, described: bool = False) -> str:
    lines = [f"class {name}(TypedDict):", f'    """{title}"""', ""]
    for column, spec in columns.items():
        lines.append(f"    {column}: {_type(column, spec, form)}")
        if described:
            lines += _docstring(spec["description"])
    return "\n".join([*lines, ""])


def _type(column: str, spec: dict[str, Any], form: str) -> str:
    """The type of a column's values; `form` is what the names of the JSON form end in, empty for the loader's."""
    if "$ref" in spec:
        return f"{ROWS[spec['$ref'].rpartition(':')[2]]}{form or 'Row'}"
    kind = value_type(spec)
    if kind == "array":
        return f"list[{_type(column, spec['items'], form)}]"
    if kind == "object":
        return f"{PARTS[column]}{form}"
    plain = _PLAIN[kind]
    if not form:
        plain = LISTS[column] if "enum" in spec else _BY_FORMAT.get(spec.get("format", ""), plain)
    return f"{plain} | None" if "null" in spec["type"] else plain


def _closed(spec: dict[str, Any]) -> list[str]:
    values: list[str] = spec.get("enum", spec.get("items", {}).get("enum", []))
    return values


def _docstring(text: str) -> list[str]:
    if '"""' in text or "\\" in text or text.endswith('"'):
        sys.exit(f"this cannot stand in a docstring as it is: {text}")
    return textwrap.wrap(f'"""{text}"""', _WIDTH, initial_indent=" " * 4, subsequent_indent=" " * 4)


def _literal(name: str, values: list[str]) -> str:
    """A closed list of values, in a line or, where that is too long, a value a line."""
    quoted = [f'"{value}"' for value in values]
    line = f"{name} = Literal[{', '.join(quoted)}]\n"
    return line if len(line) <= _WIDTH else "\n".join([f"{name} = Literal[", *(f"    {q}," for q in quoted), "]", ""])


def rendered() -> dict[Path, str]:
    """The modules as they should be."""
    package = ROOT / "src" / "narco_corpus"
    return {package / "row_types.py": loaded(), package / "builder" / "json_rows.py": in_json()}


def main() -> None:
    check = sys.argv[1:] == ["--check"]
    if sys.argv[1:] and not check:
        sys.exit("usage: python scripts/render_row_types.py [--check]")
    modules = rendered()
    stale = [p for p, text in modules.items() if not p.is_file() or p.read_text(encoding="utf-8") != text]
    if check and stale:
        names = ", ".join(p.name for p in stale)
        sys.exit(f"out of date: {names}; run python scripts/render_row_types.py and commit the result")
    for path in stale:
        path.write_text(modules[path], encoding="utf-8")
        sys.stdout.write(f"written: {path.name}\n")


if __name__ == "__main__":
    main()
