"""Text of old Macs, of DOS and of Excel is read as it was written, and all other text as before."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from narco_corpus.builder.captures import Capture, ReadOptions, Unreadable, list_sources, read_source, to_post
from narco_corpus.builder.captures.decode import decode, decoded
from narco_corpus.builder.captures.utf16 import InUtf8
from narco_corpus.builder.pipeline import build
from narco_corpus.builder.pipeline.told import Unused

SPANISH = (
    "viernes, 23 de abril de 2010\n\nBalacera en Cuernavaca «Nogales»\n\nCinco cuerpos fueron hallados en México: "
    "{}así{} - según Peña Nieto y Gutiérrez, año 2010, murió allí Álvaro Núñez.\n\n\n  1. ¿señor ñandú?\n"
)
ENGLISH = "He said they don’t know – it wasn’t “us”. That’s what they couldn’t tell, isn’t it?\n"


def read(place: Path) -> tuple[list[Capture], list[Unreadable]]:
    options = ReadOptions()
    found = [item for source in list_sources([place], options) for item in read_source(source, options)]
    return [i for i in found if isinstance(i, Capture)], [i for i in found if isinstance(i, Unreadable)]


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("mac-roman", SPANISH.format("“", "”")),
        ("mac-roman", SPANISH.format("«", "»")),
        ("mac-roman", ENGLISH),
        ("cp850", SPANISH.format('"', '"')),
        ("cp437", "Según el señor Gutiérrez, la niña murió en Ñuble. ¿Quién pagó?"),
    ],
)
def test_letters_within_words_tell_the_charset(charset: str, text: str) -> None:
    found = decoded(text.encode(charset), None)
    assert found.text == text
    assert found.guess == ("cp850" if charset == "cp437" else charset)
    assert decoded(text.encode("cp1252"), None) == (text, None)
    assert decoded(text.encode(), None) == (text, None)
    if charset != "cp437":
        assert decoded(text.encode(charset), charset) == (text, None), "it is declared"


@pytest.mark.parametrize(
    "text",
    [
        "They don’t know. It’s “his” – or hers—that nobody’s sure of; the cœur of it… and so on",
        "Pe–a, a–o and se–or are three broken words that don’t tell a charset",
        "Žižek and Škoda, don’t ask; 5 ¢ or 3 £ at the bazaar, ‚quoted‘ „so“",
        "word\xa0by\xa0word\xa0by\xa0word, don´t you",
        "dijo¡vamos a México, señor! Él murió allí según la niña",
        "o†dagger and n‡double and x¢y in México",
        "Les élèves français naïfs, où l’on était à Noël",
        "Größe, Straße, Müller, Äpfel und Öl",
        "Privé! Kâfir™ Zürich; año, Peña, Núñez",
        "aŽb once, but they don’t, can’t, won’t, didn’t, isn’t, wasn’t, hasn’t, shan’t, we’re, you’re",
    ],
)
def test_what_can_be_windows_1252_is_that(text: str) -> None:
    assert decoded(text.encode("cp1252"), None) == (text, None)


def test_other_charsets_are_left(tmp_path: Path) -> None:
    for text, charset in (
        ("Полиция нашла пять тел", "cp1251"),
        ("Zażółć gęślą jaźń", "cp1250"),
        ("三人が死亡した。ＢＣＤＥ", "shift_jis"),
    ):
        assert decoded(text.encode(charset), None).guess is None


def test_a_guess_is_told_with_the_first_capture(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_bytes(SPANISH.format("“", "”").encode("mac-roman"))
    (folder / "b.txt").write_bytes(SPANISH.format('"', '"').replace("Nogales", "Tampico").encode("cp850"))
    (folder / "c.txt").write_bytes(SPANISH.format("“", "”").replace("Nogales", "Saltillo").encode("cp1252"))
    told = build([folder], tmp_path / "r", recogniser="lexicon").unused[Unused.GUESSED_CHARSET]
    assert (told.count, told.first) == (2, "a.txt: mac-roman")


ROWS = (
    "titulo,texto,autor",
    "Uno,Hallaron a cinco,",
    'Dos,"Según Peña, murió\nel señor Gutiérrez",Núñez',
    "Tres,El año,",
)


@pytest.mark.parametrize("charset", ["mac-roman", "cp850", "cp1252", "utf-8"])
def test_the_rows_of_a_table_are_of_one_charset(tmp_path: Path, charset: str) -> None:
    (tmp_path / "a.csv").write_bytes("\n".join(ROWS).replace("titulo", "título").encode(charset))
    captures, refused = read(tmp_path)
    assert not refused
    assert [to_post(c).title for c in captures] == ["Uno", "Dos", "Tres"]
    assert [to_post(c).body for c in captures][1:] == ["Según Peña, murió\n\nel señor Gutiérrez", "El año"]
    guess = charset if charset in ("mac-roman", "cp850") else None
    assert {c.guessed_charset for c in captures} == {guess}


@pytest.mark.parametrize("order", ["utf-16", "utf-16-be"])
@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a.csv.gz"])
def test_tables_in_utf_16_are_read(tmp_path: Path, name: str, order: str) -> None:
    text = "\r\n".join(["titulo\ttexto", "Uno\tEl año 😀 dos", 'Dos\t"Según Peña,\n\u010a y ""ya"""', ""])
    content = (b"\xfe\xff" if order == "utf-16-be" else b"") + text.encode(order)
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    captures, refused = read(tmp_path)
    assert not refused
    assert [c.content.decode() for c in captures] == ["El año 😀 dos", 'Según Peña,\n\u010a y "ya"']
    assert [c.title for c in captures] == ["Uno", "Dos"]


def test_a_stream_in_utf_16_is_read_in_any_pieces() -> None:
    text = "año 😀" * 50 + "\u010a"

    class Pieces:
        def __init__(self, content: bytes, most: int) -> None:
            self.content, self.most = content, most

        def read(self, size: int, /) -> bytes:
            part, self.content = self.content[: min(size, self.most)], self.content[min(size, self.most) :]
            return part

    for content in (
        b"\xff\xfe" + text.encode("utf-16-le"),
        b"\xfe\xff" + text.encode("utf-16-be"),
        text.encode(),
        b"a",
    ):
        for most in (1, 3, 1000):
            stream, parts = InUtf8(Pieces(content, most)), []
            while part := stream.read(7):
                parts.append(part)
            assert b"".join(parts).decode() == decode(content, None)
    broken = InUtf8(Pieces(b"\xff\xfe\x00\xd8a\x00b", 1000))
    assert broken.read(100) + broken.read(100) == "\ufffda\ufffd".encode()
