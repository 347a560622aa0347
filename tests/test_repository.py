"""One door to the disk: nothing is read or written through a link, and nothing foreign is written over."""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT
from repository import CONFIG, claim, repository

from annotate.checking.check import check
from annotate.cli import main
from annotate.model.cache import Cache
from annotate.model.problems import Problem
from annotate.publishing.site import build
from annotate.reading.repository import Repository
from annotate.reading.settings import read_settings

CRLF = claim().replace("\n", "\r\n")


def _outside(tmp_path: Path) -> Path:
    """A folder with a claim that `--fix` would mend, beside a repository."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "b.md").write_text(CRLF, "utf-8", newline="")
    return outside


def _linked(tmp_path: Path, link: str) -> tuple[Path, Path]:
    """A repository in which a path is a link to a folder or a file outside, and the file there."""
    root = repository(tmp_path / "repository", {"a": claim()})
    outside = _outside(tmp_path)
    place = root / link
    if place.exists():
        place.rename(tmp_path / "old")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(outside / "b.md" if link.endswith(".md") else outside)
    return root, outside / "b.md"


@pytest.mark.parametrize(
    "link",
    [
        "docs/articles/bridge/claims",
        "docs/articles/second",
        "docs/articles/bridge/claims/b.md",
        "docs/articles/bridge/claims/a.md",
    ],
)
@pytest.mark.parametrize(
    "command",
    [
        ["check", "--fix"],
        ["new", "bridge", "close the bridge", "--id", "b"],
        ["rebase", "bridge", "seeds/bridge.txt", "--withdraw", "b"],
    ],
)
def test_nothing_outside_is_written(
    tmp_path: Path, link: str, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through a linked folder of claims, a linked article or a linked file."""
    root, file = _linked(tmp_path, link)
    before = {f: f.read_bytes() for f in file.parent.iterdir()}
    monkeypatch.chdir(root)
    result = CliRunner().invoke(main, command)
    assert {f: f.read_bytes() for f in file.parent.iterdir()} == before
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "symbolic-link" in {p.code for p in check(root).problems}


def test_claims_that_is_a_file_is_a_problem(tmp_path: Path) -> None:
    """It would hold no claims, without a word."""
    repository(tmp_path, {})
    folder = tmp_path / "docs/articles/bridge"
    if (folder / "claims").is_dir():
        (folder / "claims").rmdir()
    (folder / "claims").write_text("x", "utf-8")
    assert [p.location.path for p in check(tmp_path).problems if p.code == "stray-file"] == [
        "docs/articles/bridge/claims"
    ]


def test_a_folder_with_files_of_others_is_not_written_to(tmp_path: Path) -> None:
    """An empty one is, and so is one into which an earlier build wrote."""
    root = repository(tmp_path / "repository", {"a": claim()})
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.md").write_text("Mine.", "utf-8")
    command = ["build", "--root", str(root), "--out", str(out)]
    refused = CliRunner().invoke(main, command)
    assert refused.exit_code == 2
    assert "thesis.md" in refused.output
    assert [f.name for f in out.iterdir()] == ["thesis.md"]
    (out / "thesis.md").unlink()
    for _ in range(2):
        assert CliRunner().invoke(main, command).exit_code == 0


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_broken_settings_are_a_problem_with_a_position(tmp_path: Path, form: str) -> None:
    """For every form of the report."""
    root = repository(tmp_path, {"a": claim()})
    (root / "mkdocs.yml").write_text('site_name: "open\ntheme: x\n', "utf-8")
    result = CliRunner().invoke(main, ["check", str(root), "--format", form])
    assert result.exit_code == 1
    if form == "json":
        first = next(p for p in json.loads(result.output) if p["path"] == "mkdocs.yml")
        assert (first["path"], first["code"], first["line"]) == ("mkdocs.yml", "yaml-syntax", 3)
    else:
        assert "mkdocs.yml" in result.output


def test_settings_are_inherited(tmp_path: Path) -> None:
    """As MkDocs does it: the same site by both routes."""
    root = repository(tmp_path, {"a": claim()})
    (root / "base.yml").write_text("site_url: https://example.org/checks\n", "utf-8")
    (root / "mkdocs.yml").write_text(f"INHERIT: base.yml\n{CONFIG}", "utf-8")
    settings, problems = read_settings(root)
    assert (settings.site_url, problems) == ("https://example.org/checks/", [])
    page = str(build(root).files["articles/bridge/claims/a.html"])
    assert 'rel="canonical" href="https://example.org/checks/articles/bridge/' in page
    (root / "base.yml").unlink()
    assert [p.code for p in read_settings(root)[1]] == ["yaml-syntax"]


