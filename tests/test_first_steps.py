"""The first half hour: what is missing is named, with the command that makes it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner
from repository import claim, repository

from annotate.cli import main

NO_ARTICLE = (
    "There is no article yet: `annotate add` makes one of an address, a saved page or a text."
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, arguments)
    return done.exit_code, done.output


def test_an_empty_repository_is_told_how_to_begin(root: Path) -> None:
    (root / "docs/articles").mkdir(parents=True)
    assert _run("check") == (0, f"No problems.\n{NO_ARTICLE}\n")
    for command in (["coverage"], ["new", "bridge", "words"]):
        code, told = _run(*command)
        assert (code, told.split("Error: ")[1]) == (2, f"{NO_ARTICLE}\n")


@pytest.mark.parametrize("command", [["check"], ["build", "--out", "out"], ["coverage"]])
def test_the_wrong_folder_is_named_with_the_command_that_begins_a_site(
    root: Path, command: list[str]
) -> None:
    code, told = _run(*command)
    assert code == 2
    assert f"{root} is not in a repository" in told
    assert f"`annotate init {root}` begins one." in told
    assert list(root.iterdir()) == []


def test_a_seed_without_a_page_is_named(root: Path) -> None:
    repository(root, {"cost": claim()})
    (root / "seeds/other.txt").write_text("Words.\n", encoding="utf-8")
    (root / "seeds/README.md").write_text("Not a seed.\n", encoding="utf-8")
    code, told = _run("check")
    assert code == 0
    assert "seeds/other.txt:1:1: warning: unused-seed" in told
    assert "`annotate add seeds/other.txt`" in told
    assert "README" not in told


class TestAMissingChecksum:
    def _unpinned(self, root: Path, claims: dict[str, str]) -> Path:
        repository(root, claims)
        page = root / "docs/articles/bridge/index.md"
        lines = page.read_text("utf-8").split("\n")
        page.write_text("\n".join(li for li in lines if "sha256" not in li), encoding="utf-8")
        return page

    def test_it_is_written_while_there_are_no_claims(self, root: Path) -> None:
        page = self._unpinned(root, {})
        assert "`annotate check --fix` writes it" in _run("check")[1]
        code, told = _run("check", "--fix")
        assert code == 0
        assert "sha256 of seeds/bridge.txt written" in told
        checksum = hashlib.sha256((root / "seeds/bridge.txt").read_bytes()).hexdigest()
        assert f"sha256: {checksum}\n" in page.read_text("utf-8")

    def test_it_is_not_written_over_claims(self, root: Path) -> None:
        page = self._unpinned(root, {"cost": claim()})
        before = page.read_bytes()
        code, told = _run("check", "--fix")
        assert code == 1
        assert "`annotate rebase`" in told
        assert page.read_bytes() == before

    def test_one_that_is_there_is_never_changed(self, root: Path) -> None:
        repository(root, {})
        page = root / "docs/articles/bridge/index.md"
        before = page.read_bytes()
        (root / "seeds/bridge.txt").write_text("Other words.\n", encoding="utf-8")
        assert _run("check", "--fix")[0] == 1
        assert page.read_bytes() == before


def test_coverage_gives_no_share_of_nothing(root: Path) -> None:
    repository(root, {})
    told = _run("coverage")[1]
    assert "  0 claims.\n" in told
    opinion = claim(verdict="opinion", sources="[]").replace("sources: []\n", "")
    (root / "docs/articles/bridge/claims/cost.md").write_text(opinion, encoding="utf-8")
    assert "  1 claim, none of them about facts.\n" in _run("coverage")[1]


def test_warnings_that_are_alike_take_one_line(root: Path) -> None:
    insecure = claim().replace("https://data", "http://data")
    repository(root, {"a": insecure, "b": insecure.replace("will cost", "may cost"), "c": claim()})
    code, told = _run("check")
    warned = [line for line in told.split("\n") if "insecure-address" in line and "claims/" in line]
    assert code == 1  # two files make the same claim about the same words
    assert len(warned) == 1
    assert "Likewise 1 more: docs/articles/bridge/claims/b.md:" in warned[0]
