"""`annotate new` writes only what `annotate check` accepts but for what is to be filled in; `annotate init` begins a site."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from repository import ARTICLE, claim, repository

from annotate import check, read_seed
from annotate.cli import main
from annotate.editing import drafting

FILLED = claim().split("\n", 3)[3]  # the fields and the context of a claim that is right


def _new(root: Path, monkeypatch: pytest.MonkeyPatch, words: str, *options: str) -> tuple[int, str]:
    monkeypatch.chdir(root)
    done = CliRunner().invoke(main, ["new", "bridge", words, *options])
    return done.exit_code, done.output


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_any_words_of_an_article_become_a_quote_that_is_accepted(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Wherever they are cut, and with a space where a paragraph ends."""
    text = read_seed(_seed(tmp_path_factory)).text
    start = data.draw(st.integers(0, len(text) - 30))
    words = text[start : start + data.draw(st.integers(8, 120))].replace("\n\n", " ").strip()
    root = repository(tmp_path_factory.mktemp("new"), {})
    try:
        selected = drafting.select(read_seed(root / "seeds/bridge.txt"), words)
    except drafting.DraftError as error:
        assert "times in the article" in str(error)  # a few letters may stand twice
        return
    head = drafting.draft(selected.selector, date(2026, 1, 1), is_draft=False).split(
        "# What the quoted"
    )[0]
    (root / "docs/articles/bridge/claims").mkdir(parents=True, exist_ok=True)
    (root / "docs/articles/bridge/claims/a.md").write_text(head + FILLED, encoding="utf-8")
    assert [p.code for p in check(root).problems if p.is_error] == []


def _seed(factory: pytest.TempPathFactory) -> Path:
    path = factory.mktemp("seed") / "bridge.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_words_cut_inside_are_made_whole_and_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository(tmp_path, {})
    code, told = _new(tmp_path, monkeypatch, "close the bridg")
    assert (code, told.split("\n")[0]) == (0, "Made whole: “close the bridge”.")
    text = (tmp_path / "docs/articles/bridge/claims/close-the-bridge.md").read_text("utf-8")
    assert "quote: >-\n  close the bridge\n" in text


def test_words_over_the_end_of_a_paragraph_get_their_line_break(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository(tmp_path, {})
    assert _new(tmp_path, monkeypatch, "daily traffic”. Repairs will cost", "--id", "a")[0] == 0
    text = (tmp_path / "docs/articles/bridge/claims/a.md").read_text("utf-8")
    assert "  daily traffic”.\n\n  Repairs will cost\n" in text


@pytest.mark.parametrize("end", ["\x85", "\u2028", "\u2029"])
def test_what_ends_a_line_for_yaml_alone_is_a_space_of_the_quote(tmp_path: Path, end: str) -> None:
    words = f"Ten thousand sheep{end}reviewers: [An Editor]{end}were sold"
    root = repository(tmp_path, {}, f"{words}.\n")
    selected = drafting.select(read_seed(root / "seeds/bridge.txt"), words)
    text = drafting.draft(selected.selector, date(2026, 1, 1), is_draft=False)
    file = root / "docs/articles/bridge/claims/a.md"
    file.write_text(text.split("# What the quoted")[0] + FILLED, encoding="utf-8")
    assert [p.code for p in check(root).problems if p.is_error] == []


def test_words_that_are_annotated_already_name_the_claim(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository(tmp_path, {"cost": claim()})
    code, told = _new(tmp_path, monkeypatch, "$3.2 million")
    assert (code, told) == (
        1,
        "These words are annotated already:\n"
        "  Supported: Repairs of the bridge will cost about 3.2 million dollars.\n"
        "  docs/articles/bridge/claims/cost.md\n"
        "Add to that file, or write another claim with --anyway.\n",
    )
    assert [f.name for f in (tmp_path / "docs/articles/bridge/claims").iterdir()] == ["cost.md"]
    assert _new(tmp_path, monkeypatch, "$3.2 million", "--anyway")[0] == 0
    assert _new(tmp_path, monkeypatch, "Repairs will cost about $3.2 million")[0] == 0


def test_an_untouched_file_gives_one_list_of_what_to_fill_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository(tmp_path, {})
    _new(tmp_path, monkeypatch, "close the bridge", "--id", "a")
    found = check(tmp_path).problems
    assert [problem.code for problem in found] == ["empty-value"]
    needed = [
        "claim",
        "source_type",
        "verdict",
        "summary",
        "url",
        "outlet",
        "type",
        "stance",
        "says",
    ]
    for name in needed:
        assert re.search(rf"`{name}` \(line \d+\)", found[0].message), name
    assert "the context (line" in found[0].message


def test_a_draft_is_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository(tmp_path, {})
    _new(tmp_path, monkeypatch, "close the bridge", "--id", "a", "--draft")
    path = tmp_path / "docs/articles/bridge/claims/a.md"
    assert "\ndraft: true\n---\n" in path.read_text("utf-8")


def test_words_within_others_are_none_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither where they are told apart nor where all are listed."""
    repository(tmp_path / "one", {}, "The owners sold their mill for 14 million.\n")
    code, told = _new(tmp_path / "one", monkeypatch, "mill")
    assert (code, told) == (
        0,
        "Wrote docs/articles/bridge/claims/mill.md. Fill it in, then run: annotate check\n",
    )
    repository(tmp_path / "two", {}, "It is the other one. Their mill is the one.\n")
    code, told = _new(tmp_path / "two", monkeypatch, "the")
    assert "These words stand 2 times in the article:" in told


def test_what_is_nearest_is_not_cut_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = (
        "The mayor of the old town said on Friday that " + "the very long bridge " * 12 + "is safe."
    )
    repository(tmp_path, {}, long + "\n")
    code, told = _new(tmp_path, monkeypatch, long.replace("Friday", "Monday"))
    assert code == 1
    assert long.removesuffix(".") in told


class TestInit:
    def test_the_new_site_has_no_problem_and_says_what_comes_next(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        done = CliRunner().invoke(main, ["init", "site"])
        assert done.exit_code == 0
        assert "cd site" in done.output
        assert "annotate add" in done.output
        checked = check(tmp_path / "site")
        assert checked.problems == ()
        assert sorted(a.verdict.id for a in checked.library.articles[0].published) == [
            "contradicted",
            "opinion",
            "supported",
        ]
        assert "**sample**" in (tmp_path / "site/docs/articles/sample/index.md").read_text("utf-8")

    def test_nothing_that_is_there_is_overwritten(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "README.md").write_text("Mine.\n", encoding="utf-8")
        done = CliRunner().invoke(main, ["init", "."])
        assert done.exit_code == 2
        assert "README.md" in done.output
        assert [f.name for f in tmp_path.iterdir()] == ["README.md"]

    def test_its_workflows_use_what_ours_use(self) -> None:
        """Actions are pinned by commit; the copies that a new site gets are pinned to the same."""
        ours, theirs = (
            {
                line.strip()
                for name in ("check.yml", "deploy.yml")
                for line in (folder / name).read_text("utf-8").split("\n")
                if "uses:" in line
            }
            for folder in (
                ROOT / ".github/workflows",
                ROOT / "annotate/editing/site/dot_github/workflows",
            )
        )
        assert theirs
        assert theirs <= ours
