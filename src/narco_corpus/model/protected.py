"""What the protection of comments leaves in their texts: placeholders of contact details, pseudonyms of commenters."""

from __future__ import annotations

import re

from narco_corpus.model.text import squeeze

MASKS = ("account", "address", "email", "handle", "id", "ip", "phone", "plate", "profile")
"""The placeholders: `[account]` of a bank, `[address]` of a home, `[email]`, `[handle]`, `[id]` of a person's papers,
`[ip]`, `[phone]`, `[plate]` of a car, `[profile]`."""
WITHDRAWN = "[withdrawn]"
"""What stands in place of what is repeated of a withdrawn text."""
_PSEUDONYM = r"\bcommenter-[0-9]+"
"""Its number follows the commenters before it, so it can change with every capture."""
_RENAMED = re.compile(_PSEUDONYM)
STANDS_FOR = re.compile(rf"\[(?:{'|'.join(MASKS)})\]|{_PSEUDONYM}")
"""What stands in a released text for something else."""


def is_protected(text: str) -> bool:
    """Whether a released text holds a placeholder of a mask or a pseudonym."""
    return STANDS_FOR.search(text) is not None


def neutral(text: str) -> str:
    """A released text, squeezed, without the numbers of its pseudonyms."""
    return _RENAMED.sub("commenter", squeeze(text))


def identifying(captured: str, protected: str) -> str:
    """What a comment's id is made of: nothing of a contact detail or a name that its text hides.

    The squeezed text as captured where nothing in it is masked or renamed.
    """
    return squeeze(captured) if protected == captured else neutral(protected)
