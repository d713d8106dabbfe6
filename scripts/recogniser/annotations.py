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
SECTION = re.compile(r"# (title|body|comment \d+(?:\.\d+)?)")
HEADER = re.compile(r"(date|lang): (.+)")
_MARK = re.compile(
    f"{OPEN}([^{OPEN}{SEPARATOR}{CLOSE}]*){SEPARATOR}([A-Z_]*){SEPARATOR}([^{OPEN}{SEPARATOR}{CLOSE}]*){CLOSE}"
)
# A mention never begins or ends with what the guidelines leave outside. A nickname in quotes may end a name that began
# before it, and an abbreviation's full stop or a bracketed tail belongs to the name.
_BAD_EDGE_START = set(" \n\t\"'“”‘’«»,;:!?./)]}-–—@")
_BAD_EDGE_END = set(" \n\t'“‘’«,;:!?/([{-–—@")


_QUOTES = set('"“”«»')


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
            f"{where}: unbalanced or nested {stray!r} near {around!r}; "
            f"write {OPEN}text{SEPARATOR}LABEL{SEPARATOR}entity{CLOSE}."
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
        elif entry := HEADER.fullmatch(line):
            header[entry[1]] = entry[2]
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
    fields = [unit.field for unit in post.units if unit.field != "title"]
    titles = len(post.units) - len(fields)
    if (
        fields != ["body"] + ["comment"] * (len(fields) - 1)
        or titles > 1
        or (titles and post.units[0].field != "title")
    ):
        found = ", ".join(unit.field for unit in post.units)
        yield f"{post.name}: sections must be one title or none, one body, then comments; found {found or 'none'}."
    numbers = Counter(unit.number for unit in post.units if unit.number)
    yield from (
        f"{post.name}: comment {number} stands {times} times." for number, times in numbers.items() if times > 1
    )
    for unit in post.units:
        where = f"{post.name} {unit.field} {unit.number or ''}".rstrip()
        if not unit.text.strip():
            yield f"{where}: empty text."
        for mention in unit.mentions:
            yield from (f"{where}: {fault}" for fault in _mention_faults(unit.text, mention))
    if render_post(post) != content:
        yield f"{post.name}: not as the writer would write it (blank lines, order of the header); use `--rewrite`."


def _mention_faults(unit_text: str, mention: Marked) -> Iterator[str]:
    text = unit_text[mention.start : mention.end]
    if mention.label not in LABELS:
        yield f"label {mention.label!r} of {text!r} is none of {', '.join(LABELS)}."
    if mention.entity_id is not None and not ENTITY_ID.fullmatch(mention.entity_id):
        yield f"entity id {mention.entity_id!r} of {text!r} is neither a slug nor an ISO 3166 code."
    if not text or text[0] in _BAD_EDGE_START or text[-1] in _BAD_EDGE_END:
        yield f"{text!r} is empty or begins or ends with a space, a quotation mark or punctuation; leave that outside."
    elif text[-1] in _QUOTES and sum(character in _QUOTES for character in text) % 2:
        yield f"{text!r} ends with a quotation mark that it does not open; leave it outside."
    if text[:1].isalnum() and unit_text[: mention.start][-1:].isalnum():
        yield f"{text!r} begins inside a word."
    if text[-1:].isalnum() and unit_text[mention.end :][:1].isalnum():
        yield f"{text!r} ends inside a word."


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
