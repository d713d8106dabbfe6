"""Check texts of a release: in the form that `model.text.normalise` gives, and comments without contact details.

Whether wrongly decoded UTF-8 was repaired cannot be told from a release: that depends on the line as it was captured.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from narco_corpus.builder.privacy import mask, mask_all

_NEVER = re.compile("[\r\u00a0\u200b\u2060\ufeff]")


def are_normal(texts: Sequence[str]) -> bool:
    """Whether all texts keep the rules of text; one look at all of them, as no rule goes beyond a line."""
    joined = "\n".join(texts)
    if joined.isascii():
        return "\r" not in joined
    return _NEVER.search(joined) is None and unicodedata.is_normalized("NFC", joined)


def text_fault(text: str) -> str | None:
    """What a text has against the rules of text, and what to do; None for one that keeps them."""
    if (strange := _NEVER.search(text)) is not None:
        return (
            f"holds U+{ord(strange[0]):04X} at character {strange.start()}, which no text of a release does: it is a "
            "line end, a space or nothing; build it again"
        )
    if not unicodedata.is_normalized("NFC", text):
        whole = unicodedata.normalize("NFC", text)
        at = next((n for n, (is_, due) in enumerate(zip(text, whole, strict=False)) if is_ != due), len(whole))
        return f"is not in Unicode's normal form NFC from character {at} on; build it again"
    return None


def are_masked(texts: Sequence[str]) -> bool:
    """Whether nothing in comments looks like a contact detail."""
    return not mask_all(texts)[1]


def mask_fault(text: str) -> str | None:
    """What of a comment should be masked; None where nothing should. The detail itself is not repeated."""
    _, kinds = mask(text)
    if kinds is None:
        return None
    named = ", ".join(f"{count} [{kind}]" for kind, count in sorted(kinds.items()))
    return f"holds contact details that are to be masked, {named}; build it again, or withdraw the comment"
