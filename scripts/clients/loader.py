"""Read all tables with the package itself: iteration, Arrow, polars, a lazy scan, threads, counts, and by commands."""

import subprocess
import sys
import tempfile
from pathlib import Path

import polars
import pyarrow
from digest import TABLES, answer

import narco_corpus

corpus = narco_corpus.load(sys.argv[1])
assert corpus.verify().ok
rows = {}
for table in TABLES:
    held = corpus.table(table)
    rows[table] = list(held)
    key = held.fields[0].name
    keys = [row[key] for row in rows[table]]
    assert held.to_arrow().column(key).to_pylist() == held.to_polars()[key].to_list() == keys
    assert held.scan().select(key).collect()[key].to_list() == keys
    if keys:
        assert held.get(keys[-1]) == rows[table][-1]
for article in rows["articles"]:
    assert len(corpus.thread(article["article_id"])) == article["comment_count"]
    corpus.mentions(article["article_id"])
for entity in rows["entities"]:
    counted = corpus.counts(entity["entity_id"], by="month", of="threads", reposts=True)
    assert counted["mentions"].sum() == entity["mention_count"]
    assert len(corpus.counted_mentions(entity["entity_id"], of="threads", reposts=True)) == entity["mention_count"]

release = sys.argv[1]
with tempfile.TemporaryDirectory() as folder:
    for command in (
        ["info", release],
        ["verify", release],
        ["show", "--release", release],
        ["diff", release, release],
        ["browse", release, "--previous", release, "--with-comments", "--out", str(Path(folder) / "pages")],
        ["export", release, "csv", "--out", str(Path(folder) / "csv")],
    ):
        subprocess.run([sys.executable, "-m", "narco_corpus", *command], check=True, stdout=subprocess.DEVNULL)
versions = f"pyarrow {pyarrow.__version__}, polars {polars.__version__}"
answer(versions, rows, "rows, Arrow, polars, threads, counts; info, verify, show, diff, browse, export")
