"""Whatever a finder finds is masked: the traces by which it is asked fit its expressions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest

from narco_corpus.builder.privacy import addresses, emails, handles, links, mask, numbers, plates, spelled_phones
from narco_corpus.builder.privacy.span import Span
from narco_corpus.builder.privacy.spellings import least, spellings

Finder = Callable[[str], Iterator[Span]]


def with_handle(cues: Iterable[str]) -> list[str]:
    return [f"{cue}{joint}juan_77x" for cue in cues for joint in (" ", " at ", " como ", ": ", "=", " is ")]


def profiles() -> Iterator[str]:
    for host, (folders, _) in links._sites().items():
        for folder in folders:
            under = {"*": f"{host}/juanperez77", "@": f"{host}/@juanperez77", ".": f"juanperez77.{host}"}
            yield under.get(folder, f"{host}/{folder}/juanperez77")
            yield under.get(folder, f"{host}:443/{folder}/juanperez77")


HANDLES = [
    *with_handle(spellings(rf"{handles._MINE}\s(?:{handles._NETWORK}|(?:new\s)?(?:{handles._ACCOUNT}|gamertag))")),
    *with_handle(spellings(handles._VERB)),
    *with_handle(spellings(rf"(?:i'm|i\sam|estoy|me\sencuentran)\s(?:on|en|in)\s(?:{handles._NETWORK})")),
    *with_handle(spellings(rf"(?:{handles._NETWORK}|{handles._BARE_NETWORK}|{handles._SIGNED_NETWORK})")),
    *with_handle(spellings(r"(?:bb\s?|mi\s|my\s)?pin")),
    *(f"{pin}2233AABB" for pin in spellings(r"(?:bb\s?|mi\s|my\s)?pin\s?(?:is|es)?\s?[:=]?\s?")),
    *(f"{on} as Juan Perez" for on in spellings(rf"(?:on|en|in)\s(?:el\s)?(?:{handles._NETWORK})")),
    *(f"{ask} juan_77x {on}" for ask in ("add", "sigue a") for on in spellings(rf"(?:on|at)\s(?:{handles._NETWORK})")),
    *(f"@juan_77x {on}" for on in spellings(rf"(?:on|en|in|de|at)\s(?:{handles._BY_NAME})")),
    *(
        f"{by}{gap}@juan_77x"
        for by in spellings(rf"{handles._BY_NAME}|follow|s[ií]gue\sa")
        for gap in (" ", ": ", ",(")
    ),
    *(f"{network}/juan_77x" for network in (*spellings(handles._SLASHED_NETWORK), "u")),
    *(f"{paying} is $juan_77x" for paying in spellings(handles._PAYING)),
]
HOME_WORDS = (addresses._LIVES_ES, addresses._OF_ES, addresses._ADDRESS_OF_ES, addresses._PARTICULAR)
ADDRESSES = [
    *(f"{cue}{joint}calle Hidalgo 234" for cue in spellings("|".join(HOME_WORDS)) for joint in (" ", " en ", " es ")),
    *(
        f"{cue}{joint}123 Main street"
        for cue in spellings(f"{addresses._LIVES_EN}|{addresses._OF_EN}|{addresses._ADDRESS_OF_EN}")
        for joint in (" at ", " is at ", " is ")
    ),
]
EMAILS = [
    *(
        f"juanp77{at}{provider}{dot}com"
        for at in (*spellings(rf"\s?{emails._AT_IN_BRACKETS}"), "@", " arroba ", " at ")
        for provider in ("gmail", "yahoo", "att", "riseup")
        for dot in (".", " dot ", " punto ", "(.)", "[ dot ]", " ")
    ),
    *(f"juanp77{at}{site} com" for at in (" at ", " arroba ", "@") for site in spellings(emails._PROVIDER)),
    *(f"{own} is juanp_77" for own in spellings(rf"{emails._OWN}|gmail:|hotmail\s:")),
]
OTHERS: list[tuple[Finder, list[str]]] = [
    (links.links, [*profiles(), "my blog is juanperez77.wordpress.com", "tg://resolve?domain=juan77"]),
    (
        plates.plates,
        [f"{of} ABC-12-34" for of in ("mi troca con placas", "my truck tags", "our plate is", "mis placas")],
    ),
    (numbers.numbers, [f"{rfc} PEGJ800101" for rfc in spellings(numbers._RFC)]),
    (
        spelled_phones.spelled_phones,
        [
            *("ocho,siete,uno,cinco,dos,tres,nueve".replace(",", gap) for gap in spellings(spelled_phones._GAP)),
            "mi cel ochenta y seis setenta y uno cincuenta y cinco doce noventa",
            "cel veintidos 55 trece 40 16",
            "phone 86 fifteen 55 eleven 40",
        ],
    ),
]
ALL: list[tuple[Finder, list[str]]] = [
    (handles.handles, HANDLES),
    (addresses.addresses, ADDRESSES),
    (emails.emails, EMAILS),
    *OTHERS,
]


@pytest.mark.parametrize(("finder", "texts"), ALL, ids=lambda value: getattr(value, "__name__", ""))
@pytest.mark.parametrize("gap", [" ", "  ", "\n", "\t", "\u2028"], ids=repr)
def test_whatever_a_finder_finds_is_masked(finder: Finder, texts: list[str], gap: str) -> None:
    spaced = [text.replace(" ", gap) for text in dict.fromkeys(texts)]
    found = [text for text in spaced if any(span.kind for span in finder(text))]
    assert gap != " " or len(found) > len(spaced) / 4
    assert [text for text in found if mask(text)[1] is None] == []


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Añádeme como juan_77x", "Añádeme como [handle]"),
        ("contáctanos: juan_77x", "contáctanos: [handle]"),
        ("text us at juan_77x", "text us at [handle]"),
        ("my x is juan_77x", "my x is [handle]"),
        ("ur place is at 123 Main street", "ur place is at [address]"),
        ("mi cel ochenta y seis setenta y uno cincuenta y cinco doce noventa", "mi cel [phone]"),
        ("juanp77[a]gmail.com", "[email]"),
        ("number 1 2 3 4 5 and seventy more to come", "number 1 2 3 4 5 and seventy more to come"),
    ],
)
def test_words_that_only_the_expressions_had(text: str, masked: str) -> None:
    assert mask(text)[0] == masked


def test_all_texts_that_an_expression_fits() -> None:
    assert spellings(r"s[ií]g[ua]{1,2}\s+(?:me|nos)?") == tuple(
        sorted(f"s{i}g{u} {me}" for i in "ií" for u in ("u", "a", "uu", "ua", "au", "aa") for me in ("", "me", "nos"))
    )
    assert spellings(r"[\s:(-]\.") == (" .", "(.", "-.", ":.")
    assert least(["gmail", "mail", "live"]) == ("mail", "live")


@pytest.mark.parametrize("expression", [r"\w+", "a+", ".x", "[^a]", "[a-z]", "(a)", "a)", "^a"])
def test_other_expressions_are_refused(expression: str) -> None:
    with pytest.raises(ValueError, match=r" at \d|before \d"):
        spellings(expression)
