"""Makes the weights of `narco_corpus.builder.language` from word frequency lists; the same lists give the same bytes.

The lists are those of pyspellchecker (MIT License, Tyler Barrus; counted in film subtitles, names mostly removed),
for English and Spanish averaged with those of spacy-lookups-data (MIT License, ExplosionAI; counted in web texts and
comments, spelt as they come), and the Italian stop words of spaCy (MIT License, ExplosionAI). Later versions of
pyspellchecker lack the inflected forms of Spanish words.

    pip install pyspellchecker==0.7.3 spacy-lookups-data==1.0.5 spacy
    python scripts/train_language.py

Three things are added by hand, next to the weights: `slang.tsv` (words of comments that film subtitles lack),
`neutral.txt` (words that tell nothing, as laughter), `names.txt` (words that are names when capitalised).
"""

from __future__ import annotations

import gzip
import io
import json
import math
import unicodedata
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

from spacy.lang.it.stop_words import STOP_WORDS

from narco_corpus.builder.language.model import CAP, LANGUAGES, STEP

FOLDER = Path(__file__).resolve().parents[1] / "src" / "narco_corpus" / "builder" / "language"
VOCABULARY = {"en": 12_000, "es": 18_000, "pt": 4_000, "fr": 4_000, "it": 600, "de": 4_000, "nl": 2_500}
CAPITALISED = {"en": 2_500, "es": 2_500, "pt": 300, "fr": 300, "it": 300, "de": 300, "nl": 300}
"""Words that are also known with a capital, as at the start of a sentence."""
FLOOR = 2e-7
"""Share of a word that a list lacks; the lists end about there."""
SLANG_SHARE = 1e-4
STOP_WORD_SHARE = 1e-3
UNACCENTED = 0.5
"""How often readers leave accents away, against how often they write them."""
NAME_PARTS = {"el", "la", "los", "las", "del", "de", "don", "san", "santa", "die", "le", "les", "do", "da"}
"""Words that stand inside names: they are not known with a capital, and tell less."""
GRAMS = 3_000


def plain(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def shares() -> dict[str, dict[str, float]]:
    """For each language the share of each word in its texts, unaccented spellings included."""
    result = {"it": dict.fromkeys(sorted(STOP_WORDS), STOP_WORD_SHARE)}
    for language in LANGUAGES:
        if language in result:
            continue
        counts: Counter[str] = Counter(resource("spellchecker", f"resources/{language}.json.gz"))
        total = sum(counts.values())
        for word, count in sorted(counts.items()):
            if plain(word) != word:
                counts[plain(word)] += round(count * UNACCENTED)
        result[language] = {w: n / total for w, n in counts.items()}
    for language in ("en", "es"):
        logs = resource("spacy_lookups_data", f"data/{language}_lexeme_prob.json.gz")
        for word, share in result[language].items():
            result[language][word] = (share + math.exp(logs.get(word, -30.0))) / 2
        other = result["es" if language == "en" else "en"]
        for word in other.keys() - result[language].keys():
            result[language][word] = math.exp(logs.get(word, -30.0)) / 2
    for word, language in rows("slang.tsv"):
        result[language][word] = max(result[language].get(word, 0.0), SLANG_SHARE)
    return result


def resource(package: str, path: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(gzip.decompress((files(package) / path).read_bytes()))
    return loaded


def rows(name: str) -> list[list[str]]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def most_common(share: dict[str, float], count: int) -> list[str]:
    return sorted(share, key=lambda w: (-share[w], w))[:count]


def cost(word: str, table: dict[str, dict[str, float]]) -> str:
    """What the word costs each language, in steps from 0 for its likeliest one, then what it tells at all.

    It tells how far English and Spanish lie apart, or both from the likeliest; half of that where it is a part of
    names. Each figure is a letter from `a` on.
    """
    logs = [-math.log(max(table[x].get(word, 0.0), FLOOR)) for x in LANGUAGES]
    steps = [round(min(x - min(logs), CAP) / STEP) for x in logs]
    tells = max(abs(steps[0] - steps[1]), min(steps[0], steps[1]))
    return "".join(chr(97 + n) for n in (*steps, tells // 2 if word in NAME_PARTS else tells))


def word_costs(table: dict[str, dict[str, float]]) -> dict[str, str]:
    neutral = {r[0] for r in rows("neutral.txt")}
    names = {r[0] for r in rows("names.txt")} | NAME_PARTS
    slang = {r[0] for r in rows("slang.tsv")}
    found = {}
    for language in LANGUAGES:
        words = most_common(table[language], VOCABULARY[language])
        often = set(most_common(table[language], CAPITALISED[language]))
        for word in {*words, *slang} - neutral:
            found[word] = cost(word, table)
            if word in often and word not in names and len(word) > 1:
                found[word.capitalize()] = found[word]
    found["I"] = cost("i", table)
    same = "a" * (len(LANGUAGES) + 1)
    return {w: c for w, c in found.items() if c != same}


def gram_weights(table: dict[str, dict[str, float]]) -> dict[str, int]:
    """How much more a sequence of three letters is English than Spanish, in steps; counted in types of words."""
    counts: dict[str, Counter[str]] = {"en": Counter(), "es": Counter()}
    for language, grams in counts.items():
        for word in most_common(table[language], 20_000):
            marked = f"^{word}$"
            for i in range(len(marked) - 2):
                grams[marked[i : i + 3]] += 1
    both = counts["en"] + counts["es"]
    totals = {x: sum(c.values()) for x, c in counts.items()}
    weights = {}
    for gram in sorted(both, key=lambda g: (-both[g], g))[:GRAMS]:
        ratio = math.log((counts["en"][gram] + 1) / totals["en"]) - math.log((counts["es"][gram] + 1) / totals["es"])
        weights[gram] = round(max(-CAP, min(CAP, ratio)) / STEP)
    return {g: w for g, w in weights.items() if w}


def save(name: str, groups: dict[str, list[str]]) -> None:
    """One line a weight: the weight, a tab, the words that have it."""
    text = "".join(f"{weight}\t{' '.join(sorted(words))}\n" for weight, words in sorted(groups.items()))
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=9, mtime=0, filename="") as out:
        out.write(text.encode())
    (FOLDER / name).write_bytes(buffer.getvalue())
    print(f"{name}: {sum(map(len, groups.values()))} entries, {len(buffer.getvalue())} bytes")


def main() -> None:
    table = shares()
    for name, weights in (("words.tsv.gz", word_costs(table)), ("grams.tsv.gz", gram_weights(table))):
        groups: dict[str, list[str]] = {}
        for word, weight in weights.items():
            groups.setdefault(str(weight), []).append(word)
        save(name, groups)


if __name__ == "__main__":
    main()
