"""What only a process of our own may do to spend no time on what it has no use for."""

from __future__ import annotations

import gc
import sys

_UNUSED = ("numpy", "pandas")


def import_pyarrow_alone() -> None:
    """Import pyarrow without numpy and pandas, which it imports, with its first array, where they are installed.

    That takes as long as half of the names. pyarrow does without them from here on; others can import them.
    """
    finder = _WithoutUnused()
    sys.meta_path.insert(0, finder)
    try:
        import pyarrow as pa
        import pyarrow.compute
        import pyarrow.parquet

        pa.array([0])
    finally:
        sys.meta_path.remove(finder)


class _WithoutUnused:
    def find_spec(self, name: str, *_: object) -> None:
        if name in _UNUSED:
            raise ModuleNotFoundError(name)


def leave_out_garbage() -> None:
    """What is there stays to the end. Python would look through all names for garbage once more when it ends, which
    takes as long as half of their loading."""
    gc.freeze()
