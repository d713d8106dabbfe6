"""What texts repeat of withdrawn ones: where it stands, and the texts without it."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date

from narco_corpus.model.protected import WITHDRAWN
from narco_corpus.removals.wording import RUN, Run, Word, folded, runs, words

OWN = 20
"""Letters and figures from which on words are somebody's own wording."""
_PLAIN = 3
"""Words of a quotation at least that are not written as names, unless it is long."""
_LONG = 8
"""Words from which on a quotation is more than a name."""

Stretch = tuple[int, int]
"""First code point of a repeated stretch and the one after its last."""


def with_equals(texts: Sequence[str], gone: Sequence[bool]) -> list[bool]:
    """Marks the texts that go: those of `gone`, and of the others those that say the same as one of them."""
    plain = [" ".join(folded(text)) for text in texts]
    named = {text for text, is_gone in zip(plain, gone, strict=True) if is_gone and len(text) >= OWN}
    return [is_gone or text in named for text, is_gone in zip(plain, gone, strict=True)]


def quotations(
    before: Sequence[str],
    texts: Sequence[str],
    numbers: Sequence[str],
    days: Sequence[date | None],
    gone: Sequence[bool],
) -> list[list[Stretch]]:
    """Where each comment repeats withdrawn ones, in order and apart; of the withdrawn ones themselves nothing.

    `texts`, `numbers` and `days` are of all comments of a post in reading order, `gone` marks those that are withdrawn,
    `before` are texts that stood before all of them. `RUN` words or more in a row count as repeated if they have `OWN`
    letters and are not mostly names, unless they stood in a text that surely came before the withdrawn one, which then
    quoted itself.
    """
    own = own_runs(before, texts, numbers, days, gone)
    return [
        [] if is_gone else [(some[0].start, some[-1].end) for some in shared(words(text), own)]
        for text, is_gone in zip(texts, gone, strict=True)
    ]


def without(text: str, stretches: Sequence[Stretch]) -> str:
    """The text with each stretch replaced by `[withdrawn]`."""
    parts, done = [], 0
    for start, end in stretches:
        parts += [text[done:start], WITHDRAWN]
        done = end
    return "".join([*parts, text[done:]])


def moved(start: int, end: int, stretches: Sequence[Stretch]) -> Stretch | None:
    """Where `text[start:end]` stands in the text without the stretches; None where one of them takes of it."""
    shift = 0
    for first, after in stretches:
        if end <= first:
            break
        if start < after:
            return None
        shift += len(WITHDRAWN) - (after - first)
    return start + shift, end + shift


def own_runs(
    before: Sequence[str],
    texts: Sequence[str],
    numbers: Sequence[str],
    days: Sequence[date | None],
    gone: Sequence[bool],
) -> set[Run]:
    """The runs of the withdrawn comments that are their own words; what is given is that of `quotations`."""
    said = [folded(text) for text in texts]
    withdrawn = {n: set(runs(some)) for n, some in enumerate(said) if gone[n]}
    wanted = set[Run]().union(*withdrawn.values())
    wanted.difference_update(run for text in before for run in runs(folded(text)))
    others = {
        n: shared for n, some in enumerate(said) if n not in withdrawn and (shared := wanted.intersection(runs(some)))
    }

    def came_before(one: int, other: int) -> bool:
        """Whether a comment surely came before another: by the day, else above it or before what it hangs under.

        What hangs under a comment came after it, whatever its day: one may be of UTC.
        """
        if numbers[one].startswith(f"{numbers[other]}."):
            return False
        day, other_day = days[one], days[other]
        if day and other_day and day != other_day:
            return day < other_day
        above, dot, _ = numbers[one].rpartition(".")
        return one < other and numbers[other].startswith(above + dot)

    own: set[Run] = set()
    for n, some in withdrawn.items():
        mine = some & wanted
        for other, shared in others.items():
            if came_before(other, n):
                quoted = (withdrawn[w] for w in withdrawn if w != n and came_before(w, other))
                mine -= shared.difference(*quoted)
        own |= mine
    return own


def shared(some: Sequence[Word], own: Container[Run]) -> list[Sequence[Word]]:
    """The stretches of a text that repeat these runs and are somebody's own wording, in order and apart."""
    found: list[tuple[int, int]] = []
    for first, run in enumerate(runs([word.folded for word in some])):
        if run in own:
            start = found.pop()[0] if found and first <= found[-1][1] else first
            found.append((start, first + RUN))
    return [some[a:z] for a, z in found if _is_own_wording(some[a:z])]


def _is_own_wording(some: Sequence[Word]) -> bool:
    plain = sum(not word.is_name for word in some)
    return (plain >= _PLAIN or len(some) >= _LONG) and sum(len(word.folded) for word in some) >= OWN
