"""Which numbered lines of a thread begin a comment, and which are a list that a reader wrote in one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from narco_corpus.builder.parse.lines import Line
from narco_corpus.builder.parse.phrases import is_phrase

_NUMBER = re.compile(r"^\d{1,6}\.\s*")
_MISSING = 20
"""Comments that a thread may lack between two that follow each other."""
_WIDGET = 20
"""Characters of a widget's line at most."""


def lists_within(lines: Sequence[Line], items: Sequence[tuple[int, int]]) -> set[int]:
    """The lines that a list within a comment has, of the numbered ones at the thread's own indent.

    `items` are indexes of these lines and their numbers. Those that readers wrote are known by the numbers of the
    thread, which go on behind them as if they were not there, and by how they stand: with no blank line before them
    where comments have one, or below a line that ends in a colon. Numbers that begin anew without such a sign can be
    replies that have lost their indent, and stay comments.
    """
    numbers = [number for _, number in items]
    if numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        return set()  # as in most threads: all are the thread's own
    spaced = [place for place, (index, _) in enumerate(items) if not place or is_apart(lines, index)]
    if len(spaced) < len(items):
        return _close(lines, items, spaced)
    return _spaced(lines, items)


def left_aligned(lines: Sequence[Line]) -> list[Line]:
    """The lines with the numbers of a list at one indent, where those of more digits stand further left: lynx and w3m
    align the points, ` 9.` over `10.`."""
    aligned: list[Line] = []
    moved: dict[int, int] = {}
    """Indent of numbers of several digits → that of those of one digit less above them."""
    indents: dict[int, int] = {}
    """Indent at which each number stands now, that of the last one."""
    for line in lines:
        place = line
        if line.text[0].isdigit() and (item := _NUMBER.match(line.text)):
            digits = item[0].index(".")
            number = int(item[0][:digits])
            above = indents.get(number - 1, 0)
            if number == 10 ** (digits - 1) and line.indent < above < line.indent + digits:
                moved[line.indent] = above
            if digits > 1 and line.indent in moved:
                place = Line(line.number, line.gap, moved[line.indent], line.text)
            indents[number] = place.indent
        aligned.append(place)
    return aligned


def is_apart(lines: Sequence[Line], index: int) -> bool:
    """Whether a line stands first, behind a blank line, or behind a number or a widget alone, which have none after
    them."""
    if not index or lines[index].gap:
        return True
    above = _NUMBER.sub("", lines[index - 1].text)
    return not above or (len(above) <= _WIDGET and is_phrase("widget", above))


def introduced(lines: Sequence[Line], index: int) -> bool:
    """Whether the line above ends as one does that a list follows."""
    return index > 0 and lines[index - 1].text[-1] == ":"


def _close(lines: Sequence[Line], items: Sequence[tuple[int, int]], spaced: Sequence[int]) -> set[int]:
    """Those without a blank line before them, where the others are numbered without a gap."""
    numbers = [items[place][1] for place in spaced]
    first, last = numbers[0], numbers[-1]
    if numbers != list(range(first, first + len(numbers))):
        return set()
    if len(spaced) == 1 and not introduced(lines, items[1][0]):
        return set()
    behind = items[spaced[-1] + 1 :]
    if behind and behind[0][1] == last + 1:
        return set()  # comments of which only the first ones have blank lines between them
    own = set(spaced)
    return {index for place, (index, _) in enumerate(items) if place not in own}


def _spaced(lines: Sequence[Line], items: Sequence[tuple[int, int]]) -> set[int]:
    """Those between two comments that follow each other, where a colon or a number far off tells."""
    numbers = [number for _, number in items]
    found: set[int] = set()
    last, place = numbers[0], 1
    while place < len(items):
        number = numbers[place]
        if last < number <= last + _MISSING:
            last, place = number, place + 1
            continue
        end = place + 1
        if number == 1 and introduced(lines, items[place][0]):
            while end < len(items) and numbers[end] == numbers[end - 1] + 1:
                end += 1
            goes_on = end == len(items) or numbers[end] == last + 1
            if place + last < end and not (end < len(items) and goes_on):
                end = place + last  # the number that is due is also the list's next one
            elif not goes_on:
                return set()
        elif not (number > last and end < len(items) and numbers[end] == last + 1):
            return set()
        found.update(index for index, _ in items[place:end])
        place = end
    return found
