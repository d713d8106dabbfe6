"""DuckDB: one database file with the tables, their keys and references, and views for common questions."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import pyarrow as pa

from narco_corpus.corpus import Corpus
from narco_corpus.errors import DataError, MissingExtraError, UsageError
from narco_corpus.export.report import Written
from narco_corpus.model.arrow import arrow_schema
from narco_corpus.model.schema import Field, fields, key_of, load_schema
from narco_corpus.progress import Watcher
from narco_corpus.table import Table

ORDER = ("entities", "articles", "comments", "entity_mentions")
"""A table comes after those that it refers to."""
_BATCH_ROWS = 10_000
_TYPES = {
    pa.string(): "VARCHAR",
    pa.large_string(): "VARCHAR",
    pa.int32(): "INTEGER",
    pa.int64(): "BIGINT",
    pa.float32(): "FLOAT",
    pa.float64(): "DOUBLE",
    pa.bool_(): "BOOLEAN",
    pa.date32(): "DATE",
    pa.timestamp("ms"): "TIMESTAMP_MS",
}


def write(corpus: Corpus, place: Path, watcher: Watcher) -> Written:
    """Write the database file."""
    try:
        import duckdb
    except ImportError:
        raise MissingExtraError("duckdb", "export", "the export to DuckDB") from None

    watcher.step("exporting", sum(len(corpus.table(table)) for table in ORDER))
    try:
        with duckdb.connect(str(place)) as database:
            counts = _write(database, corpus, watcher)
    except (duckdb.OperationalError, duckdb.FatalException) as error:  # not those that a mistake in our SQL has
        raise UsageError(
            f"cannot write the database: {_reason(error)}; nothing was written: make room, or choose another place"
        ) from error
    return Written(counts, ("the division in files",))


def _write(database: Any, corpus: Corpus, watcher: Watcher) -> dict[str, int]:
    import duckdb

    counts: dict[str, int] = {}
    for table in ORDER:
        _create(database, table)
        try:
            _fill(database, corpus.table(table), watcher)
        except duckdb.ConstraintException as error:
            raise DataError(
                f"{table}: a key or reference does not hold ({_reason(error)}); nothing was written, "
                "`narco-corpus validate` lists what is wrong"
            ) from None
        counts[table] = len(corpus.table(table))
    views = (files("narco_corpus.export") / "duckdb_views.sql").read_text(encoding="utf-8")
    database.execute(views)
    counts["views"] = views.count("CREATE VIEW")
    _state_origin(database, corpus)
    database.execute("CHECKPOINT")
    return counts


def _reason(error: Exception) -> str:
    return str(error).partition("\n")[0]


def _create(database: Any, table: str) -> None:
    schema = arrow_schema(table)
    lines = [_column(field, schema.field(field.name).type) for field in fields(table)]
    database.execute(f"CREATE TABLE {table} (\n  {', '.join(lines)}\n)")
    database.execute(f"COMMENT ON TABLE {table} IS {_text(load_schema(table)['description'])}")
    for field in fields(table):
        database.execute(f'COMMENT ON COLUMN {table}."{field.name}" IS {_text(field.description)}')


def _column(field: Field, kind: pa.DataType) -> str:
    line = f'"{field.name}" {_type(kind)}'
    if field.key:
        line += " PRIMARY KEY"
    elif not field.nullable:
        line += " NOT NULL"
    if field.references:
        table, _, column = field.references.partition(".")
        line += f' REFERENCES {table}("{column}")'
    return line


def _type(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return f"{_type(kind.value_type)}[]"
    if pa.types.is_struct(kind):
        parts = ", ".join(f'"{part.name}" {_type(part.type)}' for part in kind)
        return f"STRUCT({parts})"
    return _TYPES[kind]


def _fill(database: Any, rows: Table, watcher: Watcher) -> None:
    table = rows.name
    own = [f.name for f in fields(table) if f.references and f.references.startswith(f"{table}.")]
    if own:
        database.execute(f"CREATE TEMP TABLE waiting AS SELECT * FROM {table}")  # noqa: S608 - names of our own
    names = ", ".join(f'"{f.name}"' for f in fields(table))
    for batch in rows.batches(_BATCH_ROWS):
        database.register("incoming", pa.Table.from_batches([batch]))
        database.execute(f"INSERT INTO {'waiting' if own else table} SELECT {names} FROM incoming")  # noqa: S608
        database.unregister("incoming")
        watcher.advance(batch.num_rows)
    if not own:
        return
    # DuckDB checks a reference row by row, so a row comes in a later statement than the one that it refers to.
    key = key_of(table)
    ready = " AND ".join(f'("{c}" IS NULL OR "{c}" IN (SELECT "{key}" FROM {table}))' for c in own)  # noqa: S608
    while True:
        database.execute(f"CREATE TEMP TABLE next AS SELECT * FROM waiting WHERE {ready}")  # noqa: S608
        (inserted,) = database.execute(f"INSERT INTO {table} SELECT * FROM next").fetchone()  # noqa: S608
        database.execute(f'DELETE FROM waiting WHERE "{key}" IN (SELECT "{key}" FROM next)')  # noqa: S608
        database.execute("DROP TABLE next")
        if not inserted:
            break
    (left,) = database.execute("SELECT count(*) FROM waiting").fetchone()
    database.execute("DROP TABLE waiting")
    if left:
        raise DataError(
            f"{table}: {left} rows refer to rows that are not there, or to each other in a circle; nothing was "
            "written, `narco-corpus validate` lists what is wrong"
        )


def _state_origin(database: Any, corpus: Corpus) -> None:
    manifest = corpus.manifest
    origin = {
        "data_version": manifest.data_version,
        "schema_version": manifest.schema_version,
        "package_version": manifest.package_version,
        "recogniser": manifest.recogniser_text,
        "alias_list_version": manifest.knowledge_version,
        "citation": corpus.citation,
        "bibtex": corpus.bibtex,
    }
    database.execute("CREATE TABLE release (name VARCHAR PRIMARY KEY, value VARCHAR)")
    database.executemany("INSERT INTO release VALUES (?, ?)", list(origin.items()))
    database.execute(f"COMMENT ON TABLE release IS {_text('Which release this file was made from.')}")


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
