"""Whether a capture breaks off before its page ends."""

from __future__ import annotations

from collections.abc import Sequence

from narco_corpus.builder.parse.phrases import words
from narco_corpus.builder.parse.printed_comment import PrintedComment
from narco_corpus.builder.post import Comment

_ENDS = frozenset(".!?…\"'”’»)]}*:")
_PROSE = 120
_SENTENCES = (". ", "? ", "! ", ".\n", "?\n", "!\n")


def breaks_off(raw: str, body: str, comments: list[Comment], *, stated: int | None, closed: bool) -> bool:
    """True where fewer comments are there than the page says, or the last text ends in the middle of a sentence.

    `raw` is the text of the capture, `closed` whether standing phrases of a page's end follow the last text.
    """
    if stated is not None and len(comments) < stated:
        return True
    if closed:
        return False
    last = comments[-1].text if comments else body
    if not last:
        # A number with nothing behind it, and no replies below.
        return bool(comments)
    end = last[-1]
    if end in _ENDS or not (end.isalnum() or end in ",-–—("):
        return False
    if end in ",-–—(":
        return not comments or end == "," or not raw.endswith("\n")
    paragraph = last.rpartition("\n\n")[2]
    parts = paragraph.split()
    if len(parts) > 2 and parts[-1] in words("open"):
        return True
    if not comments:
        return len(paragraph) >= _PROSE or (not raw.endswith("\n") and _is_prose(paragraph))
    # Comments often end without a full stop; a writer who has set some in this one was cut off before the last.
    rest = last[max(last.rfind(sentence) for sentence in _SENTENCES) + 1 :]
    return not raw.endswith("\n") and len(last) >= 40 and len(rest) < len(last) and len(rest.split()) > 2


def skips_numbers(found: Sequence[PrintedComment]) -> bool:
    """Whether the printed numbers say that comments are missing: a list begins behind 1, or a number lacks inside."""
    printed: dict[int | None, set[int]] = {}
    for one in found:
        if one.number is not None:
            printed.setdefault(one.parent, set()).add(int(one.number))
    return any(min(numbers) > 1 or max(numbers) - min(numbers) >= len(numbers) for numbers in printed.values())


def stops_within_sentence(body: str, *, walled: bool) -> bool:
    """Whether the text of a page does: whole ones end in credits and links too, so that without a wall behind it only
    a comma or a word that no sentence ends in tells.
    """
    last = body.split()[-1] if body else ""
    if last.endswith(",") or last in words("open"):
        return True
    return walled and last[-1:].isalnum() and last[0].islower()


def stops_in_feed(body: str) -> bool:
    """Whether the text of a feed's entry does: some blogs give the first words of a post alone, as if they were all.

    What ends in a name or a link is no prose: credits stand without a full stop.
    """
    last = body.rpartition("\n\n")[2]
    if stops_within_sentence(last, walled=False):
        return True
    return last[-1:].isalnum() and len(last) >= _PROSE and "://" not in last.split()[-1] and _is_prose(last)


def _is_prose(paragraph: str) -> bool:
    parts = paragraph.split()
    return len(parts) >= 4 and sum(part[0].islower() for part in parts) * 2 > len(parts)
