"""The tables' features as Hugging Face `datasets` declares them, derived from the JSON Schemas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from narco_corpus.model.arrow import arrow_schema, type_name
from narco_corpus.model.schema import fields

if TYPE_CHECKING:
    import datasets


def card_features(table: str) -> list[dict[str, Any]]:
    """The features of a table in the form that a data card's `dataset_info` takes."""
    labels = {f.name: f.labels for f in fields(table)}
    return [{"name": f.name, **_card_type(f.type, labels[f.name])} for f in arrow_schema(table)]


def _card_type(kind: pa.DataType, labels: tuple[str, ...] = ()) -> dict[str, Any]:
    if labels:
        return {"dtype": {"class_label": {"names": {str(n): label for n, label in enumerate(labels)}}}}
    if pa.types.is_list(kind):
        if pa.types.is_struct(kind.value_type):
            return {"list": [{"name": f.name, **_card_type(f.type)} for f in kind.value_type]}
        return {"list": type_name(kind.value_type)}
    return {"dtype": type_name(kind)}


def hf_features(table: str, found: pa.Schema | None = None) -> datasets.Features:
    """The features of a table as `datasets.Features`, labels as ClassLabel; of the columns of `found`, where given."""
    import datasets

    features = datasets.Features.from_arrow_schema(arrow_schema(table) if found is None else found)
    for field in fields(table):
        if field.labels:
            features[field.name] = datasets.ClassLabel(names=list(field.labels))
    return features


def encode_labels(table: str, rows: pa.Table) -> pa.Table:
    """The rows with each label as its number among the declared ones, which is how `datasets` holds a ClassLabel.

    All other columns are shared, not copied.
    """
    import pyarrow.compute as pc

    for field in fields(table):
        if field.labels:
            position = rows.schema.get_field_index(field.name)
            labels = pa.array(field.labels)
            # Chunk by chunk, since Arrow gives no column for one without chunks, which a table without rows has.
            numbers = [
                _bare(pc.index_in(chunk, value_set=labels).cast(pa.int64())) for chunk in rows.column(field.name).chunks
            ]
            rows = rows.set_column(position, field.name, pa.chunked_array(numbers, pa.int64()))
    return rows.replace_schema_metadata(None)


def _bare(numbers: pa.Array) -> pa.Array:
    """The numbers without the bits that say of each that it is not null, which `datasets` does not hold."""
    if numbers.null_count:
        return numbers
    return pa.Array.from_buffers(numbers.type, len(numbers), [None, numbers.buffers()[1]], 0, numbers.offset)
