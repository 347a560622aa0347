"""What was found and built is kept in `.cache/` for as long as nothing that it was made of changes, and never longer."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from builds import build_site
from click.testing import CliRunner
from repository import ARTICLE, CONFIG, claim, repository, write_page

from annotate.checking import check as checking
from annotate.cli import main
from annotate.publishing.unchanged import Unchanged
from annotate.reading.kept import Kept, stamps
from annotate.reading.repository import Repository

CLAIM = "docs/articles/bridge/claims/cost.md"
LATER = 10  # seconds
real_time = time.time


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with something to warn of and something that is wrong, not touched for some seconds."""
    repository(tmp_path, {"cost": claim(), "vote": claim("voted on Tuesday", verdict="wrong")})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("time.time", lambda: real_time() + LATER)
    return tmp_path


def _check(*options: str) -> tuple[str, int]:
    done = CliRunner().invoke(main, ["check", *options])
    return done.output, done.exit_code


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The repositories that were read, each time that one was."""
    read, check = list[Path](), checking.check

    def noted(root: Path, *others: Any, **more: Any) -> checking.Checked:
        read.append(root)
        return check(root, *others, **more)

    monkeypatch.setattr(checking, "check", noted)
    return read


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_second_check_tells_the_same_without_reading(
    form: str, root: Path, checked: list[Path]
) -> None:
    first = _check("--format", form)
    assert first[1] == 1
    assert "unknown-value" in first[0]
    assert _check("--format", form) == first
    assert _check("--format", form, str(root)) == first
    assert len(checked) == 1


CHANGES: dict[str, Callable[[Path], object]] = {
    "a claim": lambda root: (root / CLAIM).write_text(claim(checked="2026-11-23")),
    "a claim, as long as before and of the same time": lambda root: _rewrite(root / CLAIM),
    "a claim that is put in another's place": lambda root: _put(root / CLAIM),
    "a new claim": lambda root: (root / CLAIM).with_name("other.md").write_text("x"),
    "no claim": lambda root: (root / CLAIM).unlink(),
    "another name": lambda root: (root / CLAIM).rename((root / CLAIM).with_name("c.md")),
    "the article's page": lambda root: write_page(root, title="Another"),
    "the text": lambda root: (root / "seeds/bridge.txt").write_text(ARTICLE + "More.\n"),
    "a page": lambda root: (root / "docs/index.md").write_text("# Home\n"),
    "a page deep down": lambda root: _write(root / "docs/a/b/c.md"),
    "a hidden file": lambda root: _write(root / "docs/articles/bridge/claims/.x.md"),
    "the outlets": lambda root: (root / "docs/outlets.yml").write_text("- name: Wire\n"),
    "the settings": lambda root: (root / "mkdocs.yml").write_text(
        f"{CONFIG}site_url: https://x.example/\n"
    ),
    "settings that are broken": lambda root: (root / "mkdocs.yml").write_text("a: [\n"),
    "a link": lambda root: (root / "docs/l.md").symlink_to(root / CLAIM),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_is_read(change: str, root: Path, checked: list[Path]) -> None:
    _check()
    _check()
    assert len(checked) == 1
    CHANGES[change](root)
    told = _check()
    assert len(checked) == 2
    assert _check("--no-cache") == told


def _rewrite(file: Path) -> None:
    told = file.stat()
    file.write_text(file.read_text().replace("3.2 million", "3.1 million"))
    os.utime(file, ns=(told.st_atime_ns, told.st_mtime_ns))


def _put(file: Path) -> None:
    new = file.with_name("new.tmp")
    new.write_text(file.read_text().replace("3.2 million", "3.1 million"))
    os.utime(new, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns))
    new.rename(file)


def _write(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("# New\n")


def test_another_day_another_library_and_other_code_are_other_circumstances(
    root: Path, checked: list[Path], tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    _check()
    libraries, code = tmp_path_factory.mktemp("libraries"), tmp_path_factory.mktemp("code")
    (code / "new.py").touch()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    _check()
    assert len(checked) == 2
    monkeypatch.syspath_prepend(str(libraries))
    _check()
    assert len(checked) == 3
    (libraries / "new-1.0.dist-info").mkdir()
    _check()
    assert len(checked) == 4
    monkeypatch.setattr("annotate.reading.kept._CODE", code)
    _check()
    assert len(checked) == 5
    monkeypatch.setattr("sys.version", "4")
    _check()
    assert len(checked) == 6
    _check()
    assert len(checked) == 6


def test_what_is_asked_in_another_way_is_read(root: Path, checked: list[Path]) -> None:
    whole = _check()
    part, code = _check(CLAIM)
    assert (part != whole[0], code) == (True, 0)
    assert _check("--no-cache") == whole
    assert len(checked) == 3
    assert _check() == whole
    assert len(checked) == 3


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "7", "null", "{}", '{"made": []}', '{"made_of": 1, "made": 2}', "\0"]
)
def test_what_cannot_be_read_of_it_is_made_anew(
    content: str, root: Path, checked: list[Path]
) -> None:
    first = _check()
    (root / ".cache/annotate/check.json").write_text(content)
    assert _check() == first
    assert _check() == first
    assert len(checked) == 2


def test_without_a_place_to_keep_it_all_is_as_ever(root: Path, checked: list[Path]) -> None:
    (root / ".cache").write_text("A file.")
    assert _check() == _check()
    assert len(checked) == 2
    assert (root / ".cache").read_text() == "A file."


def test_what_was_just_written_may_be_written_again(
    root: Path, checked: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the same tick of the clock, and of the same length."""
    (root / CLAIM).touch()
    monkeypatch.setattr("time.time", real_time)
    assert Repository(root).stamp(CLAIM) is None
    assert _check() == _check()
    assert len(checked) == 2
    monkeypatch.setattr("time.time", lambda: real_time() + LATER)
    assert Repository(root).stamp(CLAIM)


