"""Times of retrieval in one form."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_PLAIN = len("2011-09-21T10:00:00Z")
_SIGNS = "--T::Z"
"""What stands in such a text at every third place."""
_SECONDS = re.compile(r"\d{9,13}(?:\.\d{1,9})?", re.ASCII)
_ZONE = re.compile(r"(?<=\d) ?(?:UTC|GMT)\Z")
_HTTP = re.compile(r"(?:[A-Za-z]{3,9}, ?)?\d{1,2}[ -][A-Za-z]{3}[ -]\d{2,4} \d\d:\d\d:\d\d\b.{0,20}")


def instant(text: str | None) -> str | None:
    """ISO 8601 in UTC with milliseconds and `Z`, of a time as ISO, web archives (14 digits) or HTTP write it, or of
    seconds or milliseconds since 1970.

    A time without a zone is UTC. None for what is no time.
    """
    if not text:
        return None
    text = text.strip()
    try:
        if len(text) == _PLAIN and text[4::3] == _SIGNS:
            datetime.fromisoformat(text)  # raises for what is no time; the text is in its form but for the milliseconds
            return f"{text[:-1]}.000Z"
        if text.isdigit() and len(text) == 14:
            moment = datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        elif (since := since_1970(text)) is not None:
            moment = since
        elif _HTTP.fullmatch(text):
            moment = parsedate_to_datetime(text)
        else:
            moment = datetime.fromisoformat(_ZONE.sub("Z", text))
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def since_1970(text: str) -> datetime | None:
    """The time of a number of seconds or milliseconds since 1970, in UTC; None for what is none."""
    value = float(text) if _SECONDS.fullmatch(text) else 0.0
    if not 1e8 < value < 1e13:
        return None
    return datetime.fromtimestamp(value / 1000 if value > 1e11 else value, UTC)
