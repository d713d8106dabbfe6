"""The whole story of sharing, as `scripts/sharing_transcript.py` plays and prints it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "sharing_transcript.py"


def test_push_load_diff_withdraw_push_and_the_old_tag_warns() -> None:
    done = subprocess.run([sys.executable, SCRIPT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    told = [
        "tag the commit v1.0.0",
        "nothing to do: the repository holds this release",
        "1.0.0 1 articles 6 comments",
        "narco-corpus 1.1.0",
        "(MINOR): at least 1.1.0 is due after 1.0.0",
        "narco-corpus 2.0.0",
        "| comments | 0 | 0 | 1 | 1 |",
        "tag the commit v2.0.0",
        "WithdrawnWarning: data version 1.1.0",
        "holds 1 articles, comments or entities that were withdrawn on request since; they are left out",
        "1.1.0 2 articles 8 comments",
        "2.0.0 2 articles 8 comments",
    ]
    at = 0
    for line in told:
        at = done.stdout.index(line, at)
    assert done.stdout.count("WithdrawnWarning:") == 1, "the new tag warns nobody"
