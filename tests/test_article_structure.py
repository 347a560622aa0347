"""Structure that carries meaning: from a page with all of it to the built page, in full and as an excerpt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from builds import build_site
from conftest import ROOT
from repository import claim, repository

from annotate import check, read_seed
from annotate.checking import coverage
from annotate.publishing.site import build

PAGE = ROOT / "tests/cases/structure/page.html"
ADDRESS = "https://town.example.org/news/1"
# A claim's quote, by what it stands in.
QUOTES = {
    "heading": "Council passes",
    "before-a-note": "approved 50 million in spending",
    "raised": "106 m2 of roads",
    "struck": "cost is three four million",
    "into-a-quotation": "called it the best plan so far on",
    "in-a-ruby": "plan is called 漢(kan)字",
    "in-and-after-a-link": "minutes, the clerk",
    "item": "Sub point two\ngoes on",
    "row": "North 12 3",
    "cell": "none at all",
    "picture": "A crane above",
    "caption": "The bridge in May.",
    "quotations": "Quoted in a quotation.\nSecond quoted",
    "preformatted": "line one line two",
    "definition": "Meaning of it",
    "after-a-list": "Between the lists.",
}


def _repository(root: Path, **fields: str) -> Path:
    claims = {id_: claim(quote) for id_, quote in QUOTES.items()}
    return repository(root, claims, PAGE.read_text("utf-8"), suffix="html", url=ADDRESS, **fields)


@pytest.fixture(scope="module", params=["full", "excerpt"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:  # fmt: skip
    folder = tmp_path_factory.mktemp("structure")
    root = _repository(folder / "r", display=request.param)
    done = build_site(root, folder / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site", request.param


def _text(site: Path) -> Tag:
    """The article on its page, without the notes' references and the signs of headings."""
    soup = BeautifulSoup((site / "articles/bridge/index.html").read_text("utf-8"), "html5lib")
    for tag in soup.select(".fc-ref, .headerlink"):
        tag.decompose()
    return soup.select(".fc-text")[0]


def _inner(text: Tag, selector: str) -> list[str]:
    return [" ".join(tag.get_text().split()) for tag in text.select(selector)]


def test_the_words_are_the_pages_in_its_blocks(built: tuple[Path, str]) -> None:
    site, display = built
    leaves = [p.get_text() for p in _text(site).select("p, h3, h4")]
    blocks = [line for b in read_seed(PAGE).blocks for line in b.text.split("\t" if b.cells else "\0")]  # fmt: skip
    if display == "full":
        assert leaves == blocks
    else:
        assert {leaf.replace("[…]", "").strip() in " ".join(blocks) for leaf in leaves} == {True}
    assert "idden" not in " ".join(leaves)


def test_the_meaning_is_the_pages(built: tuple[Path, str]) -> None:
    text, full = _text(built[0]), built[1] == "full"
    assert _inner(text, "sup:not(.fc-own-note)") == ["6", "2"]
    assert _inner(text, "a[href='https://town.example.org/news/#fn1'] > .fc-own-note") == ["1"]
    assert _inner(text, "sub") == ["2"]
    assert _inner(text, "ins") == ["four"]
    assert _inner(text, "del")[0] == "three"
    assert _inner(text, "q") == ["the best plan so far", "plan"]
    assert _inner(text, "ruby") == ["漢(kan)字(ji)"]
    assert [tag.name for tag in text.select("ruby > *:not(mark)")] == ["rp", "rt", "rp"] * 2
    assert _inner(text, "a[href='https://town.example.org/news/minutes?a=1&b=2']") == ["the minutes"]  # fmt: skip
    assert _inner(text, "th") == ["District", "Yes", "No"]
    assert [str(td.get("colspan", "")) for td in text.select("td")] == ["", "", "", "", "2"]
    assert _inner(text, "figure > .fc-alt, figure > p > .fc-alt") == ["A crane above the bridge"]
    assert _inner(text, "blockquote > blockquote") == ["Quoted in a quotation."]
    assert _inner(text, "ol > li > ul > li:last-child > p") == ["Sub point two", "goes on"]
    assert [p.get_text() for p in text.select(".fc-pre p")] == ["line one\n  line two"]
    assert len(text.select("hr")) == 1
    if full:
        numbered = [(str(li["value"]), li.get_text().split()[0]) for li in text.select("ol > li")]
        assert numbered == [("3", "Third"), ("4", "Fourth"), ("9", "Ninth"), ("10", "Tenth"), ("2", "Two"), ("1", "One")]  # fmt: skip
        assert len(text.select("ol[type=a]")) == 1
        assert _inner(text, "figure > figcaption")[0] == "Votes by district"
        assert _inner(text, "dl > dt") == ["Term", "Other"]
        assert _inner(text, "bdo[dir=rtl]") == ["turned"]
        assert [str(chip["data-code"]) for chip in text.select(".fc-unseen")] == ["U+202E", "U+202C"]  # fmt: skip


