"""Runs of capitalised words that hang together: within them lie the names that no list has."""

from __future__ import annotations

from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.unit_text import WordText

_JOINTS = frozenset((" ", "-", "\n", ".", "'", "’", " & ", "&", "–"))
_NUMBERED = frozenset((".", ")"))
"""What stands behind the number of a line."""


def capital_runs(text: WordText) -> list[list[int]]:
    """Indexes of the capitalised words that hang together, run by run."""
    runs: list[list[int]] = []
    words, capitals = text.words, text.capitals
    cues = load_cues()
    calendar, forenames, heads, links = cues.calendar, cues.calendar_forenames, cues.owned, cues.run_links
    index, count = 0, len(words)
    while index < count:
        if not capitals[index]:
            word = words[index]
            if word[0] > "9" or (word.isdigit() and not _opens_day(text, index)):  # neither a code nor a day
                index += 1
                continue
        run = [index]
        following = index + 1
        while following < count:
            gap = text.between(following - 1)
            if gap not in _JOINTS and not (gap == ". " and _abbreviates(words[following - 1])):
                break
            if gap == "\n" and words[following - 1].isdigit():
                break  # a line of a list that counts: `Guachochi 8`
            if (
                gap == "\n"
                and words[following].isdigit()
                and text.raw[text.ends[following] : text.ends[following] + 1] in _NUMBERED
            ):
                break  # the next line of a numbered list: `3. Reynosa`
            if words[following] in calendar and words[following - 1] != "de" and words[following] not in forenames:
                break
            if capitals[following] or words[following][0].isdigit():
                run.append(following)
                following += 1
                continue
            if _owns(text, following, heads):
                run.append(following + 1)
                following += 2
                continue
            ahead = following
            while ahead < count and ahead - following < 3 and words[ahead] in links and not capitals[ahead]:
                if text.between(ahead - 1) not in (" ", "\n"):
                    break
                ahead += 1
            if (
                ahead == following
                or ahead >= count
                or not capitals[ahead]
                or text.between(ahead - 1) not in (" ", "\n")
            ):
                break
            run.append(ahead)
            following = ahead + 1
        runs.append(run)
        index = run[-1] + 1
    return runs


def _owns(text: WordText, index: int, heads: frozenset[str]) -> bool:
    """Whether the word is the `s` of a possessor and the head of a body's name follows: `Attorney's Office`."""
    if text.words[index] != "s" or index + 1 >= len(text.words) or not text.capitals[index + 1]:
        return False
    return text.between(index - 1) in ("'", "’") and text.between(index) == " " and text.words[index + 1] in heads


def _abbreviates(word: str) -> bool:
    return len(word) == 1 or word in load_cues().abbreviations


def _opens_day(text: WordText, index: int) -> bool:
    return index + 2 < len(text.words) and text.capitals[index + 2] and is_day(text, index, index + 2)


def is_day(text: WordText, number: int, month: int) -> bool:
    """Whether a capitalised Spanish date begins: `16 de Septiembre`, which is the name of a street or a quarter."""
    return text.words[number].isdigit() and month == number + 2 and text.words[number + 1] == "de"
