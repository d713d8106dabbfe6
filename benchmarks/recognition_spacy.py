"""A spaCy model as a process of its own, in its own environment: texts in, entity spans and seconds out, JSON by line.

Started by `recognition.py`; the model is loaded by its name, or from the package that ships it as data.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from typing import Any

NEEDLESS = ("tagger", "parser", "senter", "attribute_ruler", "lemmatizer")
"""Components that named entities do without: left out, so that the model is as quick as it can be."""


def load(name: str) -> Any:
    import spacy

    package = importlib.import_module(name)
    if hasattr(package, "model_path"):  # ships the model as data
        return spacy.load(package.model_path(), exclude=NEEDLESS)
    return package.load(exclude=NEEDLESS)


def main() -> None:
    nlp = load(sys.argv[1])
    print(json.dumps({"model": f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"}), flush=True)
    for line in sys.stdin:
        texts = json.loads(line)
        start = time.process_time()
        docs = list(nlp.pipe(texts, batch_size=64))
        seconds = time.process_time() - start
        spans = [[(e.start_char, e.end_char, e.label_) for e in doc.ents] for doc in docs]
        print(json.dumps({"seconds": seconds, "spans": spans}), flush=True)


if __name__ == "__main__":
    main()
