"""Have `olah`, a mirror of dataset hubs that is not ours, serve two releases from git, and read them by their tags.

    python scripts/check_olah.py OLAH_CLI RELEASE RELEASE

OLAH_CLI is the program of the package `olah` 0.5.4, installed in an environment of its own. Reads each release with
`narco_corpus.load("hf://…")` and with Hugging Face `datasets`, loaded and streamed; exits with 1 where one fails.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from environment import ROOT

READ = """
import sys, narco_corpus
from datasets import load_dataset
for tag in sys.argv[1:]:
    corpus = narco_corpus.load("hf://datasets/group/corpus", revision=tag)
    assert corpus.verify().ok
    print(tag, corpus.version, "opened and verified", flush=True)
for tag in sys.argv[1:]:
    corpus = narco_corpus.load("hf://datasets/group/corpus", revision=tag)
    whole = load_dataset("group/corpus", "comments", revision=tag, split="train")
    titles = [row["title"] for row in load_dataset("group/corpus", revision=tag, split="train", streaming=True)]
    assert whole.num_rows == len(corpus.comments.split("train"))
    assert titles == [row["title"] for row in corpus.articles.split("train")]
    print(tag, f"{whole.num_rows} comments loaded, {len(titles)} articles streamed")
"""


def main(olah: str, *releases: str) -> int:
    sys.path.insert(0, str(ROOT / "src"))
    from narco_corpus.release import open_release

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        repository = folder / "mirrors" / "datasets" / "group" / "corpus"
        repository.mkdir(parents=True)
        git = ["git", "-C", str(repository), "-c", "user.name=check", "-c", "user.email=check@example.org"]
        subprocess.run([*git, "init", "-q", "-b", "main"], check=True)
        tags = []
        for release in releases:
            for old in (path for path in repository.iterdir() if path.name != ".git"):
                shutil.rmtree(old) if old.is_dir() else old.unlink()
            shutil.copytree(release, repository, dirs_exist_ok=True)
            tags.append(f"v{open_release(release).manifest.data_version}")
            # Files of one size that were copied in one moment look unchanged to git.
            subprocess.run([*git, "read-tree", "--empty"], check=True)
            subprocess.run([*git, "add", "-A"], check=True)
            subprocess.run([*git, "commit", "-qm", tags[-1]], check=True)
            subprocess.run([*git, "tag", tags[-1]], check=True)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        settings = f'[basic]\nmirrors-path = ["{folder}/mirrors"]\nrepos-path = "{folder}/repos"\n'
        (folder / "olah.toml").write_text(f"{settings}[accessibility]\noffline = true\n")
        serve = [olah, "-c", str(folder / "olah.toml"), "--host", "127.0.0.1", "--port", str(port)]
        server = subprocess.Popen(serve, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _wait_for(port)
            environment = os.environ | {
                "HF_ENDPOINT": f"http://127.0.0.1:{port}",
                "HF_HUB_DISABLE_XET": "1",
                "HF_HUB_DISABLE_PROGRESS_BARS": "1",
                "HF_HOME": str(folder / "hf"),
                "NARCO_CORPUS_CACHE": str(folder / "cache"),
                "PYTHONPATH": str(ROOT / "src"),
            }
            return subprocess.call([sys.executable, "-c", READ, *tags], env=environment, cwd=folder)
        finally:
            server.terminate()
            server.wait()


def _wait_for(port: int) -> None:
    for _ in range(120):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.5)
    sys.exit("olah does not answer")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    raise SystemExit(main(*sys.argv[1:]))
