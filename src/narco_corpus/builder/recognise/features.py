"""What a candidate looks like, inside and around, as short texts that the model has weights for."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

import msgspec

from narco_corpus.builder.recognise.candidates import Candidate
from narco_corpus.builder.recognise.case import written_as
from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.lexicon import Sense
from narco_corpus.builder.recognise.lower_case import ARTICLES
from narco_corpus.builder.recognise.unit_text import UnitText
from narco_corpus.builder.recognise.words import WordLists

_LABEL_LETTER = {"CRIMINAL_ORG": "c", "PERSON": "p", "PLACE": "l", "AUTHORITY": "a", "MEDIA": "m", "ORG": "o"}
_SMALL = frozenset(("de", "del", "la", "las", "los", "el", "y", "e", "of", "the", "and", "for"))
_SEPARATORS = ("/", ", ", " and ", " y ", " or ", " o ", " e ", "-", ",", " vs ", " & ", " / ")


class Look(msgspec.Struct, frozen=True, gc=False):
    """What kind of name a candidate is by its own text, whatever stands around it."""

    key: str
    """Short code of the kind of name, joined to the features of what stands around."""
    letters: str
    """The labels that the lexicon knows it under."""


class Surface(Look, frozen=True, gc=False):
    """The look of a candidate with the features of its own text."""

    features: tuple[str, ...]


class Featurizer:
    """Makes features; what depends on the surface alone is kept."""

    def __init__(self, lists: WordLists, population: dict[str, int]) -> None:
        cues = load_cues()
        self._lists = lists
        self._population = population
        self._context = cues.context_classes()
        self._heads = cues.head_classes()
        self._group_places = cues.group_places
        self._calendar = cues.calendar

    def surface(self, text: UnitText, candidate: Candidate, senses: Sequence[Sense]) -> Surface:
        """Features of the candidate's own words."""
        raw = text.raw[candidate.start : candidate.end]
        words = text.words[candidate.first : candidate.last + 1]
        kinds = [self._lists.kind(w) for w in words]
        shape = _shape(raw)
        out = [f"shape={shape}", f"n={min(len(words), 5)}"]
        letters, lexicon = self._lexicon(raw, senses)
        out += lexicon
        pattern = _pattern(words, kinds)
        out.append(f"kinds={pattern}")
        out.append(f"kinds+shape={pattern}|{shape}")
        out.append(f"lex+shape={letters}|{shape}")
        out.append(f"lex+kinds={letters}|{pattern}")
        out.append(f"all={letters}|{pattern}|{shape}")
        heads: set[str] = set()
        for position, word in enumerate(words):
            for name in self._heads.get(word, ()):
                heads.add(name)
                if position == 0:
                    out.append(f"head0={name}")
                if position == len(words) - 1:
                    out.append(f"head-1={name}")
        if len(words) > 1:
            out.append(f"ends={kinds[0]}{kinds[-1]}|{shape}")
            if kinds[0] in "GBgb" and all(
                k in "GSBgsbnU" for w, k in zip(words, kinds, strict=True) if w not in _SMALL
            ):
                out.append(f"person-like|{shape}")
            out += [f"head={name}" for name in sorted(heads)]
            out.append(f"w0={words[0]}")
            out.append(f"w-1={words[-1]}")
            out.append("heads=" + "+".join(sorted(heads)))
        for position in {0, len(words) - 1}:
            if kinds[position] in "Unw" and len(words[position]) > 4:
                side = "+" if position == 0 else "-"
                out.append(f"suf{side}={words[position][-3:]}")
                out.append(f"pre{side}={words[position][:3]}")
        if words[0] in ARTICLES:
            out.append(f"art={words[0]}|{'up' if raw[0].isupper() else 'low'}|{letters}")
        if len(words) == 1 and words[0] in self._group_places:
            out.append("groupplace")
        if candidate.nickname_inside:
            out.append("nick-inside")
        if len(words) == 1 and words[0] in self._group_places:
            key = f"gp:{shape[0]}"
        elif shape in ("lower", "mixed"):
            key = f"{letters or '-'}:{shape[0]}:{kinds[-1]}"
        else:
            key = f"{letters or pattern[:6]}:{shape[0]}"
        return Surface(key, letters, tuple(out))

    def _lexicon(self, raw: str, senses: Sequence[Sense]) -> tuple[str, list[str]]:
        """Letters of the labels that are listed, strongest first, and the features of the senses."""
        if not senses:
            return "", ["lex=none"]
        best: dict[str, str] = {}
        for sense in senses:
            cased = "+" if sense.ambiguity == "unique" or written_as(raw, sense.text) else "-"
            code = f"{_LABEL_LETTER[sense.label]}{sense.ambiguity[:2]}{cased}"
            if sense.label == "PLACE":
                code += self._size(sense)
            rank = f"{'usc'.find(sense.ambiguity[0])}{code}"
            if sense.label not in best or rank < best[sense.label]:
                best[sense.label] = rank
            if sense.label != "PLACE":
                kind = f"lexkind={_LABEL_LETTER[sense.label]}{sense.kind}{cased}"
                best.setdefault("~" + kind, kind)
        codes = sorted(v[1:] for k, v in best.items() if not k.startswith("~"))
        letters = "".join(sorted(c[0] for c in codes))
        out = [f"lex={c}" for c in codes] + ["lexes=" + "+".join(codes)]
        out += sorted(v for k, v in best.items() if k.startswith("~"))
        if len(codes) > 1:
            out.append(f"letters={letters}")
        return letters, out

    def _size(self, sense: Sense) -> str:
        if sense.kind in ("country", "state"):
            return "C"
        people = self._population.get(sense.entity_id or "", -1)
        return "?" if people < 0 else str(min(int(math.log10(people + 1)), 6))

    def around(
        self, text: UnitText, candidate: Candidate, surface: Look, covers: dict[int, tuple[int, int, str]]
    ) -> list[str]:
        """Features of what stands before and after; `covers` maps words to the longest listed name they are part of."""
        raw, words, first, last = text.raw, text.words, candidate.first, candidate.last
        key = surface.key
        before = text.between(first - 1) if first else ("^" if not candidate.start else raw[: candidate.start])
        after = text.between(last) if last + 1 < len(words) else raw[candidate.end :] or "$"
        gap = gap_sign(before) + _gap_after(after)
        out = [f"gap={gap}", f"k|gap={key}|{gap}", f"k|f={key}|{text.field[0]}"]
        close = before in (" ", "\n", "-", ' "', " “", " (")
        if first and close:
            p1 = words[first - 1]
            out += [f"p1={p1}", f"k|p1={key}|{p1}"]
            for name in self._context.get(p1, ()):
                out += [f"P1={name}", f"k|P1={key}|{name}"]
            if first > 1:
                p2 = words[first - 2]
                for name in self._context.get(p2, ()):
                    out += [f"P2={name}", f"p1P2={p1}|{name}"]
                if p1 in ("de", "of", "del", "the", "la", "los"):
                    out += [f"p2={p2}", f"k|p2={key}|{p2}"]
            if text.capitals[first - 1] and p1 not in self._calendar:
                kind = self._lists.kind(p1)
                out += [f"pc={kind}", f"k|pc={key}|{kind}"]
        if last + 1 < len(words) and after in (" ", "\n", "-", '" ', "” ", ") ", "'", "’"):
            n1 = words[last + 1]
            out += [f"n1={n1}", f"k|n1={key}|{n1}"]
            for name in self._context.get(n1, ()):
                out += [f"N1={name}", f"k|N1={key}|{name}"]
            if last + 2 < len(words):
                for name in self._context.get(words[last + 2], ()):
                    out += [f"N2={name}", f"n1N2={n1}|{name}"]
            if text.capitals[last + 1] and n1 not in self._calendar:
                kind = self._lists.kind(n1)
                out += [f"nc={kind}", f"k|nc={key}|{kind}"]
        run = candidate.run
        if run is not None and (run[0] < first or run[1] > last):
            opens = self._heads.get(words[run[0]]) or (self._lists.kind(words[run[0]]),)
            side = ("<" if run[0] < first else "") + (">" if run[1] > last else "")
            out += [f"run={side}", f"k|run={key}|{side}"]
            if run[0] < first:
                for name in opens:
                    out += [
                        f"run0={name}",
                        f"k|run0={key}|{name}",
                        f"run0g={name}|{words[first - 1] if close else gap}",
                    ]
            if run[1] > last:
                nk = self._lists.kind(words[last + 1])
                out += [f"runn={nk}", f"k|runn={key}|{nk}"]
        inside = covers.get(first)
        if inside is not None and inside[1] >= last and (inside[0], inside[1]) != (first, last):
            out += [f"in={inside[2]}", f"k|in={key}|{inside[2]}"]
        elif (crossing := covers.get(last)) is not None and (crossing[0] < first or crossing[1] > last):
            out.append(f"cross={crossing[2]}")
        if last > first and not surface.letters:
            parts = _listed_parts(covers, first, last)
            if parts:
                out += [f"parts={parts}", f"k|parts={key}|{parts}"]
        if last + 1 < len(words) and after in _SEPARATORS and (right := covers.get(last + 1)) is not None:
            out += [f"right={right[2]}|{after}", f"k|right={key}|{right[2]}"]
        if first and before in _SEPARATORS and (left := covers.get(first - 1)) is not None:
            out += [f"left={left[2]}|{before}", f"k|left={key}|{left[2]}"]
        if last + 2 < len(words) and after == " " and words[last + 1] in ("and", "y", "or", "o", "e", "vs"):
            right = covers.get(last + 2)
            if right is not None:
                out += [f"right={right[2]}|&", f"k|right={key}|{right[2]}"]
        if first > 1 and before == " " and words[first - 1] in ("and", "y", "or", "o", "e", "vs"):
            left = covers.get(first - 2)
            if left is not None:
                out += [f"left={left[2]}|&", f"k|left={key}|{left[2]}"]
        return out


