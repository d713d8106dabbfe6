"""The page's buttons under comments (`Reply`, `Delete`, `Replies`), and which comments they say are replies."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from narco_corpus.builder.parse.lines import Line
from narco_corpus.builder.parse.phrases import folded, is_phrase
from narco_corpus.builder.parse.printed_comment import PrintedComment

BUTTONS = frozenset(("replydelete", "respondereliminar", "responderborrar"))
"""Both buttons of a comment that is no reply, in one word."""
REPLIES = frozenset(("replies", "respuestas", "replyreplies"))
"""What stands over the replies of a comment."""
SHORT = 20
"""Characters of a button at most."""
_FIRST_LEVEL = BUTTONS | {"replyreplies"}
_REPLY = frozenset(("reply", "responder", "contestar"))
_BEHIND_REPLY = REPLIES | {"delete", "eliminar", "borrar"}


def hang_replies(found: Sequence[PrintedComment], owned: Sequence[list[Line]]) -> None:
    """Takes the buttons off comments without numbers, and hangs the replies under what they answer.

    `owned` are the lines of each comment. As Blogger prints them, replies stand below `Replies` and have no `Reply` of
    their own; the one below the last of them is the thread's.
    """
    ends = [_buttons(own) for own in owned]
    if not _are_buttons(ends):
        return
    above: int | None = None
    for index, (comment, own, buttons) in enumerate(zip(found, owned, ends, strict=True)):
        if buttons:
            del own[-len(buttons) :]
        if _is_first_level(buttons):
            above = None
        comment.parent = above
        for button in buttons:
            if button in REPLIES:
                above = index if comment.parent is None else comment.parent
            elif button in _REPLY:
                above = None


def _buttons(own: Sequence[Line]) -> list[str]:
    """The buttons that the lines of a comment end in, without case and accents."""
    start = len(own)
    while start and len(own[start - 1].text) <= SHORT and is_phrase("widget", own[start - 1].text):
        start -= 1
    return [folded(line.text) for line in own[start:]]


def _are_buttons(ends: Sequence[Sequence[str]]) -> bool:
    """Whether what comments end in is the page's: a reader may write a line `Delete` himself."""
    return any(map(_is_first_level, ends)) or sum(map(bool, ends)) * 2 > len(ends)


def _is_first_level(buttons: Sequence[str]) -> bool:
    """Whether a comment has a `Reply` of its own, by what stands with it: no reply has."""
    return not _FIRST_LEVEL.isdisjoint(buttons) or any(
        button in _REPLY and behind in _BEHIND_REPLY for button, behind in pairwise(buttons)
    )
