"""Shards: the same rows give the same bytes; the content hash knows rows, not files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narco_corpus.builder.write.content_hash import ContentHash
from narco_corpus.builder.write.parquet import write_portions, write_shard
from narco_corpus.builder.write.tables import to_arrow
from narco_corpus.errors import UsageError
from narco_corpus.model.arrow import arrow_schema
from narco_corpus.model.schema import TABLES
from sample_release import ALIAS, Row, sample_rows


def hash_of(table: str, *parts: pa.Table) -> str:
    content = ContentHash(table)
    for part in parts:
        content.update(part)
    return content.hexdigest()


def in_pieces(whole: pa.Table, cuts: list[int]) -> list[pa.Table]:
    edges = [0, *sorted(min(c, whole.num_rows) for c in cuts), whole.num_rows]
    return [whole.slice(a, b - a) for a, b in pairwise(edges)]


@pytest.mark.parametrize("table", TABLES)
def test_what_is_written_is_what_is_read(table: str, tmp_path: Path, rows: dict[str, list[Row]]) -> None:
    whole = to_arrow(table, rows[table])
    written = write_shard(whole, tmp_path, table, "train", 3, 7)
    path = tmp_path / f"data/{table}/train-00003-of-00007.parquet"
    assert written.path == path.relative_to(tmp_path).as_posix()
    assert (written.rows, written.table, written.split) == (len(rows[table]), table, "train")
    assert written.bytes == path.stat().st_size
    assert written.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert pq.read_table(path).equals(whole)
    assert list(path.parent.iterdir()) == [path]


def test_shards_are_as_the_contract_and_readers_want_them(tmp_path: Path, rows: dict[str, list[Row]]) -> None:
    write_shard(to_arrow("comments", rows["comments"]), tmp_path, "comments", "train", 0, 1)
    file = pq.ParquetFile(tmp_path / "data/comments/train-00000-of-00001.parquet")
    assert set(file.metadata.metadata) == {b"ARROW:schema"}
    column = file.metadata.row_group(0).column(0)
    assert column.compression == "ZSTD"
    assert column.has_offset_index and column.has_column_index
    described = {f.name: f.metadata[b"description"] for f in file.schema_arrow}
    assert described == {f.name: f.metadata[b"description"] for f in arrow_schema("comments")}


def test_bytes_do_not_depend_on_chunks(tmp_path: Path, rows: dict[str, list[Row]]) -> None:
    whole = to_arrow("entity_mentions", rows["entity_mentions"])
    pieces = pa.concat_tables(in_pieces(whole, [1, 1, 5]))
    one = write_shard(whole, tmp_path / "one", "entity_mentions", "train", 0, 1)
    other = write_shard(pieces, tmp_path / "other", "entity_mentions", "train", 0, 1)
    assert one == other


@pytest.mark.parametrize("rows_of_a_group", [1, 2, 3, 100])
def test_bytes_do_not_depend_on_portions(
    rows_of_a_group: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: dict[str, list[Row]]
) -> None:
    monkeypatch.setattr("narco_corpus.builder.write.parquet.ROW_GROUP_ROWS", rows_of_a_group)
    whole = to_arrow("comments", rows["comments"])
    one = write_shard(whole, tmp_path / "one", "comments", "train", 0, 1)
    file = pq.ParquetFile(tmp_path / "one" / one.path)
    sizes = [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)]
    assert sum(sizes) == 5
    assert set(sizes[:-1]) <= {rows_of_a_group}
    for cuts in ([], [0, 0], [1], [2, 3], [1, 2, 3, 4, 5]):
        portions = partial(in_pieces, whole, cuts)
        assert write_portions(portions, tmp_path / "other", "comments", "train", 0, 1) == one


def test_one_row_group_is_in_memory_while_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many there are: neither the portions it was made of nor the row groups before it lie beside it."""
    bound, portion_rows, portions = 1 << 20, 64, 64
    monkeypatch.setattr("narco_corpus.builder.write.parquet.ROW_GROUP_BYTES", bound)
    monkeypatch.setattr("narco_corpus.builder.write.parquet.ROW_GROUP_ROWS", 1 << 16)
    row = sample_rows()["comments"][0]
    gathering: list[int] = []
    writing: list[int] = []

    def texts() -> Iterator[pa.Table]:
        for number in range(portions):
            ids = [f"a-0000000000000001-{number:08x}{n:04x}" for n in range(portion_rows)]
            gathering.append(pa.total_allocated_bytes() - before)
            yield to_arrow("comments", [row | {"comment_id": i, "text": i[-12:] * 128} for i in ids])

    def write_table(writer: pq.ParquetWriter, *args: Any) -> None:
        writing.append(pa.total_allocated_bytes() - before)
        real(writer, *args)

    real = pq.ParquetWriter.write_table
    monkeypatch.setattr(pq.ParquetWriter, "write_table", write_table)
    before = pa.total_allocated_bytes()
    written = write_portions(texts, tmp_path, "comments", "train", 0, 1)
    file = pq.ParquetFile(tmp_path / written.path)
    assert file.num_row_groups > 4
    for number in range(file.num_row_groups - 1):
        size = pc.sum(pc.binary_length(file.read_row_group(number, ["text"])["text"])).as_py()
        assert bound / 2 < size <= bound
    assert max(writing) < 1.5 * bound
    assert max(gathering) < 1.5 * bound