def test_what_changes_meanwhile_is_not_kept(root: Path) -> None:
    kept = Kept(root, "check")
    (root / "docs/index.md").write_text("# Another\n")
    kept.keep([])
    assert Kept(root, "check").get() is None


def test_a_folder_that_is_not_there_is_told_and_one_that_cannot_be_read_is_not(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert stamps(root / "none") == stamps(root / "nothing") != ""
    assert stamps(root / "docs")
    (root / "docs/l.md").symlink_to(root / CLAIM)
    assert stamps(root / "docs") == ""
    (root / "docs/l.md").unlink()
    monkeypatch.setattr("os.scandir", _refuse)
    assert stamps(root / "docs") == ""
    assert Kept(root, "check").get() is None


def _refuse(path: object) -> None:
    raise PermissionError(13, "Permission denied", str(path))


SETTLED = 2.1  # seconds after which a repository's files may be taken for what they were


def test_a_site_stays_while_nothing_changes(tmp_path: Path) -> None:
    root = repository(tmp_path, {"cost": claim()})
    page = root / "site/articles/bridge/index.html"
    time.sleep(SETTLED)
    assert _built(root)
    inode = page.stat().st_ino
    assert not _built(root)
    assert page.stat().st_ino == inode
    whole = page.read_bytes()
    page.write_bytes(whole[:-100])
    assert _built(root)
    assert page.read_bytes() == whole
    (root / "site/claims/index.html").unlink()
    assert _built(root)
    assert (root / "site/claims/index.html").is_file()
    (root / CLAIM).write_text(claim(summary="It is another one."))
    assert _built(root)
    assert "It is another one." in page.read_text("utf-8")


def _built(root: Path) -> bool:
    """Whether a command that succeeds builds a site, or says that it stays."""
    done = build_site(root)
    assert done.returncode == 0, done.stderr
    return "Nothing has changed since the site was built, and it stays" not in done.stderr


def test_where_something_was_to_be_said_it_is_said_again(tmp_path: Path) -> None:
    root = repository(tmp_path, {"cost": claim()})
    (root / "docs/index.md").write_text("# Home\n\n[No page](none.md)\n")
    time.sleep(SETTLED)
    for _ in range(2):
        command = [sys.executable, "-m", "mkdocs", "build"]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
        assert "contains a link 'none.md'" in done.stderr


def _config(root: Path, **other: Any) -> SimpleNamespace:
    theme = SimpleNamespace(name="material", custom_dir=None)
    values = {
        "site_dir": str(root / "site"),
        "config_file_path": str(root / "mkdocs.yml"),
        "theme": theme,
        "plugins": {"annotate": None, "search": None},
        "markdown_extensions": ["toc", "tables"],
        "mdx_configs": {},
        "hooks": {},
        "strict": False,
        "use_directory_urls": True,
    }
    return SimpleNamespace(**values | other)


@pytest.mark.parametrize(
    ("other", "is_so"),
    [
        ({}, True),
        ({"strict": True}, False),
        ({"use_directory_urls": False}, False),
        ({"mdx_configs": {"toc": {"permalink": True}}}, False),
        ({"site_dir": "elsewhere"}, False),
        ({"theme": SimpleNamespace(name="mkdocs", custom_dir=None)}, False),
        ({"theme": SimpleNamespace(name="material", custom_dir="seeds")}, False),
    ],
)
def test_a_site_stays_under_the_same_settings(
    other: dict[str, Any], is_so: bool, root: Path
) -> None:
    (root / "site").mkdir()
    Unchanged(_config(root), {"site_name": "A"}).note()
    assert Unchanged(_config(root, **other), {"site_name": "A"}).is_so() is is_so
    assert not Unchanged(_config(root), {"site_name": "B"}).is_so()


@pytest.mark.parametrize(
    "other",
    [
        {"plugins": {"annotate": None, "macros": None}},
        {"markdown_extensions": ["toc", "pymdownx.snippets"]},
        {"hooks": {"hook.py": None}},
    ],
)
def test_where_a_build_may_read_anything_it_is_made(other: dict[str, Any], root: Path) -> None:
    (root / "site").mkdir()
    Unchanged(_config(root, **other), {}).note()
    assert not Unchanged(_config(root, **other), {}).is_so()


def test_a_site_with_a_link_in_it_is_built(root: Path) -> None:
    (root / "site").mkdir()
    (root / "site/index.html").symlink_to(root / "docs/index.md")
    Unchanged(_config(root), {}).note()
    assert not Unchanged(_config(root), {}).is_so()


def test_a_theme_of_ones_own_is_looked_at(root: Path) -> None:
    theme = SimpleNamespace(name="material", custom_dir=str(root / "theme"))
    (root / "theme").mkdir()
    (root / "site").mkdir()
    Unchanged(_config(root, theme=theme), {}).note()
    assert Unchanged(_config(root, theme=theme), {}).is_so()
    (root / "theme/main.html").touch()
    assert not Unchanged(_config(root, theme=theme), {}).is_so()
