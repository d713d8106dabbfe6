"""Readers who answer each other by clock time: the time as written, and the one comment that it can mean."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import chain, islice, takewhile

from narco_corpus.builder.parse.dates import A_LAS, CLOCK, clock_of, stamp_at
from narco_corpus.builder.post import Comment

_NEAR = 90
"""Characters of a comment in which an address is looked for."""
_DAY = (
    r"(?:[A-Za-záéíóú]{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|"
    r"\d{1,2} (?:de )?[A-Za-z]{3,10}\.?,? (?:de |del )?\d{4}|\d{1,2}[/-]\d{1,2}[/-]\d{2,4})"
)
_WRITTEN = rf"(?P<written>(?:{_DAY},? (?:at |{A_LAS} |@ ?)?)?{CLOCK})"
_WHO = r"(?:anon(?:ymous|imo)?|anónimo|unknown|commenter|comentarista|poster|reader|lector|user|usuario)"
_LEAD = (
    r"(?:dear|to|hey|hi|hello|yo|re|reply to|in reply to|response to|responding to|answer to|answering|for|correct|"
    r"exactly|right|true|wrong|agreed?|i (?:totally |fully |completely )?(?:dis)?agree with|"
    r"(?:totally |fully |completely )?(?:dis)?agree with|agreed with|sorry|thanks|thank you|no|yes|yeah|yup|nope|lol|"
    r"lmao|haha|jaja|amen|good point|well said|nice try|wow|ok|okay|damn|bro|dude|sir|mr|you are (?:right|wrong)|"
    r"you're (?:right|wrong)|your (?:right|wrong)|shut up|calm down|relax|what|and|but|so|oh|"
    r"estimado|estimada|querido|oye|mira|hola|cierto|correcto|exacto|exactamente|verdad|tienes razon|tienes razón|"
    r"de acuerdo con|si|sí|claro|compa|amigo|carnal|wey|güey|primo|paisa|para|respuesta a|en respuesta a|no mames|"
    r"callate|cállate|gracias|jajaja)"
)
_DE_LAS = (
    r"(?:(?:para |a |al |el |la |los |las |tu |tú |usted |oye |estimado |mi |del )?"
    r"(?:(?:señor|senor|sr\.?|señora|senora|compa|amigo|amiga|carnal|compadre|paisa|primo|don|bro|wey|güey|comentario|"
    rf"tipo|pendejo|que escribi[oó]|que dijo|{_WHO}) )?,?(?:al |el |la |los |tu |tú |usted |para el )?de las? )"
)
_AT = re.compile(rf"(?<![\w.])@ ?(?:{_WHO},? )?(?:at |{A_LAS} |las )?{_WRITTEN}", re.IGNORECASE)
_START = re.compile(
    rf"(?:(?:{_LEAD}[,!.:]*|{_LEAD}[,!]* {_LEAD}[,!.:]*) )?"
    rf"(?:{_DE_LAS}|(?:the )?{_WHO},? ?(?:at |@ ?|on |de las? |{A_LAS} )?|@ ?)?{_WRITTEN}",
    re.IGNORECASE,
)
_AGREES = re.compile(
    rf"(?:agree|agreed|agrees|acuerdo) (?:with|con) (?:you,? |{_WHO} )?{_DE_LAS}?@? ?{_WRITTEN}", re.IGNORECASE
)
_NO_ADDRESS = re.compile(
    r"\s*(?:[-–—/]\s?\d|(?:to|until|till|a|hasta) (?:las )?\d|(?:hours?|hrs?|horas|o'?clock|minutes?|mins?|minutos|"
    r"seconds?|mark\b|into (?:the|this)|(?:in|on|of|en|del) (?:the |el |este |this )?(?:video|clip|film|movie|song|"
    r"morning|afternoon|evening|night|mañana|tarde|noche|madrugada)|de la (?:mañana|tarde|noche|madrugada)|del d[ií]a|"
    r"this (?:morning|afternoon|evening)|last night|yesterday|today|ayer|hoy|anoche|"
    r"(?:central|eastern|pacific|mountain) time|train|bus|flight|tren|camion|mass|misa)\b)",
    re.IGNORECASE,
)
_OPEN = re.compile(r"[\s,.:;!?)\]…-]|$")
_Clock = tuple[int, int]
"""Hour and minute."""


def find_time(text: str) -> re.Match[str] | None:
    """The match (group `written`) of the clock time that a comment answers, at or near its start.

    Scores (`3:1`), verses (`John 3:16`), times of events (`at 5:16 the soldiers came`), spans and places in a video
    are no addresses.
    """
    head = text[:_NEAR]
    if ":" not in head:
        return None
    head = head.lstrip(" \"'“”([*>-¡¿")
    found = _START.match(head)
    if found and _is_address(head, found):
        return found
    for pattern in (_AT, _AGREES):
        found = pattern.search(head)
        if found and _is_address(head, found):
            return found
    return None


def _is_address(head: str, found: re.Match[str]) -> bool:
    if clock_of(found) is None:
        return False
    end = found.end()
    return bool(_OPEN.match(head, end)) and not _NO_ADDRESS.match(head, end)


def address_comments(comments: Sequence[Comment]) -> None:
    """Sets `addressed_time`, and `addressed` where exactly one earlier comment can be meant.

    On pages that print times that is the one earlier comment with that time; else the parent, for the first reply of
    a thread.
    """
    matches = [find_time(comment.text) if ":" in comment.text else None for comment in comments]
    for comment in comments:
        comment.addressed_time = comment.addressed = None
    if not any(matches):
        return
    clocks = _Clocks(comments) if any(comment.printed_at is not None for comment in comments) else None
    answered: set[int] = set()
    for index, (comment, match) in enumerate(zip(comments, matches, strict=True)):
        parent = comment.parent if comment.parent not in answered else None
        if comment.parent is not None:
            answered.add(comment.parent)
        if match:
            comment.addressed_time = _written(match)
            meant = _meant(match, clocks, index) if clocks else []
            if len(meant) == 1:
                # In a thread it can stand after its answer; then nothing is said, as of all that stands later.
                comment.addressed = meant[0] if meant[0] < index else None
            elif not meant and parent is not None and (comment.number or "1").rpartition(".")[2] == "1":
                above = comments[parent]
                comment.addressed = parent if above.printed_at is None and _fits(match, above) else None


def _written(match: re.Match[str]) -> str:
    """The time as written, without the full stop of the sentence that it ends."""
    text = match["written"].strip()
    return text[:-1] if text.endswith("m.") and text[-3:-2] not in (".", " ") else text


def _meant(match: re.Match[str], clocks: _Clocks, own: int) -> list[int]:
    """The earlier comments that the written time fits, two at most; a time without its half of the day fits both."""
    at = clock_of(match)
    if at is None:
        return []
    read = stamp_at(match["written"])
    day = read[0].on if read else None
    hours = (at.hour,) if match["half"] or at.hour > 12 else (at.hour % 12, at.hour % 12 + 12)
    return list(islice(chain.from_iterable(clocks.earlier(own, (hour, at.minute), day) for hour in hours), 2))


def _fits(match: re.Match[str], comment: Comment) -> bool:
    """Whether a comment can have been printed at a written time; a zone changes the hour, not the minute."""
    return comment.utc is None or comment.utc.minute == int(match["minute"])


class _Clocks:
    """The comments of a page by the clock time that it prints with them."""

    def __init__(self, comments: Sequence[Comment]) -> None:
        self._moments = [
            datetime.combine(c.printed_on, c.printed_at) if c.printed_on and c.printed_at else None for c in comments
        ]
        self._all: dict[_Clock, list[int]] = {}
        self._dateless: dict[_Clock, list[int]] = {}
        self._dated: dict[_Clock, list[tuple[datetime, int]]] = {}
        for index, (comment, moment) in enumerate(zip(comments, self._moments, strict=True)):
            if comment.printed_at is not None:
                clock = comment.printed_at.hour, comment.printed_at.minute
                self._all.setdefault(clock, []).append(index)
                if moment is None:
                    self._dateless.setdefault(clock, []).append(index)
                else:
                    self._dated.setdefault(clock, []).append((moment, index))
        for dated in self._dated.values():
            dated.sort()

    def earlier(self, own: int, clock: _Clock, day: date | None) -> Iterator[int]:
        """The comments of a clock time, on that day if one is given, that were there when a comment was written.

        By their times where both print them, for in a thread a reply stands before what was there when it was written;
        else by their order.
        """
        moment = self._moments[own]
        if moment is None:
            for index in takewhile(own.__gt__, self._all.get(clock, ())):
                known = self._moments[index]
                if day is None or known is None or known.date() == day:
                    yield index
            return
        yield from takewhile(own.__gt__, self._dateless.get(clock, ()))
        dated = self._dated.get(clock, [])
        start = bisect_left(dated, (datetime.combine(day, time.min), -1)) if day else 0
        for place in range(start, len(dated)):
            at, index = dated[place]
            if (at, index) >= (moment, own) or (day and at.date() != day):
                return
            yield index
