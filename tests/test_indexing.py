"""The search index: made in the language that was asked for, what went wrong is told, and it can be stopped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import ROOT

from annotate.publishing import indexing
from annotate.publishing.indexing import Indexing

PAGE = "<!doctype html><html lang='en'><title>A page</title><body><p>The bridge is closed.</p></body></html>"


def _site(folder: Path, pages: int = 1) -> Path:
    for number in range(pages):
        (folder / f"page-{number}.html").write_text(PAGE, encoding="utf-8")
    return folder


def test_the_language_is_the_one_asked_for(tmp_path: Path) -> None:
    assert Indexing(str(_site(tmp_path)), ["de"]).finish() == ""
    entry = json.loads((tmp_path / "pagefind/pagefind-entry.json").read_text("utf-8"))
    assert [(name, told["page_count"]) for name, told in entry["languages"].items()] == [("de", 1)]


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


def test_an_indexing_that_runs_is_ended(tmp_path: Path) -> None:
    indexing = Indexing(str(_site(tmp_path, 2_000)), [])
    indexing.stop()
    assert indexing._process.returncode == -9
    indexing.stop()  # nothing is left to end
