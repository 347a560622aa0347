"""Promise 1: take the annotations out of the page, and the article's words are there, character for character."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import markdown
import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.anchoring import Anchor
from annotate.model import AnnotatedArticle, Annotation, Article, ArticlePage, Block, Prose
from annotate.model.vocabulary import SourceType, Verdict
from annotate.publishing.pages.article_text import render_blocks
from annotate.reading import seeds
from annotate.text.escaping import escape_markdown

EXTENSIONS = ["attr_list", "footnotes", "md_in_html", "tables", "toc"]
CHARACTERS = st.characters(
    blacklist_categories=["Cs"],
    blacklist_characters=[chr(n) for n in range(32) if n not in (9, 10)],
)
SIGNS = "\\`*_{}[]<>&~^=|$#+!@:\"'/%-. \t\n\xa0\x85\u2028ab1()"
RUNS = "1. |- |    |\n\n|[^a]|{: .x}|https://x.y|<b>|&amp;|***|--|...|www.a.b|wzxhzdk:1|[[x]]"
MARKUP = st.sampled_from([*SIGNS, *RUNS.split("|")])
TEXT = st.one_of(
    st.text(CHARACTERS, min_size=1, max_size=40),
    st.lists(MARKUP, min_size=1, max_size=25).map("".join),
).filter(lambda text: text.strip(" \t\n"))


def _paragraphs(source: str) -> list[Tag]:
    html = markdown.markdown(source, extensions=EXTENSIONS)
    soup = BeautifulSoup(html, "html5lib")
    for tag in soup.select("sup, .footnote"):
        tag.decompose()
    return list(soup.select(".fc-text p"))


def _wrapped(blocks: list[str], notes: list[str]) -> str:
    inner = "\n\n".join(blocks)
    return f'<div class="fc-text" markdown="1">\n\n{inner}\n\n</div>\n\n' + "\n\n".join(notes)


@given(TEXT)
@settings(max_examples=400, deadline=None)
def test_any_text_survives_markdown(text: str) -> None:
    """Every character that HTML can carry comes out of Python-Markdown as it went in."""
    paragraphs = _paragraphs(_wrapped([escape_markdown(text), "next"], []))
    assert [p.get_text() for p in paragraphs] == [text, "next"]


# Extensions that a site may have beside ours, and texts that each would take for its own.
OTHERS = """
abbr admonition codehilite def_list fenced_code meta nl2br sane_lists smarty wikilinks pymdownx.arithmatex pymdownx.betterem
pymdownx.blocks.admonition pymdownx.blocks.details pymdownx.blocks.html pymdownx.blocks.tab pymdownx.caret pymdownx.critic
pymdownx.details pymdownx.emoji pymdownx.escapeall pymdownx.fancylists pymdownx.highlight pymdownx.inlinehilite pymdownx.keys
pymdownx.magiclink pymdownx.mark pymdownx.progressbar pymdownx.saneheaders pymdownx.smartsymbols pymdownx.snippets
pymdownx.striphtml pymdownx.superfences pymdownx.tabbed pymdownx.tasklist pymdownx.tilde
""".split()
TAKEN = (
    "??? who knows that|???+ note|Who??|!!! note|=== tab|/// html|--8<-- x|i. e. they sold|a) one|IV. Part|B. Brown|#. x"
    "|: a term|[ ] a task|[=50%]|++ctrl++|{++x++}|==x==|^^x^^|~~x~~|H~2~O|$x$|(c) --> +/- 1/2|:smile:|*[HTML]: x|@user|"
    "``` py|~~~|key: value|WikiLink [[x]]|www.a.example mailto:a@b.example|\"quoted\" -- 'so' ..."
).split("|")


@pytest.mark.parametrize("extension", OTHERS)
def test_no_extension_takes_words_for_signs(extension: str) -> None:
    source = "\n\n".join(["Begin.", *map(escape_markdown, TAKEN)])
    soup = BeautifulSoup(markdown.markdown(source, extensions=[extension]), "html5lib")
    assert [p.get_text() for p in soup.select("body > *")] == ["Begin.", *TAKEN]


def _annotation(number: int) -> Annotation:
    return Annotation(
        id=f"c{number}",
        slug="s",
        path=f"c{number}.md",
        exact="x",
        claim="x",
        source_type=SourceType["EDITORIAL"],
        verdict=Verdict.OPINION,
        summary="x",
        context=Prose(()),
        checked=date(2026, 1, 1),
    )


def _annotated(blocks: list[str], spans: list[tuple[int, int]]) -> AnnotatedArticle:
    page = ArticlePage(
        slug="s", path="p", title="t", publisher="p", url="https://example.com/", seed="s.txt",
        sha256="", rights="r", published=date(2024, 1, 1), retrieved=date(2024, 1, 1), summary=Prose(()),
    )  # fmt: skip
    article = Article(tuple(Block(text) for text in blocks))
    size = len(article.text)
    ordered = [sorted((a % size, b % size)) for a, b in spans]
    anchors = [Anchor(a, b + 1) for a, b in ordered]
    anchors = [a for a in anchors if _without_separators(article, *a)]  # a quote has words
    claims = tuple(_annotation(n) for n in range(len(anchors)))
    places = {f"c{n}": anchor for n, anchor in enumerate(anchors)}
    annotated = AnnotatedArticle(page, article, claims)
    annotated.__dict__["places"] = places  # as if the quotes had been found there
    return annotated


@given(
    st.lists(TEXT, min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), max_size=30),
)
@settings(max_examples=300, deadline=None)
def test_marks_leave_the_words_alone(blocks: list[str], spans: list[tuple[int, int]]) -> None:
    """However claims nest, overlap or cross paragraphs: the words stay, no claim is lost, each id stands once."""
    annotated = _annotated(blocks, spans)
    rendered = list(render_blocks(annotated))
    notes = [f"[^{a.id}]: note" for a in annotated.published]
    paragraphs = _paragraphs(_wrapped(rendered, notes))
    assert [p.get_text() for p in paragraphs] == blocks
    for claim in annotated.published:
        start, end = annotated.place(claim)
        marks = [m for p in paragraphs for m in p.select(f'mark[data-claim="{claim.id}"]')]
        assert sum(mark.get("id") == f"claim-{claim.id}" for mark in marks) == 1
        words = "".join(mark.get_text() for mark in marks)
        assert words == _without_separators(annotated.article, start, end)


def _without_separators(article: Article, start: int, end: int) -> str:
    pieces = []
    for begin, block in zip(article.starts, article.blocks, strict=True):
        pieces.append(block.text[max(0, start - begin) : max(0, end - begin)])
    return "".join(pieces)


def test_the_real_page_has_exactly_the_words_of_the_seed(real_site: Path) -> None:
    """The built page of the first article, without marks, references and footnotes, is the seed."""
    html = (real_site / "articles/niger-airbase-101/index.html").read_text("utf-8")
    soup = BeautifulSoup(html, "html5lib")
    for tag in soup.select("sup"):
        tag.decompose()
    found = [p.get_text() for p in soup.select(".fc-text p")]
    seed = (ROOT / "seeds/niger-airbase-101.txt").read_text("utf-8")
    assert found == seed.split("\n\n")
    assert sum(text.count("\xa0") for text in found) == 10


def test_claims_page_words_are_the_articles(real_site: Path) -> None:
    """The passage on each claim's page is a paragraph of the seed, with the words marked in it."""
    seed = seeds.read_seed(ROOT / "seeds/niger-airbase-101.txt")
    pages = sorted((real_site / "articles/niger-airbase-101/claims").glob("*.html"))
    assert len(pages) >= 70
    for page in pages:
        soup = BeautifulSoup(page.read_text("utf-8"), "html5lib")
        passage = soup.select_one("blockquote p")
        assert passage is not None
        assert re.sub(r"\s*\n\s*", "\n", passage.get_text()) in seed.text, page.name
