"""The figures are those of the reference scorer, to the digit, on releases with every kind of fault."""

from __future__ import annotations

import importlib.util
import json
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from narco_corpus.evaluate import evaluate

SHARED = Path(__file__).parents[2].parent / "shared"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the reference scorer is not at hand")
LABELS = ("CRIMINAL_ORG", "PERSON", "PLACE", "AUTHORITY", "MEDIA", "ORG")
FIGURES = ("structure", "comments_invented", "mentions", "spans", "labels", "fields", "linking")


def without_cases(figures: dict[str, Any]) -> dict[str, Any]:
    """Figures of no case as 0, which is what the reference scorer prints for them."""
    return {name: 0.0 if value is None else value for name, value in figures.items()}


def rounded(value: Any) -> Any:
    """All numbers in it to four decimals, to which the reference scorer rounds."""
    if isinstance(value, dict):
        return {name: rounded(part) for name, part in value.items()}
    return round(value, 4) if isinstance(value, float) else value


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_scorer", SHARED / "eval" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def faulty_release(folder: Path, chance: random.Random, rate: float) -> dict[str, list[dict[str, Any]]]:
    """Rows as the gold posts have them, each part spoilt with the given probability."""

    def spoilt() -> bool:
        return chance.random() < rate

    tables: dict[str, list[dict[str, Any]]] = {"articles": [], "comments": [], "entity_mentions": [], "entities": []}
    entities: dict[str, str] = {}
    for number, path in enumerate(sorted(folder.glob("*.gold.json"))):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if gold["is_post"] == spoilt() and number % 3:
            continue
        article = f"a-{number:016d}"
        body = (gold["body"] or "") if gold["is_post"] else "x"
        texts = {"title": gold["title"] if gold["is_post"] else "x", "body": body}
        if spoilt():
            texts["body"] = texts["body"].replace("the ", "th ", 3) + " tail"
        tables["articles"].append(
            {
                "article_id": article,
                "capture_path": f"deep/er/{gold['file']}",
                "published_on": date.fromisoformat(gold["published"])
                if gold.get("published") and not spoilt()
                else None,
                "byline": None if spoilt() else gold.get("byline"),
                **texts,
            }
        )
        ids = {c["number"]: f"{article}-{c['number']}" for c in gold.get("comments") or []}
        for c in gold.get("comments") or []:
            texts[f"comment {c['number']}"] = c["text"][3:] if spoilt() else c["text"]
            if spoilt():
                continue
            tables["comments"].append(
                {
                    "comment_id": ids[c["number"]],
                    "article_id": article,
                    "number": c["number"] + (".9" if spoilt() else ""),
                    "parent_id": None if spoilt() else ids.get(c["parent"]),
                    "addressed_id": chance.choice([*ids.values()]) if spoilt() else ids.get(c.get("addresses")),
                    "text": texts[f"comment {c['number']}"],
                }
            )
        for unit in gold.get("units") or []:
            field, _, comment = unit["unit"].partition(" ")
            text = texts.get(unit["unit"]) or ""
            for m in unit["mentions"]:
                if spoilt():
                    continue
                start, end = m["start"], min(m["end"] + spoilt(), len(text))
                name = m["entity"]
                if name and name not in entities:
                    entities[name] = name if spoilt() else f"e-{len(entities)}"
                linked = chance.choice([None, *entities.values()]) if spoilt() else entities.get(name)
                if start < end:
                    tables["entity_mentions"].append(
                        {
                            "mention_id": f"{article}{unit['unit']}{start}-{end}",
                            "article_id": article,
                            "comment_id": ids.get(comment) if field == "comment" else None,
                            "field": field,
                            "start": start,
                            "end": end,
                            "text": text[start:end],
                            "label": chance.choice(LABELS) if spoilt() else m["label"],
                            "entity_id": linked,
                            "confidence": round(chance.random(), 3),
                            "method": "test",
                        }
                    )
    for name, entity in entities.items():
        words, _, last = name.replace("-", " ").title().rpartition(" ")
        is_code = name[:2].isupper()
        tables["entities"].append(
            {
                "entity_id": entity,
                "name": words if chance.random() < 0.5 and words else name.replace("-", " "),
                "label": "PLACE",
                "kind": chance.choice(["state", "city", None]),
                "aliases": [{"text": name.replace("-", " "), "kind": "full", "language": "en"}],
                "country": "MX",
                "state": name if is_code and "-" in name else f"MX-{last.upper()}",
                "iso_3166": name if is_code and not spoilt() else None,
            }
        )
    return tables


@pytest.mark.parametrize(("seed", "rate"), [(0, 0.0), (1, 0.05), (2, 0.15), (3, 0.3), (4, 0.6), (5, 1.0)])
@pytest.mark.parametrize("folder", ["posts", "seed"])
def test_same_figures(seed: int, rate: float, folder: str, make_release: Callable[..., Path]) -> None:
    gold = SHARED / "gold" / folder
    rows = faulty_release(gold, random.Random(seed), rate)
    taken = {row["capture_path"].rpartition("/")[2] for row in rows["articles"]}
    files = {json.loads(path.read_text(encoding="utf-8"))["file"] for path in gold.glob("*.gold.json")}
    release = make_release(rows, sorted(files - taken))
    expected = scorer().score(release, gold)
    report = evaluate(release, gold, SHARED / "kb").to_dict()
    expected["fields"] = expected.pop("kinds")
    for part in (report["mentions"], report["spans"], *report["labels"].values(), *report["fields"].values()):
        part |= without_cases(part)
    assert rounded({name: report[name] for name in FIGURES}) == {name: expected[name] for name in FIGURES}
    assert sorted(report["wrong"]) == sorted(expected["wrong"])
