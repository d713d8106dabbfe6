"""What the process of a command leaves out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

POST = """Sunday, September 11, 2011

Two men were detained in Reynosa

Soldiers detained two men of the Gulf Cartel in Reynosa on Friday, the army said.
"""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_build_imports_neither_numpy_nor_pandas(jobs: str, tmp_path: Path) -> None:
    capture = tmp_path / "post.txt"
    capture.write_text(POST, encoding="utf-8")
    call = ["build", str(capture), "--out", str(tmp_path / "out"), "--recogniser", "lexicon", "--jobs", jobs]
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "narco_corpus", *call], capture_output=True, text=True, check=True
    )
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "pyarrow" in imported
    assert not {"numpy.lib", "pandas.core"} & imported
