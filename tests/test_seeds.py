"""Seeds: pages as browsers read them, what only calls itself a page, sizes, encodings, line ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import within
from repository import claim, repository

from annotate import check
from annotate.model import Block
from annotate.reading import seeds

LINKS = "<p>" + "".join(f'<a href="https://example.org/{n}">word</a> ' for n in range(100_000))


def _read(html: str | bytes) -> tuple[Block, ...]:
    raw = html.encode() if isinstance(html, str) else html
    return seeds.parse_seed(raw, "a.html").blocks


def _texts(html: str | bytes) -> list[str]:
    return [block.text for block in _read(html)]


def _refused(raw: bytes, name: str = "a.html") -> seeds.SeedError:
    with pytest.raises(seeds.SeedError) as caught:
        seeds.parse_seed(raw, name)
    return caught.value


# --- the tree ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>opened\ron Monday.</p>\r\r\n<p>b</p>", ["opened on Monday.", "b"]),
        ("<pre>a\r\nb\rc</pre>", ["a\nb\nc"]),
        ("<title>T</title><meta charset=utf-8>\n<h1>Bridge</h1><p>Open.", ["Bridge", "Open."]),
        ("<p>a<p>b<ul><li>c<li>d</ul>e", ["a", "b", "c", "d", "e"]),
        ("<table><tr><td>a<td>b<tr><td>c</table>", ["a", "b", "c"]),
        ("<table>a<tr><td>b</table>", ["a", "b"]),
        ("<p>a &lt;b> &amp c &notit; d<!-- e --></p>", ["a <b> & c ¬it; d"]),
        ("<p>a</p></body></html><p>b", ["a", "b"]),
        ("<p>a<script>if (1 < 2) '<p>no</p>'</script>b", ["ab"]),
        ("<p>a<template><p>no</template>b", ["ab"]),
        ("<p>a\u00a0 b</p>", ["a\u00a0 b"]),
        ("<p>did <rp>not</rp>sell 1<rp>.</rp>5<rp><img alt=no></rp></p>", ["did sell 15"]),
        ("<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>）</rp></ruby></p>", ["漢(kan）"]),
        ("<p>a <span popover>never </span>paid</p>", ["a paid"]),
        ("<dialog open popover>a</dialog><dialog popover>b</dialog>c", ["a", "c"]),
        ("<p>by <meter value=1>ninety</meter><progress>ten</progress>one", ["by one"]),
    ],
)
def test_a_page_is_read_as_browsers_read_it(html: str, texts: list[str]) -> None:
    assert _texts(html) == texts


@pytest.mark.parametrize(
    ("cell", "marked"),
    [
        ("<b>one</b>", ["one"]),
        ("one<b> </b>", []),
        ("one<b> <i> </i></b>", []),
        ("on<b>e <i> </i></b>", ["e"]),
        ("o<b>ne<br> </b>", ["ne"]),
    ],
)
def test_a_mark_ends_with_its_cells_words(cell: str, marked: list[str]) -> None:
    head = "<tr><th>A</th><th>B</th></tr>"
    _, block = _read(f"<table>{head}<tr><td>{cell}</td><td>two</td></tr></table>")
    assert block.text == "one\ttwo"
    assert [block.text[i.start : i.end] for i in block.inlines] == marked


@pytest.mark.parametrize(
    "between", ["<marquee>", "<applet>", "<table><tr><td>", "<table><caption>"]
)
def test_a_link_within_a_link_is_read_for_its_words(between: str) -> None:
    """What is published is parsed again: a browser would end the one where the other begins."""
    blocks = _read(f"<p><a href=https://a.example/>One {between}<a href=https://b.example/>two</a>")
    links = [i.href for block in blocks for i in block.inlines if i.kind == "link"]
    assert set(links) == {"https://a.example/"}
    assert len(links) == len(blocks)


def test_scripts_comments_and_drawings_nest_nothing() -> None:
    deep = "<div>" * 400
    html = f"<script>var t='{deep}'</script><style>{deep}</style><!-- {deep} --><p title='{deep}'>a</p>"
    assert _texts(html) == ["a"]
    assert _texts(f"<svg>{'<path/>' * 15_000}</svg><p>a") == ["a"]
    assert _texts("<p><b>x" * 5_000)[-1] == "x"
    assert _refused(f"{deep}a".encode()).problem.code == "seed-too-deep"


def test_control_characters_matter_only_in_the_words() -> None:
    assert _texts(b"<script>a = '\x01'</script><p>b</p>") == ["b"]
    problem = _refused(b"<p>a</p>\n<p>b\x01</p>").problem
    assert (problem.code, problem.location.line, problem.location.column) == ("forbidden-character", 2, 5)  # fmt: skip


# --- sizes ---------------------------------------------------------------------------------------


def test_a_large_inline_picture_is_no_reason_to_refuse() -> None:
    html = f'<p>a</p><img src="data:image/png;base64,{"A" * 6_000_000}"><p>b</p>'
    assert _texts(html)[0::1] == ["a", "b"]
    assert _refused(b"<p>" + b"word " * 1_100_000).problem.code == "file-too-large"


def test_a_hundred_thousand_links_are_checked_quickly(tmp_path: Path) -> None:
    root = repository(tmp_path, {"c": claim("word word word")}, LINKS, suffix="html")
    with within(5):
        assert "quote-ambiguous" in {problem.code for problem in check(root).problems}


@pytest.mark.parametrize(
    "html",
    [
        f"<p {' '.join(f'a{n}=1' for n in range(1_000_000))}>x",
        "<div>" * 100_000 + "x",
        "<span><div></span>" * 100_000,
        "<p>" + "".join(f"<font size={n}>" for n in range(1_000)) + "<p>x" * 30_000,
        "<b><div></b></div>" * 100_000,
        "<svg><p>" + "<path/>" * 200_000,
    ],
)
def test_what_is_made_to_break_a_parser_is_refused_quickly(html: str) -> None:
    with within(5):
        assert _refused(html.encode()).problem.code == "seed-too-deep"


@pytest.mark.parametrize(
    "piece", ["<", "<!--", "<a ", '<a ="', "<a b='x' ", "<ul><li>a<p>b", "</p>"]
)
def test_what_never_ends_is_read_quickly(piece: str) -> None:
    with within(5):
        try:
            seeds.parse_seed(f"<p>x{piece * 200_000}".encode(), "a.html")
        except seeds.SeedError as error:
            assert error.problem.code == "seed-too-deep"


@pytest.mark.skipif(sys.platform != "linux", reason="a process tells its memory in /proc")
def test_a_million_attributes_need_little_memory() -> None:
    # Linux counts what the process that starts another one holds as used by it, in ru_maxrss: not so in VmHWM.
    code = (
        "from annotate.reading import seeds\n"
        "blocks = seeds.parse_seed(b'<p a=1 b=2 c=3 d=4 e=5>text' * 190_000, 'a.html').blocks\n"
        "print(len(blocks))\n"
        "lines = dict(line.split(':') for line in open('/proc/self/status'))\n"
        "print(int(lines['VmHWM'].split()[0]) // 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    blocks, megabytes = map(int, done.stdout.split())
    assert blocks == 190_000
    assert megabytes < 500


# --- encodings and formats -----------------------------------------------------------------------


def test_utf8_that_the_declared_encoding_does_not_know_is_read_as_such() -> None:
    """Files are re-encoded, and what they declare stays; where the encoding knows all bytes, it holds, as in browsers."""
    page = "<meta charset=gb2312><p>数字图书馆说“是”。"
    assert seeds.decode_page(page.encode()).endswith("数字图书馆说“是”。")
    assert seeds.decode_page("<meta charset=windows-1252><p>café".encode()).endswith("cafÃ©")


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="iso-8859-1">', "cp1252"),
        ("<META http-equiv=Content-Type content='text/html; charset=Shift_JIS'>", "cp932"),
        ("<meta charset=gb2312>", "gb18030"),
        ("<!-- <meta charset=big5> --><meta charset=euc-kr>", "cp949"),
        ("<meta charset=utf-16>", "utf-8"),
        ("", "utf-8"),
        ("", "utf-8-sig"),
        ("<meta charset=big5>", "utf-16"),
        ("<?xml version='1.0' encoding='windows-1251'?>", "cp1251"),
        (f"<title>{'x' * 3_000}</title><meta charset=koi8-r>", "koi8-r"),
    ],
)
def test_declared_and_sniffed_encodings(head: str, encoding: str) -> None:
    words = {
        "cp932": "橋が開く",
        "gb18030": "桥开了",
        "cp949": "다리",
        "cp1251": "Мост",
        "koi8-r": "Мост",
    }
    text = words.get(encoding, "Brücke")
    assert _texts(f"{head}<p>{text}</p>".encode(encoding)) == [text]


def test_an_old_page_that_declares_nothing_is_read_as_browsers_do() -> None:
    assert _texts("<p>Die Brücke – „neu“</p>".encode("cp1252")) == ["Die Brücke – „neu“"]


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml", "a Word or Office document"),
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/epub+zip", "an EPUB book"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "an old Word or Office document"),
        (b"{\\rtf1 Hello}", "an RTF document"),
        (b"From: <Saved by Blink>\r\nSubject: x\r\nContent-Type: multipart/related;\r\n\ttype=x\r\n\r\n<p>a", "a web archive (MHTML) or a mail"),
        (b"bplist00\xd1", "a Safari web archive"),
        (b"\x1f\x8b\x08\0", "a compressed file"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture or a film"),
        (b"<?xml version='1.0'?>\n<rss version='2.0'>", "an XML file and no page"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "an XML file and no page"),
        (b'[{"title": "A", "text": "Words."}]', "data in JSON"),
        (b"a\0b\0c\0", "a text in UTF-16 that does not say so"),
        (b"\0a\0b\0c", "a text in UTF-16 that does not say so"),
        (b"a\0\0\1\2\0", "a binary file"),
    ],
)  # fmt: skip
def test_what_only_calls_itself_a_page_is_refused_by_what_it_is(raw: bytes, told: str) -> None:
    for name in ("a.html", "a.txt"):
        problem = _refused(raw, name).problem
        assert (problem.code, problem.message) == ("not-an-article", f"This is {told}.")  # fmt: skip


def test_plain_text_is_no_page() -> None:
    assert "plain text" in _refused(b"The bridge opened.\n\nIt cost 3 million.").problem.message


# --- line ends -----------------------------------------------------------------------------------


def test_plain_text_may_have_any_line_ends() -> None:
    for end in ("\n", "\r\n", "\r"):
        article = seeds.parse_seed(f"a{end}b{end}{end}c".encode(), "a.txt")
        assert article.text == "a\nb\n\nc"


def test_a_seed_that_differs_only_in_line_ends_is_named_as_that(tmp_path: Path) -> None:
    root = repository(tmp_path, {"c": claim()})
    seed = root / "seeds/bridge.txt"
    seed.write_bytes(seed.read_bytes().replace(b"\n", b"\r\n"))
    (problem,) = [p for p in check(root).problems if p.is_error]
    assert problem.code == "seed-changed"
    assert "only in its line ends" in problem.message
    assert "seeds/* -text" in problem.hint


# --- texts ---------------------------------------------------------------------------------------


def _text(text: str, name: str = "a.txt") -> str:
    return seeds.parse_seed(text.encode(), name).text


WIRE = (
    "SAMPLETON (Wire) - The council voted on Tuesday to close the old bridge,\n"
    "saying that it was unsafe for daily traffic and that repairs would cost\n"
    "about $3.2 million, a figure that the engineer had given in the spring.\n"
)


def test_evidently_wrapped_text_is_joined() -> None:
    article = _text(f"{WIRE}\n* Port closed since the early hours of the morning, as the mayor had\n  said\n\nA last line\nof two.\n")  # fmt: skip
    first, second, third = article.split("\n\n")
    assert first == WIRE.strip().replace("\n", " ")
    assert "had\n  said" in second
    assert third == "A last line\nof two."  # the word had room: the line end is meant


@pytest.mark.parametrize(
    "text",
    [
        "The rose is red,\nthe violet is blue and it is not as red as roses were,\nsugar\nis sweet.",
        "Council: 12 votes\nMayor: 3 votes\nOthers: none at all that anybody counted there\nEnd",
        f"{'A paragraph as long as they are on the web, in one line. ' * 4}\nThe next.\nAnd one.\nEnd.",
        # Half of the long lines end although the next word had room: verse, and no machine's doing.
        "The river carries what the old town left behind it,\nincomprehensibly quick in a spring of much rain,\n"
        "and no one asks what the bridge is for,\nit bends above the water in an early mist,\n"
        "as if a stone could wait for its boats,\nor for a lamp to be lit.",
        "a\nb",
    ],
)
def test_lines_that_are_meant_stay(text: str) -> None:
    assert _text(text) == text


def test_wrapped_text_without_spaces_gets_none() -> None:
    line = "外交部发言人表示中国将向该国提供人道主义援助他说我们不会干涉别国内政据路透社报道第一季度出口增长"
    assert _text(f"{line}\n{line}\n{line}\n{line[:10]}") == line * 3 + line[:10]


MARKDOWN = """---
title: Council passes budget
author: A. Person
date: 2024-03-06T08:00:00Z
url: https://town.example.org/news/1
tags:
  - budget
