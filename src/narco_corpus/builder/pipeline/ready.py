"""What local workers share is loaded once, in the process that they are forked from.

The caller of `narco_corpus.build` may fork others from it, which must find everything there.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from narco_corpus.own_process import import_pyarrow_alone, is_own, leave_out_garbage

if TYPE_CHECKING:
    from narco_corpus.builder.knowledge.in_use import Knowledge


def make_ready(recogniser: str | None, knowledge: Knowledge | None = None) -> None:
    """Load code, tables and a recogniser, with a builder's own entries where he has any."""
    gc.disable()  # what is loaded stays, and looking for garbage among it takes a seventh of the time
    if is_own():
        import_pyarrow_alone()
    import pyarrow as pa

    pa.array([0])  # what it imports with its first array, no worker need import
    from narco_corpus.builder.knowledge.in_use import using
    from narco_corpus.builder.language import detect
    from narco_corpus.builder.pipeline import ingest as ingest
    from narco_corpus.builder.pipeline import make as make
    from narco_corpus.builder.pipeline import shards as shards
    from narco_corpus.builder.recognise import load_recogniser

    with using(knowledge):
        load_recogniser(recogniser)
    detect("words")
    leave_out_garbage()  # so that no worker copies these pages by looking for garbage in them
    gc.enable()