def _listed_parts(covers: dict[int, tuple[int, int, str]], first: int, last: int) -> str:
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


def _pattern(words: Sequence[str], kinds: Sequence[str]) -> str:
    """The kinds of the words; `~` for small words inside, an article before as itself."""
    parts: list[str] = []
    for word, kind in zip(words[:7], kinds[:7], strict=True):
        if word in _SMALL and parts:
            if parts[-1] != "~":
                parts.append("~")
        else:
            parts.append(word if word in ARTICLES else kind)
    return "".join(parts[:5]) if parts[0] not in ARTICLES else f"{parts[0]}.{''.join(parts[1:5])}"


def _shape(raw: str) -> str:
    if raw.islower():
        return "lower"
    if raw.isupper():
        letters = sum(c.isalpha() for c in raw)
        if any(c.isdigit() for c in raw):
            return "code"
        return "one" if letters == 1 else "acro" if letters <= 6 and " " not in raw else "UPPER"
    if raw.isdigit():
        return "digits"
    if raw.isascii() and raw.istitle():
        return "Title"
    initials = [w[0] for w in raw.replace("-", " ").split()]
    if all(c.isupper() or not c.isalpha() for c in initials):
        return "Title"
    return "Name" if initials[0].isupper() else "mixed"


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


def evidence_features(key: str, names: Collection[str]) -> list[str]:
    """Features of what the rest of the document says of the candidate."""
    return [f"doc={name}" for name in names] + [f"k|doc={key}|{name}" for name in names]
