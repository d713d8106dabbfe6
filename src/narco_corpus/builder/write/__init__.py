"""From rows to a release folder: Parquet shards, manifest, data card, datasheet."""
