"""The rows of `benchmarks/build.py` that datatrove makes, in a process of their own: prints documents and seconds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from peers import document_rows, report

_TASKS = 8
_WORKERS = 2


def each_alone(corpus: Path, out: Path) -> int:
    """Its reader, our steps for one document as its block, its writer: near-duplicates are not looked for.

    The captures lie before it as JSON Lines in eight files, so that it need not open one file for each.
    """
    from datatrove.pipeline.readers import JsonlReader

    _run(out, "rows", [JsonlReader(str(corpus / "jsonl")), _make_rows, _writer(out)], _TASKS)
    return _written(out)


def with_duplicates(corpus: Path, out: Path) -> int:
    """The same with near-duplicates found by its own four steps of MinHash, as its examples set them up: signatures of
    the captures, pairs bucket by bucket, clusters, and the filter before our steps."""
    from datatrove.pipeline.dedup import MinhashDedupFilter, MinhashDedupSignature
    from datatrove.pipeline.dedup.minhash import MinhashConfig, MinhashDedupBuckets, MinhashDedupCluster
    from datatrove.pipeline.readers import JsonlReader

    config = MinhashConfig()
    work = out / "minhash"
    signatures, buckets, removed = (str(work / name) for name in ("signatures", "buckets", "removed"))
    read = JsonlReader(str(corpus / "jsonl"))
    _run(out, "signatures", [read, MinhashDedupSignature(signatures, config)], _TASKS)
    _run(out, "buckets", [MinhashDedupBuckets(signatures, buckets, config=config)], config.num_buckets)
    _run(out, "clusters", [MinhashDedupCluster(buckets, removed, config=config)], 1)
    _run(out, "rows", [read, MinhashDedupFilter(removed), _make_rows, _writer(out)], _TASKS)
    return sum(1 for path in (corpus / "jsonl").glob("*.jsonl") for _ in path.open("rb"))


def _run(out: Path, name: str, steps: list[Any], tasks: int) -> None:
    from datatrove.executor import LocalPipelineExecutor

    LocalPipelineExecutor(steps, tasks=tasks, workers=_WORKERS, logging_dir=str(out / "logs" / name)).run()


def _writer(out: Path) -> Any:
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
    return ParquetWriter(str(out / "rows"), adapter=_rows_alone, schema=schema, compression="zstd")


def _written(out: Path) -> int:
    return sum(pq.read_metadata(path).num_rows for path in (out / "rows").glob("*.parquet"))


def _rows_alone(writer: object, document: Any) -> dict[str, Any]:
    made: dict[str, Any] = document.metadata
    return {name: made[name] for name in ("article", "comments", "mentions")}


def _make_rows(documents: Iterable[Any], rank: int = 0, world_size: int = 1) -> Iterator[Any]:
    """Parse, mask, recognise and validate: a block of a datatrove pipeline."""
    from narco_corpus.builder.captures import Capture
    from narco_corpus.builder.check.document import DocumentChecker
    from narco_corpus.builder.recognise import load_recogniser

    recogniser, checker = load_recogniser("lexicon"), DocumentChecker()
    for each in documents:
        capture = Capture(path=each.id, content=each.text.encode(), form="text", url=each.metadata.get("url"))
        made = document_rows(capture, recogniser)
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


if __name__ == "__main__":
    report({"each_alone": each_alone, "with_duplicates": with_duplicates})
