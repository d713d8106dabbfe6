"""Measure the shipped recognisers and write what was found to `quality.json`, which card and datasheet print.

    python scripts/recogniser/measure.py [--gold FOLDER]

Measured on the project's own held-out posts, which no training sees, and with `--gold` on a further folder of annotated
posts whose texts are not part of the project: of those only figures are kept. Each set is turned into captures, built
like any input and scored by `narco-corpus evaluate`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from annotations import AnnotatedPost, read_folder

from narco_corpus.builder.knowledge.version import knowledge_version
from narco_corpus.builder.pipeline import build
from narco_corpus.builder.recognise import load_recogniser
from narco_corpus.evaluate import evaluate
from narco_corpus.evaluate.marked import gold_unit

HERE = Path(__file__).resolve().parent
TARGET = HERE.parents[1] / "src" / "narco_corpus" / "builder" / "recognise" / "quality.json"
HELD_OUT = {
    "heldout": "held-out posts with comments, written and annotated for this project",
    "heldout_news": "held-out news articles in ordinary English, written and annotated for this project",
    "heldout_second": "posts with comments written after the recogniser by an annotator who did not know it",
    "heldout_third": "posts with comments written later still, by another annotator who did not know it",
    "heldout_fourth": "posts with comments by a third such annotator",
    "heldout_second_news": "news articles written after the recogniser by an annotator who did not know it",
    "heldout_fourth_news": "news articles by the annotator of the third such posts",
}
STUDIED = ("heldout", "heldout_news")
"""Sets whose faults may be looked at; of the others only figures are."""
FAULTS = 20
_FAULT = re.compile(r"^(missed|spurious) ([A-Z_]+) ('.*'|\".*\") in ")


def as_capture(post: AnnotatedPost) -> str:
    """The post as a text capture of a threaded Blogger page."""
    title = next((u.text for u in post.units if u.field == "title"), None)
    body = next(u.text for u in post.units if u.field == "body")
    lines = [post.published_on.strftime("%A, %B %d, %Y"), ""] + ([title, ""] if title else []) + [body, "", ""]
    for unit in post.units:
        if unit.field == "comment" and unit.number:
            indent = "    " if "." in unit.number else "  "
            first, *more = unit.text.split("\n")
            lines.append(f"{indent}{unit.number.rpartition('.')[2]}. {first}")
            lines += [f"{indent}  {line}" if line else "" for line in more]
            lines.append("")
    return "\n".join(lines)


def as_gold(post: AnnotatedPost, file: str) -> dict[str, Any]:
    """The post as a gold file that `narco-corpus evaluate` reads."""
    units = [gold_unit(unit) for unit in post.units]
    text_of = {unit["unit"]: unit["text"] for unit in units}
    comments = [
        {"number": u.number, "parent": u.number.rpartition(".")[0] or None, "text": u.text, "addresses": None}
        for u in post.units
        if u.number
    ]
    return {
        "file": file,
        "is_post": True,
        "published": post.published_on.isoformat(),
        "title": text_of.get("title"),
        "byline": None,
        "body": text_of["body"],
        "comments": comments,
        "units": units,
    }


def lay_out(posts: list[AnnotatedPost], folder: Path) -> None:
    """Write captures and gold files of the posts that have a body."""
    for post in posts:
        file = f"{Path(post.name).stem}.txt"
        (folder / file).write_text(as_capture(post), encoding="utf-8")
        gold = json.dumps(as_gold(post, file), ensure_ascii=False)
        (folder / f"{Path(post.name).stem}.gold.json").write_text(gold, encoding="utf-8")


def digest(folder: Path) -> str:
    """Hash of the gold files of a folder."""
    whole = hashlib.sha256()
    for path in sorted(folder.glob("*.gold.json")):
        whole.update(f"{path.name}\n".encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()


def measure(recogniser: str | None, folder: Path, what: str, release: Path) -> tuple[dict[str, Any], list[str]]:
    """The figures of a recogniser on a folder of captures and gold, and the faults."""
    build([str(folder / "*.txt")], release, recogniser=recogniser)
    report = evaluate(release, folder).to_dict()
    linking = report["linking"].values()
    right, of = sum(r["right"] for r in linking), sum(r["of"] for r in linking)
    row = {
        "recogniser": load_recogniser(recogniser).name,
        "recogniser_version": load_recogniser(recogniser).version,
        "gold": what,
        "gold_sha256": digest(folder),
        "posts": report["posts"],
        "mentions": report["mentions"]["gold"],
        "precision": report["mentions"]["p"],
        "recall": report["mentions"]["r"],
        "f1": report["mentions"]["f1"],
        "f1_interval": report["intervals"]["mentions f1"],
        "span_f1": report["spans"]["f1"],
        "linking": right / of if of else None,
        "linking_parts": {name: r["share"] for name, r in report["linking"].items()},
        "labels": {name: r["f1"] for name, r in report["labels"].items()},
        "texts": {name: r["f1"] for name, r in report["fields"].items()},
        "listed": report["listed"],
        "reliability": report["reliability"],
        "calibration_error": report["calibration_error"],
    }
    return row, report["wrong"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, help="A further folder of captures with *.gold.json files.")
    chosen = parser.parse_args()
    measured: list[dict[str, Any]] = []
    faults: Counter[tuple[str, str, str]] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        sets: list[tuple[Path, str, bool]] = []
        for name, what in HELD_OUT.items():
            folder = Path(scratch) / name
            folder.mkdir()
            lay_out(
                [p for p in read_folder(HERE / "training" / name) if any(u.field == "body" for u in p.units)], folder
            )
            sets.append((folder, what, name in STUDIED))
        if chosen.gold:
            what = "validation posts with comments, invented around public figures by other annotators"
            sets.append((chosen.gold, what, False))
        for number, (folder, what, studied) in enumerate(sets):
            for recogniser in (None, "lexicon"):
                row, wrong = measure(recogniser, folder, what, Path(scratch) / f"release-{number}-{recogniser}")
                measured.append(row)
                figures = f"F1 {row['f1']:.3f}  spans {row['span_f1']:.3f}  links {row['linking']:.3f}"
                print(f"{row['recogniser']:16s} {what[:40]:40s} {figures}")
                if recogniser is None and studied:
                    faults.update(m.groups() for line in wrong if (m := _FAULT.match(line)))  # type: ignore[misc]
    commonest = sorted(faults.items(), key=lambda item: (-item[1], item[0]))[:FAULTS]
    result = {
        "knowledge_version": knowledge_version(),
        "measured": measured,
        "faults": [{"fault": f"{kind} {label} {text}", "times": n} for (kind, label, text), n in commonest],
    }
    TARGET.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
