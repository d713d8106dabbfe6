"""One annotated post, and a release in which everything about it is right."""

from __future__ import annotations

from datetime import date
from typing import Any

BODY = "Los Zetas fought the Zorgs in Reynosa."
COMMENT = "Saludos de Xanty"


def mention(text: str, of: str, label: str, entity: str | None) -> dict[str, Any]:
    start = of.index(text)
    return {"start": start, "end": start + len(text), "text": text, "label": label, "entity": entity}


def gold_post(file: str = "one.txt") -> dict[str, Any]:
    return {
        "file": file,
        "is_post": True,
        "published": "2011-09-21",
        "title": "A title",
        "byline": None,
        "body": BODY,
        "comments": [
            {"number": "1", "text": "first", "parent": None, "addresses": None},
            {"number": "1.1", "text": COMMENT, "parent": "1", "addresses": "1"},
        ],
        "units": [
            {
                "unit": "body",
                "text": BODY,
                "mentions": [
                    mention("Los Zetas", BODY, "CRIMINAL_ORG", "los-zetas"),
                    mention("Zorgs", BODY, "CRIMINAL_ORG", "zorgs"),
                    mention("Reynosa", BODY, "PLACE", "reynosa-tam"),
                ],
            },
            {"unit": "comment 1.1", "text": COMMENT, "mentions": [mention("Xanty", COMMENT, "PERSON", None)]},
        ],
    }


def predicted(text: str, of: str, label: str, entity: str | None, confidence: float = 0.95) -> dict[str, Any]:
    start = of.index(text)
    return {
        "article_id": "a-1",
        "comment_id": "c-2" if of == COMMENT else None,
        "field": "comment" if of == COMMENT else "body",
        "start": start,
        "end": start + len(text),
        "text": text,
        "label": label,
        "entity_id": entity,
        "confidence": confidence,
        "method": "lexicon",
    }


def release_rows() -> dict[str, list[dict[str, Any]]]:
    return {
        "articles": [
            {
                "article_id": "a-1",
                "capture_path": "in/one.txt",
                "capture_sha256": "0" * 64,
                "published_on": date(2011, 9, 21),
                "title": "A  title",
                "body": BODY,
            }
        ],
        "comments": [
            {"comment_id": "c-1", "article_id": "a-1", "number": "1", "text": "first"},
            {
                "comment_id": "c-2",
                "article_id": "a-1",
                "number": "1.1",
                "text": COMMENT,
                "parent_id": "c-1",
                "addressed_id": "c-1",
            },
        ],
        "entity_mentions": [
            predicted("Los Zetas", BODY, "CRIMINAL_ORG", "los-zetas"),
            predicted("Zorgs", BODY, "CRIMINAL_ORG", None),
            predicted("Reynosa", BODY, "PLACE", "geonames:1"),
            predicted("Xanty", COMMENT, "PERSON", None),
        ],
        "entities": [
            {"entity_id": "los-zetas", "name": "Los Zetas"},
            {"entity_id": "geonames:1", "name": "Reynosa", "kind": "city", "country": "MX", "state": "MX-TAM"},
        ],
    }
