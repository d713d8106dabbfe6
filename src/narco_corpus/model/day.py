"""Days as text."""

from __future__ import annotations

from datetime import date


def is_day(text: str) -> bool:
    """Whether it is a day as ISO 8601 writes it with dashes: `2011-03-07`."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
