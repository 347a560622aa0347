"""The page "Publish a site of your own": its commands are run, and what it says of addresses and of the forge is so."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from builds import build_site
from conftest import ROOT

from annotate.editing.starting import start

PAGE = (ROOT / "docs/publish.md").read_text("utf-8")
AUTHOR = {f"GIT_{who}_{what}": "a@b.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}  # fmt: skip
CLAIM = "edit/main/docs/articles/sample/claims/most-pleasant.md"


def _commands(heading: str) -> list[str]:
    section = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    blocks = re.findall(r"^```sh\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    assert blocks
    return [line for block in blocks for line in block.splitlines()]


def _run(command: str, folder: Path) -> str:
    """Run a line as a shell does, with the programs of this environment."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | AUTHOR | {"PATH": path}
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("published") / "site"
    start(root)
    return root


def _built(folder: Path) -> Callable[[str], str]:
    return lambda path: (folder / path).read_text("utf-8")


def test_the_site_is_pushed_without_what_is_made_from_it(site: Path, tmp_path: Path) -> None:
    _run(f"git init --quiet --bare {tmp_path}/origin.git", tmp_path)
    _run("mkdocs build --strict --quiet", site)
    for command in _commands("On GitHub Pages"):
        _run(command.replace("https://github.com/OWNER/NAME.git", f"{tmp_path}/origin.git"), site)
    pushed = _run("git ls-tree -r --name-only main", tmp_path / "origin.git").splitlines()
    assert ".github/workflows/deploy.yml" in pushed
    assert not [path for path in pushed if path.startswith(("site/", ".cache/", ".venv/"))]


@pytest.mark.parametrize(
    ("variable", "address"),
    [("", "https://desk.github.io/facts/"), ("https://facts.example.org/", "")],
)
def test_githubs_machine_knows_the_sites_address_and_the_forge(
    site: Path, tmp_path: Path, variable: str, address: str
) -> None:
    """What the workflow runs, with the values that GitHub puts into it."""
    workflow = yaml.safe_load((site / ".github/workflows/deploy.yml").read_text("utf-8"))
    step = next(s for s in workflow["jobs"]["build"]["steps"] if s.get("name") == "Build the site")
    form = re.fullmatch(
        r"\$\{\{ vars\.SITE_URL \|\| format\('(.*)', (.*)\) \}\}", step["env"]["SITE_URL"]
    )
    assert form
    assert form[2] == "github.repository_owner, github.event.repository.name"
    assert step["run"] == "mkdocs build --strict"
    told = variable or form[1].format("desk", "facts")
    done = build_site(site, tmp_path, SITE_URL=told, GITHUB_REPOSITORY="desk/facts")
    assert done.returncode == 0, done.stdout + done.stderr
    page = _built(tmp_path)("articles/sample/index.html")
    assert f'<link rel="canonical" href="{address or variable}articles/sample/">' in page
    assert f"https://github.com/desk/facts/{CLAIM}" in page


def test_another_host_gets_whole_addresses_and_the_forge(site: Path) -> None:
    for command in _commands("Another host"):
        _run(command, site)
    read = _built(site / "site")
    article = read("articles/sample/index.html")
    assert f"https://github.com/OWNER/NAME/{CLAIM}" in article
    assert 'property="og:image" content="https://facts.example.org/' in article
    for path in ("corrections.xml", "sitemap.xml"):
        assert "https://facts.example.org/" in read(path)


def test_without_a_forge_corrections_lead_to_the_contribute_page(
    site: Path, tmp_path: Path
) -> None:
    assert build_site(site, tmp_path).returncode == 0
    article = _built(tmp_path)("articles/sample/index.html")
    assert '<a href="../../contribute/">Suggest a change</a>' in article


def test_a_gitlab_is_told_by_its_hosts_name(site: Path, tmp_path: Path) -> None:
    forge = "https://gitlab.example.org/desk/facts"
    assert build_site(site, tmp_path, CI_PROJECT_URL=forge).returncode == 0
    assert f"{forge}/-/{CLAIM}" in _built(tmp_path)("articles/sample/index.html")
