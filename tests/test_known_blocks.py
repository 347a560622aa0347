"""Blocks of our pages that become HTML at once become the HTML that Python-Markdown makes of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from builds import build_site
from conftest import ROOT
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from mkdocs.utils import meta
from repository import claim, repository

from annotate.publishing.guest import BACKLINK, EXTENSIONS, KNOWN
from annotate.publishing.site import build
from annotate.text.escaping import escape_markdown

_SIGNS = (
    "word", " ", "  ", "*", "**", "_", "`", "\\", "[", "]", "(", ")", "![", "[^a]", "[x](y.md)", "[x](y 'z')", "[x][y]", "<", ">",
    "<b>", "</b>", '<a href="x&#95;y">', "</a>", "<br>", '<span title="a  b">', "</span>", "<div>", "<b>\u00a0</b>", "&", "&amp;",
    "&#46;", "!", "#", "# ", "-   ", "1.  ", "2)", "> ", "---", ":", "=", "|", "{: .x }", "{x}", "~~~", "http://a.example", "a@b.example",
    "<https://a.example>", "<a@b.example>", "$x$", "\u0085", "\u00a0", "\u2003", "\u200b", "é", "ب", "\x02", "\x03", "\x7f", "+", "^",
)  # fmt: skip
_lines = st.lists(st.sampled_from(_SIGNS), min_size=1, max_size=8).map("".join)
_words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20).map(escape_markdown)
_ours = st.sampled_from(("**{}**", "[{}](../x.md#y)", '<b class="a">{}</b>', "{} and"))
_written = st.lists(st.builds(str.format, _ours, _words), min_size=1, max_size=4).map("".join)
_any = _lines | _written


def _both(markdown: str) -> tuple[str, str]:
    """What Python-Markdown makes of a page without us, and with us."""
    ours: dict[str, dict[str, object]] = {"footnotes": dict(BACKLINK)}
    of = ([*EXTENSIONS, "fenced_code", *more] for more in ([], [KNOWN]))
    alone, quick = (Markdown(extensions=e, extension_configs=ours).convert(markdown) for e in of)
    return alone, quick


@settings(deadline=None, max_examples=300)
@example(["word", "\x85"])  # of nothing is made nothing: then the paragraph before it is the last
@example(["1.  word", "- word", "word"])
@example([" word", "a", "word "])
@given(st.lists(_any, min_size=1, max_size=4))
def test_notes(paragraphs: list[str]) -> None:
    note = "\n\n    ".join(paragraphs)
    alone, quick = _both(f"x[^a]\n\n[^a]: {note}\n\n[^b]: a\n\n    b\n")
    assert quick == alone


@settings(deadline=None, max_examples=150)
@example([("word", "|"), ("word", "|")])
@example([("a", "b"), ("", "c")])
@example([("a", "b"), ("c", "d | e")])
@given(st.lists(st.tuples(_any, _any), min_size=1, max_size=3))
def test_tables(rows: list[tuple[str, str]]) -> None:
    head, *body = (f"| {first} | {second} |" for first, second in rows)
    alone, quick = _both("\n".join(["x", "", head, "| --- | --- |", *body, "", "y"]))
    assert quick == alone


@pytest.mark.parametrize(
    "lines", [("|ab|cd|", "|ef|gh|"), ("| a | b |", "|c|"), ("| a || b |", "| c || d |")]
)
def test_tables_without_spaces_or_with_other_columns(lines: tuple[str, str]) -> None:
    head, row = lines
    alone, quick = _both(f"x\n\n{head}\n| --- | --- |\n{row}\n\ny")
    assert quick == alone


@settings(deadline=None, max_examples=150)
@example("word", "[](../x.md#y)")
@example("1.  ", "word")
@example("[^a]: ", " word")
@given(_any, _any)
def test_words_with_references(before: str, after: str) -> None:
    mark = '<mark id="claim-a" class="fc">words</mark><span class="fc-ref">[^a]</span>'
    alone, quick = _both(f'<div markdown="1">\n\n{before}{mark}{after}\n\n</div>\n\n[^a]: a\n')
    assert quick == alone


@pytest.mark.parametrize("repository", [ROOT, ROOT / "tests/cases/site/repository"])
def test_whole_pages(repository: Path) -> None:
    pages = build(repository).files
    for path in filter(lambda path: path.startswith("articles/") and path.endswith(".md"), pages):
        markdown, _ = meta.get_data(str(pages[path]))
        alone, quick = _both(markdown)
        assert quick == alone, path


def test_a_page_that_links_to_a_mark_is_told_only_of_one_that_is_not_there(tmp_path: Path) -> None:
    root = repository(tmp_path, {"one": claim()})
    config = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(f"{config}validation: {{anchors: warn}}\n", encoding="utf-8")
    page = "articles/bridge/index.md"
    (root / "docs/about.md").write_text(f"[A]({page}#claim-one) [B]({page}#claim-two)\n")
    told = build_site(root).stderr
    assert "#claim-two" in told
    assert "#claim-one" not in told
