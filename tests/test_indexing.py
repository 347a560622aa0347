"""The search index: made in the language that was asked for, what went wrong is told, and it can be stopped."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from conftest import ROOT

from annotate.publishing import indexing
from annotate.publishing.indexing import Indexing
from annotate.publishing.site import build

if TYPE_CHECKING:
    from annotate.model import AnnotatedArticle

PAGE = "<!doctype html><html lang='en'><title>A page</title><body><p>The bridge is closed.</p></body></html>"


def _site(folder: Path, pages: int = 1) -> Path:
    for number in range(pages):
        (folder / f"page-{number}.html").write_text(PAGE, encoding="utf-8")
    return folder


def test_the_language_is_the_one_asked_for(tmp_path: Path) -> None:
    assert Indexing(str(_site(tmp_path)), ["de"]).finish() == ""
    entry = json.loads((tmp_path / "pagefind/pagefind-entry.json").read_text("utf-8"))
    assert [(name, told["page_count"]) for name, told in entry["languages"].items()] == [("de", 1)]


def test_scripts_ask_all_indexes(monkeypatch: pytest.MonkeyPatch) -> None:
    for articles, indexes in ((2, 1), (1, 3)):
        monkeypatch.setattr(indexing, "_ARTICLES", articles)
        files = build(ROOT / "tests/cases/site/repository").files
        assert f"export const INDEXES = {indexes};" in str(files["assets/annotate/asking.js"])
        page = str(files["articles/old-bridge/claims/ferry-fare.html"])
        assert ("data-pagefind-sort" in page) == (indexes == 1)


def test_what_is_to_be_installed_is_said_in_the_same_words_everywhere() -> None:
    what, _, command = indexing.EXTENDED.partition(": ")
    assert f"{what}: `{command}`" in " ".join((ROOT / "README.md").read_text("utf-8").split())
    for page in ("README.md", "docs/publish.md"):
        assert indexing.SPACED in " ".join((ROOT / page).read_text("utf-8").split())
    settings = (ROOT / "pyproject.toml").read_text("utf-8")
    assert f'# {what}.\nextended = ["pagefind[extended]' in settings


@pytest.mark.parametrize(
    ("languages", "missing"),
    [
        (["en", "ko"], ""),
        (["th-TH", "en"], indexing.EXTENDED),
        (["lo", "en"], indexing.SPACED),
        (["km-KH", "ja"], f"{indexing.EXTENDED} {indexing.SPACED}"),
    ],
)
def test_what_is_missing_is_told_only_where_it_helps(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, languages: list[str], missing: str
) -> None:
    monkeypatch.setattr(indexing, "_has_extended", lambda: False)
    made = Indexing(str(_site(tmp_path)), languages)
    assert made.missing == missing
    assert made.finish() == ""


def test_what_went_wrong_is_told(tmp_path: Path) -> None:
    assert "not able to build an index" in Indexing(str(tmp_path / "no-such-folder"), []).finish()


def test_a_program_that_says_nothing_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        indexing, "import_module", lambda _: SimpleNamespace(get_executable=lambda: "false")
    )
    assert Indexing(str(_site(tmp_path)), []).finish() == "It gives no reason."


def test_a_program_that_is_not_there_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its package was taken out, or has no program for this system."""
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    monkeypatch.setitem(sys.modules, "pagefind_bin_extended", None)
    assert "pagefind_bin" in Indexing(str(_site(tmp_path)), []).finish()
    monkeypatch.setattr(
        indexing,
        "import_module",
        lambda _: SimpleNamespace(get_executable=lambda: "no-such-program"),
    )
    assert "no-such-program" in Indexing(str(_site(tmp_path)), []).finish()


def test_an_indexing_that_runs_is_ended(tmp_path: Path) -> None:
    parts = [[f"a{number}"] for number in range(5)]
    for (name,) in parts:
        (tmp_path / "articles" / name).mkdir(parents=True)
        _site(tmp_path / "articles" / name, 1_000)
    made = Indexing(str(tmp_path), [], parts)
    made.stop()
    made.stop()  # nothing is left to end
    assert not list(tmp_path.rglob("pagefind-entry.json"))


def test_each_page_is_in_one_of_several_indexes(tmp_path: Path) -> None:
    names = (
        "index.html",
        "odd {a,b} [c]/index.html",
        "articles/index.html",
        "articles/pages/2/index.html",
        "articles/pages/index.html",
        "sources/index.html",
        "sources/x.html",
        "sources/pages/2/index.html",
        "guide/pages/a/index.html",
    )
    articles = [
        f"articles/a{number}/{page}.html" for number in range(5) for page in ("index", "claims/c")
    ]
    for name in (*names, *articles):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(PAGE, encoding="utf-8")
    parts = [["a0"], ["a1", "a2"], ["a3", "a4", "pages"]]
    assert Indexing(str(tmp_path), ["en"], parts).finish() == ""
    found = {}
    for folder in ("pagefind", "pagefind/2", "pagefind/3", "pagefind/4"):
        records = [_record(file) for file in (tmp_path / folder / "fragment").iterdir()]
        found[folder] = sorted(record["url"] for record in records)
    assert found["pagefind/2"] == ["/articles/a0/claims/c.html"]
    assert found["pagefind/3"] == ["/articles/a1/claims/c.html", "/articles/a2/claims/c.html"]
    assert len(found["pagefind/4"]) == 2
    assert found["pagefind"] == [
        "/",
        "/articles/",
        *(f"/articles/a{number}/" for number in range(5)),
        "/articles/pages/",
        "/guide/pages/a/",
        "/odd {a,b} [c]/",
        "/sources/",
        "/sources/x.html",
    ], "of a list's pages the first"


def _record(file: Path) -> dict[str, str]:
    record: dict[str, str] = json.loads(
        gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd")
    )
    return record


def test_articles_are_divided_by_their_claims() -> None:
    def parts(*claims: int) -> list[int]:
        """How many of some articles, with so many claims each, are in each index."""
        pages = (SimpleNamespace(slug=f"a{number}") for number, _ in enumerate(claims))
        made = [
            SimpleNamespace(page=page, published=range(n))
            for page, n in zip(pages, claims, strict=True)
        ]
        divided = indexing.parts_of(cast("list[AnnotatedArticle]", made))
        names = [article.page.slug for article in made]
        assert [name for part in divided for name in part] == names[: len(names) * bool(divided)]
        return list(map(len, divided))

    assert parts() == parts(1_000, 3_500) == parts(*[1] * 1_000) == []
    assert parts(2_500, 2_001) == [1, 1]
    assert parts(*[45] * 101) == [51, 50]
    assert parts(*[1] * 2_100) == [700, 700, 700]
    assert parts(30_000, 1, 1) == [1, 2], "no index is empty"
