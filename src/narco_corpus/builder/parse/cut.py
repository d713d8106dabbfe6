"""Whether a capture breaks off before its page ends."""

from __future__ import annotations

from narco_corpus.builder.post import Comment

_OPEN_WORDS = frozenset(
    "the a an of to in on at by for from with and or but that which who whose as than into is are was were be been has have had their his "
    "its our your my this these those if because when while where "
    "el los las un una unos unas de del al en con por para y o u e que como su sus se lo le les mi tu es son fue era ha han muy entre sobre".split()
)
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
    words = paragraph.split()
    if len(words) > 2 and words[-1] in _OPEN_WORDS:
        return True
    if not comments:
        return len(paragraph) >= _PROSE or (not raw.endswith("\n") and _is_prose(paragraph))
    # Comments often end without a full stop; a writer who has set some in this one was cut off before the last.
    return not raw.endswith("\n") and len(last) >= 40 and any(s in last for s in _SENTENCES)


def _is_prose(paragraph: str) -> bool:
    words = paragraph.split()
    return len(words) >= 6 and sum(w[0].islower() for w in words) * 2 > len(words)
