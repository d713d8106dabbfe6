"""Releases of invented posts of any size: many groups, persons and places with skewed frequencies, threads, years."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from sample_release import Row, entity, write_release

STATES = {
    "MX-TAM": ("Tamaulipas", 24.3, -98.6),
    "MX-SIN": ("Sinaloa", 25.0, -107.5),
    "MX-CHH": ("Chihuahua", 28.8, -106.4),
    "MX-MIC": ("Michoacán", 19.2, -101.9),
    "MX-JAL": ("Jalisco", 20.6, -103.7),
    "MX-GRO": ("Guerrero", 17.7, -99.9),
    "MX-NLE": ("Nuevo León", 25.6, -99.9),
    "MX-VER": ("Veracruz", 19.4, -96.4),
    "MX-SON": ("Sonora", 29.6, -110.7),
    "MX-COA": ("Coahuila", 27.3, -102.0),
    "MX-GUA": ("Guanajuato", 21.0, -101.0),
    "MX-OAX": ("Oaxaca", 17.0, -96.4),
}
_GIVEN = "Aurelio Benito Celso Dario Elmer Fabio Gaspar Hilario Isaias Jacinto Leandro Macario Nestor Olegario".split()  # noqa: SIM905
_SURNAMES = "Aldaco Barrenda Cordova Duenez Escarza Fierros Galaz Huizar Ibarrola Jaquez Lechuga Montufar".split()  # noqa: SIM905
_NOUNS = "Faros Molinos Relojes Vientos Espejos Puentes Cometas Barcos Pinos Tambores Volcanes Canales".split()  # noqa: SIM905
_KINDS = ("cartel", "faction", "gang", "armed_wing")
_TOWNS = "Agua Blanca,San Telmo,El Nogalito,Puerto Alto,La Cumbre,Rio Seco,Santa Elvira,Los Encinos".split(",")  # noqa: SIM905
_WORDS = (  # noqa: SIM905
    "the police said that men with rifles stopped a bus on the road near the market at night and took two drivers "
    "while soldiers arrived later to find vehicles burned beside the bridge residents heard shots for an hour before "
    "an official statement was read to reporters about the arrests in a house where weapons money and radios were kept"
).split()


OPENINGS = ("", "=1+1, ", "", '"Mañana", ', "", "-", "")
"""How titles begin: some with what CSV and spreadsheets take for something else than text."""


def invented_rows(posts: int) -> dict[str, list[Row]]:
    """Rows of so many posts, the same at every call."""
    chance = random.Random(7)
    entities = _entities(posts)
    named = [e for e in entities if e["kind"] not in ("country", "state")]
    weights = list(accumulate(1 / (rank + 2) for rank in range(len(named))))
    chance.shuffle(named)
    rows: dict[str, list[Row]] = {"articles": [], "comments": [], "entity_mentions": [], "entities": entities}
    first_day = date(2009, 4, 1)
    for number in range(posts):
        article_id = f"a-{(number * 2654435761 + 12345) % 2**64 * 11400714819323198485 % 2**64:016x}"
        pool = chance.choices(named, cum_weights=weights, k=chance.randint(2, 7))
        day = first_day + timedelta(days=int(3500 * chance.betavariate(2, 2.6)))
        writer = _Writer(chance, article_id, rows["entity_mentions"])
        title = writer.text(pool[:2], None, "title", sentences=1, opening=OPENINGS[number % len(OPENINGS)])
        body = writer.text(pool * 3, None, "body", sentences=chance.randint(6, 16))
        comments = chance.choice([0, 1, 2, 3, 4, 5, 8])
        rows["articles"].append(_article(article_id, title, body, day, comments, chance))
        parent: Row | None = None
        for position in range(comments):
            parent = _comment(chance, writer, article_id, position, parent, pool)
            rows["comments"].append(parent)
    counts: dict[str, int] = {}
    for mention in rows["entity_mentions"]:
        if mention["entity_id"]:
            counts[mention["entity_id"]] = counts.get(mention["entity_id"], 0) + 1
    for row in entities:
        row["mention_count"] = counts.get(row["entity_id"], 0)
    for table, key in (("articles", "article_id"), ("comments", "comment_id"), ("entity_mentions", "mention_id")):
        rows[table].sort(key=lambda row: str(row[key]))
    return rows


def invented_release(out: Path, posts: int) -> Path:
    """Write a release of so many invented posts; returns its folder."""
    return write_release(out, invented_rows(posts), shards=max(posts // 2000, 1))


def _entities(posts: int) -> list[Row]:
    size = min(max(posts // 50, 4), 140)
    found = [entity("MX", "Mexico", "PLACE", 0, kind="country", iso_3166="MX", latitude=23.0, longitude=-102.0)]
    for code, (name, latitude, longitude) in STATES.items():
        place = {"iso_3166": code, "state": code, "latitude": latitude, "longitude": longitude}
        found.append(entity(code, name, "PLACE", 0, parent="MX", kind="state", **place))
    for number in range(size):
        code = list(STATES)[number * 5 % len(STATES)]
        _, latitude, longitude = STATES[code]
        spread = {"latitude": latitude + number % 7 / 6 - 0.5, "longitude": longitude + number % 5 / 4 - 0.5}
        town = _TOWNS[number % len(_TOWNS)] + (f" {number // len(_TOWNS) + 1}" if number >= len(_TOWNS) else "")
        geonames = 9_000_000 + number
        found.append(
            entity(
                f"geonames:{geonames}",
                town,
                "PLACE",
                0,
                parent=code,
                kind="town",
                state=code,
                geonames_id=geonames,
                **spread,
            )
        )
        group = f"Los {_NOUNS[number % 12]}" + (f" {'ABCDEFGHIJKL'[number // 12]}" if number >= 12 else "")
        found.append(
            entity(
                group.lower().replace(" ", "-"),
                group,
                "CRIMINAL_ORG",
                0,
                kind=_KINDS[number % 4],
                ucdp_actor_id=number + 1,
            )
        )
        person = f"{_GIVEN[number % 14]} {_SURNAMES[number % 12]} {_SURNAMES[(number // 12 + 5) % 12]}"
        slug = person.lower().replace(" ", "-") + f"-{number}"
        found.append(entity(slug, person, "PERSON", 0, statuses=["convicted"], ofac_id=20_000 + number))
    found.append(entity("state-police-of-test", "State Police", "AUTHORITY", 0, kind="police"))
    found.append(entity("the-daily-test", "The Daily Test", "MEDIA", 0, kind="newspaper"))
    return sorted(found, key=lambda row: str(row["entity_id"]))


class _Writer:
    """Writes texts of one article and keeps where it named whom."""

    def __init__(self, chance: random.Random, article_id: str, mentions: list[Row]) -> None:
        self._chance, self._article_id, self._mentions = chance, article_id, mentions

    def text(self, pool: list[Row], comment_id: str | None, field: str, sentences: int, opening: str = "") -> str:
        text = opening
        for number in range(sentences):
            if number:
                text += "\n\n" if number % 3 == 0 else " "
            words = self._chance.choices(_WORDS, k=self._chance.randint(7, 16))
            text += " ".join(words[:4]).capitalize() + " "
            if pool:
                chosen = pool[number % len(pool)]
                start = len(text)
                text += chosen["name"]
                self._add(chosen, comment_id, field, start, len(text))
                text += " "
            text += " ".join(words[4:]) + "."
        return text[:-1] if field == "title" else text

    def _add(self, row: Row, comment_id: str | None, field: str, start: int, end: int) -> None:
        self._mentions.append(
            {
                "mention_id": f"{comment_id or self._article_id}:{field}:{start}-{end}",
                "article_id": self._article_id,
                "comment_id": comment_id,
                "field": field,
                "start": start,
                "end": end,
                "text": row["name"],
                "label": row["label"],
                "entity_id": row["entity_id"],
                "confidence": 0.9,
                "method": "lexicon",
                "split": "train",
            }
        )


def _article(article_id: str, title: str, body: str, day: date, comments: int, chance: random.Random) -> Row:
    return {
        "article_id": article_id,
        "alias_ids": [],
        "title": title,
        "byline": chance.choice([None, "By Test Writer"]),
        "published_on": None if chance.random() < 0.01 else day.isoformat(),
        "body": body,
        "language": chance.choice(["en", "en", "en", "es"]),
        "source": chance.choice(["blog.example.org", "blog.example.org", "news.example.net"]),
        "url": f"https://blog.example.org/{day:%Y/%m}/{article_id[2:]}.html",
        "comment_count": comments,
        "duplicate_of": None,
        "split": "train",
        "license": "LicenseRef-unknown",
        "content_warnings": chance.choice([[], [], ["graphic_violence"], ["profanity"]]),
        "capture_path": f"{article_id}.txt",
        "capture_sha256": article_id[2:] * 4,
        "retrieved_at": "2024-11-05T10:00:00.000Z",
        "capture_complete": True,
        "duplicate_captures": [],
    }


def _comment(
    chance: random.Random, writer: _Writer, article_id: str, position: int, before: Row | None, pool: list[Any]
) -> Row:
    comment_id = f"{article_id}-{position:012x}"
    reply = before is not None and before["depth"] < 3 and chance.random() < 0.4
    named = [chance.choice(pool)] if chance.random() < 0.5 else []
    return {
        "comment_id": comment_id,
        "article_id": article_id,
        "number": str(position + 1),
        "position": position,
        "depth": before["depth"] + 1 if before and reply else 0,
        "parent_id": before["comment_id"] if before and reply else None,
        "addressed_id": None,
        "addressed_time": None,
        "author": chance.choice([None, None, "commenter-1", "commenter-2"]),
        "posted_on": None,
        "text": writer.text(named, comment_id, "comment", sentences=chance.randint(1, 3)),
        "language": "en",
        "split": "train",
    }
