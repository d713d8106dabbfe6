"""The fast validator and the reference one give the same verdict on documents with any fault."""

from __future__ import annotations

import copy
from typing import Any

import jsonschema
import referencing
from hypothesis import given, settings
from hypothesis import strategies as st

from narco_corpus.builder.check.document import validator
from narco_corpus.model.schema import TABLES, load_schema
from sample_release import sample_rows

FAST = {name: validator(name) for name in ("document", "entities")}
_REGISTRY = referencing.Registry().with_resources(
    [(load_schema(t)["$id"], referencing.Resource.from_contents(load_schema(t))) for t in TABLES]
)
REFERENCE = {
    name: jsonschema.Draft202012Validator(
        load_schema(name), registry=_REGISTRY, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    for name in FAST
}


def sample_document() -> dict[str, Any]:
    rows = sample_rows()
    article = rows["articles"][0]
    return {
        "article": article,
        "comments": [r for r in rows["comments"] if r["article_id"] == article["article_id"]],
        "mentions": [r for r in rows["entity_mentions"] if r["article_id"] == article["article_id"]],
    }


SAMPLES = {"document": sample_document(), "entities": sample_rows()["entities"][2]}

NASTY = st.sampled_from(
    [
        "", " ", "\n", "a-0123456789abcdef", "a-0123456789ABCDEF", "a-0000000000000001\n", "en", "en\n",
        "english", "e\u0301",
        "2011-02-28", "2011-02-31", "2011-02-28\n", "0000-01-01", "20110228", "٢٠١١-٠٢-٢٨", "2011-2-8", "2011-W05-1",
        "2024-11-05T10:00:00Z", "2024-11-05T10:00:00.000Z\n", "2024-11-05T23:59:60Z", "2024-11-05T24:00:00Z",
        "2024-11-05T10:00:00+00:00", "2024-11-05 10:00:00Z", "2024-02-30T10:00:00.000Z", "2024-11-05T10:00:00",
        "https://example.org/", "https://example.org/ü", "http://example.org", "https://exa mple.org", "https://a/%zz",
        "https://a.b/[", "https://example.org/\n", "train", "Train", "PLACE", "place", "1.2", "1.2.", "٣",
        "commenter-1",
        "commenter-01", "commenter-1\n", "lexicon", "lexicon\n", "geonames:1", "MX-SON", "MX-SON\n", "los-faros",
        "los-faros\n", "los--faros", "0" * 64, "0" * 65, "26048", "26048\n", "MX", "MX\n", "\u0000", "😀",
    ]
)  # fmt: skip
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**40), 2**40)
    | st.floats(allow_nan=False, allow_infinity=False)
    | NASTY
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Paths to everything in a document."""
    found = [path] if path else []
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        found += places(part, (*path, name))
    return found


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, Any]:
    name = draw(st.sampled_from(sorted(SAMPLES)))
    document = copy.deepcopy(SAMPLES[name])
    for _ in range(draw(st.integers(1, 2))):
        path = draw(st.sampled_from(places(document)))
        holder = document
        for part in path[:-1]:
            holder = holder[part]
        change = draw(st.sampled_from(["replace", "replace", "replace", "remove", "add"]))
        if change == "remove":
            del holder[path[-1]]
        elif change == "add" and isinstance(holder, dict):
            holder[draw(st.text(min_size=1, max_size=5))] = draw(JSON)
        elif change == "add":
            holder.append(draw(JSON | st.just(holder[0])))
        else:
            holder[path[-1]] = draw(JSON)
    return name, document


@settings(max_examples=1500, deadline=None)
@given(mutated())
def test_both_validators_agree(case: tuple[str, Any]) -> None:
    name, document = case
    assert FAST[name].is_valid(document) == REFERENCE[name].is_valid(document)


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_both_validators_agree_on_every_string_column(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(SAMPLES)))
    document = copy.deepcopy(SAMPLES[name])
    texts = [p for p in places(document) if isinstance(p[-1], str)]
    path = data.draw(st.sampled_from(texts))
    holder = document
    for part in path[:-1]:
        holder = holder[part]
    holder[path[-1]] = data.draw(NASTY)
    assert FAST[name].is_valid(document) == REFERENCE[name].is_valid(document)


def test_the_samples_are_valid() -> None:
    for name, sample in SAMPLES.items():
        assert FAST[name].is_valid(sample)
        REFERENCE[name].validate(sample)
