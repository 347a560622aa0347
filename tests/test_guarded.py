"""What a pull request may change quietly: the lists of `tests/cases/guard`, by the commands that a forge runs."""

from __future__ import annotations

import hashlib
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT
from history import commit, git
from test_contributing import Expected

from annotate.cli import main

CASES = ROOT / "tests/cases/guard"
FILES = {
    **{name: f"docs/articles/bridge/claims/{name}.md" for name in ("cost", "vote", "gone", "plan")},
    "page": "docs/articles/bridge/index.md",
    "outlets": "docs/outlets.yml",
    "methodology": "docs/methodology.md",
    "index": "docs/index.md",
    "mkdocs": "mkdocs.yml",
    "seed": "seeds/bridge.txt",
}


def _lines(name: str) -> list[str]:
    lines = (CASES / f"{name}.txt").read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def _edit(root: Path, line: str) -> None:
    _, *parts = line.split(" | ")
    for name, before, after in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        file = root / FILES.get(name, name)
        if name == "commit":
            commit(root, after.replace("\\n", "\n"))
            continue
        if before == "*":
            file.unlink()
            continue
        if before == "+":
            file.parent.mkdir(parents=True, exist_ok=True)
            same = (root / FILES["seed"]).read_text("utf-8")
            file.write_text(same if after == "SEED" else after.replace("\\n", "\n"), "utf-8")
            continue
        text = file.read_text("utf-8")
        old, new = before.replace("\\n", "\n"), after.replace("\\n", "\n")
        if before == "SHA":  # pinned to the seed as it will be
            seed = (root / FILES["seed"]).read_bytes()
            changed = seed.replace(parts[4].encode(), parts[5].encode(), 1)
            old, new = (hashlib.sha256(data).hexdigest() for data in (seed, changed))
        file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("guarded") / "site"
    shutil.copytree(CASES / "repository", root)
    commit(root)
    return root


@pytest.mark.parametrize("line", _lines("changes") + _lines("harmless"))
def test_a_change_gets_its_answer(
    line: str, published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "site"
    shutil.copytree(published, root)
    base = git(root, "rev-parse", "HEAD").strip()
    _edit(root, line)
    monkeypatch.chdir(root)
    monkeypatch.setenv(
        "SOURCE_DATE_EPOCH", str(int(datetime(2026, 11, 27, tzinfo=UTC).timestamp()))
    )
    expected = line.partition(" | ")[0]
    checked = CliRunner().invoke(main, ["check", "--base", base])
    if expected in ("told", "nothing"):
        assert checked.exit_code == 0, checked.output
    else:
        assert f": {expected}:" in checked.output
        assert checked.exit_code == 1
    told = CliRunner().invoke(main, ["changes", "--base", base]).output
    touched = {FILES.get(name, name) for name in line.split(" | ")[1::3]} - {"commit"}
    assert [path for path in touched if path not in told] == []


def test_a_trailer_answers_and_a_broken_base_does_not_pass(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`Editorial: CLAIM REASON` answers for that claim; what was broken at the base is compared with nothing."""
    root = tmp_path / "site"
    shutil.copytree(published, root)
    monkeypatch.chdir(root)
    base = git(root, "rev-parse", "HEAD").strip()
    line = "confirm-editorial | cost | gives the same figure | has the same figure"
    _edit(root, line)
    commit(root, "Better words\n\nEditorial: vote it reads better so")
    assert "confirm-editorial" in CliRunner().invoke(main, ["check", "--base", base]).output
    commit(root, "Why\n\nEditorial: cost it reads better so")
    assert CliRunner().invoke(main, ["check", "--base", base]).exit_code == 0
    assert "it reads better so" in CliRunner().invoke(main, ["changes", "--base", base]).output
    file = root / FILES["cost"]
    whole = file.read_text("utf-8")
    file.write_text("broken", encoding="utf-8")
    commit(root)
    file.write_text(whole, encoding="utf-8")
    result = CliRunner().invoke(main, ["check", "--base", "HEAD"])
    assert result.exit_code == 1
    assert "cannot-compare" in result.output


def test_a_shallow_base_is_said(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the clone does not reach back to where the work began, nothing is compared."""
    root = tmp_path / "site"
    shutil.copytree(published, root)
    git(root, "checkout", "--quiet", "-b", "work")
    commit(root, "there")
    git(root, "checkout", "--quiet", "main")
    commit(root, "here")
    clone = ("clone", "--quiet", "--depth=1", "--no-single-branch", f"file://{root}", "checkout")
    git(tmp_path, *clone)
    monkeypatch.chdir(tmp_path / "checkout")
    result = CliRunner().invoke(main, ["check", "--base", "origin/work"])
    assert result.exit_code == 2
    assert "shallow" in result.output


@pytest.mark.parametrize("forged", ["replaced", "grafted"])
def test_a_forged_base_is_seen_through(
    forged: str, published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What git is told in this clone alone to show in a commit's place is not what readers were told."""
    root = tmp_path / "site"
    shutil.copytree(published, root)
    monkeypatch.chdir(root)
    base = git(root, "rev-parse", "HEAD").strip()
    _edit(root, "silent-change | cost | verdict: supported | verdict: mixed")
    commit(root, "Other verdict")
    changed = git(root, "rev-parse", "HEAD").strip()
    if forged == "replaced":
        git(
            root,
            "replace",
            base,
            git(root, "commit-tree", "-m", "x", f"{changed}^{{tree}}").strip(),
        )
    else:
        other = git(root, "commit-tree", "-m", "x", f"{changed}^{{tree}}").strip()
        (root / ".git/info/grafts").write_text(f"{changed} {other}\n", encoding="utf-8")
    result = CliRunner().invoke(
        main, ["check", "--base", "HEAD^1" if forged == "grafted" else base]
    )
    assert result.exit_code == 1
    assert "silent-change" in result.output


@pytest.mark.parametrize("kind", ["blob", "tree", "missing"])
def test_a_base_that_git_cannot_read_is_an_error(
    kind: str, published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An object that is lost, or a revision that never was."""
    root = tmp_path / "site"
    shutil.copytree(published, root)
    monkeypatch.chdir(root)
    path = FILES["cost"] if kind == "blob" else "docs/articles/bridge/claims"
    lost = git(root, "rev-parse", f"HEAD:{path}").strip()
    base = git(root, "rev-parse", "HEAD").strip() if kind != "missing" else "0123456789" * 4
    _edit(root, "silent-change | cost | verdict: supported | verdict: mixed")
    commit(root, "Other verdict")
    if kind != "missing":
        object_ = root / ".git/objects" / lost[:2] / lost[2:]
        object_.chmod(0o600)
        object_.unlink()
    result = CliRunner().invoke(main, ["check", "--base", base])
    assert result.exit_code in (1, 2)
    assert "annot compare" in result.output or "cannot-compare" in result.output


def test_what_is_told_of_a_change(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected: Expected
) -> None:
    """Of every seventh change, harmful or not: the reports of both commands."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime(2026, 11, 27, tzinfo=UTC).timestamp())))  # fmt: skip
    told = []
    for number, line in enumerate((_lines("changes") + _lines("harmless"))[::7]):
        root = tmp_path / str(number)
        shutil.copytree(published, root)
        git(root, "tag", "before")
        _edit(root, line)
        monkeypatch.chdir(root)
        reports = [
            CliRunner().invoke(main, [command, "--base", "before"]).output
            for command in ("check", "changes")
        ]
        told.append("\n".join([f"## {line}", *reports]))
    expected(CASES / "told.txt", "\n".join(told))
