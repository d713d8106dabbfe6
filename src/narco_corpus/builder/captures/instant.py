"""Times of retrieval in one form."""

from __future__ import annotations

from datetime import UTC, datetime

_PLAIN = len("2011-09-21T10:00:00Z")
_SIGNS = "--T::Z"
"""What stands in such a text at every third place."""


def instant(text: str | None) -> str | None:
    """ISO 8601 in UTC with milliseconds and `Z`, of an ISO time or of 14 digits as web archives write it.

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
        else:
            moment = datetime.fromisoformat(text)
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
