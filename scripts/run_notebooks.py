"""Run the notebooks in docs/ and store what their cells print and show; `--check` compares instead.

Runs each code cell as plain Python in one namespace, in order, and shows the value of its last line, as Jupyter does.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

from environment import ROOT, enter

DOCS = ROOT / "docs"
TEXT, HTML, SVG = "text/plain", "text/html", "image/svg+xml"


def run(path: Path) -> dict[str, Any]:
    """The notebook with the outputs of a fresh run; an error in a cell is raised as it is."""
    notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    namespace: dict[str, Any] = {"__name__": "__main__"}
    before = Path.cwd()
    os.chdir(path.parent)
    sys.path.insert(0, str(path.parent))
    try:
        count = 0
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                count += 1
                cell["execution_count"] = count
                cell["outputs"] = _outputs("".join(cell["source"]), f"{path.name}[{count}]", namespace, count)
    finally:
        sys.path.remove(str(path.parent))
        os.chdir(before)
    return notebook


def dump(notebook: dict[str, Any]) -> str:
    """A notebook as it is stored."""
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _outputs(source: str, name: str, namespace: dict[str, Any], count: int) -> list[dict[str, Any]]:
    tree = ast.parse(source, name)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    value = None
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, name, "exec"), namespace)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), name, "eval"), namespace)
    outputs: list[dict[str, Any]] = []
    if printed.getvalue():
        outputs.append({"output_type": "stream", "name": "stdout", "text": printed.getvalue().splitlines(True)})
    if value is not None:
        data = {kind: text.splitlines(True) for kind, text in _shown(value).items()}
        outputs.append({"output_type": "execute_result", "execution_count": count, "metadata": {}, "data": data})
    return outputs


def _shown(value: Any) -> dict[str, str]:
    """What Jupyter would show of a value: a picture, a table, or its text."""
    if hasattr(value, "_repr_mimebundle_"):
        bundle = value._repr_mimebundle_()
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        return {SVG: data[SVG], TEXT: f"<{type(value).__name__}>"}
    shown = {TEXT: repr(value)}
    if hasattr(value, "_repr_html_"):
        shown[HTML] = value._repr_html_()
    return shown


def main() -> int:
    odd = []
    for path in sorted(DOCS.glob("*.ipynb")):
        fresh = dump(run(path))
        if fresh != path.read_text(encoding="utf-8"):
            odd.append(path.name)
            if "--check" not in sys.argv[1:]:
                path.write_text(fresh, encoding="utf-8")
                print(f"stored: {path.relative_to(ROOT)}")
    if "--check" in sys.argv[1:] and odd:
        print(f"outputs are not those of a fresh run: {', '.join(odd)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    enter("dev")
    raise SystemExit(main())
