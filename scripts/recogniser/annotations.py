"""Reads, writes and checks the annotated posts in `training/`: text with its entity mentions marked inline."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

LABELS = ("CRIMINAL_ORG", "PERSON", "PLACE", "AUTHORITY", "MEDIA", "ORG")
OPEN, SEPARATOR, CLOSE = "⟦", "¦", "⟧"
# The ids of the entities schema, without `geonames:`: places carry a readable id until they are resolved.
ENTITY_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*|[A-Z]{2}(-[A-Z0-9]{1,3})?")
SECTION = re.compile(r"# (title|body|comment (?:\d+(?:\.\d+)?))")
HEADER = re.compile(r"(date|lang): (.+)")
_MARK = re.compile(
    f"{OPEN}([^{OPEN}{SEPARATOR}{CLOSE}]*){SEPARATOR}([A-Z_]*){SEPARATOR}([^{OPEN}{SEPARATOR}{CLOSE}]*){CLOSE}"
)
# A mention never begins or ends with what the guidelines leave outside. A nickname in quotes may end a name that began
# before it, and an abbreviation's full stop or a bracketed tail belongs to the name.
_BAD_EDGE_START = set(" \n\t\"'“”‘’«»,;:!?./)]}-–—@")
_BAD_EDGE_END = set(" \n\t'“‘’«,;:!?/([{-–—@")


class AnnotationError(ValueError):
    """An annotated post is malformed: the message names the file, the line, what is wrong and what to do."""


@dataclass(frozen=True)
class Marked:
    """One mention: code points `[start, end)` of its unit's text."""

    start: int
    end: int
    label: str
    entity_id: str | None


@dataclass(frozen=True)
class AnnotatedUnit:
    """One text in which offsets count: the title, the body or one comment."""

    field: str
    """`title`, `body` or `comment`."""
    number: str | None
    """A comment's number as printed, `5` or `1.2`; None for title and body."""
    text: str
    mentions: tuple[Marked, ...]


@dataclass(frozen=True)
class AnnotatedPost:
    """One post with its comments, in reading order."""

    name: str
    published_on: date
    language: str
    """BCP 47 tag of the body."""
    units: tuple[AnnotatedUnit, ...]


def parse_unit(marked_up: str, where: str) -> tuple[str, tuple[Marked, ...]]:
    """Plain text and mentions of `marked_up`; `where` opens the message of an AnnotationError."""
    pieces: list[str] = []
    mentions: list[Marked] = []
    length = position = 0
    for match in _MARK.finditer(marked_up):
        before = marked_up[position : match.start()]
        pieces += (before, match[1])
        start = length + len(before)
        length = start + len(match[1])
        mentions.append(Marked(start, length, match[2], match[3] or None))
        position = match.end()
    pieces.append(marked_up[position:])
    text = "".join(pieces)
    stray = next((character for character in text if character in OPEN + SEPARATOR + CLOSE), None)
    if stray:
        around = text[max(0, text.index(stray) - 20) : text.index(stray) + 20]
        raise AnnotationError(
            f"{where}: unbalanced or nested {stray!r} near {around!r}; write {OPEN}text{SEPARATOR}LABEL{SEPARATOR}entity{CLOSE}."
        )
    return text, tuple(mentions)


def render_unit(text: str, mentions: Iterable[Marked]) -> str:
    """`text` with its mentions marked inline: the inverse of `parse_unit`."""
    pieces: list[str] = []
    position = 0
    for mention in sorted(mentions, key=lambda mention: mention.start):
        name = text[mention.start : mention.end]
        pieces += (
            text[position : mention.start],
            f"{OPEN}{name}{SEPARATOR}{mention.label}{SEPARATOR}{mention.entity_id or ''}{CLOSE}",
        )
        position = mention.end
    pieces.append(text[position:])
    return "".join(pieces)


def parse_post(content: str, name: str) -> AnnotatedPost:
    """The post in `content`; raises AnnotationError where it is malformed."""
    header: dict[str, str] = {}
    sections: list[tuple[str, int, list[str]]] = []
    for line_number, line in enumerate(content.split("\n"), 1):
        if section := SECTION.fullmatch(line):
            sections.append((section[1], line_number, []))
        elif sections:
            sections[-1][2].append(line)
        elif field := HEADER.fullmatch(line):
            header[field[1]] = field[2]
        elif line:
            raise AnnotationError(
                f"{name}:{line_number}: {line!r} before the first section; only `date:` and `lang:` may stand there."
            )
    if missing := {"date", "lang"} - header.keys():
        raise AnnotationError(
            f"{name}:1: no {' and no '.join(sorted(missing))} in the header; add e.g. `date: 2011-09-21`, `lang: en`."
        )
    try:
        published_on = date.fromisoformat(header["date"])
    except ValueError as error:
        raise AnnotationError(f"{name}: date {header['date']!r} is not a day like 2011-09-21; correct it.") from error
    units = []
    for heading, line_number, lines in sections:
        text, mentions = parse_unit("\n".join(lines).strip("\n"), f"{name}:{line_number}")
        field, _, number = heading.partition(" ")
        units.append(AnnotatedUnit(field, number or None, text, mentions))
    return AnnotatedPost(name, published_on, header["lang"], tuple(units))


