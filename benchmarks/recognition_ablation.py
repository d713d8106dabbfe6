"""Our recogniser with one part after the other taken out, for as long as a `with` block lasts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from msgspec.structs import replace

from narco_corpus.builder.recognise import cues, matcher
from narco_corpus.builder.recognise.link import aliases, beside, misspelt, names, near, persons, places, support
from narco_corpus.builder.recognise.link.toponym import Toponym
from narco_corpus.builder.recognise.matcher import Match
from narco_corpus.builder.recognise.read import candidates, memory, spans, surroundings
from narco_corpus.builder.recognise.read.document import DocumentReader
from narco_corpus.builder.recognise.read.model import Model, pack
from narco_corpus.builder.recognise.read.spans import SpanReader
from narco_corpus.builder.recognise.recogniser import FullRecogniser
from narco_corpus.builder.recognise.words import WordLists

Part = tuple[str, Callable[[ExitStack], None]]
"""What is taken out, and how."""


def _replace(target: object, name: str, value: Any) -> Callable[[ExitStack], None]:
    def apply(stack: ExitStack) -> None:
        stack.enter_context(patch.object(target, name, value))

    return apply


def _matches(keep: Callable[[Match, str], Match | None]) -> Callable[[ExitStack], None]:
    """The matcher with some of what it finds left out."""
    found = matcher.Matcher.find

    def find(self: matcher.Matcher, text: str, folded: bytes) -> list[Match]:
        kept = (keep(m, text[m.start : m.end]) for m in found(self, text, folded))
        return [m for m in kept if m]

    return _replace(matcher.Matcher, "find", find)


def _without_label(*labels: str) -> Callable[[ExitStack], None]:
    def keep(match: Match, raw: str) -> Match | None:
        senses = tuple(s for s in match.senses if s.label not in labels)
        return replace(match, senses=senses) if senses else None

    return _matches(keep)


def _as_listed(match: Match, raw: str) -> Match | None:
    """Only where every character is as listed."""
    senses = tuple(s for s in match.senses if s.text == raw)
    return replace(match, senses=senses) if senses else None


def _no_memory(stack: ExitStack) -> None:
    _replace(memory.Memory, "more_candidates", lambda self, text, known: iter(()))(stack)
    _replace(memory.Memory, "clue", lambda self, text, scored, chosen: ())(stack)


def _no_patterns(stack: ExitStack) -> None:
    find = candidates.find_candidates
    _replace(spans, "find_candidates", lambda t, m, lists: [c for c in find(t, m, lists) if c.senses])(stack)
    _replace(memory.Memory, "more_candidates", lambda self, text, known: iter(()))(stack)


def _word_lists(*empty: str) -> Callable[[ExitStack], None]:
    def apply(stack: ExitStack) -> None:
        lists = WordLists()
        for name in empty:
            getattr(lists, name).clear()
        _replace(spans, "load_word_lists", lambda: lists)(stack)

    return apply


def _no_cues(stack: ExitStack) -> None:
    _replace(cues.Cues, "context_classes", lambda self: {})(stack)
    _replace(cues.Cues, "head_classes", lambda self: {})(stack)


def _nothing(*_: object, quarter: bool) -> None:
    """No link, whatever is asked."""


def _no_place(place_linker: places.PlaceLinker, *_: object) -> Toponym:
    """A name that can mean no place."""
    return Toponym((), place_linker._gazetteer)


READING: tuple[Part, ...] = (
    ("document memory (second reading)", _no_memory),
    ("candidates that no list has", _no_patterns),
    ("all that stands around a name", _replace(surroundings.Surroundings, "clues", lambda *_, **__: [])),
    ("cue words beside and in names", _no_cues),
    ("given names and surnames", _word_lists("given", "surname")),
    ("common words", _word_lists("common")),
    ("all listed names", _matches(lambda match, raw: None)),
    ("listed organisations", _without_label("CRIMINAL_ORG", "AUTHORITY", "MEDIA", "ORG")),
    ("listed persons", _without_label("PERSON")),
    ("listed places", _without_label("PLACE")),
    ("folding of case and accents in listed names", _matches(_as_listed)),
)
"""Parts that find and label mentions."""

LINKING: tuple[Part, ...] = (
    ("support of date, groups, places (organisations, persons)", _replace(support.Support, "_weigh", lambda *_: 0.0)),
    ("parts of names explained by the document", _replace(persons.PersonLinker, "link", lambda *_: None)),
    (
        "knowledge base for names that no list has whole",
        _replace(names.Names, "one_bearer", lambda *_: None),
    ),
    ("place chains (`town, state`)", _replace(beside, "chain", lambda *_: frozenset())),
    ("nearness of other places", _replace(near.Nearness, "nearness", lambda *_: 0.0)),
    (
        "short forms and quarters of the document's towns",
        _replace(places, "local_town", lambda *_, **__: None),
    ),
    ("nicknames beside names", _replace(aliases.Aliases, "link", lambda *_: set())),
    ("misspelt places and parts of unlisted names", _replace(places.PlaceLinker, "_unlisted_toponym", _no_place)),
    ("misspelt persons and organisations", _replace(misspelt.Misspelt, "entity", lambda *_: None)),
)
"""Parts that link mentions."""


@contextmanager
def without(part: Part) -> Iterator[None]:
    """The package with the part taken out."""
    with ExitStack() as stack:
        part[1](stack)
        yield


def retrained() -> FullRecogniser:
    """The full recogniser with models trained anew on the project's posts, as the package is at that moment."""
    import train  # from scripts/recogniser/, put on the path by recognition_scores
    from annotations import read_folder

    reader = SpanReader()
    first, second, _ = train.train_all(read_folder(train.HERE / "training" / "train"), reader)
    models = (Model({feature: pack(weights) for feature, weights in w.items()}) for w in (first, second))
    recogniser = FullRecogniser()
    recogniser._reader = DocumentReader(*models)
    return recogniser
