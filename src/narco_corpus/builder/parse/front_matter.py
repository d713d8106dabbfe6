"""The fields over a Markdown text: YAML between lines of `---`, or TOML between lines of `+++`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import takewhile

import msgspec

from narco_corpus.builder.post import NotOnePost

_FRONT_MATTER = re.compile(r"\A(?P<fence>---|\+\+\+)[ \t]*\n(?P<fields>(?:.*\n)*?)(?P=fence)[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"(?P<name>[\w-]+):(?:[ \t]+(?P<value>.*)|[ \t]*)")
_NAME = re.compile(r"(?:- +)?name:[ \t]+(?P<value>.*)")
"""Of a person who is written as an object."""
_ITEM = re.compile(r"-[ \t]+(?P<value>.*)")
_BLOCK = re.compile(r"[>|][+-]?")
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#(?:[ \t].*)?$")
"""YAML needs no space behind the mark; crawlers write titles like `Zetas hit town #1` as they are."""
_QUOTED = r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'"
_QUOTED_ALONE = re.compile(rf"({_QUOTED})[ \t]*(?:#.*)?")
_LISTED = re.compile(rf"\s*(?:{_QUOTED})\s*(?=,|$)|[^,]+")
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
"""A name as note books have it: `[[Jane Doe]]`."""


def read_front_matter(text: str) -> tuple[list[tuple[str, str]], str]:
    """Name and value of each field, of a list one for each of its items, and the text below; no field where there is
    no front matter.

    Raises:
        NotOnePost: what stands between lines of `+++` is no TOML.
    """
    front = _FRONT_MATTER.match(text)
    if front is None:
        return [], text
    read = _yaml_fields if front["fence"] == "---" else _toml_fields
    return [(name, _LINK.sub(r"\1", value)) for name, value in read(front["fields"])], text[front.end() :]


def _yaml_fields(text: str) -> Iterator[tuple[str, str]]:
    """The fields at the top: texts, lists of texts, and the `name` of objects."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if field := _FIELD.fullmatch(line):
            below = takewhile(lambda line: line[:1] in (" ", "\t") or line.startswith("- "), lines[number + 1 :])
            yield from ((field["name"], value) for value in _yaml_values(field["value"] or "", list(below)) if value)


def _yaml_values(value: str, below: Sequence[str]) -> Iterator[str]:
    """The texts of a field, of what stands behind its name and in the lines that belong to it."""
    value = value.strip() if value.lstrip()[:1] in ("'", '"') else _COMMENT.sub("", value).strip()
    under = [line.strip() for line in below]
    if _BLOCK.fullmatch(value):
        yield " ".join(" ".join(under).split())
    elif value.startswith("[") and value.endswith("]") and not value.startswith("[["):
        yield from map(_plain, _LISTED.findall(value[1:-1]))
    elif value:
        yield _plain(" ".join([value, *(line for line in under if not _ITEM.match(line))]))
    else:
        for line in under:
            if (named := _NAME.fullmatch(line)) is not None:
                yield _plain(named["value"])
            elif (item := _ITEM.fullmatch(line)) is not None and not _FIELD.fullmatch(item["value"]):
                yield _plain(item["value"])


def _plain(value: str) -> str:
    """A value without its quotation marks and the comment behind it."""
    value = value.strip()
    if (quoted := _QUOTED_ALONE.fullmatch(value)) is None:
        return _COMMENT.sub("", value).strip()
    if quoted[1].startswith("'"):
        return quoted[1][1:-1].replace("''", "'")
    try:
        return " ".join(msgspec.json.decode(quoted[1], type=str).split())
    except msgspec.DecodeError:  # YAML has more escapes than JSON
        return quoted[1][1:-1].replace('\\"', '"')


def _toml_fields(text: str) -> Iterator[tuple[str, str]]:
    """The fields at the top: texts, dates, and lists of texts."""
    try:
        fields = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise NotOnePost(f"what stands between the lines of `+++` is no TOML: {error}", "line 1") from None
    for name, value in fields.items():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, str | date | datetime):
                yield name, each if isinstance(each, str) else each.isoformat()
