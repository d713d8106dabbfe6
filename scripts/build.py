"""`narco-corpus build` from a checkout, in its own environment; without arguments the seed, into `release/`."""

from __future__ import annotations

import sys

from environment import ROOT, enter

if __name__ == "__main__":
    enter("build")
    from narco_corpus.cli import main

    arguments = sys.argv[1:] or ["--out", str(ROOT / "release")]
    sys.argv = ["narco-corpus", "build", *arguments]
    main()