def test_a_changed_row_leaves_most_of_a_large_file_as_it_was(tmp_path: Path) -> None:
    """Content-defined pages: what a hub has to store anew is little."""
    row = sample_rows()["comments"][0]

    def bytes_of(texts: list[str], name: str) -> bytes:
        rows = [
            row | {"comment_id": f"a-0000000000000001-{hashlib.sha256(t.encode()).hexdigest()[:12]}", "text": t}
            for t in texts
        ]
        written = write_shard(to_arrow("comments", rows), tmp_path / name, "comments", "train", 0, 1)
        return (tmp_path / name / written.path).read_bytes()

    texts = [hashlib.sha512(str(n).encode()).hexdigest() * 4 for n in range(15_000)]
    before, after = bytes_of(texts, "before"), bytes_of(["one more", *texts], "after")
    blocks = [after[i : i + 1024] for i in range(0, len(after) - 1024, 1024)]
    assert sum(block in before for block in blocks) > 0.6 * len(blocks)


def test_an_empty_shard_has_no_row_group(tmp_path: Path) -> None:
    write_shard(to_arrow("comments", []), tmp_path, "comments", "test", 0, 1)
    file = pq.ParquetFile(tmp_path / "data/comments/test-00000-of-00001.parquet")
    assert (file.metadata.num_rows, file.num_row_groups) == (0, 0)
    assert file.schema_arrow.equals(arrow_schema("comments"))


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file is in the way")
    with pytest.raises(UsageError, match="cannot write"):
        write_shard(to_arrow("comments", []), tmp_path, "comments", "train", 0, 1)


@settings(max_examples=60, deadline=None)
@given(table=st.sampled_from(TABLES), cuts=st.lists(st.integers(0, 10), max_size=4), data=st.data())
def test_the_content_hash_knows_rows_and_not_their_division(table: str, cuts: list[int], data: st.DataObject) -> None:
    rows = sample_rows()[table]
    whole = to_arrow(table, rows)
    pieces = in_pieces(whole, cuts)
    expected = hash_of(table, whole)
    assert hash_of(table, *pieces) == expected
    assert hash_of(table, pa.concat_tables(pieces)) == expected
    changed = [dict(r) for r in rows]
    row = data.draw(st.sampled_from(changed))
    column = data.draw(st.sampled_from(arrow_schema(table).names[1:]))
    row[column] = another(row[column], arrow_schema(table).field(column).type)
    assert hash_of(table, to_arrow(table, changed)) != expected


def another(value: Any, kind: pa.DataType) -> Any:
    """A value of the same type that is not the one given."""
    if pa.types.is_list(kind):
        return value[1:] or [
            {"text": "x", "kind": None, "language": None} if pa.types.is_struct(kind.value_type) else "x"
        ]
    if pa.types.is_boolean(kind):
        return not value
    if pa.types.is_date(kind):
        return "2001-01-01"
    if pa.types.is_timestamp(kind):
        return "2001-01-01T00:00:00.001Z"
    return (value or "") + "x" if pa.types.is_string(kind) or pa.types.is_large_string(kind) else (value or 0) + 1


def test_the_content_hash_tells_null_from_empty_and_where_texts_part() -> None:
    row = sample_rows()["comments"][0]
    other = row | {"comment_id": row["comment_id"] + "z"}

    def of(**columns: tuple[Any, Any]) -> str:
        pair = [row | {k: v[0] for k, v in columns.items()}, other | {k: v[1] for k, v in columns.items()}]
        return hash_of("comments", to_arrow("comments", pair))

    variants = [
        of(author=(None, "x")),
        of(author=("", "x")),
        of(author=("x", "")),
        of(author=("x", None)),
        of(text=("ab", "c")),
        of(text=("a", "bc")),
    ]
    assert len(set(variants)) == len(variants)


def test_the_content_hash_is_the_one_that_was_released() -> None:
    """Changing how it is made would make equal content look different between releases."""
    rows = sample_rows()
    for row in rows["articles"]:
        row["alias_ids"] = [id for id in row["alias_ids"] if id == ALIAS]
    assert (
        hash_of("entities", to_arrow("entities", rows["entities"]))
        == "5111a9af70293bb6b6ff5154e40725cdf0d1a7f1dc7d4697aa465d86cc466888"
    )
    assert (
        hash_of("articles", to_arrow("articles", rows["articles"]))
        == "18d41eb16c838a144154bcaa258730057f06b3af1795b499ca4cb52c1a2e0d24"
    )