def render_post(post: AnnotatedPost) -> str:
    """The file of `post`: the inverse of `parse_post`."""
    lines = [f"date: {post.published_on.isoformat()}", f"lang: {post.language}"]
    for unit in post.units:
        heading = unit.field if unit.number is None else f"{unit.field} {unit.number}"
        lines += ("", f"# {heading}", render_unit(unit.text, unit.mentions))
    return "\n".join(lines) + "\n"


def problems(post: AnnotatedPost, content: str) -> Iterator[str]:
    """What is wrong with a parsed post and the `content` that it was read from; nothing when it is sound."""
    fields = [unit.field for unit in post.units]
    if fields[:1] == ["title"] and fields.count("title") == 1:
        fields = fields[1:]
    if fields != ["body"] + ["comment"] * (len(fields) - 1):
        yield f"{post.name}: sections must be one title or none, one body, then comments; found {', '.join(fields)}."
    numbers = [unit.number for unit in post.units if unit.number]
    if len(set(numbers)) < len(numbers):
        yield f"{post.name}: a comment number stands twice."
    for unit in post.units:
        where = f"{post.name} {unit.field} {unit.number or ''}".rstrip()
        if not unit.text.strip():
            yield f"{where}: empty text."
        for mention in unit.mentions:
            text = unit.text[mention.start : mention.end]
            if mention.label not in LABELS:
                yield f"{where}: label {mention.label!r} of {text!r} is none of {', '.join(LABELS)}."
            if mention.entity_id is not None and not ENTITY_ID.fullmatch(mention.entity_id):
                yield f"{where}: entity id {mention.entity_id!r} of {text!r} is neither a slug nor an ISO 3166 code."
            if not text or text[0] in _BAD_EDGE_START or text[-1] in _BAD_EDGE_END:
                yield f"{where}: {text!r} is empty or begins or ends with a space, a quotation mark or punctuation; leave that outside."
            elif text[-1] in '"”»' and len(re.findall(r'["“”«»]', text)) != 2:
                yield f"{where}: {text!r} ends with a quotation mark that it does not open; leave it outside."
            before, after = unit.text[mention.start - 1 : mention.start], unit.text[mention.end : mention.end + 1]
            if after.isalnum() and text[-1:].isalnum():
                yield f"{where}: {text!r} ends inside a word."
            if before.isalnum() and text[:1].isalnum():
                yield f"{where}: {text!r} begins inside a word."
    if render_post(post) != content:
        yield f"{post.name}: the file is not as the writer would write it (blank lines, spaces at the ends); rewrite it with `--rewrite`."


def read_folder(folder: Path) -> list[AnnotatedPost]:
    """The posts of a folder and its subfolders, sorted by name; a post's name is its path inside the folder."""
    paths = sorted(folder.rglob("*.txt"))
    return [parse_post(path.read_text(encoding="utf-8"), path.relative_to(folder).as_posix()) for path in paths]


def main(arguments: list[str]) -> int:
    """Checks a folder of annotated posts and prints counts by label; 1 when anything is wrong."""
    rewrite = "--rewrite" in arguments
    folders = [Path(argument) for argument in arguments if argument != "--rewrite"] or [
        Path(__file__).parent / "training"
    ]
    faults = 0
    for folder in folders:
        for part in sorted({path.parent for path in folder.rglob("*.txt")}):
            counts: Counter[str] = Counter()
            forms: set[tuple[str, str]] = set()
            posts = words = units = linked = 0
            for path in sorted(part.glob("*.txt")):
                content = path.read_text(encoding="utf-8")
                try:
                    post = parse_post(content, path.relative_to(folder).as_posix())
                except AnnotationError as error:
                    print(error, file=sys.stderr)
                    faults += 1
                    continue
                if rewrite:
                    content = render_post(post)
                    path.write_text(content, encoding="utf-8")
                for problem in problems(post, content):
                    print(problem, file=sys.stderr)
                    faults += 1
                posts += 1
                units += len(post.units)
                for unit in post.units:
                    words += len(unit.text.split())
                    for mention in unit.mentions:
                        counts[mention.label] += 1
                        forms.add((unit.text[mention.start : mention.end], mention.label))
                        linked += mention.entity_id is not None
            print(
                f"{part.name}: {posts} posts, {units} units, {words} words, {counts.total()} mentions ({linked} linked), {len(forms)} forms"
            )
            print("  " + ", ".join(f"{label} {counts[label]}" for label in LABELS))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
