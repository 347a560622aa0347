"""`strict_content`: below `docs/` nothing runs, styles or redirects; what pages need is accepted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT
from repository import claim, repository

from annotate.checking.check import check
from annotate.editing.starting import start
from annotate.model.problems import format_text

STRICT = "plugins:\n  - annotate: {strict_content: true}\n"
SUBFOLDERS = {"Articles/x.md": "# X\n", "outlets/mine.md": "# X\n"}
FILES = dict.fromkeys(
    "evil.html a/page.XHTML x.htm sw.js x.mjs x.css x.svg CNAME _headers robots.txt".split(), "x"
)
PAGES = {
    "script": "# A\n\n<script>alert(1)</script>\n",
    "element in code": "`<img src=x onerror=hit()>`\n",
    "comment": "# A\n\n<!-- the rest is gone",
    "style": "Words <span style='display:none'>no</span>\n",
    "attribute": "[x](a.md){: onclick=hit() }\n",
    "class": "**True**{.fc-verdict}\n",
    "class after an id": "[ ](https://evil.example/){#w .md-overlay}\n",
    "word in braces": "Words.\n{: hidden }\n",
    "class of a heading": "# A {#z .md-overlay}\n",
    "almost an address": "<mailto:x onclick=hit() tabindex=0>here\n",
    "almost an address, without a space": "<mailto:x/onclick=hit()>here\n",
    "address in an address": "<https://a.example <http://b.example> x=y>\n",
    "picture of another host": "![x](https://evil.example/track.png)\n",
    "picture of another host, in short": "![x](&#47;\\/evil.example/track.png)\n",
    "picture by reference": "![x]\n\n[x]: https://evil.example/track.png\n",
    "address": "[x](java\nscript:alert(1))\n",
    "coded address": "[x](&#106;avascript:alert(1))\n",
    "reference": "[x][y]\n\n[y]:\n  vbscript:x\n",
    "data": "[x](data:text/html,hi)\n",
    "template": "---\ntitle: A\ntemplate: redirect.html\n---\n# A\n",
    "template after a false end": "---\ntitle: A\n---z\ntemplate: x\n---\n# A\n",
    "indented": "---\n template: x\n---\n# A\n",
    "flow": "---\n{title: A, template: x}\n---\n# A\n",
    "quoted key": '---\n"template": x\n---\n# A\n',
    "no fence": "template: redirect.html\n\n# A\n",
    "no fence, later": "title: A\n   template: x\n\n# A\n",
    "redirect": "---\nredirect: https://evil.example/\n---\n",
}
FINE = {
    "about.md": "---\ntitle: About us\nhide:\n  - toc\n---\n# About {#us}\n\n1 < 2, [home](index.md), <https://example.org/>, <mailto:us@example.org>.\n\n![A photo](photo.JPG) beside [a page](https://example.org/).\n",
    "index.md": "# Home\n\n<!-- annotate: articles -->\n",
    "methodology.md": '# Method\n\nNote: data: is a word, a [page](https://example.org/ "what: this").\n',
    **dict.fromkeys("photo.JPG a.avif a.gif a.ico a.jpeg a.png a.webp".split(), "x"),
}


def _codes(root: Path, files: dict[str, str], settings: str = STRICT) -> list[str]:
    repository(root, {"cost": claim()})
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    for name, text in files.items():
        (root / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / name).write_text(text, encoding="utf-8")
    return [problem.code for problem in check(root).problems if problem.is_error]


@pytest.mark.parametrize("name", [*FILES, *SUBFOLDERS])
def test_a_file_that_is_neither_page_nor_picture_is_refused(name: str, tmp_path: Path) -> None:
    files = {name: (FILES | SUBFOLDERS)[name]}
    assert _codes(tmp_path / "strict", files) == ["foreign-content"]
    assert _codes(tmp_path / "free", files, "site_name: X\n") == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_could_run_or_style_is_refused(name: str, tmp_path: Path) -> None:
    assert "foreign-content" in _codes(tmp_path, {"x.md": PAGES[name]})


def test_what_pages_need_is_accepted(tmp_path: Path) -> None:
    """Front matter, headings with ids, addresses, pictures, and pages in place of those that have a default text."""
    assert _codes(tmp_path, FINE) == []


def test_a_new_site_is_strict(tmp_path: Path) -> None:
    start(tmp_path)
    (tmp_path / "docs/x.js").write_text("x", encoding="utf-8")
    checked = check(tmp_path)
    assert checked.settings.strict_content
    assert [p.code for p in checked.problems if p.is_error] == ["foreign-content"]


def test_what_is_said(tmp_path: Path, expected: Callable[[Path, str], None]) -> None:
    """Of each file and page that is refused: what is found, and what to do."""
    root = repository(tmp_path, {"cost": claim()})
    (root / "mkdocs.yml").write_text(STRICT, encoding="utf-8")
    pages = {f"{name.replace(' ', '-')}.md": text for name, text in PAGES.items()}
    for name, text in (FILES | SUBFOLDERS | pages).items():
        (root / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / name).write_text(text, encoding="utf-8")
    told = [p for p in check(root).problems if p.code == "foreign-content"]
    expected(ROOT / "tests/cases/strict.txt", "\n".join(map(format_text, told)) + "\n")