@pytest.mark.parametrize(
    ("config", "base", "line", "told"),
    [
        ("site_name: x\nrepo_url: https://[\n", "", 2, "https://[ is no address: "),
        ("plugins:\n- annotate:\n    forge: http://[\n", "", 3, "http://[ is no address: "),
        ("INHERIT: base.yml\n", "repo_url: https://[\n", 1, "https://[ is no address: "),
        ("INHERIT: base.yml\n", "a:\n\t- b\n", 1, "base.yml"),
        ("INHERIT: none.yml\n", "", 1, "none.yml"),
        ("INHERIT: mkdocs.yml\n", "", 1, "they inherit from themselves"),
        ("INHERIT: base.yml\n", "INHERIT: mkdocs.yml\n", 1, "they inherit from themselves"),
    ],
)
def test_settings_that_cannot_be_used_are_told_of_with_their_line(
    config: str, base: str, line: int, told: str, tmp_path: Path
) -> None:
    root = repository(tmp_path, {"a": claim()})
    (root / "mkdocs.yml").write_text(config, "utf-8")
    (root / "base.yml").write_text(base, "utf-8")
    result = CliRunner().invoke(main, ["check", "--no-cache", str(root)])
    assert f"mkdocs.yml:{line}:1: " in result.output, result.exception
    assert told in result.output


def test_checking_renders_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """`annotate check` stops at the checked library."""
    monkeypatch.setattr("annotate.publishing.site.render_article", None)
    assert CliRunner().invoke(main, ["check", "--no-cache", str(ROOT)]).exit_code == 0


def _noting(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the paths of the files that are read from now on."""
    read, text = list[str](), Repository.text

    def noted(self: Repository, path: str, limit: int | None = None) -> str | Problem:
        read.append(path)
        return text(self, path, limit)

    monkeypatch.setattr(Repository, "text", noted)
    return read


@pytest.mark.parametrize(
    ("paths", "articles"),
    [
        (["docs/articles/bridge/claims/cost.md"], {"bridge"}),
        (["docs/articles/bridge/claims", "docs/articles/road"], {"bridge", "road"}),
        (["docs/articles/road/", "docs/outlets.yml"], {"bridge", "road", "rail"}),
        (["docs/articles"], {"bridge", "road", "rail"}),
        ([], {"bridge", "road", "rail"}),
        (["docs/articles/road", "--fix"], {"bridge", "road", "rail"}),
    ],
)
def test_a_check_of_files_reads_their_articles(
    paths: list[str], articles: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = repository(tmp_path, {"cost": claim(summary="no sentence")})
    for name in ("road", "rail"):
        shutil.copytree(root / "docs/articles/bridge", root / "docs/articles" / name)
    (root / "docs/outlets.yml").write_text("outlets: []\n", encoding="utf-8")
    monkeypatch.chdir(root)
    read = _noting(monkeypatch)
    told = CliRunner().invoke(main, ["check", *paths]).output
    assert {path.split("/")[2] for path in read if path.startswith("docs/articles")} == articles
    for name in articles:
        folder = f"docs/articles/{name}"
        is_wanted = not paths or any(
            path.startswith(folder) or path == "docs/articles" for path in paths
        )
        assert (f"{folder}/claims/cost.md" in told) == is_wanted


def test_lines_above_a_problem_move_its_place(tmp_path: Path) -> None:
    """Also where nothing else in the file changed: under `mkdocs serve` the record of before is equal."""
    root, cache = repository(tmp_path, {"cost": claim("no such words")}), Cache()
    file = root / "docs/articles/bridge/claims/cost.md"
    lines = []
    for comment in ("", "# seen\n"):
        file.write_text(file.read_text("utf-8").replace("---\n", f"---\n{comment}", 1), "utf-8")
        found = [p for p in check(root, cache=cache).problems if p.code == "quote-not-found"]
        lines += [p.location.line for p in found]
    assert lines == [lines[0], lines[0] + 1]


def test_what_is_kept_between_two_checks_is_never_older_than_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not where a file is written twice in one moment, nor where somebody sets its time back; else it is not read again."""
    root, cache = repository(tmp_path, {"cost": claim(summary="It is A.")}), Cache()
    file, read = root / "docs/articles/bridge/claims/cost.md", _noting(monkeypatch)

    def told() -> str:
        return check(root, cache=cache).library.articles[0].annotations[0].summary

    def write(letter: str) -> None:
        file.write_text(claim(summary=f"It is {letter}."), encoding="utf-8")

    for letter in "ABCD":
        write(letter)
        assert told() == f"It is {letter}."
    time.sleep(2.1)
    told()
    read.clear()
    assert (told(), [path for path in read if "bridge" in path]) == ("It is D.", [])
    times = file.stat().st_atime_ns, file.stat().st_mtime_ns
    write("E")
    os.utime(file, ns=times)
    assert told() == "It is E."
    file.unlink()
    file.symlink_to(root / "docs/index.md")
    assert "symbolic-link" in {problem.code for problem in check(root, cache=cache).problems}
