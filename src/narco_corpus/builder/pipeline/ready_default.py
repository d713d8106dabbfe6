"""Imported where local workers are forked from: they share code, tables and the default recogniser."""

from __future__ import annotations

import gc

import pyarrow as pa

from narco_corpus.builder.pipeline import make as make
from narco_corpus.builder.recognise import load_recogniser

load_recogniser(None)
pa.array([0])  # where pandas is installed, the first array imports it
gc.freeze()  # so that no worker copies these pages by looking for garbage in them
