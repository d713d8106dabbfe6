"""What a document has named: full names whose parts, nicknames, acronyms and lower-case forms return elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from narco_corpus.builder.recognise.boundaries import ARTICLES
from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.read.candidates import Candidate
from narco_corpus.builder.recognise.read.model import LABELS, LETTER, LETTERS, NONE, Clue
from narco_corpus.builder.recognise.read.spans import Scored, all_unique
from narco_corpus.builder.recognise.unit_text import WordText
from narco_corpus.builder.recognise.words import WordLists

_CLEAR = frozenset(LETTERS) - {NONE, LETTER["PLACE"]}
"""Letters of the labels whose unique names need no memory."""
_MOST_WORDS = 4
"""Words from which a part of a name is too long to be remembered."""
_LIKELY = 0.5
"""Chance from which a mention of the first reading counts as naming the entity that it is listed for."""
_ALONE = 0.6
"""Chance from which a word of a name is looked for alone and in lower case too."""
_HEEDED = 0.4
"""Chance from which it is a clue that a name is part of another, its plural, or has another label elsewhere."""
_ALIKE = 0.3
"""Sum of the chances of names written alike from which it is a clue what these are."""
_ONCE, _OFTEN = 1, 3
"""Sums at which such a clue is the next stronger one."""
_EXPLAINED = 1.5
"""Sum of the chances of a name's mentions above which one of them explains another: it is more than one can have."""
DOUBT = "doubt"
"""Said of a group's name in lower case that nothing speaks for."""
NOTHING: Clue = ()
_PERSON = LABELS.index("PERSON")


def bare(text: WordText, candidate: Candidate) -> tuple[str, ...]:
    """The candidate's folded words without an article before them."""
    first = candidate.first
    if first == candidate.last:
        return (text.words[first],)
    if text.words[first] in ARTICLES:
        first += 1
    return tuple(text.words[first : candidate.last + 1])