def test_each_quote_is_inside_its_anchor(built: tuple[Path, str]) -> None:
    text = _text(built[0])
    for id_, quote in QUOTES.items():
        marks = text.select(f'mark[data-claim="{id_}"]')
        assert "".join("".join(mark.get_text() for mark in marks).split()) == "".join(quote.split())
        assert marks[0].get("id") == f"claim-{id_}"
        page = (built[0] / f"articles/bridge/claims/{id_}.html").read_text("utf-8")
        passage = BeautifulSoup(page, "html5lib").select("blockquote mark")[0]
        assert " ".join(passage.get_text().split()) == " ".join(quote.split())
        if id_ == "raised":
            assert _inner(passage, "sup") == ["6", "2"]


def test_plain_text_says_what_the_structure_says(tmp_path: Path) -> None:
    """In lists and in what is copied as a quotation."""
    files = build(_repository(tmp_path)).files
    told = str(files["claims/index.md"]) + str(files["articles/bridge/claims/raised.html"])
    assert told.count("10⁶ m² of roads") >= 2
    article = check(tmp_path).library.articles[0]
    said = {a.id: article.quoted(a) for a in article.annotations}
    assert said["struck"] == "cost is [struck out: three] four million"
    assert said["into-a-quotation"] == "called it ‘the best ‘plan’ so far’ on"
    assert said["picture"] == "[picture: A crane above]"
    assert said["row"] == "North 12 3"


def test_what_cannot_be_shown_is_told_with_its_place(tmp_path: Path) -> None:
    found = [p for p in check(_repository(tmp_path)).problems if p.code.startswith("seed-")]
    assert [(p.severity, p.location.line, p.message.partition(": ")[2]) for p in found] == [
        ("warning", 7, "the address of a link."),
        ("warning", 20, "U+202E, U+202C (2 times)."),
        ("warning", 21, "a film."),
        ("warning", 21, "a picture without alternative text."),
    ]


def test_a_table_is_not_one_sentence_a_cell(tmp_path: Path) -> None:
    article = check(_repository(tmp_path)).library.articles[0].article
    told = [sentence.text for sentence in coverage.sentences(article)]
    assert "North\t12\t3" in told
    assert not any("District\t" in text or "A crane" in text for text in told)


def test_a_note_is_no_part_of_a_word_and_an_exponent_is(tmp_path: Path) -> None:
    claims = {"a": claim("approved 50 million in spending"), "b": claim("spending1 on 10")}
    root = repository(tmp_path, claims, PAGE.read_text("utf-8"), suffix="html", url=ADDRESS)
    cut = [p.location.path for p in build(root).problems if p.code == "quote-cuts-a-word"]
    assert cut == ["docs/articles/bridge/claims/b.md"]


@pytest.mark.browser
def test_browsers_show_the_words(
    built: tuple[Path, str], serve: Callable[[Path], str], browser: Any
) -> None:
    """In light and dark, and on paper; a label says what is a picture and what nobody sees."""
    if built[1] == "excerpt":
        return
    expected = "".join(read_seed(PAGE).text.split()).replace("(kan)", "kan").replace("(ji)", "ji")
    for kind in ({"color_scheme": "light"}, {"color_scheme": "dark"}, {"media": "print"}):
        page = browser.new_page()
        page.emulate_media(**kind)
        page.goto(serve(built[0]) + "articles/bridge/")
        page.evaluate(
            "document.querySelectorAll('.fc-ref, .headerlink').forEach((e) => e.remove())"
        )
        seen = page.evaluate("document.querySelector('.fc-text').innerText")
        assert "".join(seen.split()) == expected
        label = "getComputedStyle(document.querySelector('{}'), '::before').content"
        assert page.evaluate(label.format(".fc-alt")) == '"Picture: "'
        assert page.evaluate(label.format(".fc-unseen")) in ('"U+202E"', "attr(data-code)")
        page.close()
