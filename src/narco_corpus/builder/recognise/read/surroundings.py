"""What stands around a candidate, as clues: each is seen once and has features for every kind of name it is beside."""

from __future__ import annotations

from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.read.candidates import Candidate
from narco_corpus.builder.recognise.read.model import Clue
from narco_corpus.builder.recognise.small_words import AND_OR, OF_THE
from narco_corpus.builder.recognise.unit_text import WordText
from narco_corpus.builder.recognise.words import WordLists

Covers = dict[int, tuple[int, int, str]]
"""For a word, first and last word and label of the longest listed name that it is part of."""
_SEPARATORS = frozenset(("/", ", ", " and ", " y ", " or ", " o ", " e ", "-", ",", " vs ", " & ", " / "))
_CLOSE_BEFORE = frozenset((" ", "\n", "-", ' "', " “", " ("))
_CLOSE_AFTER = frozenset((" ", "\n", "-", '" ', "” ", ") ", "'", "’"))
_JOINS = AND_OR | {"vs"}
_LEANING = OF_THE | {"the", "la", "los"}
"""Words after which the one before them tells more of a name than they do."""


class Surroundings:
    """Finds clues and tells their features."""

    def __init__(self, lists: WordLists) -> None:
        cues = load_cues()
        self._lists = lists
        self._context = cues.context_classes()
        self._heads = cues.head_classes()
        self._calendar = cues.calendar

    def clues(self, text: WordText, candidate: Candidate, covers: Covers, *, listed: bool) -> list[Clue]:
        """The clues before, after and about a candidate; `listed` where the lexicon knows it itself."""
        raw, words, first, last = text.raw, text.words, candidate.first, candidate.last
        starts, ends = text.starts, text.ends
        final = len(words) - 1
        before = raw[ends[first - 1] : starts[first]] if first else (raw[: candidate.start] or "^")
        after = raw[ends[last] : starts[last + 1]] if last < final else (raw[candidate.end :] or "$")
        gap = gap_sign(before) + _gap_after(after)
        found: list[Clue] = [("gap", gap, text.field[0])]
        close = before in _CLOSE_BEFORE
        if first and close:
            p1 = words[first - 1]
            found.append(("p1", _plain(p1), self._capitalised(text, first - 1)))
            if first > 1 and ((p2 := words[first - 2]) in self._context or p1 in _LEANING):
                found.append(("p2", p1, p2))
        if last < final and after in _CLOSE_AFTER:
            n1 = words[last + 1]
            found.append(("n1", _plain(n1), self._capitalised(text, last + 1)))
            if last + 1 < final and words[last + 2] in self._context:
                found.append(("n2", n1, words[last + 2]))
        run = candidate.run
        if run is not None and (run[0] < first or run[1] > last):
            opens, beside = (words[run[0]], words[first - 1] if close else gap) if run[0] < first else ("", "")
            found.append(("run", opens, beside, self._lists.kind(words[last + 1]) if run[1] > last else ""))
        inside = covers.get(first)
        if inside is not None and inside[1] >= last and (inside[0], inside[1]) != (first, last):
            found.append(("in", inside[2]))
        elif (crossing := covers.get(last)) is not None and (crossing[0] < first or crossing[1] > last):
            found.append(("cross", crossing[2]))
        if last > first and not listed:
            parts = _listed_parts(covers, first, last)
            if parts:
                found.append(("parts", parts))
        if last < final:
            if after in _SEPARATORS and (right := covers.get(last + 1)) is not None:
                found.append(("right", right[2], after))
            if after == " " and words[last + 1] in _JOINS and (right := covers.get(last + 2)) is not None:
                found.append(("right", right[2], "&"))
        if first:
            if before in _SEPARATORS and (left := covers.get(first - 1)) is not None:
                found.append(("left", left[2], before))
            if before == " " and words[first - 1] in _JOINS and (left := covers.get(first - 2)) is not None:
                found.append(("left", left[2], "&"))
        return found

    def _capitalised(self, text: WordText, index: int) -> str:
        """The kind of a capitalised word that is not of the calendar; else empty."""
        word = text.words[index]
        return self._lists.kind(word) if text.capitals[index] and word not in self._calendar else ""

    def features(self, key: str, clue: Clue) -> list[str]:
        """The features of a clue beside a name of this kind."""
        what, *seen = clue
        if what == "gap":
            return [f"gap={seen[0]}", f"k|gap={key}|{seen[0]}", f"k|f={key}|{seen[1]}"]
        if what in ("p1", "n1"):
            return self._next_word(key, what[0], *seen)
        if what == "p2":
            p1, p2 = seen
            out = [f for name in self._context.get(p2, ()) for f in (f"P2={name}", f"p1P2={p1}|{name}")]
            return [*out, f"p2={p2}", f"k|p2={key}|{p2}"] if p1 in _LEANING else out
        if what == "n2":
            n1, n2 = seen
            return [f for name in self._context.get(n2, ()) for f in (f"N2={name}", f"n1N2={n1}|{name}")]
        if what == "run":
            return self._run(key, *seen)
        if what == "cross":
            return [f"cross={seen[0]}"]
        whole = "|".join(seen)  # of `left` and `right` with what parts them from the candidate
        return [f"{what}={whole}", f"k|{what}={key}|{seen[0]}"]

    def _next_word(self, key: str, side: str, word: str, kind: str) -> list[str]:
        out = [f"{side}1={word}", f"k|{side}1={key}|{word}"]
        upper = side.upper()
        for name in self._context.get(word, ()):
            out += [f"{upper}1={name}", f"k|{upper}1={key}|{name}"]
        return [*out, f"{side}c={kind}", f"k|{side}c={key}|{kind}"] if kind else out

    def _run(self, key: str, opens: str, beside: str, following: str) -> list[str]:
        side = ("<" if opens else "") + (">" if following else "")
        out = [f"run={side}", f"k|run={key}|{side}"]
        if opens:
            for name in self._heads.get(opens) or (self._lists.kind(opens),):
                out += [f"run0={name}", f"k|run0={key}|{name}", f"run0g={name}|{beside}"]
        return [*out, f"runn={following}", f"k|runn={key}|{following}"] if following else out


def _plain(word: str) -> str:
    """The word; of a number how many digits it has."""
    return "0" * len(word) if word.isdigit() else word


def _listed_parts(covers: Covers, first: int, last: int) -> str:
    """Labels of the listed names inside a span, `-` for words that are in none."""
    parts: list[str] = []
    word = first
    while word <= last:
        cover = covers.get(word)
        if cover is not None and cover[0] >= first and cover[1] <= last:
            parts.append(cover[2][:2])
            word = cover[1] + 1
        else:
            if not parts or parts[-1] != "-":
                parts.append("-")
            word += 1
    return "" if parts == ["-"] else "+".join(parts[:4])


def gap_sign(between: str) -> str:
    """What stands between a word and the one before, in a character or two."""
    if between in (" ", "^", "/", "-", ", ", "@"):
        return between
    if "\n" in between:
        return "n"
    for sign in '"“(':
        if sign in between:
            return '"' if sign != "(" else "("
    for sign in ".!?:;,":
        if sign in between:
            return sign if sign not in "!?" else "."
    return "x"


def _gap_after(between: str) -> str:
    if between in (" ", "$", "/", "-", ", "):
        return between
    if between[:1] in ("'", "’"):
        return "'"
    if "\n" in between:
        return "n"
    return between[:1] if between[:1] in '.,;:)("”!?' else "x"
