"""Read all tables with polars, lazily."""

import sys

import polars as pl
from digest import TABLES, answer

rows = {table: pl.scan_parquet(f"{sys.argv[1]}/data/{table}/*.parquet").collect().to_dicts() for table in TABLES}
answer(f"polars {pl.__version__}", rows, "lazy scan of `data/<table>/*.parquet`")
