"""Readers who answer each other by clock time: the time as written, and the one comment that it can mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time

from narco_corpus.builder.parse.dates import CLOCK, Stamp, clock_of, stamp_at
from narco_corpus.builder.parse.found import Found
from narco_corpus.builder.post import Comment

_NEAR = 90
"""Characters of a comment in which an address is looked for."""
_DAY = r"(?:[A-Za-záéíóú]{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2} (?:de )?[A-Za-z]{3,10}\.?,? (?:de |del )?\d{4}|\d{1,2}[/-]\d{1,2}[/-]\d{2,4})"
_WRITTEN = rf"(?P<written>(?:{_DAY},? (?:at |a las? |@ ?)?)?{CLOCK})"
_WHO = r"(?:anon(?:ymous|imo)?|anónimo|unknown|commenter|comentarista|poster|reader|lector|user|usuario)"
_LEAD = (
    r"(?:dear|to|hey|hi|hello|yo|re|reply to|in reply to|response to|responding to|answer to|answering|for|correct|exactly|right|true|wrong|agreed?|"
    r"i (?:totally |fully |completely )?(?:dis)?agree with|(?:totally |fully |completely )?(?:dis)?agree with|agreed with|sorry|thanks|thank you|"
    r"no|yes|yeah|yup|nope|lol|lmao|haha|jaja|amen|good point|well said|nice try|wow|ok|okay|damn|bro|dude|sir|mr|"
    r"you are (?:right|wrong)|you're (?:right|wrong)|your (?:right|wrong)|shut up|calm down|relax|what|and|but|so|oh|"
    r"estimado|estimada|querido|oye|mira|hola|cierto|correcto|exacto|exactamente|verdad|tienes razon|tienes razón|de acuerdo con|"
    r"si|sí|claro|compa|amigo|carnal|wey|güey|primo|paisa|para|respuesta a|en respuesta a|no mames|callate|cállate|gracias|jajaja)"
)
_DE_LAS = (
    r"(?:(?:para |a |al |el |la |los |las |tu |tú |usted |oye |estimado |mi |del )?"
    r"(?:(?:señor|senor|sr\.?|señora|senora|compa|amigo|amiga|carnal|compadre|paisa|primo|don|bro|wey|güey|comentario|comentarista|tipo|pendejo|"
    rf"anonimo|anónimo|que escribi[oó]|que dijo|{_WHO}) )?,?(?:al |el |la |los |tu |tú |usted |para el )?de las? )"
)
_AT = re.compile(rf"@ ?(?:{_WHO},? )?(?:at |a las? |las )?{_WRITTEN}", re.IGNORECASE)
_START = re.compile(
    rf"(?:(?:{_LEAD}[,!.:]*|{_LEAD}[,!]* {_LEAD}[,!.:]*) )?(?:{_DE_LAS}|(?:the )?{_WHO},? ?(?:at |@ ?|on |de las? |a las? )?|@ ?)?{_WRITTEN}",
    re.IGNORECASE,
)
_AGREES = re.compile(
    rf"(?:agree|agreed|agrees|acuerdo) (?:with|con) (?:you,? |{_WHO} )?{_DE_LAS}?@? ?{_WRITTEN}", re.IGNORECASE
)
_NO_ADDRESS = re.compile(
    r"\s*(?:[-–—/]\s?\d|(?:to|until|till|a|hasta) (?:las )?\d|(?:hours?|hrs?|horas|o'?clock|minutes?|mins?|minutos|seconds?|mark\b|into (?:the|this)|"
    r"(?:in|on|of|en|del) (?:the |el |este |this )?(?:video|clip|film|movie|song|morning|afternoon|evening|night|mañana|tarde|noche|madrugada)|"
    r"de la (?:mañana|tarde|noche|madrugada)|del d[ií]a|this (?:morning|afternoon|evening)|last night|yesterday|today|ayer|hoy|anoche|"
    r"(?:central|eastern|pacific|mountain) time|train|bus|flight|tren|camion|mass|misa)\b)",
    re.IGNORECASE,
)
_OPEN = re.compile(r"[\s,.:;!?)\]…-]|$")


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
    if not (found and _is_address(head, found)):
        for pattern in (_AT, _AGREES):
            found = pattern.search(head)
            if found and _is_address(head, found):
                break
        else:
            return None
    return found


def _is_address(head: str, found: re.Match[str]) -> bool:
    if clock_of(found) is None:
        return False
    end = found.end()
    return bool(_OPEN.match(head, end)) and not _NO_ADDRESS.match(head, end)


def address_comments(comments: Sequence[Comment], found: Sequence[Found]) -> None:
    """Sets `addressed_time`, and `addressed` where exactly one earlier comment can be meant.

    That is the one earlier comment with that time, on pages that print times; else the parent, for the first reply of a thread.
    """
    printed: dict[tuple[int, int], list[int]] = {}
    last_child: set[int] = set()
    for index, comment in enumerate(comments):
        first = comment.parent is not None and comment.parent not in last_child
        if comment.parent is not None:
            last_child.add(comment.parent)
        match = find_time(comment.text)
        if match:
            comment.addressed_time = match["written"].strip(" .") if not match["half"] else match["written"].strip()
            comment.addressed = _meant(match, index, found, printed, comment.parent if first else None)
        stamp = found[index].stamp
        if stamp and stamp.at:
            printed.setdefault((stamp.at.hour % 12, stamp.at.minute), []).append(index)


def _meant(
    match: re.Match[str],
    index: int,
    found: Sequence[Found],
    printed: dict[tuple[int, int], list[int]],
    parent: int | None,
) -> int | None:
    at = clock_of(match)
    if at is None:
        return None
    read = stamp_at(match["written"])
    on = read[0].on if read else None
    # A time without its half of the day means either; 17:16 can only be the afternoon.
    exact = bool(match["half"]) or at.hour > 12
    meant = -1
    for candidate in printed.get((at.hour % 12, at.minute), ()):
        stamp = found[candidate].stamp
        if stamp and _agrees(stamp, at, on, exact=exact):
            if meant >= 0:
                return None
            meant = candidate
    if meant >= 0:
        return meant
    if parent is not None and not (found[parent].stamp and found[parent].stamp.at):  # type: ignore[union-attr]
        number = found[index].number
        return parent if number in (None, "1") else None
    return None


def _agrees(stamp: Stamp, at: time, on: date | None, *, exact: bool) -> bool:
    if stamp.at is None or (exact and stamp.at.hour != at.hour):
        return False
    return on is None or stamp.on is None or stamp.on == on
