"""What texts repeat of withdrawn ones: where it stands, and the texts without it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from narco_corpus.model.text import squeeze

RUN = 20
"""Characters of a withdrawn text that nobody else's text may repeat; a shorter text is nobody's own wording."""
PLACEHOLDER = "[withdrawn]"
"""What stands in place of a repeated stretch."""

Stretch = tuple[int, int]
"""First code point of a repeated stretch and the one after its last."""


def with_equals(texts: Sequence[str], gone: Sequence[bool]) -> list[bool]:
    """Marks the texts that go: those of `gone`, and of the others those that are equal to one but for spacing."""
    plain = [squeeze(text) for text in texts]
    named = {text for text, is_gone in zip(plain, gone, strict=True) if is_gone and len(text) >= RUN}
    return [is_gone or text in named for text, is_gone in zip(plain, gone, strict=True)]


def quotations(before: Sequence[str], texts: Sequence[str], gone: Sequence[bool]) -> list[list[Stretch]]:
    """Where each text repeats withdrawn ones, in order and apart; of the withdrawn ones themselves nothing.

    `before` are texts that stand before all of them, `gone` marks those that are withdrawn. A run of `RUN` characters
    or more counts as repeated, unless it stood in a text before the withdrawn one, which then quoted itself.
    """
    earlier = {run for text in before for run in _runs(text)}
    own: set[str] = set()
    found: list[list[Stretch]] = []
    for text, is_gone in zip(texts, gone, strict=True):
        if is_gone:
            own.update(run for run in _runs(text) if run not in earlier)
            found.append([])
            continue
        stretches = _stretches(text, own)
        earlier.update(_runs(without(text, stretches)))
        found.append(stretches)
    return found


def without(text: str, stretches: Sequence[Stretch]) -> str:
    """The text with each stretch replaced by `[withdrawn]`."""
    parts, done = [], 0
    for start, end in stretches:
        parts += [text[done:start], PLACEHOLDER]
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
        shift += len(PLACEHOLDER) - (after - first)
    return start + shift, end + shift


def _runs(text: str) -> Iterable[str]:
    return (text[at : at + RUN] for at in range(len(text) - RUN + 1))


def _stretches(text: str, own: set[str]) -> list[Stretch]:
    found: list[Stretch] = []
    for start, run in enumerate(_runs(text)):
        if run in own:
            first = found.pop()[0] if found and start <= found[-1][1] else start
            found.append((first, start + RUN))
    return found
