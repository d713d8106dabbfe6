"""Ids and aliases that an earlier release gave its posts, in the rows of the next build."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from narco_corpus.builder.check.release import validate_release
from narco_corpus.builder.pipeline import build
from narco_corpus.release import open_release

ROAD = (
    "Gunmen of the Gulf Cartel closed the road between Reynosa and Rio Bravo for most of the night and burned four "
    "trucks while the mayor asked the state for help from the army."
)
PORT = (
    "Marines took ten men and five rifles near the coast of Tampico, and nobody who works in the port would say a word "
    "of it to the two reporters who had come by bus that morning."
)


def write(folder: Path, name: str, text: str, *, url: str | None = None, title: str = "Night of the day") -> None:
    folder.mkdir(exist_ok=True)
    head = f"URL: {url}\n" if url else ""
    (folder / f"{name}.txt").write_text(f"{head}Friday, May 4, 2012\n\n{title}\n\n{text}\n", encoding="utf-8")


def articles(release: Path) -> dict[str, tuple[str, list[str]]]:
    """Id and aliases of each article by the path of its capture."""
    (shard,) = (release / "data" / "articles").glob("*.parquet")
    rows = pq.read_table(shard).to_pylist()
    return {row["capture_path"]: (row["article_id"], row["alias_ids"]) for row in rows}


def test_an_alias_of_a_released_post_is_given_to_no_other(tmp_path: Path) -> None:
    """Two sites had a post of one title and day; the text that told the alias of the first is there no more."""
    captures = tmp_path / "captures"
    write(captures, "road", f"{ROAD} They left at four.", url="https://one.example/2012/05/night.html")
    write(captures, "road-copied", ROAD)
    write(captures, "port", f"{PORT} It rained.", url="https://two.example/2012/05/night.html")
    build([captures], tmp_path / "before", recogniser="lexicon")
    before = articles(tmp_path / "before")
    assert [len(aliases) for _, aliases in before.values()].count(1) == 1 == len(before["road.txt"][1])
    (captures / "road-copied.txt").unlink()
    write(captures, "port-copied", PORT)
    build([captures], tmp_path / "after", recogniser="lexicon", against=tmp_path / "before")
    assert articles(tmp_path / "after") == before


def test_a_released_post_keeps_its_id_though_another_was_given_it_as_an_alias(tmp_path: Path) -> None:
    """Its own id leads to a post before an alias does."""
    captures = tmp_path / "captures"
    write(captures, "road", ROAD, url="https://one.example/2012/05/road.html", title="A road is closed")
    write(captures, "port", PORT, url="https://one.example/2012/05/port.html", title="Ten men are held")
    build([captures], tmp_path / "before", recogniser="lexicon")
    before = {path: id for path, (id, _) in articles(tmp_path / "before").items()}
    (shard,) = (tmp_path / "before" / "data" / "articles").glob("*.parquet")
    table = pq.read_table(shard)
    second = max(table["article_id"].to_pylist())
    column = table.column_names.index("alias_ids")
    aliases = pa.array([[second], []], table.schema.field("alias_ids").type)
    pq.write_table(table.set_column(column, table.schema.field("alias_ids"), aliases), shard)
    build([captures], tmp_path / "after", recogniser="lexicon", against=tmp_path / "before")
    assert articles(tmp_path / "after") == {path: (id, []) for path, id in before.items()}, "its alias leads to another"
    release = open_release(tmp_path / "after")
    assert validate_release(release.manifest, release.storage.location).ok
