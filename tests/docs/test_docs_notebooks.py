"""The notebooks run from top to bottom, and what is stored in them is what a run shows."""

from __future__ import annotations

import importlib.util
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def runner() -> Any:
    """`scripts/run_notebooks.py` as a module."""
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        spec = importlib.util.spec_from_file_location("run_notebooks", ROOT / "scripts" / "run_notebooks.py")
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(ROOT / "scripts"))
    return module


def kinds(notebook: dict[str, Any]) -> list[list[list[str]]]:
    """For each code cell the kinds of its outputs."""
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return [[sorted(out.get("data", {"printed": 1})) for out in cell["outputs"]] for cell in cells]


@pytest.mark.parametrize("name", ["who-is-named-with-whom.ipynb", "train-a-tagger.ipynb"])
def test_a_notebook_runs_and_holds_its_outputs(
    name: str, runner: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    stored = json.loads((ROOT / "docs" / name).read_text(encoding="utf-8"))
    fresh = runner.run(ROOT / "docs" / name)
    # Figures and ids move with the recogniser; `scripts/run_notebooks.py --check` compares them as well.
    assert kinds(fresh) == kinds(stored)
    assert all(outputs for outputs in kinds(stored))
    assert [cell["source"] for cell in fresh["cells"]] == [cell["source"] for cell in stored["cells"]]
    assert stored["nbformat"] == 4
    pictures = sum(kind == ["image/svg+xml", "text/plain"] for outputs in kinds(fresh) for kind in outputs)
    assert pictures == (3 if name.startswith("who") else 0)
    if name.startswith("train"):
        (shown,) = [cell for cell in fresh["cells"] if "nlp.evaluate" in "".join(cell["source"])]
        assert float("".join(shown["outputs"][0]["text"]).split()[-1]) > 0.9
