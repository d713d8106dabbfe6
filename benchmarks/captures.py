"""Writes captures of invented blog posts with known truth: which are one post, which are re-posts.

    python benchmarks/captures.py FOLDER [--documents 20000] [--seed 1]

Texts are put together from invented sentences in English and Spanish around names that the knowledge base has: posts of
very different lengths, 0-400 comments with typing errors, later captures of earlier posts (more comments, small edits,
other forms of the address), re-posts on other sites, follow-ups that share paragraphs with an earlier post without
being it, and standing titles that come back with new text. The same number and seed give the same bytes. The last line
of output names `truth.csv`: capture, number of the post, number of the post that it repeats.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
from bisect import bisect
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from capture_words import (
    BODIES,
    CONTACT,
    ENGLISH,
    GIVEN,
    GROUPS,
    MEDIA,
    MONTHS,
    OPENINGS,
    PERSONS,
    PLACES,
    REMARKS,
    SITES,
    SPANISH,
    SURNAMES,
    WEEKDAYS,
)


class Text(NamedTuple):
    """A post as its author knows it."""

    number: int
    original: int
    site: str
    day: date
    title: str
    paragraphs: list[str]
    comments: list[str]


class Capture(NamedTuple):
    """A file of the corpus."""

    path: str
    url: str | None
    content: bytes
    post: int
    original: int


class _Words:
    def __init__(self, text: str) -> None:
        self.words = text.split()
        self.weights = list(accumulate(1.0 / (n + 6) for n in range(len(self.words))))

    def some(self, source: random.Random, count: int) -> list[str]:
        whole, weights, words = self.weights[-1], self.weights, self.words
        return [words[bisect(weights, source.random() * whole)] for _ in range(count)]


_WORDS = {"en": _Words(ENGLISH), "es": _Words(SPANISH)}


def captures(documents: int, seed: int = 1) -> Iterator[Capture]:
    """That many captures in a fixed order; memory does not grow with their number."""
    source = random.Random(f"{seed}")
    recent: list[Text] = []
    posts = 0
    for number in range(documents):
        path = f"{number // 1000:04d}/{number:07d}.txt"
        kind = source.random() if len(recent) > 50 else 1.0
        if kind < 0.08:  # a later capture of an earlier post
            known = source.choice(recent)
            text = _later(source, known)
            recent[recent.index(known)] = text
        else:
            if kind < 0.11:  # a re-post elsewhere
                text = _repost(source, source.choice(recent), posts)
            else:
                text = _post(source, posts, source.choice(recent) if recent and kind < 0.16 else None)
            posts += 1
            if len(recent) < 4000:
                recent.append(text)
            else:
                recent[source.randrange(len(recent))] = text
        yield Capture(path, _address(source, text), _page(text).encode(), text.number, text.original)


def _post(source: random.Random, number: int, before: Text | None) -> Text:
    language = "en" if source.random() < 0.75 else "es"
    day = date(2008, 1, 1) + timedelta(days=source.randrange(5000))
    title = f"{_opening(source, language)} {source.randint(2, 999)}"
    paragraphs = [_paragraph(source, language) for _ in range(min(60, int(source.lognormvariate(1.4, 0.7)) + 1))]
    if before is not None and source.random() < 0.5:  # a follow-up tells again what happened
        paragraphs += before.paragraphs[: min(len(before.paragraphs), len(paragraphs)) // 2]
        day = before.day
    elif before is not None:  # a column that has the same title every week
        title = "Weekly summary of the violence along the border"
    count = min(400, int(source.lognormvariate(1.2, 1.5))) if source.random() < 0.8 else 0
    comments = [_comment(source, "en" if source.random() < 0.7 else "es") for _ in range(count)]
    return Text(number, number, source.choice(SITES[:2]), day, title, paragraphs, comments)


def _later(source: random.Random, known: Text) -> Text:
    """The same post some days on: a sentence mended, more comments."""
    paragraphs = list(known.paragraphs)
    if source.random() < 0.4:
        place = source.randrange(len(paragraphs))
        paragraphs[place] += " Update: the figure was corrected."
    more = [_comment(source, "en") for _ in range(source.randrange(6))]
    return known._replace(paragraphs=paragraphs, comments=[*known.comments, *more])


def _repost(source: random.Random, known: Text, number: int) -> Text:
    paragraphs = [*known.paragraphs, f"Taken from {known.site} with thanks."]
    title = known.title if source.random() < 0.5 else f"{_opening(source, 'en')} {source.randint(2, 999)}"
    comments = [_comment(source, "es") for _ in range(source.randrange(5))]
    day = known.day + timedelta(days=source.randint(1, 9))
    return Text(number, known.original, source.choice(SITES[2:]), day, title, paragraphs, comments)


def _fill(source: random.Random, pattern: str) -> str:
    return pattern.format_map(_Slots(source))


class _Slots(dict[str, str]):
    def __init__(self, source: random.Random) -> None:
        self._source = source

    def __missing__(self, slot: str) -> str:
        source = self._source
        if slot == "count":
            return str(source.randint(2, 90))
        if slot == "clock":
            return f"{source.randint(1, 12)}:{source.randint(10, 59)} PM"
        if slot == "name":
            return f"{source.choice(GIVEN)} {source.choice(SURNAMES)}"
        return source.choice(
            {"group": GROUPS, "place": PLACES, "person": PERSONS, "body": BODIES, "media": MEDIA}[slot]
        )


def _opening(source: random.Random, language: str) -> str:
    return _fill(source, source.choice(OPENINGS[language]))


def _paragraph(source: random.Random, language: str) -> str:
    sentences = []
    for _ in range(source.randint(1, 5)):
        words = " ".join(_WORDS[language].some(source, source.randint(6, 22)))
        sentences.append(
            f"{_opening(source, language)}, {words}." if source.random() < 0.55 else f"{words.capitalize()}."
        )
    return " ".join(sentences)


def _comment(source: random.Random, language: str) -> str:
    text = _fill(source, CONTACT if source.random() < 0.01 else source.choice(REMARKS[language]))
    if source.random() < 0.6:
        text += ". " + " ".join(_WORDS[language].some(source, min(200, int(source.lognormvariate(2.5, 0.9)))))
    if source.random() < 0.3 and len(text) > 12:  # a slip of the fingers
        at = source.randrange(1, len(text) - 1)
        text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text


def _page(text: Text) -> str:
    day = text.day
    lines = [f"{WEEKDAYS[day.weekday()]}, {MONTHS[day.month - 1]} {day.day}, {day.year}", "", text.title, ""]
    for paragraph in text.paragraphs:
        lines += [paragraph, ""]
    lines.append("")
    for number, comment in enumerate(text.comments, 1):
        lines += [f"  {number}. {comment}", ""]
    return "\n".join(lines) + "\n"


def _address(source: random.Random, text: Text) -> str | None:
    """The address as this crawl wrote it; of every third capture it is not known."""
    if source.random() < 0.33:
        return None
    place = f"{text.site}/{text.day.year}/{text.day.month:02d}/post-{text.number}.html"
    return source.choice(("https://", "http://")) + place + source.choice(("", "", "?m=1", "?utm_source=feed"))


def write(folder: Path, documents: int, seed: int = 1) -> int:
    """Write the captures below `folder/captures` with their manifest, and `truth.csv`; bytes of all captures."""
    size = 0
    root = folder / "captures"
    root.mkdir(parents=True)
    with (root / "captures.jsonl").open("w") as manifest, (folder / "truth.csv").open("w", newline="") as truth:
        table = csv.writer(truth)
        table.writerow(("capture", "post", "original"))
        for capture in captures(documents, seed):
            file = root / capture.path
            if not int(file.stem) % 1000:
                file.parent.mkdir()
            file.write_bytes(capture.content)
            size += len(capture.content)
            if capture.url:
                manifest.write(json.dumps({"path": capture.path, "url": capture.url}) + "\n")
            table.writerow((capture.path, capture.post, capture.original))
    return size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    size = write(args.folder, args.documents, args.seed)
    print(f"{args.documents:,} captures, {size / 1e6:,.1f} MB")
    print(args.folder / "truth.csv")


if __name__ == "__main__":
    main()
