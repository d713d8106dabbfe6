"""What others quote of a withdrawn comment goes with it, wherever it stands; what is nobody's own wording stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from ledger_posts import BODY, post, rows, write_ledger

import narco_corpus
from narco_corpus import WithdrawnWarning
from narco_corpus.builder.pipeline import build
from narco_corpus.removals import ledger as removal_ledger
from narco_corpus.removals.quotations import quotations, without

SECRET = "I counted nineteen trucks from my roof on calle Hidalgo, my cousin drives one"


def left(texts: dict[str, str], gone: str, before: str = "", days: dict[str, date] | None = None) -> dict[str, str]:
    """The comments (by number, in reading order) without what they quote of the one that is gone."""
    numbers = [*texts]
    stated = [(days or {}).get(number) for number in numbers]
    hidden = quotations([before], [*texts.values()], numbers, stated, [number == gone for number in numbers])
    return {
        number: without(text, found)
        for (number, text), found in zip(texts.items(), hidden, strict=True)
        if number != gone
    }


def test_who_quotes_may_stand_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = [
        "  1. They were golfos.",
        "",
        f'    1. Somebody below says "{SECRET}" and I believe it.',
        "",
        f"  2. {SECRET}",
        "",
        f'  3. You wrote "{SECRET.upper()}" lol.',
        "",
    ]
    (tmp_path / "captures").mkdir()
    (tmp_path / "captures/one.txt").write_text(post("Shots", BODY, tree), encoding="utf-8")
    build([tmp_path / "captures"], tmp_path / "old", recogniser="lexicon")
    gone = next(row["comment_id"] for row in rows(tmp_path / "old", "comments") if row["number"] == "2")
    ledger = write_ledger(tmp_path / "ledger.jsonl", ("comments", gone))
    build([tmp_path / "captures"], tmp_path / "new", recogniser="lexicon", removals=ledger)
    found = {row["number"]: row["text"] for row in rows(tmp_path / "new", "comments")}
    assert found == {
        "1": "They were golfos.",
        "1.1": 'Somebody below says "[withdrawn]" and I believe it.',
        "3": 'You wrote "[withdrawn]" lol.',
    }
    monkeypatch.setattr(
        "narco_corpus.corpus.package_removals", lambda: removal_ledger.read_removals(ledger.read_bytes(), "package")
    )
    with pytest.warns(WithdrawnWarning):
        assert {row["number"]: row["text"] for row in narco_corpus.load(tmp_path / "old").comments} == found


def test_what_surely_came_before_is_no_quotation() -> None:
    texts = {"1": SECRET, "1.1": f"{SECRET}: so what", "2": f"he says {SECRET}", "3": "no"}
    assert left(texts, "2") == {"1": SECRET, "1.1": "[withdrawn]: so what", "3": "no"} | {
        "1.1": f"{SECRET}: so what"
    }, "the reply quotes the first comment as well"
    assert left({"1": "a", "1.1": SECRET, "1.1.1": SECRET, "1.2": "b"}, "1.1.1")["1.1"] == SECRET, "its parent"
    assert left({"1": "a", "1.1": SECRET, "1.2": SECRET}, "1.2")["1.1"] == SECRET, "a reply before it"
    assert left({"1": "a", "1.1": SECRET, "2": SECRET}, "2")["1.1"] == "[withdrawn]"
    assert left({"1": "a", "2": SECRET, "2.1": SECRET}, "2.1", before=SECRET)["2"] == SECRET


def test_days_go_before_places() -> None:
    texts = {"1": "a", "1.1": SECRET, "2": SECRET}
    early, late = date(2011, 9, 1), date(2011, 9, 2)
    assert left(texts, "2", days={"1.1": early, "2": late})["1.1"] == SECRET
    assert left(texts, "1.1", days={"1.1": late, "2": early})["2"] == SECRET
    assert left({"1": SECRET, "2": SECRET}, "2", days={"1": late, "2": early})["1"] == "[withdrawn]"
    assert left({"1": SECRET, "1.1": SECRET}, "1", days={"1": late, "1.1": early})["1.1"] == "[withdrawn]"


@pytest.mark.parametrize(
    "quoted",
    [
        "I don't sleep,\n I'm on\n calle\n Hidalgo near\n the Oxxo",
        "I DON'T SLEEP, I'M ON CALLE HIDALGO NEAR THE OXXO",
        "i dont sleep im on calle hidalgo near the oxxo",
        "I don\u2019t sleep\u2026 I\u2019m on calle Hidalgo \u2013 near the Oxxo",
        "I don\u2019t sleep, I\u2019m on calle Hid\u00e1lgo near the \u201cOxxo",
    ],
)
def test_what_phones_and_blogs_change_hides_no_quotation(quoted: str) -> None:
    texts = {"1": "I don't sleep, I'm on calle Hidalgo near the Oxxo.", "2": f"You say \u201c{quoted}\u201d. So?"}
    assert left(texts, "1")["2"] == "You say \u201c[withdrawn]\u201d. So?"


def test_names_masks_and_stock_phrases_are_nobody_s_own_wording() -> None:
    said = (
        "The Jalisco New Generation Cartel pays them in the United States, la gente de Jalisco. "
        "Write to [email] or [phone] ok"
    )
    others = {
        "2": "no, the Jalisco New Generation Cartel is not here",
        "3": "Jalisco New Generation Cartel? in the United States maybe, and la gente de Jalisco too",
        "4": "write to [email] or [phone] ok",
        "5": "THE JALISCO CARTEL PAYS THEM",
    }
    assert left({"1": said, **others}, "1") == others
    accused = "It was Ramiro Torres Garza of Calle Hidalgo"
    assert left({"1": accused, "2": f"So {accused}?"}, "1")["2"] == "So [withdrawn]?", "more than a name"
    live = "I live on Calle Hidalgo 45 in Reynosa"
    assert left({"1": f"{live}.", "2": f"{live}? Sure."}, "1")["2"] == "[withdrawn]? Sure."


def test_comments_that_masks_made_alike_are_not_taken_for_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = [f"  {n}. write to {name}@example.org or 818-342-77{n}9 ok\n" for n, name in enumerate("abc", 1)]
    (tmp_path / "captures").mkdir()
    (tmp_path / "captures/one.txt").write_text(post("Shots", BODY, tree), encoding="utf-8")
    build([tmp_path / "captures"], tmp_path / "old", recogniser="lexicon")
    comments = sorted(rows(tmp_path / "old", "comments"), key=lambda row: row["number"])
    assert {row["text"] for row in comments} == {"write to [email] or [phone] ok"}
    ledger = write_ledger(tmp_path / "ledger.jsonl", ("comments", comments[1]["comment_id"]))
    build([tmp_path / "captures"], tmp_path / "new", recogniser="lexicon", removals=ledger, against=tmp_path / "old")
    monkeypatch.setattr(
        "narco_corpus.corpus.package_removals", lambda: removal_ledger.read_removals(ledger.read_bytes(), "package")
    )
    with pytest.warns(WithdrawnWarning, match="holds 1 article"):
        corpus = narco_corpus.load(tmp_path / "old")
    assert [*corpus.comments] == [*narco_corpus.load(tmp_path / "new").comments]
    assert corpus.withdrawn["comments"] == (comments[1]["comment_id"],)
