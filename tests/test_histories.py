"""The history of an article's page: shown on it, among the corrections and in the feed, each entry as one of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from history import commit
from repository import claim, repository, write_page

from annotate.cli import main
from annotate.publishing.site import build

ENTRIES = """[
  {date: 2026-11-25, kind: wording, why: The author was somebody else.},
  {date: 2026-11-25, kind: wording, why: The summary named another day.},
  {date: 2026-11-26, kind: article, why: The *paper* has mended its text.}]"""


def _built(root: Path, history: str) -> dict[str, str]:
    repository(
        root,
        {"cost": claim(history="\n  - {date: 2026-11-24, kind: wording, why: A slip was mended.}")},
    )
    write_page(root, history=history)
    result = build(root)
    assert [p.message for p in result.problems if p.is_error] == []
    return {path: str(result.files[path]) for path in result.files if "." in path}


def test_a_pages_history_is_shown_everywhere(tmp_path: Path) -> None:
    files = _built(tmp_path, ENTRIES)
    page, corrections = files["articles/bridge/index.md"], files["corrections.md"]
    feed = files["corrections.xml"]
    for why in ("somebody else", "another day", "&#42;paper&#42; has mended"):
        assert why in page
        assert why in corrections
    assert "26 November 2026: Article’s text. The" in page
    assert corrections.index("26 November") < corrections.index("24 November")
    assert feed.count("<entry>") == 4
    assert len(set(re.findall("<id>(.*?)</id>", feed))) == 5
    assert 'articles/bridge/" rel="alternate"' in feed


def test_a_page_has_no_verdict_that_could_change(tmp_path: Path) -> None:
    repository(tmp_path, {"cost": claim()})
    write_page(tmp_path, history="[{date: 2026-11-25, kind: verdict, why: It is better so.}]")
    (problem,) = (p for p in build(tmp_path).problems if p.is_error)
    assert problem.code == "history-out-of-step"
    assert problem.location.path == "docs/articles/bridge/index.md"


def test_what_changed_about_definitions_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dated line of the page on the method is a correction, in the feed too; it stays as it was, and gives a reason."""
    repository(tmp_path, {"cost": claim()})
    page = tmp_path / "docs/methodology.md"
    page.write_text("# Method\n\n- 2026-11-24: Supported asked for too much.\n", "utf-8")
    files = build(tmp_path).files
    for name in ("corrections.md", "corrections.xml"):
        assert "Supported asked for too much." in str(files[name])
        assert "methodology" in str(files[name])
    commit(tmp_path)
    monkeypatch.chdir(tmp_path)
    for line, code in (
        ("- 2026-11-24: Supported asked for much.", "history-rewritten"),
        ("- 2026-11-24: Supported asked for too much.\n- 2026-11-25: Typo.", "says-too-little"),
        ("- 2026-11-24: Supported asked for too much.\n- 2999-11-25: A b c.", "date-in-future"),
        ("- 2026-11-24: Supported asked for too much.\n- 2026-99-25: No day.", "silent-change"),
        (
            "- 2026-11-24: Supported asked for too much.\n- 2026-11-23: It asks for less.",
            "out-of-step",
        ),
    ):
        page.write_text(f"# Method\n\n{line}\n", "utf-8")
        told = CliRunner().invoke(main, ["check", "--base", "HEAD"]).output
        assert f"{code}:" in told, told
