"""What lies about in folders of captures and is no page is told and set aside; what readers wrote is taken."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from narco_corpus.builder.captures import Capture, PassedOver, ReadOptions, list_sources, read_files, to_post
from narco_corpus.builder.captures.capture import Form, Item
from narco_corpus.builder.post import NotOnePost

STYLE = """/* Blogger Template Style
Name:     Minima
Date:     26 Feb 2004 */
body { background:#fff; margin:0; padding:40px 20px; }
a:link { color:#58a; text-decoration:none; }
h1,
h2 {
  border:1px solid #ccc;
  font-size:200%;
}
"""
SCRIPT = """# -*- coding: utf-8 -*-
import requests
# get pages
for u in open("urls.txt"):
    print(requests.get(u.strip()).text)
"""
PACKED_SCRIPT = (
    '(function(){var o={"msg":"This site uses cookies from Google to deliver its services and to analyze traffic."};'
    'window.f=function(a){if(a){d.getElementById("x").style.display="none";}return a;};})();'
)
DOCSTRING = "    '''Gives the pages that were fetched on the day which the list names and those of days before it\n"
ROBOTS = "# robots.txt of a blog\nUser-agent: *\nDisallow: /search\nAllow: /\nSitemap: http://b.example/sitemap.xml\n"
LOG = (
    "2012-03-05 10:00:00,123 INFO crawler: begun\n2012-03-05 10:00:01,000 WARNING crawler: a page lacks\n"
    "2012-03-05 10:00:02,000 INFO crawler: done\n"
)
WGET = (
    "--2012-03-05 10:00:00--  http://b.example/2012/03/a.html\nResolving b.example... 1.2.3.4\n"
    "HTTP request sent, awaiting response... 200 OK\nSaving to: 'a.html'\n"
)
MAIL = (
    "Delivered-To: a@b.example\r\nReceived: by 10.0.0.1 with SMTP id x;\r\n        Mon, 5 Mar 2012 10:00:00 -0600\r\n"
    "From: Blog <b@b.example>\r\nSubject: New post\r\nContent-Type: text/plain\r\n\r\n"
    "Gunmen attacked a convoy on the road to Reynosa on Monday morning and two of them were wounded by soldiers.\r\n"
)

TEXT = "Gunmen attacked a convoy on the road to Reynosa on Monday morning and two of them were wounded by soldiers.\n"


@pytest.mark.parametrize("form", ["text", "markdown"])
@pytest.mark.parametrize(
    ("text", "what"),
    [
        (STYLE, "style sheet"),
        (SCRIPT, "script"),
        (PACKED_SCRIPT, "script"),
        ("#!/bin/bash\nset -e\nwget -r http://b.example\n", "script"),
        (
            '"""Reads what was fetched."""\n\nfrom __future__ import annotations\n\nimport re\n\n\ndef f():\n'
            + DOCSTRING,
            "script",
        ),
        ("// Where things lie.\n'use strict';\n", "script"),
        ('[build-system]\nrequires = ["x"]\n\n[project]\ndescription = "Reads captures of posts"\n', "settings"),
        (ROBOTS, "robots.txt"),
        (LOG, "log"),
        (WGET, "log"),
        ('1.2.3.4 - - [05/Mar/2012:10:00:00 +0000] "GET / HTTP/1.1" 200 12 "-" "Mozilla"\n' * 5, "log"),
        ("http://b.example/2012/03/a.html\nhttp://b.example/2012/03/b.html\n", "list of addresses"),
        ("b/2012/03/a.html\nb/2012/03/c.html\nb/style.css\n", "list of files"),
        ("key: value\nother: thing of some length here\nlist:\n  - one\n  - two\nlast: 3\n", "settings"),
        ("[crawl]\ndepth = 3\nagent = x\n; more\nwait=2\n", "settings"),
        ("1\n00:00:01,000 --> 00:00:04,000\nLos Zetas dijeron que si\n", "subtitles"),
        (
            "% a paper\n\\documentclass{article}\n\\begin{document}Los Zetas are a group in Mexico.\\end{document}",
            "TeX",
        ),
        ('<svg xmlns="http://www.w3.org/2000/svg"><text>hi there</text></svg>\n', "<svg>"),
        ("<urlset><url><loc>http://b.example/</loc></url></urlset>", "<urlset>"),
        (MAIL, "e-mail"),
        ("From a@b Mon Mar  5 10:00:00 2012\n" + MAIL.replace("\r\n", "\n"), "e-mail"),
        (f"From: a@b.example\nTo: c@d.example\nSubject: hi\nDate: Mon, 7 May 2012 10:00:00 +0000\n\n{TEXT}", "e-mail"),
        (f"Date: Mon, 7 May 2012 10:00\r\nFrom: A <a@b.example>\r\nTo: x,\r\n  y\r\n\r\n{TEXT}", "e-mail"),
        (f"De: Ana\nEnviado el: lunes 7 de mayo de 2012\nPara: Luis\nAsunto: la nota\n\n{TEXT}", "e-mail"),
        (f"De: a@b.example\nPara: Luis\nAsunto:\nFecha: 7/5/2012\n\n{TEXT}", "e-mail"),
        ("BEGIN:VCARD\nFN:A\nEND:VCARD\n", "address book"),
    ],
)
def test_texts_for_machines_are_set_aside_with_what_they_look_like(text: str, what: str, form: Form) -> None:
    with pytest.raises(NotOnePost) as refused:
        to_post(Capture(path="a", content=text.encode(), form=form))
    assert what in refused.value.reason


@pytest.mark.parametrize(
    "text",
    [
        "Ejecutan a dos en Reynosa.\n",
        "#Reynosa balacera en la Jarachina\n#Reynosa siguen los bloqueos\n#SDR @ValorTam Los Doctores\n#SDR ya pasó\n",
        "10:15 balacera en la Jarachina\n10:20 bloqueo en el puente\n10:40 soldados en Las Fuentes\n",
        "2012-03-05 10:15:00 balacera en la Jarachina\n2012-03-05 10:20:00 bloqueo en el puente\n",
        "Monday, March 5, 2012\n\nThe list\n\nJuan Pérez;\nMaría López;\nJosé Ruiz;\nAna Díaz;\n",
        "Heriberto Lazcano\nMiguel Treviño\nOmar Treviño\nIván Velázquez\n",
        "* Los Zetas\n* Cártel del Golfo\n* La Línea\n* Los Aztecas\n",
        "- ¿Quién te manda?\n- El señor.\n- ¿Cuánto te pagan?\n- Nada.\n",
        "sicario: si jefe\nvoz: quien te manda\nsicario: el senor\nvoz: cuanto te paga\n",
        "titulo: Ejecutan a dos\nfecha: 2012-03-05\ntexto: Dos hombres en la Jarachina\n",
        "Sicario: Sí\nInterrogador: ¿Quién?\nSicario: El Tory\n",
        "Monday, March 5, 2012\n\nThe page is gone\n\nhttp://b.example/2012/03/a.html\n",
        "<Los Zetas> left a banner in Reynosa, which the army took away.\n",
        "From: the editors\n\nSubject: what the banner said\n\nThe banner said that nobody is to leave home tonight.\n",
        "Two lines of the virus:\n\nimport os\nos.system('x')\n\nIt was found on computers of the police of Reynosa.\n",
        f"Date: 2012-05-07\nBy: Ana Ruiz\nFrom: Reynosa\n\n{TEXT}",
        f"Title: What they said\nFrom: Ana Ruiz\nSubject: cartels\nDate: May 7, 2012\n\n{TEXT}",
        f"De: los vecinos\nPara: el alcalde\nFecha: 7 de mayo de 2012\n\n{TEXT}",
        f"From: @ValorTam\nTo: @reynosa\nDate: May 7, 2012\n\n{TEXT}",
        '"No one saw it"\n"No one heard it"\n"We all know"\n',
    ],
)
def test_short_posts_lists_talks_and_tweets_stay(text: str) -> None:
    post = to_post(Capture(path="a", content=text.encode(), form="text"))
    assert post.title or post.body


def test_rows_of_tables_are_taken_as_they_are() -> None:
    capture = Capture(path="a", content=b"http://b.example/a\nhttp://b.example/b\n", form="fields", title="Two links")
    assert "b.example/b" in to_post(capture).body


def read(place: Path) -> list[Item]:
    options = ReadOptions()
    return [
        item for source in list_sources([place], options) for _, items in read_files(source, options) for item in items
    ]


def save(place: Path, name: str, content: bytes) -> None:
    (place / name).parent.mkdir(parents=True, exist_ok=True)
    (place / name).write_bytes(content)


@pytest.mark.parametrize(
    ("page", "folder"), [("Nota 1.html", "Nota 1_files"), ("Nota.htm", "Nota_archivos"), ("a.html", "a-Dateien")]
)
def test_files_that_a_browser_saved_with_a_page_are_counted_and_not_read(
    tmp_path: Path, page: str, folder: str
) -> None:
    save(tmp_path, f"d/{page}", b"<html><body>x</body></html>")
    for name in ("style.css", "frame.html", "deep/x.txt"):
        save(tmp_path, f"d/{folder}/{name}", b"words of a text")
    save(tmp_path, "d/other_files/y.txt", b"words of a text")
    items = read(tmp_path)
    assert [each.path for each in items if isinstance(each, Capture)] == [f"d/{page}", "d/other_files/y.txt"]
    assert [each for each in items if isinstance(each, PassedOver)] == [
        PassedOver(f"d/{folder}", "files that a browser saved with a page", 3)
    ]


def test_files_in_such_a_folder_that_a_manifest_lists_are_read(tmp_path: Path) -> None:
    save(tmp_path, "2012.html", b"<html><body>x</body></html>")
    save(tmp_path, "2012_files/a.txt", b"words of a text")
    save(tmp_path, "captures.csv", b"path,url\n2012_files/a.txt,http://b.example/2012/03/a.html\n")
    assert [each.path for each in read(tmp_path)] == ["2012.html", "2012_files/a.txt"]


def test_a_packed_text_for_machines_is_set_aside_too(tmp_path: Path) -> None:
    save(tmp_path, "robots.txt.gz", gzip.compress(ROBOTS.encode()))
    (capture,) = read(tmp_path)
    assert isinstance(capture, Capture)
    with pytest.raises(NotOnePost):
        to_post(capture)
