"""What a candidate looks like by its own words, as short texts that the model has weights for."""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

from narco_corpus.builder.recognise.boundaries import ARTICLES
from narco_corpus.builder.recognise.case import written_as
from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.lexicon import Sense
from narco_corpus.builder.recognise.read.candidates import Candidate
from narco_corpus.builder.recognise.read.model import LETTER, Clue
from narco_corpus.builder.recognise.unit_text import WordText
from narco_corpus.builder.recognise.words import WordLists

_SMALL = frozenset(("de", "del", "la", "las", "los", "el", "y", "e", "of", "the", "and", "for"))


class Look(msgspec.Struct, frozen=True, gc=False):
    """What kind of name a candidate is by its own text, whatever stands around it."""

    key: str
    """Short code of the kind of name, joined to the features of what stands around."""
    letters: str
    """The labels that the lexicon knows it under."""


class Surface(Look, frozen=True, gc=False):
    """The look of a candidate with the clues of its own text."""

    clues: tuple[Clue, ...]


class Featurizer:
    """Finds the clues of names and tells their features."""

    def __init__(self, lists: WordLists, population: dict[str, int]) -> None:
        cues = load_cues()
        self._lists = lists
        self._population = population
        self._heads = cues.head_classes()
        self._group_places = cues.group_places

    def surface(self, text: WordText, candidate: Candidate, senses: Sequence[Sense]) -> Surface:
        """The look of a candidate's own words."""
        raw = text.raw[candidate.start : candidate.end]
        words = text.words[candidate.first : candidate.last + 1]
        kinds = self._lists.kinds(words)
        shape = _shape(raw)
        letters, lexicon = self._lexicon(raw, senses)
        pattern = _pattern(words, kinds)
        several = len(words) > 1
        ends = kinds[0] + kinds[-1] if several else ""
        named = "named" if several and _may_be_person(words, kinds) else ""
        clues: list[Clue] = [("look", shape, str(min(len(words), 5)), pattern, letters, ends, named), ("lex", *lexicon)]
        heads = [self._heads.get(word, ()) for word in words]
        if several:
            clues += [
                ("heads", *sorted({name for names in heads for name in names})),
                ("w0", words[0]),
                ("w-1", words[-1]),
            ]
        if heads[0]:
            clues.append(("head0", *heads[0]))
        if heads[-1]:
            clues.append(("head-1", *heads[-1]))
        for side, word, kind in (("+", words[0], kinds[0]), ("-", words[-1], kinds[-1]))[: 1 + several]:
            if kind in "Unw" and len(word) > 4:
                clues.append(("affix", side, word[:3], word[-3:]))
        if words[0] in ARTICLES:
            clues.append(("art", words[0], "up" if raw[0].isupper() else "low", letters))
        if candidate.nickname_inside:
            clues.append(("nick-inside",))
        if not several and words[0] in self._group_places:
            clues.append(("groupplace",))
            key = f"gp:{shape[0]}"
        elif shape in ("lower", "mixed"):
            key = f"{letters or '-'}:{shape[0]}:{kinds[-1]}"
        else:
            key = f"{letters or pattern[:6]}:{shape[0]}"
        return Surface(key, letters, tuple(clues))

    def features(self, clue: Clue) -> list[str]:
        """The features of a clue."""
        what, *seen = clue
        if what == "look":
            return _look_features(*seen)
        if what == "lex":
            return seen
        if what == "heads":
            return [*(f"head={name}" for name in seen), "heads=" + "+".join(seen)]
        if what == "affix":
            side, prefix, suffix = seen
            return [f"suf{side}={suffix}", f"pre{side}={prefix}"]
        if what == "art":
            return [f"art={'|'.join(seen)}"]
        return [f"{what}={word}" for word in seen] or [what]

    def _lexicon(self, raw: str, senses: Sequence[Sense]) -> tuple[str, list[str]]:
        """Letters of the labels that are listed, strongest first, and the features of the senses."""
        if not senses:
            return "", ["lex=none"]
        best: dict[str, str] = {}
        for sense in senses:
            cased = "+" if sense.ambiguity == "unique" or written_as(raw, sense.text) else "-"
            code = f"{LETTER[sense.label]}{sense.ambiguity[:2]}{cased}"
            if sense.label == "PLACE":
                code += self._size(sense)
            rank = f"{'usc'.find(sense.ambiguity[0])}{code}"
            if sense.label not in best or rank < best[sense.label]:
                best[sense.label] = rank
            if sense.label != "PLACE":
                kind = f"lexkind={LETTER[sense.label]}{sense.kind}{cased}"
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


def _may_be_person(words: Sequence[str], kinds: Sequence[str]) -> bool:
    """Whether a name of several words begins with a given name and has no word besides that no person is called."""
    if kinds[0] not in "GBgb":
        return False
    return all(kind in "GSBgsbnU" for word, kind in zip(words, kinds, strict=True) if word not in _SMALL)


def _look_features(shape: str, count: str, pattern: str, letters: str, ends: str, named: str) -> list[str]:
    out = [f"shape={shape}", f"n={count}", f"kinds={pattern}", f"kinds+shape={pattern}|{shape}"]
    out += [f"lex+shape={letters}|{shape}", f"lex+kinds={letters}|{pattern}", f"all={letters}|{pattern}|{shape}"]
    if ends:
        out.append(f"ends={ends}|{shape}")
    if named:
        out.append(f"person-like|{shape}")
    return out


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
