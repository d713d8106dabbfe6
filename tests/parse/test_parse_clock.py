"""Replies by clock time: what is an address, and which comment it can mean."""

from __future__ import annotations

import pytest

from narco_corpus.builder.parse import parse_text
from narco_corpus.builder.parse.clock import find_time

HEAD = "Friday, March 2, 2012\n\nRoadblocks In Tepic\n\nGunmen blocked the road.\n\n\n"
ADDRESSES = [
    ("@ September 22, 2011 5:16 PM Of course it is", "September 22, 2011 5:16 PM"),
    ("@September 22, 2011 at 5:16 PM you wish", "September 22, 2011 at 5:16 PM"),
    ("@5:16 no", "5:16"),
    ("@ 5:16pm no", "5:16pm"),
    ("2:38 you are wrong", "2:38"),
    ("1:27, you are wrong", "1:27"),
    ("1:27 PM: you are wrong", "1:27 PM"),
    ("Dear 7:31 AM, calm down", "7:31 AM"),
    ("Correct 11:49. All of it.", "11:49"),
    ("Exactly, 10:58 PM!", "10:58 PM"),
    ("I agree with 3:40 on this one", "3:40"),
    ("I have to say that I agree with 3:40", "3:40"),
    ("Anonymous 5:16 PM, where do you live?", "5:16 PM"),
    ("anon @ 5:16: nonsense", "5:16"),
    ("To 11:12 PM your map is old", "11:12 PM"),
    ("lol 4:20", "4:20"),
    ("well well @7:05 look who is back", "7:05"),
    ('"@7:05 look who is back"', "7:05"),
    ("Señor de las 10:15: aquí nadie duerme", "10:15"),
    ("Al de las 10:15 le digo que no", "10:15"),
    ("para el de las 9:30 pm, saludos", "9:30 pm"),
    ("Anónimo de las 9:30 p.m. tiene razón", "9:30 p.m."),
    ("10:15 estas mal compa", "10:15"),
    ("@ 22 de septiembre de 2011 17:16 mientes", "22 de septiembre de 2011 17:16"),
    ("de acuerdo con 8:44, ya basta", "8:44"),
    ("17:16 no es cierto", "17:16"),
    ("Anónimo a la(s) 12:05 a.m. no es cierto", "12:05 a.m."),
    ("@ 9 de mayo de 2012 a la(s) 12:05, mientes", "9 de mayo de 2012 a la(s) 12:05"),
]
NONE = [
    "Lost 3:1 at home again",
    "3:1 was the score",
    "John 3:16 says it all",
    "Romanos 8:28 lo dice",
    "at 5:16 the soldiers came down our street",
    "a las 5:16 llegaron los soldados",
    "They came around 5:16 PM and left",
    "5:16 in the morning and not one policeman",
    "5:16 de la tarde y nadie en la calle",
    "1:27 of the video shows his face",
    "1:27 en el video se ve",
    "5:16-5:40 the shooting",
    "5:16 to 6:00 nobody moved",
    "25:10 is no time",
    "5:75 is no time",
    "write to me@5:16",
    "call 555 1:27",
    "nothing here",
    "",
]


@pytest.mark.parametrize(("text", "written"), ADDRESSES)
def test_address(text: str, written: str) -> None:
    page = HEAD + f"  1. first\n\n  2. {text}\n"
    comment = parse_text(page).comments[1]
    assert comment.addressed_time == written
    assert comment.addressed is None  # the page prints no times, and it hangs under no comment


@pytest.mark.parametrize("text", NONE)
def test_no_address(text: str) -> None:
    assert find_time(text) is None


def thread(*replies: str) -> str:
    lines = "".join(f"    {n}. {text}\n\n" for n, text in enumerate(replies, 1))
    return HEAD + f"  1. zero\n\n  2. one\n\n{lines}"


def test_the_first_reply_of_a_thread_can_only_mean_its_parent() -> None:
    comments = parse_text(thread("@5:16 no", "@5:16 yes")).comments
    assert [c.addressed for c in comments] == [None, None, 1, None]
    assert [c.addressed_time for c in comments] == [None, None, "5:16", "5:16"]


def stamped(*comments: tuple[str, str]) -> str:
    items = "".join(f"  {n}. {text}\n\n    {when}\n\n" for n, (text, when) in enumerate(comments, 1))
    return (
        f"Roadblocks In Tepic\n\nGunmen blocked the long road to the sea again.\n\n{len(comments)} Responses\n\n{items}"
    )


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("@5:16 no", None),  # two comments have that minute
        ("@5:16 am no", 0),
        ("@5:16 PM no", 2),
        ("@ July 15, 2009 5:16 am", 0),
        ("@ July 16, 2009 5:16 am", None),
        ("@6:00 no", 1),
        ("@18:00 no", 1),
        ("@6:00 AM no", None),
        ("@8:00 no", None),  # its own minute
        ("@9:00 no", None),  # only later
    ],
)
def test_printed_times_decide(text: str, meant: int | None) -> None:
    page = stamped(
        ("a", "July 15, 2009 at 5:16 am"),
        ("b", "July 15, 2009 at 6:00 pm"),
        ("c", "July 16, 2009 at 5:16 pm"),
        (text, "July 17, 2009 at 8:00 am"),
        ("later", "July 17, 2009 at 9:00 am"),
    )
    comments = parse_text(page).comments
    assert comments[3].addressed == meant
    assert comments[3].addressed_time
