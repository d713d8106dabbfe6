"""Validate a release's croissant.json with mlcroissant and read every record of every table through it.

`python scripts/check_croissant.py [RELEASE]`; without RELEASE the one in the package. Installs mlcroissant
(400 MB) in an environment of its own.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

from tool_environment import tool_python

READ = """
import sys
from pathlib import Path

import mlcroissant as mlc
import pyarrow.parquet as pq

release = Path(sys.argv[1])
dataset = mlc.Dataset(jsonld=str(release / "croissant.json"))
failed = False


def plain(value):
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key.rpartition("/")[2]: plain(part) for key, part in value.items()}
    if hasattr(value, "item"):
        return value.item()
    if hasattr(value, "to_pydatetime"):
        return value.to_pydatetime().date().isoformat()
    return value


def same(expected, found):
    if hasattr(expected, "isoformat"):
        return expected.isoformat()[:10] == found
    return expected == found


for record_set in dataset.metadata.record_sets:
    table = record_set.name
    columns = [field.name.partition("/")[2] for field in record_set.fields]
    paths = sorted((release / "data" / table).glob("*.parquet"))
    rows = [row for path in paths for row in pq.read_table(path).to_pylist()]
    read = [plain(record) for record in dataset.records(table)]
    key = columns[0]
    rows, read = (sorted(part, key=lambda row: row[key]) for part in (rows, read))
    wrong = [
        (row[key], column)
        for row, record in zip(rows, read)
        for column in columns
        if not same(row[column], record[column])
    ]
    odd = len(rows) != len(read) or set(columns) != set(rows[0] if rows else columns) or wrong
    failed = failed or bool(odd)
    print(f"{table}: {len(read)} records of {len(rows)} rows, {len(columns)} fields, {len(wrong)} values differ")
    print(*wrong[:3], sep="\\n", end="")
raise SystemExit(failed)
"""


def main() -> int:
    root = Path(__file__).resolve().parent.parent
    release = Path(sys.argv[1] if len(sys.argv) > 1 else root / "src" / "narco_corpus" / "data" / "release").resolve()
    metadata = json.loads((release / "croissant.json").read_text(encoding="utf-8"))
    for file in metadata["distribution"]:
        if "sha256" not in file:
            continue
        with (release / file["contentUrl"]).open("rb") as content:
            if hashlib.file_digest(content, "sha256").hexdigest() != file["sha256"]:
                print(f"{file['contentUrl']} has another SHA-256 than croissant.json states", file=sys.stderr)
                return 1
    python = tool_python(["mlcroissant>=1.0", "pyarrow>=21"])
    validate = [str(python.with_name("mlcroissant")), "validate", "--jsonld", str(release / "croissant.json")]
    return subprocess.call(validate) or subprocess.call([str(python), "-c", READ, str(release)])


if __name__ == "__main__":
    raise SystemExit(main())
