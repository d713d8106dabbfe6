"""The form of posts in which names are marked in the text: a header, then a section for each text.

`scripts/recogniser/training/README.md` describes it for people.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from narco_corpus.errors import DataError
from narco_corpus.model.schema import mention_labels

LABELS = mention_labels()
OPEN, SEPARATOR, CLOSE = "⟦", "¦", "⟧"
# The ids of the entities schema, without `geonames:`: places carry a readable id until they are resolved.
ENTITY_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*|[A-Z]{2}(-[A-Z0-9]{1,3})?")
SECTION = re.compile(r"# (title|body|comment \d+(?:\.\d+)*)")
_HEADER = re.compile(r"([a-z0-9]+): (.+)")
_PART = f"([^{OPEN}{SEPARATOR}{CLOSE}]*)"
_MARK = re.compile(f"{OPEN}{_PART}{SEPARATOR}{_PART}{SEPARATOR}{_PART}{CLOSE}")
_CLOSED = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
# A mention never begins or ends with what the guidelines leave outside. A nickname in quotes may end a name that began
# before it, and an abbreviation's full stop or a bracketed tail belongs to the name.
_BAD_EDGE_START = set(" \n\t\"'“”‘’«»,;:!?./)]}-–—@")
_BAD_EDGE_END = set(" \n\t'“‘’«,;:!?/([{-–—@")
_QUOTES = set('"“”«»')


class AnnotationError(DataError):
    """An annotated post is malformed: a line a fault, which names the file, the line, what is wrong and what to do."""


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
    if faults := [fault for line in text.split("\n") if (fault := _stray_mark(line))]:
        raise AnnotationError("\n".join(f"{where}: {fault}" for fault in faults))
    return text, tuple(mentions)


def _stray_mark(line: str) -> str | None:
    """What is wrong with a line without its marks in which a sign of one is left."""
    stray = next((character for character in line if character in OPEN + SEPARATOR + CLOSE), None)
    if stray is None:
        return None
    whole_mark = f"{OPEN}text{SEPARATOR}LABEL{SEPARATOR}entity{CLOSE}"
    for closed in _CLOSED.findall(line):
        if (found := closed.count(SEPARATOR)) != 2:
            return (
                f"{found} {SEPARATOR!r} instead of 2 in {_short(closed)!r}; write {whole_mark}, with nothing behind "
                f"the second {SEPARATOR!r} where the entity is null."
            )
    around = line[max(0, line.index(stray) - 20) : line.index(stray) + 20]
    return f"unbalanced or nested {stray!r} near {around!r}; write {whole_mark}."


def _short(mark: str) -> str:
    return mark if len(mark) <= 60 else f"{mark[:40]}…{mark[-20:]}"


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


def parse_sections(content: str, name: str, keys: Sequence[str]) -> tuple[dict[str, str], tuple[AnnotatedUnit, ...]]:
    """Header and texts of a post; the header may have the given keys. Raises AnnotationError where it is malformed."""
    header: dict[str, str] = {}
    sections: list[tuple[str, int, list[str]]] = []
    for line_number, line in enumerate(content.split("\n"), 1):
        if section := SECTION.fullmatch(line):
            sections.append((section[1], line_number, []))
        elif sections:
            sections[-1][2].append(line)
        elif (entry := _HEADER.fullmatch(line)) and entry[1] in keys:
            header[entry[1]] = entry[2]
        elif line:
            allowed = ", ".join(f"`{key}:`" for key in keys)
            raise AnnotationError(
                f"{name}:{line_number}: {line!r} before the first section; only {allowed} may stand there."
            )
    units, faults = [], []
    for heading, line_number, lines in sections:
        try:
            text, mentions = parse_unit("\n".join(lines).strip("\n"), f"{name}:{line_number}")
        except AnnotationError as error:
            faults.append(str(error))
            continue
        field, _, number = heading.partition(" ")
        units.append(AnnotatedUnit(field, number or None, text, mentions))
    if faults:
        raise AnnotationError("\n".join(faults))
    return header, tuple(units)


def section_faults(name: str, units: Sequence[AnnotatedUnit]) -> Iterator[str]:
    """What is wrong with the order and the numbers of a post's sections."""
    found = [unit.field for unit in units if unit.field != "title"]
    titles = len(units) - len(found)
    if found != ["body"] + ["comment"] * (len(found) - 1) or titles > 1 or (titles and units[0].field != "title"):
        all_found = ", ".join(unit.field for unit in units)
        yield f"{name}: sections must be one title or none, one body, then comments; found {all_found or 'none'}."
    numbers = Counter(unit.number for unit in units if unit.number)
    yield from (f"{name}: comment {number} stands {times} times." for number, times in numbers.items() if times > 1)


def mention_faults(unit_text: str, mention: Marked, ids: re.Pattern[str] = ENTITY_ID) -> Iterator[str]:
    """What is wrong with one mention, whose entity has an id of this form."""
    text = unit_text[mention.start : mention.end]
    if mention.label not in LABELS:
        yield f"label {mention.label!r} of {text!r} is none of {', '.join(LABELS)}."
    if mention.entity_id is not None and not ids.fullmatch(mention.entity_id):
        yield f"entity id {mention.entity_id!r} of {text!r} is neither a slug nor an ISO 3166 code."
    if not text or text[0] in _BAD_EDGE_START or text[-1] in _BAD_EDGE_END:
        yield f"{text!r} is empty or begins or ends with a space, a quotation mark or punctuation; leave that outside."
    elif text[-1] in _QUOTES and sum(character in _QUOTES for character in text) % 2:
        yield f"{text!r} ends with a quotation mark that it does not open; leave it outside."
    if text[:1].isalnum() and unit_text[: mention.start][-1:].isalnum():
        yield f"{text!r} begins inside a word."
    if text[-1:].isalnum() and unit_text[mention.end :][:1].isalnum():
        yield f"{text!r} ends inside a word."
