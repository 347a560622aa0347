"""Nothing that people write in a field, a title or a heading is a live element of any built page.

`browser/test_inert.py` runs the pages of claims; here are all kinds of files, own pages and `mkdocs.yml` included.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from builds import build_site
from repository import claim, repository

from annotate.publishing import inert
from annotate.reading.seeds.elements import TAGS

SCRIPT = "</title></style></script><script>hit()</script>"
IMAGE = "\"'><img src=x onerror=hit()>"
_ESCAPED = [text.replace("<", "&lt;").replace(">", "&gt;") for text in (SCRIPT, IMAGE)]
PAYLOADS = (SCRIPT, IMAGE, *_ESCAPED)
CONFIG = """\
site_name: {0}
site_description: {0}
site_author: {0}
copyright: {0}
site_url: https://www.example.org/
theme: {{name: material, font: false}}
plugins: [annotate]
markdown_extensions: [attr_list, footnotes, md_in_html, tables, toc]
nav:
  - index.md
  - articles/index.md
  - meta.md
  - heading.md
  - {0}: named.md
  - {0}: [inner.md]
"""


def _claim(value: str, kind: str = "wording", **more: str) -> str:
    source = dict.fromkeys(("outlet", "title", "says", "origin", "quoted"), value)
    known = {"url": "https://data.example.org/x", "type": "dataset", "stance": "supports"}
    change = {"date": "2026-11-24", "kind": kind, "from": value, "to": value, "why": value}
    texts = ("claim", "summary", "claimant", "would_settle", "single_source_reason", "made_with")
    fields = dict.fromkeys((*texts, "authors"), json.dumps(value)) | {"reviewers": "A. Reader"}
    fields["reply"] = json.dumps([{"who": value, "date": "2026-11-24", "text": value}])
    fields["sources"] = json.dumps([source | known])
    return claim(**fields, history=json.dumps([change]), **more)


def _write(root: Path, payload: str) -> None:
    """A repository with the payload in every field of every kind of file."""
    value = f"Say {payload}"
    quoted = json.dumps(value)
    names = ("title", "publisher", "author", "rights", "made_with")
    repository(
        root,
        {
            "cost": _claim(value),
            "gone": _claim(value, "withdrawn", withdrawn=quoted),
        },
        **dict.fromkeys(names, quoted),
    )
    (root / "mkdocs.yml").write_text(CONFIG.format(quoted), encoding="utf-8")
    outlet = {
        "name": value,
        "domains": "data.example.org",
        "about": value[:120],
        "aliases": f"Or {payload}",
    }
    (root / "docs/outlets.yml").write_text(json.dumps({"outlets": [outlet]}), encoding="utf-8")
    meta = dict.fromkeys(("title", "description", "author", "tags", "status", "subtitle"), value)
    escaped = payload.replace("&", "&amp;").replace("<", "&lt;")
    headings = "".join(f"\n## {n} `{payload}` and {escaped}\n\nWords.\n" for n in "abc")
    pages = {
        "meta.md": f"---\n{json.dumps(meta)}\n---\nWords without a heading.\n",
        "heading.md": f"# Say `{payload}` and {escaped}\n{headings}",
        "named.md": f"Words.\n{headings}",
        "inner.md": "# Inner\n",
    }
    for name, text in pages.items():
        (root / "docs" / name).write_text(text, encoding="utf-8")


def _live(html: str) -> Iterator[str]:
    soup = BeautifulSoup(html, "html5lib")
    for element in soup.find_all(True):
        handlers = [name for name in element.attrs if name.startswith("on")]
        scripted = any("javascript:" in str(element.get(name)) for name in ("href", "src"))
        script = element.name == "script" and element.get("type") != "application/ld+json"
        if handlers or scripted or element.get("src") == "x" or (script and "hit" in element.text):
            yield str(element)[:200]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_written_is_live(payload: str, tmp_path: Path) -> None:
    _write(tmp_path / "r", payload)
    done = build_site(tmp_path / "r", tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    pages = {
        str(file.relative_to(tmp_path / "site")): file.read_text("utf-8")
        for file in (tmp_path / "site").rglob("*.html")
        if "pagefind" not in file.parts
    }
    assert {"meta/index.html", "heading/index.html", "404.html"} <= pages.keys()
    assert {page: found for page, html in pages.items() if (found := list(_live(html)))} == {}
    assert "hit()" in BeautifulSoup(pages["meta/index.html"], "html5lib").select("h1")[0].text


def test_no_attribute_of_a_received_page_is_live(tmp_path: Path) -> None:
    """Each element that an article keeps, and others, with what could end or begin an element in every attribute that is read."""
    values = ("script", "img src=x onerror=hit()", IMAGE, SCRIPT, "javascript:hit()")
    names = ("dir", "href", "alt", "aria-label", "alttext", "lang", "start", "value", "type", "id")
    tags = {tag.partition(" ")[0] for tag in TAGS.values()} | {"font", "span", "img", "math", "svg"}
    blocks = ("p", "blockquote", "ol", "li", "table", "td", "pre", "figure", "h2", "center")
    given = [" ".join(f'{name}="{escape(value)}"' for name in names) for value in values]
    lines = [f"<p>Said: <{tag} {told}>hit()</{tag}>.</p>" for tag in sorted(tags) for told in given]
    lines += [f"<{tag} {told}>Words.</{tag}>" for tag in blocks for told in given]
    words = "about $3.2 million, the council’s engineer said"
    html = f"<!doctype html><html lang=en><body><article><p>It cost {words}.</p>{''.join(lines)}</article></body></html>"
    repository(tmp_path / "r", {"cost": claim(words)}, html, suffix="html")
    (tmp_path / "r/mkdocs.yml").write_text(CONFIG.format("Scratch").partition("nav:")[0], "utf-8")
    done = build_site(tmp_path / "r", tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    page = (tmp_path / "site/articles/bridge/index.html").read_text("utf-8")
    assert list(_live(page)) == []
    text = BeautifulSoup(page, "html5lib").select_one(".fc-text, article")
    assert text is not None
    assert text.text.count("hit()") >= len(tags)
    assert not text.select("script, img[src=x], object, iframe")


def test_the_notice_in_the_footer_keeps_its_links(tmp_path: Path) -> None:
    """MkDocs takes HTML there: its words, emphasis and links stay, whatever else is live goes."""
    notice = (
        "© 2026 <a href='https://www.example.org/terms' onclick='hit()'>Terms &amp; more</a>, "
        "<em>all</em> of <a href='javascript:hit()'>it</a><img src=x> < 3"
    )
    root = repository(tmp_path / "r", {"cost": claim()})
    config = CONFIG.replace("  - {0}: named.md\n  - {0}: [inner.md]\n", "").replace(
        "  - meta.md\n  - heading.md\n", ""
    )
    (root / "mkdocs.yml").write_text(
        config.replace("copyright: {0}", f"copyright: {json.dumps(notice)}").format("Sample"),
        encoding="utf-8",
    )
    done = build_site(root, tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    footer = BeautifulSoup((tmp_path / "site/index.html").read_text("utf-8"), "html5lib").footer
    assert footer
    assert footer.select("p")[-1].decode_contents().strip() == (
        '© 2026 <a href="https://www.example.org/terms" rel="noopener">Terms &amp; more</a>, '
        '<em>all</em> of <a rel="noopener">it</a> &lt; 3'
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<em>a</em> <strong>b</strong><br>c", "<em>a</em> <strong>b</strong><br>c"),
        ('<a href="https://x.example/" onclick="x()">a</a>', '<a href="https://x.example/" rel="noopener">a</a>'),
        ('<a href="http://x.example/">a</a>', '<a href="http://x.example/" rel="noopener">a</a>'),
        ('<a href="mailto:a@x.example">a</a>', '<a href="mailto:a@x.example" rel="noopener">a</a>'),
        ('<a href="javascript:x()">a</a>', '<a rel="noopener">a</a>'),
        ("<i>a</i><script>b</script><img src=c> & <", "a &amp; &lt;"),
    ],
)  # fmt: skip
def test_of_the_sites_notice_words_and_links_are_left(written: str, shown: str) -> None:
    """MkDocs allows HTML in `copyright`."""
    assert inert.notice(written) == shown
