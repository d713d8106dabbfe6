"""The small release of `sample_release`, for the tests of every room."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from sample_release import Row, sample_rows, write_release

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture
def rows() -> dict[str, list[Row]]:
    """The rows of the small release; a test may change them."""
    return sample_rows()


@pytest.fixture(scope="session")
def shared_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small release, for tests that only read it."""
    return write_release(tmp_path_factory.mktemp("shared") / "release", sample_rows())


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """The small release, for tests that damage it."""
    return write_release(tmp_path / "release", sample_rows())


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Titles of the documents that the lexicon recogniser is asked for in this process."""
    from narco_corpus.builder.recognise.recogniser import LexiconRecogniser  # most tests need no recogniser

    titles: list[str] = []
    real = LexiconRecogniser.recognise

    def counted(self, units, published_on):  # type: ignore[no-untyped-def]
        titles.append(units[0].text)
        return real(self, units, published_on)

    monkeypatch.setattr(LexiconRecogniser, "recognise", counted)
    return titles
