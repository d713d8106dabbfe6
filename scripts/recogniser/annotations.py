"""Reads, writes and checks the annotated posts in `training/`: text with its entity mentions marked inline."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from narco_corpus.evaluate.marks import (
    CLOSE,
    ENTITY_ID,
    LABELS,
    OPEN,
    SEPARATOR,
    AnnotatedUnit,
    AnnotationError,
    Marked,
    mention_faults,
    parse_sections,
    parse_unit,
    render_unit,
    section_faults,
)

__all__ = [
    "CLOSE",
    "ENTITY_ID",
    "LABELS",
    "OPEN",
    "SEPARATOR",
    "AnnotatedPost",
    "AnnotatedUnit",
    "AnnotationError",
    "Marked",
    "parse_post",
    "parse_unit",
    "read_folder",
    "render_post",
    "render_unit",
]


@dataclass(frozen=True)
class AnnotatedPost:
    """One post with its comments, in reading order."""

    name: str
    published_on: date
    language: str
    """BCP 47 tag of the body."""
    units: tuple[AnnotatedUnit, ...]


def parse_post(content: str, name: str) -> AnnotatedPost:
    """The post in `content`; raises AnnotationError where it is malformed."""
    header, units = parse_sections(content, name, ("date", "lang"))
    if missing := {"date", "lang"} - header.keys():
        raise AnnotationError(
            f"{name}:1: no {' and no '.join(sorted(missing))} in the header; add e.g. `date: 2011-09-21`, `lang: en`."
        )
    try:
        published_on = date.fromisoformat(header["date"])
    except ValueError as error:
        raise AnnotationError(f"{name}: date {header['date']!r} is not a day like 2011-09-21; correct it.") from error
    return AnnotatedPost(name, published_on, header["lang"], units)


def render_post(post: AnnotatedPost) -> str:
    """The file of `post`: the inverse of `parse_post`."""
    lines = [f"date: {post.published_on.isoformat()}", f"lang: {post.language}"]
    for unit in post.units:
        heading = unit.field if unit.number is None else f"{unit.field} {unit.number}"
        lines += ("", f"# {heading}", render_unit(unit.text, unit.mentions))
    return "\n".join(lines) + "\n"


def problems(post: AnnotatedPost, content: str) -> Iterator[str]:
    """What is wrong with a parsed post and the `content` that it was read from; nothing when it is sound."""
    yield from section_faults(post.name, post.units)
    for unit in post.units:
        where = f"{post.name} {unit.field} {unit.number or ''}".rstrip()
        if not unit.text.strip():
            yield f"{where}: empty text."
        for mention in unit.mentions:
            yield from (f"{where}: {fault}" for fault in mention_faults(unit.text, mention))
    if render_post(post) != content:
        yield f"{post.name}: not as the writer would write it (blank lines, order of the header); use `--rewrite`."


def read_folder(folder: Path) -> list[AnnotatedPost]:
    """The posts of a folder and its subfolders, sorted by name; a post's name is its path inside the folder."""
    paths = sorted(folder.rglob("*.txt"))
    return [parse_post(path.read_text(encoding="utf-8"), path.relative_to(folder).as_posix()) for path in paths]


def check_file(path: Path, rewrite: bool) -> tuple[AnnotatedPost | None, list[str]]:
    """The post of one file and its faults; no post where the file cannot be parsed."""
    content = path.read_text(encoding="utf-8")
    try:
        post = parse_post(content, path.name)
    except AnnotationError as error:
        return None, [str(error)]
    if rewrite:
        content = render_post(post)
        path.write_text(content, encoding="utf-8")
    return post, list(problems(post, content))


def summary(posts: Iterable[AnnotatedPost]) -> str:
    """Counts of posts, units, words, mentions, linked mentions, distinct forms, and mentions by label."""
    labels: Counter[str] = Counter()
    forms: set[tuple[str, str]] = set()
    number = units = words = linked = 0
    for post in posts:
        number += 1
        for unit in post.units:
            units += 1
            words += len(unit.text.split())
            for mention in unit.mentions:
                labels[mention.label] += 1
                forms.add((unit.text[mention.start : mention.end], mention.label))
                linked += mention.entity_id is not None
    return (
        f"{number} posts, {units} units, {words} words, "
        f"{labels.total()} mentions ({linked} linked), {len(forms)} forms; "
        + ", ".join(f"{label} {labels[label]}" for label in LABELS)
    )


def main(arguments: list[str]) -> int:
    """Checks the folders named, by default those of `training/`; 1 when anything is wrong."""
    rewrite = "--rewrite" in arguments
    named = [Path(argument) for argument in arguments if argument != "--rewrite"]
    faults: list[str] = []
    for folder in named or sorted(path for path in (Path(__file__).parent / "training").iterdir() if path.is_dir()):
        checked = [check_file(path, rewrite) for path in sorted(folder.rglob("*.txt"))]
        faults += (f"{folder.name}/{fault}" for _, found in checked for fault in found)
        print(f"{folder.name}: {summary(post for post, _ in checked if post)}")
    print("\n".join(faults), file=sys.stderr, end="\n" if faults else "")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
