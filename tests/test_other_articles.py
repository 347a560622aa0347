"""Other publishers' articles: other languages and scripts, saved web pages, excerpts, sparse settings, other generators."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from builds import build_site
from repository import CONTEXT, claim, repository, write_page

from annotate.anchoring import TextQuoteSelector, propose
from annotate.checking import coverage
from annotate.model import Article, Block
from annotate.publishing import indexing
from annotate.publishing.pages.excerpts import excerpt_window
from annotate.publishing.site import DEFAULTS, build
from annotate.reading import seeds

CHINESE = (
    "外交部发言人表示，中国将向该国提供3000万元人道主义援助。他说：“我们不会干涉别国内政。”\n\n"
    "据路透社报道，2024年第一季度出口增长了4.9%，高于预期。这是真的吗？没有人知道！\n"
)
MINIMAL = "site_name: Scratch\ntheme: {name: material}\nplugins: [annotate]\n"


def _codes(root: Path) -> list[str]:
    return [problem.code for problem in build(root).problems]


def _soup(site: Path, path: str = "articles/bridge/index.html") -> BeautifulSoup:
    return BeautifulSoup((site / path).read_text("utf-8"), "html5lib")


def _words(soup: BeautifulSoup) -> list[str]:
    for tag in soup.select("sup, .headerlink"):
        tag.decompose()
    leaves = soup.select(".fc-text :is(p, li, h3, h4)")
    return [leaf.get_text() for leaf in leaves if not leaf.select("p, li")]


# --- languages ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "quote", ["提供3000万元人道主义援助", "出口增长了4.9%", "“我们不会干涉别国内政。”", "路透社"]
)
def test_a_quote_in_a_script_without_spaces_cuts_no_word(tmp_path: Path, quote: str) -> None:
    root = repository(tmp_path / "r", {"c": claim(quote)}, CHINESE, language="zh-Hans")
    assert "quote-cuts-a-word" not in _codes(root)


@pytest.mark.parametrize(
    ("article", "quote"),
    [
        ("出口增长了4.95%，高于预期。", "出口增长了4.9"),
        ("Le café ferme à midi.", "Le caf"),
        ("ראש העירייה אמר כי הנמל ייסגר.", "ראש העיר"),
        ("हिन्दी में समाचार।", "हिन्द"),
    ],
)
def test_a_cut_word_is_still_seen(tmp_path: Path, article: str, quote: str) -> None:
    root = repository(tmp_path / "r", {"c": claim(quote)}, article)
    assert {"quote-cuts-a-word", "quote-not-found"} & set(_codes(root))


def test_a_claim_may_be_written_in_chinese(tmp_path: Path) -> None:
    """Its summary ends with a Chinese full stop, and its context's words are counted without spaces."""
    context = "财政部每年公布援助数字，每个国家一个文件，任何人都可以查阅。公布的数字与发言人所说的相同。\n"
    text = claim("路透社", context, summary="财政部公布了同一数字。")
    root = repository(tmp_path / "r", {"c": text}, CHINESE, language="zh")
    assert not {"summary-not-a-sentence", "context-length"} & set(_codes(root))


@pytest.mark.parametrize("end", ["។", "።", "։", "။", "᠃", "꛳"])
def test_a_summary_ends_as_sentences_of_its_script_do(tmp_path: Path, end: str) -> None:
    root = repository(tmp_path / "r", {"c": claim(summary=f"Words{end}")})
    assert "summary-not-a-sentence" not in _codes(root)


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("zh-Hans", CHINESE, 5),
        ("ja", "感染者が1,234人確認された。本当だろうか？調査は続く。", 3),
        ("ar", "هل ستُفتح المدارس غدًا؟ نعم، ستُفتح.", 2),
        ("fr", "Il ment, dit M.\u00a0Dupont, maire. Mme. Roy et Dr. Petit aussi.", 2),
        ("de", "Das sagte Dr. Müller am 3. Mai 2024, d.\u202fh. gestern. Er blieb dabei.", 2),
        ("en", "Lt. Col. J. P. Smith of the U.S. Coast Guard left. He is back.", 2),
    ],
)
def test_sentences_by_language(language: str, text: str, count: int) -> None:
    article = Article(tuple(Block(part.strip("\n")) for part in text.split("\n\n")))
    found = list(coverage.sentences(article, language))
    assert [s.text for s in found] == [article.text[s.start : s.end] for s in found]
    assert len(found) == count, [s.text for s in found]


def test_a_proposal_in_chinese_is_no_longer_than_the_quote() -> None:
    text = CHINESE.strip().replace("3000万", "5000万")
    found = propose(text, TextQuoteSelector("提供3000万元人道主义援助"))
    assert found is not None
    assert text[found.start : found.end] == "提供5000万元人道主义援助"
    assert "number" in found.risks


