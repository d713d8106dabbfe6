"""Makes the helpers of these tests importable, also in the worker processes that they start; a store in memory."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
paths = [str(HERE), str(HERE.parents[1] / "src"), os.environ.get("PYTHONPATH", "")]
os.environ["PYTHONPATH"] = os.pathsep.join(p for p in paths if p)


@pytest.fixture
def memory() -> Iterator[fsspec.AbstractFileSystem]:
    """An empty store, which is emptied again."""
    store = fsspec.filesystem("memory")
    yield store
    store.store.clear()
    store.pseudo_dirs[:] = [""]
