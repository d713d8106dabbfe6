"""Turn posts whose names are marked in the text into gold files, which `narco-corpus evaluate` reads.

    python scripts/gold_files.py MARKED OUT [--with-captures]

MARKED is a folder of posts as scripts/recogniser/training/README.md describes them. OUT gets a `<name>.gold.json` for
each, which speaks of the capture `<name>.txt`; with `--with-captures` that capture as well, the post laid out as a
page, for posts that were written to measure with. docs/annotating.md says what to mark.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "recogniser"))

from annotations import AnnotationError, read_folder
from measure import as_capture, as_gold


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("marked", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--with-captures", action="store_true")
    chosen = parser.parse_args()
    try:
        posts = [post for post in read_folder(chosen.marked) if any(unit.field == "body" for unit in post.units)]
    except AnnotationError as error:
        sys.exit(str(error))
    if not posts:
        sys.exit(f"{chosen.marked}: no *.txt file with a section `# body`; give the folder of the marked posts")
    chosen.out.mkdir(parents=True, exist_ok=True)
    for post in posts:
        file = f"{Path(post.name).stem}.txt"
        gold = json.dumps(as_gold(post, file), ensure_ascii=False, indent=1) + "\n"
        (chosen.out / file).with_suffix(".gold.json").write_text(gold, encoding="utf-8")
        if chosen.with_captures:
            (chosen.out / file).write_text(as_capture(post), encoding="utf-8")
    print(f"{len(posts)} gold files in {chosen.out}")


if __name__ == "__main__":
    main()