def test_outlets_in_other_scripts_keep_their_pages(tmp_path: Path) -> None:
    """Another outlet whose name sorts before does not take the page's name."""
    haaretz = claim("on Tuesday").replace("City Open Data", "הארץ")
    root = repository(tmp_path / "r", {"a": haaretz})

    def pages() -> set[str]:
        return {path for path in build(root).files if path.startswith("outlets/")}

    (before,) = pages() - {"outlets/index.md"}
    other = claim().replace("City Open Data", "אחרונות").replace("data.example", "other.example")
    (root / "docs/articles/bridge/claims/b.md").write_text(other, encoding="utf-8")
    assert len(pages()) == 3
    assert before in pages()


def test_names_are_set_apart_from_our_sentences(tmp_path: Path) -> None:
    """An Arabic name before a date would otherwise move the date's day to its other side."""
    root = repository(tmp_path / "r", {"c": claim()}, publisher="الجزيرة", author="سمير قاسم")
    files = build(root).files
    for path in ("articles/bridge/index.md", "articles/bridge/claims/c.html"):
        assert "<bdi>الجزيرة</bdi>" in str(files[path])
        assert "<bdi>سمير قاسم</bdi>" in str(files[path])


@pytest.mark.parametrize(
    ("languages", "extended", "index"),
    [
        ([], True, "en"),
        (["ar", "en", "fr"], True, "en"),
        (["fr", "ar", "en", "ar-EG"], False, "ar"),
        (["en", "en", "zh-Hans"], True, "zh"),
        (["ja", "en"], True, "ja"),
        (["th"], True, "th"),
        (["ko"], True, "ko"),
        (["zh", "en", "en"], False, "en"),
    ],
)
def test_the_index_divides_words_where_it_can_and_follows_most_articles_else(
    monkeypatch: pytest.MonkeyPatch, languages: list[str], extended: bool, index: str
) -> None:
    monkeypatch.setattr(indexing, "_has_extended", lambda: extended)
    assert indexing.index_language(languages) == index


# --- saved web pages ---------------------------------------------------------------------------


def _blocks(html: str) -> list[str]:
    return [block.text for block in seeds.parse_seed(html.encode(), "a.html").blocks]


def test_preformatted_lines_keep_their_white_space() -> None:
    html = "<p>a  b</p><pre>\nBudget   2026\n  capital: <b>1</b>\n\n  total:   2\n</pre><p>c\nd</p>"
    assert _blocks(html) == ["a b", "Budget   2026\n  capital: 1\n\n  total:   2", "c d"]


def test_what_a_browser_does_not_show_is_no_text() -> None:
    html = "<p>a<video>no video</video></p><p hidden>b</p><div hidden><p>c</p></div><audio>d</audio><p>e</p>"
    assert _blocks(html) == ["a", "e"]


def test_an_emphasis_around_paragraphs_marks_no_wrong_words() -> None:
    """Malformed, and common: `<b>` that opens before a paragraph and closes after it."""
    article = seeds.parse_seed(b"xx <b>yy<p>zz</p>abc def</b>", "a.html")
    last = article.blocks[-1]
    assert [(last.text[i.start : i.end], i.kind) for i in last.inlines] == [("abc def", "strong")]


