"""Export a release to ConvoKit and have ConvoKit load it, check its trees and count it.

`python scripts/check_convokit.py [RELEASE]`; without RELEASE the one in the package. Installs ConvoKit in an
environment of its own, without the packages that loading does not need.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tool_environment import tool_python

NEEDED = ["numpy", "pandas", "tqdm", "pyyaml", "requests", "scipy", "bson", "pymongo", "scikit-learn"]
READ = """
import sys

from convokit import Corpus

corpus = Corpus(filename=sys.argv[1])
corpus.print_summary_stats()
broken = [c.id for c in corpus.iter_conversations() if not c.check_integrity(verbose=False)]
off = 0
for utterance in corpus.iter_utterances():
    for mention in utterance.meta["mentions"]:
        off += utterance.text[mention["start"] : mention["end"]] != mention["text"]
longest = max(corpus.iter_conversations(), key=lambda c: len(c.get_utterance_ids()))
longest.initialize_tree_structure()
paths = longest.get_root_to_leaf_paths()
print(f"conversations with a broken reply tree: {len(broken)} {broken[:3]}; mentions off their place: {off}")
print(f"paths from root to leaf in the longest conversation: {len(paths)}, deepest {max(map(len, paths))}")
raise SystemExit(bool(broken or off))
"""


def main() -> int:
    import narco_corpus
    from narco_corpus.export import export

    corpus = narco_corpus.load(sys.argv[1] if len(sys.argv) > 1 else None)
    python = tool_python(NEEDED, bare=["convokit>=4"])
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "narco"
        written = export(corpus, "convokit", out)
        print(written.counts)
        return subprocess.call([str(python), "-c", READ, str(out)])


if __name__ == "__main__":
    from environment import enter

    enter("build")
    raise SystemExit(main())
