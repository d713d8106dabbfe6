"""Invented posts for the notebooks: they name real groups and places in sentences that say nothing about them."""

from __future__ import annotations

import json
import random
from pathlib import Path

GROUPS = ("Los Zetas", "the Gulf Cartel", "the Sinaloa Cartel", "La Familia Michoacana", "the Juárez Cartel", "CJNG")
PLACES = ("Reynosa", "Culiacán", "Morelia", "Ciudad Juárez", "Guadalajara", "Monterrey", "Nuevo Laredo", "Tijuana")
SENTENCES = (
    "This invented post names {a} and {b} and says nothing about either.",
    "A reader in {place} asks what has been written about {a} so far.",
    "For {place}, the archive of this invented blog lists a note on {a} and one on {b}.",
    "The word {a} stands here so that a program can find it.",
    "Nothing in {place} is reported here; {b} is only a name in a sentence.",
    "Whoever counts names should count {a} in this line, and {place} too.",
)


def write(folder: Path, months: int = 12, posts_a_month: int = 5) -> Path:
    """Write `posts.jsonl` into the folder: so many posts in each month from January 2010; always the same ones."""
    draw = random.Random(2010)  # noqa: S311 - a fixed seed gives the same posts each time
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "posts.jsonl"
    with path.open("w", encoding="utf-8") as sink:
        for month in range(months):
            for number in range(posts_a_month):
                # Pairs change over the months, so that there is something to see.
                weights = [1 + 3 * ((month // 3 + group) % 3 == 0) for group in range(len(GROUPS))]
                a, b = draw.choices(GROUPS, weights, k=2)
                place = draw.choice(PLACES)
                lines = draw.sample(SENTENCES, k=4)
                day = f"{2010 + month // 12}-{month % 12 + 1:02}-{5 * number + 1:02}"
                post = {
                    "url": f"https://blog.example/{day}-{number}.html",
                    "date": day,
                    "title": f"Invented note {month * posts_a_month + number + 1} from {place}",
                    "text": "\n\n".join(line.format(a=a, b=b, place=place) for line in lines),
                }
                sink.write(json.dumps(post, ensure_ascii=False) + "\n")
    return path