---

# Council passes budget

The *council* approved [the plan](/plan), ~~three~~ four
million in all.

3. Third point
   - Sub point
4. Fourth

| District | Yes |
| --- | --- |
| North | 12 |

> Quoted.

![A crane](a.jpg)
"""


def test_markdown_is_read_as_what_readers_see() -> None:
    article = seeds.parse_seed(MARKDOWN.encode(), "a.md", "https://town.example.org/news/1")
    heading, first, third, sub, fourth, head, row, quoted, picture = article.blocks
    assert (heading.kind, heading.text) == ("heading", "Council passes budget")
    assert first.text == "The council approved the plan, three four million in all."
    assert [(i.kind, i.href) for i in first.inlines] == [
        ("emphasis", ""),
        ("link", "https://town.example.org/plan"),
        ("deleted", ""),
    ]
    assert [h.tag + h.value for h in sub.within] == ["ol", "li3", "ul", "li"]
    assert [b.within[-1].value for b in (third, fourth)] == ["3", "4"]
    assert (head.text, row.text) == ("District\tYes", "North\t12")
    assert quoted.within[-1].tag == "blockquote"
    assert [i.kind for i in picture.inlines] == ["picture"]


def test_front_matter_is_metadata_and_a_rule_is_none() -> None:
    fields, body = seeds.front_matter(MARKDOWN)
    assert fields["title"] == "Council passes budget"
    assert fields["date"].startswith("2024-03-06")
    assert body.startswith("\n# Council")
    rule = "---\n\nThe council met. It was late.\n\n---\n\nEnd."
    assert seeds.front_matter(rule) == ({}, rule)
    assert _text(rule, "a.md") == "The council met. It was late.\n\nEnd."


def test_a_markdown_seed_is_an_article(tmp_path: Path) -> None:
    root = repository(tmp_path, {"c": claim("three four million")}, MARKDOWN, suffix="md")
    assert [p for p in check(root).problems if p.is_error] == []
