"""Who made a release: as they state it in manifest, card, datasheet, Croissant metadata and citation, or nobody."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import narco_corpus
from narco_corpus import About, DataError, UsageError
from narco_corpus.builder.about import read_about
from narco_corpus.builder.write import card
from narco_corpus.cli import main
from narco_corpus.cli.info import facts, summary
from narco_corpus.compare import compare, side_of
from narco_corpus.model.manifest import parse_manifest
from narco_corpus.release import open_release
from sample_release import sample_rows, write_release

OURS = "narco-corpus maintainers"
ABOUT = About(
    title="Frontera: posts & comments {2011}",
    creators=["Ana Peña", "Centro *Norte* & Asociados"],  # type: ignore[arg-type] - lists are taken too
    persons=("Ana Peña",),
    contact="removals_at_frontera [at] example.org",
    funding="# Grant 50 % of <b>X</b>",
    url="https://example.org/frontera_1",
)
POST = "Monday, March 7, 2011\n\nShootout in Reynosa\n\nGunmen of Los Zetas fought in Reynosa, Tamaulipas.\n"


@pytest.fixture(scope="module")
def stated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(tmp_path_factory.mktemp("stated") / "release", sample_rows(), about=ABOUT)


def documents(release: Path) -> dict[str, str]:
    names = ("README.md", "DATASHEET.md", "croissant.json")
    return {name: (release / name).read_text(encoding="utf-8") for name in names}


def test_a_release_whose_makers_state_nothing_claims_nobody(shared_release: Path) -> None:
    corpus = narco_corpus.load(shared_release)
    texts = documents(shared_release)
    assert "about" not in json.loads((shared_release / "manifest.json").read_text(encoding="utf-8"))
    assert corpus.manifest.about is None
    for text in (*texts.values(), corpus.citation, corpus.bibtex):
        assert OURS not in text and "Yes, publicly" not in text and "Volunteers" not in text
    assert "did not state who they are" in texts["DATASHEET.md"] and "did not state who they are" in texts["README.md"]
    assert 'pretty_name: "Narco-blog corpus 1.2.0"' in texts["README.md"]
    metadata = json.loads(texts["croissant.json"])
    assert metadata["name"] == "Narco-blog corpus" and metadata["url"] == "README.md" and "creator" not in metadata
    assert corpus.citation.startswith("Narco-blog posts with reader comments")
    assert "author" not in corpus.bibtex


def test_what_is_stated_stands_in_manifest_card_datasheet_and_metadata(stated: Path) -> None:
    corpus = narco_corpus.load(stated)
    texts = documents(stated)
    assert corpus.manifest.about == ABOUT
    assert corpus.verify().ok
    assert 'pretty_name: "Frontera 1.2.0"' in texts["README.md"]
    assert "\n# Frontera 1.2.0\n" in texts["README.md"]
    for name in ("README.md", "DATASHEET.md"):
        assert r"Ana Peña; Centro \*Norte\* & Asociados" in texts[name]
        assert r"removals_at_frontera \[at\] example.org" in texts[name]
        assert "<https://example.org/frontera_1>" in texts[name]
        assert "<b>" not in texts[name] and not re.search(r"^# Grant", texts[name], re.MULTILINE)
        assert OURS not in texts[name] and "did not state" not in texts[name]
    assert r"\# Grant 50 % of \<b\>X\</b\>" in texts["DATASHEET.md"]
    metadata = json.loads(texts["croissant.json"])
    assert metadata["name"] == "Frontera" and metadata["url"] == ABOUT.url
    kinds = ("sc:Person", "sc:Organization")
    assert metadata["creator"] == [
        {"@type": kind, "name": name} for kind, name in zip(kinds, ABOUT.creators, strict=True)
    ]


def test_what_is_stated_stands_in_the_citation(stated: Path) -> None:
    corpus = narco_corpus.load(stated)
    assert corpus.citation.startswith(
        "Ana Peña; Centro *Norte* & Asociados. Frontera: posts & comments {2011}. Data version 1.2.0 [data set], "
    )
    assert corpus.citation.endswith(". https://example.org/frontera_1")
    assert corpus.citation in (stated / "README.md").read_text(encoding="utf-8")
    entry = corpus.bibtex
    assert entry.startswith("@misc{frontera-1.2.0,\n")
    assert r'author = "{Ana Peña} and {Centro *Norte* \& Asociados}"' in entry
    assert r'title = "{Frontera: posts \& comments \textbraceleft{}2011\textbraceright{}}"' in entry
    assert "url = {https://example.org/frontera_1}" in entry
    assert entry.count("{") == entry.count("}")


def test_two_releases_without_a_title_have_two_keys(shared_release: Path, tmp_path: Path) -> None:
    rows = sample_rows()
    rows["articles"][0]["title"] = "Los Faros in Puerto Peñasco again 😀"
    other = narco_corpus.load(write_release(tmp_path / "other", rows)).bibtex
    assert other.splitlines()[0] != narco_corpus.load(shared_release).bibtex.splitlines()[0]


def test_the_release_in_the_package_is_the_projects_own() -> None:
    corpus = narco_corpus.load()
    assert corpus.citation.startswith("The narco-corpus maintainers. narco-corpus: narco-blog posts with ")
    assert corpus.bibtex.startswith("@misc{narco-corpus-0.1.0,\n")


def test_info_shows_the_title_and_what_is_stated(stated: Path, shared_release: Path) -> None:
    assert summary(stated).startswith("Frontera 1.2.0\n")
    assert facts(stated)["about"] == ABOUT.to_json()
    assert summary(shared_release).startswith("narco-corpus 1.2.0\n")
    assert "about" not in facts(shared_release)


def test_other_makers_of_the_same_rows_ask_for_a_patch(stated: Path, shared_release: Path) -> None:
    found = compare(side_of(open_release(shared_release)), side_of(open_release(stated)))
    assert list(found.origin) == ["about"] and found.due == "1.2.1"


def test_a_manifest_of_a_later_version_may_state_more(stated: Path) -> None:
    content = json.loads((stated / "manifest.json").read_bytes())
    content["about"]["orcid"] = "0000"
    assert parse_manifest(json.dumps(content).encode(), "later").about == ABOUT
    content["about"]["title"] = 7
    with pytest.raises(DataError, match="misstates a part"):
        parse_manifest(json.dumps(content).encode(), "damaged")


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"title": ""}, "title has ''"),
    ({"title": "two\nlines"}, "title has 'two"),
    ({"title": " Frontera"}, "no spaces around"),
    ({"title": "x" * 201}, "title has a text of 201 characters: expected 200"),
    ({"title": "a\u202eb"}, "printable"),
    ({"creators": "Ana"}, "creators is 'Ana': expected a list"),
    ({"creators": ["Ana", 7]}, "creators has 7: expected text"),
    ({"creators": ["Ana"] * 101}, "creators has 101 names: expected 100"),
    (
        {"creators": ["Ana Peña"], "persons": ["Ana Pena"]},
        "persons has 'Ana Pena': expected names",
    ),
    ({"creators": ["Ana"], "persons": "Ana"}, "persons is 'Ana': expected a list"),
    ({"persons": [7]}, "persons has 7: expected text"),
    ({"funding": 3.5}, "funding has 3.5: expected text"),
    ({"url": "example.org"}, "url is 'example.org': expected a web address"),
    ({"url": "javascript:alert(1)"}, "expected a web address"),
    ({"url": "https://[broken"}, "expected a web address"),
    ({"url": "https://example.org/}"}, "expected a web address"),
]


@pytest.mark.parametrize(("values", "said"), WRONG)
def test_what_cannot_be_stated_is_refused(values: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=re.escape(said)):
        About(**values)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            b'title = "X"\nauthor = "Ana"\n',
            "'author': expected title, creators, persons, contact, funding, url",
        ),
        (b"title = X\n", "not TOML"),
        (b'title = "\xff"\n', "byte 9 is not UTF-8"),
        (b'url = "nowhere"\n', "expected a web address"),
        (b"creators = " + b"[" * 5000, "not TOML"),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_is_none_is_told_before_anything_is_built(
    content: bytes | None,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("post.txt").write_text(POST, encoding="utf-8")
    if content is not None:
        Path("about.toml").write_bytes(content)
    monkeypatch.setattr("sys.argv", ["narco-corpus", "build", "post.txt", "--out", "r", "--about", "about.toml"])
    with pytest.raises(SystemExit) as done:
        main()
    assert done.value.code == 2
    told = capsys.readouterr().err
    assert "about.toml" in told and said in told
    assert not Path("r").exists()


def test_a_file_may_be_written_on_windows(tmp_path: Path) -> None:
    (tmp_path / "about.toml").write_bytes(b'\xef\xbb\xbftitle = "X: y"\r\n')
    assert read_about(tmp_path / "about.toml") == About(title="X: y")


def test_a_build_states_what_the_file_says(tmp_path: Path) -> None:
    (tmp_path / "post.txt").write_text(POST, encoding="utf-8")
    text = 'title = "Frontera"\ncreators = ["Ana Peña"]\npersons = ["Ana Peña"]\n'
    (tmp_path / "about.toml").write_text(text, encoding="utf-8")
    (tmp_path / "empty.toml").write_text("", encoding="utf-8")

    def built(name: str, about: Path | About | None) -> About | None:
        report = narco_corpus.build(tmp_path / "post.txt", tmp_path / name, recogniser="lexicon", about=about)
        return report.manifest.about

    said = About(title="Frontera", creators=("Ana Peña",), persons=("Ana Peña",))
    assert built("file", tmp_path / "about.toml") == said
    assert built("object", said) == said
    assert built("none", None) is None and built("empty", tmp_path / "empty.toml") is None
    manifests = {name: (tmp_path / name / "manifest.json").read_bytes() for name in ("file", "object", "none", "empty")}
    assert manifests["file"] == manifests["object"] and manifests["none"] == manifests["empty"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a_b@c.example", "a_b@c.example"),
        ("_a_ *b* `c` [d](e) <f> | g", r"\_a\_ \*b\* \`c\` \[d\](e) \<f\> \| g"),
        ("# heading", r"\# heading"),
        ("- item", r"\- item"),
        ("12. item", r"12\. item"),
        ("Ana-María 12. ", "Ana-María 12. "),
    ],
)
def test_what_is_stated_is_no_markup(text: str, shown: str) -> None:
    assert card._as_markdown(text) == shown