class Memory:
    """Names that a first reading found in a document."""

    def __init__(self, lists: WordLists) -> None:
        self._lists = lists
        self._group_places = load_cues().group_places
        self._same: dict[tuple[str, ...], list[float]] = {}
        self._parts: dict[tuple[str, ...], dict[str, float]] = {}
        self._noted: dict[tuple[tuple[str, ...], int], float] = {}
        """Most weight with which the parts of a name are remembered for a label."""
        self._acronyms: dict[str, str] = {}
        self._entities: set[str] = set()
        self._singles: set[str] = set()
        self._roles: dict[tuple[str, ...], list[str]] = {}
        """For the parts of names what they are of, as features."""
        self._plurals: dict[str, list[str]] = {}
        """For the singular and plural of words that are names, as features."""

    def note(self, text: WordText, scored: Scored) -> None:
        """Remember a mention of the first reading."""
        candidate = scored.candidate
        chances = scored.chances()
        best = scored.best()
        words = bare(text, candidate)
        sums = self._same.setdefault(words, [0.0] * len(LABELS))
        for label in range(1, len(LABELS)):
            sums[label] += chances[label]
        weight = chances[best]
        if len(words) > 1 and weight > self._noted.get((words, best), 0.0):
            self._noted[words, best] = weight
            letter = LETTERS[best]
            for size in range(1, min(len(words), _MOST_WORDS)):
                self._part(words[:size], "pre" + letter, weight)
                self._part(words[-size:], "suf" + letter, weight)
                for begin in range(1, len(words) - size):
                    self._part(words[begin : begin + size], "mid" + letter, weight)
            if best != _PERSON:
                initials = "".join(w[0] for w in words)
                self._acronyms.setdefault(initials, letter)
                self._acronyms.setdefault("".join(w[0] for w in words if len(w) > 3), letter)
        if weight > _LIKELY:
            unique = [s for s in candidate.senses if s.ambiguity == "unique" and s.label == LABELS[best]]
            if len(unique) == 1 and unique[0].entity_id:
                self._entities.add(unique[0].entity_id)

    def _part(self, words: tuple[str, ...], role: str, weight: float) -> None:
        roles = self._parts.get(words)
        if roles is None:
            self._parts[words] = {role: weight}
        elif weight > roles.get(role, 0.0):
            roles[role] = weight

    def close(self) -> None:
        """Ready to be asked: decide which words alone are looked for in lower case too."""
        for words, sums in self._same.items():
            if len(words) == 1:
                if max(sums) > _ALONE:
                    self._singles.add(words[0])
                self._note_plural(words[0], sums)
        for words, roles in self._parts.items():
            self._roles[words] = [f"part={role}" for role in sorted(roles) if roles[role] > _HEEDED]
            if len(words) == 1 and max(roles.get("sufp", 0.0), roles.get("midp", 0.0)) > _ALONE:
                self._singles.add(words[0])
        self._singles = {w for w in self._singles if len(w) > 2 and self._lists.kind(w) not in "FN"}

    def _note_plural(self, word: str, sums: Sequence[float]) -> None:
        """Remember a name of one word for those who ask for its singular or plural."""
        top = max(sums[1:])
        if top <= _HEEDED:
            return
        letter = LETTERS[sums.index(top, 1)]
        self._plurals.setdefault(word + "s", []).append(f"plural={letter}-")
        if word[-1] == "s":
            self._plurals.setdefault(word[:-1], []).append(f"plural={letter}+")
            if word[-2:] == "es":
                self._plurals.setdefault(word[:-2], []).append(f"plural={letter}+")

    def more_candidates(self, text: WordText, known: set[tuple[int, int]]) -> Iterator[Candidate]:
        """Words that the document names elsewhere and that are no candidates here yet."""
        if self._singles.isdisjoint(text.words):
            return
        for index, word in enumerate(text.words):
            if word in self._singles:
                if (index, index) not in known:
                    yield Candidate(text, index, index)
                article = index and text.words[index - 1] in ARTICLES and text.between(index - 1) == " "
                if article and (index - 1, index) not in known:
                    yield Candidate(text, index - 1, index)

    def explains(self, text: WordText, candidate: Candidate) -> bool:
        """Whether another name of the document has this one as a part, or is written alike."""
        words = bare(text, candidate)
        roles = self._parts.get(words)
        return bool(roles) or sum(self._same.get(words, ())) > _EXPLAINED

    def _doubts(self, text: WordText, candidate: Candidate) -> bool:
        """Whether a group's name in lower case is rather the common word: nothing here or elsewhere speaks for it."""
        senses = candidate.senses
        if not senses or text.capitals[candidate.last] or not text.raw[candidate.start : candidate.end].islower():
            return False
        if any(s.label != "CRIMINAL_ORG" or s.ambiguity == "unique" or s.entity_id in self._entities for s in senses):
            return False
        if text.raw[candidate.start - 1 : candidate.start] == "/" or text.raw[candidate.end : candidate.end + 1] == "/":
            return False
        cues = load_cues()
        beside = {text.before(candidate.start), text.after(candidate.end)}
        return beside.isdisjoint(cues.context["group"]) and beside.isdisjoint(cues.context["cheer"])

    def clue(self, text: WordText, scored: Scored, chosen: bool) -> Clue:
        """What else in the document bears a candidate's name, or a name that it is part of; empty for nothing.

        `chosen` where the first reading took it for a mention.
        """
        candidate = scored.candidate
        if scored.letters in _CLEAR and all_unique(candidate.senses):
            return NOTHING
        words = bare(text, candidate)
        single = words[0] if len(words) == 1 else None
        if single is not None and single in self._group_places:
            return NOTHING  # group or place is decided anew each time
        names: list[str] = []
        sums = self._same.get(words)
        if sums is not None:
            names += _same_names(
                [max(0.0, s - o) for s, o in zip(sums, scored.chances(), strict=True)] if chosen else sums
            )
        roles = self._roles.get(words)
        if roles:
            names += roles
        if single is not None:
            if 1 < len(single) < 7 and single in self._acronyms:
                names.append(f"acro={self._acronyms[single]}")
            plurals = self._plurals.get(single)
            if plurals:
                names += plurals
        for sense in candidate.senses:
            if sense.ambiguity != "unique" and sense.entity_id in self._entities:
                names.append(f"ev={sense.label[:2]}{sense.ambiguity[:2]}")
        if candidate.senses and self._doubts(text, candidate):
            names.append(DOUBT)
        if not names:
            return NOTHING
        if sums is not None or roles is not None:
            upper = "U" if text.raw[candidate.start].isupper() else "l"
            names += [f"{n}|{upper}" for n in names]
        return tuple(sorted(set(names)))


def _same_names(sums: Sequence[float]) -> list[str]:
    """What other names written alike are, by the sums of their chances by label."""
    top = max(sums[1:])
    if top <= _ALIKE:
        return []
    best = sums.index(top, 1)
    return [f"same={LETTERS[best]}{1 if top < _ONCE else 2 if top < _OFTEN else 3}"] + [
        f"also={LETTERS[label]}" for label in range(1, len(LABELS)) if label != best and sums[label] > _HEEDED
    ]


def memory_features(key: str, clue: Clue) -> list[str]:
    """The features of a clue for a name of this kind."""
    return [*[f"m={name}" for name in clue], *[f"k|m={key}|{name}" for name in clue]]


def remember(
    lists: WordLists, texts: Sequence[WordText], units: Sequence[Sequence[Scored]], chosen: Sequence[Sequence[int]]
) -> Memory:
    """The memory of a document from the mentions that the first reading chose."""
    memory = Memory(lists)
    for text, scored, indexes in zip(texts, units, chosen, strict=True):
        for index in indexes:
            memory.note(text, scored[index])
    memory.close()
    return memory