def test_claims_cross_lists_headings_and_cells(tmp_path: Path) -> None:
    """And the page has the words of every block, preformatted ones too."""
    html = (
        "<h2>What the plan\n says</h2><ul><li>One: 12 stations<ul><li>four underground</li></ul></li>"
        "<li><p>Two</p></li></ul><pre>a   1\nb   2</pre><table><tr><th>Rails</th><td>$1m</td></tr></table>"
    )
    claims = {
        "a": claim("plan says\nOne: 12 stations\nfour"),
        "b": claim("12 stations\nfour underground\nTwo"),
        "c": claim("1 b"),
        "d": claim("Rails\n$1m"),
    }
    root = repository(tmp_path / "r", claims, html, suffix="html")
    done = build_site(root, tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    soup = _soup(tmp_path / "site")
    assert len(soup.select(".footnote li[id^='fn:']")) == 4
    assert len(soup.select("mark[id^='claim-']")) == 4
    assert _words(soup) == "\t".join(_blocks(html)).split("\t")


def test_an_articles_headings_take_no_id_of_ours(tmp_path: Path) -> None:
    names = (
        "Notes",
        "Claim: cost",
        "Claim: cost",
        "Жclaim cost",
        "Жnotes",
        "ｃlaim cost",
        "Site map",
    )
    html = "".join(f"<h2>{name}</h2>" for name in (*names, "Words", "Main", "Heading 0", "Kept"))
    html += "<p>about $3.2 million</p>"
    root = repository(tmp_path / "r", {"cost": claim()}, html, suffix="html", title="Claim cost")
    with (root / "docs/articles/bridge/index.md").open("a") as page:
        page.write("## Claim *cost*\n\nWords.\n\n## Notes\n\nWords.\n\n## Notes\n\nWords.\n")
    done = build_site(root, tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    soup = _soup(tmp_path / "site")
    ids = [str(tag["id"]) for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids)), ids
    assert soup.select_one("mark#claim-cost")
    assert soup.select_one("h2#notes, h4#kept")
    assert not soup.select(":is(h1, h4)#words, :is(h1, h4)#main, h4#site-map")
    assert _words(soup) == _blocks(html)


@pytest.mark.browser
def test_lines_and_spaces_of_a_wire_story_are_seen(
    tmp_path: Path, serve: Callable[[Path], str], browser: Any
) -> None:
    """What a reader sees, and copies, has the lists, tables and double spaces of the text as received."""
    article = (
        "Storm --  12 dead\n\n* Port closed\n  - since 4 a.m.\n| a | b |\n\n\tHe said:  “No.”\n"
    )
    root = repository(tmp_path / "r", {"c": claim("Port closed")}, article.replace("\n", "\r\n"))
    done = build_site(root, tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    page = browser.new_page()
    page.goto(serve(tmp_path / "site") + "articles/bridge/")
    page.evaluate("document.querySelectorAll('.fc-ref').forEach((ref) => ref.remove())")
    seen = page.evaluate("[...document.querySelectorAll('.fc-text p')].map((p) => p.innerText)")
    assert seen == article.strip("\n").split("\n\n")
    page.close()


# --- excerpts ----------------------------------------------------------------------------------


def test_an_excerpt_of_a_text_without_spaces_is_short() -> None:
    text = "甲" * 500 + "引用" + "乙" * 500
    low, high = excerpt_window(text, 500, 502)
    assert (500 - low, high - 502) == (16, 16)


@pytest.mark.parametrize(("words", "is_whole"), [(7, True), (8, True), (9, False)])
def test_an_excerpt_is_whole_where_no_word_is_left_out(words: int, is_whole: bool) -> None:
    around = " ".join(f"w{n}" for n in range(words))
    text = f"“{around} here {around}”"
    start = text.index("here")
    low, high = excerpt_window(text, start, start + 4)
    assert (low == 0, high == len(text)) == (is_whole, is_whole)
    assert len(text[low:high].split()) == min(words, 8) * 2 + 1


def test_an_excerpt_leaks_nowhere(tmp_path: Path) -> None:
    """Not into the search index, the lists, the home page, the feed or the data of the form either."""
    around = " ".join(["filler"] * 12)
    article = "\n\n".join(
        f"hush{n}word {around} {n} dollars were paid {around} hush{n}word." for n in range(3)
    )
    claims = {
        "c": claim("1 dollars were paid"),
        "d": claim("2 dollars were paid", draft="true"),
    }
    root = repository(tmp_path / "r", claims, article, display="excerpt")
    (root / "docs/index.md").unlink()
    done = build_site(root, tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "dollars were paid" in (tmp_path / "site/index.html").read_text("utf-8")
    for file in (tmp_path / "site").rglob("*"):
        data = _plain(file) if file.is_file() else b""
        assert not re.search(rb"hush\dword", data), file
        assert b"2 dollars" not in data, file


def test_no_file_of_ones_own_takes_the_place_of_one_that_is_made(tmp_path: Path) -> None:
    root = repository(tmp_path, {"cost": claim(), "day": claim("on Tuesday")})
    ours = {file.relative_to(DEFAULTS).as_posix() for file in DEFAULTS.rglob("*.md")}
    made = [p for p in build(root).files if p not in ours and not p.startswith("articles/bridge/")]
    assert {path.partition("/")[0] for path in made} >= {"outlets", "sources", "assets", "schema"}
    for path in made:
        (root / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / path).write_text("Mine.", encoding="utf-8")
    taken = {p.location.path for p in build(root).problems if p.code == "path-taken"}
    assert taken == {f"docs/{path}" for path in made if path != "articles/index.md"}


def test_an_excerpt_of_a_table_has_its_headers_and_the_rows_with_claims(tmp_path: Path) -> None:
    """Of a row, long cells without a claim are left out; tables of which no row is annotated are."""
    long = " ".join(f"long{n}" for n in range(12))
    article = (
        "<h1>A</h1><p>Some words.</p>"
        f"<table><tr><th>Year</th><th>Cost</th></tr><tr><td>2023</td><td>3 dollars</td><td>{long}</td><td>{long[:47]}</td></tr>"
        "<tr><td>2031</td><td>9 dollars</td></tr></table>"
        "<table><tr><th>Hidden head</th></tr><tr><td>7 dollars</td></tr></table>"
    )
    claims = {"cost": claim("3 dollars")}
    root = repository(tmp_path, claims, article, suffix="html", display="excerpt")
    text = str(build(root).files["articles/bridge/index.md"])
    for shown in ("Year", "Cost", "2023", '<td markdown="block">', long[:47]):
        assert shown in text, shown
    for hidden in ("9 dollars", "2031", "Hidden head", "7 dollars", "long9", "Some words"):
        assert hidden not in text, hidden


def _plain(file: Path) -> bytes:
    data = file.read_bytes()
    return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data


# --- sparse settings ---------------------------------------------------------------------------


def test_a_minimal_mkdocs_yml_is_enough(tmp_path: Path) -> None:
    """No extensions, no home page, no fonts setting: the marks, the notes and a home page are there, and no foreign host."""
    root = repository(tmp_path / "r", {"cost": claim()})
    (root / "mkdocs.yml").write_text(MINIMAL, encoding="utf-8")
    (root / "docs/index.md").unlink()
    done = build_site(root, tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    soup = _soup(tmp_path / "site")
    assert len(soup.select(".fc-text mark[id='claim-cost']")) == 1
    assert len(soup.select(".footnote li[id='fn:cost']")) == 1
    assert soup.select_one("body .fc-article")
    assert "The bridge" in _soup(tmp_path / "site", "index.html").get_text()
    for page in (tmp_path / "site").rglob("*.html"):
        assert "fonts.g" not in page.read_text("utf-8"), page


def test_extensions_that_are_there_are_not_added_again(tmp_path: Path) -> None:
    root = repository(tmp_path / "r", {"cost": claim()})
    (root / "mkdocs.yml").write_text(
        MINIMAL + "markdown_extensions: [extra, footnotes: {BACKLINK_TITLE: Go back}]\n",
        encoding="utf-8",
    )
    done = build_site(root, tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    soup = _soup(tmp_path / "site")
    assert len(soup.select(".footnote")) == 1
    assert soup.select_one("a.footnote-backref[title='Go back']")


def test_a_readme_is_the_home_page(tmp_path: Path) -> None:
    root = repository(tmp_path / "r", {"cost": claim()})
    (root / "docs/index.md").rename(root / "docs/README.md")
    assert "index.md" not in build(root).files


def test_what_editors_leave_behind_stops_nothing(tmp_path: Path) -> None:
    root = repository(tmp_path / "r", {"cost": claim()})
    folder = root / "docs/articles/bridge/claims"
    for name in ("cost.md~", "#cost.md#", ".cost.md.swp"):
        (folder / name).write_text("half a cl", encoding="utf-8")
    result = build(root)
    assert not result.failed, result.problems
    assert not any("~" in path or "#" in path for path in result.files)
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    assert "stray-file" in _codes(root)


# --- other generators --------------------------------------------------------------------------


def test_a_folder_of_pages_elsewhere_is_refused_before_the_site_is_touched(tmp_path: Path) -> None:
    root = repository(tmp_path / "r", {"cost": claim()})
    (root / "mkdocs.yml").write_text(MINIMAL + "docs_dir: seeds\n", encoding="utf-8")
    old = tmp_path / "site/index.html"
    old.parent.mkdir()
    old.write_text("The old site.", encoding="utf-8")
    done = build_site(root, old.parent)
    assert done.returncode == 1
    assert "annotate: `docs_dir` must be the folder docs/ beside mkdocs.yml." in done.stderr
    assert "Traceback" not in done.stderr
    assert [f.read_text("utf-8") for f in old.parent.iterdir()] == ["The old site."]


def test_plain_mkdocs_builds_what_annotate_wrote(tmp_path: Path) -> None:
    """Only the Markdown extensions: no plugin, no theme of ours, no warning."""
    root = repository(
        tmp_path / "r", {"cost": claim(), "day": claim("on Tuesday to close the bridge")}
    )
    write_page(root, body="The editor's words: [[cost]].\n")
    out = tmp_path / "build"
    command = [sys.executable, "-m", "annotate", "build", "--root", str(root)]
    subprocess.run([*command, "--out", str(out / "docs")], check=True, capture_output=True)
    (out / "mkdocs.yml").write_text(
        "site_name: Plain\nplugins: []\nmarkdown_extensions: [attr_list, footnotes, md_in_html, tables, toc]\n"
        "validation:\n  links: {not_found: warn, anchors: warn, absolute_links: warn, unrecognized_links: warn}\n",
        encoding="utf-8",
    )
    done = build_site(out, tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stderr
    soup = _soup(tmp_path / "site")
    for id_ in ("cost", "day"):
        assert len(soup.select(f"mark[id='claim-{id_}']")) == 1
        assert len(soup.select(f"li[id='fn:{id_}']")) == 1
        page = _soup(tmp_path / "site", f"articles/bridge/claims/{id_}.html")
        assert page.select_one("blockquote mark")
    assert CONTEXT.strip() in " ".join(soup.get_text().split())
